package ansatz.engine.execute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A matrix of shared numbers times the jets of a function of values without a Laplacian ([JetAffineChainStep])
/// whose
/// Jacobian all samples share: what the second layer of a network asks for.
///
/// The jets are made a few columns at a time, in a room that stays in the first-level cache while all rows of the
/// matrix
/// pass
/// by, and never stand in memory as a whole. Each number is that of the two steps one after the other.
final class JetAffineProductStep implements Step {
    /// With fewer rows the matrix is no strip.
    private static final int ROWS = 4;
    /// Columns made together: of the narrowest tile, as many vectors as a block of [StripProducts] takes.
    private static final int TOGETHER = 3;

    private final View a;
    private final int row;
    private final View f0;
    private final View f1;
    private final View f2;
    private final View x;
    private final View z;
    private final Buffer room;
    private final int rows;
    private final int inner;
    private final int directions;

    /// @param a    the matrix, shared, with the axis of its rows and the other one
    /// @param row  which axis of `a` that is
    /// @param x    the Jacobian, shared, `[inner][directions]`
    /// @param z    the result, `[rows][directions + 2]`
    /// @param room takes the columns that are made together
    private JetAffineProductStep(View a, int row, View f0, View f1, View f2, View x, View z, Buffer room) {
        this.a = a;
        this.row = row;
        this.f0 = f0;
        this.f1 = f1;
        this.f2 = f2;
        this.x = x;
        this.z = z;
        this.room = room;
        this.rows = z.extents()[0];
        this.inner = x.extents()[0];
        this.directions = x.extents()[1];
    }

    /// Plans the contraction of a shared value with the jets of a chain.
    ///
    /// @param matrix, jets the letters of both
    /// @param chain        the operands of the chain
    /// @return the result, or null where the two are not a matrix and the jets of its columns; then nothing is
    /// planned
    static @Nullable View plan(
            StepList list, String matrix, View a, String jets, List<View> chain, String result, int[] extents) {
        View x = chain.get(3);
        if (matrix.length() != 2 || jets.length() != 2 || result.length() != 2 || !list.scalar(a) || !list.scalar(x)) {
            return null;
        }
        int contracted = matrix.indexOf(jets.charAt(0));
        boolean product = contracted >= 0
                && result.charAt(0) == matrix.charAt(1 - contracted)
                && result.charAt(1) == jets.charAt(1);
        if (!product || !a.affine() || !x.affine() || extents[0] < ROWS || x.size() == 0) {
            return null;
        }
        View z = View.of(list.buffer(View.size(extents)), extents);
        Buffer room = list.buffer(TOGETHER * x.extents()[0]);
        list.add(new JetAffineProductStep(
                a,
                1 - contracted,
                list.lanes(chain.get(0)),
                list.lanes(chain.get(1)),
                list.lanes(chain.get(2)),
                x,
                z,
                room));
        return z;
    }

    /// Multiplications of one sample.
    double work() {
        return (double) rows * inner * (directions + 2);
    }

    @Override
    public int[] axes() {
        return new int[0];
    }

    @Override
    public Step at(int depth) {
        return this;
    }

    @Override
    public int outer() {
        return 1;
    }

    @Override
    public List<Operand> reads() {
        return List.of(
                numbers(a),
                Operand.whole(f0.buffer()),
                Operand.whole(f1.buffer()),
                Operand.whole(f2.buffer()),
                numbers(x));
    }

    @Override
    public List<Operand> writes() {
        return List.of(Operand.whole(z.buffer()), Operand.whole(room));
    }

    private static Operand numbers(View view) {
        return Operand.of(view.buffer(), true, new int[] {0}, 0, new int[] {0}, view.buffer().elements);
    }

    @Override
    public void run(Frame f, int begin, int end) {
        int ao = numbers(a).index(f, a.offset());
        int am = a.strides()[row];
        int ak = a.strides()[1 - row];
        int xo = numbers(x).index(f, x.offset());
        int xk = x.strides()[0];
        int xn = x.strides()[1];
        Frame.Prepared squares = f.prepared(room, inner);
        if (f.stale(squares)) {
            for (int k = 0; k < inner; k++) {
                double sum = 0;
                for (int n = 0; n < directions; n++) {
                    double slope = f.shared[xo + k * xk + n * xn];
                    sum = Math.fma(slope, slope, sum);
                }
                squares.numbers[k] = sum;
            }
        }
        boolean inStrips = Lanes.productByVectors();
        Frame.Prepared strips = f.prepared(this, Lanes.stripsRoom(rows, inner));
        if (inStrips && f.stale(strips)) {
            StripProducts.layOut(f.shared, ao, am, ak, strips.numbers, rows, inner);
        }
        int at = Operand.whole(room).index(f, 0);
        int columns = directions + 2;
        int zm = columns * f.lanes;
        for (int column = 0; column < columns; column += TOGETHER) {
            int width = Math.min(TOGETHER, columns - column) * f.lanes;
            for (int c = column; c < columns && c < column + TOGETHER; c++) {
                int to = at + (c - column) * f.lanes;
                if (c == 0) {
                    Lanes.copy(f.tile, at(f, f0), f0.strides()[0] * f.lanes, f.tile, to, width, inner, f.lanes);
                } else if (c <= directions) {
                    scale(f, f1, f.shared, xo + (c - 1) * xn, xk, to, width);
                } else {
                    scale(f, f2, squares.numbers, 0, 1, to, width);
                }
            }
            int zo = at(f, z) + column * f.lanes;
            if (inStrips) {
                StripProducts.multiply(strips.numbers, f.tile, at, width, f.tile, zo, zm, rows, inner, width, false);
            } else {
                Lanes.product(f.shared, ao, am, ak, f.tile, at, width, f.tile, zo, zm, rows, inner, width, false);
            }
        }
    }

    private static int at(Frame f, View view) {
        return Operand.whole(view.buffer()).index(f, view.offset());
    }

    /// A column of jets: a derivative times a number for each element.
    private void scale(Frame f, View derivative, double[] numbers, int from, int step, int at, int width) {
        int stride = derivative.strides()[0] * f.lanes;
        Lanes.multiplyScalar(f.tile, at(f, derivative), stride, numbers, from, step, f.tile, at, width, inner, f.lanes);
    }
}
