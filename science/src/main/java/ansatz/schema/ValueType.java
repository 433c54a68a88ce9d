package ansatz.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a key's value can be.
public sealed interface ValueType {
    /// `true` or `false`.
    record Truth() implements ValueType {}

    /// An integer: a Java `int` or `long`.
    ///
    /// @param range the legal values
    /// @param wide whether it is a `long`
    record Whole(Range range, boolean wide) implements ValueType {}

    /// A finite real number: a Java `double`.
    ///
    /// @param range the legal values
    record Real(Range range) implements ValueType {}

    /// A text: a Java `String`.
    ///
    /// @param length how many characters it may have
    record Text(Range length) implements ValueType {}

    /// One of a few words: a Java enum.
    ///
    /// @param constants the enum's class
    record Choice(Class<? extends Enum<?>> constants) implements ValueType {
        /// The word for a constant: `FREE_ENDS` is "free-ends".
        public static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The constant of a word.
        ///
        /// @return null if there is none
        public @Nullable Enum<?> constant(String word) {
            return Arrays.stream(constants.getEnumConstants())
                    .filter(constant -> word(constant).equals(word))
                    .findFirst()
                    .orElse(null);
        }
    }

    /// A table with fixed keys: a Java record.
    ///
    /// @param record the record's class
    /// @param shorthand what may stand in place of the table, null if nothing may
    record Table(Class<? extends Record> record, @Nullable ValueType shorthand) implements ValueType {}

    /// A table whose key `type` says which keys it has: a Java interface.
    ///
    /// @param types the interface
    /// @param names the types known, sorted
    record Open(Class<?> types, List<String> names) implements ValueType {}

    /// A list of values of one type.
    ///
    /// @param element what each element can be
    record Many(ValueType element) implements ValueType {}

    /// What is legal, in words: "a real number above 0".
    default String words() {
        return switch (this) {
            case Truth truth -> "true or false";
            case Whole whole -> "an integer" + (whole.wide() ? whole.range() : narrow(whole.range())).words(true);
            case Real real -> "a real number" + real.range().words(false);
            case Text text ->
                "a text"
                        + (text.length().equals(Range.ALL)
                                ? ""
                                : ", its length" + text.length().words(true));
            case Choice choice ->
                Arrays.stream(choice.constants().getEnumConstants())
                        .map(constant -> quote(Choice.word(constant)))
                        .collect(Collectors.joining(" or "));
            case Table table -> {
                Name name = table.record().getAnnotation(Name.class);
                String text = name == null ? "a table" : "a table of the keys of " + quote(name.value());
                ValueType shorthand = table.shorthand();
                yield shorthand == null ? text : shorthand.words() + " or " + text;
            }
            case Open open ->
                open.names().isEmpty()
                        ? "a table with a type, of which none is known"
                        : "a table with type = "
                                + open.names().stream().map(ValueType::quote).collect(Collectors.joining(" or "));
            case Many many -> "a list, each element " + many.element().words();
        };
    }

    /// Whether a Java value of the right class is in the legal range. Tables are not looked into.
    default boolean legal(Object value) {
        return switch (this) {
            case Truth truth -> true;
            case Whole whole -> whole.range().contains(((Number) value).doubleValue());
            case Real real -> real.range().contains((double) value);
            case Text text -> text.length().contains(((String) value).length());
            case Choice choice -> true;
            case Table table -> true;
            case Open open -> true;
            case Many many -> ((List<?>) value).stream().allMatch(many.element()::legal);
        };
    }

    private static Range narrow(Range range) {
        // Without a bound of its own an int still cannot hold 3e9: the message has to say so.
        boolean bounded = !Double.isInfinite(range.max()) || !Double.isInfinite(range.below());
        return bounded ? range : new Range(range.min(), Integer.MAX_VALUE, range.above(), range.below());
    }

    private static String quote(String word) {
        return '"' + word + '"';
    }
}
