package ansatz.engine.execute;

import java.util.List;

/// A contraction of two per-sample values, lane by lane.
final class LaneProductStep implements Step {

    /// What the contraction is, apart from how its loops are cut.
    ///
    /// @param am, ak the positions of the elements of `a` by row and by contracted index, in elements; `bn`, `bk`
    ///               those of b, `zm`, `zn` those of the result
    record Shape(Nest nest, View a, View b, View z, int[] am, int[] ak, int[] bn, int[] bk, int[] zm, int[] zn) {}

    private final Shape shape;
    private final int outer;
    private final int runs;
    private final Operand a;
    private final Operand b;
    private final Operand z;

    LaneProductStep(Shape shape, int depth) {
        this.shape = shape;
        this.outer = shape.nest.outerExtent(depth);
        this.runs = shape.nest.runs(depth);
        this.a = shape.nest.a(shape.a, false, depth, max(shape.am) + max(shape.ak) + 1);
        this.b = shape.nest.b(shape.b, depth, max(shape.bn) + max(shape.bk) + 1);
        this.z = shape.nest.z(shape.z, depth, max(shape.zm) + max(shape.zn) + 1);
    }

    private static int max(int[] values) {
        int max = 0;
        for (int value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    Shape shape() {
        return shape;
    }

    /// Multiplications of one sample.
    double work() {
        return (double) outer * runs * shape.am.length * shape.bn.length * shape.ak.length;
    }

    @Override
    public int[] axes() {
        return shape.nest.axes();
    }

    @Override
    public Step at(int depth) {
        return new LaneProductStep(shape, depth);
    }

    @Override
    public int outer() {
        return outer;
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
        for (int i = from; i < to; i++) {
            for (int r = 0; r < runs; r++) {
                Lanes.contract(
                        f.tile,
                        a.at(f, i, r, runs),
                        shape.am,
                        shape.ak,
                        f.tile,
                        b.at(f, i, r, runs),
                        shape.bn,
                        shape.bk,
                        f.tile,
                        z.at(f, i, r, runs),
                        shape.zm,
                        shape.zn,
                        f.lanes);
            }
        }
    }
}
