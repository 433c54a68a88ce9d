package ansatz.study;

import ansatz.schema.KeyType;
import ansatz.schema.Nearest;
import ansatz.schema.Problems;
import ansatz.schema.RecordType;
import ansatz.schema.Schema;
import ansatz.schema.ValueType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Turns the tree of a TOML file into the tree of records that it means, and reports everything that does not fit.
///
/// After a problem it goes on with a null in that place, so that one reading reports all problems; a record with
/// such a hole is never made.
final class Binder {
    private record Unknown(String prefix, String name, RecordType type) {}

    private final Schema schema;
    private final Problems problems;
    private final Map<String, KeyType> known = new LinkedHashMap<>();
    private final List<Unknown> unknown = new ArrayList<>();

    Binder(Schema schema, Problems problems) {
        this.schema = schema;
        this.problems = problems;
    }

    /// The study of a tree, or null if there is none and the problems say why.
    @Nullable
    Object study(ObjectNode tree) {
        String meant = meant(tree);
        if (meant != null) {
            problems.add("type", "is missing; for this problem it must be \"" + meant + '"');
            return null;
        }
        RecordType standard = schema.type(Study.class, StudyReader.DEFAULT_TYPE);
        Object study = open(Study.class, tree, "", standard);
        unknown.forEach(this::reportUnknown);
        return unknown.isEmpty() ? study : null;
    }

    /// The type of study that a tree without one means by its problem; null where the usual type, or none, has it.
    private @Nullable String meant(ObjectNode tree) {
        if (tree.has("type")
                || !(tree.get("problem") instanceof ObjectNode problem)
                || !(problem.get("type") instanceof JsonNode name)
                || !name.isString()) {
            return null;
        }
        String meant = null;
        for (RecordType type : schema.types()) {
            KeyType key = Study.class.isAssignableFrom(type.java()) ? type.key("problem") : null;
            if (key != null
                    && key.type() instanceof ValueType.Open open
                    && open.names().contains(name.stringValue())) {
                if (type.name().equals(StudyReader.DEFAULT_TYPE)) {
                    return null;
                }
                meant = type.name();
            }
        }
        return meant;
    }

