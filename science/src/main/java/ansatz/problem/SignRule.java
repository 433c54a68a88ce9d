package ansatz.problem;

import ansatz.lattice.Lattice;
import ansatz.schema.Problems;

/// The signs of the basis in which a Hamiltonian is written. A wave function that is positive in the basis has
/// these
/// signs.
public enum SignRule {
    /// The rule of Marshall where the lattice has two sublattices, no signs elsewhere.
    AUTOMATIC,
    /// No signs.
    NONE,
    /// The rule of Marshall: (-1)^(spins down on the odd sublattice) (W. Marshall, Proc. R. Soc. Lond. A 232, 48
    /// (1955)). With it the ground state of an antiferromagnet whose bonds join the two sublattices is positive.
    MARSHALL;

    /// Reports a rule that a lattice cannot have.
    void check(Lattice lattice, Problems problems) {
        if (this == MARSHALL && lattice.bipartition().isEmpty()) {
            problems.add(
                    "signRule",
                    "is \"marshall\", but the lattice has no two sublattices that all bonds join; it must be \"none\" or"
                            + " \"automatic\"");
        }
    }

    /// An operator in the basis with these signs.
    ///
    /// @throws IllegalArgumentException if it is the rule of Marshall on a lattice that is not bipartite
    PauliSum apply(PauliSum operator, Lattice lattice) {
        if (this == NONE) {
            return operator;
        }
        var sublattices = lattice.bipartition();
        if (sublattices.isEmpty() && this == MARSHALL) {
            throw new IllegalArgumentException("the sign rule of Marshall needs a lattice with two sublattices that all"
                    + " bonds join, which this one does not have");
        }
        return sublattices.map(operator::marshall).orElse(operator);
    }
}
