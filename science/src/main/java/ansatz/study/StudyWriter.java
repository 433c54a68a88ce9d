package ansatz.study;

import ansatz.schema.KeyType;
import ansatz.schema.Name;
import ansatz.schema.RecordType;
import ansatz.schema.Schema;
import ansatz.schema.ValueType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a study as TOML with every key in it, so that the file says the same under later defaults.
public final class StudyWriter {
    private final Schema schema;

    /// @param schema the types that a study can name
    public StudyWriter(Schema schema) {
        this.schema = schema;
    }

    /// The study as TOML; [StudyReader] reads it back as an equal one.
    ///
    /// @throws IllegalArgumentException if the study is not a tree of records with [ansatz.schema.Key]
    public String toml(Study study) {
        if (!(study instanceof Record record)) {
            throw new IllegalArgumentException(
                    "a " + study.getClass().getName() + " cannot be written as a study, since it is not a record");
        }
        StringBuilder out = new StringBuilder();
        out.append("schema = ").append(StudyReader.SCHEMA_VERSION).append('\n');
        table(out, record, "", true);
        return out.toString();
    }

    private void table(StringBuilder out, Record record, String path, boolean typed) {
        RecordType type = schema.type(record.getClass());
        if (typed) {
            out.append("type = ").append(text(name(record))).append('\n');
        }
        for (KeyType key : type.keys()) {
            if (!(key.type() instanceof ValueType.Table) && !(key.type() instanceof ValueType.Open)) {
                out.append(key.name())
                        .append(" = ")
                        .append(inline(key.type(), read(record, key.name())))
                        .append('\n');
            }
        }
        for (KeyType key : type.keys()) {
            if (key.type() instanceof ValueType.Table || key.type() instanceof ValueType.Open) {
                String at = path.isEmpty() ? key.name() : path + "." + key.name();
                out.append('\n').append('[').append(at).append("]\n");
                table(out, child(read(record, key.name()), at), at, key.type() instanceof ValueType.Open);
            }
        }
    }

    private String inline(ValueType type, Object value) {
        return switch (type) {
            case ValueType.Truth truth -> value.toString();
            case ValueType.Whole whole -> value.toString();
            case ValueType.Real real -> KeyType.show(value);
            case ValueType.Text text -> text((String) value);
            case ValueType.Choice choice -> text(ValueType.Choice.word((Enum<?>) value));
            case ValueType.Table nested -> inlineTable(child(value, "an element"), false);
            case ValueType.Open open -> inlineTable(child(value, "an element"), true);
            case ValueType.Many many ->
                ((List<?>) value)
                        .stream().map(one -> inline(many.element(), one)).collect(Collectors.joining(", ", "[", "]"));
        };
    }

    private String inlineTable(Record record, boolean typed) {
        String keys = schema.type(record.getClass()).keys().stream()
                .map(key -> key.name() + " = " + inline(key.type(), read(record, key.name())))
                .collect(Collectors.joining(", "));
        return "{ " + (typed ? "type = " + text(name(record)) + ", " : "") + keys + " }";
    }

    private static Record child(Object value, String where) {
        if (value instanceof Record record) {
            return record;
        }
        throw new IllegalArgumentException(where + " is a " + value.getClass().getName()
                + ", which cannot be written in a study, since it is not a record");
    }

    private static String name(Record record) {
        Name name = record.getClass().getAnnotation(Name.class);
        if (name == null) {
            throw new IllegalArgumentException(
                    "a " + record.getClass().getName() + " cannot be written in a study, since it has no @Name");
        }
        return name.value();
    }

    private static Object read(Record record, String name) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getName().equals(name)) {
                try {
                    component.getAccessor().setAccessible(true);
                    return component.getAccessor().invoke(record);
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalArgumentException(
                            "cannot read " + name + " of " + record.getClass().getName(), e);
                }
            }
        }
        throw new IllegalArgumentException(record.getClass().getName() + " has no component " + name);
    }

    static String text(String value) {
        StringBuilder out = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else if (c < 0x20 || c == 0x7f) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append('"').toString();
    }
}
