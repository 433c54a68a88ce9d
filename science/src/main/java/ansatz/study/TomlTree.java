package ansatz.study;

import ansatz.schema.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A tree of keys as TOML.
final class TomlTree {
    private TomlTree() {}

    /// A table with the tables in it, each under a header of its own.
    static String text(ObjectNode tree) {
        var out = new StringBuilder();
        table(out, tree, "");
        return out.toString();
    }

    /// A value on one line.
    static String inline(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                value.properties().stream()
                        .map(entry -> key(entry.getKey()) + " = " + inline(entry.getValue()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
            case ARRAY -> {
                List<String> elements = new ArrayList<>();
                value.forEach(element -> elements.add(inline(element)));
                yield "[" + String.join(", ", elements) + "]";
            }
            case STRING -> StudyWriter.text(value.stringValue());
            case NUMBER -> value.isFloatingPointNumber() ? KeyType.show(Binder.real(value)) : value.toString();
            default -> value.toString();
        };
    }

    private static void table(StringBuilder out, ObjectNode table, String path) {
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            if (!entry.getValue().isObject()) {
                out.append(key(entry.getKey()))
                        .append(" = ")
                        .append(inline(entry.getValue()))
                        .append('\n');
            }
        }
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            if (entry.getValue() instanceof ObjectNode child) {
                String at = (path.isEmpty() ? "" : path + ".") + key(entry.getKey());
                out.append("\n[").append(at).append("]\n");
                table(out, child, at);
            }
        }
    }

    private static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : StudyWriter.text(name);
    }
}
