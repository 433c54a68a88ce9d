package ansatz.engine.execute;

import java.util.List;

/// The sum over the samples of a tile of an outer product of two per-sample values, as matrix products whose
/// contracted axis is the lanes (and the rows of a jet): z[m, n] += sum over (k, lanes) of a[m, k] b[n, k]. Nothing
/// is kept a sample.
///
/// @param kA, kB  the distances of contracted indices that do not lie side by side with the lanes
/// @param inner   how many contracted elements lie side by side
/// @param am, bn, zm the distances between rows, in elements
record OuterMeanStep(
        int runs,
        Operand a,
        Operand b,
        Operand z,
        int[] kA,
        int[] kB,
        int rows,
        int columns,
        int inner,
        int am,
        int bn,
        int zm)
        implements Step {

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
    public int scratch() {
        return Lanes.OUTER_ROOM;
    }

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
        int lanes = f.lanes;
        boolean whole = f.valid == lanes;
        int pieces = whole ? 1 : inner;
        int length = whole ? inner * lanes : f.valid;
        for (int r = 0; r < runs; r++) {
            int ao = a.at(f, 0, r, runs);
            int bo = b.at(f, 0, r, runs);
            int zo = z.at(f, 0, r, runs);
            for (int k = 0; k < kA.length; k++) {
                for (int p = 0; p < pieces; p++) {
                    Lanes.addOuter(
                            f.tile,
                            ao + (kA[k] + p) * lanes,
                            am * lanes,
                            f.tile,
                            bo + (kB[k] + p) * lanes,
                            bn * lanes,
                            f.sums,
                            zo,
                            zm,
                            rows,
                            columns,
                            length,
                            f.scratch);
                }
            }
        }
    }
}
