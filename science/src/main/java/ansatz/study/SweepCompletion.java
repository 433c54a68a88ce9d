package ansatz.study;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How a sweep ended.
///
/// @param folder the folder of the sweep
/// @param sweep the sweep
/// @param rows a row a point, in order
/// @param together what the points tell together; empty while one of them has no result
/// @param message what happened and what to do, one line; empty if nothing is to be said
/// @param report the report to open; null if there is none
public record SweepCompletion(
        Path folder,
        Sweep sweep,
        List<Row> rows,
        List<Result> together,
        String message,
        @Nullable Path report) {
    public SweepCompletion {
        rows = List.copyOf(rows);
        together = List.copyOf(together);
    }

    /// What is known of a point.
    ///
    /// @param point the point
    /// @param folder the folder of its run
    /// @param status how it ended; null if it has not
    /// @param results its estimates, none if there is no result
    /// @param reasons why it is not converged, or what went wrong
    /// @param seconds the time that it took
    public record Row(
            Sweep.Point point,
            Path folder,
            Completion.@Nullable Status status,
            List<Result> results,
            List<String> reasons,
            double seconds) {
        public Row {
            results = List.copyOf(results);
            reasons = List.copyOf(reasons);
        }

        /// The word for its status in result.json.
        public String word() {
            return status == null ? "not begun" : status.word();
        }
    }

    /// The worst of the points: interrupted, failed, not converged, done. A sweep with points that have not begun
    /// is
    /// interrupted.
    public Completion.Status status() {
        return rows.stream()
                .map(row -> row.status() == null ? Completion.Status.INTERRUPTED : row.status())
                .max(Comparator.naturalOrder())
                .orElse(Completion.Status.DONE);
    }

    /// The time that all points have taken.
    public double seconds() {
        return rows.stream().mapToDouble(Row::seconds).sum();
    }

    /// The content of result.json with the folder and the report, on one line.
    public String json() {
        ObjectNode json = new SweepJson(new JsonMapper(), sweep).of(this);
        json.put("folder", folder.toString());
        if (report == null) {
            json.putNull("report");
        } else {
            json.put("report", report.toString());
        }
        return json.toString();
    }
}
