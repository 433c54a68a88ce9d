package ansatz.problem;

import ansatz.lattice.Characters;
import ansatz.schema.Reference;
import java.util.Optional;
import java.util.OptionalInt;

/// The exact energy where diagonalisation takes a few seconds at most.
final class SmallSystem {
    /// States of the largest sector times elements of a row: about 10 ns each, a hundred times.
    private static final double MOST_WORK = 4e6;

    /// Two passes for the eigenvector, and the same again for the state above it.
    private static final double VECTOR_PASSES = 4;

    /// Energies that differ by less, relative, are those of one level.
    private static final double DEGENERATE = 1e-9;

    static final String SOURCE = "exact diagonalization, C. Lanczos, J. Res. Natl. Bur. Stand. 45, 255 (1950)";

    private SmallSystem() {}

    /// Of any Hamiltonian: over all magnetisations, if it conserves them, else over all states.
    static Optional<Reference> of(PauliSum hamiltonian) {
        int n = hamiltonian.sites();
        if (!hamiltonian.conservesMagnetization()) {
            return affordable(hamiltonian, Math.pow(2, n))
                    ? exact(ExactDiagonalization.energy(hamiltonian, Sector.of(n)))
                    : Optional.empty();
        }
        if (!affordable(hamiltonian, Math.pow(2, n))) {
            return Optional.empty();
        }
        double lowest = Double.POSITIVE_INFINITY;
        // turning all spins over maps M to -M
        int first = hamiltonian.evenUnderFlip() ? n % 2 : -n;
        for (int m = first; m <= n; m += 2) {
            lowest = Math.min(
                    lowest,
                    ExactDiagonalization.energy(hamiltonian, Sector.of(n).magnetization(m)));
        }
        return exact(lowest);
    }

    /// Of a Hamiltonian without a preferred axis, up to the signs of the basis: each multiplet has a state with the
    /// magnetisation 0 or 1.
    static Optional<Reference> isotropic(PauliSum hamiltonian) {
        int n = hamiltonian.sites();
        return ofMagnetization(hamiltonian, n % 2);
    }

    /// Of a Hamiltonian that conserves the magnetisation, at one of it.
    static Optional<Reference> ofMagnetization(PauliSum hamiltonian, int magnetization) {
        int n = hamiltonian.sites();
        return affordable(hamiltonian, statesOfMagnetization(n))
                ? exact(ExactDiagonalization.energy(hamiltonian, Sector.of(n).magnetization(magnetization)))
                : Optional.empty();
    }

    /// Of the states with given characters, and with a magnetisation if it is present.
    static Optional<Reference> ofSector(PauliSum hamiltonian, OptionalInt magnetization, Characters characters) {
        double states = states(magnetization, characters) * (characters.real() ? 1 : 2);
        return affordable(hamiltonian, states)
                ? exact(ExactDiagonalization.energy(hamiltonian, sector(magnetization, characters)))
                : Optional.empty();
    }

    private static Sector sector(OptionalInt magnetization, Characters characters) {
        var sector = Sector.of(characters);
        return magnetization.isPresent() ? sector.magnetization(magnetization.getAsInt()) : sector;
    }

    private static double states(OptionalInt magnetization, Characters characters) {
        int n = characters.sites();
        double all = magnetization.isPresent() ? statesOfMagnetization(n) : Math.pow(2, n);
        return all / characters.elements().size();
    }

    /// The lowest state of a sector by configuration number; empty where it takes too long, is complex, or is not
    /// the
    /// only one of its energy there.
    static Optional<double[]> lowestState(PauliSum hamiltonian, OptionalInt magnetization, Characters characters) {
        if (!hamiltonian.real()
                || !characters.real()
                || !affordable(hamiltonian, states(magnetization, characters) * VECTOR_PASSES)) {
            return Optional.empty();
        }
        var lowest = ExactDiagonalization.lowest(hamiltonian, sector(magnetization, characters), 2);
        if (lowest.isEmpty()) {
            return Optional.empty();
        }
        var ground = lowest.getFirst();
        boolean only = lowest.size() < 2
                || lowest.get(1).energy() - ground.energy() > DEGENERATE * Math.max(1, Math.abs(ground.energy()));
        return only ? Optional.of(ground.vector()) : Optional.empty();
    }

    /// C(n, n/2), which is about 2^n / sqrt(pi n / 2).
    private static double statesOfMagnetization(int n) {
        return Math.pow(2, n) / Math.sqrt(0.5 * Math.PI * n);
    }

    private static boolean affordable(PauliSum hamiltonian, double states) {
        return hamiltonian.sites() <= ExactDiagonalization.MOST_SITES
                && states * (1 + hamiltonian.offDiagonal().size()) <= MOST_WORK * (hamiltonian.real() ? 1 : 0.5);
    }

    private static Optional<Reference> exact(double energy) {
        return Optional.of(Reference.exact(energy, SOURCE));
    }
}
