package ansatz.engine.kernel;

/// [Blas] that takes our own kernels for products so small that the native call would cost more than the work. The
/// choice
/// depends on the shape alone.
final class SizedBlas implements Blas {
    /// Multiplications below which a product is small.
    private static final long SMALL = 512;

    private final Blas large;
    private final Blas small;

    SizedBlas(Blas large, Blas small) {
        this.large = large;
        this.small = small;
    }

    private Blas of(long work, int lda, int ldb, int ldc) {
        // OpenBLAS refuses leading dimensions of 0
        return work < SMALL || lda < 1 || ldb < 1 || ldc < 1 ? small : large;
    }

    @Override
    public String name() {
        return large.name();
    }

    @Override
    public String reason() {
        return large.reason();
    }

    @Override
    public void gemm(
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
            int ldc) {
        of((long) m * n * k, lda, ldb, ldc)
                .gemm(transA, transB, m, n, k, alpha, a, aOff, lda, b, bOff, ldb, beta, c, cOff, ldc);
    }

    @Override
    public void gemv(
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
            int yOff) {
        of((long) m * n, lda, 1, 1).gemv(transA, m, n, alpha, a, aOff, lda, x, xOff, beta, y, yOff);
    }

    @Override
    public void syrk(
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
            int ldc) {
        of((long) n * n * k / 2, lda, 1, ldc).syrk(transA, n, k, alpha, a, aOff, lda, beta, c, cOff, ldc);
    }
}
