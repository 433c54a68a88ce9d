package ansatz.report;

import ansatz.report.Figure.Axis;
import ansatz.report.Figure.Layer;
import ansatz.report.Figure.Level;
import ansatz.report.Figure.Line;
import ansatz.schema.Reference;
import ansatz.statistics.Convergence;
import ansatz.statistics.ErrorNotation;
import ansatz.study.Measurement;
import ansatz.study.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which figures a phase of a run asks for.
final class Figures {
    private static final Set<String> WITHOUT_FIGURE = Set.of(Measurement.EXACT, Measurement.OFF_BY);

    private static final String LIMIT = "limit of the verdict";

    /// A second figure of the later half pays where the whole spans this many times more.
    private static final double ZOOM = 8;

    private final List<Result> results;
    private final RunRecord.Phase phase;
    private final List<Figure> figures = new ArrayList<>();

    private Figures(List<Result> results, RunRecord.Phase phase) {
        this.results = results;
        this.phase = phase;
    }

    /// The figures of a phase: the main quantity, its distance from the known value, then every other metric.
    static List<Figure> of(List<Result> results, RunRecord.Phase phase) {
        return new Figures(results, phase).all();
    }

    private List<Figure> all() {
        for (Map.Entry<String, Series> metric : phase.metrics().entrySet()) {
            String name = metric.getKey();
            Series series = metric.getValue();
            if (WITHOUT_FIGURE.contains(name) || !series.hasValues()) {
                continue;
            }
            switch (name) {
                case Measurement.ENERGY, Measurement.LOSS -> main(name, series);
                case Measurement.ACCEPTANCE ->
                    plain(
                            name,
                            Axis.share(label(name)),
                            series,
                            List.of(
                                    new Level(LIMIT, Convergence.LOWEST_ACCEPTANCE),
                                    new Level("", Convergence.HIGHEST_ACCEPTANCE)));
                case Measurement.RHAT ->
                    plain(name, Axis.linear(label(name), ""), series, List.of(new Level(LIMIT, Convergence.RHAT)));
                default -> plain(name, axis(name, series), series, List.of());
            }
        }
        return figures;
    }

    private void main(String name, Series series) {
        Result result = result(name);
        String unit = unit(name, result);
        Level known = known(name, result);
        List<Level> levels = known == null ? List.of() : List.of(known);
        String title = capital(label(name)) + " against step";
        figures.add(figure(title, name, Axis.linear(label(name), unit), series, levels));
        Series later = later(series);
        if (span(series) > ZOOM * span(later)) {
            figures.add(figure(title + ", later half", name, Axis.linear(label(name), unit), later, levels));
        }
        if (known != null && known.value() != 0) {
            Series relative = relative(series, known.value());
            if (relative.hasValues()) {
                String of = known.label().equals("exact")
                        ? "Relative error"
                        : "Relative distance from the " + known.label() + " value";
                figures.add(figure(
                        of + " of the " + label(name),
                        "relative error",
                        Axis.logarithmic("|relative error|", ""),
                        relative,
                        List.of()));
            }
        }
    }

    private Axis axis(String name, Series series) {
        String unit = unit(name, result(name));
        return spansDecades(series) ? Axis.logarithmic(label(name), unit) : Axis.linear(label(name), unit);
    }

    private void plain(String name, Axis axis, Series series, List<Level> levels) {
        figures.add(figure(capital(label(name)) + " against step", name, axis, series, levels));
    }

    private static Figure figure(String title, String name, Axis y, Series series, List<Level> levels) {
        var layers = new ArrayList<Layer>();
        boolean errors = java.util.Arrays.stream(series.error()).anyMatch(Double::isFinite);
        layers.add(new Line(errors ? label(name) + " \u00b1 error" : label(name), series));
        layers.addAll(levels);
        return new Figure(title, described(label(name), series, levels), Axis.linear("step", ""), y, layers);
    }

    /// The figure in words, for those who listen.
    private static String described(String label, Series series, List<Level> levels) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < series.size(); i++) {
            if (Double.isFinite(series.y()[i])) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        var text = new StringBuilder(capital(label)).append(" goes from ").append(at(series, first));
        if (last > first) {
            text.append(" to ").append(at(series, last));
        }
        for (Level level : levels) {
            if (!level.label().isEmpty()) {
                text.append("; ")
                        .append(level.label())
                        .append(' ')
                        .append(Ticks.scientific(ErrorNotation.plain(Ticks.rounded(level.value(), 10))));
            }
        }
        return text.append('.').toString();
    }

    private static String at(Series series, int i) {
        double error = series.error()[i];
        double y = series.y()[i];
        return (error >= 0 && Double.isFinite(error)
                        ? Ticks.scientific(ErrorNotation.format(y, error))
                        : Plot.number(y))
                + " at step " + Plot.number(series.x()[i]);
    }

    /// |E - E0| / |E0| with the error of E in the same unit.
    private static Series relative(Series series, double known) {
        int n = series.size();
        double[] y = new double[n];
        double[] error = new double[n];
        for (int i = 0; i < n; i++) {
            double distance = Math.abs((series.y()[i] - known) / known);
            y[i] = distance > 0 ? distance : Double.NaN; // a logarithmic axis has no zero
            error[i] = series.error()[i] / Math.abs(known);
        }
        return new Series(series.x(), y, error);
    }

    private @Nullable Level known(String name, @Nullable Result result) {
        // a phase may have another one than the result: an evolution prepares its beginning
        Series exact = phase.metrics().get(Measurement.EXACT);
        if (exact != null && (name.equals(Measurement.ENERGY) || name.equals(Measurement.LOSS))) {
            for (double value : exact.y()) {
                if (Double.isFinite(value)) {
                    return new Level("exact", value);
                }
            }
        }
        Reference reference = result == null ? null : result.reference();
        if (reference != null && Double.isFinite(reference.value())) {
            return new Level(reference.kind().word(), reference.value());
        }
        return null;
    }

    private String unit(String name, @Nullable Result result) {
        String measured = phase.units().getOrDefault(name, "");
        return measured.isEmpty() && result != null ? result.unit() : measured;
    }

    private @Nullable Result result(String name) {
        return results.stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Series later(Series series) {
        int from = series.size() / 2;
        return new Series(
                java.util.Arrays.copyOfRange(series.x(), from, series.size()),
                java.util.Arrays.copyOfRange(series.y(), from, series.size()),
                java.util.Arrays.copyOfRange(series.error(), from, series.size()));
    }

    private static double span(Series series) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double y : series.y()) {
            if (Double.isFinite(y)) {
                low = Math.min(low, y);
                high = Math.max(high, y);
            }
        }
        return low <= high ? high - low : Double.POSITIVE_INFINITY;
    }

    private static boolean spansDecades(Series series) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double y : series.y()) {
            if (Double.isFinite(y)) {
                low = Math.min(low, y);
                high = Math.max(high, y);
            }
        }
        return low > 0 && high > 30 * low;
    }

    /// The name of a metric as a person writes it.
    static String label(String name) {
        return name.equals(Measurement.RHAT) ? "R-hat" : name.replace('_', ' ');
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
