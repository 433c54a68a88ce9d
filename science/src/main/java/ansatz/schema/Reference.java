package ansatz.schema;

import java.util.Locale;

/// A value known from elsewhere that a result can be held against.
///
/// @param value the value, in the unit of the result
/// @param error its standard error, 0 if exact
/// @param kind how it is known
/// @param source where it comes from: the formula and its paper
public record Reference(double value, double error, Kind kind, String source) {
    /// How a value is known.
    public enum Kind {
        /// Somebody has measured or calculated it and told so.
        PUBLISHED,
        /// By a formula, up to rounding: a variational result cannot lie below it.
        EXACT,
        /// By a calculation of another kind that was made here.
        COMPUTED;

        /// As it stands beside a value.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The kind of a word.
        ///
        /// @param word another one than those of the kinds is taken for PUBLISHED, which claims least
        public static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            return PUBLISHED;
        }

        /// How a value is known that is made of two.
        public Kind with(Kind other) {
            return this == other ? this : this == EXACT ? other : other == EXACT ? this : COMPUTED;
        }
    }

    /// An exact value by a formula of `source`.
    public static Reference exact(double value, String source) {
        return new Reference(value, 0.0, Kind.EXACT, source);
    }

    /// A published value with its error.
    public static Reference published(double value, double error, String source) {
        return new Reference(value, error, Kind.PUBLISHED, source);
    }

    /// Whether the value is exact, so that a variational result cannot lie below it.
    public boolean exact() {
        return kind == Kind.EXACT;
    }
}
