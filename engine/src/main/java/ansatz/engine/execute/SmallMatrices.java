package ansatz.engine.execute;

import ansatz.engine.kernel.Elementary;

/// Decompositions of one small matrix, row-major in an array that is overwritten. Gaussian elimination with partial
/// pivoting; the order of operations is the same on every machine.
final class SmallMatrices {
    private SmallMatrices() {}

    /// Replaces the matrix at `a[o]` by its triangular factors and returns the sign of the permutation, 0 where the
    /// matrix is singular.
    private static double factor(double[] a, int o, int n) {
        double sign = 1;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(a[o + i * n + k]) > Math.abs(a[o + pivot * n + k])) {
                    pivot = i;
                }
            }
            if (pivot != k) {
                swapRows(a, o, n, k, pivot);
                sign = -sign;
            }
            double head = a[o + k * n + k];
            if (head == 0) {
                return 0;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = a[o + i * n + k] / head;
                a[o + i * n + k] = factor;
                for (int j = k + 1; j < n; j++) {
                    a[o + i * n + j] = Math.fma(-factor, a[o + k * n + j], a[o + i * n + j]);
                }
            }
        }
        return sign;
    }

    private static void swapRows(double[] a, int o, int n, int i, int j) {
        for (int k = 0; k < n; k++) {
            double x = a[o + i * n + k];
            a[o + i * n + k] = a[o + j * n + k];
            a[o + j * n + k] = x;
        }
    }

    private static boolean hasNaN(double[] a, int o, int n) {
        double sum = 0;
        for (int i = 0; i < n * n; i++) {
            sum += Double.isNaN(a[o + i]) ? 1 : 0;
        }
        return sum > 0;
    }

    static double logAbsDeterminant(double[] a, int o, int n) {
        if (hasNaN(a, o, n)) {
            return Double.NaN;
        }
        if (factor(a, o, n) == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Elementary.log(Math.abs(a[o + i * n + i]));
        }
        return sum;
    }

    static double signDeterminant(double[] a, int o, int n) {
        if (hasNaN(a, o, n)) {
            return Double.NaN;
        }
        double sign = factor(a, o, n);
        for (int i = 0; i < n && sign != 0; i++) {
            sign *= Math.signum(a[o + i * n + i]);
        }
        return sign;
    }

    /// Inverts the matrix at `a[o]` in place by Gauss and Jordan; `swaps` is room for n numbers. A singular matrix
    /// becomes NaN.
    static void invert(double[] a, int o, int n, double[] swaps, int so) {
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(a[o + i * n + k]) > Math.abs(a[o + pivot * n + k])) {
                    pivot = i;
                }
            }
            swaps[so + k] = pivot;
            if (pivot != k) {
                swapRows(a, o, n, k, pivot);
            }
            double head = a[o + k * n + k];
            if (head == 0) {
                for (int i = 0; i < n * n; i++) {
                    a[o + i] = Double.NaN;
                }
                return;
            }
            double reciprocal = 1 / head;
            a[o + k * n + k] = 1;
            for (int j = 0; j < n; j++) {
                a[o + k * n + j] *= reciprocal;
            }
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    double factor = a[o + i * n + k];
                    a[o + i * n + k] = 0;
                    for (int j = 0; j < n; j++) {
                        a[o + i * n + j] = Math.fma(-factor, a[o + k * n + j], a[o + i * n + j]);
                    }
                }
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            int pivot = (int) swaps[so + k];
            if (pivot != k) {
                for (int i = 0; i < n; i++) {
                    double x = a[o + i * n + k];
                    a[o + i * n + k] = a[o + i * n + pivot];
                    a[o + i * n + pivot] = x;
                }
            }
        }
    }

    /// The argument of det(X + iY), the real part at `a[o]` and the imaginary at `a[p]`, as the product of the
    /// phases of the pivots; 0 for a singular matrix.
    static double determinantPhase(double[] a, int o, int p, int n) {
        if (hasNaN(a, o, n) || hasNaN(a, p, n)) {
            return Double.NaN;
        }
        double re = 1;
        double im = 0;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (modulus(a, o, p, i * n + k) > modulus(a, o, p, pivot * n + k)) {
                    pivot = i;
                }
            }
            double modulus = modulus(a, o, p, pivot * n + k);
            if (modulus == 0) {
                return 0;
            }
            if (pivot != k) {
                swapRows(a, o, n, k, pivot);
                swapRows(a, p, n, k, pivot);
                re = -re;
                im = -im;
            }
            double c = a[o + k * n + k] / modulus;
            double s = a[p + k * n + k] / modulus;
            double turned = re * c - im * s;
            im = re * s + im * c;
            re = turned;
            for (int i = k + 1; i < n; i++) {
                double x = (a[o + i * n + k] * c + a[p + i * n + k] * s) / modulus;
                double y = (a[p + i * n + k] * c - a[o + i * n + k] * s) / modulus;
                for (int j = k + 1; j < n; j++) {
                    double u = a[o + k * n + j];
                    double v = a[p + k * n + j];
                    a[o + i * n + j] -= x * u - y * v;
                    a[p + i * n + j] -= x * v + y * u;
                }
            }
        }
        // adding +0 turns an imaginary part of -0 into +0, so that a negative real determinant has the phase +pi
        return Elementary.atan2(im + 0.0, re);
    }

    private static double modulus(double[] a, int o, int p, int at) {
        return Math.hypot(a[o + at], a[p + at]);
    }

    /// The sign of the Pfaffian of the antisymmetric part, by the tridiagonalisation of Parlett and Reid with
    /// pivoting (M. Wimmer, ACM Trans. Math. Softw. 38, 30 (2012), section 3.2).
    static double signPfaffian(double[] a, int o, int n) {
        if (hasNaN(a, o, n)) {
            return Double.NaN;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double x = 0.5 * (a[o + i * n + j] - a[o + j * n + i]);
                a[o + i * n + j] = x;
                a[o + j * n + i] = -x;
            }
        }
        double sign = 1;
        for (int k = 0; k + 1 < n; k += 2) {
            int pivot = k + 1;
            for (int i = k + 2; i < n; i++) {
                if (Math.abs(a[o + i * n + k]) > Math.abs(a[o + pivot * n + k])) {
                    pivot = i;
                }
            }
            if (a[o + pivot * n + k] == 0) {
                return 0;
            }
            if (pivot != k + 1) {
                swapRows(a, o, n, k + 1, pivot);
                for (int i = 0; i < n; i++) {
                    double x = a[o + i * n + k + 1];
                    a[o + i * n + k + 1] = a[o + i * n + pivot];
                    a[o + i * n + pivot] = x;
                }
                sign = -sign;
            }
            double head = a[o + k * n + k + 1];
            sign *= Math.signum(head);
            for (int i = k + 2; i < n; i++) {
                double tauI = a[o + k * n + i] / head;
                for (int j = k + 2; j < n; j++) {
                    double tauJ = a[o + k * n + j] / head;
                    a[o + i * n + j] += tauI * a[o + j * n + k + 1] - a[o + i * n + k + 1] * tauJ;
                }
            }
        }
        return sign;
    }
}
