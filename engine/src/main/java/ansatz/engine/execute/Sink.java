package ansatz.engine.execute;

/// Where a per-sample value ends: in an accumulator for its mean, or in the rows of an output. Reached from the
/// end: the target of a sum's term, of a reshaped value, of a part of a concatenation.
///
/// @param mean   true for an accumulator, false for an output
/// @param output the number of the output; for a mean, none
/// @param target the place of each element: in the accumulator, or in a row of the output
record Sink(boolean mean, int output, View target) {
    Sink with(View other) {
        return new Sink(mean, output, other);
    }
}
