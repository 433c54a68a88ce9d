package ansatz.data;

/// Reads decimal numbers from characters without making a text of each.
final class Decimal {
    /// The powers of ten that a double holds exactly.
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /// Whole numbers of so many digits are exact in a double.
    private static final int DIGITS = 15;

    private Decimal() {}

    /// The number, correctly rounded.
    ///
    /// A mantissa of at most 15 digits times or over an exact power of ten is one rounding (W. Clinger, PLDI 1990);
    /// the rest is left to the JDK.
    ///
    /// @return NaN if the characters are not a decimal number such as -1.5e-3; an infinity if it is too large
    static double parse(char[] text, int offset, int length) {
        int end = offset + length;
        int i = offset;
        boolean negative = false;
        if (i < end && (text[i] == '-' || text[i] == '+')) {
            negative = text[i++] == '-';
        }
        long mantissa = 0;
        int digits = 0; // without leading zeros
        int seen = 0;
        int decimals = 0;
        boolean point = false;
        for (; i < end; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                seen++;
                if (digits > 0 || c != '0') {
                    digits++;
                }
                if (digits <= DIGITS) {
                    mantissa = 10 * mantissa + (c - '0');
                }
                decimals += point ? 1 : 0;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (i < end && (text[i] == 'e' || text[i] == 'E')) {
            i++;
            boolean down = false;
            if (i < end && (text[i] == '-' || text[i] == '+')) {
                down = text[i++] == '-';
            }
            int first = i;
            for (; i < end && text[i] >= '0' && text[i] <= '9'; i++) {
                exponent = Math.min(100_000, 10 * exponent + (text[i] - '0'));
            }
            if (i == first) {
                return Double.NaN;
            }
            exponent = down ? -exponent : exponent;
        }
        if (i != end) {
            return Double.NaN;
        }
        int power = exponent - decimals;
        if (digits > DIGITS || Math.abs(power) >= POWERS.length) {
            return Double.parseDouble(new String(text, offset, length));
        }
        double value = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
        return negative ? -value : value;
    }
}
