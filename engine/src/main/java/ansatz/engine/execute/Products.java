package ansatz.engine.execute;

/// Matrix products on planned buffers, by the kernel that suits their size.
final class Products {
    private Products() {}

    /// z[i, j] = sum_k a[i, k] x[k, j], added to z when `onto`; element `(i, k)` of `a` is at `ao + i am + k ak`,
    /// rows of x and z are contiguous.
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
        LaneProducts.product(a, ao, am, ak, x, xo, xk, z, zo, zm, rows, inner, columns, onto);
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
        LaneProducts.addOuter(a, ao, am, b, bo, bn, z, zo, zm, rows, columns, length);
    }
}
