package ansatz.engine.linalg;

import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Lapack;
import ansatz.engine.parallel.Team;
import java.util.Optional;

/// Cholesky factorisation in blocks on a team of threads: the blocks below one on the diagonal are solved for, then
/// what is right of them is updated, each block by one thread. The next block on the diagonal is updated first and
/// factored at once, while other threads update the rest, so that the factorisation of a block, which one thread
/// does
/// alone, is hidden.
final class BlockedCholesky {
    /// Small blocks share the work out evenly, large ones make fast products. Measured on two threads, ms for
    /// blocks of
    /// 48, 64, 96 and 128: 0.82, 0.78, 0.90, 1.05 for order 440; 7.1, 6.5, 6.2, 6.4 for order 1008.
    private static final int BLOCK = 96;

    private static final int SMALL_BLOCK = 64;
    private static final int SMALL = 800;
    /// Blocks of one matrix product in an update.
    private static final int STRIP = 3;

    private final Team team;
    private final int n;
    private final double[] a;
    private final Blas blas = Blas.best();
    private final Optional<Lapack> lapack = Lapack.installed();
    private final int block;
    /// The present block on the diagonal: its first row, its width, and the first row behind it.
    private int first;

    private int width;
    private int next;
    private int failure = -1;

    private BlockedCholesky(Team team, int n, double[] a, int block) {
        this.team = team;
        this.n = n;
        this.a = a;
        this.block = block;
    }

    /// Factors the lower triangle of a row-major matrix in place.
    ///
    /// @return the row of the first minor that is not positive, or -1
    static int factor(Team team, int n, double[] a) {
        return factor(team, n, a, n < SMALL ? SMALL_BLOCK : BLOCK);
    }

    static int factor(Team team, int n, double[] a, int block) {
        return new BlockedCholesky(team, n, a, block).factor();
    }

    private int factor() {
        if (n == 0) {
            return -1;
        }
        diagonal(0);
        while (failure < 0 && first + width < n) {
            next = first + width;
            int below = (n - next + block - 1) / block;
            team.run(below, (worker, part) -> solve(next + part * block));
            int before = first;
            int inner = width;
            team.run(strips(below), (worker, part) -> update(part, below, before, inner));
        }
        return failure;
    }

    private void solve(int row) {
        blas.trsm(Math.min(block, n - row), width, a, first * n + first, n, a, row * n + first, n);
    }

    /// The strips of all rows of blocks: [#STRIP] blocks each, the last one of a row fewer, with the diagonal.
    private static int strips(int rows) {
        int strips = 0;
        for (int i = 0; i < rows; i++) {
            strips += stripsOf(i);
        }
        return strips;
    }

    private static int stripsOf(int i) {
        return (i + STRIP) / STRIP;
    }

    /// Part 0 is the next block on the diagonal; then come the strips of the rows of blocks from the last one up,
    /// the
    /// block on the diagonal with the last strip of its row.
    private void update(int part, int rows, int before, int inner) {
        int i = part == 0 ? 0 : rows - 1;
        int strip = part == 0 ? 0 : part - 1;
        while (part > 0 && strip >= stripsOf(i)) {
            strip -= stripsOf(i);
            i--;
        }
        int row = next + i * block;
        int height = Math.min(block, n - row);
        int left = row * n + before;
        int column = next + strip * STRIP * block;
        int width = Math.min(STRIP * block, row - column);
        if (width > 0) {
            blas.gemm(
                    false,
                    true,
                    height,
                    width,
                    inner,
                    -1,
                    a,
                    left,
                    n,
                    a,
                    column * n + before,
                    n,
                    1,
                    a,
                    row * n + column,
                    n);
        }
        if (strip == stripsOf(i) - 1) {
            blas.syrk(false, height, inner, -1, a, left, n, 1, a, row * n + row, n);
        }
        if (part == 0) {
            diagonal(row);
        }
    }

    /// Factors the block on the diagonal from a row on, and makes it the present one.
    private void diagonal(int from) {
        first = from;
        width = Math.min(block, n - from);
        int at = from * n + from;
        int failed = lapack.isPresent() ? lapack.get().potrf(width, a, at, n) - 1 : Cholesky.factor(width, a, at, n);
        failure = failed < 0 ? -1 : from + failed;
    }
}
