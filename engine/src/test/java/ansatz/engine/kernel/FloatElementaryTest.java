package ansatz.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The elementary functions of single precision against those of double precision, whose own error is nothing here.
class FloatElementaryTest {
    /// Over all floats, one in so many: a prime, so that no pattern of low bits is left out.
    private static final int STRIDE = 10_007;

    private interface FloatFunction {
        float of(float x);
    }

    private interface Bulk {
        void run(FloatFunctions functions, float[] x, float[] out, int n);
    }

    /// A function, its reference, and the bound of its error in units in the last place: what a scan of one in a
    /// hundred of all floats found, rounded up a little.
    private enum Case {
        EXP(FloatElementary::exp, Elementary::exp, (f, x, z, n) -> f.exp(x, 1, z, 2, n), 1.1),
        EXPM1(FloatElementary::expm1, Elementary::expm1, (f, x, z, n) -> f.expm1(x, 1, z, 2, n), 1.6),
        LOG(FloatElementary::log, Elementary::log, (f, x, z, n) -> f.log(x, 1, z, 2, n), 1),
        LOG1P(FloatElementary::log1p, Elementary::log1p, (f, x, z, n) -> f.log1p(x, 1, z, 2, n), 1),
        SIN(FloatElementary::sin, Elementary::sin, (f, x, z, n) -> f.sin(x, 1, z, 2, n), 1.7),
        COS(FloatElementary::cos, Elementary::cos, (f, x, z, n) -> f.cos(x, 1, z, 2, n), 1.7),
        TANH(FloatElementary::tanh, Elementary::tanh, (f, x, z, n) -> f.tanh(x, 1, z, 2, n), 1.5),
        SIGMOID(FloatElementary::sigmoid, Elementary::sigmoid, (f, x, z, n) -> f.sigmoid(x, 1, z, 2, n), 2.3),
        SOFTPLUS(FloatElementary::softplus, Elementary::softplus, (f, x, z, n) -> f.softplus(x, 1, z, 2, n), 2),
        LOG_COSH(FloatElementary::logCosh, Elementary::logCosh, (f, x, z, n) -> f.logCosh(x, 1, z, 2, n), 2),
        ERF(FloatElementary::erf, Elementary::erf, (f, x, z, n) -> f.erf(x, 1, z, 2, n), 1.1);

        final FloatFunction function;
        final DoubleUnaryOperator reference;
        final Bulk bulk;
        final double bound;

        Case(FloatFunction function, DoubleUnaryOperator reference, Bulk bulk, double bound) {
            this.function = function;
            this.reference = reference;
            this.bulk = bulk;
            this.bound = bound;
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void errorsStayBelowTheirBoundOnAFairSampleOfAllFloats(Case c) {
        double worst = 0;
        float at = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            double error = ulps(c.function.of(x), c.reference.applyAsDouble(x));
            if (error > worst) {
                worst = error;
                at = x;
            }
        }
        assertThat(worst).as("worst at %s", at).isLessThan(c.bound);
    }

    /// NaN and infinities count as right where they are expected, as infinitely wrong elsewhere.
    private static double ulps(float found, double exact) {
        if (Double.isNaN(exact) || Float.isInfinite((float) exact)) {
            return Float.compare(found, (float) exact) == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return Float.isFinite(found) ? Math.abs(found - exact) / Math.ulp((float) exact) : Double.POSITIVE_INFINITY;
    }

    @Test
    void powersAreWithinOnePointTwoUnits() {
        double worst = 0;
        Random random = new Random(1);
        for (int i = 0; i < 300_000; i++) {
            float x = (float) Math.exp(random.nextDouble(-8, 8));
            float y = (float) random.nextDouble(-20, 20);
            worst = Math.max(worst, ulps(FloatElementary.pow(x, y), Elementary.pow(x, y)));
        }
        assertThat(worst).isLessThan(1.2);
    }

    @Test
    void anglesAreWithinTwoUnits() {
        double worst = 0;
        Random random = new Random(2);
        for (int i = 0; i < 300_000; i++) {
            float y = (float) random.nextGaussian();
            float x = (float) (random.nextGaussian() * Math.exp(random.nextDouble(-8, 8)));
            worst = Math.max(worst, ulps(FloatElementary.atan2(y, x), Elementary.atan2(y, x)));
        }
        assertThat(worst).isLessThan(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "0, -0.0",
        "-0.0, -1",
        "0, 1",
        "1, 0",
        "-1, 0",
        "Infinity, 1",
        "1, -Infinity",
        "NaN, 1"
    })
    void specialAnglesAndPowersAreThoseOfTheLibrary(float y, float x) {
        assertThat(Float.valueOf(FloatElementary.atan2(y, x))).isEqualTo(Float.valueOf((float) Math.atan2(y, x)));
        assertThat(Float.valueOf(FloatElementary.pow(y, x))).isEqualTo(Float.valueOf((float) Math.pow(y, x)));
    }

    @ParameterizedTest
    @CsvSource({
        "EXP, -104.5, 0",
        "EXP, -103.2, 1.4E-45",
        "EXP, 88.73, Infinity",
        "EXP, 0, 1",
        "EXPM1, -0.0, -0.0",
        "EXPM1, 1.4E-45, 1.4E-45",
        "EXPM1, -Infinity, -1",
        "LOG, 0, -Infinity",
        "LOG, -0.0, -Infinity",
        "LOG, -1, NaN",
        "LOG1P, -1, -Infinity",
        "LOG1P, -0.0, -0.0",
        "SIN, -0.0, -0.0",
        "SIN, Infinity, NaN",
        "TANH, -0.0, -0.0",
        "TANH, -Infinity, -1",
        "TANH, 1.4E-45, 1.4E-45",
        "SIGMOID, -Infinity, 0",
        "SOFTPLUS, 3e38, 3e38",
        "LOG_COSH, -Infinity, Infinity",
        "LOG_COSH, 3e38, 3e38",
        "ERF, -0.0, -0.0",
        "ERF, -Infinity, -1"
    })
    void specialValuesAreThoseOfIeee754(Case c, float x, float expected) {
        assertThat(Float.valueOf(c.function.of(x))).isEqualTo(Float.valueOf(expected));
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void theVectorKernelsGiveTheSameBits(Case c) {
        int n = 4099;
        float[] x = new float[n + 1];
        for (int block = 0; block < 64; block++) {
            for (int i = 0; i < x.length; i++) {
                // all magnitudes, then ordinary ones, where no vector takes the way of rare arguments
                int bits = (block * n + i) * 16_381;
                x[i] = block % 2 == 0 ? Float.intBitsToFloat(bits) : 1e-9f * bits;
            }
            float[] scalar = new float[n + 2];
            float[] best = new float[n + 2];
            c.bulk.run(FloatKernels.scalar().functions(), x, scalar, n);
            c.bulk.run(FloatKernels.best().functions(), x, best, n);
            assertThat(Arrays.equals(best, scalar))
                    .as("%s of block %d", c, block)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(FloatFit.class)
    void theCoefficientsAreFoundAgain(FloatFit fit) throws ReflectiveOperationException {
        float[] coefficients = fit.problem.coefficients(fit.count);
        for (int k = 0; k < fit.count; k++) {
            float stored =
                    FloatCoefficients.class.getDeclaredField(fit + "_" + k).getFloat(null);
            assertThat(coefficients[k]).as("%s_%d", fit, k).isEqualTo(stored);
        }
        // below a quarter of the rounding of the function itself, 2^-25
        assertThat(fit.problem.error(coefficients)).isLessThan(0x1.0p-27);
    }
}
