package ansatz.engine.kernel;

import java.util.function.DoubleUnaryOperator;

/// What the polynomials of [FloatCoefficients] approximate: name, number of coefficients, function, weight of its
/// error and interval. The weight levels the error of the function that the polynomial serves, in relative terms
/// or,
/// where a 1 is added, in absolute ones.
enum FloatFit {
    EXP(5, r -> factorials(r, 2), r -> r * r / StrictMath.exp(r), -0.34658, 0.34658),
    EXPM1(6, r -> factorials(r, 2), r -> Math.abs(r), -0.34658, 0.34658),
    LOG(3, FloatFit::logarithm, z -> z / 2, 0, 0.02945),
    LOG1P(4, FloatFit::logarithm, z -> z / 2, 0, 0.11112),
    LOG_FAR(3, FloatFit::logarithm, z -> z / 2, 0, 0.0123),
    SIN(3, z -> alternating(z, 3), z -> z, 0, 0.6169),
    COS(3, z -> -alternating(z, 4), z -> z * z, 0, 0.6169),
    ATAN(5, FloatFit::arcTangent, z -> z, 0, 0.17158),
    TANH(5, FloatFit::tangent, z -> z, 0, 0.3907),
    ERF(7, FloatFit::errorFunction, z -> 0.9, 0, 0.7657),
    ERFCX(6, FloatFit::scaledComplement, t -> StrictMath.exp(-square(argument(t))), -0.4401, 0.2719),
    LOG_COSH(6, FloatFit::logCosh, z -> 2, 0, 0.4901),
    POW(3, z -> (logarithm(z) - 2.0 / 3) / z, z -> z * z / 2, 1e-9, 0.02945);

    final int count;
    final Approximation problem;

    FloatFit(int count, DoubleUnaryOperator function, DoubleUnaryOperator weight, double low, double high) {
        this.count = count;
        this.problem = new Approximation(function, weight, low, high);
    }

    /// sum_k x^k / (k + from)!.
    private static double factorials(double x, int from) {
        double term = 1;
        for (int k = 2; k <= from; k++) {
            term /= k;
        }
        double sum = 0;
        for (int k = 0; k < 30; k++) {
            sum += term;
            term *= x / (k + from + 1);
        }
        return sum;
    }

    /// sum_k (-1)^(k + 1) z^k / (2k + from)!.
    private static double alternating(double z, int from) {
        double term = -1;
        for (int k = 2; k <= from; k++) {
            term /= k;
        }
        double sum = 0;
        for (int k = 0; k < 20; k++) {
            sum += term;
            term *= -z / ((2 * k + from + 1.0) * (2 * k + from + 2.0));
        }
        return sum;
    }

    /// (log((1 + s) / (1 - s)) / s - 2) / z in z = s^2.
    private static double logarithm(double z) {
        double sum = 0;
        for (int k = 40; k >= 0; k--) {
            sum = sum * z + 2.0 / (2 * k + 3);
        }
        return sum;
    }

    /// (atan(t) / t - 1) / z in z = t^2.
    private static double arcTangent(double z) {
        double sum = 0;
        for (int k = 40; k >= 0; k--) {
            sum = -sum * z - 1.0 / (2 * k + 3);
        }
        return sum;
    }

    /// (tanh(x) / x - 1) / z in z = x^2, by the continued fraction tanh x = x / (1 + z / (3 + z / (5 + ...))).
    private static double tangent(double z) {
        double d = 61;
        for (int k = 59; k >= 3; k -= 2) {
            d = k + z / d;
        }
        return -1 / (d + z);
    }

    /// erf(x) / x - 1 in z = x^2.
    private static double errorFunction(double z) {
        double term = 2 / Math.sqrt(Math.PI);
        double sum = -1;
        for (int k = 0; k < 40; k++) {
            sum += term / (2 * k + 1);
            term *= -z / (k + 1);
        }
        return sum;
    }

    /// exp(a^2) erfc(a) in t = (a - 2.25) / (a + 2.25), by the continued fraction of Laplace.
    private static double scaledComplement(double t) {
        double a = argument(t);
        double d = a;
        for (int k = 2000; k >= 1; k--) {
            d = a + 0.5 * k / d;
        }
        return 1 / (d * Math.sqrt(Math.PI));
    }

    private static double argument(double t) {
        return 2.25 * (1 + t) / (1 - t);
    }

    private static double square(double a) {
        return a * a;
    }

    /// log cosh(x) / z in z = x^2.
    private static double logCosh(double z) {
        double sinh = StrictMath.sinh(Math.sqrt(z));
        return z == 0 ? 0.5 : 0.5 * StrictMath.log1p(sinh * sinh) / z;
    }
}
