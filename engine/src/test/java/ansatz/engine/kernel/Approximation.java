package ansatz.engine.kernel;

import java.util.function.DoubleUnaryOperator;

/// Polynomials with a nearly smallest largest error: weighted least squares over Chebyshev's nodes, which is within
/// a small factor of the best.
///
/// @param function what is approximated
/// @param weight   what the error is multiplied with before it is levelled
/// @param low      the interval from here
/// @param high     to here
record Approximation(DoubleUnaryOperator function, DoubleUnaryOperator weight, double low, double high) {
    private static final int NODES = 400;

    /// The polynomial with `count` coefficients that are floats: the coefficients are rounded one after the other
    /// from the lowest power, each time fitting the higher ones again, so that they make up for the rounding.
    float[] coefficients(int count) {
        float[] rounded = new float[count];
        for (int k = 0; k < count; k++) {
            rounded[k] = (float) fit(rounded, k, count)[0];
        }
        return rounded;
    }

    /// The largest weighted error of a polynomial.
    double error(float[] coefficients) {
        double worst = 0;
        for (int i = 0; i < NODES; i++) {
            double x = node(i);
            double error = value(coefficients, coefficients.length, x) - function.applyAsDouble(x);
            worst = Math.max(worst, Math.abs(weight.applyAsDouble(x) * error));
        }
        return worst;
    }

    private double node(int i) {
        return 0.5 * (low + high) - 0.5 * (high - low) * StrictMath.cos(Math.PI * (i + 0.5) / NODES);
    }

    private static double value(float[] coefficients, int count, double x) {
        double y = 0;
        for (int k = count - 1; k >= 0; k--) {
            y = y * x + coefficients[k];
        }
        return y;
    }

    /// The coefficients from power `fixed` to `count - 1` that suit best, those below being given.
    private double[] fit(float[] given, int fixed, int count) {
        double[][] columns = new double[count - fixed + 1][NODES];
        for (int i = 0; i < NODES; i++) {
            double x = node(i);
            double w = weight.applyAsDouble(x);
            for (int k = 0; k < count - fixed; k++) {
                columns[k][i] = w * StrictMath.pow(x, fixed + k);
            }
            columns[count - fixed][i] = w * (function.applyAsDouble(x) - value(given, fixed, x));
        }
        return solve(columns);
    }

    /// The least-squares solution by Householder reflections; the last column is the right side.
    private static double[] solve(double[][] columns) {
        int n = columns.length - 1;
        for (int k = 0; k < n; k++) {
            double[] v = columns[k].clone();
            double norm = 0;
            for (int i = 0; i < v.length; i++) {
                v[i] = i < k ? 0 : v[i];
                norm += v[i] * v[i];
            }
            v[k] += Math.copySign(Math.sqrt(norm), v[k]);
            double square = 0;
            for (double x : v) {
                square += x * x;
            }
            for (int j = k; j <= n; j++) {
                double dot = 0;
                for (int i = k; i < v.length; i++) {
                    dot += v[i] * columns[j][i];
                }
                for (int i = k; i < v.length; i++) {
                    columns[j][i] -= 2 * dot / square * v[i];
                }
            }
        }
        double[] x = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            x[k] = columns[n][k];
            for (int j = k + 1; j < n; j++) {
                x[k] -= columns[j][k] * x[j];
            }
            x[k] /= columns[k][k];
        }
        return x;
    }
}
