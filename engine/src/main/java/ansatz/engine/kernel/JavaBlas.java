package ansatz.engine.kernel;

/// [Blas] in Java: row by row, on the kernels over runs.
final class JavaBlas implements Blas {
    private final Arithmetic arithmetic;
    private final Reductions reductions;
    private final String name;
    private final String reason;

    JavaBlas(Kernels kernels, String reason) {
        this.arithmetic = kernels.arithmetic();
        this.reductions = kernels.reductions();
        this.name = "Java (" + kernels.name() + ")";
        this.reason = reason;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String reason() {
        return reason;
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
        for (int i = 0; i < m; i++) {
            gemmRow(i, transA, transB, n, k, alpha, a, aOff, lda, b, bOff, ldb, beta, c, cOff + i * ldc);
        }
    }

    private void gemmRow(
            int i,
            boolean transA,
            boolean transB,
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
            int row) {
        if (beta == 0) {
            arithmetic.fill(0, c, row, n);
        } else if (beta != 1) {
            arithmetic.scale(beta, c, row, c, row, n);
        }
        for (int l = 0; l < k; l++) {
            double s = alpha * (transA ? a[aOff + l * lda + i] : a[aOff + i * lda + l]);
            if (transB) {
                for (int j = 0; j < n; j++) {
                    c[row + j] = Math.fma(s, b[bOff + j * ldb + l], c[row + j]);
                }
            } else {
                arithmetic.axpy(s, b, bOff + l * ldb, c, row, n);
            }
        }
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
        if (transA) {
            gemmRow(0, false, false, n, m, alpha, x, xOff, m, a, aOff, lda, beta, y, yOff);
            return;
        }
        for (int i = 0; i < m; i++) {
            double product = alpha * reductions.dot(a, aOff + i * lda, x, xOff, n);
            y[yOff + i] = beta == 0 ? product : Math.fma(beta, y[yOff + i], product);
        }
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
        for (int i = 0; i < n; i++) {
            gemmRow(i, transA, !transA, i + 1, k, alpha, a, aOff, lda, a, aOff, lda, beta, c, cOff + i * ldc);
        }
    }
}
