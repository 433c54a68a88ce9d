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
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The figures of a sweep: each estimate against the key that is swept, with error bars, and what is known.
final class SweepFigures {
    /// More points than this are not drawn side by side.
    private static final int MOST_SIDE_BY_SIDE = 30;

    private final SweepRecord sweep;
    private final String abscissa;

    private SweepFigures(SweepRecord sweep, String abscissa) {
        this.sweep = sweep;
        this.abscissa = abscissa;
    }

    /// A figure an estimate: against the key that has several numbers, or where none has, such as of a sweep over
    /// models, with the points side by side.
    static List<Figure> of(SweepRecord sweep) {
        Set<String> names = new LinkedHashSet<>();
        sweep.points().forEach(point -> point.results().forEach(result -> names.add(result.name())));
        if (sweep.abscissa() == null) {
            return sweep.points().size() < 2 || sweep.points().size() > MOST_SIDE_BY_SIDE
                    ? List.of()
                    : names.stream()
                            .map(name -> sideBySide(sweep, name))
                            .flatMap(Optional::stream)
                            .toList();
        }
        var figures = new SweepFigures(sweep, sweep.abscissa());
        return names.stream().map(figures::figure).toList();
    }

    /// An estimate of each point; none where fewer than two points have it.
    private static Optional<Figure> sideBySide(SweepRecord sweep, String name) {
        var marks = new ArrayList<Mark>();
        var places = new ArrayList<String>();
        boolean doubted = false;
        for (SweepRecord.Point point : sweep.points()) {
            places.add(String.join(
                    ", ",
                    point.values().values().stream()
                            .map(SweepFigures::shortened)
                            .toList()));
            for (Result result : point.results()) {
                if (result.name().equals(name)) {
                    marks.add(new Mark(places.size(), result, point.converged()));
                    doubted |= !point.converged();
                }
            }
        }
        if (marks.size() < 2) {
            return Optional.empty();
        }
        var trusted = new boolean[marks.size()];
        for (int i = 0; i < trusted.length; i++) {
            trusted[i] = marks.get(i).trusted();
        }
        String label = Figures.label(name);
        String keys =
                String.join(", ", sweep.keys().stream().map(SweepFigures::last).toList());
        return Optional.of(new Figure(
                Figures.capital(label) + " by " + keys + (doubted ? " (crossed: not converged)" : ""),
                Figures.capital(label) + " of " + marks.size() + " points side by side.",
                Axis.names("", places),
                Axis.linear(label, marks.getFirst().result().unit()),
                List.of(new Figure.Points(label, series(marks), trusted))));
    }

    /// `ridge, degree 2` for {"type":"ridge","degree":2}: a table of a study by its type.
    private static String shortened(String value) {
        if (!value.startsWith("{")) {
            return value;
        }
        try {
            var words = new ArrayList<String>();
            new JsonMapper().readTree(value).properties().forEach(entry -> {
                JsonNode of = entry.getValue();
                String text = of.isString() ? of.stringValue() : of.toString();
                words.add(entry.getKey().equals("type") ? text : entry.getKey() + " " + text);
            });
            return String.join(" ", words);
        } catch (JacksonException e) {
            return value;
        }
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
        int number = 0;
        for (Map.Entry<Map<String, String>, List<Mark>> line : lines.entrySet()) {
            line.getValue().sort(Comparator.comparingDouble(Mark::x));
            Series known = known(name, line.getKey(), line.getValue());
            if (known.hasValues()) {
                layers.add(new Figure.Curve(named ? "" : "exact", known, lines.size() == 1 ? -1 : number));
                named = true;
            }
            number++;
        }
        layers.addAll(marks(lines));
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
                Axis.linear(last(abscissa), sweep.unit()),
                Axis.linear(Figures.label(name), unit),
                layers);
    }

    /// The known places between the first and the last point.
    private List<Figure.Upright> marks(Map<Map<String, String>, List<Mark>> lines) {
        var range = lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Mark::x)
                .summaryStatistics();
        return sweep.marks().stream()
                .filter(mark -> mark.value() >= range.getMin() && mark.value() <= range.getMax())
                .map(mark -> new Figure.Upright(mark.label(), mark.value()))
                .toList();
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
        marks(lines)
                .forEach(mark -> text.append(mark.name())
                        .append(" is ")
                        .append(Plot.number(mark.x()))
                        .append(". "));
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
