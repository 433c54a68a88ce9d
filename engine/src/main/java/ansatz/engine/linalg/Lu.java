package ansatz.engine.linalg;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.kernel.Lapack;
import java.util.Optional;

/// The LU factorisation with partial pivoting of a general square matrix. What is factored is the transpose, whose
/// columns are the rows of the array.
public final class Lu {
    private final int n;
    private final double[] factor;
    private final int[] pivots;
    private final double norm;
    private final Optional<Lapack> lapack;

    private Lu(int n, double[] factor, int[] pivots, double norm, Optional<Lapack> lapack) {
        this.n = n;
        this.factor = factor;
        this.pivots = pivots;
        this.norm = norm;
        this.lapack = lapack;
    }

    /// Factors a matrix.
    ///
    /// @throws IllegalArgumentException if the array is not a square matrix
    public static Lu of(Array a) {
        return of(a, Lapack.installed());
    }

    static Lu of(Array a, Optional<Lapack> lapack) {
        int n = Matrices.order(a, "LU factorisation");
        double[] factor = a.values().clone();
        int[] pivots = new int[n];
        double norm = Matrices.rowNorm(factor, n, n);
        if (lapack.isPresent()) {
            lapack.get().getrf(n, factor, pivots);
        } else {
            factor(n, factor, pivots);
        }
        return new Lu(n, factor, pivots, norm, lapack);
    }

    /// As LAPACK: column k of the transpose is row k of the array. L has the unit diagonal.
    private static void factor(int n, double[] a, int[] pivots) {
        Kernels kernels = Kernels.best();
        for (int k = 0; k < n; k++) {
            int p = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(a[k * n + i]) > Math.abs(a[k * n + p])) {
                    p = i;
                }
            }
            pivots[k] = p + 1;
            for (int j = 0; j < n && p != k; j++) {
                double swap = a[j * n + k];
                a[j * n + k] = a[j * n + p];
                a[j * n + p] = swap;
            }
            double pivot = a[k * n + k];
            if (pivot == 0) {
                continue;
            }
            for (int i = k + 1; i < n; i++) {
                a[k * n + i] /= pivot;
            }
            for (int j = k + 1; j < n; j++) {
                kernels.arithmetic().axpy(-a[j * n + k], a, k * n + k + 1, a, j * n + k + 1, n - k - 1);
            }
        }
    }

    /// The order of the matrix.
    public int order() {
        return n;
    }

    /// Whether a pivot is exactly zero.
    public boolean singular() {
        for (int i = 0; i < n; i++) {
            if (factor[i * n + i] == 0) {
                return true;
            }
        }
        return false;
    }

    /// The logarithm of the modulus of the determinant, minus infinity if singular.
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.log(Math.abs(factor[i * n + i]));
        }
        return sum;
    }

    /// The sign of the determinant: -1, 0 or 1.
    public int sign() {
        int sign = 1;
        for (int i = 0; i < n; i++) {
            sign *= (int) Math.signum(factor[i * n + i]);
            sign *= pivots[i] == i + 1 ? 1 : -1;
        }
        return sign;
    }

    /// The solution of A x = b.
    ///
    /// @throws IllegalArgumentException if b has not as many elements as the matrix rows
    /// @throws IllegalStateException if the matrix is singular
    public double[] solve(double[] b) {
        return solve(false, b);
    }

    /// The solution of A^T x = b.
    ///
    /// @throws IllegalArgumentException if b has not as many elements as the matrix rows
    /// @throws IllegalStateException if the matrix is singular
    public double[] solveTransposed(double[] b) {
        return solve(true, b);
    }

    private double[] solve(boolean transposed, double[] b) {
        Matrices.length(b, n, "the right-hand side");
        if (singular()) {
            throw new IllegalStateException("the matrix of order " + n + " is singular");
        }
        double[] x = b.clone();
        if (lapack.isPresent()) {
            lapack.get().getrs(transposed, n, 1, factor, pivots, x);
        } else if (transposed) {
            exchange(x, false);
            for (int k = 0; k < n; k++) {
                for (int i = k + 1; i < n; i++) {
                    x[i] -= factor[k * n + i] * x[k];
                }
            }
            for (int k = n - 1; k >= 0; k--) {
                x[k] /= factor[k * n + k];
                for (int i = 0; i < k; i++) {
                    x[i] -= factor[k * n + i] * x[k];
                }
            }
        } else {
            for (int k = 0; k < n; k++) {
                for (int i = 0; i < k; i++) {
                    x[k] -= factor[k * n + i] * x[i];
                }
                x[k] /= factor[k * n + k];
            }
            for (int k = n - 1; k >= 0; k--) {
                for (int i = k + 1; i < n; i++) {
                    x[k] -= factor[k * n + i] * x[i];
                }
            }
            exchange(x, true);
        }
        return x;
    }

    private void exchange(double[] x, boolean backwards) {
        for (int j = 0; j < n; j++) {
            int k = backwards ? n - 1 - j : j;
            int p = pivots[k] - 1;
            double swap = x[k];
            x[k] = x[p];
            x[p] = swap;
        }
    }

    /// The inverse matrix.
    ///
    /// @throws IllegalStateException if the matrix is singular
    public Array inverse() {
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            // row i of the inverse is A^-T e_i
            System.arraycopy(solveTransposed(unit), 0, inverse, i * n, n);
        }
        return new Array(Shape.of(n, n), inverse);
    }

    /// An estimate of the condition number in the infinity norm, not above the true one; infinite if singular.
    public double conditionEstimate() {
        if (singular()) {
            return Double.POSITIVE_INFINITY;
        }
        return norm * NormEstimate.of(n, this::solveTransposed, this::solve);
    }
}
