package ansatz.engine.linalg;

import ansatz.engine.array.Array;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.kernel.Lapack;
import ansatz.engine.kernel.Reductions;
import ansatz.engine.parallel.Team;
import java.util.Optional;

/// The factorisation A + shift 1 = L L^T of a symmetric positive definite matrix. It fails where a leading minor is
/// not
/// positive; [#failure()] says where, and the other methods then throw.
public final class Cholesky {
    private final int n;
    private final double[] factor;
    private final int failure;

    private Cholesky(int n, double[] factor, int failure) {
        this.n = n;
        this.factor = factor;
        this.failure = failure;
    }

    /// Factors a symmetric matrix, of which the lower triangle is read.
    ///
    /// @throws IllegalArgumentException if the array is not a square matrix
    public static Cholesky of(Array a) {
        return of(a, 0);
    }

    /// Factors A + shift 1.
    ///
    /// @throws IllegalArgumentException if the array is not a square matrix
    public static Cholesky of(Array a, double shift) {
        int n = Matrices.order(a, "Cholesky factorisation");
        return inPlace(n, a.values().clone(), shift);
    }

    /// Factors A + shift 1 in the array that holds A: row-major, n x n, the lower triangle is read and overwritten.
    /// The
    /// array belongs to the result.
    ///
    /// @throws IllegalArgumentException if the array has not n n elements
    public static Cholesky inPlace(int n, double[] a, double shift) {
        return inPlace(n, a, shift, Lapack.installed());
    }

    /// As the method without a team, with the work cut into blocks that the threads share. The bits do not depend
    /// on the number
    /// of threads.
    ///
    /// @throws IllegalArgumentException if the array has not n n elements
    public static Cholesky inPlace(int n, double[] a, double shift, Team team) {
        Matrices.length(a, n * n, "a matrix of order " + n);
        for (int i = 0; i < n; i++) {
            a[i * n + i] += shift;
        }
        return new Cholesky(n, a, BlockedCholesky.factor(team, n, a));
    }

    static Cholesky inPlace(int n, double[] a, double shift, Optional<Lapack> lapack) {
        Matrices.length(a, n * n, "a matrix of order " + n);
        for (int i = 0; i < n; i++) {
            a[i * n + i] += shift;
        }
        int failure = lapack.isPresent() ? lapack.get().potrf(n, a, 0, n) - 1 : factor(n, a, 0, n);
        return new Cholesky(n, a, failure);
    }

    /// Row by row, by scalar products of rows of L.
    ///
    /// @param at where the matrix begins
    /// @param lda the distance between its rows
    static int factor(int n, double[] a, int at, int lda) {
        Reductions reductions = Kernels.best().reductions();
        for (int i = 0; i < n; i++) {
            int row = at + i * lda;
            for (int j = 0; j < i; j++) {
                double dot = reductions.dot(a, row, a, at + j * lda, j);
                a[row + j] = (a[row + j] - dot) / a[at + j * lda + j];
            }
            double square = a[row + i] - reductions.dot(a, row, a, row, i);
            if (!(square > 0)) {
                return i;
            }
            a[row + i] = Math.sqrt(square);
        }
        return -1;
    }

    /// The order of the matrix.
    public int order() {
        return n;
    }

    /// The first row at which the matrix is not positive definite, or -1 if the factorisation succeeded.
    public int failure() {
        return failure;
    }

    /// Whether the factorisation succeeded.
    public boolean succeeded() {
        return failure < 0;
    }

    private void check() {
        if (failure >= 0) {
            throw new IllegalStateException("the matrix is not positive definite: Cholesky factorisation of order " + n
                    + " failed at row " + failure);
        }
    }

    /// The solution x of (A + shift 1) x = b.
    ///
    /// @throws IllegalArgumentException if b has not as many elements as the matrix rows
    /// @throws IllegalStateException if the factorisation failed
    public double[] solve(double[] b) {
        Matrices.length(b, n, "the right-hand side");
        double[] x = b.clone();
        solveRows(x, 1);
        return x;
    }

    /// Solves for `count` right-hand sides, one a row, in place.
    ///
    /// @param b `count` n elements, overwritten by the solutions
    /// @throws IllegalArgumentException if b has another size
    /// @throws IllegalStateException if the factorisation failed
    public void solveRows(double[] b, int count) {
        check();
        Matrices.length(b, count * n, count + " right-hand sides");
        for (int r = 0; r < count; r++) {
            substitute(b, r * n);
        }
    }

    private void substitute(double[] b, int off) {
        Kernels kernels = Kernels.best();
        for (int i = 0; i < n; i++) {
            b[off + i] = (b[off + i] - kernels.reductions().dot(factor, i * n, b, off, i)) / factor[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            b[off + i] /= factor[i * n + i];
            kernels.arithmetic().axpy(-b[off + i], factor, i * n, b, off, i);
        }
    }

    /// The logarithm of the determinant.
    ///
    /// @throws IllegalStateException if the factorisation failed
    public double logDeterminant() {
        check();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.log(factor[i * n + i]);
        }
        return 2 * sum;
    }

    /// A lower bound of the condition number that costs nothing, (max L_ii / min L_ii)^2: the squares of the
    /// diagonal
    /// of L lie between the least and the largest eigenvalue.
    ///
    /// @throws IllegalStateException if the factorisation failed
    public double conditionBound() {
        check();
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            least = Math.min(least, factor[i * n + i]);
            largest = Math.max(largest, factor[i * n + i]);
        }
        return largest / least * (largest / least);
    }

    /// An estimate of the condition number in the 1-norm, not above the true one: the product of estimates of the
    /// norms of the matrix and of its inverse from a few products L (L^T x) and a few solutions.
    ///
    /// @throws IllegalStateException if the factorisation failed
    public double conditionEstimate() {
        check();
        return NormEstimate.of(n, this::product, this::product) * NormEstimate.of(n, this::solve, this::solve);
    }

    /// L (L^T x).
    private double[] product(double[] x) {
        Kernels kernels = Kernels.best();
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            kernels.arithmetic().axpy(x[i], factor, i * n, y, 0, i + 1);
        }
        for (int i = n - 1; i >= 0; i--) {
            y[i] = kernels.reductions().dot(factor, i * n, y, 0, i + 1);
        }
        return y;
    }

    /// The lower triangular factor L.
    ///
    /// @throws IllegalStateException if the factorisation failed
    public Array lower() {
        check();
        double[] lower = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(factor, i * n, lower, i * n, i + 1);
        }
        return new Array(ansatz.engine.array.Shape.of(n, n), lower);
    }
}
