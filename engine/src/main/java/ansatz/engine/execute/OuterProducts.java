package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums over lanes of outer products: matrix products whose contracted index lies side by side in both factors,
/// where a block of four rows by four columns stays in registers if there are 32 of them, of up to three by three
/// otherwise. Each sum has a running sum a lane of a vector, added as a tree, whatever the blocking.
final class OuterProducts {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int VL = S.length();

    private OuterProducts() {}

    /// False where vectors are so short that sums over lanes do not have the bits of plain Java: here and in
    /// [LaneKernels#totals].
    static boolean alike() {
        return VL == ScalarProducts.SUMS;
    }

    /// z[i, j] += sum_k a[i, k] b[j, k]: rows `i` of `a` at `ao + i am`, rows `j` of b at `bo + j bn`, contiguous
    /// in k.
    ///
    /// @param room takes the running sums of blocks, [Lanes#OUTER_ROOM] numbers; they are added up there, because
    /// taking a vector apart lane by lane costs three times as much
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
            int length,
            double[] room) {
        int whole = length - length % VL;
        int fourRows = LaneKernels.WIDE && columns >= 4 ? inFours(rows) : 0;
        int fourColumns = fourRows == 0 ? 0 : inFours(columns);
        for (int i = 0; i < fourRows; i += 4) {
            for (int j = 0; j < fourColumns; j += Lanes.OUTER_COLUMNS) {
                int width = Math.min(Lanes.OUTER_COLUMNS, fourColumns - j);
                addFour(a, ao + i * am, am, b, bo + j * bn, bn, z, zo + i * zm + j, zm, width, whole, room);
            }
        }
        if (fourColumns < columns) {
            addThrees(
                    a,
                    ao,
                    am,
                    b,
                    bo + fourColumns * bn,
                    bn,
                    z,
                    zo + fourColumns,
                    zm,
                    fourRows,
                    columns - fourColumns,
                    whole,
                    room);
        }
        addThrees(
                a, ao + fourRows * am, am, b, bo, bn, z, zo + fourRows * zm, zm, rows - fourRows, columns, whole, room);
        if (whole < length) {
            addRest(a, ao + whole, am, b, bo + whole, bn, z, zo, zm, rows, columns, length - whole);
        }
    }

    /// How many of so many rows or columns are taken four at a time, so that none is left by itself.
    private static int inFours(int n) {
        return Math.max(0, n % 4 == 1 ? n - 5 : n - n % 4);
    }

    /// Four rows by at most [Lanes#OUTER_COLUMNS] columns, in fours.
    private static void addFour(
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
            int whole,
            double[] room) {
        for (int j = 0; j < columns; j += 4) {
            block4x4(a, ao, am, b, bo + j * bn, bn, whole, room, j * VL, columns * VL);
        }
        totals(room, 4 * columns);
        LaneKernels.add(z, zo, zm, room, 0, columns, z, zo, zm, 4, columns);
    }

    /// Adds up the running sums of so many sums; these then stand one after the other. A loop of its own, which
    /// the compiler turns into nothing but loads and additions.
    private static void totals(double[] room, int sums) {
        for (int k = 0; k < sums; k++) {
            room[k] = ScalarProducts.tree(room, k * VL);
        }
    }

    /// In blocks of up to three rows by three columns.
    private static void addThrees(
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
            int whole,
            double[] room) {
        int rowThrees = inThrees(rows);
        int columnThrees = inThrees(columns);
        int i = 0;
        while (i < rows) {
            int height = i < rowThrees ? 3 : Math.min(2, rows - i);
            int ai = ao + i * am;
            int j = 0;
            while (j < columns) {
                int width = j < columnThrees ? 3 : Math.min(2, columns - j);
                int bj = bo + j * bn;
                switch (3 * height + width) {
                    case 12 -> block3x3(a, ai, am, b, bj, bn, whole, room);
                    case 11 -> block3x2(a, ai, am, b, bj, bn, whole, room);
                    case 10 -> block3x1(a, ai, am, b, bj, whole, room);
                    case 9 -> block2x3(a, ai, am, b, bj, bn, whole, room);
                    case 8 -> block2x2(a, ai, am, b, bj, bn, whole, room);
                    case 7 -> block2x1(a, ai, am, b, bj, whole, room);
                    case 6 -> block1x3(a, ai, b, bj, bn, whole, room);
                    case 5 -> block1x2(a, ai, b, bj, bn, whole, room);
                    default -> block1x1(a, ai, b, bj, whole, room);
                }
                total(room, z, zo + i * zm + j, zm, height, width);
                j += width;
            }
            i += height;
        }
    }

    /// How many of so many rows or columns are taken three at a time: those left are taken in pairs, one by itself
    /// only where there is no other.
    private static int inThrees(int n) {
        return n % 3 == 1 && n > 1 ? n - 4 : n - n % 3;
    }

    /// Adds each sum of a block, its running sums as a tree: halves added to halves.
    private static void total(double[] room, double[] z, int zo, int zm, int rows, int columns) {
        int at = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                z[zo + i * zm + j] += ScalarProducts.tree(room, at);
                at += VL;
            }
        }
    }

    private static void addRest(
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
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                z[zo + i * zm + j] += ScalarProducts.rest(a, ao + i * am, b, bo + j * bn, 0, length);
            }
        }
    }

    /// Four by four, for 32 registers.
    ///
    /// @param ro, rm where the first row of running sums is put, and the distance to the next one
    private static void block4x4(
            double[] a, int ao, int am, double[] b, int bo, int bn, int length, double[] room, int ro, int rm) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        DoubleVector s03 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s12 = s00;
        DoubleVector s13 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        DoubleVector s22 = s00;
        DoubleVector s23 = s00;
        DoubleVector s30 = s00;
        DoubleVector s31 = s00;
        DoubleVector s32 = s00;
        DoubleVector s33 = s00;
        int a1 = ao + am;
        int a2 = ao + 2 * am;
        int a3 = ao + 3 * am;
        int b1 = bo + bn;
        int b2 = bo + 2 * bn;
        int b3 = bo + 3 * bn;
        for (int k = 0; k < length; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector y1 = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector y2 = DoubleVector.fromArray(S, b, b2 + k);
            DoubleVector y3 = DoubleVector.fromArray(S, b, b3 + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            s02 = x.fma(y2, s02);
            s03 = x.fma(y3, s03);
            x = DoubleVector.fromArray(S, a, a1 + k);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            s12 = x.fma(y2, s12);
            s13 = x.fma(y3, s13);
            x = DoubleVector.fromArray(S, a, a2 + k);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            s22 = x.fma(y2, s22);
            s23 = x.fma(y3, s23);
            x = DoubleVector.fromArray(S, a, a3 + k);
            s30 = x.fma(y0, s30);
            s31 = x.fma(y1, s31);
            s32 = x.fma(y2, s32);
            s33 = x.fma(y3, s33);
        }
        s00.intoArray(room, ro);
        s01.intoArray(room, ro + VL);
        s02.intoArray(room, ro + 2 * VL);
        s03.intoArray(room, ro + 3 * VL);
        s10.intoArray(room, ro + rm);
        s11.intoArray(room, ro + rm + VL);
        s12.intoArray(room, ro + rm + 2 * VL);
        s13.intoArray(room, ro + rm + 3 * VL);
        s20.intoArray(room, ro + 2 * rm);
        s21.intoArray(room, ro + 2 * rm + VL);
        s22.intoArray(room, ro + 2 * rm + 2 * VL);
        s23.intoArray(room, ro + 2 * rm + 3 * VL);
        s30.intoArray(room, ro + 3 * rm);
        s31.intoArray(room, ro + 3 * rm + VL);
        s32.intoArray(room, ro + 3 * rm + 2 * VL);
        s33.intoArray(room, ro + 3 * rm + 3 * VL);
    }

    /// Three by three, for 16 registers: with a fourth row the compiler loads all rows ahead and has sums stored
    /// and loaded again.
    private static void block3x3(double[] a, int ao, int am, double[] b, int bo, int bn, int length, double[] room) {
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
        for (int k = 0; k < length; k += VL) {
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
        s00.intoArray(room, 0);
        s01.intoArray(room, VL);
        s02.intoArray(room, 2 * VL);
        s10.intoArray(room, 3 * VL);
        s11.intoArray(room, 4 * VL);
        s12.intoArray(room, 5 * VL);
        s20.intoArray(room, 6 * VL);
        s21.intoArray(room, 7 * VL);
        s22.intoArray(room, 8 * VL);
    }

    private static void block3x2(double[] a, int ao, int am, double[] b, int bo, int bn, int length, double[] room) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        int a1 = ao + am;
        int a2 = ao + 2 * am;
        int b1 = bo + bn;
        for (int k = 0; k < length; k += VL) {
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
        s00.intoArray(room, 0);
        s01.intoArray(room, VL);
        s10.intoArray(room, 2 * VL);
        s11.intoArray(room, 3 * VL);
        s20.intoArray(room, 4 * VL);
        s21.intoArray(room, 5 * VL);
    }

    private static void block3x1(double[] a, int ao, int am, double[] b, int bo, int length, double[] room) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s10 = s00;
        DoubleVector s20 = s00;
        int a1 = ao + am;
        int a2 = ao + 2 * am;
        for (int k = 0; k < length; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            x = DoubleVector.fromArray(S, a, a1 + k);
            s10 = x.fma(y0, s10);
            x = DoubleVector.fromArray(S, a, a2 + k);
            s20 = x.fma(y0, s20);
        }
        s00.intoArray(room, 0);
        s10.intoArray(room, VL);
        s20.intoArray(room, 2 * VL);
    }

    private static void block2x3(double[] a, int ao, int am, double[] b, int bo, int bn, int length, double[] room) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s12 = s00;
        int a1 = ao + am;
        int b1 = bo + bn;
        int b2 = bo + 2 * bn;
        for (int k = 0; k < length; k += VL) {
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
        s00.intoArray(room, 0);
        s01.intoArray(room, VL);
        s02.intoArray(room, 2 * VL);
        s10.intoArray(room, 3 * VL);
        s11.intoArray(room, 4 * VL);
        s12.intoArray(room, 5 * VL);
    }

    private static void block2x2(double[] a, int ao, int am, double[] b, int bo, int bn, int length, double[] room) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        int a1 = ao + am;
        int b1 = bo + bn;
        for (int k = 0; k < length; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector y1 = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = DoubleVector.fromArray(S, a, a1 + k);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
        }
        s00.intoArray(room, 0);
        s01.intoArray(room, VL);
        s10.intoArray(room, 2 * VL);
        s11.intoArray(room, 3 * VL);
    }

    private static void block2x1(double[] a, int ao, int am, double[] b, int bo, int length, double[] room) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s10 = s00;
        int a1 = ao + am;
        for (int k = 0; k < length; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            x = DoubleVector.fromArray(S, a, a1 + k);
            s10 = x.fma(y0, s10);
        }
        s00.intoArray(room, 0);
        s10.intoArray(room, VL);
    }

    private static void block1x3(double[] a, int ao, double[] b, int bo, int bn, int length, double[] room) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        int b1 = bo + bn;
        int b2 = bo + 2 * bn;
        for (int k = 0; k < length; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector y1 = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector y2 = DoubleVector.fromArray(S, b, b2 + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            s02 = x.fma(y2, s02);
        }
        s00.intoArray(room, 0);
        s01.intoArray(room, VL);
        s02.intoArray(room, 2 * VL);
    }

    private static void block1x2(double[] a, int ao, double[] b, int bo, int bn, int length, double[] room) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        int b1 = bo + bn;
        for (int k = 0; k < length; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector y1 = DoubleVector.fromArray(S, b, b1 + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
        }
        s00.intoArray(room, 0);
        s01.intoArray(room, VL);
    }

    private static void block1x1(double[] a, int ao, double[] b, int bo, int length, double[] room) {
        DoubleVector s00 = DoubleVector.zero(S);
        for (int k = 0; k < length; k += VL) {
            DoubleVector y0 = DoubleVector.fromArray(S, b, bo + k);
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s00 = x.fma(y0, s00);
        }
        s00.intoArray(room, 0);
    }
}
