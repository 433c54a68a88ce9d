package ansatz.statistics;

/// Count, mean and sum of squared deviations of a set of numbers; sets merge without loss of digits.
///
/// Chan, Golub, LeVeque, The American Statistician 37, 242 (1983). The result of [#of] depends on the order of the
/// numbers and on nothing else.
///
/// @param count how many numbers
/// @param mean their mean, 0 for none
/// @param squares the sum over (x - mean)^2
public record Moments(long count, double mean, double squares) {
    /// Of no numbers: the neutral element of [#merge].
    public static final Moments NONE = new Moments(0, 0, 0);

    private static final int PAIRWISE_BLOCK = 64;

    public Moments {
        if (count < 0 || squares < 0) {
            throw new IllegalArgumentException(
                    "moments need count >= 0 and squares >= 0; found count " + count + ", squares " + squares);
        }
    }

    public static Moments of(double... x) {
        return of(x, 0, x.length);
    }

    /// Of `x[from]` to `x[to - 1]`, in two passes with pairwise sums.
    public static Moments of(double[] x, int from, int to) {
        int n = to - from;
        if (n == 0) {
            return NONE;
        }
        double mean = sum(x, from, to) / n;
        return new Moments(n, mean, squares(x, from, to, mean));
    }

    /// Of the union of both sets.
    public Moments merge(Moments other) {
        if (count == 0) {
            return other;
        }
        if (other.count == 0) {
            return this;
        }
        long n = count + other.count;
        double delta = other.mean - mean;
        double share = (double) other.count / n;
        return new Moments(n, Math.fma(delta, share, mean), squares + other.squares + delta * delta * share * count);
    }

    /// The unbiased variance of the population that the numbers were drawn from; NaN for fewer than two numbers.
    public double variance() {
        return count < 2 ? Double.NaN : squares / (count - 1);
    }

    /// The standard deviation of the mean of independent numbers; NaN for fewer than two.
    public double error() {
        return Math.sqrt(variance() / count);
    }

    /// Pairwise: the rounding error grows with the logarithm of the length.
    static double sum(double[] x, int from, int to) {
        if (to - from <= PAIRWISE_BLOCK) {
            double s = 0;
            for (int i = from; i < to; i++) {
                s += x[i];
            }
            return s;
        }
        int middle = (from + to) >>> 1;
        return sum(x, from, middle) + sum(x, middle, to);
    }

    private static double squares(double[] x, int from, int to, double mean) {
        if (to - from <= PAIRWISE_BLOCK) {
            double s = 0;
            for (int i = from; i < to; i++) {
                double d = x[i] - mean;
                s = Math.fma(d, d, s);
            }
            return s;
        }
        int middle = (from + to) >>> 1;
        return squares(x, from, middle, mean) + squares(x, middle, to, mean);
    }
}
