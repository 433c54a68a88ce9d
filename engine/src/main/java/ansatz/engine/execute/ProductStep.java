package ansatz.engine.execute;

import java.util.List;

/// A matrix of shared numbers times per-sample values: for each outer index and run, z[m, (n, lanes)] = sum_k a[m,
/// k] x[k, (n, lanes)], one matrix product with long rows.
///
/// @param kA, kX the distances of further contracted indices, whose products are added up
/// @param am, ak the distances between rows and columns of `a`, in elements; `xk`, `zm` those of rows of x and z
record ProductStep(
        int outer,
        int runs,
        Operand a,
        Operand x,
        Operand z,
        int[] kA,
        int[] kX,
        int rows,
        int inner,
        int columns,
        int am,
        int ak,
        int xk,
        int zm)
        implements Step {

    @Override
    public List<Operand> reads() {
        return List.of(a, x);
    }

    @Override
    public List<Operand> writes() {
        return List.of(z);
    }

    @Override
    public void run(Frame f, int from, int to) {
        double[] aa = a.array(f);
        int lanes = f.lanes;
        for (int i = from; i < to; i++) {
            for (int r = 0; r < runs; r++) {
                int ao = a.at(f, i, r, runs);
                int xo = x.at(f, i, r, runs);
                int zo = z.at(f, i, r, runs);
                for (int k = 0; k < kA.length; k++) {
                    Products.multiply(
                            aa,
                            ao + kA[k],
                            am,
                            ak,
                            f.tile,
                            xo + kX[k] * lanes,
                            xk * lanes,
                            f.tile,
                            zo,
                            zm * lanes,
                            rows,
                            inner,
                            columns * lanes,
                            k > 0);
                }
            }
        }
    }
}
