package ansatz.problem;

import ansatz.lattice.Lattice;

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

    /// An observable in the basis of the problem, whose configurations may have signs ([SignRule]).
    default PauliSum inBasis(PauliSum observable) {
        return observable;
    }
}
