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
        if (observables.isEmpty()) {
            throw new IllegalArgumentException("a jackknife needs at least one observable");
        }
        int chains = observables.getFirst().chains();
        int draws = observables.getFirst().draws();
        int length = 1;
        for (Chains x : observables) {
            if (x.chains() != chains || x.draws() != draws) {
                throw new IllegalArgumentException("observables of a jackknife are measured together; found "
                        + x.chains() + " chains of " + x.draws() + " draws beside " + chains + " of " + draws);
            }
            Blocking blocking = x.blocking();
            if (blocking.chosen() < 0) {
                return new Estimate.Jackknife(Double.NaN, Double.NaN, 0);
            }
            length = Math.max(length, blocking.levels().get(blocking.chosen()).length());
        }
        int perChain = draws / length;
        int blocks = perChain * chains;
        if (blocks < 2) {
            return new Estimate.Jackknife(Double.NaN, Double.NaN, blocks);
        }
        var sums = new double[observables.size()][blocks];
        var totals = new double[observables.size()];
        for (int k = 0; k < sums.length; k++) {
            double[] x = observables.get(k).values();
            for (int b = 0; b < blocks; b++) {
                int start = b / perChain * draws + b % perChain * length;
                sums[k][b] = Moments.sum(x, start, start + length);
            }
            totals[k] = Moments.sum(sums[k], 0, blocks);
        }
        var means = new double[sums.length];
        for (int k = 0; k < means.length; k++) {
            means[k] = totals[k] / ((double) blocks * length);
        }
        double whole = f.applyAsDouble(means);
        var left = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            for (int k = 0; k < means.length; k++) {
                means[k] = (totals[k] - sums[k][b]) / ((blocks - 1.0) * length);
            }
            left[b] = f.applyAsDouble(means);
        }
        Moments spread = Moments.of(left);
        double corrected = blocks * whole - (blocks - 1) * spread.mean();
        return new Estimate.Jackknife(corrected, Math.sqrt((blocks - 1.0) / blocks * spread.squares()), blocks);
    }
}
