package ansatz.study;

import java.util.Arrays;

/// A quantity with its error in the last steps of an optimisation, as many as any number of steps is judged by: how
/// many
/// steps there will be may still change.
final class LastSteps {
    private final double[] values;
    private final double[] errors;
    private long count;

    /// @param most how many steps are kept
    LastSteps(int most) {
        this.values = new double[most];
        this.errors = new double[most];
    }

    void add(double value, double error) {
        int at = (int) (count % values.length);
        values[at] = value;
        errors[at] = error;
        count++;
    }

    /// The values of the last `n` steps, the oldest first.
    double[] values(int n) {
        return last(values, n);
    }

    /// The errors of the last `n` steps, the oldest first.
    double[] errors(int n) {
        return last(errors, n);
    }

    private double[] last(double[] ring, int n) {
        if (n > kept()) {
            throw new IllegalArgumentException(n + " steps of " + kept() + " that are kept");
        }
        var last = new double[n];
        for (int k = 0; k < n; k++) {
            last[k] = ring[(int) ((count - n + k) % ring.length)];
        }
        return last;
    }

    private int kept() {
        return (int) Math.min(count, values.length);
    }

    /// The values that are kept, then their errors.
    double[] state() {
        double[] state = Arrays.copyOf(values(kept()), 2 * kept());
        System.arraycopy(errors(kept()), 0, state, kept(), kept());
        return state;
    }

    /// Goes back to what [#state()] gave.
    ///
    /// @throws IllegalArgumentException if it has too many steps
    void restore(double[] state) {
        int kept = state.length / 2;
        if (kept > values.length) {
            throw new IllegalArgumentException(
                    "the saved last steps are " + kept + "; legal are 0 to " + values.length);
        }
        count = 0;
        for (int k = 0; k < kept; k++) {
            add(state[k], state[kept + k]);
        }
    }
}
