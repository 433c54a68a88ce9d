package ansatz.study;

import java.util.List;

/// A quick look at many independent chains: the mean, and its error by the spread of the means of the chains.
///
/// @param mean over all draws of all chains
/// @param error the standard error of the chain means, which holds however the draws of a chain are correlated
/// @param variance of a single draw
record Spread(double mean, double error, double variance) {
    /// @param draws the value of each chain, by draw
    static Spread of(List<double[]> draws) {
        int chains = draws.getFirst().length;
        int n = draws.size();
        var means = new double[chains];
        double squares = 0;
        for (double[] draw : draws) {
            for (int c = 0; c < chains; c++) {
                means[c] += draw[c] / n;
            }
        }
        double mean = 0;
        for (double m : means) {
            mean += m / chains;
        }
        double spread = 0;
        for (double m : means) {
            spread += (m - mean) * (m - mean);
        }
        for (double[] draw : draws) {
            for (double x : draw) {
                squares += (x - mean) * (x - mean);
            }
        }
        double error = chains < 2 ? Double.NaN : Math.sqrt(spread / chains / (chains - 1));
        return new Spread(mean, error, squares / ((double) chains * n));
    }
}
