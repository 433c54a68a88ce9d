package ansatz.report;

import ansatz.report.Figure.Axis;
import ansatz.report.Figure.Layer;
import ansatz.schema.Reference;
import ansatz.statistics.ErrorNotation;
import ansatz.study.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The figures of a sweep: each estimate against the key that is swept, with error bars, and what is known.
final class SweepFigures {
    private final SweepRecord sweep;
    private final String abscissa;

    private SweepFigures(SweepRecord sweep, String abscissa) {
        this.sweep = sweep;
        this.abscissa = abscissa;
    }

    /// A figure an estimate; none where no key has several numbers.
    static List<Figure> of(SweepRecord sweep) {
        if (sweep.abscissa() == null) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        sweep.points().forEach(point -> point.results().forEach(result -> names.add(result.name())));
        var figures = new SweepFigures(sweep, sweep.abscissa());
        return names.stream().map(figures::figure).toList();
    }

    /// A mark of a figure.
    private record Mark(double x, Result result, boolean trusted) {}

    private Figure figure(String name) {
        Map<Map<String, String>, List<Mark>> lines = new LinkedHashMap<>();
        for (SweepRecord.Point point : sweep.points()) {
            for (Result result : point.results()) {
                if (result.name().equals(name) && Double.isFinite(point.x())) {
                    lines.computeIfAbsent(sweep.others(point), others -> new ArrayList<>())
                            .add(new Mark(point.x(), result, point.converged()));
                }
            }
        }
        var layers = new ArrayList<Layer>();
        boolean named = false;
        for (Map.Entry<Map<String, String>, List<Mark>> line : lines.entrySet()) {
            line.getValue().sort(Comparator.comparingDouble(Mark::x));
            Series known = known(name, line.getKey(), line.getValue());
            if (known.hasValues()) {
                layers.add(new Figure.Curve(named ? "" : "exact", known));
                named = true;
            }
        }
        boolean doubted = false;
        for (Map.Entry<Map<String, String>, List<Mark>> line : lines.entrySet()) {
            List<Mark> marks = line.getValue();
            var trusted = new boolean[marks.size()];
            for (int i = 0; i < trusted.length; i++) {
                trusted[i] = marks.get(i).trusted();
                doubted |= !trusted[i];
            }
            String label = line.getKey().isEmpty() ? Figures.label(name) : String.join(", ", said(line.getKey()));
            layers.add(new Figure.Points(label, series(marks), trusted));
        }
        String unit = lines.values().stream()
                .flatMap(List::stream)
                .map(mark -> mark.result().unit())
                .findFirst()
                .orElse("");
        String title = Figures.capital(Figures.label(name)) + " against " + last(abscissa)
                + (doubted ? " (crossed: not converged)" : "");
        return new Figure(
                title,
                described(name, lines),
                Axis.linear(last(abscissa), ""),
                Axis.linear(Figures.label(name), unit),
                layers);
    }

    private static Series series(List<Mark> marks) {
        return new Series(
                marks.stream().mapToDouble(Mark::x).toArray(),
                marks.stream().mapToDouble(mark -> mark.result().mean()).toArray(),
                marks.stream().mapToDouble(mark -> mark.result().error()).toArray());
    }

    /// The formula's curve, or else what the points know, where each knows it.
    private Series known(String name, Map<String, String> others, List<Mark> marks) {
        for (SweepRecord.Curve curve : sweep.curves()) {
            if (curve.name().equals(name) && curve.others().equals(others)) {
                return curve.series();
            }
        }
        double[] y = marks.stream()
                .mapToDouble(mark -> {
                    Reference reference = mark.result().reference();
                    return reference != null && reference.exact() ? reference.value() : Double.NaN;
                })
                .toArray();
        if (!Arrays.stream(y).allMatch(Double::isFinite)) {
            Arrays.fill(y, Double.NaN);
        }
        return new Series(marks.stream().mapToDouble(Mark::x).toArray(), y);
    }

    private String described(String name, Map<Map<String, String>, List<Mark>> lines) {
        var text = new StringBuilder();
        lines.forEach((others, marks) -> {
            Mark first = marks.getFirst();
            Mark end = marks.getLast();
            text.append(others.isEmpty() ? "" : String.join(", ", said(others)) + ": ")
                    .append(Figures.capital(Figures.label(name)))
                    .append(" goes from ")
                    .append(at(first))
                    .append(" to ")
                    .append(at(end))
                    .append(". ");
        });
        return text.toString().strip();
    }

    private String at(Mark mark) {
        return Ticks.scientific(
                        ErrorNotation.format(mark.result().mean(), mark.result().error())) + " at " + last(abscissa)
                + " " + Plot.number(mark.x());
    }

    /// `length 8` for problem.lattice.length = 8.
    private static List<String> said(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> last(entry.getKey()) + " " + entry.getValue())
                .toList();
    }

    /// The key without the tables that it stands in.
    static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
