package ansatz.engine.linalg;

import ansatz.engine.kernel.Kernels;
import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// Products with a symmetric matrix of which only the lower triangle is there, on a team of threads. The bits do
/// not
/// depend on the number of threads.
public final class LowerTriangle {
    private static final int PARTS = 16;

    private final int n;
    private final int vectors;
    /// What each part adds to the results, `[part][vector][n]`.
    private final double[] partial;

    /// @param n the order of the matrices
    /// @param vectors how many vectors are multiplied at a time
    public LowerTriangle(int n, int vectors) {
        this.n = n;
        this.vectors = vectors;
        this.partial = new double[Math.multiplyExact(PARTS, vectors * n)];
    }

    /// y = A x for each vector.
    ///
    /// @param a row-major, n x n; the lower triangle is read
    /// @param x `[vector][n]`
    /// @param y takes `[vector][n]`
    public void times(Team team, double[] a, double[] x, double[] y) {
        team.run(PARTS, (worker, part) -> {
            // the longest rows first, so that no thread is left with them at the end
            int from = (int) ((long) n * (PARTS - 1 - part) / PARTS);
            int to = (int) ((long) n * (PARTS - part) / PARTS);
            int at = part * vectors * n;
            Arrays.fill(partial, at, at + vectors * n, 0.0);
            for (int v = 0; v < vectors; v++) {
                rows(from, to, a, x, v * n, at + v * n);
            }
        });
        Arrays.fill(y, 0, vectors * n, 0.0);
        Kernels.best().reductions().sumRuns(partial, 0, PARTS, vectors * n, y, 0, vectors * n);
    }

    private void rows(int from, int to, double[] a, double[] x, int xAt, int at) {
        var kernels = Kernels.best();
        for (int i = from; i < to; i++) {
            double sum = kernels.reductions().dot(a, i * n, x, xAt, i + 1);
            kernels.arithmetic().axpy(x[xAt + i], a, i * n, partial, at, i);
            partial[at + i] += sum;
        }
    }
}
