package ansatz.engine.execute;

import ansatz.engine.kernel.Blas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A matrix of shared numbers times per-sample values: for each outer index and run, z[m, (n, lanes)] = sum_k a[m,
/// k] x[k, (n, lanes)], one matrix product with long rows.
final class ProductStep implements Step {

    /// What the product is, apart from how its loops are cut.
    ///
    /// @param kA, kX the distances of further contracted indices, whose products are added up
    /// @param rows   extent of m; `inner` that of k, `columns` that of n
    /// @param bias   what is added to the rows, or null
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
            int zm,
            @Nullable Bias bias) {

        /// The product with a number added to each row.
        ///
        /// @param numbers a shared value of the shape of the product
        /// @return null unless each row is one run of lanes, there are no others, and the numbers of the
        /// rows are evenly
        /// spaced
        @Nullable
        Shape plus(View numbers) {
            boolean plain = bias == null
                    && nest.front().isEmpty()
                    && nest.rest().isEmpty()
                    && aScalar
                    && kA.length == 1
                    && columns == 1
                    && z.size() == rows;
            if (!plain || !numbers.affine()) {
                return null;
            }
            int stride = 0;
            for (int i = 0; i < z.extents().length; i++) {
                stride = z.extents()[i] > 1 && z.strides()[i] == zm ? numbers.strides()[i] : stride;
            }
            for (int i = 0; i < z.extents().length; i++) {
                // rows may lie along several axes
                if (z.extents()[i] > 1 && numbers.strides()[i] * zm != z.strides()[i] * stride) {
                    return null;
                }
            }
            return new Shape(
                    nest, a, aScalar, x, z, kA, kX, rows, inner, columns, am, ak, xk, zm, new Bias(numbers, stride));
        }
    }

    /// What is added to the rows of a product.
    ///
    /// @param numbers a shared value
    /// @param stride  the distance between the numbers of neighbouring rows
    record Bias(View numbers, int stride) {}

    /// Whether the native library gives our bits for this product, and on how many lanes that was tried.
    private record Native(int lanes, boolean alike) {}

    /// Fewer rows are no strip.
    private static final int ROWS = 4;
    /// How many cache lines of columns a matrix in strips serves at least.
    private static final int USES = 12;

    private final Shape shape;
    private final int outer;
    private final int runs;
    private final Operand a;
    private final Operand x;
    private final Operand z;
    private final @Nullable Operand bias;
    private final int biasStride;
    /// Whether all outer indices have the same matrix.
    private final boolean still;
    /// Whether the matrix lies row by row.
    private final boolean rowMajor;
    private @Nullable Native tried;

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
        this.bias = shape.bias == null
                ? null
                : Operand.of(
                        shape.bias.numbers.buffer(),
                        true,
                        new int[] {0},
                        0,
                        new int[] {shape.bias.numbers.offset()},
                        (shape.rows - 1) * shape.bias.stride + 1);
        this.biasStride = shape.bias == null ? 0 : shape.bias.stride;
        NativeProducts.prepare(
                (double) shape.rows * shape.inner * shape.columns * Lanes.UNIT); // double in both precisions
        this.still = runs == 1 && shape.kA.length == 1 && a.still();
        this.rowMajor = shape.ak == 1 && shape.am >= shape.inner;
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
        return bias == null ? List.of(a, x) : List.of(a, x, bias);
    }

    @Override
    public List<Operand> writes() {
        return List.of(z);
    }

    /// Room for the matrix in strips.
    @Override
    public int scratch() {
        return Lanes.stripsRoom(shape.rows, shape.inner);
    }

    @Override
    public void run(Frame f, int from, int to) {
        boolean vectors = Lanes.productByVectors();
        boolean strips = vectors && inStrips(f, to - from);
        if (strips && still) {
            inStillStrips(f, from, to);
            return;
        }
        Blas library = vectors ? null : NativeProducts.library();
        int laidOut = -1;
        for (int i = from; i < to; i++) {
            for (int r = 0; r < runs; r++) {
                int ao = a.at(f, i, r, runs);
                int xo = x.at(f, i, r, runs);
                int zo = z.at(f, i, r, runs);
                for (int k = 0; k < shape.kA.length; k++) {
                    int at = ao + shape.kA[k];
                    if (!strips) {
                        product(f, library, at, xo + shape.kX[k] * f.lanes, zo, k > 0);
                        addBias(f, zo);
                    } else {
                        if (at != laidOut) {
                            StripProducts.layOut(
                                    a.array(f), at, shape.am, shape.ak, f.scratch, shape.rows, shape.inner);
                            laidOut = at;
                        }
                        stripProduct(f, f.scratch, xo + shape.kX[k] * f.lanes, zo, k > 0);
                    }
                }
            }
        }
    }

    /// Whether so many outer indices are worth the laying out of the matrix: each of its numbers is then used
    /// several
    /// times.
    private boolean inStrips(Frame f, int indices) {
        return f.lanes > 1
                && shape.rows >= ROWS
                && shape.columns * f.lanes * (still ? indices : 1) >= USES * Lanes.UNIT;
    }

    /// Tried for one number of lanes: that of all tiles but the last.
    private boolean alike(Blas library, int lanes) {
        Native n = tried;
        if (n == null) {
            boolean columnMajor = shape.am == 1 && shape.ak >= shape.rows;
            boolean apart = shape.xk >= shape.columns && shape.zm >= shape.columns;
            boolean alike = lanes > 1
                    && apart
                    && (rowMajor || columnMajor)
                    && NativeProducts.alike(library, !rowMajor, shape.rows, shape.inner, shape.columns * lanes);
            n = new Native(lanes, alike);
            tried = n;
        }
        return n.alike && n.lanes == lanes;
    }

    /// The matrix is laid out once for all tiles of a chunk.
    private void inStillStrips(Frame f, int from, int to) {
        Frame.Prepared strips = f.prepared(this, scratch());
        if (f.stale(strips)) {
            int ao = a.at(f, from, 0, 1) + shape.kA[0];
            if (bias == null) {
                StripProducts.layOut(a.array(f), ao, shape.am, shape.ak, strips.numbers, shape.rows, shape.inner);
            } else {
                StripProducts.layOut(
                        f.shared,
                        ao,
                        shape.am,
                        shape.ak,
                        f.shared,
                        bias.at(f, 0, 0, 1),
                        biasStride,
                        strips.numbers,
                        shape.rows,
                        shape.inner);
            }
        }
        for (int i = from; i < to; i++) {
            stripProduct(f, strips.numbers, x.at(f, i, 0, 1) + shape.kX[0] * f.lanes, z.at(f, i, 0, 1), false);
        }
    }

    private void addBias(Frame f, int zo) {
        if (bias != null) {
            int zs = shape.zm * f.lanes;
            int so = bias.at(f, 0, 0, 1);
            Lanes.addScalar(f.tile, zo, zs, f.shared, so, biasStride, f.tile, zo, zs, shape.rows, f.lanes);
        }
    }

    private void stripProduct(Frame f, double[] strips, int xo, int zo, boolean onto) {
        StripProducts.multiply(
                strips,
                f.tile,
                xo,
                shape.xk * f.lanes,
                f.tile,
                zo,
                shape.zm * f.lanes,
                shape.rows,
                shape.inner,
                shape.columns * f.lanes,
                onto);
    }

    /// @param library what takes the product if it gives our bits, or null
    private void product(Frame f, @Nullable Blas library, int ao, int xo, int zo, boolean onto) {
        if (library != null && !onto && alike(library, f.lanes)) {
            library.gemm(
                    !rowMajor,
                    false,
                    shape.rows,
                    shape.columns * f.lanes,
                    shape.inner,
                    1,
                    a.array(f),
                    ao,
                    rowMajor ? shape.am : shape.ak,
                    f.tile,
                    xo,
                    shape.xk * f.lanes,
                    0,
                    f.tile,
                    zo,
                    shape.zm * f.lanes);
            return;
        }
        Lanes.product(
                a.array(f),
                ao,
                shape.am,
                shape.ak,
                f.tile,
                xo,
                shape.xk * f.lanes,
                f.tile,
                zo,
                shape.zm * f.lanes,
                shape.rows,
                shape.inner,
                shape.columns * f.lanes,
                onto);
    }
}
