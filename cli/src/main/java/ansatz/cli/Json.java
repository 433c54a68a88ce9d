package ansatz.cli;

import ansatz.study.StudyReader;
import java.util.List;
import java.util.stream.Collectors;

/// The JSON that the command line itself makes; the rest comes from the run.
final class Json {
    private Json() {}

    /// The object for a study that cannot be run.
    static String badInput(List<String> lines) {
        return "{\"schema\":" + StudyReader.SCHEMA_VERSION
                + ",\"status\":\"bad input\",\"converged\":false,\"reasons\":" + list(lines) + ",\"estimates\":[]}";
    }

    static String list(List<String> texts) {
        return texts.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
    }

    static String text(String value) {
        StringBuilder out = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x20 || c == 0x7f || Character.isSurrogate((char) c)) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
