package ansatz.statistics;

import java.util.Arrays;

/// Do the chains agree with each other and with themselves earlier on?
///
/// R-hat is that of Vehtari, Gelman, Simpson, Carpenter, Bürkner, Bayesian Analysis 16, 667 (2021): chains are cut
/// in halves, draws replaced by normal scores, and R-hat^2 = ((L - 1)/L W + B) / W with W the mean variance within
/// a part of L draws and B the variance of the parts' means; the larger of the value for the draws and for their
/// distance from the median (folded: sees chains that differ in width only).
///
/// Even perfect chains have R-hat near sqrt(1 + tau/L): a thousand chains of 20 draws could never come below 1.01.
/// So more than 16 chains are gathered into 16 superchains, neighbours together, whose draws count as one chain:
/// the nested R-hat of Margossian, Hoffman, Sountsov, Riou-Durand, Vehtari, Gelman, Bayesian Analysis (2024),
/// arXiv:2110.13017. What a superchain averages away, single chains that never leave their own place, is seen by
/// [Chains#memory()].
final class Mixing {
    static final int SUPERCHAINS = 16;

    /// Below this many chains a correlation over chains says too little: even a perfect one lies within 4 standard
    /// deviations of none.
    static final int MEMORY_CHAINS = 17;

    private static final int DRIFT_CHAINS = 8;

    private Mixing() {}

    static double rhat(Chains chains) {
        if (!chains.finite()) {
            return Double.NaN;
        }
        if (chains.constant()) {
            return 1;
        }
        double bulk = splitRhat(chains.rankNormalised());
        double folded = splitRhat(fold(chains).rankNormalised());
        return Math.max(bulk, folded);
    }

    private static Chains fold(Chains chains) {
        double[] x = chains.values();
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = middle(sorted);
        double[] folded = new double[n];
        for (int i = 0; i < n; i++) {
            folded[i] = Math.abs(x[i] - median);
        }
        return chains.with(folded);
    }

    /// Without ranks. NaN where there are not two parts of two draws.
    static double splitRhat(Chains z) {
        int n = z.draws();
        int m = z.chains();
        int parts = n >= 4 ? 2 : 1;
        int groups = Math.min(m, SUPERCHAINS);
        int length = n / parts;
        if (groups * parts < 2 || (m / groups) * length < 2) {
            return Double.NaN;
        }
        double[] means = new double[groups * parts];
        double within = 0;
        for (int group = 0; group < groups; group++) {
            int first = (int) ((long) group * m / groups);
            int end = (int) ((long) (group + 1) * m / groups);
            for (int part = 0; part < parts; part++) {
                var moments = Moments.NONE;
                // an odd draw in the middle belongs to neither half
                int from = part == 0 ? 0 : n - length;
                for (int chain = first; chain < end; chain++) {
                    moments = moments.merge(Moments.of(z.values(), chain * n + from, chain * n + from + length));
                }
                means[group * parts + part] = moments.mean();
                within += moments.variance() / means.length;
            }
        }
        return rhat(within, Moments.of(means).variance(), (double) m * length / groups);
    }

    /// From the mean variance within the parts, the variance of their means, and the draws in a part.
    static double rhat(double within, double between, double size) {
        if (within == 0) {
            return between == 0 ? 1 : Double.POSITIVE_INFINITY;
        }
        return Math.sqrt(((size - 1) / size * within + between) / within);
    }

    static double drift(Chains chains) {
        int third = chains.draws() / 3;
        if (!chains.finite() || third == 0) {
            return Double.NaN;
        }
        if (chains.constant()) {
            return 0;
        }
        var first = chains.slice(0, third);
        var last = chains.slice(chains.draws() - third, chains.draws());
        double[] difference = last.chainMeans();
        double[] before = first.chainMeans();
        for (int chain = 0; chain < before.length; chain++) {
            difference[chain] -= before[chain];
        }
        var moments = Moments.of(difference);
        // the errors of the parts, not of the whole, whose autocorrelation time a drift would stretch
        double error = chains.chains() >= DRIFT_CHAINS
                ? moments.error()
                : Math.hypot(
                        first.autocorrelation().error(), last.autocorrelation().error());
        return moments.mean() == 0 ? 0 : moments.mean() / error;
    }

    static double memory(Chains chains) {
        int third = chains.draws() / 3;
        if (!chains.finite() || third == 0 || chains.chains() < MEMORY_CHAINS) {
            return Double.NaN;
        }
        if (chains.constant()) {
            return 0;
        }
        double[] first = chains.slice(0, third).chainMeans();
        double[] last = chains.slice(chains.draws() - third, chains.draws()).chainMeans();
        var a = Moments.of(first);
        var b = Moments.of(last);
        if (a.squares() == 0 || b.squares() == 0) {
            return 0;
        }
        double[] products = new double[first.length];
        for (int chain = 0; chain < first.length; chain++) {
            products[chain] = (first[chain] - a.mean()) * (last[chain] - b.mean());
        }
        return Moments.sum(products, 0, products.length) / Math.sqrt(a.squares() * b.squares());
    }

    /// The median, of an even count the mean of the middle two.
    static double median(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        return middle(sorted);
    }

    private static double middle(double[] sorted) {
        int n = sorted.length;
        return 0.5 * sorted[(n - 1) / 2] + 0.5 * sorted[n / 2];
    }
}
