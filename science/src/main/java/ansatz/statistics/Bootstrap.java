package ansatz.statistics;

import ansatz.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The error of a nonlinear function of several means by drawing blocks with replacement (B. Efron, Ann. Stat. 7, 1
/// (1979)). Where the function is rough, or far from linear over an error bar, it is the better choice beside
/// [Jackknife]; it costs more and depends on a seed.
///
/// Blocks are those of the jackknife, so that correlations in time are kept (H. R. Künsch, Ann. Stat. 17, 1217
/// (1989)).
public final class Bootstrap {
    /// The error is then known to 100 / sqrt(2000) = 2 %.
    public static final int RESAMPLINGS = 1000;

    private static final int STREAM = 1;

    private Bootstrap() {}

    /// The function of the means and its standard error over [#RESAMPLINGS] resamplings.
    ///
    /// @param observables measured at the same draws of the same chains
    /// @param f takes the mean of each observable, in order
    /// @param seed the same seed gives the same error
    /// @return NaN with the error NaN where there are fewer than two blocks, or a draw or a value of f is not
    /// finite
    /// @throws IllegalArgumentException without observables, or if their chains differ in number or length
    public static Estimate.Bootstrap of(List<Chains> observables, ToDoubleFunction<double[]> f, long seed) {
        var blocks = Blocks.of(observables);
        if (blocks == null) {
            return new Estimate.Bootstrap(Double.NaN, Double.NaN, RESAMPLINGS);
        }
        double[] means = blocks.means();
        double whole = f.applyAsDouble(means);
        var random = RandomStream.of(seed, STREAM, 0, 0);
        var values = new double[RESAMPLINGS];
        int count = blocks.count();
        for (int r = 0; r < RESAMPLINGS; r++) {
            var sums = new double[means.length];
            for (int draw = 0; draw < count; draw++) {
                int b = random.nextInt(count);
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += blocks.sums()[k][b];
                }
            }
            for (int k = 0; k < means.length; k++) {
                means[k] = sums[k] / ((double) count * blocks.length());
            }
            values[r] = f.applyAsDouble(means);
        }
        // drawn from the sample itself, whose variance is (n - 1)/n of that of the population
        double unbias = count / (count - 1.0);
        return new Estimate.Bootstrap(
                whole, Math.sqrt(unbias * Moments.of(values).variance()), RESAMPLINGS);
    }

    /// A function of independent rows and its standard error over [#RESAMPLINGS] resamplings of the rows.
    ///
    /// @param rows how many there are
    /// @param f takes how often each row counts: 1 each for the sample itself, 0, 1, 2, ... in a resampling; a
    /// value
    /// that is not finite, such as a share of nothing, leaves the resampling out
    /// @param seed the same seed gives the same error
    /// @return the error NaN with fewer than two rows, or where half of the resamplings are left out
    public static Estimate.Bootstrap ofRows(int rows, ToDoubleFunction<double[]> f, long seed) {
        var counts = new double[rows];
        Arrays.fill(counts, 1);
        double whole = f.applyAsDouble(counts);
        if (rows < 2) {
            return new Estimate.Bootstrap(whole, Double.NaN, RESAMPLINGS);
        }
        var random = RandomStream.of(seed, STREAM, 1, 0);
        var values = new double[RESAMPLINGS];
        int kept = 0;
        for (int r = 0; r < RESAMPLINGS; r++) {
            Arrays.fill(counts, 0);
            for (int draw = 0; draw < rows; draw++) {
                counts[random.nextInt(rows)]++;
            }
            double value = f.applyAsDouble(counts);
            if (Double.isFinite(value)) {
                values[kept++] = value;
            }
        }
        double error = 2 * kept < RESAMPLINGS
                ? Double.NaN
                : Math.sqrt(rows
                        / (rows - 1.0)
                        * Moments.of(Arrays.copyOf(values, kept)).variance());
        return new Estimate.Bootstrap(whole, error, RESAMPLINGS);
    }
}
