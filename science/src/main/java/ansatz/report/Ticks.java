package ansatz.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Where an axis has its marks and what stands beside them.
///
/// @param low the lower end of the axis
/// @param high the upper end
/// @param marks the marks with labels, ascending
/// @param minor marks without labels
/// @param power the labels are in units of 10^power
/// @param offset the labels are differences from this value, exactly as it prints; "0" for none
record Ticks(double low, double high, List<Mark> marks, List<Double> minor, int power, String offset) {
    record Mark(double at, String label) {}

    private static final Pattern POWER = Pattern.compile("(?<=[0-9)])e([+-]?[0-9]{1,3})(?=$|,)");
    private static final Pattern EXPONENT = Pattern.compile("\\^(-?[0-9]{1,3})");

    private static final char MINUS = '\u2212';
    private static final char THIN_SPACE = '\u202f';

    /// Doubles end at 1.8e308; an axis stops short of that, so that the length of a range is a number.
    private static final double LARGEST = 1e300;

    private static final double SMALLEST = 1e-300;

    /// A mark this close outside an end, in steps, is on it: -25.4914 in binary is not quite -25.4914.
    private static final BigDecimal SLACK = new BigDecimal("1e-6");

    /// A label longer than this many digits gives way to differences from an offset.
    private static final int DIGITS = 9;

    /// Marks at multiples of 1, 2 or 5 times a power of ten, at most `count` + 1 of them, from `from` to `to`.
    static Ticks linear(double from, double to, int count) {
        double low = clamp(Math.min(from, to), -LARGEST, LARGEST);
        double high = clamp(Math.max(from, to), -LARGEST, LARGEST);
        double largest = Math.max(Math.abs(low), Math.abs(high));
        // below some ten units in the last place there is nothing between the marks
        if (high - low <= 32 * Math.ulp(largest)) {
            double margin = largest == 0 ? 1 : Math.max(largest * 1e-3, SMALLEST);
            low -= margin;
            high += margin;
        }
        BigDecimal step = niceStep((high - low) / count);
        BigDecimal first = ratio(low, step)
                .subtract(SLACK)
                .setScale(0, RoundingMode.CEILING)
                .multiply(step);
        BigDecimal last =
                ratio(high, step).add(SLACK).setScale(0, RoundingMode.FLOOR).multiply(step);
        int stepExponent = exponent(step);
        int topExponent = Math.max(exponent(first), exponent(last));
        BigDecimal offset = BigDecimal.ZERO;
        if (topExponent - stepExponent + 1 > DIGITS) {
            offset = first;
            topExponent = exponent(last.subtract(first));
        }
        int power = topExponent >= 6 || topExponent < -3 ? topExponent : 0;
        int decimals = Math.max(0, power - stepExponent);
        var marks = new ArrayList<Mark>();
        for (BigDecimal at = first; at.compareTo(last) <= 0; at = at.add(step)) {
            BigDecimal shown = at.subtract(offset).scaleByPowerOfTen(-power).setScale(decimals, RoundingMode.HALF_EVEN);
            marks.add(new Mark(at.doubleValue(), typeset(shown.toPlainString())));
        }
        return new Ticks(
                low,
                high,
                marks,
                List.of(),
                power,
                typeset(offset.stripTrailingZeros().toPlainString()));
    }

    /// Names at 1, 2, ...
    static Ticks names(List<String> names) {
        var marks = new ArrayList<Mark>();
        names.forEach(name -> marks.add(new Mark(marks.size() + 1.0, name)));
        return new Ticks(0.5, names.size() + 0.5, marks, List.of(), 0, "0");
    }

    /// Marks at whole numbers only, for steps and other counts.
    static Ticks whole(double from, double to, int count) {
        double low = Math.min(from, to);
        double high = Math.max(from, to);
        return high - low < 1
                ? linear(low - 0.5, high + 0.5, 1)
                : linear(low, high, (int) Math.min(count, Math.floor(high - low)));
    }

