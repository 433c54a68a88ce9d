package ansatz.cli;

import ansatz.schema.Reference;
import ansatz.statistics.ErrorNotation;
import ansatz.study.Completion;
import ansatz.study.Curve;
import ansatz.study.Outcome;
import ansatz.study.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The table at the end of a run: each estimate beside the known value, the verdict, and where the rest is.
final class ResultTable {
    /// Points of a curve that are shown; all stand in result.json and in the report.
    private static final int MOST_POINTS = 12;

    private ResultTable() {}

    static String of(Completion completion, Outcome outcome) {
        StringBuilder out = new StringBuilder("\n").append(of(outcome.results()));
        outcome.curves().forEach(curve -> out.append('\n').append(of(curve)));
        out.append(outcome.verdict().words());
        out.append(String.format(
                Locale.ROOT,
                ", %.1f s, seed %d\n",
                completion.seconds(),
                completion.study().seed()));
        out.append("results  ").append(completion.folder()).append('\n');
        if (completion.report() != null) {
            out.append("report   ").append(completion.report()).append('\n');
        }
        return out.toString();
    }

    /// Estimates with what is known of them, and the sources of that.
    static String of(List<Result> results) {
        Table table = new Table();
        table.row("", "result", "known", "off by", "in errors", "tau", "R-hat", "samples");
        Map<String, Set<String>> sources = new LinkedHashMap<>();
        for (Result result : results) {
            Reference reference = result.reference();
            String unit = result.unit().isEmpty() ? "" : " " + result.unit();
            table.row(
                    result.name().replace('_', ' '),
                    ErrorNotation.format(result.mean(), result.error()) + unit,
                    reference == null ? "" : known(reference, result.error()),
                    reference == null ? "" : distance(result.mean(), reference.value()),
                    reference == null ? "" : inErrors(result, reference),
                    fixed(result.tau(), 2),
                    fixed(result.rhat(), 4),
                    fixed(result.ess(), 0));
            source(result, sources);
        }
        StringBuilder out = new StringBuilder().append(table);
        return out.append(lines(sources)).toString();
    }

    /// Adds where the known value of an estimate comes from, if there is one.
    ///
    /// @param sources the names of the estimates that each source tells
    static void source(Result result, Map<String, Set<String>> sources) {
        Reference reference = result.reference();
        if (reference != null) {
            sources.computeIfAbsent(
                            reference.kind().word() + ": " + reference.source(), source -> new LinkedHashSet<>())
                    .add(result.name().replace('_', ' '));
        }
    }

    /// A line for each source.
    static String lines(Map<String, Set<String>> sources) {
        var out = new StringBuilder();
        sources.forEach((source, names) ->
                out.append(String.join(", ", names)).append(", ").append(source).append('\n'));
        return out.toString();
    }

    /// The points of a curve, those in the middle left out where there are many.
    private static String of(Curve curve) {
        Table table = new Table();
        List<Curve.Point> points = curve.points();
        String name = withUnit(
                curve.name().replace('_', ' '),
                points.isEmpty() ? "" : points.getFirst().result().unit());
        table.row("  " + withUnit(curve.axis(), curve.unit()), name, "known", "in errors", "tau", "R-hat", "samples");
        for (int k = 0; k < points.size(); k++) {
            boolean shown = k < MOST_POINTS / 2 || k >= points.size() - MOST_POINTS / 2;
            if (!shown) {
                if (k == MOST_POINTS / 2) {
                    table.row("  ...", "", "", "", "", "", "");
                }
                continue;
            }
            Result result = points.get(k).result();
            Reference reference = result.reference();
            table.row(
                    "  " + position(points.get(k)),
                    ErrorNotation.format(result.mean(), result.error()),
                    reference == null ? "" : known(reference, result.error()),
                    reference == null ? "" : inErrors(result, reference),
                    fixed(result.tau(), 2),
                    fixed(result.rhat(), 4),
                    fixed(result.ess(), 0));
        }
        return table.toString();
    }

    private static String withUnit(String name, String unit) {
        return unit.isEmpty() ? name : name + " [" + unit + "]";
    }

    private static String position(Curve.Point point) {
        String text = point.vector().stream().map(ResultTable::coordinate).collect(Collectors.joining(", "));
        return point.vector().size() == 1 ? text : "(" + text + ")";
    }

    /// Four digits, without zeros at the end: 3 times 0.05 is 0.15 and not 0.1500.
    private static String coordinate(double x) {
        String digits = ProgressLine.significant(x, 4);
        return digits.contains("e") || !digits.contains(".") ? digits : digits.replaceFirst("\\.?0+$", "");
    }

    private static String known(Reference reference, double error) {
        return reference.error() > 0
                ? ErrorNotation.format(reference.value(), reference.error())
                : ProgressLine.reference(reference.value(), error);
    }

    private static String distance(double mean, double known) {
        double distance = Math.abs(mean - known);
        return ProgressLine.significant(known == 0 ? distance : distance / Math.abs(known), 2);
    }

    static String inErrors(Result result, Reference reference) {
        double error = Math.hypot(result.error(), reference.error());
        return error > 0 ? String.format(Locale.ROOT, "%+.1f", (result.mean() - reference.value()) / error) : "";
    }

    private static String fixed(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "";
    }

    /// Columns as wide as their widest cell; a column without content is left out.
    static final class Table {
        private final List<List<String>> rows = new ArrayList<>();

        void row(String... cells) {
            rows.add(List.of(cells));
        }

        @Override
        public String toString() {
            StringBuilder out = new StringBuilder();
            for (List<String> row : rows) {
                StringBuilder line = new StringBuilder();
                for (int column = 0; column < row.size(); column++) {
                    int c = column;
                    boolean empty =
                            rows.stream().skip(1).allMatch(cells -> cells.get(c).isEmpty());
                    if (empty) {
                        continue;
                    }
                    int width = rows.stream()
                            .mapToInt(cells -> cells.get(c).length())
                            .max()
                            .orElse(0);
                    line.append(row.get(column))
                            .repeat(' ', width - row.get(column).length())
                            .append("  ");
                }
                out.append(line.toString().stripTrailing()).append('\n');
            }
            return out.toString();
        }
    }
}
