package ansatz.engine.linalg;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.parallel.Team;

/// The solution of (A + shift 1) x = b for a symmetric, positive semidefinite A: by Cholesky factorisation, and by
/// eigenvalues where rounding has made that fail.
///
/// @param x the solution
/// @param byEigenvalues whether the eigenvalues were needed
/// @param rank how many directions the solution has: all by Cholesky, fewer where eigenvalues were cut off
/// @param condition a lower bound of the condition number: of [Cholesky#conditionBound()], or of the eigenvalues
/// that
/// were not cut off
public record SymmetricSystem(double[] x, boolean byEigenvalues, int rank, double condition) {
    /// Relative to the largest eigenvalue and the order; below it an eigenvalue of a Gram matrix is rounding.
    private static final double CUTOFF = 1e-14;

    /// What writes a matrix.
    @FunctionalInterface
    public interface Source {
        /// Writes the lower triangle, row-major.
        void write(double[] a);
    }

    /// Solves one system.
    ///
    /// @param a symmetric; the lower triangle is read
    /// @throws IllegalArgumentException if the array is not a square matrix, holds NaN or an infinity, or b does
    /// not fit
    public static SymmetricSystem solve(Array a, double shift, double[] b) {
        int n = Matrices.order(a, "a symmetric system");
        try (Team alone = Team.of(1)) {
            return inPlace(
                    n, a.values().clone(), shift, b.clone(), alone, m -> System.arraycopy(a.values(), 0, m, 0, n * n));
        }
    }

    /// Solves one system in the memory of its matrix and right-hand side, without allocation unless Cholesky fails.
    /// The bits do not depend on the number of threads.
    ///
    /// @param a the lower triangle of A, row-major, n x n; overwritten
    /// @param b the right-hand side; overwritten by the solution, which [#x()] is
    /// @param again writes A once more, where Cholesky has failed and left a part of its factor
    /// @throws IllegalArgumentException if a or b does not fit, or A holds NaN or an infinity
    public static SymmetricSystem inPlace(int n, double[] a, double shift, double[] b, Team team, Source again) {
        Matrices.length(b, n, "the right-hand side");
        Cholesky cholesky = Cholesky.inPlace(n, a, shift, team);
        if (cholesky.succeeded()) {
            cholesky.solveRows(b, 1);
            return new SymmetricSystem(b, false, n, cholesky.conditionBound());
        }
        again.write(a);
        for (int i = 0; i < n; i++) {
            a[i * n + i] += shift;
            for (int j = 0; j < i; j++) {
                a[j * n + i] = a[i * n + j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(new Array(Shape.of(n, n), a));
        double[] values = eigen.values();
        double largest = n == 0 ? 0 : Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
        double least = Double.NaN;
        int rank = 0;
        for (int k = n - 1; k >= 0 && values[k] > n * CUTOFF * largest; k--) {
            rank++;
            least = values[k];
        }
        System.arraycopy(eigen.solve(b, 0, n * CUTOFF), 0, b, 0, n);
        return new SymmetricSystem(b, true, rank, largest / least);
    }
}
