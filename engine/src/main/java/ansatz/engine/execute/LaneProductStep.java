package ansatz.engine.execute;

import java.util.List;

/// A contraction of two per-sample values, lane by lane.
record LaneProductStep(
        int outer,
        int runs,
        Operand a,
        Operand b,
        Operand z,
        int[] am,
        int[] ak,
        int[] bn,
        int[] bk,
        int[] zm,
        int[] zn)
        implements Step {

    @Override
    public List<Operand> reads() {
        return List.of(a, b);
    }

    @Override
    public List<Operand> writes() {
        return List.of(z);
    }

    @Override
    public void run(Frame f, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int r = 0; r < runs; r++) {
                LaneProducts.contract(
                        f.tile,
                        a.at(f, i, r, runs),
                        am,
                        ak,
                        f.tile,
                        b.at(f, i, r, runs),
                        bn,
                        bk,
                        f.tile,
                        z.at(f, i, r, runs),
                        zm,
                        zn,
                        f.lanes,
                        false);
            }
        }
    }
}
