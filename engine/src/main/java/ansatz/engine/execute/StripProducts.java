package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Matrix products whose first factor, shared by all lanes, is laid out beforehand in strips of a few rows, inner
/// index by inner index. Its numbers then stand where one index leads to all of a strip: no stride is added and no
/// bound checked for each, which is what a product of this size spends a fifth of its time on.
///
/// With 32 registers strips have eight rows and take three vectors of columns at a time. With 16, five rows by two
/// vectors are what the compiler keeps in registers: with six rows, or four by three vectors, it fetches numbers
/// of a strip ahead and has a sum stored and loaded again at every step.
///
/// Each sum is taken in the order of the inner index, as in [Products].
final class StripProducts {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int VL = S.length();

    private static final int WIDEST = 8;
    private static final int LONG = 5;
    private static final int SHORT = 4;

    private StripProducts() {}

    /// How many of so many rows stand in strips of five, so that as few as can be are left beside strips of four.
    static int inLong(int rows) {
        int shorts = (LONG - rows % LONG) % LONG;
        return SHORT * shorts <= rows ? rows - SHORT * shorts : rows / LONG * LONG;
    }

    /// Lays out a matrix; element `(i, k)` of `a` is at `ao + i am + k ak`.
    ///
    /// @param strips takes [Lanes#stripsRoom] numbers
    static void layOut(double[] a, int ao, int am, int ak, double[] strips, int rows, int inner) {
        layOut(a, ao, am, ak, null, 0, 0, strips, rows, inner);
    }

    /// Lays out a matrix with the numbers that are added to the finished sums of its rows: that of row i is at
    /// `bo + i bm` of `bias`. Without a bias they are -0, which changes no sum, not even a zero.
    ///
    /// @param strips takes [Lanes#stripsRoom] numbers
    static void layOut(
            double[] a,
            int ao,
            int am,
            int ak,
            double @Nullable [] bias,
            int bo,
            int bm,
            double[] strips,
            int rows,
            int inner) {
        int i = 0;
        while (i < rows) {
            int strip = strip(rows - i);
            int from = ao + i * am;
            int at = i * (inner + 1);
            if (strip == WIDEST) {
                layOutEight(a, from, am, ak, strips, at, inner);
            } else {
                for (int k = 0; k < inner; k++) {
                    for (int r = 0; r < strip; r++) {
                        strips[at + k * strip + r] = a[from + r * am + k * ak];
                    }
                }
            }
            at += strip * inner;
            for (int r = 0; r < strip; r++) {
                strips[at + r] = bias == null ? -0.0 : bias[bo + (i + r) * bm];
            }
            i += strip;
        }
    }

    /// Written out: as a loop over rows it takes three times as long.
    private static void layOutEight(double[] a, int from, int am, int ak, double[] strips, int at, int inner) {
        for (int k = 0; k < inner; k++) {
            strips[at] = a[from];
            strips[at + 1] = a[from + am];
            strips[at + 2] = a[from + 2 * am];
            strips[at + 3] = a[from + 3 * am];
            strips[at + 4] = a[from + 4 * am];
            strips[at + 5] = a[from + 5 * am];
            strips[at + 6] = a[from + 6 * am];
            strips[at + 7] = a[from + 7 * am];
            at += WIDEST;
            from += ak;
        }
    }

    /// The rows of the next strip where so many are left. Eight, unless single rows would be left at the end.
    private static int strip(int left) {
        if (LaneKernels.WIDE && left >= WIDEST && whole(left - WIDEST)) {
            return WIDEST;
        }
        return inLong(left) > 0 ? LONG : left >= SHORT ? SHORT : 1;
    }

    /// Whether so many rows are strips of five and four, and none by itself.
    private static boolean whole(int rows) {
        return (rows - inLong(rows)) % SHORT == 0;
    }

