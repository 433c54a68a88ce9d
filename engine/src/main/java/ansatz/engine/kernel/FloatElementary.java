package ansatz.engine.kernel;

import static ansatz.engine.kernel.FloatCoefficients.*;

/// Elementary functions of one float, as [Elementary] of one double: the definition of what the bulk kernels of
/// single precision compute, the same bits on every machine. Errors are below 2 units in the last place, of the
/// logistic function below 2.3 (the tests state the bound of each); NaN, infinities, signed zeros and subnormals
/// behave as IEEE 754 recommends. Arguments
/// that are rare and awkward take the way through double precision.
public final class FloatElementary {
    private FloatElementary() {}

    /// e to the power x.
    public static float exp(float x) {
        if (x > EXP_INFINITE) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < EXP_ZERO) {
            return 0;
        }
        float t = Math.fma(x, LOG2_E, ROUNDING);
        float k = t - ROUNDING;
        float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
        // 2^k as a product of two, because k goes from -150 to 128
        int u = Float.floatToRawIntBits(t) - (ROUNDING_BITS - 254);
        int half = u >>> 1;
        return expReduced(r) * Float.intBitsToFloat(half << 23) * Float.intBitsToFloat((u - half) << 23);
    }

    /// exp r for |r| <= log(2)/2.
    private static float expReduced(float r) {
        return 1
                + Math.fma(
                        r * r,
                        Math.fma(Math.fma(Math.fma(Math.fma(EXP_4, r, EXP_3), r, EXP_2), r, EXP_1), r, EXP_0),
                        r);
    }

    /// exp(x) - 1, accurate near 0.
    public static float expm1(float x) {
        if (x > EXP_INFINITE) {
            return Float.POSITIVE_INFINITY;
        }
        if (x < EXPM1_MINUS_ONE) {
            return -1;
        }
        if (Math.abs(x) < TINY) {
            return x;
        }
        float t = Math.fma(x, LOG2_E, ROUNDING);
        float k = t - ROUNDING;
        float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
        float p = Math.fma(
                r * r,
                Math.fma(
                        Math.fma(Math.fma(Math.fma(Math.fma(EXPM1_5, r, EXPM1_4), r, EXPM1_3), r, EXPM1_2), r, EXPM1_1),
                        r,
                        EXPM1_0),
                r);
        float w = Float.intBitsToFloat((Float.floatToRawIntBits(t) - (ROUNDING_BITS - 126)) << 23); // 2^(k-1)
        return 2 * Math.fma(p, w, w - 0.5f);
    }

    /// The natural logarithm.
    public static float log(float x) {
        if (!(x >= Float.MIN_NORMAL && x < Float.POSITIVE_INFINITY)) {
            return logSpecial(x);
        }
        return logScaled(x, 0);
    }

    private static float logSpecial(float x) {
        if (x < 0 || Float.isNaN(x)) {
            return Float.NaN;
        }
        if (x == 0) {
            return Float.NEGATIVE_INFINITY;
        }
        return x == Float.POSITIVE_INFINITY ? x : logScaled(x * 0x1.0p25f, -25);
    }

    private static float logScaled(float x, float shift) {
        int bits = Float.floatToRawIntBits(x);
        int biased = (bits - (SQRT_HALF_BITS - EXPONENT_ONE)) >>> 23;
        float f = Float.intBitsToFloat(bits - (biased << 23) + EXPONENT_ONE) - 1;
        float k = Float.intBitsToFloat(biased | TWO_52_BITS) - TWO_52_PLUS_1023 + shift;
        float s = f / (2 + f);
        float z = s * s;
        float rest = z * Math.fma(Math.fma(LOG_2, z, LOG_1), z, LOG_0);
        float square = 0.5f * f * f;
        return Math.fma(k, LN2_HIGH, f - (square - Math.fma(s, square + rest, k * LN2_LOW)));
    }

    /// log(1 + x), accurate near 0.
    public static float log1p(float x) {
        if (!(x > -1 && x < 0x1.0p120f) || x == 0) {
            return x == 0 || x == Float.POSITIVE_INFINITY ? x : log(1 + x);
        }
        float v = 1 + x;
        float b = v - 1;
        float error = (1 - (v - b)) + (x - b); // 1 + x = v + error, exactly
        int bits = Float.floatToRawIntBits(v);
        int biased = (bits - (SQRT_HALF_BITS - EXPONENT_ONE)) >>> 23;
        float f = Float.intBitsToFloat(bits - (biased << 23) + EXPONENT_ONE) - 1;
        float k = Float.intBitsToFloat(biased | TWO_52_BITS) - TWO_52_PLUS_1023;
        float s = f / (2 + f);
        float z = s * s;
        float rest = z * Math.fma(Math.fma(LOG_2, z, LOG_1), z, LOG_0);
        float square = 0.5f * f * f;
        float small = Math.fma(k, LN2_LOW, error / v);
        return Math.fma(k, LN2_HIGH, f - (square - Math.fma(s, square + rest, small)));
    }

    /// The sine of an angle in radians. From 10^5 on by double precision.
    public static float sin(float x) {
        if (!(Math.abs(x) <= TRIGONOMETRIC_LIMIT)) {
            return (float) Elementary.sin(x);
        }
        return x == 0 ? x : sinQuadrant(x, 0);
    }

    /// The cosine of an angle in radians. From 10^5 on by double precision.
    public static float cos(float x) {
        if (!(Math.abs(x) <= TRIGONOMETRIC_LIMIT)) {
            return (float) Elementary.cos(x);
        }
        return sinQuadrant(x, 1);
    }

    /// sin(x + quadrant pi/2).
    private static float sinQuadrant(float x, int quadrant) {
        float t = Math.fma(x, TWO_OVER_PI, ROUNDING);
        float k = t - ROUNDING;
        float r = Math.fma(k, -HALF_PI_LOW, Math.fma(k, -HALF_PI_MIDDLE, Math.fma(k, -HALF_PI_HIGH, x)));
        int q = Float.floatToRawIntBits(t) + quadrant;
        float value = (q & 1) == 0 ? sinReduced(r) : cosReduced(r);
        return Float.intBitsToFloat(Float.floatToRawIntBits(value) ^ ((q & 2) << 30));
    }

    private static float sinReduced(float r) {
        float z = r * r;
        return Math.fma(r * z, Math.fma(Math.fma(SIN_2, z, SIN_1), z, SIN_0), r);
    }

    private static float cosReduced(float r) {
        float z = r * r;
        return Math.fma(z * z, Math.fma(Math.fma(COS_2, z, COS_1), z, COS_0), Math.fma(z, -0.5f, 1));
    }

    /// The hyperbolic tangent, accurate in relative terms also near 0: a polynomial there, else 1 - 2 / (exp(2|x|)
    /// +
    /// 1).
    public static float tanh(float x) {
        float a = Math.abs(x);
        if (a < TANH_SPLIT) {
            float z = x * x;
            return Math.copySign(
                    Math.fma(
                            x * z,
                            Math.fma(Math.fma(Math.fma(Math.fma(TANH_4, z, TANH_3), z, TANH_2), z, TANH_1), z, TANH_0),
                            x),
                    x);
        }
        float y = 2 * (a > TANH_ONE ? TANH_ONE : a);
        float t = Math.fma(y, LOG2_E, ROUNDING);
        float k = t - ROUNDING;
        float e = expReduced(Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, y)))
                * Float.intBitsToFloat((Float.floatToRawIntBits(t) - (ROUNDING_BITS - 127)) << 23);
        return Math.copySign(1 - 2 / (e + 1), x);
    }

    /// The logistic function 1 / (1 + exp(-x)).
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// log(1 + exp x), without overflow.
    public static float softplus(float x) {
        float f = exp(-Math.abs(x));
        float s = f / (2 + f);
        float z = s * s;
        float rest = z * Math.fma(Math.fma(Math.fma(LOG1P_3, z, LOG1P_2), z, LOG1P_1), z, LOG1P_0);
        return (x > 0 ? x : 0) + (f - s * (f - rest));
    }

    /// log cosh x, without overflow, accurate in relative terms also near 0.
    ///
    /// A polynomial in x^2 near 0; else |x| - log 2 + log(1 + f) with f = exp(-2|x|).
    public static float logCosh(float x) {
        float a = Math.abs(x);
        if (a < LOG_COSH_SPLIT) {
            float z = x * x;
            return z
                    * Math.fma(
                            Math.fma(
                                    Math.fma(
                                            Math.fma(Math.fma(LOG_COSH_5, z, LOG_COSH_4), z, LOG_COSH_3),
                                            z,
                                            LOG_COSH_2),
                                    z,
                                    LOG_COSH_1),
                            z,
                            LOG_COSH_0);
        }
        float y = -2 * (a > LOG_COSH_LINEAR ? LOG_COSH_LINEAR : a);
        float t = Math.fma(y, LOG2_E, ROUNDING);
        float k = t - ROUNDING;
        float f = expReduced(Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, y)))
                * Float.intBitsToFloat((Float.floatToRawIntBits(t) - (ROUNDING_BITS - 127)) << 23);
        float s = f / (2 + f);
        float z = s * s;
        float rest = z * Math.fma(Math.fma(LOG_FAR_2, z, LOG_FAR_1), z, LOG_FAR_0);
        return (a - LN2_HIGH) + ((f - s * (f - rest)) - LN2_LOW);
    }

    /// The error function.
    public static float erf(float x) {
        float a = Math.abs(x);
        if (a < ERF_SPLIT) {
            float z = x * x;
            return Math.fma(
                    x,
                    Math.fma(
                            Math.fma(
                                    Math.fma(
                                            Math.fma(Math.fma(Math.fma(ERF_6, z, ERF_5), z, ERF_4), z, ERF_3),
                                            z,
                                            ERF_2),
                                    z,
                                    ERF_1),
                            z,
                            ERF_0),
                    x);
        }
        if (a > ERF_ONE) {
            return Math.copySign(1, x);
        }
        float v = (a - ERF_CENTRE) / (a + ERF_CENTRE);
        float p = Math.fma(
                Math.fma(Math.fma(Math.fma(Math.fma(ERFCX_5, v, ERFCX_4), v, ERFCX_3), v, ERFCX_2), v, ERFCX_1),
                v,
                ERFCX_0);
        float y = -(a * a);
        float t = Math.fma(y, LOG2_E, ROUNDING);
        float k = t - ROUNDING;
        float e = expReduced(Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, y)))
                * Float.intBitsToFloat((Float.floatToRawIntBits(t) - (ROUNDING_BITS - 127)) << 23);
        return Math.copySign(Math.fma(-e, p, 1), x);
    }

    /// x to the power y, with the special cases of `Math.pow`.
    public static float pow(float x, float y) {
        if (!(x >= Float.MIN_NORMAL && x < Float.POSITIVE_INFINITY)) {
            return (float) StrictMath.pow(x, y);
        }
        int bits = Float.floatToRawIntBits(x);
        int biased = (bits - (SQRT_HALF_BITS - EXPONENT_ONE)) >>> 23;
        float m = Float.intBitsToFloat(bits - (biased << 23) + EXPONENT_ONE);
        float k = Float.intBitsToFloat(biased | TWO_52_BITS) - TWO_52_PLUS_1023;
        // s + sl = (m - 1) / (m + 1) in twice the precision; the names ending in l are the low parts
        float f = m - 1;
        float d = m + 1;
        float dl = m - (d - 1);
        float s = f / d;
        float sl = Math.fma(-s, dl, Math.fma(-s, d, f)) / d;
        float z = s * s;
        float zl = Math.fma(2 * s, sl, Math.fma(s, s, -z));
        float g = z * Math.fma(Math.fma(POW_2, z, POW_1), z, POW_0);
        float c = TWO_THIRDS_HIGH + g;
        float cl = (TWO_THIRDS_HIGH - c) + g + TWO_THIRDS_LOW;
        float h = s * z;
        float hl = Math.fma(sl, z, Math.fma(s, zl, Math.fma(s, z, -h)));
        float v = h * c;
        float vl = Math.fma(hl, c, Math.fma(h, cl, Math.fma(h, c, -v)));
        float a = 2 * s + v;
        float al = (2 * s - a) + v + Math.fma(2, sl, vl);
        float n = k * LN2_SHORT;
        float log = n + a;
        float logl = (n - log) + a + Math.fma(k, LN2_REST, al);
        float product = y * log;
        float productl = Math.fma(y, logl, Math.fma(y, log, -product));
        if (!(Math.abs(product) < POW_LIMIT)) {
            return (float) StrictMath.pow(x, y);
        }
        float t = Math.fma(product, LOG2_E, ROUNDING);
        float j = t - ROUNDING;
        float r = Math.fma(j, -LN2_LOW, Math.fma(j, -LN2_HIGH, product)) + productl;
        return expReduced(r) * Float.intBitsToFloat((Float.floatToRawIntBits(t) - (ROUNDING_BITS - 127)) << 23);
    }

    /// The angle of the point (x, y), from -pi to pi, with the special cases of `Math.atan2`.
    public static float atan2(float y, float x) {
        float ay = Math.abs(y);
        float ax = Math.abs(x);
        boolean steep = ay > ax;
        float large = steep ? ay : ax;
        float small = steep ? ax : ay;
        if (!(large < 0x1.0p120f && small > 0x1.0p-100f)) {
            return (float) StrictMath.atan2(y, x);
        }
        // atan(small / large) = atan(t), or pi/4 + atan((small - large) / (small + large))
        boolean turn = small > TAN_PI_8 * large;
        float t = (turn ? small - large : small) / (turn ? small + large : large);
        float z = t * t;
        float angle = Math.fma(
                t * z, Math.fma(Math.fma(Math.fma(Math.fma(ATAN_4, z, ATAN_3), z, ATAN_2), z, ATAN_1), z, ATAN_0), t);
        angle = turn ? QUARTER_PI_HIGH + (angle + QUARTER_PI_LOW) : angle;
        angle = steep ? HALF_PI_HIGH - (angle - HALF_PI_MIDDLE) : angle;
        angle = x < 0 ? 2 * HALF_PI_HIGH - (angle - 2 * HALF_PI_MIDDLE) : angle;
        return Math.copySign(angle, y);
    }
}
