package ansatz.engine.execute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The kernels of [Lanes] by the Vector API. An operand is an array, the index at which it begins and the distance
/// between neighbours of
/// the counted axis, all in doubles. One static loop a function, so that each is compiled once and alone.
final class LaneKernels {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int VL = S.length();

    /// Vectors of 512 bits come with 32 registers, others with 16.
    static final boolean WIDE = S.vectorBitSize() == 512;

    private LaneKernels() {}

    static void add(
            double[] x, int xo, int xs, double[] y, int yo, int ys, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector.fromArray(S, x, xo + i)
                        .add(DoubleVector.fromArray(S, y, yo + i))
                        .intoArray(z, zo + i);
            }
            for (; i < n; i++) {
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
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector.fromArray(S, x, xo + i)
                        .sub(DoubleVector.fromArray(S, y, yo + i))
                        .intoArray(z, zo + i);
            }
            for (; i < n; i++) {
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
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector.fromArray(S, x, xo + i)
                        .mul(DoubleVector.fromArray(S, y, yo + i))
                        .intoArray(z, zo + i);
            }
            for (; i < n; i++) {
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
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int c = 0; c < count; c++) {
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector t = DoubleVector.fromArray(S, x, xo + i);
                DoubleVector.fromArray(S, y, yo + i).mul(one.sub(t.mul(t))).intoArray(z, zo + i);
            }
            for (; i < n; i++) {
                z[zo + i] = y[yo + i] * (1 - x[xo + i] * x[xo + i]);
            }
            xo += xs;
            yo += ys;
            zo += zs;
        }
    }

    /// The sums of four runs of `n` numbers, each in the order of [ScalarLaneKernels#totals].
    static void totals(double[] x, int x0, int x1, int x2, int x3, int n, double[] z, int zo) {
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = 0;
        for (; i <= n - VL; i += VL) {
            s0 = s0.add(DoubleVector.fromArray(S, x, x0 + i));
            s1 = s1.add(DoubleVector.fromArray(S, x, x1 + i));
            s2 = s2.add(DoubleVector.fromArray(S, x, x2 + i));
            s3 = s3.add(DoubleVector.fromArray(S, x, x3 + i));
        }
        s0.intoArray(z, zo);
        s1.intoArray(z, zo + VL);
        s2.intoArray(z, zo + 2 * VL);
        s3.intoArray(z, zo + 3 * VL);
        for (; i < n; i++) {
            z[zo] += x[x0 + i];
            z[zo + VL] += x[x1 + i];
            z[zo + 2 * VL] += x[x2 + i];
            z[zo + 3 * VL] += x[x3 + i];
        }
        z[zo] = ScalarProducts.tree(z, zo);
        z[zo + 1] = ScalarProducts.tree(z, zo + VL);
        z[zo + 2] = ScalarProducts.tree(z, zo + 2 * VL);
        z[zo + 3] = ScalarProducts.tree(z, zo + 3 * VL);
    }

    /// z = x + s with one number s a run.
    static void addScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            double a = s[so];
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector.fromArray(S, x, xo + i).add(a).intoArray(z, zo + i);
            }
            for (; i < n; i++) {
                z[zo + i] = x[xo + i] + a;
            }
            xo += xs;
            so += ss;
            zo += zs;
        }
    }

    /// z = s - x with one number s a run.
    static void subtractFromScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            double a = s[so];
            DoubleVector va = DoubleVector.broadcast(S, a);
            int i = 0;
            for (; i <= n - VL; i += VL) {
                va.sub(DoubleVector.fromArray(S, x, xo + i)).intoArray(z, zo + i);
            }
            for (; i < n; i++) {
                z[zo + i] = a - x[xo + i];
            }
            xo += xs;
            so += ss;
            zo += zs;
        }
    }

    /// z = x - s with one number s a run.
    static void subtractScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            double a = s[so];
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector.fromArray(S, x, xo + i).sub(a).intoArray(z, zo + i);
            }
            for (; i < n; i++) {
                z[zo + i] = x[xo + i] - a;
            }
            xo += xs;
            so += ss;
            zo += zs;
        }
    }

    /// z = x s with one number s a run.
    static void multiplyScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        if (n == VL) {
            // a tile of one vector: without a loop over its lanes
            for (int c = 0; c < count; c++) {
                DoubleVector.fromArray(S, x, xo).mul(s[so]).intoArray(z, zo);
                xo += xs;
                so += ss;
                zo += zs;
            }
            return;
        }
        for (int c = 0; c < count; c++) {
            double a = s[so];
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector.fromArray(S, x, xo + i).mul(a).intoArray(z, zo + i);
            }
            for (; i < n; i++) {
                z[zo + i] = x[xo + i] * a;
            }
            xo += xs;
            so += ss;
            zo += zs;
        }
    }

    /// z = a x.
    static void scale(double[] x, int xo, double a, double[] z, int zo, int n) {
        int i = 0;
        for (; i <= n - VL; i += VL) {
            DoubleVector.fromArray(S, x, xo + i).mul(a).intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            z[zo + i] = x[xo + i] * a;
        }
    }

    static void copy(double[] x, int xo, int xs, double[] z, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            if (n > 64) {
                System.arraycopy(x, xo, z, zo, n);
            } else {
                int i = 0;
                for (; i <= n - VL; i += VL) {
                    DoubleVector.fromArray(S, x, xo + i).intoArray(z, zo + i);
                }
                for (; i < n; i++) {
                    z[zo + i] = x[xo + i];
                }
            }
            xo += xs;
            zo += zs;
        }
    }

    /// z = x_0 + x_1 + ... over the counted axis of x, added in that order; onto what is in z when `onto`.
    static void sum(double[] x, int xo, int xs, int count, double[] z, int zo, int n, boolean onto) {
        int i = 0;
        for (; i <= n - VL; i += VL) {
            DoubleVector total = onto ? DoubleVector.fromArray(S, z, zo + i) : DoubleVector.zero(S);
            int at = xo + i;
            for (int c = 0; c < count; c++) {
                total = total.add(DoubleVector.fromArray(S, x, at));
                at += xs;
            }
            total.intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            double total = onto ? z[zo + i] : 0;
            int at = xo + i;
            for (int c = 0; c < count; c++) {
                total += x[at];
                at += xs;
            }
            z[zo + i] = total;
        }
    }

    /// z = max(z, x_0, x_1, ...) over the counted axis of x; NaN if one of them is.
    static void max(double[] x, int xo, int xs, int count, double[] z, int zo, int n) {
        for (int c = 0; c < count; c++) {
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector.fromArray(S, z, zo + i)
                        .max(DoubleVector.fromArray(S, x, xo + i))
                        .intoArray(z, zo + i);
            }
            for (; i < n; i++) {
                z[zo + i] = Math.max(z[zo + i], x[xo + i]);
            }
            xo += xs;
        }
    }

    /// The second-order chain rule on `count` jets: y_0 = f0, y_k = f1 x_k, y_lap = f1 x_lap + f2 sum_k x_k^2.
    /// The strides `f0s, f1s, f2s, xs, ys` lead from jet to jet, `xr, yr` from row to row; a row is a run of `n`
    /// lanes.
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
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector slope = DoubleVector.fromArray(S, f1, f1o + i);
                DoubleVector squares = DoubleVector.zero(S);
                int at = xo + i + xr;
                int to = yo + i + yr;
                for (int k = 1; k < rows - 1; k++) {
                    DoubleVector xk = DoubleVector.fromArray(S, x, at);
                    squares = xk.fma(xk, squares);
                    slope.mul(xk).intoArray(y, to);
                    at += xr;
                    to += yr;
                }
                slope.mul(DoubleVector.fromArray(S, x, at))
                        .add(DoubleVector.fromArray(S, f2, f2o + i).mul(squares))
                        .intoArray(y, to);
                DoubleVector.fromArray(S, f0, f0o + i).intoArray(y, yo + i);
            }
            for (; i < n; i++) {
                double squares = 0;
                int at = xo + i + xr;
                int to = yo + i + yr;
                for (int k = 1; k < rows - 1; k++) {
                    double xk = x[at];
                    squares = Math.fma(xk, xk, squares);
                    y[to] = f1[f1o + i] * xk;
                    at += xr;
                    to += yr;
                }
                y[to] = f1[f1o + i] * x[at] + f2[f2o + i] * squares;
                y[yo + i] = f0[f0o + i];
            }
            f0o += f0s;
            f1o += f1s;
            f2o += f2s;
            xo += xs;
            yo += ys;
        }
    }

    /// The second-order chain rule on one value with Jacobian rows and no Laplacian, all in one array: y_0 = f0,
    /// y_k = f1 x_k, y_lap = f2 sum_k x_k^2. Rows of x are `xr` apart, those of y `yr`.
    static void jetAffineChain(double[] a, int f0, int f1, int f2, int xo, int xr, int yo, int yr, int rows, int n) {
        int i = 0;
        for (; i <= n - VL; i += VL) {
            DoubleVector slope = DoubleVector.fromArray(S, a, f1 + i);
            DoubleVector squares = DoubleVector.zero(S);
            int at = xo + i;
            int to = yo + i + yr;
            for (int k = 0; k < rows; k++) {
                DoubleVector x = DoubleVector.fromArray(S, a, at);
                squares = x.fma(x, squares);
                slope.mul(x).intoArray(a, to);
                at += xr;
                to += yr;
            }
            squares.mul(DoubleVector.fromArray(S, a, f2 + i)).intoArray(a, to);
            DoubleVector.fromArray(S, a, f0 + i).intoArray(a, yo + i);
        }
        for (; i < n; i++) {
            double squares = 0;
            int at = xo + i;
            int to = yo + i + yr;
            for (int k = 0; k < rows; k++) {
                squares = Math.fma(a[at], a[at], squares);
                a[to] = a[f1 + i] * a[at];
                at += xr;
                to += yr;
            }
            a[to] = a[f2 + i] * squares;
            a[yo + i] = a[f0 + i];
        }
    }

    /// As [#jetAffineChain], with Jacobian rows that are numbers `x[xo + k xr]` for all lanes.
    static void jetAffineChainShared(
            double[] a, int f0, int f1, int f2, double[] x, int xo, int xr, int yo, int yr, int rows, int n) {
        double squares = 0;
        int at = xo;
        for (int k = 0; k < rows; k++) {
            squares = Math.fma(x[at], x[at], squares);
            at += xr;
        }
        int i = 0;
        for (; i <= n - VL; i += VL) {
            DoubleVector slope = DoubleVector.fromArray(S, a, f1 + i);
            at = xo;
            int to = yo + i + yr;
            for (int k = 0; k < rows; k++) {
                slope.mul(x[at]).intoArray(a, to);
                at += xr;
                to += yr;
            }
            DoubleVector.fromArray(S, a, f2 + i).mul(squares).intoArray(a, to);
            DoubleVector.fromArray(S, a, f0 + i).intoArray(a, yo + i);
        }
        for (; i < n; i++) {
            at = xo;
            int to = yo + i + yr;
            for (int k = 0; k < rows; k++) {
                a[to] = a[f1 + i] * x[at];
                at += xr;
                to += yr;
            }
            a[to] = a[f2 + i] * squares;
            a[yo + i] = a[f0 + i];
        }
    }

    /// The product rule on `count` pairs of jets: z_0 = x_0 y_0, z_k = x_0 y_k + y_0 x_k, z_lap = x_0 y_lap + y_0
    /// x_lap + 2 sum_k x_k y_k, where the values x_0 and y_0 stand apart.
    /// Strides as in [#jetChain]; all operands are in one array.
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
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector x0 = DoubleVector.fromArray(S, a, x0o + i);
                DoubleVector y0 = DoubleVector.fromArray(S, a, y0o + i);
                DoubleVector products = DoubleVector.zero(S);
                int xa = xo + i + xr;
                int ya = yo + i + yr;
                int to = zo + i + zr;
                for (int k = 1; k < rows - 1; k++) {
                    DoubleVector xk = DoubleVector.fromArray(S, a, xa);
                    DoubleVector yk = DoubleVector.fromArray(S, a, ya);
                    products = xk.fma(yk, products);
                    x0.fma(yk, y0.mul(xk)).intoArray(a, to);
                    xa += xr;
                    ya += yr;
                    to += zr;
                }
                DoubleVector first = x0.fma(DoubleVector.fromArray(S, a, ya), y0.mul(DoubleVector.fromArray(S, a, xa)));
                products.add(products).add(first).intoArray(a, to);
                x0.mul(y0).intoArray(a, zo + i);
            }
            for (; i < n; i++) {
                double x0 = a[x0o + i];
                double y0 = a[y0o + i];
                double products = 0;
                int xa = xo + i + xr;
                int ya = yo + i + yr;
                int to = zo + i + zr;
                for (int k = 1; k < rows - 1; k++) {
                    products = Math.fma(a[xa], a[ya], products);
                    a[to] = Math.fma(x0, a[ya], y0 * a[xa]);
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

    static void addScaled(double[] a, int xo, int xs, double w, int zo, int zs, int count, int n) {
        DoubleVector v = DoubleVector.broadcast(S, w);
        if (n == VL) {
            // runs of one vector, as in narrow tiles, need no loop of their own
            for (int c = 0; c < count; c++) {
                DoubleVector.fromArray(S, a, xo)
                        .fma(v, DoubleVector.fromArray(S, a, zo))
                        .intoArray(a, zo);
                xo += xs;
                zo += zs;
            }
            return;
        }
        for (int c = 0; c < count; c++) {
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector.fromArray(S, a, xo + i)
                        .fma(v, DoubleVector.fromArray(S, a, zo + i))
                        .intoArray(a, zo + i);
            }
            for (; i < n; i++) {
                a[zo + i] = Math.fma(w, a[xo + i], a[zo + i]);
            }
            xo += xs;
            zo += zs;
        }
    }

    static void scaleRuns(double[] a, int xo, int xs, double w, int zo, int zs, int count, int n) {
        DoubleVector v = DoubleVector.broadcast(S, w);
        if (n == VL) {
            for (int c = 0; c < count; c++) {
                DoubleVector.fromArray(S, a, xo).mul(v).intoArray(a, zo);
                xo += xs;
                zo += zs;
            }
            return;
        }
        for (int c = 0; c < count; c++) {
            int i = 0;
            for (; i <= n - VL; i += VL) {
                DoubleVector.fromArray(S, a, xo + i).mul(v).intoArray(a, zo + i);
            }
            for (; i < n; i++) {
                a[zo + i] = w * a[xo + i];
            }
            xo += xs;
            zo += zs;
        }
    }
}
