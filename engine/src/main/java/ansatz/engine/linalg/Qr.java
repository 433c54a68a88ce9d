package ansatz.engine.linalg;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Lapack;
import java.util.Optional;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/// The thin factorisation A = Q R of an m x n matrix with m >= n.
///
/// @param q m x n, orthonormal columns
/// @param r n x n, upper triangular
public record Qr(Array q, Array r) {
    /// Factors a matrix.
    ///
    /// @throws IllegalArgumentException if the array is not a matrix or has more columns than rows
    public static Qr of(Array a) {
        return of(a, Lapack.installed());
    }

    static Qr of(Array a, Optional<Lapack> lapack) {
        Matrices.matrix(a, "a QR factorisation");
        int m = a.shape().extent(0);
        int n = a.shape().extent(1);
        if (m < n) {
            throw new IllegalArgumentException(
                    "a QR factorisation needs at least as many rows as columns, got shape " + a.shape());
        }
        double[] r = new double[n * n];
        double[] q;
        if (lapack.isPresent()) {
            double[] columns = Matrices.transpose(a.values(), m, n);
            double[] tau = new double[n];
            lapack.get().geqrf(m, n, columns, tau);
            for (int j = 0; j < n; j++) {
                for (int i = 0; i <= j; i++) {
                    r[i * n + j] = columns[j * m + i];
                }
            }
            lapack.get().orgqr(m, n, n, columns, tau);
            q = Matrices.transpose(columns, n, m);
        } else {
            q = new double[m * n];
            if (n > 0) {
                var qr = new QRDecomposition(MatrixUtils.createRealMatrix(Matrices.rows(a.values(), m, n)));
                RealMatrix wide = qr.getQ();
                for (int i = 0; i < m; i++) {
                    System.arraycopy(wide.getRow(i), 0, q, i * n, n);
                }
                for (int i = 0; i < n; i++) {
                    System.arraycopy(qr.getR().getRow(i), 0, r, i * n, n);
                }
            }
        }
        return new Qr(new Array(Shape.of(m, n), q), new Array(Shape.of(n, n), r));
    }

    /// R alone, n x n, at half the work of a factorisation with Q.
    ///
    /// @throws IllegalArgumentException if the array is not a matrix or has more columns than rows
    public static Array triangle(Array a) {
        Matrices.matrix(a, "a QR factorisation");
        int m = a.shape().extent(0);
        int n = a.shape().extent(1);
        Optional<Lapack> lapack = Lapack.installed();
        if (m < n || lapack.isEmpty() || n == 0) {
            return of(a, Optional.empty()).r();
        }
        double[] columns = Matrices.transpose(a.values(), m, n);
        lapack.get().geqrf(m, n, columns, new double[n]);
        double[] r = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i <= j; i++) {
                r[i * n + j] = columns[j * m + i];
            }
        }
        return new Array(Shape.of(n, n), r);
    }

    /// The number of diagonal elements of R above `cutoff` times the largest. Without pivoting this is a rough
    /// measure; the singular values are the good one.
    public int rank(double cutoff) {
        int n = r.shape().extent(0);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(r.values()[i * n + i]));
        }
        int rank = 0;
        for (int i = 0; i < n; i++) {
            if (Math.abs(r.values()[i * n + i]) > cutoff * largest) {
                rank++;
            }
        }
        return rank;
    }

    /// The x that minimises |A x - b|.
    ///
    /// @throws IllegalArgumentException if b has not as many elements as the matrix rows
    /// @throws IllegalStateException if R has a zero on its diagonal
    public double[] solve(double[] b) {
        int m = q.shape().extent(0);
        int n = r.shape().extent(0);
        Matrices.length(b, m, "the right-hand side");
        double[] x = new double[n];
        Blas.best().gemv(true, m, n, 1, q.values(), 0, Math.max(1, n), b, 0, 0, x, 0);
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= r.values()[i * n + j] * x[j];
            }
            if (r.values()[i * n + i] == 0) {
                throw new IllegalStateException("the columns of the matrix are linearly dependent (column " + i + ")");
            }
            x[i] /= r.values()[i * n + i];
        }
        return x;
    }
}
