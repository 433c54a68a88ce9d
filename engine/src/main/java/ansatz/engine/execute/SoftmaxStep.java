package ansatz.engine.execute;

import ansatz.engine.program.Function;
import java.util.Arrays;
import java.util.List;

/// exp(x - m) / sum exp(x - m) along the last axis, with m the largest element. Operands of the loops, without the
/// last axis: the result and the source.
///
/// @param width      extent of the last axis
/// @param resultStep the distance between its neighbours in the result, in elements
/// @param sourceStep the distance between its neighbours in the source
record SoftmaxStep(Loops loops, int width, int resultStep, int sourceStep) implements Step {

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new SoftmaxStep(loops.at(depth), width, resultStep, sourceStep);
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
                        softmax(f, f.tile, xo + at, zo + at, Math.min(f.half, n - at));
                    }
                    zo += z.countStride * f.lanes;
                    xo += x.countStride * f.lanes;
                }
            }
        }
    }

    private void softmax(Frame f, double[] a, int xo, int zo, int n) {
        int xs = sourceStep * f.lanes;
        int zs = resultStep * f.lanes;
        double[] m = f.scratch;
        Arrays.fill(m, 0, n, Double.NEGATIVE_INFINITY);
        Lanes.max(a, xo, xs, width, m, 0, n);
        Lanes.subtract(a, xo, xs, m, 0, 0, a, zo, zs, width, n);
        for (int k = 0; k < width; k++) {
            ElementKernels.apply(Function.EXP, a, zo + k * zs, a, zo + k * zs, n);
        }
        Lanes.sum(a, zo, zs, width, m, 0, n, false);
        for (int k = 0; k < width; k++) {
            ElementKernels.apply(Function.DIVIDE, a, zo + k * zs, m, 0, a, zo + k * zs, n);
        }
    }
}
