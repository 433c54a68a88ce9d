package ansatz.engine.linalg;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Lapack;
import java.util.Optional;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/// The thin singular value decomposition A = U diag(s) V^T of an m x n matrix, with p = min(m, n) singular values.
///
/// @param u m x p, orthonormal columns
/// @param singularValues p values, descending
/// @param vt p x n, orthonormal rows
public record Svd(Array u, double[] singularValues, Array vt) {
    /// Decomposes a matrix.
    ///
    /// @throws IllegalArgumentException if the array is not a matrix or holds NaN or an infinity
    /// @throws ArithmeticException if the iteration does not converge
    public static Svd of(Array a) {
        return of(a, Lapack.installed());
    }

    static Svd of(Array a, Optional<Lapack> lapack) {
        Matrices.matrix(a, "a singular value decomposition");
        int m = a.shape().extent(0);
        int n = a.shape().extent(1);
        int p = Math.min(m, n);
        for (double value : a.values()) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a singular value decomposition needs finite numbers, got " + value);
            }
        }
        double[] s = new double[p];
        double[] u = new double[m * p];
        double[] vt = new double[p * n];
        if (lapack.isPresent()) {
            if (lapack.get().gesdd(m, n, a.values().clone(), s, u, vt) != 0) {
                throw new ArithmeticException("the singular value decomposition did not converge");
            }
        } else if (p > 0) {
            var svd = new SingularValueDecomposition(MatrixUtils.createRealMatrix(Matrices.rows(a.values(), m, n)));
            System.arraycopy(svd.getSingularValues(), 0, s, 0, p);
            flatten(svd.getU(), u, p);
            flatten(svd.getVT(), vt, n);
        }
        return new Svd(new Array(Shape.of(m, p), u), s, new Array(Shape.of(p, n), vt));
    }

    private static void flatten(RealMatrix matrix, double[] out, int columns) {
        for (int i = 0; i * columns < out.length; i++) {
            System.arraycopy(matrix.getRow(i), 0, out, i * columns, columns);
        }
    }

    /// The number of singular values above `cutoff` times the largest.
    public int rank(double cutoff) {
        int rank = 0;
        while (rank < singularValues.length && singularValues[rank] > cutoff * singularValues[0]) {
            rank++;
        }
        return rank;
    }

    /// The ratio of the largest to the smallest singular value; infinite for a matrix without full rank.
    public double condition() {
        return singularValues.length == 0 ? 1 : singularValues[0] / singularValues[singularValues.length - 1];
    }

    /// The shortest x that minimises |A x - b|, from the singular values above `cutoff` times the largest.
    ///
    /// @throws IllegalArgumentException if b has not as many elements as the matrix rows
    public double[] solve(double[] b, double cutoff) {
        int m = u.shape().extent(0);
        int p = singularValues.length;
        int n = vt.shape().extent(1);
        Matrices.length(b, m, "the right-hand side");
        double[] c = new double[p];
        double[] x = new double[n];
        Blas blas = Blas.best();
        blas.gemv(true, m, p, 1, u.values(), 0, Math.max(1, p), b, 0, 0, c, 0);
        int rank = rank(cutoff);
        for (int k = 0; k < p; k++) {
            c[k] = k < rank ? c[k] / singularValues[k] : 0;
        }
        blas.gemv(true, p, n, 1, vt.values(), 0, Math.max(1, n), c, 0, 0, x, 0);
        return x;
    }
}
