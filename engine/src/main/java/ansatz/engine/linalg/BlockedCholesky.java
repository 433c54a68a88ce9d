package ansatz.engine.linalg;

import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Lapack;
import ansatz.engine.parallel.Team;
import java.util.Optional;

/// Cholesky factorisation in blocks on a team of threads: a block on the diagonal is factored, the blocks below it
/// are
/// solved for, and what is right of them is updated, each block by one thread.
final class BlockedCholesky {
    private static final int BLOCK = 128;

    private BlockedCholesky() {}

    /// Factors the lower triangle of a row-major matrix in place.
    ///
    /// @return the row of the first minor that is not positive, or -1
    static int factor(Team team, int n, double[] a) {
        Blas blas = Blas.best();
        int blocks = (n + BLOCK - 1) / BLOCK;
        for (int k = 0; k < blocks; k++) {
            int first = k * BLOCK;
            int width = Math.min(BLOCK, n - first);
            int failure = diagonal(n, a, first, width);
            if (failure >= 0) {
                return first + failure;
            }
            int next = first + width;
            int below = blocks - k - 1;
            team.run(below, (worker, part) -> {
                int row = next + part * BLOCK;
                blas.trsm(Math.min(BLOCK, n - row), width, a, first * n + first, n, a, row * n + first, n);
            });
            team.run(below * (below + 1) / 2, (worker, part) -> {
                int i = Gram.blockRow(part);
                int row = next + i * BLOCK;
                int column = next + (part - i * (i + 1) / 2) * BLOCK;
                int height = Math.min(BLOCK, n - row);
                if (row == column) {
                    blas.syrk(false, height, width, -1, a, row * n + first, n, 1, a, row * n + column, n);
                } else {
                    blas.gemm(
                            false,
                            true,
                            height,
                            Math.min(BLOCK, n - column),
                            width,
                            -1,
                            a,
                            row * n + first,
                            n,
                            a,
                            column * n + first,
                            n,
                            1,
                            a,
                            row * n + column,
                            n);
                }
            });
        }
        return -1;
    }

    /// Factors a block on the diagonal, in a copy without gaps.
    private static int diagonal(int n, double[] a, int first, int width) {
        double[] block = new double[width * width];
        for (int i = 0; i < width; i++) {
            System.arraycopy(a, (first + i) * n + first, block, i * width, i + 1);
        }
        Optional<Lapack> lapack = Lapack.installed();
        int failure = lapack.isPresent() ? lapack.get().potrf(width, block) - 1 : Cholesky.factor(width, block);
        for (int i = 0; i < width; i++) {
            System.arraycopy(block, i * width, a, (first + i) * n + first, i + 1);
        }
        return failure;
    }
}
