package ansatz.statistics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// The error of a nonlinear function of several means, such as a heat capacity or a Binder cumulant, by leaving out
/// one block of draws after the other.
///
/// M. H. Quenouille, Biometrika 43, 353 (1956); for Markov chains see H. Flyvbjerg and H. G. Petersen, J. Chem.
/// Phys. 91, 461 (1989): blocks are as long as the slowest of the observables wants by [Blocking], and never cross
/// from one chain into the next.
public final class Jackknife {
    private Jackknife() {}

    /// The function of the means, with its bias of order 1 / blocks taken off, and its standard error.
    ///
    /// @param observables measured at the same draws of the same chains
    /// @param f takes the mean of each observable, in order
    /// @return NaN with the error NaN where there are fewer than two blocks or a draw is not finite
    /// @throws IllegalArgumentException without observables, or if their chains differ in number or length
    public static Estimate.Jackknife of(List<Chains> observables, ToDoubleFunction<double[]> f) {
        var blocks = Blocks.of(observables);
        if (blocks == null) {
            return new Estimate.Jackknife(Double.NaN, Double.NaN, 0);
        }
        int count = blocks.count();
        double[] means = blocks.means();
        double whole = f.applyAsDouble(means);
        var left = new double[count];
        for (int b = 0; b < count; b++) {
            for (int k = 0; k < means.length; k++) {
                means[k] = (blocks.totals()[k] - blocks.sums()[k][b]) / ((count - 1.0) * blocks.length());
            }
            left[b] = f.applyAsDouble(means);
        }
        Moments spread = Moments.of(left);
        double corrected = count * whole - (count - 1) * spread.mean();
        return new Estimate.Jackknife(corrected, Math.sqrt((count - 1.0) / count * spread.squares()), count);
    }
}
