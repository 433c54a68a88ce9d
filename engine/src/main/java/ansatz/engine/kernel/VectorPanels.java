package ansatz.engine.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [Panels] with the Vector API: six rows by two vectors of columns of the result stay in twelve registers. B is
/// read
/// as it lies: a strip of columns stays in the first-level cache while the rows of A go by. What is left beside
/// these strips is one strip of one vector, and plain Java for less.
final class VectorPanels implements Panels {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int STRIP = 2 * L;

    @Override
    public void multiply(
            double[] a,
            int m,
            int n,
            int k,
            double alpha,
            double[] b,
            int bOff,
            int ldb,
            double beta,
            double[] c,
            int cOff,
            int ldc) {
        int wide = n / STRIP * STRIP;
        for (int j = 0; j < wide; j += STRIP) {
            int i = 0;
            for (; i + 6 <= m; i += 6) {
                rows6(a, i * k, k, alpha, b, bOff + j, ldb, beta, c, cOff + i * ldc + j, ldc);
            }
            if (i + 4 <= m) {
                rows4(a, i * k, k, alpha, b, bOff + j, ldb, beta, c, cOff + i * ldc + j, ldc);
                i += 4;
            }
            if (i + 2 <= m) {
                rows2(a, i * k, k, alpha, b, bOff + j, ldb, beta, c, cOff + i * ldc + j, ldc);
                i += 2;
            }
            if (i < m) {
                row(a, i * k, k, alpha, b, bOff + j, ldb, beta, c, cOff + i * ldc + j);
            }
        }
        if (wide + L <= n) {
            for (int i = 0; i < m; ) {
                int height = Panels.height(i, m);
                int r = 0;
                for (; r + 2 <= height; r += 2) {
                    pair(
                            a,
                            i * k + r,
                            height,
                            k,
                            alpha,
                            b,
                            bOff + wide,
                            ldb,
                            beta,
                            c,
                            cOff + (i + r) * ldc + wide,
                            ldc);
                }
                if (r < height) {
                    single(a, i * k, k, alpha, b, bOff + wide, ldb, beta, c, cOff + i * ldc + wide);
                }
                i += height;
            }
            wide += L;
        }
        ScalarPanels.columns(wide, a, m, n, k, alpha, b, bOff, ldb, beta, c, cOff, ldc);
    }

