package ansatz.model;

import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// Products of dense matrices whose rows are long and contiguous.
final class DenseProducts {
    private DenseProducts() {}

    /// A^T A, both halves: `out[m * n + k] = sum_r a[r * stride + m] a[r * stride + k]`.
    static void columnProducts(double[] a, int rows, int stride, int n, double[] out, Team team) {
        team.run(n, (worker, m) -> {
            Arrays.fill(out, m * n, (m + 1) * n, 0.0);
            for (int r = 0; r < rows; r++) {
                axpy(a[r * stride + m], a, r * stride, out, m * n, n);
            }
        });
    }

    private static void axpy(double c, double[] x, int from, double[] y, int to, int length) {
        for (int k = 0; k < length; k++) {
            y[to + k] = Math.fma(c, x[from + k], y[to + k]);
        }
    }

    /// sum_k x_k y_k, in four partial sums.
    static double dot(double[] x, int a, double[] y, int b, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < length; k += 4) {
            s0 = Math.fma(x[a + k], y[b + k], s0);
            s1 = Math.fma(x[a + k + 1], y[b + k + 1], s1);
            s2 = Math.fma(x[a + k + 2], y[b + k + 2], s2);
            s3 = Math.fma(x[a + k + 3], y[b + k + 3], s3);
        }
        for (; k < length; k++) {
            s0 = Math.fma(x[a + k], y[b + k], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }
}
