package ansatz.engine.execute;

import ansatz.engine.program.Operation;
import java.util.List;

/// Writes the outer product of two per-sample values to the rows of an output, one row of numbers after the other,
/// without keeping it anywhere.
///
/// @param am, bn the positions of the elements of the two factors in their buffers
/// @param shift  where the block begins in the row of a sample
/// @param step   the distance between rows of the block
record OuterStoreStep(int output, Operand a, Operand b, int[] am, int[] bn, int shift, int step) implements Step {
    /// The rows of so many samples are written side by side: one row is a single stream to memory, and the
    /// processor then waits for it most of the time.
    static final int SIDE = 8;

    /// Columns at a time.
    private static final int MOST = 512;

    /// Plans such a step if the contraction is a plain outer product whose second factor lies without gaps in the
    /// rows.
    static boolean plan(StepList list, Operation.Contract c, View left, View right, Sink sink) {
        View target = sink.target();
        if (!target.affine() || target.size() == 0) {
            return false;
        }
        for (int i = 0; i < c.left().length(); i++) {
            if (c.right().indexOf(c.left().charAt(i)) >= 0) {
                return false;
            }
        }
        return plan(list, c.left(), left, c.right(), right, c.result(), sink)
                || plan(list, c.right(), right, c.left(), left, c.result(), sink);
    }

    private static boolean plan(StepList list, String left, View a, String right, View b, String result, Sink sink) {
        if (!a.affine() || !b.affine()) {
            return false;
        }
        Letters letters = new Letters(left, a, right, b, result, sink.target().strides());
        // the target decides the order: b's axes must be the inner ones, without gaps, and a's evenly spaced
        List<Letters.Axis> columns = sorted(letters.freeB);
        List<Letters.Axis> rows = sorted(letters.freeA);
        int next = 1;
        for (int i = columns.size() - 1; i >= 0; i--) {
            if (columns.get(i).z() != next) {
                return false;
            }
            next *= columns.get(i).extent();
        }
        int step = rows.isEmpty() ? 0 : rows.getLast().z();
        int expected = step;
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i).z() != expected) {
                return false;
            }
            expected *= rows.get(i).extent();
        }
        int[] am = Letters.a(rows, a.offset());
        int[] bn = Letters.b(columns, b.offset());
        list.add(new OuterStoreStep(
                sink.output(),
                Operand.whole(a.buffer()),
                Operand.whole(b.buffer()),
                am,
                bn,
                sink.target().offset(),
                step));
        return true;
    }

    private static List<Letters.Axis> sorted(List<Letters.Axis> axes) {
        return axes.stream()
                .filter(x -> x.extent() != 1)
                .sorted((x, y) -> Integer.compare(y.z(), x.z()))
                .toList();
    }

    int elements() {
        return am.length * bn.length;
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
        return List.of(a, b);
    }

    @Override
    public List<Operand> writes() {
        return List.of();
    }

    @Override
    public int scratch() {
        return SIDE * Math.min(bn.length, MOST);
    }

    @Override
    public void run(Frame f, int from, int to) {
        int lanes = f.lanes;
        int aBase = Frame.ORIGIN + a.buffer.offset * lanes;
        int bBase = Frame.ORIGIN + b.buffer.offset * lanes;
        int stride = f.outputStrides[output];
        double[] out = f.outputs[output];
        int first = f.outputOffsets[output] + f.first * stride + shift;
        double[] factors = f.scratch;
        for (int at = 0; at < bn.length; at += MOST) {
            int n = Math.min(MOST, bn.length - at);
            for (int s = 0; s < f.valid; s += SIDE) {
                int side = Math.min(SIDE, f.valid - s);
                for (int j = 0; j < n; j++) {
                    int x = bBase + bn[at + j] * lanes + s;
                    for (int q = 0; q < side; q++) {
                        factors[q * n + j] = f.tile[x + q];
                    }
                }
                for (int i = 0; i < am.length; i++) {
                    int scale = aBase + am[i] * lanes + s;
                    int row = first + s * stride + at + i * step;
                    for (int q = 0; q < side; q++) {
                        Lanes.scale(factors, q * n, f.tile[scale + q], out, row + q * stride, n);
                    }
                }
            }
        }
    }
}