    /// A node as a person writes it, short.
    static String show(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> {
                String text = node.stringValue();
                String head = text.length() > 40 ? text.substring(0, 40) + "..." : text;
                yield '"' + head.replaceAll("\\p{Cntrl}", " ") + "\" (a text)";
            }
            case OBJECT -> "a table";
            case ARRAY -> node.isEmpty() ? "an empty list" : "a list";
            case NUMBER -> {
                String text = node.isFloatingPointNumber() ? KeyType.show(real(node)) : node.toString();
                yield text.length() > 40 ? text.substring(0, 40) + "..." : text;
            }
            default -> node.toString();
        };
    }

    private @Nullable Object open(Class<?> role, ObjectNode table, String path, @Nullable RecordType standard) {
        String at = path.isEmpty() ? "type" : path + ".type";
        String legal = schema.names(role).stream().map(name -> '"' + name + '"').collect(Collectors.joining(" or "));
        JsonNode name = table.get("type");
        RecordType type;
        if (name == null) {
            if (standard == null) {
                problems.add(at, "is missing; it must be " + legal);
                return null;
            }
            String meant = meant(role, table, standard);
            if (meant != null) {
                problems.add(at, meant);
                return null;
            }
            type = standard;
        } else if (!name.isString()) {
            problems.add(at, "is " + show(name) + "; it must be " + legal);
            return null;
        } else {
            type = schema.type(role, name.stringValue());
            if (type == null) {
                String near = Nearest.to(name.stringValue(), schema.names(role));
                problems.add(
                        at,
                        "is " + show(name) + "; it must be " + legal
                                + (near == null ? "" : "; did you mean \"" + near + "\"?"));
                return null;
            }
        }
        return record(type, table, path, true);
    }

    /// What is to be said of a table without a type whose keys belong to another type than the one it stands for
    /// then:
    /// one line rather than one a key. Null where there is nothing to say.
    private @Nullable String meant(Class<?> role, ObjectNode table, RecordType standard) {
        for (String key : table.propertyNames()) {
            if (standard.key(key) == null && Nearest.to(key, List.of("type")) != null) {
                return null; // the type is misspelt, which is said elsewhere
            }
        }
        for (String key : table.propertyNames()) {
            for (String other : schema.names(role)) {
                RecordType type = schema.type(role, other);
                if (standard.key(key) == null && type != null && type.key(key) != null) {
                    return "is missing, which stands for \"" + standard.name() + "\"; " + key + " is a key of \""
                            + other + "\"";
                }
            }
        }
        return null;
    }

    private @Nullable Object record(RecordType type, ObjectNode table, String path, boolean hasType) {
        String prefix = path.isEmpty() ? "" : path + ".";
        if (hasType && table.get("type") == null) {
            // with the type misspelt, its keys would be looked for in another one
            for (String name : table.propertyNames()) {
                if (type.key(name) == null && Nearest.to(name, List.of("type")) != null) {
                    problems.add(prefix + printable(name), "is not a key; did you mean " + prefix + "type?");
                    return null;
                }
            }
        }
        type.keys().forEach(key -> known.put(prefix + key.name(), key));
        List<@Nullable Object> values = new ArrayList<>();
        for (KeyType key : type.keys()) {
            values.add(value(key, table.get(key.name()), prefix + key.name()));
        }
        for (String name : table.propertyNames()) {
            if (type.key(name) == null && !(hasType && name.equals("type"))) {
                unknown.add(new Unknown(prefix, name, type));
            }
        }
        return values.contains(null) ? null : construct(type, values, path);
    }

    private @Nullable Object value(KeyType key, @Nullable JsonNode node, String path) {
        if (node == null) {
            if (key.required()) {
                problems.add(path, "is missing; it must be " + key.type().words());
                return null;
            }
            return key.fallback();
        }
        Object value = value(key, key.type(), node, path);
        if (value != null && !key.type().legal(value)) {
            problems.add(path, Schema.illegal(key, show(node)));
            return null;
        }
        return value;
    }

    private @Nullable Object value(KeyType key, ValueType type, JsonNode node, String path) {
        Object value = switch (type) {
            case ValueType.Truth truth -> node.isBoolean() ? node.booleanValue() : null;
            case ValueType.Whole whole -> whole(node, whole.wide());
            case ValueType.Real real -> node.isNumber() ? (Double) real(node) : null;
            case ValueType.Text text -> node.isString() ? node.stringValue() : null;
            case ValueType.Choice choice -> node.isString() ? choice.constant(node.stringValue()) : null;
            case ValueType.Table nested -> table(key, nested, node, path);
            case ValueType.Open open -> {
                if (node.isString()) {
                    yield ofDefaults(key, open, node, path);
                }
                if (node instanceof ObjectNode table) {
                    RecordType standard = !key.required() && key.fallback() instanceof Record fallback
                            ? schema.type(fallback.getClass())
                            : null;
                    yield open(open.types(), table, path, standard);
                }
                problems.add(path, Schema.illegal(key, show(node)));
                yield null;
            }
            case ValueType.Many many -> node.isArray() ? list(key, many.element(), node, path) : null;
        };
        boolean reported = type instanceof ValueType.Table
                || type instanceof ValueType.Open
                || (type instanceof ValueType.Many && node.isArray());
        if (value == null && !reported) {
            problems.add(path, Schema.illegal(key, show(node)));
        }
        return value;
    }

    /// A text in place of a table names its type, with all keys by default.
    private @Nullable Object ofDefaults(KeyType key, ValueType.Open open, JsonNode node, String path) {
        RecordType type = schema.type(open.types(), node.stringValue());
        if (type == null) {
            String near = Nearest.to(node.stringValue(), open.names());
            String illegal = key.type().equals(open)
                    ? Schema.illegal(key, show(node))
                    : "is " + show(node) + "; it must be " + open.words();
            problems.add(path, illegal + (near == null ? "" : "; did you mean \"" + near + "\"?"));
            return null;
        }
        return record(type, JsonNodeFactory.instance.objectNode(), path, true);
    }

    private @Nullable Object table(KeyType key, ValueType.Table type, JsonNode node, String path) {
        if (node instanceof ObjectNode table) {
            RecordType keys = !key.required() && key.fallback() instanceof Record fallback
                    ? schema.type(fallback)
                    : schema.type(type.record());
            return record(keys, table, path, false);
        }
        ValueType shorthand = type.shorthand();
        if (shorthand == null) {
            problems.add(path, Schema.illegal(key, show(node)));
            return null;
        }
        Object value = value(key, shorthand, node, path); // which reports what does not fit
        if (value == null) {
            return null;
        }
        try {
            return schema.expand(type.record(), value);
        } catch (IllegalArgumentException refused) {
            problems.add(path, "is not possible: " + firstLine(refused));
            return null;
        }
    }

    private @Nullable List<Object> list(KeyType key, ValueType element, JsonNode node, String path) {
        List<Object> values = new ArrayList<>();
        boolean whole = true;
        for (int i = 0; i < node.size(); i++) {
            Object value = value(key, element, node.get(i), path + "[" + i + "]");
            if (value == null) {
                whole = false;
            } else {
                values.add(value);
            }
        }
        return whole ? List.copyOf(values) : null;
    }

    /// A number as a double; infinite if it is beyond all doubles, where the node itself would throw.
    static double real(JsonNode node) {
        if (node.isBigDecimal()) {
            return node.decimalValue().doubleValue();
        }
        return node.isBigInteger() ? node.bigIntegerValue().doubleValue() : node.doubleValue();
    }

    private static @Nullable Object whole(JsonNode node, boolean wide) {
        if (!node.isIntegralNumber()) {
            return null;
        }
        if (wide) {
            return node.canConvertToLong() ? (Object) node.longValue() : null;
        }
        return node.canConvertToInt() ? (Object) node.intValue() : null;
    }

    private @Nullable Object construct(RecordType type, List<@Nullable Object> values, String path) {
        Class<?>[] signature = Arrays.stream(type.java().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = type.java().getDeclaredConstructor(signature);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                // A constructor that refuses what the annotations allow, such as keys that contradict one another.
                problems.add(path.isEmpty() ? "the study" : path, "is not possible: " + firstLine(refused));
                return null;
            }
            throw new IllegalStateException("making a " + type.name() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "cannot make a " + type.java().getName()
                            + ": its package must be exported or opened to module ansatz",
                    e);
        }
    }

    private void reportUnknown(Unknown key) {
        List<String> names = key.type().keys().stream().map(KeyType::name).toList();
        String near = Nearest.to(key.name(), names);
        String meant = near == null ? null : key.prefix() + near;
        if (meant == null) {
            // the right key in the wrong table, but not that of the table in which it stands
            meant = known.keySet().stream()
                    .filter(path -> !key.prefix().startsWith(path + "."))
                    .filter(path -> path.substring(path.lastIndexOf('.') + 1).equalsIgnoreCase(key.name()))
                    .findFirst()
                    .orElse(null);
        }
        KeyType type = meant == null ? null : known.get(meant);
        String text = "is not a key of \"" + key.type().name() + "\"; "
                + (type == null
                        ? "its keys are " + String.join(", ", names)
                        : "did you mean " + meant + "?"
                                + (type.words().length() > 200 ? "" : " (" + type.words() + ")"));
        problems.add(key.prefix() + printable(key.name()), text);
    }

    private static String printable(String name) {
        String head = name.length() > 40 ? name.substring(0, 40) + "..." : name;
        return head.replaceAll("\\p{Cntrl}", " ");
    }

    private static String firstLine(RuntimeException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
