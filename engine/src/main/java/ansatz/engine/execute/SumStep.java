package ansatz.engine.execute;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Adds up elements: the target (first operand of the loops) stands still along the axes that are summed. In each
/// target element the terms are added in row-major order.
final class SumStep implements Step, Loops.Runs {
    private final Loops loops;
    /// For each run of an outer index: true if an earlier run of that index went to the same place.
    private final boolean[] again;
    /// For each outer index: true if an earlier one went to the same place.
    private final boolean[] later;
    /// True when the outer indices of a stretch are terms of one sum, or all of them the first terms or none is.
    private final boolean together;

    SumStep(Loops loops) {
        this.loops = loops;
        Operand z = loops.operands[0];
        this.again = new boolean[loops.runs];
        Set<Integer> seen = new HashSet<>();
        for (int r = 0; r < again.length; r++) {
            again[r] = !seen.add(z.start(0, r, loops.runs));
        }
        this.later = new boolean[loops.outer];
        seen.clear();
        for (int i = 0; i < later.length && loops.runs > 0; i++) {
            later[i] = !seen.add(z.start(i, 0, loops.runs));
        }
        boolean alike = loops.stretch > 1;
        for (int i = 1; i < later.length && alike && loops.outerStride[0] != 0; i++) {
            alike = later[i] == later[i - 1] || i % loops.stretch == 0;
        }
        this.together = alike;
    }

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new SumStep(loops.at(depth));
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
        if (together) {
            loops.walk(f, from, to, this);
            return;
        }
        for (int i = from; i < to; i++) {
            for (int r = 0; r < loops.runs; r++) {
                apply(f, i, r, loops.count, false, loops.length * f.lanes);
            }
        }
    }

    @Override
    public void apply(Frame f, int i, int r, int count, boolean alongOuter, int n) {
        Operand z = loops.operands[0];
        Operand x = loops.operands[1];
        double[] za = z.array(f);
        double[] xa = x.array(f);
        int zs = loops.stride(f, 0, alongOuter);
        int xs = loops.stride(f, 1, alongOuter);
        int zo = z.at(f, i, r, loops.runs);
        int xo = x.at(f, i, r, loops.runs);
        boolean onto = later[i] || again[r];
        if (zs == 0) {
            Lanes.sum(xa, xo, xs, count, za, zo, n, onto);
        } else if (onto) {
            Lanes.add(za, zo, zs, xa, xo, xs, za, zo, zs, count, n);
        } else {
            Lanes.copy(xa, xo, xs, za, zo, zs, count, n);
        }
    }

    /// Fills a target that receives no term at all with zeros.
    record Zero(Operand target) implements Step {
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
