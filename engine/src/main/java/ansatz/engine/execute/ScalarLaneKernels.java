package ansatz.engine.execute;

import java.util.Arrays;

/// [LaneKernels] in plain Java, with the same bits: the same operations in the same order, lane by lane.
final class ScalarLaneKernels {
    private ScalarLaneKernels() {}

    static void add(
            double[] x, int xo, int xs, double[] y, int yo, int ys, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                z[zo + i] = x[xo + i] + y[yo + i];
            }
            xo += xs;
            yo += ys;
            zo += zs;
        }
    }

    static void subtract(
            double[] x, int xo, int xs, double[] y, int yo, int ys, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                z[zo + i] = x[xo + i] - y[yo + i];
            }
            xo += xs;
            yo += ys;
            zo += zs;
        }
    }

    static void multiply(
            double[] x, int xo, int xs, double[] y, int yo, int ys, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                z[zo + i] = x[xo + i] * y[yo + i];
            }
            xo += xs;
            yo += ys;
            zo += zs;
        }
    }

    /// z = y (1 - x^2).
    static void tanhSlope(
            double[] x, int xo, int xs, double[] y, int yo, int ys, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                z[zo + i] = y[yo + i] * (1 - x[xo + i] * x[xo + i]);
            }
            xo += xs;
            yo += ys;
            zo += zs;
        }
    }

    static void addScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            double a = s[so];
            for (int i = 0; i < n; i++) {
                z[zo + i] = x[xo + i] + a;
            }
            xo += xs;
            so += ss;
            zo += zs;
        }
    }

    static void subtractFromScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            double a = s[so];
            for (int i = 0; i < n; i++) {
                z[zo + i] = a - x[xo + i];
            }
            xo += xs;
            so += ss;
            zo += zs;
        }
    }

    static void subtractScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            double a = s[so];
            for (int i = 0; i < n; i++) {
                z[zo + i] = x[xo + i] - a;
            }
            xo += xs;
            so += ss;
            zo += zs;
        }
    }

    static void multiplyScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            double a = s[so];
            for (int i = 0; i < n; i++) {
                z[zo + i] = x[xo + i] * a;
            }
            xo += xs;
            so += ss;
            zo += zs;
        }
    }

    static void scale(double[] x, int xo, double a, double[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = x[xo + i] * a;
        }
    }

    static void copy(double[] x, int xo, int xs, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            System.arraycopy(x, xo, z, zo, n);
            xo += xs;
            zo += zs;
        }
    }

    /// Run by run, because memory is read along runs.
    static void sum(double[] x, int xo, int xs, int count, double[] z, int zo, int n, boolean onto) {
        if (!onto) {
            Arrays.fill(z, zo, zo + n, 0);
        }
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                z[zo + i] += x[xo + i];
            }
            xo += xs;
        }
    }

    static void max(double[] x, int xo, int xs, int count, double[] z, int zo, int n) {
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                z[zo + i] = Math.max(z[zo + i], x[xo + i]);
            }
            xo += xs;
        }
    }

    static void jetChain(
            double[] f0,
            int f0o,
            int f0s,
            double[] f1,
            int f1o,
            int f1s,
            double[] f2,
            int f2o,
            int f2s,
            double[] x,
            int xo,
            int xs,
            int xr,
            double[] y,
            int yo,
            int ys,
            int yr,
            int count,
            int rows,
            int n) {
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                double slope = f1[f1o + i];
                double squares = 0;
                int at = xo + i + xr;
                int to = yo + i + yr;
                for (int k = 1; k < rows - 1; k++) {
                    double xk = x[at];
                    squares = Math.fma(xk, xk, squares);
                    y[to] = slope * xk;
                    at += xr;
                    to += yr;
                }
                y[to] = slope * x[at] + f2[f2o + i] * squares;
                y[yo + i] = f0[f0o + i];
            }
            f0o += f0s;
            f1o += f1s;
            f2o += f2s;
            xo += xs;
            yo += ys;
        }
    }

    static void jetAffineChain(double[] a, int f0, int f1, int f2, int xo, int xr, int yo, int yr, int rows, int n) {
        for (int i = 0; i < n; i++) {
            double slope = a[f1 + i];
            double squares = 0;
            int at = xo + i;
            int to = yo + i + yr;
            for (int k = 0; k < rows; k++) {
                double x = a[at];
                squares = Math.fma(x, x, squares);
                a[to] = slope * x;
                at += xr;
                to += yr;
            }
            a[to] = a[f2 + i] * squares;
            a[yo + i] = a[f0 + i];
        }
    }

    static void jetAffineChainShared(
            double[] a, int f0, int f1, int f2, double[] x, int xo, int xr, int yo, int yr, int rows, int n) {
        double squares = 0;
        int at = xo;
        int to = yo + yr;
        for (int k = 0; k < rows; k++) {
            double xk = x[at];
            squares = Math.fma(xk, xk, squares);
            for (int i = 0; i < n; i++) {
                a[to + i] = a[f1 + i] * xk;
            }
            at += xr;
            to += yr;
        }
        for (int i = 0; i < n; i++) {
            a[to + i] = a[f2 + i] * squares;
            a[yo + i] = a[f0 + i];
        }
    }

    static void jetProduct(
            double[] a,
            int x0o,
            int x0s,
            int y0o,
            int y0s,
            int xo,
            int xs,
            int xr,
            int yo,
            int ys,
            int yr,
            int zo,
            int zs,
            int zr,
            int count,
            int rows,
            int n) {
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                double x0 = a[x0o + i];
                double y0 = a[y0o + i];
                double products = 0;
                int xa = xo + i + xr;
                int ya = yo + i + yr;
                int to = zo + i + zr;
                for (int k = 1; k < rows - 1; k++) {
                    double xk = a[xa];
                    double yk = a[ya];
                    products = Math.fma(xk, yk, products);
                    a[to] = Math.fma(x0, yk, y0 * xk);
                    xa += xr;
                    ya += yr;
                    to += zr;
                }
                a[to] = products + products + Math.fma(x0, a[ya], y0 * a[xa]);
                a[zo + i] = x0 * y0;
            }
            x0o += x0s;
            y0o += y0s;
            xo += xs;
            yo += ys;
            zo += zs;
        }
    }

    /// z = s, one number a run.
    static void fill(double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            java.util.Arrays.fill(z, zo, zo + n, s[so]);
            so += ss;
            zo += zs;
        }
    }

    /// Sample-major to lanes: `tile[e lanes + s] = rows[s elements + e]` for `valid` samples; the lanes after them
    /// repeat the last one.
    static void load(double[] rows, int from, int elements, int valid, double[] tile, int to, int lanes) {
        for (int e = 0; e < elements; e++) {
            int at = from + e;
            int t = to + e * lanes;
            for (int s = 0; s < valid; s++) {
                tile[t + s] = rows[at];
                at += elements;
            }
            double last = tile[t + valid - 1];
            for (int s = valid; s < lanes; s++) {
                tile[t + s] = last;
            }
        }
    }

    /// The sums of four runs of `n` numbers: [ScalarProducts#SUMS] running sums each, of which the first takes what
    /// is left, added as a tree.
    ///
    /// @param z takes the sums, with room for the running sums of all four
    static void totals(double[] x, int x0, int x1, int x2, int x3, int n, double[] z, int zo) {
        z[zo] = total(x, x0, n, z, zo);
        z[zo + 1] = total(x, x1, n, z, zo + 1);
        z[zo + 2] = total(x, x2, n, z, zo + 2);
        z[zo + 3] = total(x, x3, n, z, zo + 3);
    }

    private static double total(double[] x, int from, int n, double[] sums, int at) {
        Arrays.fill(sums, at, at + ScalarProducts.SUMS, 0);
        int whole = n - n % ScalarProducts.SUMS;
        for (int i = 0; i < whole; i += ScalarProducts.SUMS) {
            for (int k = 0; k < ScalarProducts.SUMS; k++) {
                sums[at + k] += x[from + i + k];
            }
        }
        for (int i = whole; i < n; i++) {
            sums[at] += x[from + i];
        }
        return ScalarProducts.tree(sums, at);
    }

    /// The sum of `n` products: four running sums, added in pairs.
    static double dot(double[] x, int xo, double[] w, int wo, int n) {
        double a0 = 0, a1 = 0, a2 = 0, a3 = 0;
        int i = 0;
        for (; i <= n - 4; i += 4) {
            a0 = Math.fma(x[xo + i], w[wo + i], a0);
            a1 = Math.fma(x[xo + i + 1], w[wo + i + 1], a1);
            a2 = Math.fma(x[xo + i + 2], w[wo + i + 2], a2);
            a3 = Math.fma(x[xo + i + 3], w[wo + i + 3], a3);
        }
        for (; i < n; i++) {
            a0 = Math.fma(x[xo + i], w[wo + i], a0);
        }
        return (a0 + a1) + (a2 + a3);
    }

    static void addScaled(double[] a, int xo, int xs, double w, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                a[zo + i] = Math.fma(w, a[xo + i], a[zo + i]);
            }
            xo += xs;
            zo += zs;
        }
    }

    static void scaleRuns(double[] a, int xo, int xs, double w, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                a[zo + i] = w * a[xo + i];
            }
            xo += xs;
            zo += zs;
        }
    }
}
