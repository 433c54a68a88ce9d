package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Contractions on runs of lanes, blocked in registers: of two per-sample values lane by lane, and of a small
/// shared matrix with a per-sample value. Each sum is taken in the order of the contracted index, whatever the
/// blocking.
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
            int lanes,
            boolean onto) {
        int m = 0;
        for (; m + 1 < am.length; m += 2) {
            int n = 0;
            for (; n + 3 < bn.length; n += 4) {
                contract2x4(
                        a,
                        ao + am[m] * lanes,
                        (am[m + 1] - am[m]) * lanes,
                        ak,
                        b,
                        bo + bn[n] * lanes,
                        bo + bn[n + 1] * lanes,
                        bo + bn[n + 2] * lanes,
                        bo + bn[n + 3] * lanes,
                        bk,
                        z,
                        zo + zm[m] * lanes,
                        (zm[m + 1] - zm[m]) * lanes,
                        zn,
                        n,
                        lanes,
                        onto);
            }
            for (; n < bn.length; n++) {
                contract1(
                        a,
                        ao + am[m] * lanes,
                        ak,
                        b,
                        bo + bn[n] * lanes,
                        bk,
                        z,
                        zo + (zm[m] + zn[n]) * lanes,
                        lanes,
                        onto);
                contract1(
                        a,
                        ao + am[m + 1] * lanes,
                        ak,
                        b,
                        bo + bn[n] * lanes,
                        bk,
                        z,
                        zo + (zm[m + 1] + zn[n]) * lanes,
                        lanes,
                        onto);
            }
        }
        if (m < am.length) {
            int n = 0;
            for (; n + 3 < bn.length; n += 4) {
                contract1x4(
                        a,
                        ao + am[m] * lanes,
                        ak,
                        b,
                        bo + bn[n] * lanes,
                        bo + bn[n + 1] * lanes,
                        bo + bn[n + 2] * lanes,
                        bo + bn[n + 3] * lanes,
                        bk,
                        z,
                        zo + zm[m] * lanes,
                        zn,
                        n,
                        lanes,
                        onto);
            }
            for (; n < bn.length; n++) {
                contract1(
                        a,
                        ao + am[m] * lanes,
                        ak,
                        b,
                        bo + bn[n] * lanes,
                        bk,
                        z,
                        zo + (zm[m] + zn[n]) * lanes,
                        lanes,
                        onto);
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
            int lanes,
            boolean onto) {
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
            put(s00, z, t + zn[n] * lanes, onto);
            put(s01, z, t + zn[n + 1] * lanes, onto);
            put(s02, z, t + zn[n + 2] * lanes, onto);
            put(s03, z, t + zn[n + 3] * lanes, onto);
            t += z1;
            put(s10, z, t + zn[n] * lanes, onto);
            put(s11, z, t + zn[n + 1] * lanes, onto);
            put(s12, z, t + zn[n + 2] * lanes, onto);
            put(s13, z, t + zn[n + 3] * lanes, onto);
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
            int lanes,
            boolean onto) {
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
            put(s0, z, t + zn[n] * lanes, onto);
            put(s1, z, t + zn[n + 1] * lanes, onto);
            put(s2, z, t + zn[n + 2] * lanes, onto);
            put(s3, z, t + zn[n + 3] * lanes, onto);
        }
    }

    private static void contract1(
            double[] a, int ao, int[] ak, double[] b, int bo, int[] bk, double[] z, int zo, int lanes, boolean onto) {
        for (int v = 0; v < lanes; v += VL) {
            DoubleVector s = DoubleVector.zero(S);
            for (int k = 0; k < ak.length; k++) {
                s = DoubleVector.fromArray(S, a, ao + ak[k] * lanes + v)
                        .fma(DoubleVector.fromArray(S, b, bo + bk[k] * lanes + v), s);
            }
            put(s, z, zo + v, onto);
        }
    }

    private static void put(DoubleVector s, double[] z, int at, boolean onto) {
        if (onto) {
            s.add(DoubleVector.fromArray(S, z, at)).intoArray(z, at);
        } else {
            s.intoArray(z, at);
        }
    }

    /// z[i, j] = sum_k a[i, k] x[k, j] (onto z when `onto`) for small matrices `a` of numbers and long rows of x.
    /// Element `(i, k)` of `a` is at `ao + i am + k ak`; row `k` of x begins at `xo + k xk`, row `i` of z at `zo +
    /// i zm`.
    static void product(
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
        int j = 0;
        for (; j <= columns - 2 * VL; j += 2 * VL) {
            int i = 0;
            for (; i + 3 < rows; i += 4) {
                product4(a, ao + i * am, am, ak, x, xo + j, xk, z, zo + i * zm + j, zm, inner, onto);
            }
            for (; i < rows; i++) {
                product1(a, ao + i * am, ak, x, xo + j, xk, z, zo + i * zm + j, inner, onto);
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

    private static void product4(
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
        DoubleVector s00 = DoubleVector.zero(S), s01 = s00, s10 = s00, s11 = s00;
        DoubleVector s20 = s00, s21 = s00, s30 = s00, s31 = s00;
        int a1 = am;
        int a2 = 2 * am;
        int a3 = 3 * am;
        for (int k = 0; k < inner; k++) {
            DoubleVector p = DoubleVector.fromArray(S, x, xo);
            DoubleVector q = DoubleVector.fromArray(S, x, xo + VL);
            DoubleVector w = DoubleVector.broadcast(S, a[ao]);
            s00 = w.fma(p, s00);
            s01 = w.fma(q, s01);
            w = DoubleVector.broadcast(S, a[ao + a1]);
            s10 = w.fma(p, s10);
            s11 = w.fma(q, s11);
            w = DoubleVector.broadcast(S, a[ao + a2]);
            s20 = w.fma(p, s20);
            s21 = w.fma(q, s21);
            w = DoubleVector.broadcast(S, a[ao + a3]);
            s30 = w.fma(p, s30);
            s31 = w.fma(q, s31);
            ao += ak;
            xo += xk;
        }
        put(s00, z, zo, onto);
        put(s01, z, zo + VL, onto);
        put(s10, z, zo + zm, onto);
        put(s11, z, zo + zm + VL, onto);
        put(s20, z, zo + 2 * zm, onto);
        put(s21, z, zo + 2 * zm + VL, onto);
        put(s30, z, zo + 3 * zm, onto);
        put(s31, z, zo + 3 * zm + VL, onto);
    }

    private static void product1(
            double[] a, int ao, int ak, double[] x, int xo, int xk, double[] z, int zo, int inner, boolean onto) {
        DoubleVector s0 = DoubleVector.zero(S), s1 = s0;
        for (int k = 0; k < inner; k++) {
            DoubleVector w = DoubleVector.broadcast(S, a[ao]);
            s0 = w.fma(DoubleVector.fromArray(S, x, xo), s0);
            s1 = w.fma(DoubleVector.fromArray(S, x, xo + VL), s1);
            ao += ak;
            xo += xk;
        }
        put(s0, z, zo, onto);
        put(s1, z, zo + VL, onto);
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
        for (int i = 0; i < rows; i++) {
            int j = 0;
            for (; j + 3 < columns; j += 4) {
                outer4(a, ao + i * am, b, bo + j * bn, bn, z, zo + i * zm + j, length);
            }
            for (; j < columns; j++) {
                z[zo + i * zm + j] += dot(a, ao + i * am, b, bo + j * bn, length);
            }
        }
    }

    private static void outer4(double[] a, int ao, double[] b, int bo, int bn, double[] z, int zo, int length) {
        DoubleVector s0 = DoubleVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
        int b1 = bo + bn;
        int b2 = b1 + bn;
        int b3 = b2 + bn;
        int k = 0;
        for (; k <= length - VL; k += VL) {
            DoubleVector x = DoubleVector.fromArray(S, a, ao + k);
            s0 = x.fma(DoubleVector.fromArray(S, b, bo + k), s0);
            s1 = x.fma(DoubleVector.fromArray(S, b, b1 + k), s1);
            s2 = x.fma(DoubleVector.fromArray(S, b, b2 + k), s2);
            s3 = x.fma(DoubleVector.fromArray(S, b, b3 + k), s3);
        }
        z[zo] += tree(s0) + rest(a, ao, b, bo, k, length);
        z[zo + 1] += tree(s1) + rest(a, ao, b, b1, k, length);
        z[zo + 2] += tree(s2) + rest(a, ao, b, b2, k, length);
        z[zo + 3] += tree(s3) + rest(a, ao, b, b3, k, length);
    }

    private static double dot(double[] a, int ao, double[] b, int bo, int length) {
        DoubleVector s = DoubleVector.zero(S);
        int k = 0;
        for (; k <= length - VL; k += VL) {
            s = DoubleVector.fromArray(S, a, ao + k).fma(DoubleVector.fromArray(S, b, bo + k), s);
        }
        return tree(s) + rest(a, ao, b, bo, k, length);
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
        double[] lanes = s.toArray();
        for (int half = lanes.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }
}
