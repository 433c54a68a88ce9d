package ansatz.engine.kernel;

import java.util.Optional;

// double only: factorisations need the digits
/// Factorisations by a native LAPACK on heap arrays, on one thread. LAPACK counts columns first, so that a matrix
/// in row-major order is its transpose to it; what that means for the result is said at each method. Offsets are 0.
/// Sizes are the caller's to check. The return value, where there is one, is LAPACK's: 0, or the place of a
/// failure.
public interface Lapack {
    /// LAPACK, if a library for this platform was found.
    static Optional<Lapack> installed() {
        return ChosenLapack.LAPACK;
    }

    /// Cholesky factorisation A = L L^T of the lower triangle of a row-major matrix, in place; the upper triangle
    /// is not touched.
    ///
    /// @return 0, or k if the leading minor of order k is not positive
    int potrf(int n, double[] a);

    /// Solves A x = b for `count` right-hand sides, one a row of `b`, in place, from [#potrf].
    void potrs(int n, int count, double[] factor, double[] b);

    /// An estimate of the reciprocal condition number in the 1-norm, from [#potrf].
    ///
    /// @param norm the 1-norm of A
    double pocon(int n, double[] factor, double norm);

    /// Eigenvalues, ascending, and orthonormal eigenvectors, one a row, of a symmetric matrix, of which the lower
    /// triangle is read.
    ///
    /// @param a overwritten by the eigenvectors
    /// @param values receives n values
    /// @return 0, or positive if the iteration did not converge
    int syevd(int n, double[] a, double[] values);

    /// Singular values, descending, of a row-major m x n matrix, and thin factors A = U diag(s) V^T.
    ///
    /// @param a m x n, overwritten
    /// @param s receives min(m, n) values
    /// @param u receives m x min(m, n)
    /// @param vt receives min(m, n) x n
    /// @return 0, or positive if the iteration did not converge
    int gesdd(int m, int n, double[] a, double[] s, double[] u, double[] vt);

    /// Householder QR of the matrix whose `columns` columns, of `rows` elements each, are the rows of the array, in
    /// place.
    ///
    /// @param tau receives min(rows, columns) factors
    void geqrf(int rows, int columns, double[] a, double[] tau);

    /// The first `columns` columns of Q, one a row, in place of what [#geqrf] left.
    void orgqr(int rows, int columns, int reflectors, double[] a, double[] tau);

    /// LU factorisation with pivoting of the transpose of a row-major matrix, in place.
    ///
    /// @param pivots receives n row numbers, from 1
    /// @return 0, or k if pivot k is exactly 0
    int getrf(int n, double[] a, int[] pivots);

    /// Solves op(A) x = b for `count` right-hand sides, one a row of `b`, in place, from [#getrf]; A is the
    /// row-major matrix.
    ///
    /// @param transposed solve with the transpose of A
    void getrs(boolean transposed, int n, int count, double[] factor, int[] pivots, double[] b);

    /// An estimate of the reciprocal condition number in the 1-norm, from [#getrf].
    ///
    /// @param norm the 1-norm of the transpose of the row-major matrix
    double gecon(int n, double[] factor, double norm);
}
