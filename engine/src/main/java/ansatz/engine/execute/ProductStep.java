package ansatz.engine.execute;

import java.util.List;

/// A matrix of shared numbers times per-sample values: for each outer index and run, z[m, (n, lanes)] = sum_k a[m,
/// k] x[k, (n, lanes)], one matrix product with long rows.
final class ProductStep implements Step {

    /// What the product is, apart from how its loops are cut.
    ///
    /// @param kA, kX the distances of further contracted indices, whose products are added up
    /// @param rows   extent of m; `inner` that of k, `columns` that of n
    /// @param am, ak the distances between rows and columns of `a`, in elements; `xk`, `zm` those of rows of x and
    /// z
    record Shape(
            Nest nest,
            View a,
            boolean aScalar,
            View x,
            View z,
            int[] kA,
            int[] kX,
            int rows,
            int inner,
            int columns,
            int am,
            int ak,
            int xk,
            int zm) {}

    private final Shape shape;
    private final int outer;
    private final int runs;
    private final Operand a;
    private final Operand x;
    private final Operand z;

    ProductStep(Shape shape, int depth) {
        this.shape = shape;
        this.outer = shape.nest.outerExtent(depth);
        this.runs = shape.nest.runs(depth);
        int reach = 0;
        for (int k : shape.kX) {
            reach = Math.max(reach, k);
        }
        this.a = shape.nest.a(shape.a, shape.aScalar, depth, 1);
        this.x = shape.nest.b(shape.x, depth, reach + (shape.inner - 1) * shape.xk + shape.columns);
        this.z = shape.nest.z(shape.z, depth, (shape.rows - 1) * shape.zm + shape.columns);
    }

    Shape shape() {
        return shape;
    }

    /// Multiplications of one sample.
    double work() {
        return (double) outer * runs * shape.kA.length * shape.rows * shape.inner * shape.columns;
    }

    @Override
    public int[] axes() {
        return shape.nest.axes();
    }

    @Override
    public Step at(int depth) {
        return new ProductStep(shape, depth);
    }

    @Override
    public int outer() {
        return outer;
    }

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
                for (int k = 0; k < shape.kA.length; k++) {
                    Lanes.product(
                            aa,
                            ao + shape.kA[k],
                            shape.am,
                            shape.ak,
                            f.tile,
                            xo + shape.kX[k] * lanes,
                            shape.xk * lanes,
                            f.tile,
                            zo,
                            shape.zm * lanes,
                            shape.rows,
                            shape.inner,
                            shape.columns * lanes,
                            k > 0);
                }
            }
        }
    }
}