    /// Six rows by two vectors.
    private static void rows6(
            double[] a,
            int aAt,
            int k,
            double alpha,
            double[] b,
            int bAt,
            int ldb,
            double beta,
            double[] c,
            int cAt,
            int ldc) {
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector q0 = p0;
        DoubleVector p1 = DoubleVector.zero(S);
        DoubleVector q1 = p1;
        DoubleVector p2 = DoubleVector.zero(S);
        DoubleVector q2 = p2;
        DoubleVector p3 = DoubleVector.zero(S);
        DoubleVector q3 = p3;
        DoubleVector p4 = DoubleVector.zero(S);
        DoubleVector q4 = p4;
        DoubleVector p5 = DoubleVector.zero(S);
        DoubleVector q5 = p5;
        for (int l = 0; l < k; l++) {
            DoubleVector x = DoubleVector.fromArray(S, b, bAt + l * ldb);
            DoubleVector y = DoubleVector.fromArray(S, b, bAt + l * ldb + L);
            DoubleVector a0 = DoubleVector.broadcast(S, a[aAt + 6 * l]);
            p0 = a0.fma(x, p0);
            q0 = a0.fma(y, q0);
            DoubleVector a1 = DoubleVector.broadcast(S, a[aAt + 6 * l + 1]);
            p1 = a1.fma(x, p1);
            q1 = a1.fma(y, q1);
            DoubleVector a2 = DoubleVector.broadcast(S, a[aAt + 6 * l + 2]);
            p2 = a2.fma(x, p2);
            q2 = a2.fma(y, q2);
            DoubleVector a3 = DoubleVector.broadcast(S, a[aAt + 6 * l + 3]);
            p3 = a3.fma(x, p3);
            q3 = a3.fma(y, q3);
            DoubleVector a4 = DoubleVector.broadcast(S, a[aAt + 6 * l + 4]);
            p4 = a4.fma(x, p4);
            q4 = a4.fma(y, q4);
            DoubleVector a5 = DoubleVector.broadcast(S, a[aAt + 6 * l + 5]);
            p5 = a5.fma(x, p5);
            q5 = a5.fma(y, q5);
        }
        if (beta == 0) {
            p0.mul(alpha).intoArray(c, cAt);
            q0.mul(alpha).intoArray(c, cAt + L);
            p1.mul(alpha).intoArray(c, cAt + ldc);
            q1.mul(alpha).intoArray(c, cAt + ldc + L);
            p2.mul(alpha).intoArray(c, cAt + 2 * ldc);
            q2.mul(alpha).intoArray(c, cAt + 2 * ldc + L);
            p3.mul(alpha).intoArray(c, cAt + 3 * ldc);
            q3.mul(alpha).intoArray(c, cAt + 3 * ldc + L);
            p4.mul(alpha).intoArray(c, cAt + 4 * ldc);
            q4.mul(alpha).intoArray(c, cAt + 4 * ldc + L);
            p5.mul(alpha).intoArray(c, cAt + 5 * ldc);
            q5.mul(alpha).intoArray(c, cAt + 5 * ldc + L);
        } else {
            DoubleVector s = DoubleVector.broadcast(S, beta);
            DoubleVector.fromArray(S, c, cAt).fma(s, p0.mul(alpha)).intoArray(c, cAt);
            DoubleVector.fromArray(S, c, cAt + L).fma(s, q0.mul(alpha)).intoArray(c, cAt + L);
            DoubleVector.fromArray(S, c, cAt + ldc).fma(s, p1.mul(alpha)).intoArray(c, cAt + ldc);
            DoubleVector.fromArray(S, c, cAt + ldc + L).fma(s, q1.mul(alpha)).intoArray(c, cAt + ldc + L);
            DoubleVector.fromArray(S, c, cAt + 2 * ldc).fma(s, p2.mul(alpha)).intoArray(c, cAt + 2 * ldc);
            DoubleVector.fromArray(S, c, cAt + 2 * ldc + L)
                    .fma(s, q2.mul(alpha))
                    .intoArray(c, cAt + 2 * ldc + L);
            DoubleVector.fromArray(S, c, cAt + 3 * ldc).fma(s, p3.mul(alpha)).intoArray(c, cAt + 3 * ldc);
            DoubleVector.fromArray(S, c, cAt + 3 * ldc + L)
                    .fma(s, q3.mul(alpha))
                    .intoArray(c, cAt + 3 * ldc + L);
            DoubleVector.fromArray(S, c, cAt + 4 * ldc).fma(s, p4.mul(alpha)).intoArray(c, cAt + 4 * ldc);
            DoubleVector.fromArray(S, c, cAt + 4 * ldc + L)
                    .fma(s, q4.mul(alpha))
                    .intoArray(c, cAt + 4 * ldc + L);
            DoubleVector.fromArray(S, c, cAt + 5 * ldc).fma(s, p5.mul(alpha)).intoArray(c, cAt + 5 * ldc);
            DoubleVector.fromArray(S, c, cAt + 5 * ldc + L)
                    .fma(s, q5.mul(alpha))
                    .intoArray(c, cAt + 5 * ldc + L);
        }
    }

