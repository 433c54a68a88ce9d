package ansatz.engine.execute;

import java.util.List;

/// The product rule on two jets. Operands of the loops, without the axis of rows: the result, the two values, the
/// two jets.
///
/// @param rows    K + 2
/// @param rowStep the distance between rows of the result and of the jets, in elements
record JetProductStep(Loops loops, int rows, int[] rowStep) implements Step {

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
        int lanes = f.lanes;
        int runs = loops.runs;
        Operand z = loops.operands[0];
        Operand x0 = loops.operands[1];
        Operand y0 = loops.operands[2];
        Operand x = loops.operands[3];
        Operand y = loops.operands[4];
        for (int i = from; i < to; i++) {
            for (int r = 0; r < runs; r++) {
                Lanes.jetProduct(
                        f.tile,
                        x0.at(f, i, r, runs),
                        x0.countStride * lanes,
                        y0.at(f, i, r, runs),
                        y0.countStride * lanes,
                        x.at(f, i, r, runs),
                        x.countStride * lanes,
                        rowStep[1] * lanes,
                        y.at(f, i, r, runs),
                        y.countStride * lanes,
                        rowStep[2] * lanes,
                        z.at(f, i, r, runs),
                        z.countStride * lanes,
                        rowStep[0] * lanes,
                        loops.count,
                        rows,
                        loops.length * lanes);
            }
        }
    }
}
