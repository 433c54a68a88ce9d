package ansatz.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.hipparchus.dfp.DfpMath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The elementary functions against the same functions in 60 decimal digits.
class ElementaryTest {
    private static final DfpField FIELD = new DfpField(60);
    private static final int POINTS = 400;

    /// A function, its reference, and the bound of its error in units in the last place: what a scan of some
    /// hundred thousand points found, rounded up a little.
    private enum Case {
        EXP(Elementary::exp, DfpMath::exp, -745, 709, 1.0),
        EXPM1(Elementary::expm1, x -> DfpMath.exp(x).subtract(1), -40, 40, 2.0),
        LOG(Elementary::log, DfpMath::log, 1e-3, 10, 0.9),
        LOG1P(Elementary::log1p, x -> DfpMath.log(x.add(1)), -0.99, 10, 0.9),
        SIN(Elementary::sin, DfpMath::sin, -1000, 1000, 1.5),
        COS(Elementary::cos, DfpMath::cos, -1000, 1000, 1.5),
        TANH(Elementary::tanh, ElementaryTest::tanh, -20, 20, 2.7),
        SIGMOID(
                Elementary::sigmoid,
                x -> FIELD.getOne().divide(DfpMath.exp(x.negate()).add(1)),
                -700,
                40,
                2.0),
        SOFTPLUS(Elementary::softplus, x -> DfpMath.log(DfpMath.exp(x).add(1)), -60, 60, 1.8),
        LOG_COSH(Elementary::logCosh, ElementaryTest::logCosh, -30, 30, 2.4),
        ERF(Elementary::erf, ElementaryTest::erf, -6.5, 6.5, 2.2);

        final DoubleUnaryOperator function;
        final UnaryOperator<Dfp> reference;
        final double low;
        final double high;
        final double bound;

        Case(DoubleUnaryOperator function, UnaryOperator<Dfp> reference, double low, double high, double bound) {
            this.function = function;
            this.reference = reference;
            this.low = low;
            this.high = high;
            this.bound = bound;
        }
    }

    private static Dfp tanh(Dfp x) {
        Dfp e = DfpMath.exp(x.multiply(2));
        return e.subtract(1).divide(e.add(1));
    }

    private static Dfp logCosh(Dfp x) {
        return DfpMath.log(DfpMath.exp(x).add(DfpMath.exp(x.negate())).divide(2));
    }

