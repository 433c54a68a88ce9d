package ansatz.engine.kernel;

import static ansatz.engine.kernel.Coefficients.*;

/// Elementary functions of one double by argument reduction and fused multiply-add polynomials. They are the
/// definition of what the bulk kernels compute, vectorised or not: every operation here is exactly rounded by IEEE
/// 754, so that the bits are the same on every machine and before and after compilation. Errors are below 2 units
/// in the last place, of tanh, log cosh and erf below 3 (the tests state the bound of each); NaN, infinities,
/// signed zeros and subnormals behave as IEEE 754 recommends.
public final class Elementary {
    private Elementary() {}

    /// e to the power x.
    public static double exp(double x) {
        if (x > EXP_INFINITE) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < EXP_ZERO) {
            return 0;
        }
        double t = Math.fma(x, LOG2_E, ROUNDING);
        double k = t - ROUNDING;
        double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
        // 2^k as a product of two, because k goes from -1075 to 1024
        long u = Double.doubleToRawLongBits(t) - (ROUNDING_BITS - 2046);
        long half = u >>> 1;
        return expReduced(r) * Double.longBitsToDouble(half << 52) * Double.longBitsToDouble((u - half) << 52);
    }

    /// exp r for |r| <= log(2)/2.
    private static double expReduced(double r) {
        double z = r * r;
        double even = Math.fma(Math.fma(Math.fma(Math.fma(EXP_8, z, EXP_6), z, EXP_4), z, EXP_2), z, EXP_0);
        double odd = Math.fma(Math.fma(Math.fma(Math.fma(EXP_9, z, EXP_7), z, EXP_5), z, EXP_3), z, EXP_1);
        return 1 + Math.fma(z, Math.fma(odd, r, even), r);
    }

    /// exp(r) - 1 for |r| <= log(2)/2.
    private static double expm1Reduced(double r) {
        double z = r * r;
        double even = Math.fma(Math.fma(Math.fma(Math.fma(EXPM1_10, z, EXPM1_8), z, EXPM1_6), z, EXPM1_4), z, EXPM1_2);
        double odd = Math.fma(Math.fma(Math.fma(Math.fma(EXPM1_9, z, EXPM1_7), z, EXPM1_5), z, EXPM1_3), z, EXPM1_1);
        return Math.fma(z, Math.fma(odd, r, Math.fma(even, z, EXPM1_0)), r);
    }

    /// exp(x) - 1, accurate near 0.
    public static double expm1(double x) {
        if (x > EXP_INFINITE) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < -38) {
            return -1;
        }
        if (Math.abs(x) < TINY) {
            return x;
        }
        double t = Math.fma(x, LOG2_E, ROUNDING);
        double k = t - ROUNDING;
        double p = expm1Reduced(Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x)));
        double w = Double.longBitsToDouble((Double.doubleToRawLongBits(t) - (ROUNDING_BITS - 1022)) << 52); // 2^(k-1)
        return 2 * Math.fma(p, w, w - 0.5);
    }

    /// The natural logarithm.
    public static double log(double x) {
        if (!(x >= Double.MIN_NORMAL && x < Double.POSITIVE_INFINITY)) {
            return logSpecial(x);
        }
        return logScaled(x, 0);
    }

    private static double logSpecial(double x) {
        if (x < 0 || Double.isNaN(x)) {
            return Double.NaN;
        }
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return x == Double.POSITIVE_INFINITY ? x : logScaled(x * 0x1.0p54, -54);
    }

    private static double logScaled(double x, double shift) {
        long bits = Double.doubleToRawLongBits(x);
        long biased = (bits - (SQRT_HALF_BITS - EXPONENT_ONE)) >>> 52;
        double f = Double.longBitsToDouble(bits - (biased << 52) + EXPONENT_ONE) - 1;
        double k = Double.longBitsToDouble(biased | TWO_52_BITS) - TWO_52_PLUS_1023 + shift;
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = Math.fma(Math.fma(Math.fma(LOG_6, w, LOG_4), w, LOG_2), w, LOG_0);
        double odd = Math.fma(Math.fma(LOG_5, w, LOG_3), w, LOG_1);
        double rest = z * Math.fma(odd, z, even);
        double square = 0.5 * f * f;
        return Math.fma(k, LN2_HIGH, f - (square - Math.fma(s, square + rest, k * LN2_LOW)));
    }

    /// log(1 + x), accurate near 0.
    public static double log1p(double x) {
        if (!(x > -1 && x < 0x1.0p1000) || x == 0) {
            return x == 0 || x == Double.POSITIVE_INFINITY ? x : log(1 + x);
        }
        double v = 1 + x;
        double b = v - 1;
        double error = (1 - (v - b)) + (x - b); // 1 + x = v + error, exactly
        long bits = Double.doubleToRawLongBits(v);
        long biased = (bits - (SQRT_HALF_BITS - EXPONENT_ONE)) >>> 52;
        double f = Double.longBitsToDouble(bits - (biased << 52) + EXPONENT_ONE) - 1;
        double k = Double.longBitsToDouble(biased | TWO_52_BITS) - TWO_52_PLUS_1023;
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = Math.fma(Math.fma(Math.fma(LOG_6, w, LOG_4), w, LOG_2), w, LOG_0);
        double odd = Math.fma(Math.fma(LOG_5, w, LOG_3), w, LOG_1);
        double rest = z * Math.fma(odd, z, even);
        double square = 0.5 * f * f;
        double small = Math.fma(k, LN2_LOW, error / v);
        return Math.fma(k, LN2_HIGH, f - (square - Math.fma(s, square + rest, small)));
    }

    /// The sine of an angle in radians. From 10^6 on by `StrictMath`.
    public static double sin(double x) {
        if (!(Math.abs(x) <= TRIGONOMETRIC_LIMIT)) {
            return StrictMath.sin(x);
        }
        return x == 0 ? x : sinQuadrant(x, 0);
    }

    /// The cosine of an angle in radians. From 10^6 on by `StrictMath`.
    public static double cos(double x) {
        if (!(Math.abs(x) <= TRIGONOMETRIC_LIMIT)) {
            return StrictMath.cos(x);
        }
        return sinQuadrant(x, 1);
    }

    /// sin(x + quadrant pi/2).
    private static double sinQuadrant(double x, int quadrant) {
        double t = Math.fma(x, TWO_OVER_PI, ROUNDING);
        double k = t - ROUNDING;
        double r = Math.fma(k, -HALF_PI_LOW, Math.fma(k, -HALF_PI_MIDDLE, Math.fma(k, -HALF_PI_HIGH, x)));
        long q = Double.doubleToRawLongBits(t) + quadrant;
        double value = (q & 1) == 0 ? sinReduced(r) : cosReduced(r);
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ ((q & 2) << 62));
    }

    private static double sinReduced(double r) {
        double z = r * r;
        double p = Math.fma(
                Math.fma(Math.fma(Math.fma(Math.fma(SIN_5, z, SIN_4), z, SIN_3), z, SIN_2), z, SIN_1), z, SIN_0);
        return Math.fma(r * z, p, r);
    }

    private static double cosReduced(double r) {
        double z = r * r;
        double p = Math.fma(
                Math.fma(Math.fma(Math.fma(Math.fma(COS_5, z, COS_4), z, COS_3), z, COS_2), z, COS_1), z, COS_0);
        return Math.fma(z * z, p, Math.fma(z, -0.5, 1));
    }

    /// The hyperbolic tangent, accurate in relative terms also near 0.
    public static double tanh(double x) {
        double a = Math.abs(x);
        double y = a > TANH_ONE ? TANH_ONE : a;
        double t = Math.fma(y, TWO_LOG2_E, ROUNDING_TO_EXPONENT);
        double r = Math.fma(t - ROUNDING_TO_EXPONENT, -HALF_LN2, y);
        double w = Double.longBitsToDouble(Double.doubleToRawLongBits(t) << 52); // 2^k
        double z = r * r;
        double p = Math.fma(r * z, Math.fma(TANH_P1, z, TANH_P0), r);
        double q = Math.fma(z, Math.fma(TANH_Q1, z, TANH_Q0), 1);
        return Math.copySign(Math.fma(w - 1, q, (w + 1) * p) / Math.fma(w + 1, q, (w - 1) * p), x);
    }

    /// The logistic function 1 / (1 + exp(-x)).
    public static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// log(1 + exp x), without overflow.
    public static double softplus(double x) {
        double f = exp(-Math.abs(x));
        double s = f / (2 + f);
        return (x > 0 ? x : 0) + (f - s * (f - logSeries(s * s)));
    }

    /// z P(z) with log((1 + s) / (1 - s)) = s (2 + z P(z)), z = s^2 <= 1/9.
    private static double logSeries(double z) {
        double w = z * z;
        double even = Math.fma(
                Math.fma(Math.fma(Math.fma(Math.fma(LOG1P_10, w, LOG1P_8), w, LOG1P_6), w, LOG1P_4), w, LOG1P_2),
                w,
                LOG1P_0);
        double odd = Math.fma(Math.fma(Math.fma(Math.fma(LOG1P_9, w, LOG1P_7), w, LOG1P_5), w, LOG1P_3), w, LOG1P_1);
        return z * Math.fma(odd, z, even);
    }

    /// log cosh x, without overflow, accurate in relative terms also near 0.
    ///
    /// A polynomial in x^2 near 0; else |x| - log 2 + log(1 + f) with f = exp(-2|x|).
    public static double logCosh(double x) {
        double a = Math.abs(x);
        if (a < LOG_COSH_SPLIT) {
            double z = x * x;
            double w = z * z;
            double even = Math.fma(
                    Math.fma(
                            Math.fma(Math.fma(Math.fma(LOG_COSH_10, w, LOG_COSH_8), w, LOG_COSH_6), w, LOG_COSH_4),
                            w,
                            LOG_COSH_2),
                    w,
                    LOG_COSH_0);
            double odd = Math.fma(
                    Math.fma(
                            Math.fma(Math.fma(Math.fma(LOG_COSH_11, w, LOG_COSH_9), w, LOG_COSH_7), w, LOG_COSH_5),
                            w,
                            LOG_COSH_3),
                    w,
                    LOG_COSH_1);
            return z * Math.fma(odd, z, even);
        }
        double y = -2 * (a > 40 ? 40 : a);
        double t = Math.fma(y, LOG2_E, ROUNDING);
        double k = t - ROUNDING;
        double f = expReduced(Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, y)))
                * Double.longBitsToDouble((Double.doubleToRawLongBits(t) - (ROUNDING_BITS - 1023)) << 52);
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = Math.fma(Math.fma(LOG_FAR_4, w, LOG_FAR_2), w, LOG_FAR_0);
        double odd = Math.fma(Math.fma(LOG_FAR_5, w, LOG_FAR_3), w, LOG_FAR_1);
        double rest = z * Math.fma(odd, z, even);
        return (a - LN2_HIGH) + ((f - s * (f - rest)) - LN2_LOW);
    }

    /// The error function.
    public static double erf(double x) {
        double a = Math.abs(x);
        if (a < ERF_SPLIT) {
            double z = x * x;
            double w = z * z;
            double even = Math.fma(
                    Math.fma(Math.fma(Math.fma(Math.fma(ERF_10, w, ERF_8), w, ERF_6), w, ERF_4), w, ERF_2), w, ERF_0);
            double odd = Math.fma(
                    Math.fma(Math.fma(Math.fma(Math.fma(ERF_11, w, ERF_9), w, ERF_7), w, ERF_5), w, ERF_3), w, ERF_1);
            return x * Math.fma(odd, z, even);
        }
        if (a > ERF_ONE) {
            return Math.copySign(1, x);
        }
        double t = (a - ERF_CENTRE) / (a + ERF_CENTRE);
        double w = t * t;
        double even = Math.fma(
                Math.fma(
                        Math.fma(
                                Math.fma(Math.fma(Math.fma(ERFCX_12, w, ERFCX_10), w, ERFCX_8), w, ERFCX_6),
                                w,
                                ERFCX_4),
                        w,
                        ERFCX_2),
                w,
                ERFCX_0);
        double odd = Math.fma(
                Math.fma(Math.fma(Math.fma(Math.fma(ERFCX_11, w, ERFCX_9), w, ERFCX_7), w, ERFCX_5), w, ERFCX_3),
                w,
                ERFCX_1);
        double y = -(a * a);
        double u = Math.fma(y, LOG2_E, ROUNDING);
        double k = u - ROUNDING;
        double e = expReduced(Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, y)))
                * Double.longBitsToDouble((Double.doubleToRawLongBits(u) - (ROUNDING_BITS - 1023)) << 52);
        return Math.copySign(Math.fma(-e, Math.fma(odd, t, even), 1), x);
    }

    /// x to the power y, with the special cases of `Math.pow`.
    public static double pow(double x, double y) {
        if (!(x >= Double.MIN_NORMAL && x < Double.POSITIVE_INFINITY)) {
            return StrictMath.pow(x, y);
        }
        long bits = Double.doubleToRawLongBits(x);
        long biased = (bits - (SQRT_HALF_BITS - EXPONENT_ONE)) >>> 52;
        double m = Double.longBitsToDouble(bits - (biased << 52) + EXPONENT_ONE);
        double k = Double.longBitsToDouble(biased | TWO_52_BITS) - TWO_52_PLUS_1023;
        // s + sl = (m - 1) / (m + 1) in twice the precision; the names ending in l are the low parts
        double f = m - 1;
        double d = m + 1;
        double dl = m - (d - 1);
        double s = f / d;
        double sl = Math.fma(-s, dl, Math.fma(-s, d, f)) / d;
        double z = s * s;
        double zl = Math.fma(2 * s, sl, Math.fma(s, s, -z));
        double even = Math.fma(Math.fma(Math.fma(POW_6, z * z, POW_4), z * z, POW_2), z * z, POW_0);
        double odd = Math.fma(Math.fma(POW_5, z * z, POW_3), z * z, POW_1);
        double g = z * Math.fma(odd, z, even);
        double c = TWO_THIRDS_HIGH + g;
        double cl = (TWO_THIRDS_HIGH - c) + g + TWO_THIRDS_LOW;
        double h = s * z;
        double hl = Math.fma(sl, z, Math.fma(s, zl, Math.fma(s, z, -h)));
        double v = h * c;
        double vl = Math.fma(hl, c, Math.fma(h, cl, Math.fma(h, c, -v)));
        double a = 2 * s + v;
        double al = (2 * s - a) + v + Math.fma(2, sl, vl);
        double n = k * LN2_SHORT;
        double log = n + a;
        double logl = (n - log) + a + Math.fma(k, LN2_REST, al);
        double product = y * log;
        double productl = Math.fma(y, logl, Math.fma(y, log, -product));
        if (!(Math.abs(product) < 700)) {
            return StrictMath.pow(x, y);
        }
        double t = Math.fma(product, LOG2_E, ROUNDING);
        double j = t - ROUNDING;
        double r = Math.fma(j, -LN2_LOW, Math.fma(j, -LN2_HIGH, product)) + productl;
        return expReduced(r) * Double.longBitsToDouble((Double.doubleToRawLongBits(t) - (ROUNDING_BITS - 1023)) << 52);
    }

    /// The angle of the point (x, y), from -pi to pi, with the special cases of `Math.atan2`.
    public static double atan2(double y, double x) {
        double ay = Math.abs(y);
        double ax = Math.abs(x);
        boolean steep = ay > ax;
        double large = steep ? ay : ax;
        double small = steep ? ax : ay;
        if (!(large < 0x1.0p1000 && small > 0x1.0p-900)) {
            return StrictMath.atan2(y, x);
        }
        // atan(small / large) = atan(t), or pi/4 + atan((small - large) / (small + large))
        boolean turn = small > TAN_PI_8 * large;
        double t = (turn ? small - large : small) / (turn ? small + large : large);
        double z = t * t;
        double w = z * z;
        double even = Math.fma(
                Math.fma(Math.fma(Math.fma(Math.fma(ATAN_10, w, ATAN_8), w, ATAN_6), w, ATAN_4), w, ATAN_2), w, ATAN_0);
        double odd = Math.fma(Math.fma(Math.fma(Math.fma(ATAN_9, w, ATAN_7), w, ATAN_5), w, ATAN_3), w, ATAN_1);
        double angle = Math.fma(t * z, Math.fma(odd, z, even), t);
        angle = turn ? QUARTER_PI_HIGH + (angle + QUARTER_PI_LOW) : angle;
        angle = steep ? HALF_PI_HIGH - (angle - HALF_PI_MIDDLE) : angle;
        angle = x < 0 ? 2 * HALF_PI_HIGH - (angle - 2 * HALF_PI_MIDDLE) : angle;
        return Math.copySign(angle, y);
    }
}
