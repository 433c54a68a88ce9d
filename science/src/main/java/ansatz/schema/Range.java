package ansatz.schema;

/// The legal range of a number.
///
/// @param min the least legal value
/// @param max the largest legal value
/// @param above legal values are above this one
/// @param below legal values are below this one
public record Range(double min, double max, double above, double below) {
    /// Every finite number.
    public static final Range ALL = new Range(
            Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /// The range that the annotation says.
    static Range of(Key key) {
        return new Range(key.min(), key.max(), key.above(), key.below());
    }

    /// Whether a finite number lies in the range.
    boolean contains(double value) {
        return Double.isFinite(value) && value >= min && value <= max && value > above && value < below;
    }

    /// The range in words after "a real number" or "an integer": " above 0 and at most 1", empty if it is all
    /// numbers.
    String words(boolean whole) {
        boolean fromMin = min > above || (min == above && Double.isInfinite(above));
        double low = fromMin ? min : above;
        boolean toMax = max < below || (max == below && Double.isInfinite(below));
        double high = toMax ? max : below;
        if (Double.isInfinite(low) && Double.isInfinite(high)) {
            return "";
        }
        if (Double.isInfinite(high)) {
            return (fromMin ? " at least " : " above ") + number(low, whole);
        }
        if (Double.isInfinite(low)) {
            return (toMax ? " at most " : " below ") + number(high, whole);
        }
        if (fromMin && toMax) {
            return " from " + number(low, whole) + " to " + number(high, whole);
        }
        return (fromMin ? " at least " : " above ") + number(low, whole) + " and " + (toMax ? "at most " : "below ")
                + number(high, whole);
    }

    private static String number(double value, boolean whole) {
        boolean integer = value == Math.rint(value) && Math.abs(value) <= 0x1p63;
        if (integer && (whole || Math.abs(value) < 1e7)) {
            return Long.toString((long) value);
        }
        return Double.toString(value).replace(".0E", "e").replace('E', 'e');
    }
}