    /// The Taylor series 2 / sqrt(pi) sum (-1)^k x^(2k+1) / (k! (2k+1)); its largest term is below e^43 for |x| <=
    /// 6.5.
    private static Dfp erf(Dfp x) {
        Dfp square = x.multiply(x).negate();
        Dfp power = x;
        Dfp sum = x;
        for (int k = 1; k < 250; k++) {
            power = power.multiply(square).divide(k);
            sum = sum.add(power.divide(2 * k + 1));
        }
        return sum.multiply(2).divide(FIELD.getPi().sqrt());
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void errorsStayBelowTheirBound(Case c) {
        double worst = 0;
        double at = 0;
        for (int i = 0; i < POINTS; i++) {
            // an irrational step over the range, and points that crowd around 0
            double u = (i + 0.5) * 0.6180339887498949 % 1;
            double wide = c.low + (c.high - c.low) * u;
            double narrow = c.low > 0 ? 0.5 + 1.5 * u : Math.max(c.low, -2) + (2 - Math.max(c.low, -2)) * u;
            double near = c.low > 0 ? 1 + (u - 0.5) * 1e-3 : Math.scalb(u - 0.5, -(i % 30));
            for (double x : new double[] {wide, narrow, near}) {
                double error = ulps(c.function.applyAsDouble(x), c.reference.apply(FIELD.newDfp(x)));
                if (error > worst) {
                    worst = error;
                    at = x;
                }
            }
        }
        assertThat(worst).as("worst at %s", at).isLessThan(c.bound);
    }

    private static double ulps(double found, Dfp exact) {
        Dfp unit = FIELD.newDfp(Math.ulp(exact.toDouble()));
        return Math.abs(FIELD.newDfp(found).subtract(exact).divide(unit).toDouble());
    }

    @ParameterizedTest
    @CsvSource({"1.5, 3.25", "0.7, -812", "10, 300", "2, 0.5", "0.999999, 1e6", "3, -2", "123.456, 7"})
    void powersAreWithinOnePointTwoUnits(double x, double y) {
        Dfp exact = DfpMath.exp(DfpMath.log(FIELD.newDfp(x)).multiply(FIELD.newDfp(y)));
        assertThat(ulps(Elementary.pow(x, y), exact)).isLessThan(1.2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "-1, 1", "0.3, -0.8", "-0.3, -0.8", "5, 0.01", "1e-5, 3", "1, 2.414", "0, 1", "-0.0, -1", "0, 0"
    })
    void anglesAgreeWithTheLibrary(double y, double x) {
        // Math.atan2 is within 2 units, ours within 1.3
        assertThat(Elementary.atan2(y, x)).isCloseTo(Math.atan2(y, x), within(3.3 * Math.ulp(Math.atan2(y, x))));
        assertThat(Math.copySign(1, Elementary.atan2(y, x))).isEqualTo(Math.copySign(1, Math.atan2(y, x)));
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void notANumberPassesThrough(Case c) {
        assertThat(c.function.applyAsDouble(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "EXP, Infinity, Infinity",
        "EXP, -Infinity, 0",
        "EXP, 0, 1",
        "EXP, 710, Infinity",
        "EXP, -746, 0",
        "EXP, -745.1, 4.9E-324",
        "EXPM1, Infinity, Infinity",
        "EXPM1, -Infinity, -1",
        "EXPM1, -0.0, -0.0",
        "EXPM1, 4.9E-324, 4.9E-324",
        "LOG, 0, -Infinity",
        "LOG, -0.0, -Infinity",
        "LOG, -1, NaN",
        "LOG, 1, 0",
        "LOG, Infinity, Infinity",
        "LOG, 4.9E-324, -744.4400719213812",
        "LOG1P, -1, -Infinity",
        "LOG1P, -1.5, NaN",
        "LOG1P, -0.0, -0.0",
        "LOG1P, 4.9E-324, 4.9E-324",
        "LOG1P, Infinity, Infinity",
        "SIN, -0.0, -0.0",
        "SIN, Infinity, NaN",
        "COS, Infinity, NaN",
        "COS, 0, 1",
        "TANH, Infinity, 1",
        "TANH, -Infinity, -1",
        "TANH, -0.0, -0.0",
        "TANH, 4.9E-324, 4.9E-324",
        "SIGMOID, Infinity, 1",
        "SIGMOID, -Infinity, 0",
        "SIGMOID, 0, 0.5",
        "SOFTPLUS, Infinity, Infinity",
        "SOFTPLUS, -Infinity, 0",
        "SOFTPLUS, 1e300, 1e300",
        "LOG_COSH, 0, 0",
        "LOG_COSH, -Infinity, Infinity",
        "LOG_COSH, 1e300, 1e300",
        "ERF, Infinity, 1",
        "ERF, -Infinity, -1",
        "ERF, -0.0, -0.0"
    })
    void specialValuesAreThoseOfIeee754(Case c, double x, double expected) {
        assertThat(Double.valueOf(c.function.applyAsDouble(x))).isEqualTo(Double.valueOf(expected));
    }

    /// The exact decimal value of a double, as a check of the reference itself.
    @ParameterizedTest
    @CsvSource({"0.1", "3.75", "-1e-20"})
    void theReferenceTakesDoublesExactly(double x) {
        BigDecimal exact = new BigDecimal(x);
        assertThat(new BigDecimal(FIELD.newDfp(x).toString()).round(new MathContext(40)))
                .isEqualByComparingTo(exact.round(new MathContext(40)));
    }
}
