package ansatz.engine.kernel;

/// The constants of [FloatElementary]: as [Coefficients], with fewer terms. The polynomials are nearly minimax fits
/// with coefficients rounded one after the other; how they are found stands in the tests (`FloatFit`), which find
/// them again.
final class FloatCoefficients {
    private FloatCoefficients() {}

    static final float LOG2_E = 0x1.715476p0f;
    static final float LN2_HIGH = 0x1.62e43p-1f;
    static final float LN2_LOW = -0x1.05c61p-29f;
    static final float TWO_OVER_PI = 0x1.45f306p-1f;
    static final float HALF_PI_HIGH = 0x1.921fb6p0f;
    static final float HALF_PI_MIDDLE = -0x1.777a5cp-25f;
    static final float HALF_PI_LOW = -0x1.ee59dap-50f;
    static final float QUARTER_PI_HIGH = 0x1.921fb6p-1f;
    static final float QUARTER_PI_LOW = -0x1.777a5cp-26f;
    static final float TAN_PI_8 = 0x1.a8279ap-2f;

    /// Adding it rounds to an integer, which then stands in the low bits.
    static final float ROUNDING = 0x1.8p23f;

    static final int ROUNDING_BITS = 0x4B400000;
    static final int SIGN_BIT = 0x80000000;
    static final int EXPONENT_ONE = 127 << 23;
    static final int SQRT_HALF_BITS = 0x3F3504F3;

    /// The bits of 2^23: an integer below 2^23 put into the low bits gives that number plus 2^23. Its name, and
    /// that
    /// of the next, are those of [Coefficients], so that generated code finds them.
    static final int TWO_52_BITS = 150 << 23;

    static final float TWO_52_PLUS_1023 = 0x1.0p23f + 127;

    /// Above it exp is infinite, below [#EXP_ZERO] zero.
    static final float EXP_INFINITE = 0x1.62e42ep6f;

    static final float EXP_ZERO = -104;

    /// Below it expm1 is -1.
    static final float EXPM1_MINUS_ONE = -18;

    /// Below it in modulus expm1 x is x.
    static final float TINY = 0x1.0p-25f;

    /// Below it tanh is a polynomial; from [#TANH_ONE] on it is 1.
    static final float TANH_SPLIT = 0.625f;

    static final float TANH_ONE = 10;

    /// From here on sin and cos are those of double precision.
    static final float TRIGONOMETRIC_LIMIT = 1e5f;

    /// Below it log cosh is a polynomial; from [#LOG_COSH_LINEAR] on it is |x| - log 2.
    static final float LOG_COSH_SPLIT = 0.7f;

    static final float LOG_COSH_LINEAR = 20;

    static final float ERF_SPLIT = 0.875f;
    static final float ERF_ONE = 3.93f;
    static final float ERF_CENTRE = 2.25f;

    /// pow is that of double precision where y log x is not below it in modulus.
    static final float POW_LIMIT = 87;

    // (exp r - 1 - r) / r^2 for |r| <= log(2)/2; relative error of exp r 2^-28.0
    static final float EXP_0 = 0x1.fffff8p-2f;
    static final float EXP_1 = 0x1.55548ep-3f;
    static final float EXP_2 = 0x1.555b96p-5f;
    static final float EXP_3 = 0x1.123bcep-7f;
    static final float EXP_4 = 0x1.685344p-10f;

    // the same function; relative error of expm1 r 2^-31.0
    static final float EXPM1_0 = 0x1.0p-1f;
    static final float EXPM1_1 = 0x1.555556p-3f;
    static final float EXPM1_2 = 0x1.5554fp-5f;
    static final float EXPM1_3 = 0x1.110fep-7f;
    static final float EXPM1_4 = 0x1.6d436ap-10f;
    static final float EXPM1_5 = 0x1.a293d2p-13f;

    // (log((1 + s) / (1 - s)) / s - 2) / z in z = s^2 for |s| <= 0.1716; relative error of the logarithm 2^-30.2
    static final float LOG_0 = 0x1.55557ap-1f;
    static final float LOG_1 = 0x1.995ed6p-2f;
    static final float LOG_2 = 0x1.31e09ep-2f;

    // the same function for |s| <= 1/3, that is log(1 + f) with 0 <= f <= 1; relative error 2^-27.7
    static final float LOG1P_0 = 0x1.5555p-1f;
    static final float LOG1P_1 = 0x1.99d28p-2f;
    static final float LOG1P_2 = 0x1.1eb696p-2f;
    static final float LOG1P_3 = 0x1.1ef3c2p-2f;

