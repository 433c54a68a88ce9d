package ansatz.engine.kernel;

/// The inner part of our own matrix product: C = alpha A B + beta C with A packed. All implementations add the
/// products of an element in the order of the inner index by fused multiply-adds and give the same bits.
///
/// Packed means in blocks of rows, in each block the elements of one column side by side: blocks of six rows, then
/// one of four, of two and of one for what is left. The block that begins with row i is at `i k`.
sealed interface Panels permits ScalarPanels, SwitchingPanels, VectorPanels {
    /// C = alpha A B + beta C with C of m x n, A of m x k, packed at offset 0, and B of k x n, row-major.
    void multiply(
            double[] a,
            int m,
            int n,
            int k,
            double alpha,
            double[] b,
            int bOff,
            int ldb,
            double beta,
            double[] c,
            int cOff,
            int ldc);

    /// The rows of the block that begins with row i of m.
    static int height(int i, int m) {
        int left = m - i;
        return left >= 6 ? 6 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
    }

    /// Packs A, element (i, l) of which is at `aOff + i rowStep + l columnStep`.
    static void pack(double[] a, int aOff, int rowStep, int columnStep, int m, int k, double[] packed) {
        for (int i = 0; i < m; ) {
            int height = height(i, m);
            for (int r = 0; r < height; r++) {
                int from = aOff + (i + r) * rowStep;
                int to = i * k + r;
                for (int l = 0; l < k; l++) {
                    packed[to + l * height] = a[from + l * columnStep];
                }
            }
            i += height;
        }
    }
}
