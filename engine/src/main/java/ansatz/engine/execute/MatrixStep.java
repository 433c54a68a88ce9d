package ansatz.engine.execute;

import ansatz.engine.program.Operation;
import java.util.ArrayList;
import java.util.List;

/// A function of square matrices, one matrix and lane after the other.
///
/// @param n order of the matrices
/// @param z the results, one matrix or number for each outer index
/// @param x the matrices, without gaps
record MatrixStep(Operation.Matrix operation, int n, int[] axes, int outer, Operand z, List<Operand> x)
        implements Step {

    /// @param axes the leading axes, extents of 1 left out
    static MatrixStep of(Operation.Matrix operation, int n, int[] axes, View z, List<View> views) {
        List<Operand> x = new ArrayList<>();
        int count = View.size(axes);
        int[] outerAt = View.walk(new int[] {count}, new int[] {n * n}, 0);
        for (View view : views) {
            x.add(Operand.of(view.buffer(), false, outerAt, 0, new int[] {view.offset()}, n * n));
        }
        int size = z.size() / count;
        int[] zAt = View.walk(new int[] {count}, new int[] {size}, 0);
        return new MatrixStep(operation, n, axes, count, Operand.of(z.buffer(), false, zAt, 0, new int[] {0}, size), x);
    }

    /// More than one leading axis is walked as one, so only a single one can be shared with other steps.
    @Override
    public int[] axes() {
        return axes.length == 1 ? axes : new int[0];
    }

    @Override
    public Step at(int depth) {
        return this;
    }

    @Override
    public List<Operand> reads() {
        return x;
    }

    @Override
    public List<Operand> writes() {
        return List.of(z);
    }

    @Override
    public int scratch() {
        return 2 * n * n + n;
    }

    @Override
    public void run(Frame f, int from, int to) {
        double[] a = f.scratch;
        int size = n * n;
        for (int i = from; i < to; i++) {
            int zo = z.at(f, i, 0, 1);
            for (int s = 0; s < f.lanes; s++) {
                for (int k = 0; k < x.size(); k++) {
                    int xo = x.get(k).at(f, i, 0, 1) + s;
                    for (int e = 0; e < size; e++) {
                        a[k * size + e] = f.tile[xo + e * f.lanes];
                    }
                }
                switch (operation) {
                    case Operation.Inverse ignored -> {
                        SmallMatrices.invert(a, 0, n, a, size);
                        for (int e = 0; e < size; e++) {
                            f.tile[zo + s + e * f.lanes] = a[e];
                        }
                    }
                    case Operation.LogAbsDeterminant ignored ->
                        f.tile[zo + s] = SmallMatrices.logAbsDeterminant(a, 0, n);
                    case Operation.SignDeterminant ignored -> f.tile[zo + s] = SmallMatrices.signDeterminant(a, 0, n);
                    case Operation.DeterminantPhase ignored ->
                        f.tile[zo + s] = SmallMatrices.determinantPhase(a, 0, size, n);
                    case Operation.SignPfaffian ignored -> f.tile[zo + s] = SmallMatrices.signPfaffian(a, 0, n);
                }
            }
        }
    }
}
