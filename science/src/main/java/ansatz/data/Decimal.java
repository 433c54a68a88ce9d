package ansatz.data;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// Reads decimal numbers from bytes without making a text of each. One belongs to one thread.
///
/// A mantissa of at most 15 digits times or over an exact power of ten is one rounding (W. Clinger, PLDI 1990); up
/// to 19
/// digits are multiplied by 128 bits of the power of ten, which rounds correctly (D. Lemire, Softw. Pract. Exp. 51,
/// 1700 (2021); N. Mushtak and D. Lemire, Softw. Pract. Exp. 53, 1467 (2023)); the rest is left to the JDK.
final class Decimal {
    /// The powers of ten that a double holds exactly.
    private static final double[] EXACT = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final int MOST_DIGITS = 19;
    /// Powers of ten beyond this one, and below its inverse, are left to the JDK.
    private static final int LARGEST_POWER = 60;
    /// 5^q with the highest bit in the highest place, cut after 128 bits (below q = 0 the next larger number), as
    /// high
    /// and low halves.
    private static final long[] FIVES = fives();

    private double value;

    /// The number of the last [#scan], correctly rounded; an infinity if it is too large.
    double value() {
        return value;
    }

    /// The number, correctly rounded.
    ///
    /// @return NaN if the characters are not a decimal number such as -1.5e-3; an infinity if it is too large
    static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var decimal = new Decimal();
        return decimal.scan(bytes, 0, bytes.length) == bytes.length ? decimal.value : Double.NaN;
    }

    /// Reads a number as far as it goes.
    ///
    /// @param from where it begins
    /// @param end where it ends at the latest
    /// @return the place behind it; -1 if there is none
    int scan(byte[] text, int from, int end) {
        int i = from;
        boolean negative = false;
        if (i < end && (text[i] == '-' || text[i] == '+')) {
            negative = text[i++] == '-';
        }
        long mantissa = 0;
        int begin = i;
        while (i < end && text[i] >= '0' && text[i] <= '9') {
            mantissa = 10 * mantissa + (text[i++] - '0');
        }
        int seen = i - begin;
        int decimals = 0;
        if (i < end && text[i] == '.') {
            int point = ++i;
            while (i < end && text[i] >= '0' && text[i] <= '9') {
                mantissa = 10 * mantissa + (text[i++] - '0');
            }
            decimals = i - point;
        }
        seen += decimals;
        if (seen == 0) {
            return -1;
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
                return -1;
            }
            exponent = down ? -exponent : exponent;
        }
        double absolute = seen > MOST_DIGITS && significant(text, begin, i) > MOST_DIGITS
                ? Double.NaN // the mantissa has overflown
                : rounded(mantissa, exponent - decimals);
        if (Double.isNaN(absolute)) {
            value = Double.parseDouble(new String(text, from, i - from, StandardCharsets.ISO_8859_1));
        } else {
            value = negative ? -absolute : absolute;
        }
        return i;
    }

    /// How many digits there are from the first that is not zero.
    private static int significant(byte[] text, int from, int end) {
        int digits = 0;
        for (int i = from; i < end && text[i] != 'e' && text[i] != 'E'; i++) {
            digits += text[i] != '.' && (digits > 0 || text[i] != '0') ? 1 : 0;
        }
        return digits;
    }

    /// mantissa 10^power, correctly rounded, or NaN where these powers do not tell.
    ///
    /// @param mantissa without sign
    private static double rounded(long mantissa, int power) {
        if (mantissa == 0) {
            return 0;
        }
        if (mantissa > 0 && mantissa < 1_000_000_000_000_000L && Math.abs(power) < EXACT.length) {
            return power < 0 ? mantissa / EXACT[-power] : mantissa * EXACT[power];
        }
        if (Math.abs(power) > LARGEST_POWER) {
            return Double.NaN;
        }
        int zeros = Long.numberOfLeadingZeros(mantissa);
        long w = mantissa << zeros;
        int at = 2 * (power + LARGEST_POWER);
        long high = Math.unsignedMultiplyHigh(w, FIVES[at]);
        long low = w * FIVES[at];
        if ((high & 0x1ff) == 0x1ff) { // the bits that are left out may matter
            long more = Math.unsignedMultiplyHigh(w, FIVES[at + 1]);
            low += more;
            high += Long.compareUnsigned(low, more) < 0 ? 1 : 0;
        }
        int upper = (int) (high >>> 63);
        int shift = upper + 9;
        long bits = high >>> shift; // 54 of them, the last to round by
        // log2(10) = 217706 / 65536 nearly
        int exponent = ((217_706 * power) >> 16) + 63 + upper - zeros + 1023;
        if (Long.compareUnsigned(low, 1) <= 0
                && power >= -4
                && power <= 23
                && (bits & 3) == 1
                && bits << shift == high) {
            bits--; // exactly between two numbers, of which the even one is taken
        }
        bits = (bits + (bits & 1)) >>> 1;
        if (bits == 1L << 53) {
            bits >>>= 1;
            exponent++;
        }
        return Double.longBitsToDouble((long) exponent << 52 | bits & (1L << 52) - 1);
    }

    private static long[] fives() {
        var table = new long[2 * (2 * LARGEST_POWER + 1)];
        for (int q = -LARGEST_POWER; q <= LARGEST_POWER; q++) {
            BigInteger power = BigInteger.valueOf(5).pow(Math.abs(q));
            BigInteger five = power.shiftLeft(128);
            if (q < 0) {
                // below -27 rounded up with more bits, then cut
                int bits = power.bitLength() + (q < -27 ? power.bitLength() + 128 : 127);
                five = BigInteger.ONE.shiftLeft(bits).divide(power).add(BigInteger.ONE);
            }
            five = five.shiftRight(Math.max(0, five.bitLength() - 128));
            table[2 * (q + LARGEST_POWER)] = five.shiftRight(64).longValue();
            table[2 * (q + LARGEST_POWER) + 1] = five.longValue();
        }
        return table;
    }
}
