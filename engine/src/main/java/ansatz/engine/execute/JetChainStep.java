package ansatz.engine.execute;

import java.util.List;

/// The second-order chain rule on jets. Operands of the loops, without the axis of rows: the result, f0, f1, f2,
/// the jet.
///
/// @param rows      K + 2
/// @param resultRow the distance between rows of the result, in elements
/// @param jetRow    the distance between rows of the jet
record JetChainStep(Loops loops, int rows, int resultRow, int jetRow) implements Step, Loops.Runs {

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new JetChainStep(loops.at(depth), rows, resultRow, jetRow);
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
        return resultRow == jetRow ? List.of(loops.operands[4]) : List.of();
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
        Operand y = loops.operands[0];
        Operand f0 = loops.operands[1];
        Operand f1 = loops.operands[2];
        Operand f2 = loops.operands[3];
        Operand x = loops.operands[4];
        Lanes.jetChain(
                f.tile,
                f0.at(f, i, r, runs),
                loops.stride(f, 1, alongOuter),
                f.tile,
                f1.at(f, i, r, runs),
                loops.stride(f, 2, alongOuter),
                f.tile,
                f2.at(f, i, r, runs),
                loops.stride(f, 3, alongOuter),
                f.tile,
                x.at(f, i, r, runs),
                loops.stride(f, 4, alongOuter),
                jetRow * lanes,
                f.tile,
                y.at(f, i, r, runs),
                loops.stride(f, 0, alongOuter),
                resultRow * lanes,
                count,
                rows,
                n);
    }
}
