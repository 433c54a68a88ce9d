package ansatz.lattice;

import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Shorthand;

/// Which directions of a plane lattice close on themselves. In a study `true` stands for both and `false` for none.
///
/// @param first whether the first direction does
/// @param second whether the second direction does
@Name(value = "plane-boundary", summary = "Which of two directions of a lattice close on themselves")
public record PlaneBoundary(
        @Key("whether the first direction closes on itself") boolean first,

        @Key("whether the second direction closes on itself")
        boolean second) {

    /// A torus.
    public static final PlaneBoundary DEFAULTS = new PlaneBoundary(true, true);

    /// Both directions or none.
    @Shorthand
    public static PlaneBoundary of(boolean both) {
        return new PlaneBoundary(both, both);
    }
}
