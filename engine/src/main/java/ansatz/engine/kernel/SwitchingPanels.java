package ansatz.engine.kernel;

import java.util.Arrays;

/// [Panels] that begin in plain Java and go over to the Vector API; see [Switch].
final class SwitchingPanels implements Panels {
    private static final int ROWS = 13;
    private static final int COLUMNS = 62;
    private static final int INNER = 4;

    private final Panels scalar = new ScalarPanels();
    private final Switch choice = Switch.of(1, SwitchingPanels::exercise)[0];

    /// Apart, so that the Vector API is first touched when it is there.
    private static final class Vector {
        static final Panels KERNELS = new VectorPanels();
        static final double[] ONES = new double[1024];
        static final double[] OUT = new double[1024];

        static {
            Arrays.fill(ONES, 1);
        }
    }

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
        (choice.vector() ? Vector.KERNELS : scalar).multiply(a, m, n, k, alpha, b, bOff, ldb, beta, c, cOff, ldc);
    }

    /// Blocks of each height, in strips of two vectors and of one, whether a vector has two, four, eight or sixteen
    /// lanes.
    private static int exercise(int kernel) {
        Vector.KERNELS.multiply(
                Vector.ONES, ROWS, COLUMNS, INNER, 1, Vector.ONES, 0, COLUMNS, 0, Vector.OUT, 0, COLUMNS);
        return ROWS * COLUMNS * INNER;
    }
}
