package ansatz.schema;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One key of a record type.
///
/// @param name the name, alike in TOML and in Java
/// @param meaning what it means
/// @param unit its unit, empty for a pure number
/// @param required whether a study has to give it
/// @param type what its value can be
/// @param fallback the value of a study that does not give it; an example if the key is required; null if there is
/// no example
public record KeyType(
        String name,
        String meaning,
        String unit,
        boolean required,
        ValueType type,
        @Nullable Object fallback) {
    /// What is legal and what holds without the key: "a real number above 0, default 1.0".
    public String words() {
        if (required || fallback == null) {
            return type.words() + ", required";
        }
        return type.words() + ", default " + show(fallback);
    }

    /// A value as a person writes it in a study.
    public static String show(Object value) {
        return switch (value) {
            case Enum<?> constant -> '"' + ValueType.Choice.word(constant) + '"';
            case String text -> '"' + text + '"';
            case Double number -> show((double) number);
            case Record record -> table(record);
            case List<?> list -> list.stream().map(KeyType::show).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String show(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        return Double.toString(number).replace('E', 'e');
    }

    private static String table(Record record) {
        Name name = record.getClass().getAnnotation(Name.class);
        // a record without interfaces stands in one place only, where no type is asked for
        boolean typed = name != null
                && Arrays.stream(record.getClass().getInterfaces()).anyMatch(role -> !role.equals(Checked.class));
        List<String> keys = new ArrayList<>();
        if (typed) {
            keys.add("type = \"" + name.value() + '"');
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = Schema.read(component, record);
            if (value != null) {
                keys.add(component.getName() + " = " + show(value));
            }
        }
        return "{ " + String.join(", ", keys) + " }";
    }
}