    /// Decades, and the numbers 2 to 9 between them where there is room; from must be positive.
    static Ticks logarithmic(double from, double to, int count) {
        double low = clamp(Math.min(from, to), SMALLEST, LARGEST);
        double high = clamp(Math.max(from, to), SMALLEST, LARGEST);
        if (high / low < 1.1) {
            low = Math.max(SMALLEST / 2, low / 2);
            high *= 2;
        }
        int first = (int) Math.ceil(Math.log10(low) - 1e-12);
        int last = (int) Math.floor(Math.log10(high) + 1e-12);
        var marks = new ArrayList<Mark>();
        var minor = new ArrayList<Double>();
        int stride = Math.max(1, (int) Math.ceil((last - first + 1) / (double) count));
        for (int k = first; k <= last; k++) {
            if (Math.floorMod(k, stride) == 0) {
                marks.add(new Mark(Math.pow(10, k), decade(1, k)));
            } else {
                minor.add(Math.pow(10, k));
            }
        }
        if (last - first < 2 * count) {
            boolean labelled = last - first < 2;
            for (int k = first - 1; k <= last; k++) {
                for (int digit = 2; digit <= 9; digit++) {
                    double at = digit * Math.pow(10, k);
                    if (at >= low && at <= high) {
                        if (labelled && (digit == 2 || digit == 5)) {
                            marks.add(new Mark(at, decade(digit, k)));
                        } else {
                            minor.add(at);
                        }
                    }
                }
            }
            marks.sort((a, b) -> Double.compare(a.at(), b.at()));
        }
        if (marks.size() < 2) {
            // less than a decade: a linear choice of marks serves better
            Ticks narrow = linear(low, high, Math.min(count, 5));
            return new Ticks(low, high, narrow.marks, List.of(), narrow.power, narrow.offset);
        }
        return new Ticks(low, high, marks, minor, 0, "0");
    }

    /// What the labels leave to the axis, such as ` (10⁻³)` or ` + 25.4909 (10⁻⁹)`; empty where they leave nothing.
    String remainder() {
        String shift = switch (offset.charAt(0)) {
            case '0' -> offset.equals("0") ? "" : " " + MINUS + " " + offset;
            case MINUS -> " + " + offset.substring(1);
            default -> " " + MINUS + " " + offset;
        };
        return power == 0 ? shift : shift + " / 10" + superscript(power);
    }

    static String superscript(int exponent) {
        var text = new StringBuilder(exponent < 0 ? "\u207b" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079".charAt(digit - '0'));
        }
        return text.toString();
    }

    /// A true minus sign, and thin spaces between groups of three digits from 10 000 up.
    static String typeset(String number) {
        boolean negative = number.startsWith("-");
        String digits = negative ? number.substring(1) : number;
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        var text = new StringBuilder(digits);
        if (whole >= 5) {
            for (int i = whole - 3; i > 0; i -= 3) {
                text.insert(i, THIN_SPACE);
            }
        }
        return negative ? MINUS + text.toString() : text.toString();
    }

    /// A number of [ErrorNotation] or of `%e`, set in type: true minus, powers of ten.
    static String scientific(String number) {
        var match = POWER.matcher(number);
        return (match.find() ? match.replaceFirst("\u00d710" + superscript(Integer.parseInt(match.group(1)))) : number)
                .replace('-', MINUS);
    }

    /// A number rounded to so many significant digits.
    static double rounded(double x, int digits) {
        boolean ordinary = Double.isFinite(x) && x != 0;
        return ordinary ? new BigDecimal(x).round(new MathContext(digits)).doubleValue() : x;
    }

    /// A unit with its exponents raised: `J^2` as J².
    static String unit(String unit) {
        return EXPONENT.matcher(unit).replaceAll(match -> superscript(Integer.parseInt(match.group(1))));
    }

    private static String decade(int digit, int exponent) {
        String power = switch (exponent) {
            case 0 -> "1";
            case 1 -> "10";
            case -1 -> "0.1";
            default -> "10" + superscript(exponent);
        };
        if (digit == 1) {
            return power;
        }
        return switch (exponent) {
            case 0 -> Integer.toString(digit);
            case 1 -> digit + "0";
            case -1 -> "0." + digit;
            default -> digit + "\u00d7" + power;
        };
    }

    private static BigDecimal ratio(double x, BigDecimal step) {
        return new BigDecimal(x).divide(step, MathContext.DECIMAL64);
    }

    /// The smallest of 1, 2, 5 times a power of ten that is not below `rough`.
    private static BigDecimal niceStep(double rough) {
        int exponent = (int) Math.floor(Math.log10(rough));
        double mantissa = rough / Math.pow(10, exponent);
        int nice = mantissa < 1.001 ? 1 : mantissa < 2.001 ? 2 : mantissa < 5.001 ? 5 : 10;
        return BigDecimal.valueOf(nice).scaleByPowerOfTen(exponent);
    }

    private static int exponent(BigDecimal x) {
        return x.signum() == 0 ? Integer.MIN_VALUE / 2 : x.precision() - x.scale() - 1;
    }

    private static double clamp(double x, double low, double high) {
        return Math.max(low, Math.min(high, x));
    }
}
