package ansatz.engine.execute;

import java.util.List;

/// The second-order chain rule on jets. Operands of the loops, without the axis of rows: the result, f0, f1, f2,
/// the jet.
///
/// @param rows      K + 2
/// @param resultRow the distance between rows of the result, in elements
/// @param jetRow    the distance between rows of the jet
record JetChainStep(Loops loops, int rows, int resultRow, int jetRow) implements Step {

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
        int n = loops.length * f.lanes;
        for (int i = from; i < to; i++) {
            for (int r = 0; r < loops.runs; r++) {
                chain(f, i, r, n);
            }
        }
    }

    private void chain(Frame f, int i, int r, int n) {
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
                f0.countStride * lanes,
                f.tile,
                f1.at(f, i, r, runs),
                f1.countStride * lanes,
                f.tile,
                f2.at(f, i, r, runs),
                f2.countStride * lanes,
                f.tile,
                x.at(f, i, r, runs),
                x.countStride * lanes,
                jetRow * lanes,
                f.tile,
                y.at(f, i, r, runs),
                y.countStride * lanes,
                resultRow * lanes,
                loops.count,
                rows,
                n);
    }
}
