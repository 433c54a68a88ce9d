package ansatz.engine.execute;

import java.util.List;

/// The second-order chain rule on values without a Laplacian. Operands of the loops, without the axis of rows: the
/// result, f0, f1, f2, the Jacobian rows, which may be numbers that all samples share.
///
/// @param rows      K + 2
/// @param resultRow the distance between rows of the result, in elements
/// @param sourceRow the distance between Jacobian rows
record JetAffineChainStep(Loops loops, int rows, int resultRow, int sourceRow) implements Step {

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new JetAffineChainStep(loops.at(depth), rows, resultRow, sourceRow);
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
        int unit = x.unit(f);
        double[] xa = x.array(f);
        int xo = x.at(f, i, r, runs);
        int yo = y.at(f, i, r, runs);
        int at0 = f0.at(f, i, r, runs);
        int at1 = f1.at(f, i, r, runs);
        int at2 = f2.at(f, i, r, runs);
        for (int c = 0; c < loops.count; c++) {
            if (x.scalar) {
                Lanes.jetAffineChainShared(
                        f.tile, at0, at1, at2, xa, xo, sourceRow, yo, resultRow * lanes, rows - 2, n);
            } else {
                Lanes.jetAffineChain(f.tile, at0, at1, at2, xo, sourceRow * lanes, yo, resultRow * lanes, rows - 2, n);
            }
            at0 += f0.countStride * lanes;
            at1 += f1.countStride * lanes;
            at2 += f2.countStride * lanes;
            xo += x.countStride * unit;
            yo += y.countStride * lanes;
        }
    }
}
