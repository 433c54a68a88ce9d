package ansatz.engine.execute;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Adds up elements: the target (first operand of the loops) stands still along the axes that are summed. In each
/// target element the terms are added in row-major order.
final class SumStep implements Step {
    private final Loops loops;
    /// For each run of an outer index: true if an earlier run of that index went to the same place.
    private final boolean[] again;

    SumStep(Loops loops) {
        this.loops = loops;
        this.again = new boolean[loops.runs];
        Set<Integer> seen = new HashSet<>();
        for (int r = 0; r < again.length; r++) {
            again[r] = !seen.add(loops.operands[0].starts[r]);
        }
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
        if (loops.runs == 1 && loops.count == 1 && z.outerStride == 0 && loops.outer > 1) {
            LaneKernels.sum(
                    xa, x.at(f, from, 0, 1), x.outerStride * f.lanes, to - from, za, z.at(f, from, 0, 1), n, from > 0);
            return;
        }
        for (int i = from; i < to; i++) {
            boolean later = i > 0 && z.outerStride == 0;
            for (int r = 0; r < loops.runs; r++) {
                int zo = z.at(f, i, r, loops.runs);
                int xo = x.at(f, i, r, loops.runs);
                boolean onto = later || again[r];
                if (z.countStride == 0) {
                    LaneKernels.sum(xa, xo, xs, loops.count, za, zo, n, onto);
                } else if (onto) {
                    LaneKernels.add(za, zo, zs, xa, xo, xs, za, zo, zs, loops.count, n);
                } else {
                    LaneKernels.copy(xa, xo, xs, za, zo, zs, loops.count, n);
                }
            }
        }
    }

    /// Fills a target that receives no term at all with zeros.
    record Zero(Operand target) implements Step {
        @Override
        public int outer() {
            return 1;
        }

        @Override
        public List<Operand> reads() {
            return List.of();
        }

        @Override
        public List<Operand> writes() {
            return List.of(target);
        }

        @Override
        public void run(Frame f, int from, int to) {
            int at = target.at(f, 0, 0, 1);
            Arrays.fill(target.array(f), at, at + target.buffer.elements * f.lanes, 0);
        }
    }
}