    // the same function for |s| <= 0.11; relative error 2^-35.2
    static final float LOG_FAR_0 = 0x1.555558p-1f;
    static final float LOG_FAR_1 = 0x1.998f7cp-2f;
    static final float LOG_FAR_2 = 0x1.2a0c3ap-2f;

    // (sin r / r - 1) / z in z = r^2 for |r| <= pi/4; relative error of sin r 2^-28.0
    static final float SIN_0 = -0x1.555546p-3f;
    static final float SIN_1 = 0x1.11077ep-7f;
    static final float SIN_2 = -0x1.9956b4p-13f;

    // (cos r - 1 + z/2) / z^2 in z = r^2 for |r| <= pi/4; absolute error of cos r 2^-33.1
    static final float COS_0 = 0x1.55554ap-5f;
    static final float COS_1 = -0x1.6c0c2ep-10f;
    static final float COS_2 = 0x1.99eadp-16f;

    // (atan t / t - 1) / z in z = t^2 for |t| <= tan(pi/8); relative error of atan t 2^-30.3
    static final float ATAN_0 = -0x1.555548p-2f;
    static final float ATAN_1 = 0x1.999128p-3f;
    static final float ATAN_2 = -0x1.23ae5ap-3f;
    static final float ATAN_3 = 0x1.b194eep-4f;
    static final float ATAN_4 = -0x1.f062cap-5f;

    // (tanh x / x - 1) / z in z = x^2 for |x| <= 0.625; relative error of tanh x, nearly 2^-27.7
    static final float TANH_0 = -0x1.555532p-2f;
    static final float TANH_1 = 0x1.110708p-3f;
    static final float TANH_2 = -0x1.b8395ap-5f;
    static final float TANH_3 = 0x1.52170ap-6f;
    static final float TANH_4 = -0x1.75a7fcp-8f;

    // erf(x) / x - 1 in z = x^2 for |x| <= 0.875; relative error of erf x, nearly 2^-30.1
    static final float ERF_0 = 0x1.06eba8p-3f;
    static final float ERF_1 = -0x1.812744p-2f;
    static final float ERF_2 = 0x1.ce2e76p-4f;
    static final float ERF_3 = -0x1.b81966p-6f;
    static final float ERF_4 = 0x1.553cacp-8f;
    static final float ERF_5 = -0x1.aea858p-11f;
    static final float ERF_6 = 0x1.6c9d36p-14f;

    // exp(a^2) erfc(a) in t = (a - 2.25) / (a + 2.25) for 0.875 <= a <= 3.93; error of erf 2^-30.0
    static final float ERFCX_0 = 0x1.d94446p-3f;
    static final float ERFCX_1 = -0x1.97be2ap-2f;
    static final float ERFCX_2 = 0x1.ff6f98p-3f;
    static final float ERFCX_3 = -0x1.ac3b06p-4f;
    static final float ERFCX_4 = 0x1.828b76p-6f;
    static final float ERFCX_5 = 0x1.c6ee24p-8f;

    // log cosh(x) / z in z = x^2 for |x| <= 0.7; relative error 2^-28.7
    static final float LOG_COSH_0 = 0x1.0p-1f;
    static final float LOG_COSH_1 = -0x1.555538p-4f;
    static final float LOG_COSH_2 = 0x1.6c094cp-6f;
    static final float LOG_COSH_3 = -0x1.b81362p-8f;
    static final float LOG_COSH_4 = 0x1.0d1d1p-9f;
    static final float LOG_COSH_5 = -0x1.e4b46cp-12f;

    // (the function of LOG - 2/3) / z, for the logarithm in twice the precision that pow needs; relative error of the
    // logarithm 2^-36.7
    static final float POW_0 = 0x1.999a02p-2f;
    static final float POW_1 = 0x1.2451d2p-2f;
    static final float POW_2 = 0x1.dfbdbp-3f;

    static final float TWO_THIRDS_HIGH = 0x1.555556p-1f;
    static final float TWO_THIRDS_LOW = -0x1.555556p-26f;

    /// log 2 with zeros at the end, so that its product with an exponent is exact.
    static final float LN2_SHORT = 0x1.62e4p-1f;

    static final float LN2_REST = 0x1.7f7d1cp-20f;
}
