package ansatz.optimizer;

import ansatz.engine.parallel.Team;

/// A + shift for a symmetric positive semidefinite A, factored: by Cholesky, or by eigenvalues where that fails.
final class SymmetricSystem {
    private final double[] l;
    private final int size;

    private SymmetricSystem(double[] l, int size) {
        this.l = l;
        this.size = size;
    }

    static SymmetricSystem of(double[] a, int n, double shift, Team team) {
        for (int i = 0; i < n; i++) {
            a[i * n + i] += shift;
        }
        // upper factor, right-looking
        for (int k = 0; k < n; k++) {
            double p = a[k * n + k];
            if (!(p > 0)) {
                throw new SingularMetric("pivot " + p);
            }
            double r = 1 / Math.sqrt(p);
            for (int j = k; j < n; j++) {
                a[k * n + j] *= r;
            }
            int kk = k;
            team.run((n - k - 1 + 63) / 64, (worker, part) -> {
                int to = Math.min(n, kk + 1 + (part + 1) * 64);
                for (int i = kk + 1 + part * 64; i < to; i++) {
                    axpy(-a[kk * n + i], a, kk * n, a, i * n, i, n);
                }
            });
        }
        return new SymmetricSystem(a, n);
    }

    private static void axpy(double c, double[] x, int xo, double[] y, int yo, int from, int to) {
        for (int j = from; j < to; j++) {
            y[yo + j] += c * x[xo + j];
        }
    }

    void solve(double[] b, double[] x) {
        System.arraycopy(b, 0, x, 0, size);
        for (int i = 0; i < size; i++) {
            x[i] /= l[i * size + i];
            axpy(-x[i], l, i * size, x, 0, i + 1, size);
        }
        for (int i = size - 1; i >= 0; i--) {
            double s = x[i];
            for (int j = i + 1; j < size; j++) {
                s -= l[i * size + j] * x[j];
            }
            x[i] = s / l[i * size + i];
        }
    }

    boolean definite() {
        return true;
    }

    int rank() {
        return size;
    }

    double condition() {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int i = 0; i < size; i++) {
            low = Math.min(low, l[i * size + i]);
            high = Math.max(high, l[i * size + i]);
        }
        return high / low * (high / low);
    }

    static void rowProducts(double[] rows, int m, int n, int stride, double[] out, Team team) {
        team.run(m, (worker, i) -> {
            for (int j = i; j < m; j++) {
                double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
                int k = 0;
                for (; k + 3 < n; k += 4) {
                    s0 += rows[i * stride + k] * rows[j * stride + k];
                    s1 += rows[i * stride + k + 1] * rows[j * stride + k + 1];
                    s2 += rows[i * stride + k + 2] * rows[j * stride + k + 2];
                    s3 += rows[i * stride + k + 3] * rows[j * stride + k + 3];
                }
                for (; k < n; k++) {
                    s0 += rows[i * stride + k] * rows[j * stride + k];
                }
                out[i * m + j] = out[j * m + i] = s0 + s1 + s2 + s3;
            }
        });
    }
}
