package ansatz.engine.kernel;

/// [Blas] that takes our own kernels where they are faster than the native library, by the shape alone. That is
/// where the
/// call would cost more than the work, where the inner dimension is short (the library packs both operands first,
/// we read B
/// as it lies), and where there are few rows. Measured on one Zen 3 core, in GF/s, ours and OpenBLAS: 64 x 352 x 64
/// 38
/// and 34, 64 x 352 x 42 35 and 30, 1 x 352 x 64 12 and 5, 4 x 512 x 16 20 and 11, 200 x 200 x 200 39 and 39,
/// 512 x 512 x 512 28 and 40; with B transposed 21 and 35.
final class SizedBlas implements Blas {
    /// Multiplications below which the call costs more than the work.
    private static final long SMALL = 512;

    private static final int SHORT_INNER = 128;
    private static final int FEW_ROWS = 16;
    private static final int MANY_ROWS = 128;
    private static final int MANY_COLUMNS = 768;

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
        if (transB && !transA && m == 1) {
            // one row of scalar products
            gemv(false, n, k, alpha, b, bOff, ldb, a, aOff, beta, c, cOff);
            return;
        }
        boolean ours = !transB && k <= SHORT_INNER && (m <= FEW_ROWS || m <= MANY_ROWS && n <= MANY_COLUMNS);
        (ours ? small : of((long) m * n * k, lda, ldb, ldc))
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

    @Override
    public void trsm(int m, int n, double[] l, int lOff, int ldl, double[] b, int bOff, int ldb) {
        of((long) m * n * n / 2, ldl, ldb, 1).trsm(m, n, l, lOff, ldl, b, bOff, ldb);
    }
}
