package ansatz.lattice;

import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Shorthand;

/// Which directions of a lattice in space close on themselves. In a study `true` stands for all and `false` for
/// none.
///
/// @param first whether the first direction does
/// @param second whether the second direction does
/// @param third whether the third direction does
@Name(value = "space-boundary", summary = "Which of three directions of a lattice close on themselves")
public record SpaceBoundary(
        @Key("whether the first direction closes on itself") boolean first,

        @Key("whether the second direction closes on itself")
        boolean second,

        @Key("whether the third direction closes on itself") boolean third) {

    /// A torus.
    public static final SpaceBoundary DEFAULTS = new SpaceBoundary(true, true, true);

    /// All directions or none.
    @Shorthand
    public static SpaceBoundary of(boolean all) {
        return new SpaceBoundary(all, all, all);
    }
}
