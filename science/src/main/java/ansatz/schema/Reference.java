package ansatz.schema;

/// A value known from elsewhere that a result can be held against.
///
/// @param value the value, in the unit of the result
/// @param error its standard error, 0 if exact
/// @param exact whether the value is exact (up to rounding), so that a variational result cannot lie below it
/// @param source where it comes from: the formula and its paper
public record Reference(double value, double error, boolean exact, String source) {
    /// An exact value by a formula of `source`.
    public static Reference exact(double value, String source) {
        return new Reference(value, 0.0, true, source);
    }

    /// A published value with its error.
    public static Reference published(double value, double error, String source) {
        return new Reference(value, error, false, source);
    }
}
