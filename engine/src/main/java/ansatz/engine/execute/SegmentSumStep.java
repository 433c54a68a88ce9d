package ansatz.engine.execute;

import java.util.Arrays;
import java.util.List;

/// Adds each element of the source to its place in the target, or drops it. The first operand of the loops is the
/// target, whose start is -1 for a run that is dropped.
final class SegmentSumStep implements Step {
    private final Loops loops;
    /// Into how many parts the outer axis and the target fall that have nothing to do with each other: each part of
    /// the target is zeroed when its first index comes.
    private final int parts;

    SegmentSumStep(Loops loops) {
        this.loops = loops;
        Operand z = loops.operands[0];
        int[] axes = loops.axes();
        int found = 1;
        int indices = 1;
        for (int d = 0; d < axes.length && indices * axes[d] <= loops.outer; d++) {
            indices *= axes[d];
            if (loops.outer % indices == 0 && z.confined(loops.outer, indices)) {
                found = indices;
            }
        }
        this.parts = found;
    }

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new SegmentSumStep(loops.at(depth));
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
        double[] za = z.array(f);
        double[] xa = x.array(f);
        int n = loops.length * f.lanes;
        int zs = z.countStride * f.lanes;
        int xs = x.countStride * f.lanes;
        int indices = loops.outer / parts;
        int share = z.buffer.elements / parts;
        for (int i = from; i < to; i++) {
            if (i % indices == 0) {
                int at = z.index(f, i / indices * share);
                Arrays.fill(za, at, at + share * f.lanes, 0);
            }
            for (int r = 0; r < loops.runs; r++) {
                if (z.start(i, r, loops.runs) >= 0) {
                    int zo = z.at(f, i, r, loops.runs);
                    int xo = x.at(f, i, r, loops.runs);
                    Lanes.add(za, zo, zs, xa, xo, xs, za, zo, zs, loops.count, n);
                }
            }
        }
    }
}
