package ansatz.engine.execute;

import ansatz.engine.program.Function;
import java.util.Arrays;
import java.util.List;

/// The largest element, or log sum exp, over some axes. Operands of the loops, over the axes that stay: the result
/// and the source at index 0 of the axes that go.
///
/// @param logSumExp false for the largest element
/// @param terms     the distances of all terms from the first, in elements, in row-major order
record ReductionStep(Loops loops, boolean logSumExp, int[] terms) implements Step {

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new ReductionStep(loops.at(depth), logSumExp, terms);
    }

    @Override
    public int outer() {
        return loops.outer;
    }

    @Override
    public List<Operand> reads() {
        return List.of(loops.operands[1]);
    }

    @Override
    public List<Operand> writes() {
        return List.of(loops.operands[0]);
    }

    @Override
    public void run(Frame f, int from, int to) {
        Operand z = loops.operands[0];
        Operand x = loops.operands[1];
        int n = loops.length * f.lanes;
        for (int i = from; i < to; i++) {
            for (int r = 0; r < loops.runs; r++) {
                int zo = z.at(f, i, r, loops.runs);
                int xo = x.at(f, i, r, loops.runs);
                for (int c = 0; c < loops.count; c++) {
                    for (int at = 0; at < n; at += f.half) {
                        reduce(f, f.tile, xo + at, zo + at, Math.min(f.half, n - at));
                    }
                    zo += z.countStride * f.lanes;
                    xo += x.countStride * f.lanes;
                }
            }
        }
    }

    private void reduce(Frame f, double[] a, int xo, int zo, int n) {
        if (!logSumExp) {
            Arrays.fill(a, zo, zo + n, Double.NEGATIVE_INFINITY);
            for (int term : terms) {
                Lanes.max(a, xo + term * f.lanes, 0, 1, a, zo, n);
            }
            return;
        }
        double[] m = f.scratch;
        Arrays.fill(m, 0, n, Double.NEGATIVE_INFINITY);
        for (int term : terms) {
            Lanes.max(a, xo + term * f.lanes, 0, 1, m, 0, n);
        }
        for (int i = 0; i < n; i++) {
            m[i] = Double.isFinite(m[i]) ? m[i] : 0;
        }
        Arrays.fill(a, zo, zo + n, 0);
        for (int term : terms) {
            Lanes.subtract(a, xo + term * f.lanes, 0, m, 0, 0, m, f.half, 0, 1, n);
            ElementKernels.apply(Function.EXP, m, f.half, m, f.half, n);
            Lanes.add(a, zo, 0, m, f.half, 0, a, zo, 0, 1, n);
        }
        ElementKernels.apply(Function.LOG, a, zo, a, zo, n);
        Lanes.add(a, zo, 0, m, 0, 0, a, zo, 0, 1, n);
    }
}
