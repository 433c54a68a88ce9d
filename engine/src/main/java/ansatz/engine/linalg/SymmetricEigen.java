package ansatz.engine.linalg;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.kernel.Lapack;
import ansatz.engine.parallel.Team;
import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/// The eigenvalues and eigenvectors of a real symmetric matrix.
public final class SymmetricEigen {
    private final int n;
    private final double[] values;
    private final double[] vectors;

    private SymmetricEigen(int n, double[] values, double[] vectors) {
        this.n = n;
        this.values = values;
        this.vectors = vectors;
    }

    /// Solves the eigenproblem of a symmetric matrix, of which the lower triangle is read.
    ///
    /// @throws IllegalArgumentException if the array is not a square matrix or holds NaN or an infinity
    /// @throws ArithmeticException if the iteration does not converge
    public static SymmetricEigen of(Array a) {
        return of(a, Lapack.installed());
    }

    /// The same, to the bit, on several threads.
    ///
    /// @throws IllegalArgumentException if the array is not a square matrix or holds NaN or an infinity
    /// @throws ArithmeticException if the iteration does not converge
    public static SymmetricEigen of(Array a, Team team) {
        return of(a, Lapack.installed(), team);
    }

    static SymmetricEigen of(Array a, Optional<Lapack> lapack) {
        try (Team alone = Team.of(1)) {
            return of(a, lapack, alone);
        }
    }

    static SymmetricEigen of(Array a, Optional<Lapack> lapack, Team team) {
        int n = Matrices.order(a, "a symmetric eigenproblem");
        double[] vectors = a.values().clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = vectors[i * n + j];
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("a symmetric eigenproblem needs finite numbers, got " + value
                            + " at [" + i + "," + j + "]");
                }
                vectors[j * n + i] = value;
            }
        }
        double[] values = new double[n];
        if (lapack.isPresent()) {
            int info = DivideAndConquer.syevd(lapack.get(), n, vectors, values, team);
            if (info != 0) {
                throw new ArithmeticException("the symmetric eigenproblem of order " + n + " did not converge");
            }
        } else if (n > 0) {
            var decomposition =
                    new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(Matrices.rows(vectors, n, n)));
            // Hipparchus sorts descending
            for (int k = 0; k < n; k++) {
                values[k] = decomposition.getEigenvalue(n - 1 - k);
                System.arraycopy(decomposition.getEigenvector(n - 1 - k).toArray(), 0, vectors, k * n, n);
            }
        }
        return new SymmetricEigen(n, values, vectors);
    }

    /// The order of the matrix.
    public int order() {
        return n;
    }

    /// The eigenvalues, ascending.
    public double[] values() {
        return values.clone();
    }

    /// The orthonormal eigenvectors, one a row, in the order of the eigenvalues.
    public Array vectors() {
        return new Array(Shape.of(n, n), vectors.clone());
    }

    /// The eigenvector of eigenvalue `k`.
    public double[] vector(int k) {
        return Arrays.copyOfRange(vectors, k * n, (k + 1) * n);
    }

    /// The solution of (A + shift 1) x = b in the space of the eigenvalues with lambda + shift > cutoff max(|lambda
    /// + shift|);
    /// the part of b outside it is left out.
    ///
    /// @param cutoff relative to the largest modulus, for instance 1e-12
    /// @throws IllegalArgumentException if b has not as many elements as the matrix rows
    public double[] solve(double[] b, double shift, double cutoff) {
        Matrices.length(b, n, "the right-hand side");
        Kernels kernels = Kernels.best();
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value + shift));
        }
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            double value = values[k] + shift;
            if (value > cutoff * largest) {
                double c = kernels.reductions().dot(vectors, k * n, b, 0, n) / value;
                kernels.arithmetic().axpy(c, vectors, k * n, x, 0, n);
            }
        }
        return x;
    }

    /// The number of eigenvalues with modulus above `cutoff` times the largest.
    public int rank(double cutoff) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        int rank = 0;
        for (double value : values) {
            if (Math.abs(value) > cutoff * largest) {
                rank++;
            }
        }
        return rank;
    }
}
