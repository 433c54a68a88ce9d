package ansatz.engine.execute;

import java.util.Arrays;
import java.util.List;

/// Adds each element of the source to its place in the target, or drops it. The first operand of the loops is the
/// target, whose start is -1 for a run that is dropped.
record SegmentSumStep(Loops loops) implements Step {

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
        double[] za = z.array(f);
        double[] xa = x.array(f);
        boolean mapped = z.confined(loops.outer);
        if (!mapped && from == 0) {
            int at = Frame.ORIGIN + z.buffer.offset * f.lanes;
            Arrays.fill(za, at, at + z.buffer.elements * f.lanes, 0);
        }
        int n = loops.length * f.lanes;
        int zs = z.countStride * f.lanes;
        int xs = x.countStride * f.lanes;
        for (int i = from; i < to; i++) {
            if (mapped) {
                int share = z.outerStride * f.lanes;
                int at = Frame.ORIGIN + z.buffer.offset * f.lanes + (z.buffer.blocked ? i - f.block : i) * share;
                Arrays.fill(za, at, at + share, 0);
            }
            for (int r = 0; r < loops.runs; r++) {
                if (z.full && z.starts[i * loops.runs + r] < 0) {
                    continue;
                }
                int zo = z.at(f, i, r, loops.runs);
                int xo = x.at(f, i, r, loops.runs);
                LaneKernels.add(za, zo, zs, xa, xo, xs, za, zo, zs, loops.count, n);
            }
        }
    }
}
