package ansatz.statistics;

/// Whether a quantity that changes from step to step has come to rest: a precise final value against the means over
/// the last two windows of steps.
///
/// The window before the last shows a trend best: it is one and a half windows away from the end, and only its own
/// error counts where the final value is well known. The last window shows whether the steps tell the truth: the
/// chains of an optimisation lag behind its parameters.
///
/// The error of a window's mean is the larger of two: what the errors of the single steps say, and the spread of
/// the
/// steps about the straight line through the window with its autocorrelation. The first is right where the
/// fluctuations of the steps are independent, and the second sees that they are not, or that the single errors are
/// too small.
///
/// @param window the steps in each of the two windows
/// @param change the final value minus the mean over the window before the last, in the unit of the quantity
/// @param changeError the standard error of `change`
/// @param lag the final value minus the mean over the last window, in the unit of the quantity
/// @param lagError the standard error of `lag`
public record Settling(int window, double change, double changeError, double lag, double lagError) {
    /// A line through fewer points leaves nothing to judge the spread by.
    private static final int FEWEST_FOR_SPREAD = 4;

    /// The distance in windows from the centre of the window before the last to the end.
    private static final double DISTANCE = 1.5;

    /// Compares a final value with the two halves of a series; of an odd number of steps the first one is left out.
    ///
    /// @param values the quantity, one a step
    /// @param errors the standard error of each, 0 where it is exact
    /// @param result the final value
    /// @param error its standard error
    /// @throws IllegalArgumentException if there are fewer than two steps, or not as many errors as values
    public static Settling of(double[] values, double[] errors, double result, double error) {
        if (values.length < 2 || errors.length != values.length) {
            throw new IllegalArgumentException("two windows need at least two steps, each with an error; found "
                    + values.length + " values and " + errors.length + " errors");
        }
        int w = values.length / 2;
        int middle = values.length - w;
        return new Settling(
                w,
                result - Moments.sum(values, middle - w, middle) / w,
                Math.hypot(error, error(values, errors, middle - w, w)),
                result - Moments.sum(values, middle, middle + w) / w,
                Math.hypot(error, error(values, errors, middle, w)));
    }

    /// The change in error bars: negative where the quantity falls; 0 where it is the same to the last digit.
    public double significance() {
        return change == 0 ? 0 : change / changeError;
    }

    /// The lag in error bars: positive where the last steps read too low.
    public double lagSignificance() {
        return lag == 0 ? 0 : lag / lagError;
    }

    /// The change a step, in the unit of the quantity.
    public double slope() {
        return change / (DISTANCE * window);
    }

    private static double error(double[] values, double[] errors, int from, int n) {
        double squares = 0;
        for (int k = from; k < from + n; k++) {
            squares += errors[k] * errors[k];
        }
        double single = Math.sqrt(squares) / n;
        if (n < FEWEST_FOR_SPREAD) {
            return single;
        }
        return Math.max(
                single, Chains.of(residuals(values, from, n)).autocorrelation().error());
    }

    /// What the least-squares line leaves, scaled so that its variance is that about the true line: two parameters
    /// were fitted.
    private static double[] residuals(double[] values, int from, int n) {
        double mean = Moments.sum(values, from, from + n) / n;
        double slope = 0;
        double lever = 0;
        for (int k = 0; k < n; k++) {
            double t = k - (n - 1) / 2.0;
            slope += t * (values[from + k] - mean);
            lever += t * t;
        }
        slope /= lever;
        double scale = Math.sqrt(n / (n - 2.0));
        var rest = new double[n];
        for (int k = 0; k < n; k++) {
            rest[k] = scale * (values[from + k] - mean - slope * (k - (n - 1) / 2.0));
        }
        return rest;
    }
}