    /// z[i, j] = bias[i] + sum_k a[i, k] x[k, j], or z plus the sum when `onto`; row `k` of x begins at
    /// `xo + k xk`, row `i` of z at `zo + i zm`.
    ///
    /// @param strips  what [#layOut] made of a, without a bias when `onto`
    /// @param columns a multiple of the length of a vector
    static void multiply(
            double[] strips,
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
        // a few vectors of columns of x stay in the first-level cache while all strips pass by
        int j = 0;
        while (j < columns) {
            int left = (columns - j) / VL;
            int vectors = LaneKernels.WIDE && (left == 3 || left > 4) ? 3 : Math.min(2, left);
            int i = 0;
            while (i < rows) {
                int strip = strip(rows - i);
                int po = i * (inner + 1);
                int zi = zo + i * zm + j;
                switch (strip) {
                    case WIDEST -> eight(strips, po, x, xo + j, xk, z, zi, zm, inner, onto, vectors);
                    case LONG -> five(strips, po, x, xo + j, xk, z, zi, zm, inner, onto, vectors);
                    case SHORT -> four(strips, po, x, xo + j, xk, z, zi, zm, inner, onto, vectors);
                    default -> {
                        for (int v = 0; v < vectors; v++) {
                            row(strips, po, x, xo + j + v * VL, xk, z, zi + v * VL, inner, onto);
                        }
                    }
                }
                i += strip;
            }
            j += vectors * VL;
        }
    }

    private static void eight(
            double[] p,
            int po,
            double[] x,
            int xo,
            int xk,
            double[] z,
            int zo,
            int zm,
            int inner,
            boolean onto,
            int vectors) {
        if (onto) {
            for (int at = 0; at < vectors * VL; at += VL) {
                block8x1(p, po, x, xo + at, xk, z, zo + at, zm, inner, true);
            }
            return;
        }
        switch (vectors) {
            case 3 -> block8x3(p, po, x, xo, xk, z, zo, zm, inner);
            case 2 -> block8x2(p, po, x, xo, xk, z, zo, zm, inner);
            default -> block8x1(p, po, x, xo, xk, z, zo, zm, inner, false);
        }
    }

    private static void five(
            double[] p,
            int po,
            double[] x,
            int xo,
            int xk,
            double[] z,
            int zo,
            int zm,
            int inner,
            boolean onto,
            int vectors) {
        if (vectors > 1) {
            block5x2(p, po, x, xo, xk, z, zo, zm, inner, onto);
        }
        if (vectors % 2 == 1) {
            int at = (vectors - 1) * VL;
            block5x1(p, po, x, xo + at, xk, z, zo + at, zm, inner, onto);
        }
    }

    private static void four(
            double[] p,
            int po,
            double[] x,
            int xo,
            int xk,
            double[] z,
            int zo,
            int zm,
            int inner,
            boolean onto,
            int vectors) {
        if (vectors > 1) {
            block4x2(p, po, x, xo, xk, z, zo, zm, inner, onto);
        }
        if (vectors % 2 == 1) {
            int at = (vectors - 1) * VL;
            block4x1(p, po, x, xo + at, xk, z, zo + at, zm, inner, onto);
        }
    }

    private static void put(DoubleVector s, double[] z, int at, boolean onto, double[] p, int po) {
        if (onto) {
            s.add(DoubleVector.fromArray(S, z, at)).intoArray(z, at);
        } else {
            s.add(p[po]).intoArray(z, at);
        }
    }

