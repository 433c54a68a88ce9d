package ansatz.engine.kernel;

import java.util.Optional;

/// Matrix products on heap arrays in row-major order, on one thread: element (i, j) of a matrix with leading
/// dimension
/// `ld` is at `off + i ld + j`. Threads are the caller's business: products of different blocks may run at the same
/// time.
///
/// With `beta = 0` the old content of the result is not read. The result overlaps no input. One implementation
/// gives the
/// same bits for the same arguments; two implementations agree within rounding.
public interface Blas {
    /// The products of this process: OpenBLAS where its library for this platform is on the class or module path,
    /// with our
    /// own kernels for small shapes, else our own for all.
    static Blas best() {
        return ChosenBlas.BLAS;
    }

    /// The native library alone, for shapes of every size; empty where it is not there.
    static Optional<Blas> library() {
        return Optional.ofNullable(ChosenBlas.LIBRARY);
    }

    /// Our own products, on the given kernels.
    static Blas java(Kernels kernels) {
        return new JavaBlas(kernels, "asked for");
    }

    /// What this is: the library and the processor it was built for, or `Java`.
    String name();

    /// Why it was chosen.
    String reason();

    /// C = alpha op(A) op(B) + beta C with C of m x n, op(A) of m x k, op(B) of k x n.
    ///
    /// @param transA if true, A is stored as k x m and op(A) is its transpose
    /// @param transB if true, B is stored as n x k and op(B) is its transpose
    void gemm(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOff,
            int lda,
            double[] b,
            int bOff,
            int ldb,
            double beta,
            double[] c,
            int cOff,
            int ldc);

    /// y = alpha op(A) x + beta y with A stored as m x n; x has n elements and y m, the other way round if
    /// transposed.
    void gemv(
            boolean transA,
            int m,
            int n,
            double alpha,
            double[] a,
            int aOff,
            int lda,
            double[] x,
            int xOff,
            double beta,
            double[] y,
            int yOff);

    /// The lower triangle, with the diagonal, of C = alpha op(A) op(A)^T + beta C with C of n x n, op(A) of n x k.
    /// The
    /// rest of C is not touched.
    ///
    /// @param transA if true, A is stored as k x n and the product is A^T A
    void syrk(
            boolean transA,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOff,
            int lda,
            double beta,
            double[] c,
            int cOff,
            int ldc);

    /// B = B L^-T, that is X L^T = B row by row, with B of m x n and a lower triangular L of n x n, in place.
    void trsm(int m, int n, double[] l, int lOff, int ldl, double[] b, int bOff, int ldb);
}
