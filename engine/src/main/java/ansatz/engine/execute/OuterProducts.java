package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums over lanes of outer products: matrix products whose contracted index lies side by side in both factors,
/// where
/// a block of up to three rows by three columns stays in registers. Each sum has a running sum a lane of a vector,
/// added as a tree, whatever the blocking.
final class OuterProducts {
    private static final int PARTIAL_SUMS = 256 / Double.SIZE;

    /// At most 256 bits, because sums over lanes have as many partial sums, also in plain Java.
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED.length() > PARTIAL_SUMS
            ? DoubleVector.SPECIES_256
            : DoubleVector.SPECIES_PREFERRED;
    private static final int VL = S.length();

    private OuterProducts() {}

    /// False where vectors are so short that [#add] does not give the bits of plain Java.
    static boolean alike() {
        return VL == PARTIAL_SUMS;
    }

    /// z[i, j] += sum_k a[i, k] b[j, k]: rows `i` of `a` at `ao + i am`, rows `j` of b at `bo + j bn`, contiguous
    /// in k.
    static void add(
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
