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
    /// @param aOff where the matrix begins
    /// @param lda the distance between its rows
    /// @return 0, or k if the leading minor of order k is not positive
    int potrf(int n, double[] a, int aOff, int lda);

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

    /// Householder's reduction of a symmetric matrix to a tridiagonal one, A = Q T Q^T; the lower triangle is read.
    ///
    /// @param a overwritten by the reflections that make Q
    /// @param diagonal receives n numbers of T
    /// @param below receives the n - 1 numbers beside the diagonal
    /// @param tau receives n - 1 factors
    void sytrd(int n, double[] a, double[] diagonal, double[] below, double[] tau);

    /// Eigenvalues, ascending, and orthonormal eigenvectors of a tridiagonal matrix, by divide and conquer. The
    /// matrix
    /// is a
    /// part of a larger one: all arrays are used from an offset on.
    ///
    /// @param diagonal overwritten by the eigenvalues
    /// @param below overwritten
    /// @param z receives the eigenvectors, row k at `zOff + k ldz`
    /// @return 0, or positive if the iteration did not converge
    int stedc(int n, double[] diagonal, double[] below, int from, double[] z, int zOff, int ldz);

    /// Joins the eigenvectors of two tridiagonal matrices to those of the one that has `rho` between them, after
    /// |rho|
    /// has
    /// been taken off the last diagonal element of the first and off the first of the second. The numbers should be
    /// of
    /// order 1.
    ///
    /// @param n the order of both together
    /// @param cut the order of the first
    /// @param values of both, overwritten by those of the whole, n from the offset on
    /// @param z the eigenvectors of both, row k at `zOff + k ldz`, overwritten by those of the whole
    /// @param order n places, from 1: on entry those of the first in ascending order of the eigenvalues and those
    ///     of the second counted by themselves; on return those of the whole
    /// @return 0, or positive if the iteration did not converge
    int laed1(int n, int cut, double rho, double[] values, int from, double[] z, int zOff, int ldz, int[] order);

    /// Rows z of n elements to z Q^T, in place, with Q of [#sytrd]: eigenvectors of T to those of A.
    ///
    /// @param count how many rows, each n after the one before
    void ormtr(int n, int count, double[] a, double[] tau, double[] z, int zOff);

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