    /// Four rows by two vectors.
    private static void rows4(
            double[] a,
            int aAt,
            int k,
            double alpha,
            double[] b,
            int bAt,
            int ldb,
            double beta,
            double[] c,
            int cAt,
            int ldc) {
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector q0 = p0;
        DoubleVector p1 = DoubleVector.zero(S);
        DoubleVector q1 = p1;
        DoubleVector p2 = DoubleVector.zero(S);
        DoubleVector q2 = p2;
        DoubleVector p3 = DoubleVector.zero(S);
        DoubleVector q3 = p3;
        for (int l = 0; l < k; l++) {
            DoubleVector x = DoubleVector.fromArray(S, b, bAt + l * ldb);
            DoubleVector y = DoubleVector.fromArray(S, b, bAt + l * ldb + L);
            DoubleVector a0 = DoubleVector.broadcast(S, a[aAt + 4 * l]);
            p0 = a0.fma(x, p0);
            q0 = a0.fma(y, q0);
            DoubleVector a1 = DoubleVector.broadcast(S, a[aAt + 4 * l + 1]);
            p1 = a1.fma(x, p1);
            q1 = a1.fma(y, q1);
            DoubleVector a2 = DoubleVector.broadcast(S, a[aAt + 4 * l + 2]);
            p2 = a2.fma(x, p2);
            q2 = a2.fma(y, q2);
            DoubleVector a3 = DoubleVector.broadcast(S, a[aAt + 4 * l + 3]);
            p3 = a3.fma(x, p3);
            q3 = a3.fma(y, q3);
        }
        if (beta == 0) {
            p0.mul(alpha).intoArray(c, cAt);
            q0.mul(alpha).intoArray(c, cAt + L);
            p1.mul(alpha).intoArray(c, cAt + ldc);
            q1.mul(alpha).intoArray(c, cAt + ldc + L);
            p2.mul(alpha).intoArray(c, cAt + 2 * ldc);
            q2.mul(alpha).intoArray(c, cAt + 2 * ldc + L);
            p3.mul(alpha).intoArray(c, cAt + 3 * ldc);
            q3.mul(alpha).intoArray(c, cAt + 3 * ldc + L);
        } else {
            DoubleVector s = DoubleVector.broadcast(S, beta);
            DoubleVector.fromArray(S, c, cAt).fma(s, p0.mul(alpha)).intoArray(c, cAt);
            DoubleVector.fromArray(S, c, cAt + L).fma(s, q0.mul(alpha)).intoArray(c, cAt + L);
            DoubleVector.fromArray(S, c, cAt + ldc).fma(s, p1.mul(alpha)).intoArray(c, cAt + ldc);
            DoubleVector.fromArray(S, c, cAt + ldc + L).fma(s, q1.mul(alpha)).intoArray(c, cAt + ldc + L);
            DoubleVector.fromArray(S, c, cAt + 2 * ldc).fma(s, p2.mul(alpha)).intoArray(c, cAt + 2 * ldc);
            DoubleVector.fromArray(S, c, cAt + 2 * ldc + L)
                    .fma(s, q2.mul(alpha))
                    .intoArray(c, cAt + 2 * ldc + L);
            DoubleVector.fromArray(S, c, cAt + 3 * ldc).fma(s, p3.mul(alpha)).intoArray(c, cAt + 3 * ldc);
            DoubleVector.fromArray(S, c, cAt + 3 * ldc + L)
                    .fma(s, q3.mul(alpha))
                    .intoArray(c, cAt + 3 * ldc + L);
        }
    }

