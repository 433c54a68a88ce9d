package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Matrix products whose first factor, shared by all lanes, is laid out beforehand in strips of five or four rows,
/// inner index by inner index. Its numbers then stand where one index leads to all of a strip: no stride is added
/// and
/// no bound checked for each, which is what a product of this size spends a fifth of its time on. Five rows by two
/// vectors are what the compiler keeps in registers: with six rows, or four by three vectors, it fetches the
/// numbers of
/// a strip ahead and has a sum stored and loaded again at every step.
///
/// Each sum is taken in the order of the inner index, as in [Products].
final class StripProducts {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int VL = S.length();
    private static final int LONG = 5;
    private static final int SHORT = 4;

    private StripProducts() {}

    /// How many of so many rows stand in strips of five, so that as few as can be are left beside strips of four.
    static int inLong(int rows) {
        int shorts = (LONG - rows % LONG) % LONG;
        return SHORT * shorts <= rows ? rows - SHORT * shorts : rows / LONG * LONG;
    }

    /// What happens to a sum at its end.
    enum End {
        /// It is written.
        SET,
        /// It is added to what is there.
        ADD,
        /// The number of its row is added to it, which stands behind the last inner index in its strip.
        BIAS
    }

    /// Lays out a matrix; element `(i, k)` of `a` is at `ao + i am + k ak`.
    ///
    /// @param strips takes `rows * inner` numbers
    static void layOut(double[] a, int ao, int am, int ak, double[] strips, int rows, int inner) {
        layOut(a, ao, am, ak, strips, rows, inner, inner);
    }

    /// Lays out a matrix with the numbers that are added to the sums of its rows: that of row i is at `bo + i bm`.
    ///
    /// @param strips takes `rows * (inner + 1)` numbers
    static void layOut(double[] a, int ao, int am, int ak, int bo, int bm, double[] strips, int rows, int inner) {
        layOut(a, ao, am, ak, strips, rows, inner, inner + 1);
        int fives = inLong(rows);
        int i = 0;
        while (i < rows) {
            int strip = strip(i, rows, fives);
            int at = i * (inner + 1) + strip * inner;
            for (int r = 0; r < strip; r++) {
                strips[at + r] = a[bo + (i + r) * bm];
            }
            i += strip;
        }
    }

    private static int strip(int row, int rows, int fives) {
        return row < fives ? LONG : rows - row >= SHORT ? SHORT : 1;
    }

    /// @param depth the numbers of a row in its strip, of which the last ones are left alone where there are more
    /// than `inner`
    private static void layOut(double[] a, int ao, int am, int ak, double[] strips, int rows, int inner, int depth) {
        int fives = inLong(rows);
        int i = 0;
        while (i < rows) {
            int strip = strip(i, rows, fives);
            int from = ao + i * am;
            int at = i * depth;
            for (int k = 0; k < inner; k++) {
                for (int r = 0; r < strip; r++) {
                    strips[at++] = a[from + r * am];
                }
                from += ak;
            }
            i += strip;
        }
    }

    /// z[i, j] = sum_k a[i, k] x[k, j]; row `k` of x begins at `xo + k xk`, row `i` of z at
    /// `zo
    /// + i zm`.
    ///
    /// @param strips  what [#layOut] made of a
    /// @param columns a multiple of the length of a vector
    /// @param end     what happens to the sums
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
            End end) {
        int depth = end == End.BIAS ? inner + 1 : inner;
        int fives = inLong(rows);
        int fours = rows - (rows - fives) % SHORT;
        // two vectors of columns of x stay in the first-level cache while all strips pass by
        int j = 0;
        for (; j + 2 * VL <= columns; j += 2 * VL) {
            int i = 0;
            for (; i < fives; i += LONG) {
                block5x2(strips, i * depth, x, xo + j, xk, z, zo + i * zm + j, zm, inner, end);
            }
            for (; i < fours; i += SHORT) {
                block4x2(strips, i * depth, x, xo + j, xk, z, zo + i * zm + j, zm, inner, end);
            }
            for (; i < rows; i++) {
                row(strips, i * depth, x, xo + j, xk, z, zo + i * zm + j, inner, end);
                row(strips, i * depth, x, xo + j + VL, xk, z, zo + i * zm + j + VL, inner, end);
            }
        }
        if (j < columns) {
            int i = 0;
            for (; i < fives; i += LONG) {
                block5x1(strips, i * depth, x, xo + j, xk, z, zo + i * zm + j, zm, inner, end);
            }
            for (; i < fours; i += SHORT) {
                block4x1(strips, i * depth, x, xo + j, xk, z, zo + i * zm + j, zm, inner, end);
            }
            for (; i < rows; i++) {
                row(strips, i * depth, x, xo + j, xk, z, zo + i * zm + j, inner, end);
            }
        }
    }

    private static void put(DoubleVector s, double[] z, int at, End end, double[] p, int po) {
        switch (end) {
            case SET -> s.intoArray(z, at);
            case ADD -> s.add(DoubleVector.fromArray(S, z, at)).intoArray(z, at);
            case BIAS -> s.add(p[po]).intoArray(z, at);
        }
    }

    private static void block5x2(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner, End end) {
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
        put(s00, z, zo, end, p, po);
        put(s01, z, zo + VL, end, p, po);
        zo += zm;
        put(s10, z, zo, end, p, po + 1);
        put(s11, z, zo + VL, end, p, po + 1);
        zo += zm;
        put(s20, z, zo, end, p, po + 2);
        put(s21, z, zo + VL, end, p, po + 2);
        zo += zm;
        put(s30, z, zo, end, p, po + 3);
        put(s31, z, zo + VL, end, p, po + 3);
        zo += zm;
        put(s40, z, zo, end, p, po + 4);
        put(s41, z, zo + VL, end, p, po + 4);
    }

    private static void block4x2(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner, End end) {
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
        put(s00, z, zo, end, p, po);
        put(s01, z, zo + VL, end, p, po);
        zo += zm;
        put(s10, z, zo, end, p, po + 1);
        put(s11, z, zo + VL, end, p, po + 1);
        zo += zm;
        put(s20, z, zo, end, p, po + 2);
        put(s21, z, zo + VL, end, p, po + 2);
        zo += zm;
        put(s30, z, zo, end, p, po + 3);
        put(s31, z, zo + VL, end, p, po + 3);
    }

    private static void block5x1(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner, End end) {
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
        put(s0, z, zo, end, p, po);
        put(s1, z, zo + zm, end, p, po + 1);
        put(s2, z, zo + 2 * zm, end, p, po + 2);
        put(s3, z, zo + 3 * zm, end, p, po + 3);
        put(s4, z, zo + 4 * zm, end, p, po + 4);
    }

    private static void block4x1(
            double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int zm, int inner, End end) {
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
        put(s0, z, zo, end, p, po);
        put(s1, z, zo + zm, end, p, po + 1);
        put(s2, z, zo + 2 * zm, end, p, po + 2);
        put(s3, z, zo + 3 * zm, end, p, po + 3);
    }

    private static void row(double[] p, int po, double[] x, int xo, int xk, double[] z, int zo, int inner, End end) {
        DoubleVector s = DoubleVector.zero(S);
        for (int k = 0; k < inner; k++) {
            s = DoubleVector.broadcast(S, p[po]).fma(DoubleVector.fromArray(S, x, xo), s);
            po++;
            xo += xk;
        }
        put(s, z, zo, end, p, po);
    }
}
