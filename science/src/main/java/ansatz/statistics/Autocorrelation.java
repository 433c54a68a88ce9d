package ansatz.statistics;

/// The integrated autocorrelation time of a mean and the error bar that follows from it.
///
/// tau = 1 + 2 sum_{t>=1} rho(t), in draws; independent draws have tau = 1. (Sokal's tau_int is half of it.) The
/// error of the mean over m chains of n draws is
///
///     error^2 = sigma^2 / (m n) (1 + 2 sum_{t=1}^{W} (1 - t/n) rho(t))
///
/// with the autocovariance taken about the mean of all chains, so that chains which disagree count as correlated,
/// and corrected for the error of that mean (Wolff, Comput. Phys. Commun. 156, 143 (2004), equations 31 to 35 and
/// 49). The window W is the smallest with W >= 5 tau / 2 (Sokal, Monte Carlo methods in statistical mechanics,
/// 1996, section 3, c = 5 in his tau_int).
///
/// Where the chains are too short for the window to close and there are at least 8 of them, and wherever the spread
/// of the chain means contradicts the window, the error is the standard error of the chain means, which needs
/// nothing but independent chains, and tau is what that spread implies.
///
/// @param tau the integrated autocorrelation time in draws
/// @param error the standard deviation of the mean
/// @param window the largest lag that was summed, 0 where the spread of chain means was used
/// @param source what the two rest on
public record Autocorrelation(double tau, double error, int window, Source source) {

    /// What an autocorrelation time rests on.
    public enum Source {
        /// The summed autocorrelation function, window closed.
        WINDOW,
        /// The spread of the means of independent chains.
        CHAIN_MEANS,
        /// The summed autocorrelation function of a series too short for its window: tau and error are
        /// lower bounds.
        SHORT_SERIES,
        /// All draws are equal to rounding.
        CONSTANT,
        /// A draw is not finite, or there is only one.
        UNKNOWN
    }

    /// Sokal's c, in multiples of his tau_int = tau / 2: cuts off a share exp(-5) of an exponential tail.
    private static final double WINDOW_FACTOR = 5;

    /// From this many chains on, the spread of their means is known well enough (to 27 % at 8) to stand for the
    /// error.
    private static final int ENOUGH_CHAINS = 8;

    /// How many standard deviations above the window's tau the spread's tau must lie to overrule it.
    private static final double CONTRADICTION = 4;

    /// Lags beyond this are computed all at once by Fourier transform.
    private static final int DIRECT_LAGS = 128;

    static Autocorrelation of(Chains chains) {
        int size = chains.size();
        if (!chains.finite() || size == 1) {
            return new Autocorrelation(Double.NaN, Double.NaN, 0, Source.UNKNOWN);
        }
        double variance = chains.variance();
        if (chains.constant()) {
            return new Autocorrelation(1, Math.sqrt(variance / size), 0, Source.CONSTANT);
        }
        double spread = chains.chains() < 2
                ? Double.NaN
                : Moments.of(chains.chainMeans()).error();
        boolean enough = chains.chains() >= ENOUGH_CHAINS;
        if (chains.draws() == 1) {
            return new Autocorrelation(1, spread, 0, Source.CHAIN_MEANS);
        }
        double spreadTau = spread * spread * size / (variance + spread * spread);
        var window = closeWindow(chains, variance);
        double doubt = CONTRADICTION * Math.sqrt(2.0 / (chains.chains() - 1));
        if (enough && (window.source == Source.SHORT_SERIES || spreadTau > window.tau * (1 + doubt))) {
            return new Autocorrelation(positive(spreadTau, size), spread, 0, Source.CHAIN_MEANS);
        }
        return window;
    }

    private static Autocorrelation closeWindow(Chains chains, double variance) {
        int n = chains.draws();
        int size = chains.size();
        // beyond n/4 the means of many chains know more than the window does
        int limit = Math.max(1, chains.chains() >= ENOUGH_CHAINS ? n / 4 : n / 2);
        var covariance = new Autocovariance(chains, limit);
        double sum = variance;
        int window = 0;
        boolean closed = false;
        while (!closed && window < limit) {
            window++;
            sum += 2 * covariance.at(window);
            closed = window >= WINDOW_FACTOR * Math.max(1, sum / variance / 2);
        }
        // Subtracting the sample's own mean lowers every covariance by the variance of that mean.
        double lift = Math.max(0, sum) / size;
        double total = variance + lift;
        double finite = variance + lift;
        for (int t = 1; t <= window; t++) {
            total += 2 * (covariance.at(t) + lift);
            finite += 2 * (1 - (double) t / n) * (covariance.at(t) + lift);
        }
        double sigma2 = variance + lift;
        double tau = positive(total / sigma2, size);
        double error = Math.sqrt(sigma2 * positive(finite / sigma2, size) / size);
        return new Autocorrelation(tau, error, window, closed ? Source.WINDOW : Source.SHORT_SERIES);
    }

    /// Noise can push tau of strongly anticorrelated draws to zero or below; the effective size is held below N
    /// log10(N) as by Vehtari et al. (2021).
    private static double positive(double tau, int size) {
        return Math.max(tau, 1 / Math.max(1, Math.log10(size)));
    }

    /// Autocovariances about the mean of all chains, lag by lag: sums over pairs inside each chain, divided by the
    /// number of pairs.
    private static final class Autocovariance {
        private final double[] centred;
        private final int chains;
        private final int draws;
        private final double[] known;
        private int count = 1;

        Autocovariance(Chains of, int limit) {
            this.chains = of.chains();
            this.draws = of.draws();
            this.centred = of.values().clone();
            double mean = of.mean();
            for (int i = 0; i < centred.length; i++) {
                centred[i] -= mean;
            }
            this.known = new double[limit + 1];
        }

        double at(int lag) {
            while (count <= lag) {
                if (count <= DIRECT_LAGS) {
                    known[count] = direct(count);
                    count++;
                } else {
                    byTransform();
                    count = known.length;
                }
            }
            return known[lag];
        }

        private double direct(int lag) {
            double[] partial = new double[chains];
            for (int chain = 0; chain < chains; chain++) {
                double s = 0;
                int end = (chain + 1) * draws - lag;
                for (int i = chain * draws; i < end; i++) {
                    s = Math.fma(centred[i], centred[i + lag], s);
                }
                partial[chain] = s;
            }
            return Moments.sum(partial, 0, chains) / ((double) chains * (draws - lag));
        }

        private void byTransform() {
            double[] sums = Fourier.autocorrelations(centred, chains, draws);
            for (int lag = 1; lag < known.length; lag++) {
                known[lag] = sums[lag] / ((double) chains * (draws - lag));
            }
        }
    }
}
