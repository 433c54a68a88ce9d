package ansatz.study;

import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a study that may have a table `[sweep]`, in which keys of the study have a list of values each. Reading
/// never
/// executes code and never makes a file.
public final class SweepReader {
    /// The table of the keys that are swept.
    static final String TABLE = "sweep";

    private final StudyReader studies;

    /// @param schema the types that a study can name
    public SweepReader(Schema schema) {
        this.studies = new StudyReader(schema);
    }

    /// Reads a study with its sweep; a study without one is a sweep of one point and no key.
    ///
    /// @param file the TOML file
    /// @param settings what takes precedence over the file, each `key=value`: a key that is swept in the file is
    /// not
    /// swept then
    /// @throws InvalidInput with everything that is wrong, one line each
    public Sweep read(Path file, List<String> settings) {
        return read(file.toString(), StudyReader.text(file), settings);
    }

    /// Reads a study with its sweep.
    ///
    /// @param source what to call the text in messages
    /// @param text the study as TOML
    /// @param settings what takes precedence over the text
    /// @throws InvalidInput with everything that is wrong, one line each
    public Sweep read(String source, String text, List<String> settings) {
        StudyReader.Draft draft = studies.draft(source, text, settings);
        JsonNode table = draft.tree().remove(TABLE);
        return Sweep.of(draft, table == null ? List.of() : axes(draft, table));
    }

    /// The keys that a table sweeps, with their values.
    ///
    /// @throws InvalidInput with everything that is wrong, one line each
    static List<Sweep.Axis> axes(StudyReader.Draft draft, JsonNode table) {
        Map<String, Sweep.Axis> axes = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        axes(draft, table, "", axes, lines);
        overlaps(
                draft.source(),
                axes.values().stream().flatMap(axis -> axis.keys().stream()).toList(),
                lines);
        if (!lines.isEmpty()) {
            throw new InvalidInput(lines);
        }
        return List.copyOf(axes.values());
    }

    /// A table in the sweep is what a dotted key without quotation marks reads as.
    private static void axes(
            StudyReader.Draft draft, JsonNode node, String key, Map<String, Sweep.Axis> axes, List<String> lines) {
        String line = draft.source() + ": " + (key.isEmpty() ? TABLE : TABLE + "." + key);
        if (key.equals(TABLE) || key.startsWith(TABLE + ".")) {
            lines.add(line + " is not possible: a sweep has no sweep in it");
        } else if (node instanceof ObjectNode table) {
            if (table.isEmpty()) {
                lines.add(line
                        + " is an empty table; it must have keys with lists, such as \"problem.field\" = [0.5, 1.0]");
            }
            table.properties()
                    .forEach(entry -> axes(
                            draft, entry.getValue(), (key.isEmpty() ? "" : key + ".") + entry.getKey(), axes, lines));
        } else if (key.isEmpty()) {
            lines.add(line + " is " + Binder.show(node)
                    + "; it must be a table of keys with lists, such as \"problem.field\" = [0.5, 1.0]");
        } else if (!node.isArray() || node.isEmpty()) {
            lines.add(line + " is " + Binder.show(node) + "; it must be a list of at least one value");
        } else {
            List<String> keys = Arrays.stream(key.split(",")).map(String::strip).toList();
            List<List<JsonNode>> rows = new ArrayList<>();
            for (JsonNode value : node) {
                List<JsonNode> row = new ArrayList<>();
                if (keys.size() == 1) {
                    row.add(value);
                } else if (value.isArray() && value.size() == keys.size()) {
                    value.forEach(row::add);
                } else {
                    lines.add(line + " has " + Binder.show(value) + "; it must have lists of " + keys.size()
                            + " values, one a key");
                }
                if (rows.contains(row)) {
                    lines.add(line + " has " + Binder.show(value) + " twice; each value stands once");
                }
                rows.add(row);
            }
            List<String> set = keys.stream().filter(draft::sets).toList();
            if (set.isEmpty()) {
                axes.put(key, new Sweep.Axis(keys, rows));
            } else if (keys.size() > 1) {
                lines.add(line + " sweeps " + set.getFirst() + " together with other keys; it cannot be set alone");
            }
        }
    }

    private static void overlaps(String source, List<String> keys, List<String> lines) {
        if (Set.copyOf(keys).size() < keys.size()) {
            lines.add(source + ": " + TABLE + " has a key in two places: " + String.join(", ", keys));
        }
        for (String key : keys) {
            for (String inner : keys) {
                if (inner.startsWith(key + ".")) {
                    lines.add(source + ": " + TABLE + "." + inner + " is a part of " + TABLE + "." + key
                            + "; sweep one of them");
                }
            }
        }
    }
}
