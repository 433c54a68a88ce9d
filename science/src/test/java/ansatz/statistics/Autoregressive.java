package ansatz.statistics;

import java.util.SplittableRandom;

/// Stationary Gaussian AR(1) chains x' = phi x + sqrt(1 - phi^2) g: mean 0, variance 1, tau = (1 + phi) / (1 -
/// phi).
record Autoregressive(double phi) {
    double tau() {
        return (1 + phi) / (1 - phi);
    }

    double[][] chains(int chains, int draws, long seed) {
        var random = new SplittableRandom(seed);
        double[][] x = new double[chains][draws];
        double kick = Math.sqrt(1 - phi * phi);
        for (double[] chain : x) {
            double value = random.nextGaussian();
            for (int i = 0; i < draws; i++) {
                chain[i] = value;
                value = phi * value + kick * random.nextGaussian();
            }
        }
        return x;
    }

    /// Exact standard deviation of the mean over all draws.
    double error(int chains, int draws) {
        double sum = 1;
        for (int t = 1; t < draws; t++) {
            sum += 2 * (1 - (double) t / draws) * Math.pow(phi, t);
        }
        return Math.sqrt(sum / chains / draws);
    }
}
