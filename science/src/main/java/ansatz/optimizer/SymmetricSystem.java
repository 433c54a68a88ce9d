package ansatz.optimizer;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Cholesky;
import ansatz.engine.linalg.SymmetricEigen;

/// (A + shift) x = b for a symmetric, positive semidefinite A: by Cholesky, and by eigenvalues where rounding has
/// made that
/// fail.
///
/// @param x the solution
/// @param byEigenvalues whether the eigenvalues were needed
/// @param rank how many directions the solution has
/// @param condition a lower bound of the condition number: (max L_ii / min L_ii)^2 of the factor of Cholesky, since
/// the squares
///     of the diagonal of L lie between the least and the largest eigenvalue; of the eigenvalues themselves where
/// these were used
record SymmetricSystem(double[] x, boolean byEigenvalues, int rank, double condition) {
    /// Relative to the largest eigenvalue and the order: below it an eigenvalue of a Gram matrix is rounding.
    private static final double CUTOFF = 1e-14;

    /// @param a both triangles, n by n; overwritten
    /// @throws SingularMetric if the matrix is zero or not finite
    static SymmetricSystem solve(double[] a, int n, double shift, double[] b) {
        var diagonal = new double[n];
        double trace = 0;
        for (int i = 0; i < n; i++) {
            diagonal[i] = a[i * n + i];
            trace += diagonal[i];
        }
        if (!Double.isFinite(trace)) {
            throw new SingularMetric("the metric holds numbers that are not finite");
        }
        var cholesky = Cholesky.inPlace(n, a, shift);
        if (cholesky.succeeded()) {
            return new SymmetricSystem(cholesky.solve(b), false, n, bound(a, n));
        }
        // the factorisation has overwritten the lower triangle and the diagonal only
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                a[i * n + j] = a[j * n + i];
            }
            a[i * n + i] = diagonal[i] + shift;
        }
        var eigen = SymmetricEigen.of(new Array(Shape.of(n, n), a));
        double[] values = eigen.values();
        double largest = Math.max(Math.abs(values[0]), values[n - 1]);
        double least = Double.NaN;
        int rank = 0;
        for (int k = n - 1; k >= 0 && values[k] > n * CUTOFF * largest; k--) {
            rank++;
            least = values[k];
        }
        if (rank == 0) {
            throw new SingularMetric(
                    "the metric of order " + n + " is singular: its largest eigenvalue is " + values[n - 1]);
        }
        return new SymmetricSystem(eigen.solve(b, 0, n * CUTOFF), true, rank, largest / least);
    }

    private static double bound(double[] factor, int n) {
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            least = Math.min(least, factor[i * n + i]);
            largest = Math.max(largest, factor[i * n + i]);
        }
        return largest / least * (largest / least);
    }
}
