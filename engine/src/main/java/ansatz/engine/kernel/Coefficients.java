package ansatz.engine.kernel;

/// Coefficients of the polynomials, lowest power first, and the constants of the argument reductions. The
/// polynomials are minimax fits (Remez exchange in 50 digits, weighted so that the error of the function itself is
/// levelled), then rounded to double.
final class Coefficients {
    private Coefficients() {}

    static final double LOG2_E = 0x1.71547652b82fep0;
    static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
    static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
    static final double TWO_LOG2_E = 0x1.71547652b82fep1;
    static final double HALF_LN2 = 0x1.62e42fefa39efp-2;
    static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    static final double HALF_PI_HIGH = 0x1.921fb54442d18p0;
    static final double HALF_PI_MIDDLE = 0x1.1a62633145c06p-54;
    static final double HALF_PI_LOW = 0x1.c1cd129024e09p-107;
    static final double QUARTER_PI_HIGH = 0x1.921fb54442d18p-1;
    static final double QUARTER_PI_LOW = 0x1.1a62633145c07p-55;
    static final double TAN_PI_8 = 0x1.a827999fcef32p-2;

    /// Adding it rounds to an integer, which then stands in the low bits.
    static final double ROUNDING = 0x1.8p52;

    /// As [#ROUNDING]; the low bits then are those of the exponent of two to that integer.
    static final double ROUNDING_TO_EXPONENT = 0x1.8p52 + 1023;

    static final long ROUNDING_BITS = 0x4338000000000000L;
    static final long SIGN_BIT = 0x8000000000000000L;
    static final long EXPONENT_ONE = 1023L << 52;
    static final long SQRT_HALF_BITS = 0x3FE6A09E667F3BCDL;

    /// The bits of 2^52: an integer below 2^52 put into the low bits gives that number plus 2^52.
    static final long TWO_52_BITS = 0x4330000000000000L;

    static final double TWO_52_PLUS_1023 = 0x1.0p52 + 1023;

    /// Above it exp is infinite, below [#EXP_ZERO] zero.
    static final double EXP_INFINITE = 0x1.62e42fefa39efp9;

    static final double EXP_ZERO = -0x1.74910d52d3052p9;

    /// Below it in modulus expm1 x and log1p x are x.
    static final double TINY = 0x1.0p-54;

    /// From here on tanh is 1.
    static final double TANH_ONE = 22;

    /// From here on sin and cos take the slow way.
    static final double TRIGONOMETRIC_LIMIT = 1e6;

    /// Below it log cosh is a polynomial.
    static final double LOG_COSH_SPLIT = 0.7;

    static final double ERF_SPLIT = 0.875;
    static final double ERF_ONE = 5.95;
    static final double ERF_CENTRE = 2.25;

    // (exp r - 1 - r) / r^2 for |r| <= log(2)/2; relative error of exp r 2^-57.9
    static final double EXP_0 = 0x1.000000000000ap-1;
    static final double EXP_1 = 0x1.55555555554f9p-3;
    static final double EXP_2 = 0x1.555555555083ep-5;
    static final double EXP_3 = 0x1.1111111127d12p-7;
    static final double EXP_4 = 0x1.6c16c18438b27p-10;
    static final double EXP_5 = 0x1.a01a012a0e169p-13;
    static final double EXP_6 = 0x1.a01999e25d12dp-16;
    static final double EXP_7 = 0x1.71df25b58a64ap-19;
    static final double EXP_8 = 0x1.28ad9b8b5dd7bp-22;
    static final double EXP_9 = 0x1.ad7f3af682102p-26;

    // (exp r - 1 - r) / r^2 for |r| <= log(2)/2; relative error of expm1 r 2^-61.7
    static final double EXPM1_0 = 0x1.0000000000000p-1;
    static final double EXPM1_1 = 0x1.5555555555559p-3;
    static final double EXPM1_2 = 0x1.555555555553ep-5;
    static final double EXPM1_3 = 0x1.111111110f6c4p-7;
    static final double EXPM1_4 = 0x1.6c16c16c1f0e2p-10;
    static final double EXPM1_5 = 0x1.a01a01afdd904p-13;
    static final double EXPM1_6 = 0x1.a01a017bb1074p-16;
    static final double EXPM1_7 = 0x1.71ddf863b401dp-19;
    static final double EXPM1_8 = 0x1.27e536424f86bp-22;
    static final double EXPM1_9 = 0x1.af5ea859e3563p-26;
    static final double EXPM1_10 = 0x1.1ee889ae4d581p-29;

