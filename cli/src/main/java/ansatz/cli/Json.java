package ansatz.cli;

import ansatz.study.StudyReader;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON that the command line itself makes; the rest comes from the run.
final class Json {
    private Json() {}

    /// The object for a study that cannot be run, with the keys of result.json that it has.
    static String badInput(List<String> lines) {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("schema", StudyReader.SCHEMA_VERSION);
        json.put("status", "bad input");
        json.put("converged", false);
        ArrayNode reasons = json.putArray("reasons");
        lines.forEach(reasons::add);
        json.putArray("estimates");
        return json.toString();
    }
}
