package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Contractions of two per-sample values, lane by lane, blocked in registers.
final class LaneProducts {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int VL = S.length();

    private LaneProducts() {}

    /// z[m, n] = sum_k a[m, k] b[n, k] for each lane. Element `(m, k)` of `a` begins at `ao + am[m] + ak[k]`, in
    /// doubles, and so on; `lanes` is a multiple of the vector length.
    static void contract(
            double[] a,
            int ao,
            int[] am,
            int[] ak,
            double[] b,
            int bo,
            int[] bn,
            int[] bk,
            double[] z,
            int zo,
            int[] zm,
            int[] zn,
            int lanes) {
        // four columns of b stay in the first-level cache while all rows of a pass by
        int n = 0;
        for (; n + 3 < bn.length; n += 4) {
            int b0 = bo + bn[n] * lanes;
            int b1 = bo + bn[n + 1] * lanes;
            int b2 = bo + bn[n + 2] * lanes;
            int b3 = bo + bn[n + 3] * lanes;
            int m = 0;
            for (; m + 1 < am.length; m += 2) {
                int a1 = (am[m + 1] - am[m]) * lanes;
                int z1 = (zm[m + 1] - zm[m]) * lanes;
                contract2x4(
                        a, ao + am[m] * lanes, a1, ak, b, b0, b1, b2, b3, bk, z, zo + zm[m] * lanes, z1, zn, n, lanes);
            }
            for (; m < am.length; m++) {
                contract1x4(a, ao + am[m] * lanes, ak, b, b0, b1, b2, b3, bk, z, zo + zm[m] * lanes, zn, n, lanes);
            }
        }
        for (; n < bn.length; n++) {
            for (int m = 0; m < am.length; m++) {
                contract1(a, ao + am[m] * lanes, ak, b, bo + bn[n] * lanes, bk, z, zo + (zm[m] + zn[n]) * lanes, lanes);
            }
        }
    }

    private static void contract2x4(
            double[] a,
            int ao,
            int a1,
            int[] ak,
            double[] b,
            int b0,
            int b1,
            int b2,
            int b3,
            int[] bk,
            double[] z,
            int zo,
            int z1,
            int[] zn,
            int n,
            int lanes) {
        for (int v = 0; v < lanes; v += VL) {
            DoubleVector s00 = DoubleVector.zero(S), s01 = s00, s02 = s00, s03 = s00;
            DoubleVector s10 = s00, s11 = s00, s12 = s00, s13 = s00;
            for (int k = 0; k < ak.length; k++) {
                int ai = ao + ak[k] * lanes + v;
                int bi = bk[k] * lanes + v;
                DoubleVector p = DoubleVector.fromArray(S, a, ai);
                DoubleVector q = DoubleVector.fromArray(S, a, ai + a1);
                DoubleVector y = DoubleVector.fromArray(S, b, b0 + bi);
                s00 = p.fma(y, s00);
                s10 = q.fma(y, s10);
                y = DoubleVector.fromArray(S, b, b1 + bi);
                s01 = p.fma(y, s01);
                s11 = q.fma(y, s11);
                y = DoubleVector.fromArray(S, b, b2 + bi);
                s02 = p.fma(y, s02);
                s12 = q.fma(y, s12);
                y = DoubleVector.fromArray(S, b, b3 + bi);
                s03 = p.fma(y, s03);
                s13 = q.fma(y, s13);
            }
            int t = zo + v;
            s00.intoArray(z, t + zn[n] * lanes);
            s01.intoArray(z, t + zn[n + 1] * lanes);
            s02.intoArray(z, t + zn[n + 2] * lanes);
            s03.intoArray(z, t + zn[n + 3] * lanes);
            t += z1;
            s10.intoArray(z, t + zn[n] * lanes);
            s11.intoArray(z, t + zn[n + 1] * lanes);
            s12.intoArray(z, t + zn[n + 2] * lanes);
            s13.intoArray(z, t + zn[n + 3] * lanes);
        }
    }

    private static void contract1x4(
            double[] a,
            int ao,
            int[] ak,
            double[] b,
            int b0,
            int b1,
            int b2,
            int b3,
            int[] bk,
            double[] z,
            int zo,
            int[] zn,
            int n,
            int lanes) {
        for (int v = 0; v < lanes; v += VL) {
            DoubleVector s0 = DoubleVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
            for (int k = 0; k < ak.length; k++) {
                int bi = bk[k] * lanes + v;
                DoubleVector p = DoubleVector.fromArray(S, a, ao + ak[k] * lanes + v);
                s0 = p.fma(DoubleVector.fromArray(S, b, b0 + bi), s0);
                s1 = p.fma(DoubleVector.fromArray(S, b, b1 + bi), s1);
                s2 = p.fma(DoubleVector.fromArray(S, b, b2 + bi), s2);
                s3 = p.fma(DoubleVector.fromArray(S, b, b3 + bi), s3);
            }
            int t = zo + v;
            s0.intoArray(z, t + zn[n] * lanes);
            s1.intoArray(z, t + zn[n + 1] * lanes);
            s2.intoArray(z, t + zn[n + 2] * lanes);
            s3.intoArray(z, t + zn[n + 3] * lanes);
        }
    }

    /// Four running sums, so that one addition need not wait for the one before.
    private static void contract1(
            double[] a, int ao, int[] ak, double[] b, int bo, int[] bk, double[] z, int zo, int lanes) {
        for (int v = 0; v < lanes; v += VL) {
            DoubleVector s0 = DoubleVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
            int i = ao + v;
            int j = bo + v;
            int k = 0;
            for (; k + 3 < ak.length; k += 4) {
                s0 = DoubleVector.fromArray(S, a, i + ak[k] * lanes)
                        .fma(DoubleVector.fromArray(S, b, j + bk[k] * lanes), s0);
                s1 = DoubleVector.fromArray(S, a, i + ak[k + 1] * lanes)
                        .fma(DoubleVector.fromArray(S, b, j + bk[k + 1] * lanes), s1);
                s2 = DoubleVector.fromArray(S, a, i + ak[k + 2] * lanes)
                        .fma(DoubleVector.fromArray(S, b, j + bk[k + 2] * lanes), s2);
                s3 = DoubleVector.fromArray(S, a, i + ak[k + 3] * lanes)
                        .fma(DoubleVector.fromArray(S, b, j + bk[k + 3] * lanes), s3);
            }
            for (; k < ak.length; k++) {
                s0 = DoubleVector.fromArray(S, a, i + ak[k] * lanes)
                        .fma(DoubleVector.fromArray(S, b, j + bk[k] * lanes), s0);
            }
            s0.add(s1).add(s2.add(s3)).intoArray(z, zo + v);
        }
    }
}
