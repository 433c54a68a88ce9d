package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Matrix products in the shapes of the executor, where one factor is small or long and thin: without packing,
/// blocked so that four rows by three vectors stay in registers. They beat a general BLAS there
/// (docs/decisions/0005-speed.md). Each sum over the inner index of a product is taken in its order, whatever
/// the blocking.
final class Products {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int VL = S.length();

    private Products() {}

    /// z[i, j] = sum_k a[i, k] x[k, j], added to z when `onto`; element `(i, k)` of `a` is at `ao + i am + k ak`;
    /// row `k` of x begins at `xo + k xk`, row `i` of z at `zo + i zm`.
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
        int vectors = columns / VL;
        int three = vectors == 1 ? 0 : vectors % 3 == 1 ? vectors - 4 : vectors - vectors % 3;
        int j = 0;
        // six vectors of columns: the rows of x stay in the first-level cache while the rows of a pass by
        while (j < three * VL) {
            int width = Math.min(6 * VL, three * VL - j);
            int i = 0;
            for (; i + 3 < rows; i += 4) {
                for (int c = j; c < j + width; c += 3 * VL) {
                    block4x3(a, ao + i * am, am, ak, x, xo + c, xk, z, zo + i * zm + c, zm, inner, onto);
                }
            }
            for (; i < rows; i++) {
                for (int c = j; c < j + width; c += 3 * VL) {
                    block1x3(a, ao + i * am, am, ak, x, xo + c, xk, z, zo + i * zm + c, zm, inner, onto);
                }
            }
            j += width;
        }
        for (; j + 2 * VL <= columns; j += 2 * VL) {
            int i = 0;
            for (; i + 3 < rows; i += 4) {
                block4x2(a, ao + i * am, am, ak, x, xo + j, xk, z, zo + i * zm + j, zm, inner, onto);
            }
            for (; i < rows; i++) {
                block1x2(a, ao + i * am, am, ak, x, xo + j, xk, z, zo + i * zm + j, zm, inner, onto);
            }
        }
        for (; j + VL <= columns; j += VL) {
            int i = 0;
            for (; i + 3 < rows; i += 4) {
                block4x1(a, ao + i * am, am, ak, x, xo + j, xk, z, zo + i * zm + j, zm, inner, onto);
            }
            for (; i < rows; i++) {
                block1x1(a, ao + i * am, am, ak, x, xo + j, xk, z, zo + i * zm + j, zm, inner, onto);
            }
        }
        for (; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                double s = 0;
                for (int k = 0; k < inner; k++) {
                    s = Math.fma(a[ao + i * am + k * ak], x[xo + k * xk + j], s);
                }
                int t = zo + i * zm + j;
                z[t] = onto ? z[t] + s : s;
            }
        }
    }

    private static void put(DoubleVector s, double[] z, int at, boolean onto) {
        if (onto) {
            s.add(DoubleVector.fromArray(S, z, at)).intoArray(z, at);
        } else {
            s.intoArray(z, at);
        }
    }

    private static void block4x3(
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
            int inner,
            boolean onto) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s12 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        DoubleVector s22 = s00;
        DoubleVector s30 = s00;
        DoubleVector s31 = s00;
        DoubleVector s32 = s00;
        int a2 = 2 * am;
        int a3 = 3 * am;
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector x1 = DoubleVector.fromArray(S, x, xo + VL);
            DoubleVector x2 = DoubleVector.fromArray(S, x, xo + 2 * VL);
            DoubleVector w = DoubleVector.broadcast(S, a[ao]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            s02 = w.fma(x2, s02);
            w = DoubleVector.broadcast(S, a[ao + am]);
            s10 = w.fma(x0, s10);
            s11 = w.fma(x1, s11);
            s12 = w.fma(x2, s12);
            w = DoubleVector.broadcast(S, a[ao + a2]);
            s20 = w.fma(x0, s20);
            s21 = w.fma(x1, s21);
            s22 = w.fma(x2, s22);
            w = DoubleVector.broadcast(S, a[ao + a3]);
            s30 = w.fma(x0, s30);
            s31 = w.fma(x1, s31);
            s32 = w.fma(x2, s32);
            ao += ak;
            xo += xk;
        }
        put(s00, z, zo, onto);
        put(s01, z, zo + VL, onto);
        put(s02, z, zo + 2 * VL, onto);
        zo += zm;
        put(s10, z, zo, onto);
        put(s11, z, zo + VL, onto);
        put(s12, z, zo + 2 * VL, onto);
        zo += zm;
        put(s20, z, zo, onto);
        put(s21, z, zo + VL, onto);
        put(s22, z, zo + 2 * VL, onto);
        zo += zm;
        put(s30, z, zo, onto);
        put(s31, z, zo + VL, onto);
        put(s32, z, zo + 2 * VL, onto);
    }

    private static void block4x2(
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
            int inner,
            boolean onto) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        DoubleVector s30 = s00;
        DoubleVector s31 = s00;
        int a2 = 2 * am;
        int a3 = 3 * am;
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector x1 = DoubleVector.fromArray(S, x, xo + VL);
            DoubleVector w = DoubleVector.broadcast(S, a[ao]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            w = DoubleVector.broadcast(S, a[ao + am]);
            s10 = w.fma(x0, s10);
            s11 = w.fma(x1, s11);
            w = DoubleVector.broadcast(S, a[ao + a2]);
            s20 = w.fma(x0, s20);
            s21 = w.fma(x1, s21);
            w = DoubleVector.broadcast(S, a[ao + a3]);
            s30 = w.fma(x0, s30);
            s31 = w.fma(x1, s31);
            ao += ak;
            xo += xk;
        }
        put(s00, z, zo, onto);
        put(s01, z, zo + VL, onto);
        zo += zm;
        put(s10, z, zo, onto);
        put(s11, z, zo + VL, onto);
        zo += zm;
        put(s20, z, zo, onto);
        put(s21, z, zo + VL, onto);
        zo += zm;
        put(s30, z, zo, onto);
        put(s31, z, zo + VL, onto);
    }

    private static void block4x1(
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
            int inner,
            boolean onto) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int a2 = 2 * am;
        int a3 = 3 * am;
        for (int k = 0; k < inner; k++) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo);
            s0 = DoubleVector.broadcast(S, a[ao]).fma(v, s0);
            s1 = DoubleVector.broadcast(S, a[ao + am]).fma(v, s1);
            s2 = DoubleVector.broadcast(S, a[ao + a2]).fma(v, s2);
            s3 = DoubleVector.broadcast(S, a[ao + a3]).fma(v, s3);
            ao += ak;
            xo += xk;
        }
        put(s0, z, zo, onto);
        put(s1, z, zo + zm, onto);
        put(s2, z, zo + 2 * zm, onto);
        put(s3, z, zo + 3 * zm, onto);
    }

    private static void block1x3(
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
            int inner,
            boolean onto) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector x1 = DoubleVector.fromArray(S, x, xo + VL);
            DoubleVector x2 = DoubleVector.fromArray(S, x, xo + 2 * VL);
            DoubleVector w = DoubleVector.broadcast(S, a[ao]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            s02 = w.fma(x2, s02);
            ao += ak;
            xo += xk;
        }
        put(s00, z, zo, onto);
        put(s01, z, zo + VL, onto);
        put(s02, z, zo + 2 * VL, onto);
    }

    private static void block1x2(
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
            int inner,
            boolean onto) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector x1 = DoubleVector.fromArray(S, x, xo + VL);
            DoubleVector w = DoubleVector.broadcast(S, a[ao]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            ao += ak;
            xo += xk;
        }
        put(s00, z, zo, onto);
        put(s01, z, zo + VL, onto);
    }

    private static void block1x1(
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
            int inner,
            boolean onto) {
        DoubleVector s00 = DoubleVector.zero(S);
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector w = DoubleVector.broadcast(S, a[ao]);
            s00 = w.fma(x0, s00);
            ao += ak;
            xo += xk;
        }
        put(s00, z, zo, onto);
    }
}
