package ansatz.engine.program;

import java.util.Arrays;

/// Inverse, determinant and Pfaffian of one small square matrix (row-major, order `n`) by elimination with partial
/// pivoting, written to be read rather than to be fast.
final class ReferenceMatrices {
    private ReferenceMatrices() {}

    /// P A = L U in one array: U on and above the diagonal, the multipliers below it.
    ///
    /// @param lu          the factors
    /// @param permutation row `i` of P A is row `permutation[i]` of A
    /// @param sign        the determinant of P, or 0 if a pivot is zero, or NaN if A contains NaN
    private record Lu(double[] lu, int[] permutation, double sign) {

        static Lu of(double[] matrix, int n) {
            double[] a = matrix.clone();
            int[] p = new int[n];
            Arrays.setAll(p, i -> i);
            double sign = 1;
            for (double x : a) {
                if (Double.isNaN(x)) {
                    return new Lu(a, p, Double.NaN);
                }
            }
            for (int k = 0; k < n; k++) {
                int pivot = k;
                for (int i = k + 1; i < n; i++) {
                    if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) {
                        pivot = i;
                    }
                }
                if (a[pivot * n + k] == 0) {
                    return new Lu(a, p, 0);
                }
                if (pivot != k) {
                    swapRows(a, n, k, pivot);
                    int row = p[k];
                    p[k] = p[pivot];
                    p[pivot] = row;
                    sign = -sign;
                }
                for (int i = k + 1; i < n; i++) {
                    double factor = a[i * n + k] / a[k * n + k];
                    a[i * n + k] = factor;
                    for (int j = k + 1; j < n; j++) {
                        a[i * n + j] -= factor * a[k * n + j];
                    }
                }
            }
            return new Lu(a, p, sign);
        }
    }

    private static void swapRows(double[] a, int n, int i, int j) {
        for (int k = 0; k < n; k++) {
            double x = a[i * n + k];
            a[i * n + k] = a[j * n + k];
            a[j * n + k] = x;
        }
    }

    static double[] inverse(double[] matrix, int n) {
        double[] inverse = new double[n * n];
        Lu factors = Lu.of(matrix, n);
        if (factors.sign == 0 || Double.isNaN(factors.sign)) {
            Arrays.fill(inverse, Double.NaN);
            return inverse;
        }
        double[] lu = factors.lu;
        double[] x = new double[n];
        for (int column = 0; column < n; column++) {
            for (int i = 0; i < n; i++) {
                x[i] = factors.permutation[i] == column ? 1 : 0;
                for (int j = 0; j < i; j++) {
                    x[i] -= lu[i * n + j] * x[j];
                }
            }
            for (int i = n - 1; i >= 0; i--) {
                for (int j = i + 1; j < n; j++) {
                    x[i] -= lu[i * n + j] * x[j];
                }
                x[i] /= lu[i * n + i];
                inverse[i * n + column] = x[i];
            }
        }
        return inverse;
    }

    static double logAbsDeterminant(double[] matrix, int n) {
        Lu factors = Lu.of(matrix, n);
        if (Double.isNaN(factors.sign)) {
            return Double.NaN;
        }
        if (factors.sign == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += StrictMath.log(Math.abs(factors.lu[i * n + i]));
        }
        return sum;
    }

    /// The jet of log |det A_k| from the matrix `k` of `values` and of jets of `r` entries an element.
    static void jetLogAbsDeterminant(double[] values, double[] jets, int k, int n, int r, double[] y) {
        double[] a = Arrays.copyOfRange(values, k * n * n, (k + 1) * n * n);
        double log = n == 0 ? 0 : logAbsDeterminant(a, n);
        double[] inverse = n == 0 ? a : inverse(a, n);
        double[] m = new double[n * n];
        double squares = 0;
        for (int row = 1; row < r; row++) {
            double trace = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    m[i * n + j] = 0;
                    for (int l = 0; l < n; l++) {
                        m[i * n + j] += inverse[i * n + l] * jets[((k * n + l) * n + j) * r + row];
                    }
                }
                trace += m[i * n + i];
            }
            for (int i = 0; i < n && row < r - 1; i++) {
                for (int j = 0; j < n; j++) {
                    squares += m[i * n + j] * m[j * n + i];
                }
            }
            double entry = row < r - 1 ? trace : trace - squares;
            y[k * r + row] = Double.isFinite(log) ? entry : Double.NaN;
        }
        y[k * r] = log;
    }

    static double signDeterminant(double[] matrix, int n) {
        Lu factors = Lu.of(matrix, n);
        double sign = factors.sign;
        for (int i = 0; i < n && sign != 0; i++) {
            sign *= Math.signum(factors.lu[i * n + i]);
        }
        return sign;
    }

    /// The argument of det(X + iY) in (-pi, pi], as the product of the phases of the pivots; 0 for a singular
    /// matrix.
    static double determinantPhase(double[] x, double[] y, int n) {
        double[] re = x.clone();
        double[] im = y.clone();
        double phaseRe = 1;
        double phaseIm = 0;
        for (int k = 0; k < n * n; k++) {
            if (Double.isNaN(x[k]) || Double.isNaN(y[k])) {
                return Double.NaN;
            }
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.hypot(re[i * n + k], im[i * n + k]) > Math.hypot(re[pivot * n + k], im[pivot * n + k])) {
                    pivot = i;
                }
            }
            double modulus = Math.hypot(re[pivot * n + k], im[pivot * n + k]);
            if (modulus == 0) {
                return 0;
            }
            if (pivot != k) {
                swapRows(re, n, k, pivot);
                swapRows(im, n, k, pivot);
                phaseRe = -phaseRe;
                phaseIm = -phaseIm;
            }
            double c = re[k * n + k] / modulus;
            double s = im[k * n + k] / modulus;
            double turned = phaseRe * c - phaseIm * s;
            phaseIm = phaseRe * s + phaseIm * c;
            phaseRe = turned;
            for (int i = k + 1; i < n; i++) {
                // factor = a_ik / a_kk = a_ik conj(c + i s) / |a_kk|
                double factorRe = (re[i * n + k] * c + im[i * n + k] * s) / modulus;
                double factorIm = (im[i * n + k] * c - re[i * n + k] * s) / modulus;
                for (int j = k + 1; j < n; j++) {
                    re[i * n + j] -= factorRe * re[k * n + j] - factorIm * im[k * n + j];
                    im[i * n + j] -= factorRe * im[k * n + j] + factorIm * re[k * n + j];
                }
            }
        }
        // adding +0 turns an imaginary part of -0 into +0, so that a negative real determinant has the phase +pi
        return StrictMath.atan2(phaseIm + 0.0, phaseRe);
    }

    /// The sign of the Pfaffian of the antisymmetric part of a matrix, by the tridiagonalisation of Parlett and
    /// Reid with pivoting (M. Wimmer, ACM Trans. Math. Softw. 38, 30 (2012), section 3.2).
    static double signPfaffian(double[] matrix, int n) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = 0.5 * (matrix[i * n + j] - matrix[j * n + i]);
                if (Double.isNaN(a[i * n + j])) {
                    return Double.NaN;
                }
            }
        }
        double sign = 1;
        for (int k = 0; k + 1 < n; k += 2) {
            int pivot = k + 1;
            for (int i = k + 2; i < n; i++) {
                if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) {
                    pivot = i;
                }
            }
            if (a[pivot * n + k] == 0) {
                return 0;
            }
            if (pivot != k + 1) {
                swapRows(a, n, k + 1, pivot);
                for (int i = 0; i < n; i++) {
                    double x = a[i * n + k + 1];
                    a[i * n + k + 1] = a[i * n + pivot];
                    a[i * n + pivot] = x;
                }
                sign = -sign;
            }
            double head = a[k * n + k + 1];
            sign *= Math.signum(head);
            for (int i = k + 2; i < n; i++) {
                for (int j = k + 2; j < n; j++) {
                    double tauI = a[k * n + i] / head;
                    double tauJ = a[k * n + j] / head;
                    a[i * n + j] += tauI * a[j * n + k + 1] - a[i * n + k + 1] * tauJ;
                }
            }
        }
        return sign;
    }
}
