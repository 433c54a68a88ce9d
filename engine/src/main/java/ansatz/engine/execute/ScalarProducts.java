package ansatz.engine.execute;

import ansatz.engine.kernel.Kernels;

/// [Products] and [LaneProducts] in plain Java, with the same bits: each sum is taken in the same order. Blocked so
/// that
/// the sums stay in registers.
final class ScalarProducts {
    /// The running sums of a sum over lanes: one a lane of a vector, of 256 or 512 bits, that this machine has.
    static final int SUMS = Math.clamp(Kernels.lanes(), 256 / Double.SIZE, 512 / Double.SIZE);

    private ScalarProducts() {}

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
        int j = 0;
        for (; j + 3 < columns; j += 4) {
            int i = 0;
            for (; i + 1 < rows; i += 2) {
                block2x4(a, ao + i * am, am, ak, x, xo + j, xk, z, zo + i * zm + j, zm, inner, onto);
            }
            if (i < rows) {
                block1x4(a, ao + i * am, ak, x, xo + j, xk, z, zo + i * zm + j, inner, onto);
            }
        }
        for (; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                double s = 0;
                for (int k = 0; k < inner; k++) {
                    s = Math.fma(a[ao + i * am + k * ak], x[xo + k * xk + j], s);
                }
                put(s, z, zo + i * zm + j, onto);
            }
        }
    }

    private static void put(double s, double[] z, int at, boolean onto) {
        z[at] = onto ? s + z[at] : s;
    }

    private static void block2x4(
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
        double s00 = 0, s01 = 0, s02 = 0, s03 = 0;
        double s10 = 0, s11 = 0, s12 = 0, s13 = 0;
        for (int k = 0; k < inner; k++) {
            double w0 = a[ao];
            double w1 = a[ao + am];
            double y = x[xo];
            s00 = Math.fma(w0, y, s00);
            s10 = Math.fma(w1, y, s10);
            y = x[xo + 1];
            s01 = Math.fma(w0, y, s01);
            s11 = Math.fma(w1, y, s11);
            y = x[xo + 2];
            s02 = Math.fma(w0, y, s02);
            s12 = Math.fma(w1, y, s12);
            y = x[xo + 3];
            s03 = Math.fma(w0, y, s03);
            s13 = Math.fma(w1, y, s13);
            ao += ak;
            xo += xk;
        }
        put(s00, z, zo, onto);
        put(s01, z, zo + 1, onto);
        put(s02, z, zo + 2, onto);
        put(s03, z, zo + 3, onto);
        put(s10, z, zo + zm, onto);
        put(s11, z, zo + zm + 1, onto);
        put(s12, z, zo + zm + 2, onto);
        put(s13, z, zo + zm + 3, onto);
    }

    private static void block1x4(
            double[] a, int ao, int ak, double[] x, int xo, int xk, double[] z, int zo, int inner, boolean onto) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int k = 0; k < inner; k++) {
            double w = a[ao];
            s0 = Math.fma(w, x[xo], s0);
            s1 = Math.fma(w, x[xo + 1], s1);
            s2 = Math.fma(w, x[xo + 2], s2);
            s3 = Math.fma(w, x[xo + 3], s3);
            ao += ak;
            xo += xk;
        }
        put(s0, z, zo, onto);
        put(s1, z, zo + 1, onto);
        put(s2, z, zo + 2, onto);
        put(s3, z, zo + 3, onto);
    }

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
        int whole = length - length % SUMS;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int ai = ao + i * am;
                int bj = bo + j * bn;
                z[zo + i * zm + j] += dot(a, ai, b, bj, whole);
                if (whole < length) {
                    z[zo + i * zm + j] += rest(a, ai, b, bj, whole, length);
                }
            }
        }
    }

    /// The sum of [#SUMS] running sums as a tree: halves added to halves. They may be spoilt.
    static double tree(double[] s, int at) {
        if (SUMS == 4) {
            return (s[at] + s[at + 2]) + (s[at + 1] + s[at + 3]);
        }
        if (SUMS == 8) {
            return ((s[at] + s[at + 4]) + (s[at + 2] + s[at + 6]))
                    + ((s[at + 1] + s[at + 5]) + (s[at + 3] + s[at + 7]));
        }
        for (int half = SUMS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                s[at + i] += s[at + i + half];
            }
        }
        return s[at];
    }

    /// [#SUMS] running sums, added as a tree.
    private static double dot(double[] a, int ao, double[] b, int bo, int length) {
        return switch (SUMS) {
            case 4 -> dot4(a, ao, b, bo, length);
            case 8 -> dot8(a, ao, b, bo, length);
            default -> dot16(a, ao, b, bo, length);
        };
    }

    private static double dot4(double[] a, int ao, double[] b, int bo, int length) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int k = 0; k < length; k += 4) {
            s0 = Math.fma(a[ao + k], b[bo + k], s0);
            s1 = Math.fma(a[ao + k + 1], b[bo + k + 1], s1);
            s2 = Math.fma(a[ao + k + 2], b[bo + k + 2], s2);
            s3 = Math.fma(a[ao + k + 3], b[bo + k + 3], s3);
        }
        return (s0 + s2) + (s1 + s3);
    }

    private static double dot8(double[] a, int ao, double[] b, int bo, int length) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int k = 0; k < length; k += 8) {
            s0 = Math.fma(a[ao + k], b[bo + k], s0);
            s1 = Math.fma(a[ao + k + 1], b[bo + k + 1], s1);
            s2 = Math.fma(a[ao + k + 2], b[bo + k + 2], s2);
            s3 = Math.fma(a[ao + k + 3], b[bo + k + 3], s3);
            s4 = Math.fma(a[ao + k + 4], b[bo + k + 4], s4);
            s5 = Math.fma(a[ao + k + 5], b[bo + k + 5], s5);
            s6 = Math.fma(a[ao + k + 6], b[bo + k + 6], s6);
            s7 = Math.fma(a[ao + k + 7], b[bo + k + 7], s7);
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    private static double dot16(double[] a, int ao, double[] b, int bo, int length) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        double s8 = 0, s9 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0, s14 = 0, s15 = 0;
        for (int k = 0; k < length; k += 16) {
            s0 = Math.fma(a[ao + k], b[bo + k], s0);
            s1 = Math.fma(a[ao + k + 1], b[bo + k + 1], s1);
            s2 = Math.fma(a[ao + k + 2], b[bo + k + 2], s2);
            s3 = Math.fma(a[ao + k + 3], b[bo + k + 3], s3);
            s4 = Math.fma(a[ao + k + 4], b[bo + k + 4], s4);
            s5 = Math.fma(a[ao + k + 5], b[bo + k + 5], s5);
            s6 = Math.fma(a[ao + k + 6], b[bo + k + 6], s6);
            s7 = Math.fma(a[ao + k + 7], b[bo + k + 7], s7);
            s8 = Math.fma(a[ao + k + 8], b[bo + k + 8], s8);
            s9 = Math.fma(a[ao + k + 9], b[bo + k + 9], s9);
            s10 = Math.fma(a[ao + k + 10], b[bo + k + 10], s10);
            s11 = Math.fma(a[ao + k + 11], b[bo + k + 11], s11);
            s12 = Math.fma(a[ao + k + 12], b[bo + k + 12], s12);
            s13 = Math.fma(a[ao + k + 13], b[bo + k + 13], s13);
            s14 = Math.fma(a[ao + k + 14], b[bo + k + 14], s14);
            s15 = Math.fma(a[ao + k + 15], b[bo + k + 15], s15);
        }
        return (((s0 + s8) + (s4 + s12)) + ((s2 + s10) + (s6 + s14)))
                + (((s1 + s9) + (s5 + s13)) + ((s3 + s11) + (s7 + s15)));
    }

    static double rest(double[] a, int ao, double[] b, int bo, int k, int length) {
        double s = 0;
        for (; k < length; k++) {
            s = Math.fma(a[ao + k], b[bo + k], s);
        }
        return s;
    }

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
        int n = 0;
        for (; n + 3 < bn.length; n += 4) {
            int b0 = bo + bn[n] * lanes;
            int b1 = bo + bn[n + 1] * lanes;
            int b2 = bo + bn[n + 2] * lanes;
            int b3 = bo + bn[n + 3] * lanes;
            for (int m = 0; m < am.length; m++) {
                contract1x4(a, ao + am[m] * lanes, ak, b, b0, b1, b2, b3, bk, z, zo + zm[m] * lanes, zn, n, lanes);
            }
        }
        for (; n < bn.length; n++) {
            for (int m = 0; m < am.length; m++) {
                contract1(a, ao + am[m] * lanes, ak, b, bo + bn[n] * lanes, bk, z, zo + (zm[m] + zn[n]) * lanes, lanes);
            }
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
        int z0 = zo + zn[n] * lanes;
        int z1 = zo + zn[n + 1] * lanes;
        int z2 = zo + zn[n + 2] * lanes;
        int z3 = zo + zn[n + 3] * lanes;
        for (int v = 0; v < lanes; v += 2) {
            double s00 = 0, s01 = 0, s02 = 0, s03 = 0;
            double s10 = 0, s11 = 0, s12 = 0, s13 = 0;
            for (int k = 0; k < ak.length; k++) {
                int ai = ao + ak[k] * lanes + v;
                int bi = bk[k] * lanes + v;
                double p = a[ai];
                double q = a[ai + 1];
                s00 = Math.fma(p, b[b0 + bi], s00);
                s10 = Math.fma(q, b[b0 + bi + 1], s10);
                s01 = Math.fma(p, b[b1 + bi], s01);
                s11 = Math.fma(q, b[b1 + bi + 1], s11);
                s02 = Math.fma(p, b[b2 + bi], s02);
                s12 = Math.fma(q, b[b2 + bi + 1], s12);
                s03 = Math.fma(p, b[b3 + bi], s03);
                s13 = Math.fma(q, b[b3 + bi + 1], s13);
            }
            z[z0 + v] = s00;
            z[z0 + v + 1] = s10;
            z[z1 + v] = s01;
            z[z1 + v + 1] = s11;
            z[z2 + v] = s02;
            z[z2 + v + 1] = s12;
            z[z3 + v] = s03;
            z[z3 + v + 1] = s13;
        }
    }

    private static void contract1(
            double[] a, int ao, int[] ak, double[] b, int bo, int[] bk, double[] z, int zo, int lanes) {
        for (int v = 0; v < lanes; v++) {
            double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
            int i = ao + v;
            int j = bo + v;
            int k = 0;
            for (; k + 3 < ak.length; k += 4) {
                s0 = Math.fma(a[i + ak[k] * lanes], b[j + bk[k] * lanes], s0);
                s1 = Math.fma(a[i + ak[k + 1] * lanes], b[j + bk[k + 1] * lanes], s1);
                s2 = Math.fma(a[i + ak[k + 2] * lanes], b[j + bk[k + 2] * lanes], s2);
                s3 = Math.fma(a[i + ak[k + 3] * lanes], b[j + bk[k + 3] * lanes], s3);
            }
            for (; k < ak.length; k++) {
                s0 = Math.fma(a[i + ak[k] * lanes], b[j + bk[k] * lanes], s0);
            }
            z[zo + v] = (s0 + s1) + (s2 + s3);
        }
    }
}
