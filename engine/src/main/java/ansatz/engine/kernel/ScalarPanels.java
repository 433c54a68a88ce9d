package ansatz.engine.kernel;

/// [Panels] in plain Java.
final class ScalarPanels implements Panels {
    @Override
    public void multiply(
            double[] a,
            int m,
            int n,
            int k,
            double alpha,
            double[] b,
            int bOff,
            int ldb,
            double beta,
            double[] c,
            int cOff,
            int ldc) {
        columns(0, a, m, n, k, alpha, b, bOff, ldb, beta, c, cOff, ldc);
    }

    /// The columns from `first` on.
    static void columns(
            int first,
            double[] a,
            int m,
            int n,
            int k,
            double alpha,
            double[] b,
            int bOff,
            int ldb,
            double beta,
            double[] c,
            int cOff,
            int ldc) {
        for (int i = 0; i < m; ) {
            int height = Panels.height(i, m);
            for (int r = 0; r < height; r++) {
                for (int j = first; j < n; j++) {
                    double sum = 0;
                    for (int l = 0; l < k; l++) {
                        sum = Math.fma(a[i * k + l * height + r], b[bOff + l * ldb + j], sum);
                    }
                    int at = cOff + (i + r) * ldc + j;
                    c[at] = beta == 0 ? alpha * sum : Math.fma(c[at], beta, alpha * sum);
                }
            }
            i += height;
        }
    }
}