    // tanh r = r (1 + z P(z)) / (1 + z Q(z)) in z = r^2 for |r| <= log(2)/4; relative error 2^-57.0
    static final double TANH_P0 = 0x1.c70fde2ac7011p-4;
    static final double TANH_P1 = 0x1.15310cedc62f3p-10;
    static final double TANH_Q0 = 0x1.c7194ce0070e0p-2;
    static final double TANH_Q1 = 0x1.03fc224709841p-6;

    // ((log((1 + s) / (1 - s)) / s - 2) / z in z = s^2 for |s| <= 0.1716; relative error of the logarithm 2^-59.5
    static final double LOG_0 = 0x1.5555555555593p-1;
    static final double LOG_1 = 0x1.999999997f852p-2;
    static final double LOG_2 = 0x1.249249424362dp-2;
    static final double LOG_3 = 0x1.c71c51c209d49p-3;
    static final double LOG_4 = 0x1.74664e6ab82afp-3;
    static final double LOG_5 = 0x1.39a014f75c9e3p-3;
    static final double LOG_6 = 0x1.2f16cdabfda4ep-3;

    // the same function for |s| <= 1/3, that is log(1 + f) with 0 <= f <= 1; relative error 2^-64.6
    static final double LOG1P_0 = 0x1.5555555555556p-1;
    static final double LOG1P_1 = 0x1.9999999999553p-2;
    static final double LOG1P_2 = 0x1.24924924c2380p-2;
    static final double LOG1P_3 = 0x1.c71c71a5a2cb9p-3;
    static final double LOG1P_4 = 0x1.745d1e0dabb3dp-3;
    static final double LOG1P_5 = 0x1.3b12d4ad6e771p-3;
    static final double LOG1P_6 = 0x1.11235ad4f3c2bp-3;
    static final double LOG1P_7 = 0x1.dfe0c14e31221p-4;
    static final double LOG1P_8 = 0x1.c17d22cbb2a79p-4;
    static final double LOG1P_9 = 0x1.1e464c1c82b99p-4;
    static final double LOG1P_10 = 0x1.51700671c2593p-3;

    // (sin r / r - 1) / z in z = r^2 for |r| <= pi/4; relative error of sin r 2^-58.0
    static final double SIN_0 = -0x1.5555555555549p-3;
    static final double SIN_1 = 0x1.111111110f861p-7;
    static final double SIN_2 = -0x1.a01a019c0e4bfp-13;
    static final double SIN_3 = 0x1.71de3574ba3d5p-19;
    static final double SIN_4 = -0x1.ae5e63cd6a4fep-26;
    static final double SIN_5 = 0x1.5d9246c411b68p-33;

    // (cos r - 1 + z/2) / z^2 in z = r^2 for |r| <= pi/4; absolute error of cos r 2^-64.2
    static final double COS_0 = 0x1.555555555554cp-5;
    static final double COS_1 = -0x1.6c16c16c15162p-10;
    static final double COS_2 = 0x1.a01a019caef35p-16;
    static final double COS_3 = -0x1.27e4f807d607bp-22;
    static final double COS_4 = 0x1.1ee9ea6cadbc0p-29;
    static final double COS_5 = -0x1.8fadd064d3504p-37;

    // (atan r / r - 1) / z in z = r^2 for |r| <= tan(pi/8); relative error of atan r 2^-59.5
    static final double ATAN_0 = -0x1.555555555553dp-2;
    static final double ATAN_1 = 0x1.9999999995863p-3;
    static final double ATAN_2 = -0x1.24924922ad99dp-3;
    static final double ATAN_3 = 0x1.c71c70e631ee6p-4;
    static final double ATAN_4 = -0x1.745cf8e024999p-4;
    static final double ATAN_5 = 0x1.3b11194ebfc6fp-4;
    static final double ATAN_6 = -0x1.10ebb981f2d28p-4;
    static final double ATAN_7 = 0x1.df0f4bf71fd93p-5;
    static final double ATAN_8 = -0x1.9cd26cf6e26f4p-5;
    static final double ATAN_9 = 0x1.37d3fe1f7494fp-5;
    static final double ATAN_10 = -0x1.2564d63a2e388p-6;

