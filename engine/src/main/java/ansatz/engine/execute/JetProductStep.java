package ansatz.engine.execute;

import java.util.List;

/// The product rule on two jets. Operands of the loops, without the axis of rows: the result, the two values, the
/// two jets.
///
/// @param rows    K + 2
/// @param rowStep the distance between rows of the result and of the jets, in elements
record JetProductStep(Loops loops, int rows, int[] rowStep) implements Step, Loops.Runs {

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new JetProductStep(loops.at(depth), rows, rowStep);
    }

    @Override
    public int outer() {
        return loops.outer;
    }

    @Override
    public List<Operand> reads() {
        return List.of(loops.operands[1], loops.operands[2], loops.operands[3], loops.operands[4]);
    }

    @Override
    public List<Operand> replaceable() {
        // the rows must lie alike, and the values apart from them are read before the value row is written
        if (rowStep[0] != rowStep[1] || rowStep[0] != rowStep[2]) {
            return List.of();
        }
        return List.of(loops.operands[3], loops.operands[4]);
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
        int lanes = f.lanes;
        int runs = loops.runs;
        Operand z = loops.operands[0];
        Operand x0 = loops.operands[1];
        Operand y0 = loops.operands[2];
        Operand x = loops.operands[3];
        Operand y = loops.operands[4];
        Lanes.jetProduct(
                f.tile,
                x0.at(f, i, r, runs),
                loops.stride(f, 1, alongOuter),
                y0.at(f, i, r, runs),
                loops.stride(f, 2, alongOuter),
                x.at(f, i, r, runs),
                loops.stride(f, 3, alongOuter),
                rowStep[1] * lanes,
                y.at(f, i, r, runs),
                loops.stride(f, 4, alongOuter),
                rowStep[2] * lanes,
                z.at(f, i, r, runs),
                loops.stride(f, 0, alongOuter),
                rowStep[0] * lanes,
                count,
                rows,
                n);
    }
}
