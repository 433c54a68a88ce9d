package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Matrix products in the shapes of the executor, where one factor is small or long and thin: without packing,
/// blocked so that four rows by three vectors stay in registers. They beat a general BLAS there
/// (docs/decisions/0002-executor.md). Each sum over the inner index of a product is taken in its order, whatever
/// the blocking.
final class Products {
    private static final int PARTIAL_SUMS = 256 / Double.SIZE;

    /// At most 256 bits, because sums over lanes have as many partial sums, also in plain Java.
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED.length() > PARTIAL_SUMS
            ? DoubleVector.SPECIES_256
            : DoubleVector.SPECIES_PREFERRED;
    private static final int VL = S.length();

    private Products() {}

    /// False where vectors are so short that [#addOuter] does not give the bits of plain Java.
    static boolean outerAlike() {
        return VL == PARTIAL_SUMS;
    }

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
            for (int i = 0; i < rows; i++) {
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

    /// z[i, j] += sum_k a[i, k] b[j, k]: rows `i` of `a` at `ao + i am`, rows `j` of b at `bo + j bn`, contiguous
    /// in k.
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
        int threes = inThrees(rows);
        int i = 0;
        while (i < rows) {
            int ai = ao + i * am;
            int zi = zo + i * zm;
            if (i < threes) {
                outer3(a, ai, am, b, bo, bn, z, zi, zm, columns, length);
                i += 3;
            } else if (rows - i > 1) {
                outer2(a, ai, am, b, bo, bn, z, zi, zm, columns, length);
                i += 2;
            } else {
                outer1(a, ai, b, bo, bn, z, zi, columns, length);
                i++;
            }
        }
    }

    /// How many of so many rows or columns are taken three at a time: those left are taken in pairs, one by itself
    /// only where there is no other.
    private static int inThrees(int n) {
        return n % 3 == 1 && n > 1 ? n - 4 : n - n % 3;
    }

    private static void outer3(
            double[] a,
            int ao,
            int am,
            double[] b,
            int bo,
            int bn,
            double[] z,
            int zo,
            int zm,
            int columns,
            int length) {
        int threes = inThrees(columns);
        int j = 0;
        for (; j < threes; j += 3) {
            outer3x3(a, ao, am, b, bo + j * bn, bn, z, zo + j, zm, length);
        }
        for (; j + 1 < columns; j += 2) {
            outer3x2(a, ao, am, b, bo + j * bn, bn, z, zo + j, zm, length);
        }
        if (j < columns) {
            outer3x1(a, ao, am, b, bo + j * bn, z, zo + j, zm, length);
        }
    }

    private static void outer2(
            double[] a,
            int ao,
            int am,
            double[] b,
            int bo,
            int bn,
            double[] z,
            int zo,
            int zm,
            int columns,
            int length) {
        int threes = inThrees(columns);
        int j = 0;
        for (; j < threes; j += 3) {
            outer2x3(a, ao, am, b, bo + j * bn, bn, z, zo + j, zm, length);
        }
        for (; j + 1 < columns; j += 2) {
            outer2x2(a, ao, am, b, bo + j * bn, bn, z, zo + j, zm, length);
        }
        if (j < columns) {
            outer1x1(a, ao, b, bo + j * bn, z, zo + j, length);
            outer1x1(a, ao + am, b, bo + j * bn, z, zo + zm + j, length);
        }
    }

    private static void outer1(
            double[] a, int ao, double[] b, int bo, int bn, double[] z, int zo, int columns, int length) {
        int j = 0;
        for (; j + 2 < columns; j += 3) {
            outer1x3(a, ao, b, bo + j * bn, bn, z, zo + j, length);
        }
        for (; j < columns; j++) {
            outer1x1(a, ao, b, bo + j * bn, z, zo + j, length);
        }
    }

    /// Three by three: with a fourth row the compiler loads all rows ahead and has sums stored and loaded again.
    private static void outer3x3(
            double[] a, int ao, int am, double[] b, int bo, int bn, double[] z, int zo, int zm, int length) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s12 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        DoubleVector s22 = s00;
        int a1 = ao + am;
        int a2 = ao + 2 * am;
        int b1 = bo + bn;
        int b2 = bo + 2 * bn;
        int k = 0;
        for (; k <= length - VL; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector y1 = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector y2 = DoubleVector.fromArray(S, b, b2 + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            s02 = x.fma(y2, s02);
            x = DoubleVector.fromArray(S, a, a1 + k);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            s12 = x.fma(y2, s12);
            x = DoubleVector.fromArray(S, a, a2 + k);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            s22 = x.fma(y2, s22);
        }
        z[zo] += tree(s00) + rest(a, ao, b, bo, k, length);
        z[zo + 1] += tree(s01) + rest(a, ao, b, b1, k, length);
        z[zo + 2] += tree(s02) + rest(a, ao, b, b2, k, length);
        z[zo + zm] += tree(s10) + rest(a, a1, b, bo, k, length);
        z[zo + zm + 1] += tree(s11) + rest(a, a1, b, b1, k, length);
        z[zo + zm + 2] += tree(s12) + rest(a, a1, b, b2, k, length);
        z[zo + 2 * zm] += tree(s20) + rest(a, a2, b, bo, k, length);
        z[zo + 2 * zm + 1] += tree(s21) + rest(a, a2, b, b1, k, length);
        z[zo + 2 * zm + 2] += tree(s22) + rest(a, a2, b, b2, k, length);
    }

