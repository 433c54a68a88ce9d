package ansatz.study;

import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What differs between the study of a run and the one as which it is to go on.
final class Changes {
    private final List<Adjustable> adjustable;
    private final Set<String> keys;

    private Changes(List<Adjustable> adjustable, Set<String> keys) {
        this.adjustable = adjustable;
        this.keys = keys;
    }

    static Changes between(Schema schema, Study before, Study after) {
        Map<String, JsonNode> old = leaves(schema, before);
        Map<String, JsonNode> now = leaves(schema, after);
        var keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        keys.removeIf(key -> old.containsKey(key) && old.get(key).equals(now.get(key)));
        return new Changes(after.adjustable(before), keys);
    }

    boolean none() {
        return keys.isEmpty();
    }

    /// @param folder the folder of the run
    /// @throws InvalidInput if a key is not one that may change on the way
    void requireLegal(Path folder) {
        List<String> others = keys.stream()
                .filter(key -> adjustable.stream().noneMatch(some -> some.holds(key)))
                .toList();
        if (!others.isEmpty()) {
            throw new InvalidInput(folder + ": " + String.join(", ", others)
                    + " cannot change when a run goes on, since the steps made depend on it; what can: " + names()
                    + "; begin anew with: ansatz run " + folder.resolve(RunFolder.STUDY) + " --set ...");
        }
    }

    /// Whether the changed study would have made the same steps up to here.
    boolean agree(String phase, long step) {
        return keys.stream()
                .allMatch(key -> adjustable.stream()
                        .anyMatch(some -> some.holds(key) && some.untouched().upTo(phase, step)));
    }

    /// What the changed keys must be, for a message: empty if anything.
    String rules() {
        return adjustable.stream()
                .filter(some -> !some.rule().isEmpty() && keys.stream().anyMatch(some::holds))
                .map(Adjustable::rule)
                .collect(Collectors.joining("; "));
    }

    private String names() {
        return adjustable.stream()
                .flatMap(some -> some.keys().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Map<String, JsonNode> leaves(Schema schema, Study study) {
        var leaves = new TreeMap<String, JsonNode>();
        add(leaves, "", new StudyReader(schema).parse("", new StudyWriter(schema).toml(study)));
        return leaves;
    }

    private static void add(Map<String, JsonNode> leaves, String path, ObjectNode table) {
        table.properties().forEach(entry -> {
            String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (entry.getValue() instanceof ObjectNode child) {
                add(leaves, key, child);
            } else {
                leaves.put(key, entry.getValue());
            }
        });
    }
}
