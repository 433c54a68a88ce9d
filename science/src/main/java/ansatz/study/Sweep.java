package ansatz.study;

import ansatz.schema.InvalidInput;
import ansatz.schema.KeyType;
import ansatz.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One study at several values of some of its keys: a point is the study with these keys set, as `--set` sets them.
/// Several keys make every combination, the last one fastest; keys joined by commas change together.
///
/// ```java
/// Sweep.of(study).over("problem.field", 0.5, 0.75, 1.0).run();
/// ```
public final class Sweep {
    /// More points than anybody waits for are a slip of the keyboard.
    private static final int MOST_POINTS = 10_000;

    private final StudyReader.Draft base;
    private final List<Axis> axes;
    private final List<Point> points;

    private Sweep(StudyReader.Draft base, List<Axis> axes, List<Point> points) {
        this.base = base;
        this.axes = List.copyOf(axes);
        this.points = List.copyOf(points);
    }

    /// Keys that change together.
    ///
    /// @param keys at least one
    /// @param rows the values of the keys, a row a step
    record Axis(List<String> keys, List<List<JsonNode>> rows) {
        /// The keys as they stand in the table of a sweep.
        String name() {
            return String.join(", ", keys);
        }

        /// The rows as they stand there: values where there is one key, else lists.
        List<JsonNode> values(ObjectNode tree) {
            return rows.stream()
                    .map(row ->
                            keys.size() == 1 ? row.getFirst() : tree.arrayNode().addAll(row))
                    .toList();
        }
    }

    /// One point of a sweep.
    ///
    /// @param number from 1
    /// @param values the value of each key, as TOML, in the order of the keys
    /// @param study the study with these values
    public record Point(int number, List<String> values, Study study) {
        public Point {
            values = List.copyOf(values);
        }
    }

    /// What came out at a point.
    ///
    /// @param point the point
    /// @param outcome the result, without estimates if the point failed
    /// @param failure what went wrong, empty if nothing
    public record Answer(Point point, Outcome outcome, String failure) {}

    /// A study of which no key is swept yet.
    ///
    /// @throws InvalidInput if a key of the study is not legal
    public static Sweep of(Study study) {
        Schema schema = Schema.installed();
        return of(new StudyReader(schema).draft("in Java", new StudyWriter(schema).toml(study), List.of()), List.of());
    }

    /// @throws InvalidInput with everything that is wrong at any point, one line each
    static Sweep of(StudyReader.Draft base, List<Axis> axes) {
        double count = axes.stream().mapToDouble(axis -> axis.rows().size()).reduce(1, (a, b) -> a * b);
        if (count > MOST_POINTS) {
            throw new InvalidInput(String.format(
                    Locale.ROOT,
                    "%s: %s has %.0f points; it can have at most %d",
                    base.source(),
                    SweepReader.TABLE,
                    count,
                    MOST_POINTS));
        }
        List<Map<String, JsonNode>> all = List.of(Map.of());
        for (Axis axis : axes) {
            var next = new ArrayList<Map<String, JsonNode>>();
            for (Map<String, JsonNode> values : all) {
                for (List<JsonNode> row : axis.rows()) {
                    var more = new LinkedHashMap<>(values);
                    for (int k = 0; k < row.size(); k++) {
                        more.put(axis.keys().get(k), row.get(k));
                    }
                    next.add(more);
                }
            }
            all = next;
        }
        Set<String> lines = new LinkedHashSet<>(); // most mistakes are those of all points
        var points = new ArrayList<Point>();
        for (Map<String, JsonNode> values : all) {
            try {
                points.add(new Point(
                        points.size() + 1,
                        values.values().stream().map(TomlTree::inline).toList(),
                        at(base, values)));
            } catch (InvalidInput e) {
                lines.addAll(e.lines());
            }
        }
        if (!lines.isEmpty()) {
            throw new InvalidInput(List.copyOf(lines));
        }
        return new Sweep(base, axes, points);
    }

    /// The same sweep with each of its points at several values of one more key.
    ///
    /// @param key as in a study file, such as "problem.field"; several that change together are joined by commas
    /// @param values numbers, truth values, texts, records that a study can name, or lists of these; a list of as
    /// many
    /// as there are keys where several change together
    /// @throws InvalidInput if a point is not legal, or no value is given
    public Sweep over(String key, Object... values) {
        String list = KeyType.show(Arrays.asList(values));
        ObjectNode table = base.tree().objectNode();
        axes.forEach(axis -> table.putArray(axis.name()).addAll(axis.values(table)));
        table.set(key, base.parse("values = " + list).get("values"));
        return of(base, SweepReader.axes(base, table));
    }

