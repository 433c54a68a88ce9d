package ansatz.statistics;

import java.util.Arrays;

/// Ranks turned into standard normal numbers, so that a diagnostic feels order and not tails.
///
/// Vehtari, Gelman, Simpson, Carpenter, Bürkner, Bayesian Analysis 16, 667 (2021), equation 14: z = Phi^-1((r -
/// 3/8) / (S + 1/4)), ties share their average rank.
final class NormalScores {
    private NormalScores() {}

    /// The normal score of each finite number, in the order given. Depends on the multiset of numbers only, not on
    /// their order.
    static double[] of(double[] x) {
        int n = x.length;
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = x[i] + 0.0; // -0.0 and 0.0 are one number, though sort tells them apart
        }
        Arrays.sort(sorted);
        double[] scores = new double[n];
        for (int first = 0; first < n; ) {
            int end = first + 1;
            while (end < n && sorted[end] == sorted[first]) {
                end++;
            }
            double rank = 0.5 * (first + 1 + (double) end);
            scores[first] = quantile((rank - 0.375) / (n + 0.25));
            first = end;
        }
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = scores[lowerBound(sorted, x[i] + 0.0)];
        }
        return z;
    }

    /// The first position whose number is not below `value`.
    private static int lowerBound(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The quantile of the standard normal distribution for p between 1e-11 and 1 - 1e-11, to about 1e-15.
    ///
    /// Wichura, Applied Statistics 37, 477 (1988), algorithm AS 241 (PPND16), without its branch for the far tails,
    /// which no rank reaches.
    static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * horner(r, CENTRE_NUMERATOR) / horner(r, CENTRE_DENOMINATOR);
        }
        double r = Math.sqrt(-Math.log(Math.min(p, 1 - p))) - 1.6;
        double z = horner(r, TAIL_NUMERATOR) / horner(r, TAIL_DENOMINATOR);
        return q < 0 ? -z : z;
    }

    private static double horner(double x, double[] coefficients) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }

    private static final double[] CENTRE_NUMERATOR = {
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3
    };
    private static final double[] CENTRE_DENOMINATOR = {
        1,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3
    };
    private static final double[] TAIL_NUMERATOR = {
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    };
    private static final double[] TAIL_DENOMINATOR = {
        1,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9
    };
}
