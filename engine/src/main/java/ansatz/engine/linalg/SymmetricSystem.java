package ansatz.engine.linalg;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;

/// The solution of (A + shift 1) x = b for a symmetric, positive semidefinite A: by Cholesky factorisation, and by
/// eigenvalues where rounding has made that fail.
///
/// @param x the solution
/// @param byEigenvalues whether the eigenvalues were needed
/// @param rank how many directions the solution has: all by Cholesky, fewer where eigenvalues were cut off
public record SymmetricSystem(double[] x, boolean byEigenvalues, int rank) {
    /// Relative to the largest eigenvalue; below it an eigenvalue of a Gram matrix is rounding.
    private static final double CUTOFF = 1e-14;

    /// Solves one system.
    ///
    /// @param a symmetric; the lower triangle is read
    /// @throws IllegalArgumentException if the array is not a square matrix, holds NaN or an infinity, or b does
    /// not fit
    public static SymmetricSystem solve(Array a, double shift, double[] b) {
        int n = Matrices.order(a, "a symmetric system");
        Matrices.length(b, n, "the right-hand side");
        Cholesky cholesky = Cholesky.of(a, shift);
        if (cholesky.succeeded()) {
            return new SymmetricSystem(cholesky.solve(b), false, n);
        }
        double[] shifted = a.values().clone();
        for (int i = 0; i < n; i++) {
            shifted[i * n + i] += shift;
        }
        SymmetricEigen eigen = SymmetricEigen.of(new Array(Shape.of(n, n), shifted));
        double[] values = eigen.values();
        double largest = n == 0 ? 0 : Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
        int rank = 0;
        for (double value : values) {
            if (value > n * CUTOFF * largest) {
                rank++;
            }
        }
        return new SymmetricSystem(eigen.solve(b, 0, n * CUTOFF), true, rank);
    }
}
