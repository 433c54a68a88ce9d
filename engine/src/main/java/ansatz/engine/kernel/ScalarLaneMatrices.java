package ansatz.engine.kernel;

/// [LaneMatrices] in plain Java, one lane after another.
final class ScalarLaneMatrices implements LaneMatrices {
    @Override
    public void multiplyAdd(
            double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, int rows, int inner, int columns, int n) {
        multiplyAddFrom(0, a, aOff, b, bOff, c, cOff, rows, inner, columns, n);
    }

    /// The lanes from `first` on; the tail of the vector kernel.
    static void multiplyAddFrom(
            int first,
            double[] a,
            int aOff,
            double[] b,
            int bOff,
            double[] c,
            int cOff,
            int rows,
            int inner,
            int columns,
            int n) {
        for (int lane = first; lane < n; lane++) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    int at = cOff + (i * columns + j) * n + lane;
                    double sum = c[at];
                    for (int k = 0; k < inner; k++) {
                        sum = Math.fma(
                                a[aOff + (i * inner + k) * n + lane], b[bOff + (k * columns + j) * n + lane], sum);
                    }
                    c[at] = sum;
                }
            }
        }
    }

    @Override
    public void factor(
            double[] a,
            int aOff,
            double[] pivots,
            int pivotsOff,
            double[] logModulus,
            int logModulusOff,
            double[] sign,
            int signOff,
            int size,
            int n) {
        factorFrom(0, a, aOff, pivots, pivotsOff, logModulus, logModulusOff, sign, signOff, size, n);
        finishDeterminant(logModulus, logModulusOff, sign, signOff, n);
    }

    /// Factors the lanes from `first` on and leaves the mantissa of the determinant, with its sign, in `mantissa`
    /// and the exponent in `exponent`.
    static void factorFrom(
            int first,
            double[] a,
            int aOff,
            double[] pivots,
            int pivotsOff,
            double[] mantissa,
            int mantissaOff,
            double[] exponent,
            int exponentOff,
            int size,
            int n) {
        for (int lane = first; lane < n; lane++) {
            double m = 1;
            double power = 0;
            for (int k = 0; k < size; k++) {
                int p = k;
                double largest = Math.abs(a[aOff + (k * size + k) * n + lane]);
                for (int i = k + 1; i < size; i++) {
                    double candidate = Math.abs(a[aOff + (i * size + k) * n + lane]);
                    if (candidate > largest) {
                        largest = candidate;
                        p = i;
                    }
                }
                pivots[pivotsOff + k * n + lane] = p;
                if (p != k) {
                    m = -m;
                    for (int j = 0; j < size; j++) {
                        int x = aOff + (k * size + j) * n + lane;
                        int y = aOff + (p * size + j) * n + lane;
                        double swap = a[x];
                        a[x] = a[y];
                        a[y] = swap;
                    }
                }
                double pivot = a[aOff + (k * size + k) * n + lane];
                boolean tiny = Math.abs(pivot) < Double.MIN_NORMAL;
                long bits = Double.doubleToRawLongBits(tiny ? pivot * 0x1.0p54 : pivot);
                long biased = (bits << 1) >>> 53;
                power += Double.longBitsToDouble(biased | Coefficients.TWO_52_BITS) - Coefficients.TWO_52_PLUS_1023;
                power -= tiny ? 54 : 0;
                double scaled = Double.longBitsToDouble((bits & ~(2047L << 52)) | Coefficients.EXPONENT_ONE);
                m *= pivot == 0 ? 0 : Math.abs(pivot) < Double.POSITIVE_INFINITY ? scaled : Double.NaN;
                double reciprocal = pivot == 0 ? 0 : 1 / pivot;
                for (int i = k + 1; i < size; i++) {
                    int at = aOff + (i * size + k) * n + lane;
                    double l = a[at] * reciprocal;
                    a[at] = l;
                    for (int j = k + 1; j < size; j++) {
                        int x = aOff + (i * size + j) * n + lane;
                        a[x] = Math.fma(-l, a[aOff + (k * size + j) * n + lane], a[x]);
                    }
                }
            }
            mantissa[mantissaOff + lane] = m;
            exponent[exponentOff + lane] = power;
        }
    }

    /// Turns mantissa and exponent into logarithm and sign.
    static void finishDeterminant(double[] mantissa, int mantissaOff, double[] exponent, int exponentOff, int n) {
        for (int lane = 0; lane < n; lane++) {
            double m = mantissa[mantissaOff + lane];
            double log = Elementary.log(Math.abs(m));
            mantissa[mantissaOff + lane] = Math.fma(exponent[exponentOff + lane], Coefficients.LN2_HIGH, log);
            exponent[exponentOff + lane] = m == 0 ? 0 : Math.signum(m);
        }
    }

    @Override
    public void invert(
            double[] lu, int luOff, double[] pivots, int pivotsOff, double[] inverse, int inverseOff, int size, int n) {
        permutation(pivots, pivotsOff, inverse, inverseOff, size, n);
        substituteFrom(0, lu, luOff, inverse, inverseOff, size, n);
    }

    /// The permutation matrices P of the pivots.
    static void permutation(double[] pivots, int pivotsOff, double[] out, int outOff, int size, int n) {
        java.util.Arrays.fill(out, outOff, outOff + size * size * n, 0);
        for (int lane = 0; lane < n; lane++) {
            for (int j = 0; j < size; j++) {
                int row = j;
                for (int k = 0; k < size; k++) {
                    int p = (int) pivots[pivotsOff + k * n + lane];
                    row = row == k ? p : row == p ? k : row;
                }
                out[outOff + (row * size + j) * n + lane] = 1;
            }
        }
    }

    /// Solves L U X = B in place of B, for the lanes from `first` on.
    static void substituteFrom(int first, double[] lu, int luOff, double[] x, int xOff, int size, int n) {
        for (int lane = first; lane < n; lane++) {
            for (int k = 0; k < size; k++) {
                for (int i = k + 1; i < size; i++) {
                    eliminate(lu[luOff + (i * size + k) * n + lane], x, xOff + lane, k, i, size, n);
                }
            }
            for (int k = size - 1; k >= 0; k--) {
                double reciprocal = 1 / lu[luOff + (k * size + k) * n + lane];
                for (int j = 0; j < size; j++) {
                    x[xOff + (k * size + j) * n + lane] *= reciprocal;
                }
                for (int i = 0; i < k; i++) {
                    eliminate(lu[luOff + (i * size + k) * n + lane], x, xOff + lane, k, i, size, n);
                }
            }
        }
    }

    /// Row i of x minus l times row k.
    private static void eliminate(double l, double[] x, int xOff, int k, int i, int size, int n) {
        for (int j = 0; j < size; j++) {
            int at = xOff + (i * size + j) * n;
            x[at] = Math.fma(-l, x[xOff + (k * size + j) * n], x[at]);
        }
    }
}
