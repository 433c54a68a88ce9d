package ansatz.observable;

import ansatz.lattice.Spins;
import ansatz.model.Walkers;
import ansatz.problem.StateVector;
import java.util.List;

/// Means of functions of the configuration alone.
///
/// @param quantities what is reported
/// @param columns how many functions there are
/// @param functions what they are
record Diagonal(List<Quantity> quantities, int columns, Functions functions) implements Estimator {
    /// Configurations that are looked at together.
    private static final int BLOCK = 1024;

    /// Functions of a configuration.
    @FunctionalInterface
    interface Functions {
        /// Writes `out[column][first + n]` for the configurations n of a block.
        void of(Spins spins, int first, double[][] out);
    }

    @Override
    public void visit(int block, int first, Walkers walkers, double[][] out) {
        functions.of(walkers.spins(), first, out);
    }

    @Override
    public double[] exact(StateVector state) {
        int sites = state.sites();
        int size = 1 << sites;
        int count = Math.min(BLOCK, size);
        var spins = new Spins(sites, count);
        var values = new double[columns][count];
        var means = new double[columns];
        for (int from = 0; from < size; from += count) {
            for (int n = 0; n < count; n++) {
                for (int i = 0; i < sites; i++) {
                    spins.set(i, n, (from + n >> i & 1) == 1);
                }
            }
            functions.of(spins, 0, values);
            for (int k = 0; k < columns; k++) {
                for (int n = 0; n < count; n++) {
                    means[k] += state.probability(from + n) * values[k][n];
                }
            }
        }
        return means;
    }
}
