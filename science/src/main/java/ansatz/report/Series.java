package ansatz.report;

import java.util.Arrays;

/// A measured quantity along an axis, in the order of that axis.
///
/// @param x positions, ascending
/// @param y values; NaN where there is none
/// @param error standard errors of y; NaN where there is none
record Series(double[] x, double[] y, double[] error) {
    Series {
        if (x.length != y.length || x.length != error.length) {
            throw new IllegalArgumentException("a series has as many positions as values and errors; found " + x.length
                    + ", " + y.length + " and " + error.length);
        }
    }

    /// Without errors.
    Series(double[] x, double[] y) {
        this(x, y, filled(y.length));
    }

    int size() {
        return x.length;
    }

    boolean hasValues() {
        return Arrays.stream(y).anyMatch(Double::isFinite);
    }

    private static double[] filled(int n) {
        double[] nan = new double[n];
        Arrays.fill(nan, Double.NaN);
        return nan;
    }
}
