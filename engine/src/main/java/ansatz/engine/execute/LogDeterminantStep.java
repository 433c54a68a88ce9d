package ansatz.engine.execute;

import ansatz.engine.kernel.Kernels;
import ansatz.engine.kernel.LaneMatrices;
import java.util.Arrays;
import java.util.List;

/// The jets of log |det A|, one matrix after the other, all lanes of a tile together: one factorisation for value
/// and inverse, and row by row of the jet a product A^-1 A_k that stays in the first-level cache.
final class LogDeterminantStep implements Step {
    private static final LaneMatrices MATRICES = Kernels.best().matrices();
    private static final int[] FIRST = {0};

    private final int n;
    private final int rows;
    private final int[] axes;
    private final int[] at;
    private final Operand z;
    private final Operand a;
    private final Operand x;
    private final Operand work;
    /// Where the elements of a matrix lie, row by row, and those of the jets, column by column.
    private final int[] all;
    private final int[] jetTurned;

    /// @param n    order of the matrices
    /// @param rows K + 2
    /// @param axes the leading axes, extents of 1 left out
    /// @param at   the strides of the values along rows and columns, then those of the jets along rows, columns and
    ///             entries, in elements
    /// @param work room for [#room] elements
    private LogDeterminantStep(int n, int rows, int[] axes, int[] at, Operand z, Operand a, Operand x, Operand work) {
        this.n = n;
        this.rows = rows;
        this.axes = axes;
        this.at = at;
        this.z = z;
        this.a = a;
        this.x = x;
        this.work = work;
        int[] square = {n, n};
        this.all = View.walk(square, new int[] {n, 1}, 0);
        this.jetTurned = View.walk(square, new int[] {at[3], at[2]}, 0);
    }

    /// How many rows of the jets are fetched at a time: elements of a jet lie far apart, their rows side by side.
    private static final int BLOCK = 6;

    /// How many elements the step needs beside its operands: the factors, the inverse, a product, the pivots, log,
    /// sign, a sum and a block of rows.
    static int room(int n) {
        return (3 + BLOCK) * n * n + n + 3;
    }

    /// @param a the values, `[.., n, n]`
    /// @param x the jets, `[.., n, n, rows]`
    /// @param z the result, `[.., rows]`, a whole buffer
    static LogDeterminantStep of(View a, View x, View z, Buffer work) {
        int rank = a.extents().length;
        int n = a.extents()[rank - 1];
        int rows = x.extents()[rank];
        int[] batch = Arrays.copyOf(a.extents(), rank - 2);
        int[] at = {
            a.strides()[rank - 2],
            a.strides()[rank - 1],
            x.strides()[rank - 2],
            x.strides()[rank - 1],
            x.strides()[rank]
        };
        int spanA = Math.max(0, n - 1) * (at[0] + at[1]) + 1;
        int spanX = Math.max(0, n - 1) * (at[2] + at[3]) + (rows - 1) * at[4] + 1;
        return new LogDeterminantStep(
                n,
                rows,
                Arrays.stream(batch).filter(extent -> extent != 1).toArray(),
                at,
                operand(z, batch, rows),
                operand(a, batch, spanA),
                operand(x, batch, spanX),
                Operand.whole(work));
    }

    private static Operand operand(View view, int[] batch, int span) {
        int[] outerAt = View.walk(batch, Arrays.copyOf(view.strides(), batch.length), 0);
        return Operand.of(view.buffer(), false, outerAt, 0, new int[] {view.offset()}, span);
    }

    /// More than one leading axis is walked as one, so only a single one can be shared with other steps.
    @Override
    public int[] axes() {
        return axes.length == 1 ? axes : new int[0];
    }

    @Override
    public Step at(int depth) {
        return this;
    }

    @Override
    public int outer() {
        return View.size(axes);
    }

    @Override
    public List<Operand> reads() {
        return List.of(a, x);
    }

    @Override
    public List<Operand> writes() {
        return List.of(z, work);
    }

    @Override
    public void run(Frame f, int from, int to) {
        double[] t = f.tile;
        int lanes = f.lanes;
        int size = n * n * lanes;
        int lu = work.index(f, 0);
        int inverse = lu + size;
        int m = inverse + size;
        int pivots = m + size;
        int log = pivots + n * lanes;
        int sign = log + lanes;
        int squares = sign + lanes;
        int block = squares + lanes;
        for (int i = from; i < to; i++) {
            int zo = z.at(f, i, 0, 1);
            int ao = a.at(f, i, 0, 1);
            for (int r = 0; r < n; r++) {
                Lanes.copy(t, ao + r * at[0] * lanes, at[1] * lanes, t, lu + r * n * lanes, lanes, n, lanes);
            }
            MATRICES.factor(t, lu, t, pivots, t, log, t, sign, n, lanes);
            MATRICES.invert(t, lu, t, pivots, t, inverse, n, lanes);
            for (int s = 0; s < lanes; s++) {
                t[zo + s] = Double.isFinite(t[log + s]) ? t[log + s] : withoutLimits(f, ao, s);
            }
            Arrays.fill(t, squares, squares + lanes, 0);
            int xo = x.at(f, i, 0, 1);
            for (int k = 1; k < rows - 1; k += BLOCK) {
                int count = Math.min(BLOCK, rows - 1 - k);
                fetch(t, xo + k * at[4] * lanes, count, block, lanes);
                for (int c = 0; c < count; c++) {
                    int row = block + c * lanes;
                    int between = BLOCK * lanes;
                    Lanes.traces(t, inverse, row, n * between, between, m, zo + (k + c) * lanes, squares, n, lanes);
                }
            }
            int last = zo + (rows - 1) * lanes;
            int laplacian = xo + (rows - 1) * at[4] * lanes;
            trace(f, inverse, laplacian, last);
            Lanes.subtract(t, last, 0, t, squares, 0, t, last, 0, 1, lanes);
            for (int s = 0; s < lanes; s++) {
                for (int k = 1; k < rows && !Double.isFinite(t[zo + s]); k++) {
                    t[zo + k * lanes + s] = Double.NaN;
                }
            }
        }
    }

    /// The logarithm for one lane whose matrix is singular or not finite.
    private double withoutLimits(Frame f, int ao, int lane) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                f.scratch[i * n + j] = f.tile[ao + (i * at[0] + j * at[1]) * f.lanes + lane];
            }
        }
        return SmallMatrices.logAbsDeterminant(f.scratch, 0, n);
    }

    @Override
    public int scratch() {
        return n * n;
    }

    /// tr A X of the inverse and an entry of the jets; one lane has no vectors.
    private void trace(Frame f, int inverse, int jet, int to) {
        double[] t = f.tile;
        if (f.lanes == 1) {
            ScalarProducts.contract(t, inverse, FIRST, all, t, jet, FIRST, jetTurned, t, to, FIRST, FIRST, 1);
        } else {
            Lanes.contract(t, inverse, FIRST, all, t, jet, FIRST, jetTurned, t, to, FIRST, FIRST, f.lanes);
        }
    }

    private void fetch(double[] t, int xo, int count, int block, int lanes) {
        int to = block;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int from = xo + (i * at[2] + j * at[3]) * lanes;
                if (at[4] == 1) {
                    System.arraycopy(t, from, t, to, count * lanes);
                } else {
                    Lanes.copy(t, from, at[4] * lanes, t, to, lanes, count, lanes);
                }
                to += BLOCK * lanes;
            }
        }
    }
}
