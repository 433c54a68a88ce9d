package ansatz.engine.kernel;

/// [Blas] in Java: products of packed blocks by [Panels].
final class JavaBlas implements Blas {
    private static final int ROWS = 96;
    private static final int INNER = 256;
    private static final int COLUMNS = 256;
    private static final int TRIANGLE = 96;

    private final Arithmetic arithmetic;
    private final Reductions reductions;
    private final Panels panels;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private final String name;
    private final String reason;

    JavaBlas(Kernels kernels, String reason) {
        this.arithmetic = kernels.arithmetic();
        this.reductions = kernels.reductions();
        this.panels = kernels.panels();
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
        if (k == 0) {
            for (int i = 0; i < m; i++) {
                scaleRow(beta, c, cOff + i * ldc, n);
            }
            return;
        }
        Scratch scratch = this.scratch.get();
        int rowStep = transA ? 1 : lda;
        int columnStep = transA ? lda : 1;
        // blocks of A and B that stay in the second-level cache; later blocks of the inner index add to the result
        for (int l = 0; l < k; l += INNER) {
            int depth = Math.min(INNER, k - l);
            double keep = l == 0 ? beta : 1;
            for (int i = 0; i < m; i += ROWS) {
                int height = Math.min(ROWS, m - i);
                double[] packed = scratch.a(height * depth);
                Panels.pack(a, aOff + i * rowStep + l * columnStep, rowStep, columnStep, height, depth, packed);
                if (!transB) {
                    panels.multiply(
                            packed, height, n, depth, alpha, b, bOff + l * ldb, ldb, keep, c, cOff + i * ldc, ldc);
                    continue;
                }
                for (int j = 0; j < n; j += COLUMNS) {
                    int width = Math.min(COLUMNS, n - j);
                    double[] turned = scratch.b(width * depth);
                    turn(b, bOff + j * ldb + l, ldb, width, depth, turned);
                    panels.multiply(
                            packed, height, width, depth, alpha, turned, 0, width, keep, c, cOff + i * ldc + j, ldc);
                }
            }
        }
    }

    /// The transpose of a block of `rows` x `columns`.
    private static void turn(double[] b, int bOff, int ldb, int rows, int columns, double[] out) {
        for (int i = 0; i < rows; i++) {
            for (int l = 0; l < columns; l++) {
                out[l * rows + i] = b[bOff + i * ldb + l];
            }
        }
    }

    private void scaleRow(double beta, double[] c, int row, int n) {
        if (beta == 0) {
            arithmetic.fill(0, c, row, n);
        } else if (beta != 1) {
            arithmetic.scale(beta, c, row, c, row, n);
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
            scaleRow(beta, y, yOff, n);
            for (int i = 0; i < m; i++) {
                arithmetic.axpy(alpha * x[xOff + i], a, aOff + i * lda, y, yOff, n);
            }
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
        // block row by block row; the upper half of a block on the diagonal goes into scratch memory
        double[] square = scratch.get().square(TRIANGLE * TRIANGLE);
        int step = transA ? 1 : lda;
        for (int i = 0; i < n; i += TRIANGLE) {
            int height = Math.min(TRIANGLE, n - i);
            int at = cOff + i * ldc;
            gemm(transA, !transA, height, i, k, alpha, a, aOff + i * step, lda, a, aOff, lda, beta, c, at, ldc);
            int rows = aOff + i * step;
            gemm(transA, !transA, height, height, k, alpha, a, rows, lda, a, rows, lda, 0, square, 0, TRIANGLE);
            for (int r = 0; r < height; r++) {
                int row = at + r * ldc + i;
                scaleRow(beta, c, row, r + 1);
                arithmetic.add(c, row, square, r * TRIANGLE, c, row, r + 1);
            }
        }
    }

    @Override
    public void trsm(int m, int n, double[] l, int lOff, int ldl, double[] b, int bOff, int ldb) {
        for (int i = 0; i < m; i++) {
            int row = bOff + i * ldb;
            for (int j = 0; j < n; j++) {
                double dot = reductions.dot(l, lOff + j * ldl, b, row, j);
                b[row + j] = (b[row + j] - dot) / l[lOff + j * ldl + j];
            }
        }
    }

    /// Memory of one thread for packed blocks; it grows to the largest block and stays.
    private static final class Scratch {
        private double[] a = {};
        private double[] b = {};
        private double[] square = {};

        double[] a(int size) {
            if (a.length < size) {
                a = new double[size];
            }
            return a;
        }

        double[] b(int size) {
            if (b.length < size) {
                b = new double[size];
            }
            return b;
        }

        double[] square(int size) {
            if (square.length < size) {
                square = new double[size];
            }
            return square;
        }
    }
}
