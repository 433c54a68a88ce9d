package ansatz.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The notation of a value with its error in units of the last digit: `-25.4909(2)` is -25.4909 with an error of
/// 0.0002.
///
/// The error keeps one significant digit, or two where the first is a 1 (a 1 alone would hide up to 40 % of it).
/// Digits of the error before the decimal point are all written: `1234(56)`. Values from 1e7 up and below 1e-4, and
/// values with errors of 1000 or more, use a power of ten: `1.2(3)e-7`.
public final class ErrorNotation {
    private ErrorNotation() {}

    /// Formats a value with its error; says in words what is not a number or infinite.
    public static String format(double value, double error) {
        if (error < 0) {
            throw new IllegalArgumentException("an error bar is at least 0; found " + error);
        }
        if (!Double.isFinite(value)) {
            return plain(value);
        }
        if (!Double.isFinite(error)) {
            return plain(value) + (Double.isNaN(error) ? ", error unknown" : ", error unbounded");
        }
        if (error == 0) {
            return zeroError(value);
        }
        // A double cannot be known better than its own rounding: no digits are shown below that.
        var sigma = significant(BigDecimal.valueOf(Math.max(error, Math.ulp(value) / 2)));
        var mean = BigDecimal.valueOf(value);
        var rounded = mean.setScale(sigma.scale(), RoundingMode.HALF_EVEN);
        int leading = Math.max(exponent(rounded), exponent(sigma));
        if (leading < -4 || leading >= 7 || exponent(sigma) >= 3) {
            return rounded.scaleByPowerOfTen(-leading).toPlainString() + parenthesis(sigma) + "e" + leading;
        }
        if (sigma.scale() < 0) {
            // 1234(56): the unit is the last digit, so that nobody has to guess whether a zero is significant
            return mean.setScale(0, RoundingMode.HALF_EVEN).toPlainString()
                    + "("
                    + BigDecimal.valueOf(error)
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .toPlainString()
                    + ")";
        }
        return rounded.toPlainString() + parenthesis(sigma);
    }

    /// The shortest decimal that reads back as the same double, without a superfluous `.0`; words for what is not
    /// finite.
    public static String plain(double value) {
        if (Double.isNaN(value)) {
            return "not a number";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "minus infinite";
        }
        if (value == 0) {
            return "0";
        }
        var shortest = BigDecimal.valueOf(value).stripTrailingZeros();
        int leading = exponent(shortest);
        return leading < -4 || leading >= 7
                ? shortest.scaleByPowerOfTen(-leading).toPlainString() + "e" + leading
                : shortest.toPlainString();
    }

    private static String zeroError(double value) {
        String text = plain(value);
        int e = text.indexOf('e');
        return e < 0 ? text + "(0)" : text.substring(0, e) + "(0)" + text.substring(e);
    }

    /// The error rounded to the digits that are shown.
    private static BigDecimal significant(BigDecimal error) {
        var two = error.round(new MathContext(2, RoundingMode.HALF_EVEN));
        if (two.unscaledValue().toString().startsWith("1")) {
            return error.setScale(1 - exponent(two), RoundingMode.HALF_EVEN);
        }
        var one = error.round(new MathContext(1, RoundingMode.HALF_EVEN));
        // 0.096 rounds up to 0.10 and keeps the zero
        int digits = one.unscaledValue().toString().startsWith("1") ? 1 : 0;
        return error.setScale(digits - exponent(one), RoundingMode.HALF_EVEN);
    }

    private static String parenthesis(BigDecimal sigma) {
        return "(" + sigma.unscaledValue() + ")";
    }

    private static int exponent(BigDecimal x) {
        return x.signum() == 0 ? Integer.MIN_VALUE : x.precision() - x.scale() - 1;
    }
}
