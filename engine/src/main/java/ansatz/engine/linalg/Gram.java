package ansatz.engine.linalg;

import ansatz.engine.kernel.Blas;
import ansatz.engine.parallel.Team;

/// Symmetric products C = A A^T and C = A^T A on a team of threads: the lower triangle is cut into square blocks,
/// each
/// the work of one thread by one call of the BLAS, so that the bits do not depend on the number of threads. What is
/// above the diagonal is left alone; [#mirror] fills it in.
public final class Gram {
    /// Rows and columns of a block.
    public static final int BLOCK = 192;

    /// Rows and columns that are mirrored at a time, so that what is read and written stays in the cache.
    private static final int SQUARE = 32;

    private Gram() {}

    /// C = alpha A A^T + beta C, the lower triangle.
    ///
    /// @param rows the rows of A and the order of C
    /// @param columns the columns of A
    /// @param a row-major, row i at `aOff + i lda`
    /// @param c row-major, row i at `cOff + i ldc`
    public static void ofRows(
            Team team,
            int rows,
            int columns,
            double alpha,
            double[] a,
            int aOff,
            int lda,
            double beta,
            double[] c,
            int cOff,
            int ldc) {
        product(team, false, rows, columns, alpha, a, aOff, lda, beta, c, cOff, ldc);
    }

    /// C = alpha A^T A + beta C, the lower triangle.
    ///
    /// @param rows the rows of A
    /// @param columns the columns of A and the order of C
    /// @param a row-major, row i at `aOff + i lda`
    /// @param c row-major, row i at `cOff + i ldc`
    public static void ofColumns(
            Team team,
            int rows,
            int columns,
            double alpha,
            double[] a,
            int aOff,
            int lda,
            double beta,
            double[] c,
            int cOff,
            int ldc) {
        product(team, true, columns, rows, alpha, a, aOff, lda, beta, c, cOff, ldc);
    }

    /// One square block of a lower triangle.
    @FunctionalInterface
    public interface Tile {
        /// Fills rows `row` to `row + height` in the columns `column` to `column + width`.
        void fill(int worker, int row, int column, int height, int width);
    }

    /// Shares the lower triangle of a matrix of order n out in square blocks; those on the diagonal are whole.
    public static void tiles(Team team, int n, Tile tile) {
        int blocks = (n + BLOCK - 1) / BLOCK;
        team.run(blocks * (blocks + 1) / 2, (worker, part) -> {
            int i = blockRow(part);
            int row = i * BLOCK;
            int column = (part - i * (i + 1) / 2) * BLOCK;
            tile.fill(worker, row, column, Math.min(BLOCK, n - row), Math.min(BLOCK, n - column));
        });
    }

    private static void product(
            Team team,
            boolean transposed,
            int n,
            int inner,
            double alpha,
            double[] a,
            int aOff,
            int lda,
            double beta,
            double[] c,
            int cOff,
            int ldc) {
        tiles(team, n, (worker, row, column, height, width) -> {
            int step = transposed ? 1 : lda;
            int at = cOff + row * ldc + column;
            int left = aOff + row * step;
            int right = aOff + column * step;
            tile(transposed, height, width, inner, alpha, a, left, right, lda, beta, c, at, ldc);
        });
    }

    /// One block of a product; of its lower triangle if it stands on the diagonal.
    ///
    /// @param left where the rows (columns, if transposed) of the block begin in A
    /// @param right where its columns do; the same as `left` on the diagonal
    public static void tile(
            boolean transposed,
            int height,
            int width,
            int inner,
            double alpha,
            double[] a,
            int left,
            int right,
            int lda,
            double beta,
            double[] c,
            int at,
            int ldc) {
        Blas blas = Blas.best();
        if (left == right) {
            blas.syrk(transposed, height, inner, alpha, a, left, lda, beta, c, at, ldc);
        } else {
            blas.gemm(
                    transposed,
                    !transposed,
                    height,
                    width,
                    inner,
                    alpha,
                    a,
                    left,
                    lda,
                    a,
                    right,
                    lda,
                    beta,
                    c,
                    at,
                    ldc);
        }
    }

    /// The row of the block with number `part`, counted along the rows of the lower triangle.
    static int blockRow(int part) {
        int i = (int) ((Math.sqrt(8.0 * part + 1) - 1) / 2);
        while (i * (i + 1) / 2 > part) {
            i--;
        }
        while ((i + 1) * (i + 2) / 2 <= part) {
            i++;
        }
        return i;
    }

    /// Copies the lower triangle of a row-major matrix to the upper one.
    public static void mirror(Team team, int n, double[] c) {
        int squares = (n + SQUARE - 1) / SQUARE;
        team.run(squares, (worker, part) -> {
            int from = part * SQUARE;
            int to = Math.min(n, from + SQUARE);
            for (int column = 0; column < to; column += SQUARE) {
                for (int i = from; i < to; i++) {
                    int end = Math.min(column + SQUARE, i);
                    for (int j = column; j < end; j++) {
                        c[j * n + i] = c[i * n + j];
                    }
                }
            }
        });
    }
}