    /// Two rows by two vectors.
    private static void rows2(
            double[] a,
            int aAt,
            int k,
            double alpha,
            double[] b,
            int bAt,
            int ldb,
            double beta,
            double[] c,
            int cAt,
            int ldc) {
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector q0 = p0;
        DoubleVector p1 = DoubleVector.zero(S);
        DoubleVector q1 = p1;
        for (int l = 0; l < k; l++) {
            DoubleVector x = DoubleVector.fromArray(S, b, bAt + l * ldb);
            DoubleVector y = DoubleVector.fromArray(S, b, bAt + l * ldb + L);
            DoubleVector a0 = DoubleVector.broadcast(S, a[aAt + 2 * l]);
            p0 = a0.fma(x, p0);
            q0 = a0.fma(y, q0);
            DoubleVector a1 = DoubleVector.broadcast(S, a[aAt + 2 * l + 1]);
            p1 = a1.fma(x, p1);
            q1 = a1.fma(y, q1);
        }
        if (beta == 0) {
            p0.mul(alpha).intoArray(c, cAt);
            q0.mul(alpha).intoArray(c, cAt + L);
            p1.mul(alpha).intoArray(c, cAt + ldc);
            q1.mul(alpha).intoArray(c, cAt + ldc + L);
        } else {
            DoubleVector s = DoubleVector.broadcast(S, beta);
            DoubleVector.fromArray(S, c, cAt).fma(s, p0.mul(alpha)).intoArray(c, cAt);
            DoubleVector.fromArray(S, c, cAt + L).fma(s, q0.mul(alpha)).intoArray(c, cAt + L);
            DoubleVector.fromArray(S, c, cAt + ldc).fma(s, p1.mul(alpha)).intoArray(c, cAt + ldc);
            DoubleVector.fromArray(S, c, cAt + ldc + L).fma(s, q1.mul(alpha)).intoArray(c, cAt + ldc + L);
        }
    }

    private static void row(
            double[] a, int aAt, int k, double alpha, double[] b, int bAt, int ldb, double beta, double[] c, int cAt) {
        DoubleVector p = DoubleVector.zero(S);
        DoubleVector q = p;
        for (int l = 0; l < k; l++) {
            DoubleVector s = DoubleVector.broadcast(S, a[aAt + l]);
            p = s.fma(DoubleVector.fromArray(S, b, bAt + l * ldb), p);
            q = s.fma(DoubleVector.fromArray(S, b, bAt + l * ldb + L), q);
        }
        if (beta == 0) {
            p.mul(alpha).intoArray(c, cAt);
            q.mul(alpha).intoArray(c, cAt + L);
        } else {
            DoubleVector s = DoubleVector.broadcast(S, beta);
            DoubleVector.fromArray(S, c, cAt).fma(s, p.mul(alpha)).intoArray(c, cAt);
            DoubleVector.fromArray(S, c, cAt + L).fma(s, q.mul(alpha)).intoArray(c, cAt + L);
        }
    }

    /// Two rows, which are neighbours in a block of `height`, by one vector.
    private static void pair(
            double[] a,
            int aAt,
            int height,
            int k,
            double alpha,
            double[] b,
            int bAt,
            int ldb,
            double beta,
            double[] c,
            int cAt,
            int ldc) {
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector p1 = p0;
        for (int l = 0; l < k; l++) {
            DoubleVector x = DoubleVector.fromArray(S, b, bAt + l * ldb);
            p0 = DoubleVector.broadcast(S, a[aAt + l * height]).fma(x, p0);
            p1 = DoubleVector.broadcast(S, a[aAt + l * height + 1]).fma(x, p1);
        }
        if (beta == 0) {
            p0.mul(alpha).intoArray(c, cAt);
            p1.mul(alpha).intoArray(c, cAt + ldc);
        } else {
            DoubleVector s = DoubleVector.broadcast(S, beta);
            DoubleVector.fromArray(S, c, cAt).fma(s, p0.mul(alpha)).intoArray(c, cAt);
            DoubleVector.fromArray(S, c, cAt + ldc).fma(s, p1.mul(alpha)).intoArray(c, cAt + ldc);
        }
    }

    private static void single(
            double[] a, int aAt, int k, double alpha, double[] b, int bAt, int ldb, double beta, double[] c, int cAt) {
        DoubleVector p = DoubleVector.zero(S);
        for (int l = 0; l < k; l++) {
            p = DoubleVector.broadcast(S, a[aAt + l]).fma(DoubleVector.fromArray(S, b, bAt + l * ldb), p);
        }
        if (beta == 0) {
            p.mul(alpha).intoArray(c, cAt);
        } else {
            DoubleVector.fromArray(S, c, cAt)
                    .fma(DoubleVector.broadcast(S, beta), p.mul(alpha))
                    .intoArray(c, cAt);
        }
    }
}
