package ansatz.statistics;

/// One real observable along several Markov chains of equal length, and what can be said about its mean.
///
/// Made for many persistent chains with few draws each as much as for one long chain. All results are deterministic
/// functions of the draws. A draw that is NaN or infinite makes every result NaN. Draws that are all equal to
/// rounding (an exact eigenstate, a frozen chain) have tau = 1, R-hat = 1, no drift and the effective size of
/// independent draws: whether that is perfection or a frozen sampler is told by the acceptance, see [Convergence].
public final class Chains {
    /// Draws closer together than this, relative to the largest of them, differ by rounding only: local energies
    /// are sums of hundreds of terms.
    private static final double ROUNDING = 1e-12;

    private final int chains;
    private final int draws;
    /// `x[chain * draws + draw]`.
    private final double[] x;

    private final boolean finite;
    private final boolean constant;
    private final double mean;

    private Chains(int chains, int draws, double[] x) {
        this.chains = chains;
        this.draws = draws;
        this.x = x;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean allFinite = true;
        for (double v : x) {
            allFinite &= Double.isFinite(v);
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        this.finite = allFinite;
        this.constant = allFinite && high - low <= ROUNDING * Math.max(Math.abs(low), Math.abs(high));
        this.mean = allFinite ? Moments.of(x).mean() : Double.NaN;
    }

    /// From draws as `x[chain][draw]`; the numbers are copied.
    ///
    /// @throws IllegalArgumentException without draws, or with chains of different lengths
    public static Chains of(double[][] x) {
        if (x.length == 0 || x[0].length == 0) {
            throw new IllegalArgumentException("chains need at least one draw; found "
                    + (x.length == 0 ? "no chain" : x.length + " chains without draws"));
        }
        int n = x[0].length;
        double[] flat = new double[Math.multiplyExact(x.length, n)];
        for (int chain = 0; chain < x.length; chain++) {
            requireLength(x[chain].length, n, "chain " + chain);
            System.arraycopy(x[chain], 0, flat, chain * n, n);
        }
        return new Chains(x.length, n, flat);
    }

    /// From draws as a sampler hands them out, `x[draw][chain]`; the numbers are copied.
    ///
    /// @throws IllegalArgumentException without draws, or with a different number of chains in different draws
    public static Chains ofDraws(double[][] x) {
        if (x.length == 0 || x[0].length == 0) {
            throw new IllegalArgumentException("chains need at least one draw; found "
                    + (x.length == 0 ? "none" : x.length + " draws of no chain"));
        }
        int n = x.length;
        int m = x[0].length;
        double[] flat = new double[Math.multiplyExact(n, m)];
        for (int draw = 0; draw < n; draw++) {
            requireLength(x[draw].length, m, "draw " + draw);
            for (int chain = 0; chain < m; chain++) {
                flat[chain * n + draw] = x[draw][chain];
            }
        }
        return new Chains(m, n, flat);
    }

    /// One chain.
    public static Chains of(double... series) {
        return of(new double[][] {series});
    }

    private static void requireLength(int found, int wanted, String where) {
        if (found != wanted) {
            throw new IllegalArgumentException(
                    "chains are equally long; found " + found + " numbers in " + where + " and " + wanted + " before");
        }
    }

    /// The number of chains, m.
    public int chains() {
        return chains;
    }

    /// The number of draws of each chain, n.
    public int draws() {
        return draws;
    }

    /// The number of draws over all chains, N = m n.
    public int size() {
        return x.length;
    }

    /// The mean over all draws.
    public double mean() {
        return mean;
    }

    /// The variance of a single draw about the mean over all draws, divided by N; the variance of the observable in
    /// the sampled distribution.
    public double variance() {
        return finite ? Moments.of(x).squares() / x.length : Double.NaN;
    }

    /// The mean of each chain, in order.
    public double[] chainMeans() {
        double[] means = new double[chains];
        for (int chain = 0; chain < chains; chain++) {
            means[chain] = Moments.sum(x, chain * draws, (chain + 1) * draws) / draws;
        }
        return means;
    }

    /// The mean with its error bar, autocorrelation time, R-hat and effective sample size.
    public Estimate.MonteCarlo estimate() {
        var correlation = autocorrelation();
        return new Estimate.MonteCarlo(mean, correlation.error(), correlation.tau(), rhat(), ess(), x.length);
    }

    /// The estimate with the second opinions that [Convergence] asks for.
    public Diagnosis diagnose() {
        var estimate = estimate();
        return new Diagnosis(estimate, chains, draws, blocking().error(), drift(), memory());
    }

    /// The integrated autocorrelation time and the error of the mean.
    public Autocorrelation autocorrelation() {
        return Autocorrelation.of(this);
    }

    /// The error by blocking, as a second opinion.
    public Blocking blocking() {
        return Blocking.of(this);
    }

    /// The larger of the rank-normalised split R-hat and its folded twin; see [Mixing] for what is done with many
    /// short chains.
    public double rhat() {
        return Mixing.rhat(this);
    }

    /// The effective number of independent draws for the bulk of the distribution: N / tau of the normal scores of
    /// the draws.
    ///
    /// After Vehtari et al., Bayesian Analysis 16, 667 (2021), section 4.3, at most N log10(N); chains stay whole,
    /// as halves of a short chain are correlated.
    public double ess() {
        if (!finite) {
            return Double.NaN;
        }
        double n = x.length;
        double limit = Math.max(n, n * Math.log10(n));
        return constant
                ? n
                : Math.min(limit, n / Autocorrelation.of(rankNormalised()).tau());
    }

    /// The mean of the last third of every chain minus that of the first third, in error bars of the difference.
    /// After Geweke (1992), with equal parts.
    ///
    /// With 8 chains or more the error is the spread over chains, otherwise it comes from tau. NaN for fewer than 3
    /// draws.
    public double drift() {
        return Mixing.drift(this);
    }

    /// How much a chain remembers where it was: the correlation, over the chains, of the mean of the first third
    /// with that of the last third.
    ///
    /// 0 for chains that move everywhere, 1 for chains that each keep to a place of their own. NaN below 3 draws or
    /// 17 chains, where R-hat tells.
    public double memory() {
        return Mixing.memory(this);
    }

    /// The last `count` draws of every chain.
    ///
    /// @throws IllegalArgumentException unless count is between 1 and the number of draws
    public Chains last(int count) {
        if (count < 1 || count > draws) {
            throw new IllegalArgumentException("there are " + draws + " draws; found a wish for the last " + count);
        }
        return slice(draws - count, draws);
    }

    Chains slice(int from, int to) {
        int n = to - from;
        double[] part = new double[chains * n];
        for (int chain = 0; chain < chains; chain++) {
            System.arraycopy(x, chain * draws + from, part, chain * n, n);
        }
        return new Chains(chains, n, part);
    }

    /// The same places with other numbers.
    Chains with(double[] values) {
        return new Chains(chains, draws, values);
    }

    Chains rankNormalised() {
        return with(NormalScores.of(x));
    }

    boolean finite() {
        return finite;
    }

    boolean constant() {
        return constant;
    }

    /// `[chain * draws + draw]`; not to be written to.
    double[] values() {
        return x;
    }

    /// What is known about one observable.
    ///
    /// @param estimate its mean, error, tau, R-hat and effective sample size
    /// @param chains the number of chains
    /// @param draws the number of draws of each chain
    /// @param blockingError the error by blocking
    /// @param drift [Chains#drift()], in error bars
    /// @param memory [Chains#memory()]
    public record Diagnosis(
            Estimate.MonteCarlo estimate, int chains, int draws, double blockingError, double drift, double memory) {}
}
