/// What a key of a study means: annotations that stand on the components of a record (meaning, unit, legal range),
/// the catalogue of the types a study may name, and the one validator of a tree of such records.
///
/// A type that a study can name is a record. Its keys are its components, spelt alike in TOML and in Java. Its
/// defaults stand in one place, the constant `DEFAULTS`; its legal ranges stand in one place, the annotations.
///
/// ```java
/// @Name(value = "ising", summary = "Transverse-field Ising model, H = -J sum z z - h sum x", cite = "Pfeuty 1970")
/// public record Ising(
///         @Key(value = "sites and bonds", required = true) Lattice lattice,
///         @Key(value = "transverse field h", unit = "J", min = 0) double field) implements Problem {
///
///     public static final Ising DEFAULTS = new Ising(Chain.DEFAULTS, 1.0);
///
///     public Ising field(double h) {
///         return new Ising(lattice, h);
///     }
/// }
/// ```
@NullMarked
package ansatz.schema;

import org.jspecify.annotations.NullMarked;
