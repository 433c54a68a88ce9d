package ansatz.engine.execute;

import ansatz.engine.kernel.Switch;
import java.util.Arrays;

/// Loops over runs of lanes that the executor needs beside the elementwise kernels: strided arithmetic, sums,
/// copies, jets and products. An operand is an array, the index at which it begins and the distance between
/// neighbours of
/// the counted axis, all in doubles. Each kernel has a version in plain Java and one by the Vector API of the same
/// bits; see [Switch].
final class Lanes {
    /// A tile is as wide as a multiple of this: a cache line.
    static final int UNIT = 64 / Double.BYTES;

    /// So many columns by four rows of an outer product are added up over their lanes together.
    static final int OUTER_COLUMNS = 32;

    /// The numbers that [#addOuter] needs room for: the running sums of these.
    static final int OUTER_ROOM = 4 * OUTER_COLUMNS * ScalarProducts.SUMS;

    /// The numbers that [#totals] needs room for.
    static final int TOTALS_ROOM = 4 * ScalarProducts.SUMS;

    private static final int ADD = 0;
    private static final int SUBTRACT = 1;
    private static final int MULTIPLY = 2;
    private static final int ADD_SCALAR = 3;
    private static final int SUBTRACT_FROM_SCALAR = 4;
    private static final int SUBTRACT_SCALAR = 5;
    private static final int MULTIPLY_SCALAR = 6;
    private static final int SCALE = 7;
    private static final int COPY = 8;
    private static final int SUM = 9;
    private static final int MAX = 10;
    private static final int JET_CHAIN = 11;
    private static final int JET_AFFINE_CHAIN = 12;
    private static final int JET_AFFINE_CHAIN_SHARED = 13;
    private static final int JET_PRODUCT = 14;
    private static final int PRODUCT = 15;
    private static final int ADD_OUTER = 16;
    private static final int CONTRACT = 17;
    private static final int ADD_SCALED = 18;
    private static final int SCALE_RUNS = 19;
    private static final int TRACES = 20;
    private static final int TANH_SLOPE = 21;
    private static final int TOTALS = 22;

    private static final int[] AXIS = {0, 1, 2, 3, 4};
    private static final Switch[] SWITCHES = Switch.of(23, Lanes::exercise);

    private Lanes() {}

    /// What the exercises work on: ones, so that nothing is subnormal or takes a rare branch.
    private static final class Work {
        static final double[] A = new double[4096];
        static final double[] B = new double[4096];
        static final double[] Z = new double[4096];

        static {
            Arrays.fill(A, 1);
            Arrays.fill(B, 1);
            Arrays.fill(Z, 1);
        }
    }

