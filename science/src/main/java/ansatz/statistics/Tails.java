package ansatz.statistics;

/// How much of the variance of many draws is the work of the one that is farthest from the mean, kept up draw by
/// draw.
/// Of n normal draws it is about 2 log(n)/n; where the variance is infinite it does not become small with n.
public final class Tails {
    private static final int NUMBERS = 6;

    /// A spread below this, relative to the mean, is that of an exact state: rounding, large near nodes.
    private static final double ROUNDING = 1e-6;

    private long count;
    /// The first draw, from which all are counted: the sums keep their digits.
    private double origin;
    private double sum;
    private double squares;
    private double lowest;
    private double highest;

    /// Takes draws.
    public void add(double[] draws) {
        for (double draw : draws) {
            if (count == 0) {
                origin = draw;
            }
            double off = draw - origin;
            count++;
            sum += off;
            squares += off * off;
            lowest = Math.min(lowest, off);
            highest = Math.max(highest, off);
        }
    }

    /// The share, between 0 and 1; 0 where all draws are the same to rounding.
    public double share() {
        double mean = sum / count;
        double all = squares - count * mean * mean;
        double farthest = Math.max(highest - mean, mean - lowest);
        return Math.sqrt(all / count) > ROUNDING * Math.abs(origin + mean) ? Math.min(1, farthest * farthest / all) : 0;
    }

    /// How many draws there were.
    public long count() {
        return count;
    }

    /// What further results depend on.
    public double[] state() {
        return new double[] {count, origin, sum, squares, lowest, highest};
    }

    /// Goes back to what [#state()] gave.
    ///
    /// @throws IllegalArgumentException if the length is another one
    public void restore(double[] state) {
        if (state.length != NUMBERS) {
            throw new IllegalArgumentException(
                    "the saved tails have " + state.length + " numbers; there must be " + NUMBERS);
        }
        count = (long) state[0];
        origin = state[1];
        sum = state[2];
        squares = state[3];
        lowest = state[4];
        highest = state[5];
    }
}