    // erf(x) / x in z = x^2 for |x| <= 0.875; relative error 2^-61.4
    static final double ERF_0 = 0x1.20dd750429b6dp+0;
    static final double ERF_1 = -0x1.812746b0379e4p-2;
    static final double ERF_2 = 0x1.ce2f21a042991p-4;
    static final double ERF_3 = -0x1.b82ce3127ababp-6;
    static final double ERF_4 = 0x1.565bcd0bae90ap-8;
    static final double ERF_5 = -0x1.c02db35e6651fp-11;
    static final double ERF_6 = 0x1.f9a30f2ed5f61p-14;
    static final double ERF_7 = -0x1.f4d00cfe7e0fcp-17;
    static final double ERF_8 = 0x1.b9c055a459ec4p-20;
    static final double ERF_9 = -0x1.5dca51bf9e143p-23;
    static final double ERF_10 = 0x1.e517c154328cbp-27;
    static final double ERF_11 = -0x1.dbd1eaa2e03b9p-31;

    // exp(a^2) erfc(a) in t = (a - 2.25) / (a + 2.25) for 0.875 <= a <= 5.95; error of erf 2^-58.0
    static final double ERFCX_0 = 0x1.d94446d627940p-3;
    static final double ERFCX_1 = -0x1.97beed129e0b1p-2;
    static final double ERFCX_2 = 0x1.ff4e7f9262bf9p-3;
    static final double ERFCX_3 = -0x1.ae49942b2c04bp-4;
    static final double ERFCX_4 = 0x1.635951879b866p-6;
    static final double ERFCX_5 = 0x1.bcc258948aba8p-9;
    static final double ERFCX_6 = -0x1.6accb8ce4d1b4p-9;
    static final double ERFCX_7 = -0x1.86b5db67c1356p-13;
    static final double ERFCX_8 = 0x1.8ffa1e642282fp-12;
    static final double ERFCX_9 = 0x1.77e13bc3606f0p-15;
    static final double ERFCX_10 = -0x1.03a741a22c4a2p-14;
    static final double ERFCX_11 = -0x1.a1c64a12a43f1p-16;
    static final double ERFCX_12 = -0x1.109c1ab71ee95p-19;

    // log cosh(x) / z in z = x^2 for |x| <= 0.7; relative error 2^-56.55
    static final double LOG_COSH_0 = 0x1.0000000000000p-1;
    static final double LOG_COSH_1 = -0x1.555555555548ap-4;
    static final double LOG_COSH_2 = 0x1.6c16c16c034bap-6;
    static final double LOG_COSH_3 = -0x1.ba1ba1ae6401cp-8;
    static final double LOG_COSH_4 = 0x1.1ea5d1c824ce1p-9;
    static final double LOG_COSH_5 = -0x1.833d4629df832p-11;
    static final double LOG_COSH_6 = 0x1.0d063f427e5fcp-12;
    static final double LOG_COSH_7 = -0x1.7d3e04413e98bp-14;
    static final double LOG_COSH_8 = 0x1.104d50da4c425p-15;
    static final double LOG_COSH_9 = -0x1.78dedad31bbe1p-17;
    static final double LOG_COSH_10 = 0x1.bc8b8b4f0c37fp-19;
    static final double LOG_COSH_11 = -0x1.3af78e944a908p-21;

    // the function of LOG for |s| <= 0.11; relative error of the logarithm 2^-61.3
    static final double LOG_FAR_0 = 0x1.5555555555535p-1;
    static final double LOG_FAR_1 = 0x1.99999999b314ap-2;
    static final double LOG_FAR_2 = 0x1.249248ef6c499p-2;
    static final double LOG_FAR_3 = 0x1.c71cd7a446aadp-3;
    static final double LOG_FAR_4 = 0x1.742bcfcd060e7p-3;
    static final double LOG_FAR_5 = 0x1.46c29dc6063a9p-3;

    // (the function of LOG - 2/3) / z, for the logarithm in double-double that pow needs; relative error 2^-68
    static final double POW_0 = 0x1.9999999999b36p-2;
    static final double POW_1 = 0x1.2492492457170p-2;
    static final double POW_2 = 0x1.c71c722e7ce9cp-3;
    static final double POW_3 = 0x1.745ce9802c738p-3;
    static final double POW_4 = 0x1.3b1efe8e3bbd9p-3;
    static final double POW_5 = 0x1.0f7e2c19db945p-3;
    static final double POW_6 = 0x1.0e535014b9482p-3;

    static final double TWO_THIRDS_HIGH = 0x1.5555555555555p-1;
    static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;

    /// log 2 with zeros at the end, so that its product with an exponent is exact.
    static final double LN2_SHORT = 0x1.62e42fee00000p-1;

    static final double LN2_REST = 0x1.a39ef35793c76p-33;
}