    /// Never onto what is there: with that these are more stores than the compiler takes into one method.
    private static void block8x3(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner) {
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
        DoubleVector s40 = s00;
        DoubleVector s41 = s00;
        DoubleVector s42 = s00;
        DoubleVector s50 = s00;
        DoubleVector s51 = s00;
        DoubleVector s52 = s00;
        DoubleVector s60 = s00;
        DoubleVector s61 = s00;
        DoubleVector s62 = s00;
        DoubleVector s70 = s00;
        DoubleVector s71 = s00;
        DoubleVector s72 = s00;
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector x1 = DoubleVector.fromArray(S, x, xo + VL);
            DoubleVector x2 = DoubleVector.fromArray(S, x, xo + 2 * VL);
            DoubleVector w = DoubleVector.broadcast(S, p[po]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            s02 = w.fma(x2, s02);
            w = DoubleVector.broadcast(S, p[po + 1]);
            s10 = w.fma(x0, s10);
            s11 = w.fma(x1, s11);
            s12 = w.fma(x2, s12);
            w = DoubleVector.broadcast(S, p[po + 2]);
            s20 = w.fma(x0, s20);
            s21 = w.fma(x1, s21);
            s22 = w.fma(x2, s22);
            w = DoubleVector.broadcast(S, p[po + 3]);
            s30 = w.fma(x0, s30);
            s31 = w.fma(x1, s31);
            s32 = w.fma(x2, s32);
            w = DoubleVector.broadcast(S, p[po + 4]);
            s40 = w.fma(x0, s40);
            s41 = w.fma(x1, s41);
            s42 = w.fma(x2, s42);
            w = DoubleVector.broadcast(S, p[po + 5]);
            s50 = w.fma(x0, s50);
            s51 = w.fma(x1, s51);
            s52 = w.fma(x2, s52);
            w = DoubleVector.broadcast(S, p[po + 6]);
            s60 = w.fma(x0, s60);
            s61 = w.fma(x1, s61);
            s62 = w.fma(x2, s62);
            w = DoubleVector.broadcast(S, p[po + 7]);
            s70 = w.fma(x0, s70);
            s71 = w.fma(x1, s71);
            s72 = w.fma(x2, s72);
            po += WIDEST;
            xo += xk;
        }
        s00.add(p[po]).intoArray(z, zo);
        s01.add(p[po]).intoArray(z, zo + VL);
        s02.add(p[po]).intoArray(z, zo + 2 * VL);
        zo += zm;
        s10.add(p[po + 1]).intoArray(z, zo);
        s11.add(p[po + 1]).intoArray(z, zo + VL);
        s12.add(p[po + 1]).intoArray(z, zo + 2 * VL);
        zo += zm;
        s20.add(p[po + 2]).intoArray(z, zo);
        s21.add(p[po + 2]).intoArray(z, zo + VL);
        s22.add(p[po + 2]).intoArray(z, zo + 2 * VL);
        zo += zm;
        s30.add(p[po + 3]).intoArray(z, zo);
        s31.add(p[po + 3]).intoArray(z, zo + VL);
        s32.add(p[po + 3]).intoArray(z, zo + 2 * VL);
        zo += zm;
        s40.add(p[po + 4]).intoArray(z, zo);
        s41.add(p[po + 4]).intoArray(z, zo + VL);
        s42.add(p[po + 4]).intoArray(z, zo + 2 * VL);
        zo += zm;
        s50.add(p[po + 5]).intoArray(z, zo);
        s51.add(p[po + 5]).intoArray(z, zo + VL);
        s52.add(p[po + 5]).intoArray(z, zo + 2 * VL);
        zo += zm;
        s60.add(p[po + 6]).intoArray(z, zo);
        s61.add(p[po + 6]).intoArray(z, zo + VL);
        s62.add(p[po + 6]).intoArray(z, zo + 2 * VL);
        zo += zm;
        s70.add(p[po + 7]).intoArray(z, zo);
        s71.add(p[po + 7]).intoArray(z, zo + VL);
        s72.add(p[po + 7]).intoArray(z, zo + 2 * VL);
    }

