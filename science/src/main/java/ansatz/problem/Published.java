package ansatz.problem;

import ansatz.lattice.Lattice;
import ansatz.lattice.Square;
import ansatz.schema.Reference;
import java.util.List;
import java.util.Optional;

/// Ground-state energies of larger lattices from the literature, in the convention of Pauli matrices.
final class Published {
    private static final String BENCHMARKS =
            "exact diagonalization, as published in D. Wu and others, Science 386, 296 (2024)";
    private static final String MONTE_CARLO =
            "quantum Monte Carlo, as published in D. Wu and others, Science 386, 296 (2024)";

    private Published() {}

    private static boolean square(Lattice lattice, int length, boolean periodic) {
        return lattice instanceof Square square
                && square.lengths().equals(List.of(length, length))
                && square.periodic().first() == periodic
                && square.periodic().second() == periodic;
    }

    static Optional<Reference> heisenberg(Lattice lattice, double coupling) {
        if (coupling <= 0) {
            return Optional.empty();
        }
        if (square(lattice, 6, true)) {
            return Optional.of(Reference.published(-97.7575895972357 * coupling, 0, BENCHMARKS));
        }
        if (square(lattice, 10, true)) {
            // -0.671552666(80) a site in spin matrices
            return Optional.of(Reference.published(
                    400 * -0.671552666 * coupling,
                    400 * 8e-8 * coupling,
                    "quantum Monte Carlo, as quoted by A. Chen and M. Heyl, Nat. Phys. 20, 1476 (2024)"));
        }
        if (square(lattice, 10, false)) {
            return Optional.of(Reference.published(-251.46248 * coupling, 0, MONTE_CARLO));
        }
        return Optional.empty();
    }

    static Optional<Reference> j1j2(Lattice lattice, double j1, double j2) {
        if (j1 <= 0 || !square(lattice, 6, true)) {
            return j2 == 0 ? heisenberg(lattice, j1) : Optional.empty();
        }
        if (j2 == 0.5 * j1) {
            return Optional.of(Reference.published(-72.548590160286 * j1, 0, BENCHMARKS));
        }
        if (j2 == 0.6 * j1) {
            return Optional.of(Reference.published(-71.026357467734 * j1, 0, BENCHMARKS));
        }
        return j2 == 0 ? heisenberg(lattice, j1) : Optional.empty();
    }

    static Optional<Reference> ising(Lattice lattice, double coupling, double field) {
        return square(lattice, 6, true) && coupling > 0 && Math.abs(field) == 3 * coupling
                ? Optional.of(Reference.published(-115.232707303718 * coupling, 0, BENCHMARKS))
                : Optional.empty();
    }
}
