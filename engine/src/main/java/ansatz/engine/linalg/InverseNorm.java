package ansatz.engine.linalg;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// An estimate of the 1-norm of an inverse from a few solutions (W. W. Hager, SIAM J. Sci. Stat. Comput. 5, 311
/// (1984)).
final class InverseNorm {
    private static final int ITERATIONS = 5;

    private InverseNorm() {}

    /// @param solve x = A^-1 b
    /// @param solveTransposed x = A^-T b
    static double estimate(int n, UnaryOperator<double[]> solve, UnaryOperator<double[]> solveTransposed) {
        if (n == 0) {
            return 0;
        }
        double[] x = new double[n];
        Arrays.fill(x, 1.0 / n);
        double estimate = 0;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] y = solve.apply(x);
            double norm = 0;
            double[] signs = new double[n];
            for (int i = 0; i < n; i++) {
                norm += Math.abs(y[i]);
                signs[i] = y[i] < 0 ? -1 : 1;
            }
            estimate = Math.max(estimate, norm);
            double[] z = solveTransposed.apply(signs);
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
