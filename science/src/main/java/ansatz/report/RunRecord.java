package ansatz.report;

import ansatz.statistics.Check;
import ansatz.study.Curve;
import ansatz.study.Picture;
import ansatz.study.Result;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the folder of a run holds, as far as it was written.
///
/// @param title what the study is about
/// @param status how the run ended
/// @param reasons why it is not converged, or what went wrong
/// @param checks what the verdict looked at; empty where it is not known
/// @param results the estimates, the most important first; empty while there is no result
/// @param curves estimates that depend on a position
/// @param pictures figures that the study asks for
/// @param chainMeans the mean of each chain, by the name of the result
/// @param phases the metrics of each phase, in order
/// @param study the text of study.toml, empty if there is none
/// @param environment what the machine was, key and value as text, in order
/// @param seconds how long the run took, NaN if not known
/// @param peakMemory the most memory that its process held, in bytes, NaN if not known
/// @param seed the seed, null if not known
/// @param notes what could not be read
record RunRecord(
        String title,
        Status status,
        List<String> reasons,
        List<Check> checks,
        List<Result> results,
        List<Curve> curves,
        List<Picture> pictures,
        Map<String, double[]> chainMeans,
        List<Phase> phases,
        String study,
        Map<String, String> environment,
        double seconds,
        double peakMemory,
        @Nullable Long seed,
        List<String> notes) {

    /// How a run ended, with the headline that says it.
    enum Status {
        CONVERGED("Converged", "good"),
        NOT_CONVERGED("NOT CONVERGED", "bad"),
        FAILED("FAILED", "bad"),
        INTERRUPTED("Interrupted", "open"),
        UNFINISHED("No result yet", "open");

        private final String headline;
        private final String style;

        Status(String headline, String style) {
            this.headline = headline;
            this.style = style;
        }

        String headline() {
            return headline;
        }

        /// The class in the style sheet.
        String style() {
            return style;
        }
    }

    /// @param name such as "optimise" or "evaluate"
    /// @param metrics each quantity against the step, in the order of the file
    /// @param units the unit of each quantity that has one
    record Phase(String name, Map<String, Series> metrics, Map<String, String> units) {}
}
