package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// tr B and tr B^2 of a product B = A X of two square matrices, lane by lane: what a row of the jet of log |det|
/// needs
/// of A = M^-1 and X = dM. The product is taken two rows by five or four columns at a time, each sum in the order
/// of
/// the inner index; the traces row by row.
final class DeterminantJets {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int VL = S.length();

    private DeterminantJets() {}

    /// All matrices are in one array; distances are in doubles.
    ///
    /// @param a       where A begins, row by row without gaps
    /// @param x       where X begins; its rows are `xi` apart, its columns `xj`
    /// @param m       room for B
    /// @param z       takes tr B
    /// @param squares has tr B^2 added
    /// @param lanes   a multiple of the length of a vector
    static void traces(double[] t, int a, int x, int xi, int xj, int m, int z, int squares, int n, int lanes) {
        int fives = StripProducts.inLong(n);
        int row = n * lanes;
        for (int v = 0; v < lanes; v += VL) {
            int j = 0;
            for (; j < fives; j += 5) {
                int i = 0;
                for (; i + 1 < n; i += 2) {
                    block2x5(t, a + i * row + v, row, lanes, x + j * xj + v, xj, xi, m + i * row + j * lanes + v, n);
                }
                if (i < n) {
                    block1x5(t, a + i * row + v, lanes, x + j * xj + v, xj, xi, m + i * row + j * lanes + v, n);
                }
            }
            for (; j + 3 < n; j += 4) {
                int i = 0;
                for (; i + 1 < n; i += 2) {
                    block2x4(t, a + i * row + v, row, lanes, x + j * xj + v, xj, xi, m + i * row + j * lanes + v, n);
                }
                if (i < n) {
                    block1x4(t, a + i * row + v, lanes, x + j * xj + v, xj, xi, m + i * row + j * lanes + v, n);
                }
            }
            for (; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    block1x1(t, a + i * row + v, lanes, x + j * xj + v, xi, m + i * row + j * lanes + v, n);
                }
            }
            reduce(t, m + v, z + v, squares + v, n, lanes);
        }
    }

    private static void reduce(double[] t, int m, int z, int squares, int n, int lanes) {
        DoubleVector trace = DoubleVector.zero(S);
        DoubleVector diagonal = trace;
        DoubleVector even = trace;
        DoubleVector odd = trace;
        for (int i = 0; i < n; i++) {
            int row = m + i * n * lanes;
            int column = m + i * lanes;
            DoubleVector d = DoubleVector.fromArray(S, t, row + i * lanes);
            trace = trace.add(d);
            diagonal = d.fma(d, diagonal);
            int j = 0;
            for (; j + 1 < i; j += 2) {
                even = DoubleVector.fromArray(S, t, row + j * lanes)
                        .fma(DoubleVector.fromArray(S, t, column + j * n * lanes), even);
                odd = DoubleVector.fromArray(S, t, row + (j + 1) * lanes)
                        .fma(DoubleVector.fromArray(S, t, column + (j + 1) * n * lanes), odd);
            }
            if (j < i) {
                even = DoubleVector.fromArray(S, t, row + j * lanes)
                        .fma(DoubleVector.fromArray(S, t, column + j * n * lanes), even);
            }
        }
        trace.intoArray(t, z);
        even = even.add(odd);
        DoubleVector.fromArray(S, t, squares).add(diagonal.add(even.add(even))).intoArray(t, squares);
    }

    private static void block2x5(double[] t, int a, int a1, int ak, int b, int bn, int bk, int m, int n) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        DoubleVector s03 = s00;
        DoubleVector s04 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s12 = s00;
        DoubleVector s13 = s00;
        DoubleVector s14 = s00;
        for (int k = 0; k < n; k++) {
            DoubleVector p = DoubleVector.fromArray(S, t, a);
            DoubleVector q = DoubleVector.fromArray(S, t, a + a1);
            DoubleVector y = DoubleVector.fromArray(S, t, b);
            s00 = p.fma(y, s00);
            s10 = q.fma(y, s10);
            y = DoubleVector.fromArray(S, t, b + bn);
            s01 = p.fma(y, s01);
            s11 = q.fma(y, s11);
            y = DoubleVector.fromArray(S, t, b + 2 * bn);
            s02 = p.fma(y, s02);
            s12 = q.fma(y, s12);
            y = DoubleVector.fromArray(S, t, b + 3 * bn);
            s03 = p.fma(y, s03);
            s13 = q.fma(y, s13);
            y = DoubleVector.fromArray(S, t, b + 4 * bn);
            s04 = p.fma(y, s04);
            s14 = q.fma(y, s14);
            a += ak;
            b += bk;
        }
        s00.intoArray(t, m);
        s01.intoArray(t, m + ak);
        s02.intoArray(t, m + 2 * ak);
        s03.intoArray(t, m + 3 * ak);
        s04.intoArray(t, m + 4 * ak);
        m += a1;
        s10.intoArray(t, m);
        s11.intoArray(t, m + ak);
        s12.intoArray(t, m + 2 * ak);
        s13.intoArray(t, m + 3 * ak);
        s14.intoArray(t, m + 4 * ak);
    }

    private static void block2x4(double[] t, int a, int a1, int ak, int b, int bn, int bk, int m, int n) {
        DoubleVector s00 = DoubleVector.zero(S);
        DoubleVector s01 = s00;
        DoubleVector s02 = s00;
        DoubleVector s03 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s12 = s00;
        DoubleVector s13 = s00;
        for (int k = 0; k < n; k++) {
            DoubleVector p = DoubleVector.fromArray(S, t, a);
            DoubleVector q = DoubleVector.fromArray(S, t, a + a1);
            DoubleVector y = DoubleVector.fromArray(S, t, b);
            s00 = p.fma(y, s00);
            s10 = q.fma(y, s10);
            y = DoubleVector.fromArray(S, t, b + bn);
            s01 = p.fma(y, s01);
            s11 = q.fma(y, s11);
            y = DoubleVector.fromArray(S, t, b + 2 * bn);
            s02 = p.fma(y, s02);
            s12 = q.fma(y, s12);
            y = DoubleVector.fromArray(S, t, b + 3 * bn);
            s03 = p.fma(y, s03);
            s13 = q.fma(y, s13);
            a += ak;
            b += bk;
        }
        s00.intoArray(t, m);
        s01.intoArray(t, m + ak);
        s02.intoArray(t, m + 2 * ak);
        s03.intoArray(t, m + 3 * ak);
        m += a1;
        s10.intoArray(t, m);
        s11.intoArray(t, m + ak);
        s12.intoArray(t, m + 2 * ak);
        s13.intoArray(t, m + 3 * ak);
    }

    private static void block1x5(double[] t, int a, int ak, int b, int bn, int bk, int m, int n) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        DoubleVector s4 = s0;
        for (int k = 0; k < n; k++) {
            DoubleVector p = DoubleVector.fromArray(S, t, a);
            s0 = p.fma(DoubleVector.fromArray(S, t, b), s0);
            s1 = p.fma(DoubleVector.fromArray(S, t, b + bn), s1);
            s2 = p.fma(DoubleVector.fromArray(S, t, b + 2 * bn), s2);
            s3 = p.fma(DoubleVector.fromArray(S, t, b + 3 * bn), s3);
            s4 = p.fma(DoubleVector.fromArray(S, t, b + 4 * bn), s4);
            a += ak;
            b += bk;
        }
        s0.intoArray(t, m);
        s1.intoArray(t, m + ak);
        s2.intoArray(t, m + 2 * ak);
        s3.intoArray(t, m + 3 * ak);
        s4.intoArray(t, m + 4 * ak);
    }

    private static void block1x4(double[] t, int a, int ak, int b, int bn, int bk, int m, int n) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        for (int k = 0; k < n; k++) {
            DoubleVector p = DoubleVector.fromArray(S, t, a);
            s0 = p.fma(DoubleVector.fromArray(S, t, b), s0);
            s1 = p.fma(DoubleVector.fromArray(S, t, b + bn), s1);
            s2 = p.fma(DoubleVector.fromArray(S, t, b + 2 * bn), s2);
            s3 = p.fma(DoubleVector.fromArray(S, t, b + 3 * bn), s3);
            a += ak;
            b += bk;
        }
        s0.intoArray(t, m);
        s1.intoArray(t, m + ak);
        s2.intoArray(t, m + 2 * ak);
        s3.intoArray(t, m + 3 * ak);
    }

    private static void block1x1(double[] t, int a, int ak, int b, int bk, int m, int n) {
        DoubleVector s = DoubleVector.zero(S);
        for (int k = 0; k < n; k++) {
            s = DoubleVector.fromArray(S, t, a).fma(DoubleVector.fromArray(S, t, b), s);
            a += ak;
            b += bk;
        }
        s.intoArray(t, m);
    }
}
