package ansatz.problem;

import ansatz.lattice.Characters;
import ansatz.lattice.Lattice;
import ansatz.schema.Reference;
import java.util.Optional;
import java.util.OptionalInt;

/// Spins 1/2 on a lattice. Energies are in the convention of Pauli matrices (eigenvalues -1 and 1).
public interface SpinProblem extends Problem {
    /// The sites.
    Lattice lattice();

    /// The Hamiltonian as a sum of Pauli strings, in the basis of the problem.
    PauliSum hamiltonian();

    /// Whether all elements of the Hamiltonian are real. Cheap.
    default boolean real() {
        return true;
    }

    /// Whether the Hamiltonian conserves the magnetisation sum_i sigma^z_i. Cheap.
    default boolean conservesMagnetization() {
        return false;
    }

    /// The exact or published energy of the lowest state with a magnetisation, in [#unit()], where it is known.
    ///
    /// @param magnetization the sum of the spins -1 and 1; empty for any, which is [#reference()]
    default Optional<Reference> reference(OptionalInt magnetization) {
        return magnetization.isEmpty()
                ? reference()
                : SmallSystem.ofMagnetization(hamiltonian(), magnetization.getAsInt());
    }

    /// The exact or published energy of the lowest state of a sector, in [#unit()], where it is known. Where all
    /// characters are 1 and the sector is too large, that of the lowest state of all: no state lies below it.
    ///
    /// @param magnetization the sum of the spins -1 and 1; empty for any
    /// @param characters of symmetries that the Hamiltonian has
    default Optional<Reference> reference(OptionalInt magnetization, Characters characters) {
        if (characters.generators().isEmpty()) {
            return reference(magnetization);
        }
        var lowest = lattice().sites() > ExactDiagonalization.MOST_SITES
                ? Optional.<Reference>empty()
                : SmallSystem.ofSector(hamiltonian(), magnetization, characters);
        return lowest.isEmpty() && characters.symmetric() ? reference(magnetization) : lowest;
    }

    /// The exact lowest state of a sector where it is small enough and no other state of it has the same energy:
    /// real
    /// amplitudes by configuration number (bit i is set where spin i is down), normalised.
    ///
    /// @param magnetization the sum of the spins -1 and 1; empty for any
    /// @param characters of symmetries that the Hamiltonian has
    default Optional<double[]> exactState(OptionalInt magnetization, Characters characters) {
        return lattice().sites() > ExactDiagonalization.MOST_SITES
                ? Optional.empty()
                : SmallSystem.lowestState(hamiltonian(), magnetization, characters);
    }

    /// Where [#exactState] comes from.
    static String exactStateSource() {
        return SmallSystem.SOURCE;
    }

    /// [#reference()] where it is a formula that takes no more than some ten milliseconds.
    default Optional<Reference> formula() {
        return Optional.empty();
    }

    /// An observable in the basis of the problem, whose configurations may have signs ([SignRule]).
    default PauliSum inBasis(PauliSum observable) {
        return observable;
    }
}
