package ansatz.problem;

import ansatz.lattice.Lattice;

/// Spins 1/2 on a lattice. Energies are in the convention of Pauli matrices (eigenvalues -1 and 1).
public interface SpinProblem extends Problem {
    /// The sites.
    Lattice lattice();

    /// The Hamiltonian as a sum of Pauli strings.
    PauliSum hamiltonian();
}
