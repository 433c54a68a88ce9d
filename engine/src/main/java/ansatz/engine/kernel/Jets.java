package ansatz.engine.kernel;

/// Kernels for jets: values that carry their derivatives by K coordinates and their Laplacian. An element of a jet
/// is K + 2 runs of `n` lanes, one after another: the value, the K first derivatives, the Laplacian. An array of
/// jets is `count` such elements without gaps; an array of plain runs is `count` runs of `n`.
public interface Jets {
    /// The jet of f(x) from the derivatives of f at x: value f0, first derivatives f1 x_k, Laplacian
    /// f1 x_L + f2 sum_k x_k^2.
    ///
    /// @param f0 `count` runs: f(x)
    /// @param f1 `count` runs: f'(x)
    /// @param f2 `count` runs: f''(x)
    /// @param x `count` jets; the value run is not read
    /// @param out `count` jets; may be x
    void compose(
            double[] f0,
            int f0Off,
            double[] f1,
            int f1Off,
            double[] f2,
            int f2Off,
            double[] x,
            int xOff,
            double[] out,
            int outOff,
            int count,
            int coordinates,
            int n);

    /// The product of two jets: value a b, first derivatives a b_k + b a_k, Laplacian a b_L + b a_L + 2 sum_k a_k
    /// b_k. `out` may be a or b.
    void multiply(
            double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int count, int coordinates, int n);
}
