package ansatz.cli;

import ansatz.study.Completion;
import ansatz.study.Result;
import ansatz.study.SweepCompletion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The table at the end of a sweep: a row a point with its estimates, how far each is from the known value, and
/// where
/// the rest is.
final class SweepTable {
    /// Of more estimates than these the rest stands in the report.
    private static final int COLUMNS = 5;

    private SweepTable() {}

    static String of(SweepCompletion completion) {
        List<Result> same = same(completion);
        List<String> names = names(completion, same);
        var table = new ResultTable.Table();
        var head = new ArrayList<>(completion.sweep().keys());
        for (String name : names) {
            head.add(name.replace('_', ' '));
            head.add("in errors");
        }
        head.add("");
        table.row(head.toArray(String[]::new));
        for (SweepCompletion.Row row : completion.rows()) {
            var cells = new ArrayList<>(row.point().values());
            for (String name : names) {
                Result result = find(row.results(), name);
                cells.add(result == null ? "" : result.toString());
                cells.add(
                        result == null || result.reference() == null
                                ? ""
                                : ResultTable.inErrors(result, result.reference()));
            }
            cells.add(row.status() == Completion.Status.DONE ? "" : row.word());
            table.row(cells.toArray(String[]::new));
        }
        long converged = completion.rows().stream()
                .filter(row -> row.status() == Completion.Status.DONE)
                .count();
        int points = completion.rows().size();
        StringBuilder out = new StringBuilder("\n").append(table);
        same.forEach(result -> out.append(result.name().replace('_', ' '))
                .append(' ')
                .append(result)
                .append(" at all points\n"));
        Map<String, Set<String>> sources = new LinkedHashMap<>();
        completion.rows().forEach(row -> row.results().forEach(result -> ResultTable.source(result, sources)));
        out.append(ResultTable.lines(sources));
        if (!completion.together().isEmpty()) {
            out.append('\n').append(ResultTable.of(completion.together()));
        }
        out.append(
                converged == points
                        ? "all " + points + " points converged"
                        : (points - converged) + " of " + points + " points NOT CONVERGED");
        out.append(String.format(Locale.ROOT, ", %.1f s", completion.seconds()));
        if (!completion.sweep().keys().contains("seed")) {
            out.append(", seed ")
                    .append(completion.sweep().points().getFirst().study().seed());
        }
        out.append('\n');
        out.append("results  ").append(completion.folder()).append('\n');
        if (completion.report() != null) {
            out.append("report   ").append(completion.report()).append('\n');
        }
        return out.toString();
    }

    /// What does not depend on the point, as energies of simpler theories where models are compared.
    private static List<Result> same(SweepCompletion completion) {
        List<SweepCompletion.Row> rows = completion.rows().stream()
                .filter(row -> !row.results().isEmpty())
                .toList();
        if (rows.size() < 2) {
            return List.of();
        }
        return rows.getFirst().results().stream()
                .filter(result -> rows.stream()
                        .map(row -> find(row.results(), result.name()))
                        .allMatch(other -> other != null && other.mean() == result.mean()))
                .toList();
    }

    /// Those of which something is known first.
    private static List<String> names(SweepCompletion completion, List<Result> same) {
        Set<String> names = new LinkedHashSet<>();
        for (boolean known : new boolean[] {true, false}) {
            for (SweepCompletion.Row row : completion.rows()) {
                for (Result result : row.results()) {
                    if ((result.reference() != null) == known) {
                        names.add(result.name());
                    }
                }
            }
        }
        return names.stream()
                .filter(name -> find(same, name) == null)
                .limit(COLUMNS)
                .toList();
    }

    private static @Nullable Result find(List<Result> results, String name) {
        return results.stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