    private static void block8x2(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        DoubleVector s30 = s00;
        DoubleVector s31 = s00;
        DoubleVector s40 = s00;
        DoubleVector s41 = s00;
        DoubleVector s50 = s00;
        DoubleVector s51 = s00;
        DoubleVector s60 = s00;
        DoubleVector s61 = s00;
        DoubleVector s70 = s00;
        DoubleVector s71 = s00;
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector x1 = DoubleVector.fromArray(S, x, xo + VL);
            DoubleVector w = DoubleVector.broadcast(S, p[po]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            w = DoubleVector.broadcast(S, p[po + 1]);
            s10 = w.fma(x0, s10);
            s11 = w.fma(x1, s11);
            w = DoubleVector.broadcast(S, p[po + 2]);
            s20 = w.fma(x0, s20);
            s21 = w.fma(x1, s21);
            w = DoubleVector.broadcast(S, p[po + 3]);
            s30 = w.fma(x0, s30);
            s31 = w.fma(x1, s31);
            w = DoubleVector.broadcast(S, p[po + 4]);
            s40 = w.fma(x0, s40);
            s41 = w.fma(x1, s41);
            w = DoubleVector.broadcast(S, p[po + 5]);
            s50 = w.fma(x0, s50);
            s51 = w.fma(x1, s51);
            w = DoubleVector.broadcast(S, p[po + 6]);
            s60 = w.fma(x0, s60);
            s61 = w.fma(x1, s61);
            w = DoubleVector.broadcast(S, p[po + 7]);
            s70 = w.fma(x0, s70);
            s71 = w.fma(x1, s71);
            po += WIDEST;
            xo += xk;
        }
        s00.add(p[po]).intoArray(z, zo);
        s01.add(p[po]).intoArray(z, zo + VL);
        zo += zm;
        s10.add(p[po + 1]).intoArray(z, zo);
        s11.add(p[po + 1]).intoArray(z, zo + VL);
        zo += zm;
        s20.add(p[po + 2]).intoArray(z, zo);
        s21.add(p[po + 2]).intoArray(z, zo + VL);
        zo += zm;
        s30.add(p[po + 3]).intoArray(z, zo);
        s31.add(p[po + 3]).intoArray(z, zo + VL);
        zo += zm;
        s40.add(p[po + 4]).intoArray(z, zo);
        s41.add(p[po + 4]).intoArray(z, zo + VL);
        zo += zm;
        s50.add(p[po + 5]).intoArray(z, zo);
        s51.add(p[po + 5]).intoArray(z, zo + VL);
        zo += zm;
        s60.add(p[po + 6]).intoArray(z, zo);
        s61.add(p[po + 6]).intoArray(z, zo + VL);
        zo += zm;
        s70.add(p[po + 7]).intoArray(z, zo);
        s71.add(p[po + 7]).intoArray(z, zo + VL);
    }

