package ansatz.report;

import ansatz.report.Figure.Scale;

/// The smallest and the largest number that an axis must show.
final class Range {
    private final Scale scale;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private boolean whole = true;

    Range(Scale scale) {
        this.scale = scale;
    }

    void add(double value) {
        if (Double.isFinite(value) && (scale == Scale.LINEAR || value > 0)) {
            whole &= value == Math.rint(value);
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    Ticks ticks(int count, boolean margin) {
        boolean empty = low > high;
        return switch (scale) {
            case LINEAR -> {
                if (!empty && !margin && whole) {
                    yield Ticks.whole(low, high, count);
                }
                double share = empty || !margin ? 0 : 0.05 * (high / 2 - low / 2) * 2;
                yield empty
                        ? Ticks.linear(0, 1, count)
                        : Ticks.linear(
                                low < 0 || low - share > 0 || share == 0 ? low - share : Math.min(low, 0),
                                high + share,
                                count);
            }
            case LOGARITHMIC ->
                empty
                        ? Ticks.logarithmic(0.1, 1, count)
                        : Ticks.logarithmic(margin ? low / 1.3 : low, margin ? high * 1.3 : high, count + 2);
        };
    }
}
