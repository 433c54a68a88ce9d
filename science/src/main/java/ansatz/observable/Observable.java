package ansatz.observable;

import ansatz.lattice.Lattice;
import ansatz.problem.SpinProblem;
import ansatz.schema.Problems;
import java.util.OptionalInt;

/// What is measured in a state, as a study names it. An implementation is a record with [ansatz.schema.Name].
public interface Observable {
    /// What its results are called, lower case, words joined by an underscore: the name of a result, or how the
    /// names
    /// of several begin.
    String label();

    /// Whether its results depend on a position, such as a distance.
    default boolean curve() {
        return false;
    }

    /// How many numbers it gives for each configuration on a lattice, at most. Cheap.
    double columns(Lattice lattice);

    /// Reports what keeps it from being measured. Cheap.
    ///
    /// @param complex whether the wave function has values that are not real
    /// @param sector the magnetisation that all configurations have, empty if it varies
    /// @param problems takes keys of this record; an empty key stands for the record as a whole
    void check(SpinProblem problem, boolean complex, OptionalInt sector, Problems problems);

    /// Reports, under the key `name`, a name of the user's own that could not name a result.
    static void checkName(String name, Problems problems) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            problems.add(
                    "name",
                    "is \"" + name + "\"; it must be lower case letters, digits and underscores, a letter first");
        }
    }

    /// Prepares to measure.
    ///
    /// @throws IllegalArgumentException if what it needs cannot be had, which [#check] was too cheap to see
    Estimator on(Setting setting);
}