    private static void block8x1(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner, boolean onto) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector s4 = s0;
        DoubleVector s5 = s0;
        DoubleVector s6 = s0;
        DoubleVector s7 = s0;
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector w = DoubleVector.broadcast(S, p[po]);
            s0 = w.fma(x0, s0);
            w = DoubleVector.broadcast(S, p[po + 1]);
            s1 = w.fma(x0, s1);
            w = DoubleVector.broadcast(S, p[po + 2]);
            s2 = w.fma(x0, s2);
            w = DoubleVector.broadcast(S, p[po + 3]);
            s3 = w.fma(x0, s3);
            w = DoubleVector.broadcast(S, p[po + 4]);
            s4 = w.fma(x0, s4);
            w = DoubleVector.broadcast(S, p[po + 5]);
            s5 = w.fma(x0, s5);
            w = DoubleVector.broadcast(S, p[po + 6]);
            s6 = w.fma(x0, s6);
            w = DoubleVector.broadcast(S, p[po + 7]);
            s7 = w.fma(x0, s7);
            po += WIDEST;
            xo += xk;
        }
        put(s0, z, zo, onto, p, po);
        zo += zm;
        put(s1, z, zo, onto, p, po + 1);
        zo += zm;
        put(s2, z, zo, onto, p, po + 2);
        zo += zm;
        put(s3, z, zo, onto, p, po + 3);
        zo += zm;
        put(s4, z, zo, onto, p, po + 4);
        zo += zm;
        put(s5, z, zo, onto, p, po + 5);
        zo += zm;
        put(s6, z, zo, onto, p, po + 6);
        zo += zm;
        put(s7, z, zo, onto, p, po + 7);
    }

    private static void block5x2(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner, boolean onto) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        DoubleVector s30 = s00;
        DoubleVector s31 = s00;
        DoubleVector s40 = s00;
        DoubleVector s41 = s00;
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector x1 = DoubleVector.fromArray(S, x, xo + VL);
            DoubleVector w = DoubleVector.broadcast(S, p[po]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            w = DoubleVector.broadcast(S, p[po + 1]);
            s10 = w.fma(x0, s10);
            s11 = w.fma(x1, s11);
            w = DoubleVector.broadcast(S, p[po + 2]);
            s20 = w.fma(x0, s20);
            s21 = w.fma(x1, s21);
            w = DoubleVector.broadcast(S, p[po + 3]);
            s30 = w.fma(x0, s30);
            s31 = w.fma(x1, s31);
            w = DoubleVector.broadcast(S, p[po + 4]);
            s40 = w.fma(x0, s40);
            s41 = w.fma(x1, s41);
            po += LONG;
            xo += xk;
        }
        put(s00, z, zo, onto, p, po);
        put(s01, z, zo + VL, onto, p, po);
        zo += zm;
        put(s10, z, zo, onto, p, po + 1);
        put(s11, z, zo + VL, onto, p, po + 1);
        zo += zm;
        put(s20, z, zo, onto, p, po + 2);
        put(s21, z, zo + VL, onto, p, po + 2);
        zo += zm;
        put(s30, z, zo, onto, p, po + 3);
        put(s31, z, zo + VL, onto, p, po + 3);
        zo += zm;
        put(s40, z, zo, onto, p, po + 4);
        put(s41, z, zo + VL, onto, p, po + 4);
    }

    private static void block4x2(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner, boolean onto) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        DoubleVector s30 = s00;
        DoubleVector s31 = s00;
        for (int k = 0; k < inner; k++) {
            DoubleVector x0 = DoubleVector.fromArray(S, x, xo);
            DoubleVector x1 = DoubleVector.fromArray(S, x, xo + VL);
            DoubleVector w = DoubleVector.broadcast(S, p[po]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            w = DoubleVector.broadcast(S, p[po + 1]);
            s10 = w.fma(x0, s10);
            s11 = w.fma(x1, s11);
            w = DoubleVector.broadcast(S, p[po + 2]);
            s20 = w.fma(x0, s20);
            s21 = w.fma(x1, s21);
            w = DoubleVector.broadcast(S, p[po + 3]);
            s30 = w.fma(x0, s30);
            s31 = w.fma(x1, s31);
            po += SHORT;
            xo += xk;
        }
        put(s00, z, zo, onto, p, po);
        put(s01, z, zo + VL, onto, p, po);
        zo += zm;
        put(s10, z, zo, onto, p, po + 1);
        put(s11, z, zo + VL, onto, p, po + 1);
        zo += zm;
        put(s20, z, zo, onto, p, po + 2);
        put(s21, z, zo + VL, onto, p, po + 2);
        zo += zm;
        put(s30, z, zo, onto, p, po + 3);
        put(s31, z, zo + VL, onto, p, po + 3);
    }

    private static void block5x1(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner, boolean onto) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector s4 = s0;
        for (int k = 0; k < inner; k++) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo);
            s0 = DoubleVector.broadcast(S, p[po]).fma(v, s0);
            s1 = DoubleVector.broadcast(S, p[po + 1]).fma(v, s1);
            s2 = DoubleVector.broadcast(S, p[po + 2]).fma(v, s2);
            s3 = DoubleVector.broadcast(S, p[po + 3]).fma(v, s3);
            s4 = DoubleVector.broadcast(S, p[po + 4]).fma(v, s4);
            po += LONG;
            xo += xk;
        }
        put(s0, z, zo, onto, p, po);
        put(s1, z, zo + zm, onto, p, po + 1);
        put(s2, z, zo + 2 * zm, onto, p, po + 2);
        put(s3, z, zo + 3 * zm, onto, p, po + 3);
        put(s4, z, zo + 4 * zm, onto, p, po + 4);
    }

    private static void block4x1(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner, boolean onto) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        for (int k = 0; k < inner; k++) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo);
            s0 = DoubleVector.broadcast(S, p[po]).fma(v, s0);
            s1 = DoubleVector.broadcast(S, p[po + 1]).fma(v, s1);
            s2 = DoubleVector.broadcast(S, p[po + 2]).fma(v, s2);
            s3 = DoubleVector.broadcast(S, p[po + 3]).fma(v, s3);
            po += SHORT;
            xo += xk;
        }
        put(s0, z, zo, onto, p, po);
        put(s1, z, zo + zm, onto, p, po + 1);
        put(s2, z, zo + 2 * zm, onto, p, po + 2);
        put(s3, z, zo + 3 * zm, onto, p, po + 3);
    }

    private static void row(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int inner, boolean onto) {
        DoubleVector s = DoubleVector.zero(S);
        for (int k = 0; k < inner; k++) {
            s = DoubleVector.broadcast(S, p[po]).fma(DoubleVector.fromArray(S, x, xo), s);
            po++;
            xo += xk;
        }
        put(s, z, zo, onto, p, po);
    }
}
