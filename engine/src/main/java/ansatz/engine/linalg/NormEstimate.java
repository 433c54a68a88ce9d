package ansatz.engine.linalg;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// An estimate of the 1-norm of a matrix, not above it, from a few products with it; of an inverse from a few
/// solutions (W. W. Hager, SIAM J. Sci. Stat. Comput. 5, 311 (1984)).
final class NormEstimate {
    private static final int ITERATIONS = 5;

    private NormEstimate() {}

    /// @param times y = A x
    /// @param transposeTimes y = A^T x
    static double of(int n, UnaryOperator<double[]> times, UnaryOperator<double[]> transposeTimes) {
        if (n == 0) {
            return 0;
        }
        double[] x = new double[n];
        Arrays.fill(x, 1.0 / n);
        double estimate = 0;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] y = times.apply(x);
            double norm = 0;
            double[] signs = new double[n];
            for (int i = 0; i < n; i++) {
                norm += Math.abs(y[i]);
                signs[i] = y[i] < 0 ? -1 : 1;
            }
            estimate = Math.max(estimate, norm);
            double[] z = transposeTimes.apply(signs);
            int largest = 0;
            double product = 0;
            for (int i = 0; i < n; i++) {
                product += z[i] * x[i];
                if (Math.abs(z[i]) > Math.abs(z[largest])) {
                    largest = i;
                }
            }
            if (Math.abs(z[largest]) <= product) {
                break;
            }
            Arrays.fill(x, 0);
            x[largest] = 1;
        }
        return estimate;
    }
}