    /// What the sweep is about: the title of its study.
    public String title() {
        return points.getFirst().study().title();
    }

    /// The keys that are swept.
    public List<String> keys() {
        return axes.stream().flatMap(axis -> axis.keys().stream()).toList();
    }

    /// Whether another sweep has the same keys at the same values.
    boolean samePoints(Sweep other) {
        return axes.equals(other.axes);
    }

    /// The points, in order.
    public List<Point> points() {
        return points;
    }

    /// The key against which results are drawn: the last one that changes alone and has several values, all of them
    /// numbers; null if there is none.
    @Nullable
    String abscissa() {
        return axes.reversed().stream()
                .filter(axis -> axis.keys().size() == 1
                        && axis.rows().size() > 1
                        && axis.rows().stream().allMatch(row -> row.getFirst().isNumber()))
                .map(axis -> axis.keys().getFirst())
                .findFirst()
                .orElse(null);
    }

    /// The values of a key that changes alone; none of another.
    List<JsonNode> values(String key) {
        return axes.stream()
                .filter(axis -> axis.keys().equals(List.of(key)))
                .flatMap(axis -> axis.rows().stream())
                .map(List::getFirst)
                .toList();
    }

    /// The values of all keys at a point.
    Map<String, JsonNode> values(Point point) {
        var reversed = new LinkedHashMap<String, JsonNode>();
        int rest = point.number() - 1;
        for (Axis axis : axes.reversed()) {
            List<JsonNode> row = axis.rows().get(rest % axis.rows().size());
            rest /= axis.rows().size();
            for (int k = row.size() - 1; k >= 0; k--) {
                reversed.put(axis.keys().get(k), row.get(k));
            }
        }
        return reversed.reversed();
    }

    /// The study at other values than those of the points, if it is legal there.
    Optional<Study> at(Map<String, JsonNode> values) {
        try {
            return Optional.of(at(base, values));
        } catch (InvalidInput e) {
            return Optional.empty();
        }
    }

    private static Study at(StudyReader.Draft base, Map<String, JsonNode> values) {
        return base.with(values, base.source() + ": " + SweepReader.TABLE).study();
    }

    /// The sweep as TOML, which [SweepReader] reads back as the same one: the keys on which all points agree,
    /// defaults
    /// too, and the table of those that are swept.
    String toml(Schema schema) {
        var reader = new StudyReader(schema);
        var writer = new StudyWriter(schema);
        @Nullable ObjectNode common = null;
        for (Point point : points) {
            ObjectNode tree = reader.parse(base.source(), writer.toml(point.study()));
            common = common == null ? tree : common(common, tree);
        }
        if (common == null) {
            throw new IllegalStateException("a sweep without a point");
        }
        for (String key : keys()) {
            remove(common, List.of(key.split("\\.")));
        }
        ObjectNode table = common.putObject(SweepReader.TABLE);
        axes.forEach(axis -> table.putArray(axis.name()).addAll(axis.values(table)));
        return TomlTree.text(common);
    }

    private static ObjectNode common(ObjectNode one, ObjectNode other) {
        var both = one.objectNode();
        one.properties().forEach(entry -> {
            JsonNode a = entry.getValue();
            JsonNode b = other.get(entry.getKey());
            if (a instanceof ObjectNode left && b instanceof ObjectNode right) {
                both.set(entry.getKey(), common(left, right));
            } else if (a.equals(b)) {
                both.set(entry.getKey(), a);
            }
        });
        return both;
    }

    private static void remove(ObjectNode tree, List<String> path) {
        if (path.size() == 1) {
            tree.remove(path.getFirst());
        } else if (tree.get(path.getFirst()) instanceof ObjectNode child) {
            remove(child, path.subList(1, path.size()));
        }
    }

    /// Carries out all points in memory, one after the other, on all processors; [SweepRunner] does it with a
    /// folder. A
    /// point that fails does not stop the others.
    ///
    /// @return a point each, in order
    /// @throws InvalidInput if the memory does not suffice for a point
    public List<Answer> run() {
        points.forEach(point -> Runner.checkMemory("in Java", point.study()));
        Environment environment = Environment.here();
        var answers = new ArrayList<Answer>();
        for (Point point : points) {
            try {
                answers.add(new Answer(point, Runner.compute(point.study(), environment), ""));
            } catch (ComputationFailed e) {
                answers.add(new Answer(point, Outcome.NONE, String.valueOf(e.getMessage())));
            }
        }
        return List.copyOf(answers);
    }
}
