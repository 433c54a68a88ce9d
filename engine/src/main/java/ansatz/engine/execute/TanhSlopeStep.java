package ansatz.engine.execute;

import java.util.List;

/// What the derivative of tanh multiplies by, in one pass: z = y (1 - x^2), where x is the tanh itself. The
/// operands of the loops are z, x and y, all of them runs of lanes.
record TanhSlopeStep(Loops loops) implements Step, Loops.Runs {

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new TanhSlopeStep(loops.at(depth));
    }

    @Override
    public int outer() {
        return loops.outer;
    }

    @Override
    public List<Operand> reads() {
        return List.of(loops.operands[1], loops.operands[2]);
    }

    @Override
    public List<Operand> replaceable() {
        return reads();
    }

    @Override
    public List<Operand> writes() {
        return List.of(loops.operands[0]);
    }

    @Override
    public void run(Frame f, int from, int to) {
        loops.walk(f, from, to, this);
    }

    @Override
    public void apply(Frame f, int i, int r, int count, boolean alongOuter, int n) {
        Lanes.tanhSlope(
                f.tile,
                loops.operands[1].at(f, i, r, loops.runs),
                loops.stride(f, 1, alongOuter),
                f.tile,
                loops.operands[2].at(f, i, r, loops.runs),
                loops.stride(f, 2, alongOuter),
                f.tile,
                loops.operands[0].at(f, i, r, loops.runs),
                loops.stride(f, 0, alongOuter),
                count,
                n);
    }
}
