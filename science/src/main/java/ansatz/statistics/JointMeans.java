package ansatz.statistics;

import java.util.Arrays;
import java.util.List;

/// The means of observables that were measured together, with the covariance of their errors: what a fit through
/// correlated points needs.
///
/// @param means by observable
/// @param covariance of the means, `[observable][observable]`
/// @param blocks how many independent blocks it rests on; it is singular unless there are more than observables
public record JointMeans(double[] means, double[][] covariance, int blocks) {
    /// @param observables measured at the same draws of the same chains
    /// @throws IllegalArgumentException without observables, if their chains differ in number or length, or if
    /// there
    /// are fewer than two blocks
    public static JointMeans of(List<Chains> observables) {
        var blocks = Blocks.of(observables);
        if (blocks == null) {
            throw new IllegalArgumentException(
                    "a covariance needs at least two independent blocks of draws, all of them finite");
        }
        int n = observables.size();
        int count = blocks.count();
        double[] means = blocks.means();
        var covariance = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    double x = blocks.sums()[a][k] / blocks.length() - means[a];
                    double y = blocks.sums()[b][k] / blocks.length() - means[b];
                    sum += x * y;
                }
                covariance[a][b] = sum / count / (count - 1.0);
                covariance[b][a] = covariance[a][b];
            }
        }
        return new JointMeans(means, covariance, count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JointMeans m
                && Arrays.equals(means, m.means)
                && Arrays.deepEquals(covariance, m.covariance)
                && blocks == m.blocks;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(means) + Arrays.deepHashCode(covariance);
    }
}
