package ansatz.continuum.problem;

import ansatz.schema.Reference;
import java.util.List;
import java.util.Optional;

/// Ground-state energies of electrons in an isotropic trap, half of them with spin up, in hartree.
final class Dots {
    /// Frequencies, particles, energies, and the unit of the last digit as the error; 0 for exact ones.
    private record Row(int dimension, int particles, double frequency, double energy, double error) {}

    private static final String EXACT = "M. Taut, J. Phys. A 27, 1045 (1994); Phys. Rev. A 48, 3561 (1993)";

    private static final String MONTE_CARLO =
            "diffusion Monte Carlo, J. Hogberget, Master thesis, University of Oslo (2013)";

    private static final List<Row> ROWS = List.of(
            new Row(2, 2, 1, 3, 0),
            new Row(2, 2, 1.0 / 6, 2.0 / 3, 0),
            new Row(2, 2, 0.5, 1.65977, 1e-5),
            new Row(2, 2, 0.28, 1.02164, 1e-5),
            new Row(2, 2, 0.1, 0.44079, 1e-5),
            new Row(2, 6, 1, 20.15932, 8e-5),
            new Row(2, 6, 0.5, 11.78484, 6e-5),
            new Row(2, 6, 0.28, 7.60019, 6e-5),
            new Row(2, 6, 0.1, 3.55385, 5e-5),
            new Row(2, 12, 1, 65.7001, 1e-4),
            new Row(2, 12, 0.5, 39.1596, 1e-4),
            new Row(2, 12, 0.28, 25.63577, 9e-5),
            new Row(2, 12, 0.1, 12.26984, 8e-5),
            new Row(2, 20, 1, 155.8822, 1e-4),
            new Row(2, 20, 0.5, 93.8752, 1e-4),
            new Row(2, 20, 0.28, 61.9268, 1e-4),
            new Row(2, 20, 0.1, 29.9779, 1e-4),
            new Row(3, 2, 0.1, 0.5, 0),
            new Row(3, 2, 0.5, 2, 0),
            new Row(3, 2, 0.28, 1.201725, 2e-6),
            new Row(3, 2, 1, 3.730123, 3e-6),
            new Row(3, 8, 0.1, 5.7028, 1e-4),
            new Row(3, 8, 0.28, 12.1927, 1e-4),
            new Row(3, 8, 0.5, 18.9611, 1e-4),
            new Row(3, 8, 1, 32.6680, 1e-4),
            new Row(3, 20, 0.1, 27.2717, 2e-4),
            new Row(3, 20, 0.28, 56.3868, 2e-4),
            new Row(3, 20, 0.5, 85.6555, 2e-4),
            new Row(3, 20, 1, 142.8875, 2e-4));

    private Dots() {}

    static Optional<Reference> energy(int dimension, int particles, double frequency) {
        return ROWS.stream()
                .filter(row -> row.dimension == dimension
                        && row.particles == particles
                        && Math.abs(row.frequency - frequency) < 1e-12)
                .findFirst()
                .map(row -> row.error == 0
                        ? Reference.exact(row.energy, EXACT)
                        : Reference.published(row.energy, row.error, MONTE_CARLO));
    }
}