    private static void outer3x2(
            double[] a, int ao, int am, double[] b, int bo, int bn, double[] z, int zo, int zm, int length) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        int a1 = ao + am;
        int a2 = ao + 2 * am;
        int b1 = bo + bn;
        int k = 0;
        for (; k <= length - VL; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector y1 = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = DoubleVector.fromArray(S, a, a1 + k);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            x = DoubleVector.fromArray(S, a, a2 + k);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
        }
        z[zo] += tree(s00) + rest(a, ao, b, bo, k, length);
        z[zo + 1] += tree(s01) + rest(a, ao, b, b1, k, length);
        z[zo + zm] += tree(s10) + rest(a, a1, b, bo, k, length);
        z[zo + zm + 1] += tree(s11) + rest(a, a1, b, b1, k, length);
        z[zo + 2 * zm] += tree(s20) + rest(a, a2, b, bo, k, length);
        z[zo + 2 * zm + 1] += tree(s21) + rest(a, a2, b, b1, k, length);
    }

    private static void outer2x3(
            double[] a, int ao, int am, double[] b, int bo, int bn, double[] z, int zo, int zm, int length) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s12 = s00;
        int a1 = ao + am;
        int b1 = bo + bn;
        int b2 = bo + 2 * bn;
        int k = 0;
        for (; k <= length - VL; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector y1 = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector y2 = DoubleVector.fromArray(S, b, b2 + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            s02 = x.fma(y2, s02);
            x = DoubleVector.fromArray(S, a, a1 + k);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            s12 = x.fma(y2, s12);
        }
        z[zo] += tree(s00) + rest(a, ao, b, bo, k, length);
        z[zo + 1] += tree(s01) + rest(a, ao, b, b1, k, length);
        z[zo + 2] += tree(s02) + rest(a, ao, b, b2, k, length);
        z[zo + zm] += tree(s10) + rest(a, a1, b, bo, k, length);
        z[zo + zm + 1] += tree(s11) + rest(a, a1, b, b1, k, length);
        z[zo + zm + 2] += tree(s12) + rest(a, a1, b, b2, k, length);
    }

    private static void outer2x2(
            double[] a, int ao, int am, double[] b, int bo, int bn, double[] z, int zo, int zm, int length) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        int a1 = ao + am;
        int b1 = bo + bn;
        int k = 0;
        for (; k <= length - VL; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector y1 = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = DoubleVector.fromArray(S, a, a1 + k);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
        }
        z[zo] += tree(s00) + rest(a, ao, b, bo, k, length);
        z[zo + 1] += tree(s01) + rest(a, ao, b, b1, k, length);
        z[zo + zm] += tree(s10) + rest(a, a1, b, bo, k, length);
        z[zo + zm + 1] += tree(s11) + rest(a, a1, b, b1, k, length);
    }

    private static void outer3x1(
            double[] a, int ao, int am, double[] b, int bo, double[] z, int zo, int zm, int length) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        int a1 = ao + am;
        int a2 = ao + 2 * am;
        int k = 0;
        for (; k <= length - VL; k += VL) {
            DoubleVector y = DoubleVector.fromArray(S, b, bo + k);
            s0 = DoubleVector.fromArray(S, a, ao + k).fma(y, s0);
            s1 = DoubleVector.fromArray(S, a, a1 + k).fma(y, s1);
            s2 = DoubleVector.fromArray(S, a, a2 + k).fma(y, s2);
        }
        z[zo] += tree(s0) + rest(a, ao, b, bo, k, length);
        z[zo + zm] += tree(s1) + rest(a, a1, b, bo, k, length);
        z[zo + 2 * zm] += tree(s2) + rest(a, a2, b, bo, k, length);
    }

    private static void outer1x3(double[] a, int ao, double[] b, int bo, int bn, double[] z, int zo, int length) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        int b1 = bo + 1 * bn;
        int b2 = bo + 2 * bn;
        int k = 0;
        for (; k <= length - VL; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector y1 = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector y2 = DoubleVector.fromArray(S, b, b2 + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            s02 = x.fma(y2, s02);
        }
        z[zo] += tree(s00) + rest(a, ao, b, bo, k, length);
        z[zo + 1] += tree(s01) + rest(a, ao, b, b1, k, length);
        z[zo + 2] += tree(s02) + rest(a, ao, b, b2, k, length);
    }

    private static void outer1x1(double[] a, int ao, double[] b, int bo, double[] z, int zo, int length) {
        DoubleVector s00 = DoubleVector.zero(S);
        int k = 0;
        for (; k <= length - VL; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
        }
        z[zo] += tree(s00) + rest(a, ao, b, bo, k, length);
    }

    private static double rest(double[] a, int ao, double[] b, int bo, int k, int length) {
        double s = 0;
        for (; k < length; k++) {
            s = Math.fma(a[ao + k], b[bo + k], s);
        }
        return s;
    }

    /// The sum of the lanes of a vector: halves added to halves.
    private static double tree(DoubleVector s) {
        if (VL == 2) {
            return s.lane(0) + s.lane(1);
        }
        if (VL == 4) {
            return (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
        }
        if (VL == 8) {
            return ((s.lane(0) + s.lane(4)) + (s.lane(2) + s.lane(6)))
                    + ((s.lane(1) + s.lane(5)) + (s.lane(3) + s.lane(7)));
        }
        double[] lanes = s.toArray();
        for (int half = lanes.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }
}
