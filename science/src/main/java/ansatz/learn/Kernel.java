package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;

/// A positive function of two rows: the scalar product of their images in a space of many more features.
public sealed interface Kernel permits GaussianKernel, PolynomialKernel {
    /// k as a function of scalar products.
    ///
    /// @param product x . z
    /// @param xx x . x
    /// @param zz z . z
    /// @param p the number of features
    double at(double product, double xx, double zz, int p);

    /// k of every row of x with every row of z.
    ///
    /// @param x n x p
    /// @param z m x p
    /// @return n x m
    default Array matrix(Array x, Array z) {
        int n = x.shape().extent(0);
        int m = z.shape().extent(0);
        int p = x.shape().extent(1);
        var k = new double[Math.multiplyExact(n, m)];
        Blas.best().gemm(false, true, n, m, p, 1, x.values(), 0, p, z.values(), 0, p, 0, k, 0, m);
        double[] xx = squares(x);
        double[] zz = squares(z);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                k[i * m + j] = at(k[i * m + j], xx[i], zz[j], p);
            }
        }
        return new Array(Shape.of(n, m), k);
    }

    private static double[] squares(Array x) {
        int p = x.shape().extent(1);
        var sums = new double[x.shape().extent(0)];
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j < p; j++) {
                sums[i] += x.values()[i * p + j] * x.values()[i * p + j];
            }
        }
        return sums;
    }
}
