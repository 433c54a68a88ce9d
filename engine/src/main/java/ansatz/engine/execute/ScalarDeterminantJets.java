package ansatz.engine.execute;

/// [DeterminantJets] in plain Java, with the same bits: each sum is taken in the same order.
final class ScalarDeterminantJets {
    private ScalarDeterminantJets() {}

    static void traces(double[] t, int a, int x, int xi, int xj, int m, int z, int squares, int n, int lanes) {
        int row = n * lanes;
        int pairs = lanes - lanes % 2;
        for (int i = 0; i < n; i++) {
            int j = 0;
            for (; j + 3 < n; j += 4) {
                for (int v = 0; v < pairs; v += 2) {
                    block4(t, a + i * row + v, lanes, x + j * xj + v, xj, xi, m + i * row + j * lanes + v, n);
                }
            }
            for (; j < n; j++) {
                for (int v = 0; v < pairs; v++) {
                    block1(t, a + i * row + v, lanes, x + j * xj + v, xi, m + i * row + j * lanes + v, n);
                }
            }
            for (j = 0; j < n && pairs < lanes; j++) {
                block1(t, a + i * row + pairs, lanes, x + j * xj + pairs, xi, m + i * row + j * lanes + pairs, n);
            }
        }
        for (int v = 0; v < lanes; v++) {
            reduce(t, m + v, z + v, squares + v, n, lanes);
        }
    }

    private static void reduce(double[] t, int m, int z, int squares, int n, int lanes) {
        double trace = 0;
        double diagonal = 0;
        double even = 0;
        double odd = 0;
        for (int i = 0; i < n; i++) {
            int row = m + i * n * lanes;
            int column = m + i * lanes;
            double d = t[row + i * lanes];
            trace += d;
            diagonal = Math.fma(d, d, diagonal);
            int j = 0;
            for (; j + 1 < i; j += 2) {
                even = Math.fma(t[row + j * lanes], t[column + j * n * lanes], even);
                odd = Math.fma(t[row + (j + 1) * lanes], t[column + (j + 1) * n * lanes], odd);
            }
            if (j < i) {
                even = Math.fma(t[row + j * lanes], t[column + j * n * lanes], even);
            }
        }
        t[z] = trace;
        even += odd;
        t[squares] += diagonal + (even + even);
    }

    /// Four columns, two lanes.
    private static void block4(double[] t, int a, int ak, int b, int bn, int bk, int m, int n) {
        double s00 = 0, s01 = 0, s02 = 0, s03 = 0;
        double s10 = 0, s11 = 0, s12 = 0, s13 = 0;
        int b2 = 2 * bn;
        int b3 = 3 * bn;
        for (int k = 0; k < n; k++) {
            double p = t[a];
            double q = t[a + 1];
            s00 = Math.fma(p, t[b], s00);
            s10 = Math.fma(q, t[b + 1], s10);
            s01 = Math.fma(p, t[b + bn], s01);
            s11 = Math.fma(q, t[b + bn + 1], s11);
            s02 = Math.fma(p, t[b + b2], s02);
            s12 = Math.fma(q, t[b + b2 + 1], s12);
            s03 = Math.fma(p, t[b + b3], s03);
            s13 = Math.fma(q, t[b + b3 + 1], s13);
            a += ak;
            b += bk;
        }
        t[m] = s00;
        t[m + 1] = s10;
        t[m + ak] = s01;
        t[m + ak + 1] = s11;
        t[m + 2 * ak] = s02;
        t[m + 2 * ak + 1] = s12;
        t[m + 3 * ak] = s03;
        t[m + 3 * ak + 1] = s13;
    }

    private static void block1(double[] t, int a, int ak, int b, int bk, int m, int n) {
        double s = 0;
        for (int k = 0; k < n; k++) {
            s = Math.fma(t[a], t[b], s);
            a += ak;
            b += bk;
        }
        t[m] = s;
    }
}
