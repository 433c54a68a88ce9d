package ansatz.cli;

import ansatz.study.Completion;
import ansatz.study.SweepCompletion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What the command line says when its work has ended.
///
/// @param status how it ended
/// @param json the result as one JSON object, on one line
/// @param table the result for a person, with its line breaks; empty if there is none
/// @param messages what else a person should know, a line each
record Ending(Completion.Status status, Supplier<String> json, String table, List<String> messages) {
    static Ending of(Completion completion) {
        var messages = new ArrayList<String>();
        if (!completion.message().isEmpty()) {
            messages.add(completion.message());
        }
        if (completion.outcome() == null && completion.report() != null) {
            messages.add("report   " + completion.report());
        }
        String table = completion.outcome() == null ? "" : ResultTable.of(completion, completion.outcome());
        return new Ending(completion.status(), completion::json, table, messages);
    }

    static Ending of(SweepCompletion completion) {
        List<String> messages = completion.message().isEmpty() ? List.of() : List.of(completion.message());
        return new Ending(completion.status(), completion::json, SweepTable.of(completion), messages);
    }
}
