package ansatz.study;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How a run ended.
///
/// @param status done, or why not
/// @param folder the folder of the run
/// @param study the study
/// @param outcome the result; null if there is none, since the run failed or was interrupted
/// @param message what happened and what to do, one line; empty if the run is done
/// @param seconds the time that the run has taken, with earlier parts
/// @param report the report to open; null if there is none
public record Completion(
        Status status,
        Path folder,
        Study study,
        @Nullable Outcome outcome,
        String message,
        double seconds,
        @Nullable Path report) {
    /// The content of result.json with the folder and the report, on one line.
    public String json() {
        Outcome result = outcome == null ? Outcome.NONE : outcome;
        List<String> failures = message.isEmpty() ? List.of() : List.of(message);
        ObjectNode json = new RunJson(new JsonMapper()).result(study, status, result, failures, seconds);
        json.put("folder", folder.toString());
        if (report == null) {
            json.putNull("report");
        } else {
            json.put("report", report.toString());
        }
        return json.toString();
    }

    /// How a run ends.
    public enum Status {
        /// It has a converged result.
        DONE("done"),
        /// It has a result that is not to be trusted, for the reasons that the outcome gives.
        NOT_CONVERGED("not converged"),
        /// It could not go on; its last good state is in the folder.
        FAILED("failed"),
        /// It was told to stop, and can be resumed.
        INTERRUPTED("interrupted");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /// The word in result.json.
        public String word() {
            return word;
        }
    }
}
