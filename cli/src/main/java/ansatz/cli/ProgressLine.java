package ansatz.cli;

import ansatz.statistics.ErrorNotation;
import ansatz.study.Measurement;
import ansatz.study.Progress;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The line that tells where a run stands:
/// `step 180/300  E -25.4907(4)  exact -25.49099  off by 1.1e-5  acceptance 0.44  R-hat 1.003  9 s left`.
final class ProgressLine {
    private ProgressLine() {}

    /// A part of the line, and its turn when the line is too long: the largest goes first, 0 never.
    private record Part(String text, int turn) {}

    /// @param left seconds, NaN if not known
    /// @param columns the most characters the line may have
    static String of(Progress progress, double left, int columns) {
        List<Part> parts = new ArrayList<>();
        String phase = progress.phase().equals("optimise") ? "step" : progress.phase();
        parts.add(new Part(phase + " " + progress.step() + "/" + progress.steps(), 0));
        Measurement value = find(progress, Measurement.ENERGY);
        if (value != null) {
            parts.add(new Part("E " + number(value), 0));
        } else {
            value = find(progress, Measurement.LOSS);
            if (value != null) {
                parts.add(new Part("loss " + number(value), 0));
            }
        }
        Measurement exact = find(progress, Measurement.EXACT);
        if (exact != null) {
            parts.add(new Part("exact " + reference(exact.value(), value == null ? Double.NaN : value.error()), 4));
        }
        Measurement offBy = find(progress, Measurement.OFF_BY);
        if (offBy != null) {
            parts.add(new Part("off by " + significant(offBy.value(), 2), 1));
        }
        Measurement acceptance = find(progress, Measurement.ACCEPTANCE);
        if (acceptance != null) {
            parts.add(new Part("acceptance " + String.format(Locale.ROOT, "%.2f", acceptance.value()), 5));
        }
        Measurement rhat = find(progress, Measurement.RHAT);
        if (rhat != null) {
            parts.add(new Part("R-hat " + String.format(Locale.ROOT, "%.3f", rhat.value()), 3));
        }
        Measurement samples = find(progress, Measurement.SAMPLES);
        if (samples != null) {
            parts.add(new Part(Math.round(samples.value()) + " samples", 6));
        }
        if (Double.isFinite(left)) {
            parts.add(new Part(duration(left) + " left", 2));
        }
        return fit(parts, columns);
    }

    /// A time in the units a person would use.
    static String duration(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        if (whole < 100) {
            return whole + " s";
        }
        if (whole < 6000) {
            return whole / 60 + " min " + whole % 60 + " s";
        }
        return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /// A known value with one digit more than an error tells, or eight digits.
    static String reference(double value, double error) {
        if (!Double.isFinite(value)) {
            return ErrorNotation.plain(value);
        }
        BigDecimal decimal = BigDecimal.valueOf(value);
        if (Double.isFinite(error) && error > 0) {
            int digits = 2 - (int) Math.floor(Math.log10(error));
            if (digits > 0 && digits < decimal.scale()) {
                decimal = decimal.setScale(digits, RoundingMode.HALF_EVEN);
            }
            return decimal.toString();
        }
        return decimal.round(new MathContext(8)).toString();
    }

    /// A number to so many significant digits: "1.1e-5", "0.25", "12".
    static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return ErrorNotation.plain(value);
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size < 1e-2 || size >= 1e6) {
            return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)
                    .replaceFirst("e([+-])0*(\\d)", "e$1$2")
                    .replace("e+", "e");
        }
        return BigDecimal.valueOf(value).round(new MathContext(digits)).toPlainString();
    }

    private static String number(Measurement measurement) {
        if (Double.isNaN(measurement.error())) {
            return significant(measurement.value(), 6);
        }
        return ErrorNotation.format(measurement.value(), measurement.error());
    }

    private static @Nullable Measurement find(Progress progress, String name) {
        for (Measurement measurement : progress.measurements()) {
            if (measurement.name().equals(name) && !Double.isNaN(measurement.value())) {
                return measurement;
            }
        }
        return null;
    }

    private static String fit(List<Part> parts, int columns) {
        List<Part> kept = new ArrayList<>(parts);
        for (int turn = 6; turn > 0 && join(kept).length() > columns; turn--) {
            int least = turn;
            kept.removeIf(part -> part.turn() == least);
        }
        String line = join(kept);
        return line.length() <= columns ? line : line.substring(0, columns);
    }

    private static String join(List<Part> parts) {
        return String.join("  ", parts.stream().map(Part::text).toList());
    }
}
