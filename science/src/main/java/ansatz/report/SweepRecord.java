package ansatz.report;

import ansatz.study.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the folder of a sweep holds, as far as it was written.
///
/// @param title what the sweep is about
/// @param status how it ended
/// @param keys the keys that are swept
/// @param abscissa the key against which results are drawn, null if there is none
/// @param unit the unit of the abscissa, empty if it has none or is not known
/// @param marks what is known along the abscissa whatever the result
/// @param points a point each, in order; empty while none has ended
/// @param results what the points tell together
/// @param curves what is known along the abscissa
/// @param study the text of study.toml
/// @param seconds the time of all points, NaN if not known
record SweepRecord(
        String title,
        RunRecord.Status status,
        List<String> keys,
        @Nullable String abscissa,
        String unit,
        List<Mark> marks,
        List<Point> points,
        List<Result> results,
        List<Curve> curves,
        String study,
        double seconds) {

    /// @param folder the folder of its run, a name
    /// @param values the value of each key as text
    /// @param x the value of the abscissa; NaN without one
    /// @param word how it ended, as in result.json
    /// @param converged whether its estimates are to be trusted
    /// @param reasons why they are not, or what went wrong
    /// @param results the estimates, none if it has no result
    record Point(
            String folder,
            Map<String, String> values,
            double x,
            String word,
            boolean converged,
            List<String> reasons,
            List<Result> results) {}

    /// A known place on the abscissa.
    record Mark(String label, double value) {}

    /// @param name of the result
    /// @param others the values of the keys besides the abscissa, as text
    record Curve(String name, Map<String, String> others, Series series) {}

    /// The values that tell lines of one figure apart: those of the keys besides the abscissa.
    Map<String, String> others(Point point) {
        var others = new LinkedHashMap<>(point.values());
        if (abscissa != null) {
            others.remove(abscissa);
        }
        return others;
    }
}