    static void add(
            double[] x, int xo, int xs, double[] y, int yo, int ys, double[] z, int zo, int zs, int count, int n) {
        if (SWITCHES[ADD].vector()) {
            LaneKernels.add(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        } else {
            ScalarLaneKernels.add(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        }
    }

    static void subtract(
            double[] x, int xo, int xs, double[] y, int yo, int ys, double[] z, int zo, int zs, int count, int n) {
        if (SWITCHES[SUBTRACT].vector()) {
            LaneKernels.subtract(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        } else {
            ScalarLaneKernels.subtract(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        }
    }

    static void multiply(
            double[] x, int xo, int xs, double[] y, int yo, int ys, double[] z, int zo, int zs, int count, int n) {
        if (SWITCHES[MULTIPLY].vector()) {
            LaneKernels.multiply(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        } else {
            ScalarLaneKernels.multiply(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        }
    }

    /// z = x + s with one number s a run.
    static void addScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        if (SWITCHES[ADD_SCALAR].vector()) {
            LaneKernels.addScalar(x, xo, xs, s, so, ss, z, zo, zs, count, n);
        } else {
            ScalarLaneKernels.addScalar(x, xo, xs, s, so, ss, z, zo, zs, count, n);
        }
    }

    /// z = s - x with one number s a run.
    static void subtractFromScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        if (SWITCHES[SUBTRACT_FROM_SCALAR].vector()) {
            LaneKernels.subtractFromScalar(x, xo, xs, s, so, ss, z, zo, zs, count, n);
        } else {
            ScalarLaneKernels.subtractFromScalar(x, xo, xs, s, so, ss, z, zo, zs, count, n);
        }
    }

    /// z = x - s with one number s a run.
    static void subtractScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        if (SWITCHES[SUBTRACT_SCALAR].vector()) {
            LaneKernels.subtractScalar(x, xo, xs, s, so, ss, z, zo, zs, count, n);
        } else {
            ScalarLaneKernels.subtractScalar(x, xo, xs, s, so, ss, z, zo, zs, count, n);
        }
    }

    /// z = x s with one number s a run.
    static void multiplyScalar(
            double[] x, int xo, int xs, double[] s, int so, int ss, double[] z, int zo, int zs, int count, int n) {
        if (SWITCHES[MULTIPLY_SCALAR].vector()) {
            LaneKernels.multiplyScalar(x, xo, xs, s, so, ss, z, zo, zs, count, n);
        } else {
            ScalarLaneKernels.multiplyScalar(x, xo, xs, s, so, ss, z, zo, zs, count, n);
        }
    }

    /// z = y (1 - x^2).
    static void tanhSlope(
            double[] x, int xo, int xs, double[] y, int yo, int ys, double[] z, int zo, int zs, int count, int n) {
        if (SWITCHES[TANH_SLOPE].vector()) {
            LaneKernels.tanhSlope(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        } else {
            ScalarLaneKernels.tanhSlope(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        }
    }

    /// z = a x.
    static void scale(double[] x, int xo, double a, double[] z, int zo, int n) {
        if (SWITCHES[SCALE].vector()) {
            LaneKernels.scale(x, xo, a, z, zo, n);
        } else {
            ScalarLaneKernels.scale(x, xo, a, z, zo, n);
        }
    }

    static void copy(double[] x, int xo, int xs, double[] z, int zo, int zs, int count, int n) {
        if (SWITCHES[COPY].vector()) {
            LaneKernels.copy(x, xo, xs, z, zo, zs, count, n);
        } else {
            ScalarLaneKernels.copy(x, xo, xs, z, zo, zs, count, n);
        }
    }

    /// z = x_0 + x_1 + ... over the counted axis of x, added in that order; onto what is in z when `onto`.
    static void sum(double[] x, int xo, int xs, int count, double[] z, int zo, int n, boolean onto) {
        if (SWITCHES[SUM].vector()) {
            LaneKernels.sum(x, xo, xs, count, z, zo, n, onto);
        } else {
            ScalarLaneKernels.sum(x, xo, xs, count, z, zo, n, onto);
        }
    }

    /// The sums of four runs of `n` numbers, which begin at `x0` to `x3`.
    ///
    /// @param z takes the sums, with room for [#TOTALS_ROOM] numbers
    static void totals(double[] x, int x0, int x1, int x2, int x3, int n, double[] z, int zo) {
        if (SWITCHES[TOTALS].vector()) {
            LaneKernels.totals(x, x0, x1, x2, x3, n, z, zo);
        } else {
            ScalarLaneKernels.totals(x, x0, x1, x2, x3, n, z, zo);
        }
    }

    /// z = max(z, x_0, x_1, ...) over the counted axis of x; NaN if one of them is.
    static void max(double[] x, int xo, int xs, int count, double[] z, int zo, int n) {
        if (SWITCHES[MAX].vector()) {
            LaneKernels.max(x, xo, xs, count, z, zo, n);
        } else {
            ScalarLaneKernels.max(x, xo, xs, count, z, zo, n);
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
        if (SWITCHES[JET_CHAIN].vector()) {
            LaneKernels.jetChain(
                    f0, f0o, f0s, f1, f1o, f1s, f2, f2o, f2s, x, xo, xs, xr, y, yo, ys, yr, count, rows, n);
        } else {
            ScalarLaneKernels.jetChain(
                    f0, f0o, f0s, f1, f1o, f1s, f2, f2o, f2s, x, xo, xs, xr, y, yo, ys, yr, count, rows, n);
        }
    }

    /// The second-order chain rule on one value with Jacobian rows and no Laplacian, all in one array: y_0 = f0,
    /// y_k = f1 x_k, y_lap = f2 sum_k x_k^2. Rows of x are `xr` apart, those of y `yr`.
    static void jetAffineChain(double[] a, int f0, int f1, int f2, int xo, int xr, int yo, int yr, int rows, int n) {
        if (SWITCHES[JET_AFFINE_CHAIN].vector()) {
            LaneKernels.jetAffineChain(a, f0, f1, f2, xo, xr, yo, yr, rows, n);
        } else {
            ScalarLaneKernels.jetAffineChain(a, f0, f1, f2, xo, xr, yo, yr, rows, n);
        }
    }

    /// As [#jetAffineChain], with Jacobian rows that are numbers `x[xo + k xr]` for all lanes.
    static void jetAffineChainShared(
            double[] a, int f0, int f1, int f2, double[] x, int xo, int xr, int yo, int yr, int rows, int n) {
        if (SWITCHES[JET_AFFINE_CHAIN_SHARED].vector()) {
            LaneKernels.jetAffineChainShared(a, f0, f1, f2, x, xo, xr, yo, yr, rows, n);
        } else {
            ScalarLaneKernels.jetAffineChainShared(a, f0, f1, f2, x, xo, xr, yo, yr, rows, n);
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
        if (SWITCHES[JET_PRODUCT].vector()) {
            LaneKernels.jetProduct(a, x0o, x0s, y0o, y0s, xo, xs, xr, yo, ys, yr, zo, zs, zr, count, rows, n);
        } else {
            ScalarLaneKernels.jetProduct(a, x0o, x0s, y0o, y0s, xo, xs, xr, yo, ys, yr, zo, zs, zr, count, rows, n);
        }
    }

    /// z[i, j] = sum_k a[i, k] x[k, j], added to z when `onto`; element `(i, k)` of `a` is at `ao + i am + k ak`;
    /// row `k` of x begins at `xo + k xk`, row `i` of z at `zo + i zm`.
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
        if (SWITCHES[PRODUCT].vector()) {
            Products.multiply(a, ao, am, ak, x, xo, xk, z, zo, zm, rows, inner, columns, onto);
        } else {
            ScalarProducts.multiply(a, ao, am, ak, x, xo, xk, z, zo, zm, rows, inner, columns, onto);
        }
    }

    /// The numbers that a matrix has in strips, with one for each row beside its inner indices. Asked here, since
    /// [StripProducts] cannot be touched where there are no vectors.
    static int stripsRoom(int rows, int inner) {
        return rows * (inner + 1);
    }

    /// Whether products are taken by the Vector API, so that [StripProducts] may be called.
    static boolean productByVectors() {
        return SWITCHES[PRODUCT].vector();
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
            int length,
            double[] room) {
        if (SWITCHES[ADD_OUTER].vector()) {
            OuterProducts.add(a, ao, am, b, bo, bn, z, zo, zm, rows, columns, length, room);
        } else {
            ScalarProducts.addOuter(a, ao, am, b, bo, bn, z, zo, zm, rows, columns, length);
        }
    }

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
        if (SWITCHES[CONTRACT].vector()) {
            LaneProducts.contract(a, ao, am, ak, b, bo, bn, bk, z, zo, zm, zn, lanes);
        } else {
            ScalarProducts.contract(a, ao, am, ak, b, bo, bn, bk, z, zo, zm, zn, lanes);
        }
    }

    /// tr B and tr B^2 of B = A X lane by lane; see [DeterminantJets#traces].
    static void traces(double[] t, int a, int x, int xi, int xj, int m, int z, int squares, int n, int lanes) {
        if (lanes > 1 && SWITCHES[TRACES].vector()) {
            DeterminantJets.traces(t, a, x, xi, xj, m, z, squares, n, lanes);
        } else {
            ScalarDeterminantJets.traces(t, a, x, xi, xj, m, z, squares, n, lanes);
        }
    }

    /// z = z + w x on `count` runs of one array.
    static void addScaled(double[] a, int xo, int xs, double w, int zo, int zs, int count, int n) {
        if (SWITCHES[ADD_SCALED].vector()) {
            LaneKernels.addScaled(a, xo, xs, w, zo, zs, count, n);
        } else {
            ScalarLaneKernels.addScaled(a, xo, xs, w, zo, zs, count, n);
        }
    }

    /// z = w x on `count` runs of one array.
    static void scaleRuns(double[] a, int xo, int xs, double w, int zo, int zs, int count, int n) {
        if (SWITCHES[SCALE_RUNS].vector()) {
            LaneKernels.scaleRuns(a, xo, xs, w, zo, zs, count, n);
        } else {
            ScalarLaneKernels.scaleRuns(a, xo, xs, w, zo, zs, count, n);
        }
    }

    /// Runs of 16 lanes, two of them; two jets of two coordinates.
    private static int exercise(int kernel) {
        double[] a = Work.A;
        double[] b = Work.B;
        double[] z = Work.Z;
        switch (kernel) {
            case ADD -> LaneKernels.add(a, 0, 16, b, 0, 16, z, 0, 16, 2, 16);
            case SUBTRACT -> LaneKernels.subtract(a, 0, 16, b, 0, 16, z, 0, 16, 2, 16);
            case MULTIPLY -> LaneKernels.multiply(a, 0, 16, b, 0, 16, z, 0, 16, 2, 16);
            case ADD_SCALAR -> LaneKernels.addScalar(a, 0, 16, b, 0, 1, z, 0, 16, 2, 16);
            case SUBTRACT_FROM_SCALAR -> LaneKernels.subtractFromScalar(a, 0, 16, b, 0, 1, z, 0, 16, 2, 16);
            case SUBTRACT_SCALAR -> LaneKernels.subtractScalar(a, 0, 16, b, 0, 1, z, 0, 16, 2, 16);
            case MULTIPLY_SCALAR -> LaneKernels.multiplyScalar(a, 0, 16, b, 0, 1, z, 0, 16, 2, 16);
            case TANH_SLOPE -> LaneKernels.tanhSlope(a, 0, 16, b, 0, 16, z, 0, 16, 2, 16);
            case SCALE -> LaneKernels.scale(a, 0, 1, z, 0, 32);
            case COPY -> LaneKernels.copy(a, 0, 16, z, 0, 16, 2, 16);
            case SUM -> LaneKernels.sum(a, 0, 16, 2, z, 0, 16, false);
            case TOTALS -> {
                if (!OuterProducts.alike()) {
                    return 0;
                }
                LaneKernels.totals(a, 0, 16, 32, 48, 16, z, 0);
            }
            case MAX -> LaneKernels.max(a, 0, 16, 2, z, 0, 16);
            case JET_CHAIN ->
                LaneKernels.jetChain(
                        a, 0, UNIT, a, 0, UNIT, a, 0, UNIT, b, 0, 4 * UNIT, UNIT, z, 0, 4 * UNIT, UNIT, 2, 4, UNIT);
            case JET_AFFINE_CHAIN -> LaneKernels.jetAffineChain(a, 0, 0, 0, 0, UNIT, 1024, UNIT, 4, UNIT);
            case JET_AFFINE_CHAIN_SHARED -> LaneKernels.jetAffineChainShared(a, 0, 0, 0, b, 0, 1, 1024, UNIT, 4, UNIT);
            case JET_PRODUCT ->
                LaneKernels.jetProduct(
                        a, 0, UNIT, 0, UNIT, 0, 4 * UNIT, UNIT, 0, 4 * UNIT, UNIT, 1024, 4 * UNIT, UNIT, 2, 4, UNIT);
            case PRODUCT -> {
                Products.multiply(a, 0, 4, 1, b, 0, 3 * UNIT, z, 0, 3 * UNIT, 5, 4, 3 * UNIT, false);
                for (boolean onto : new boolean[] {false, true}) {
                    // strips of eight, five, four and one
                    StripProducts.multiply(a, b, 0, 6 * UNIT, z, 0, 6 * UNIT, 17, 4, 6 * UNIT, onto);
                    StripProducts.multiply(a, b, 0, 2 * UNIT, z, 0, 2 * UNIT, 1, 4, 2 * UNIT, onto);
                }
                return 6 * 17 * 4 * UNIT;
            }
            case ADD_OUTER -> {
                if (!OuterProducts.alike()) {
                    return 0;
                }
                // rows four, three, two and one at a time, and columns
                double[] room = new double[OUTER_ROOM];
                OuterProducts.add(a, 0, UNIT, b, 0, UNIT, z, 0, 9, 9, 9, UNIT, room);
                OuterProducts.add(a, 0, UNIT, b, 0, UNIT, z, 0, 1, 5, 1, UNIT, room);
                OuterProducts.add(a, 0, UNIT, b, 0, UNIT, z, 0, 5, 1, 5, UNIT, room);
                return 91 * UNIT;
            }
            case ADD_SCALED -> LaneKernels.addScaled(a, 0, 16, 1, 1024, 16, 2, 16);
            case SCALE_RUNS -> LaneKernels.scaleRuns(a, 0, 16, 1, 1024, 16, 2, 16);
            case CONTRACT -> LaneProducts.contract(a, 0, AXIS, AXIS, b, 0, AXIS, AXIS, z, 0, AXIS, AXIS, UNIT);
            case TRACES -> {
                // nine columns, five and four of them, in rows two by two and one
                DeterminantJets.traces(b, 0, 0, UNIT, UNIT, 1400, 4000, 4032, 9, UNIT);
                return 1000;
            }
            default -> throw new IllegalArgumentException("no kernel has the number " + kernel);
        }
        return 32;
    }
}
