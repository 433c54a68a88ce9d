package ansatz.model;

import ansatz.lattice.Characters;
import ansatz.lattice.Lattice;
import ansatz.schema.Problems;
import java.util.Optional;
import java.util.OptionalInt;

/// A family of wave functions of spins, as a study names it. An implementation is a record with
/// [ansatz.schema.Name].
public interface Amplitude {
    /// How many parameters the wave function has on a lattice: cheap, and a double, since a study may ask for more
    /// than fit.
    double parameterCount(Lattice lattice);

    /// Whether the wave function has values that are not real. Cheap.
    default boolean complex() {
        return false;
    }

    /// The symmetries that the wave function has by construction and that the problem must have too, with their
    /// characters: psi(g s) = chi(g) psi(s).
    default Characters imposed(Lattice lattice) {
        return Characters.trivial(lattice.sites());
    }

    /// The translations that leave |psi| as it is by construction, whatever the parameters are, without being
    /// [imposed][#imposed(Lattice)]; empty if there are none.
    default Optional<Invariance> invariance() {
        return Optional.empty();
    }

    /// Whether psi(-s) = psi(s) by construction, whatever the parameters are.
    default boolean even() {
        return false;
    }

    /// The sum of the spins -1 and 1 outside of which psi is 0, empty if there is no such rule.
    default OptionalInt sector() {
        return OptionalInt.empty();
    }

    /// How many doubles each chain of a Markov process holds besides its spins.
    double tableSize(Lattice lattice);

    /// Whether its wave functions are [Autoregressive].
    default boolean autoregressive() {
        return false;
    }

    /// Reports what keeps the family from having a member on a lattice. Cheap.
    ///
    /// @param problems takes keys of this record
    void check(Lattice lattice, Problems problems);

    /// The wave function on a lattice that was checked.
    WaveFunction on(Lattice lattice);
}
