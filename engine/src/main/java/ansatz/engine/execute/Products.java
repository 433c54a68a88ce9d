package ansatz.engine.execute;

import ansatz.engine.kernel.Blas;

/// Matrix products on planned buffers, by the kernel that suits their size. The choice depends on the shape alone.
final class Products {
    private static final Blas BLAS = Blas.best();
    /// Multiplications from which the call into BLAS pays.
    private static final long LARGE = Long.getLong("large", 4096);
    /// Columns a call: with more, BLAS packs the operand, which costs more than it gains here.
    private static final int COLUMNS = Integer.getInteger("cols", 192);

    private Products() {}

    /// z[i, j] = sum_k a[i, k] x[k, j], added to z when `onto`; element `(i, k)` of `a` is at `ao + i am + k ak`, rows
    /// of x and z are contiguous.
    static void multiply(
            double[] a,
            int ao,
            int am,
            int ak,
            double[] x,
            int xo,
            int xk,
            double[] z,
            int zo,
            int zm,
            int rows,
            int inner,
            int columns,
            boolean onto) {
        boolean plain = ak == 1 || inner == 1;
        boolean regular = (plain ? am >= inner : am == 1 && ak >= rows) && xk >= columns && zm >= columns;
        if (!regular || rows < 4 || (long) rows * inner * columns < LARGE) {
            LaneProducts.product(a, ao, am, ak, x, xo, xk, z, zo, zm, rows, inner, columns, onto);
            return;
        }
        int pieces = (columns + COLUMNS - 1) / COLUMNS;
        int width = ((columns + pieces - 1) / pieces + 7) / 8 * 8;
        for (int j = 0; j < columns; j += width) {
            BLAS.gemm(
                    !plain,
                    false,
                    rows,
                    Math.min(width, columns - j),
                    inner,
                    1,
                    a,
                    ao,
                    plain ? am : ak,
                    x,
                    xo + j,
                    xk,
                    onto ? 1 : 0,
                    z,
                    zo + j,
                    zm);
        }
    }

    /// z[i, j] += sum_k a[i, k] b[j, k], rows of `a` and `b` contiguous.
    static void addOuter(
            double[] a,
            int ao,
            int am,
            double[] b,
            int bo,
            int bn,
            double[] z,
            int zo,
            int zm,
            int rows,
            int columns,
            int length) {
        if (am < length || bn < length || zm < columns || (long) rows * columns * length < LARGE) {
            LaneProducts.addOuter(a, ao, am, b, bo, bn, z, zo, zm, rows, columns, length);
        } else {
            BLAS.gemm(false, true, rows, columns, length, 1, a, ao, am, b, bo, bn, 1, z, zo, zm);
        }
    }
}
