package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
import ansatz.engine.linalg.SymmetricEigen;
import java.util.Arrays;

/// The principal components of rows in the space of a kernel (B. Schölkopf, A. Smola, K.-R. Müller, Neural Comput.
/// 10,
/// 1299 (1998)): the eigenvectors of the centred matrix H K H.
///
/// @param points the rows, n x p
/// @param means of the rows of K, n
/// @param vectors v_k / sqrt(l_k), k x n; the element of largest modulus of each is positive
/// @param variances l_k / n, descending
/// @param total the trace of H K H over n
public record KernelComponents(
        Kernel kernel, Array points, double[] means, Array vectors, double[] variances, double total) {
    /// Eigenvalues below this share of the largest are rounding.
    private static final double CUTOFF = 1e-12;

    /// The first components, fewer where the rows have not so many.
    ///
    /// @param x n x p
    /// @param count at least 1
    public static KernelComponents of(Kernel kernel, Array x, int count) {
        int n = x.shape().extent(0);
        double[] k = kernel.matrix(x, x).values();
        var means = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                means[i] += k[i * n + j] / n;
            }
        }
        Array centred = KernelRidge.centred(new Array(Shape.of(n, n), k));
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += centred.values()[i * n + i] / n;
        }
        var eigen = SymmetricEigen.of(centred);
        double[] values = eigen.values();
        int kept = 0;
        while (kept < Math.min(count, n) && values[n - 1 - kept] > CUTOFF * values[n - 1]) {
            kept++;
        }
        var vectors = new double[kept * n];
        var variances = new double[kept];
        for (int c = 0; c < kept; c++) {
            double value = values[n - 1 - c];
            double[] v = eigen.vector(n - 1 - c);
            double largest = 0;
            for (double element : v) {
                largest = Math.abs(element) > Math.abs(largest) ? element : largest;
            }
            for (int i = 0; i < n; i++) {
                vectors[c * n + i] = Math.signum(largest) * v[i] / Math.sqrt(value);
            }
            variances[c] = value / n;
        }
        return new KernelComponents(kernel, x, means, new Array(Shape.of(kept, n), vectors), variances, total);
    }

    /// The share of the total variance along each component.
    public double[] shares() {
        return Arrays.stream(variances).map(variance -> variance / total).toArray();
    }

    /// Rows in the coordinates of the components.
    ///
    /// @param x rows x p
    /// @return rows x k
    public Array project(Array x) {
        int rows = x.shape().extent(0);
        int n = means.length;
        int count = variances.length;
        double[] k = kernel.matrix(x, points).values();
        double all = Arrays.stream(means).average().orElse(0);
        for (int i = 0; i < rows; i++) {
            double own = 0;
            for (int j = 0; j < n; j++) {
                own += k[i * n + j] / n;
            }
            for (int j = 0; j < n; j++) {
                k[i * n + j] += all - own - means[j];
            }
        }
        var out = new double[rows * count];
        Blas.best().gemm(false, true, rows, count, n, 1, k, 0, n, vectors.values(), 0, n, 0, out, 0, count);
        return new Array(Shape.of(rows, count), out);
    }
}
