package ansatz.continuum.problem;

import ansatz.engine.array.Shape;
import ansatz.engine.trace.Value;

/// Checks what a formula of a user gives.
final class Formulas {
    private Formulas() {}

    /// The sum of a formula's values.
    ///
    /// @throws IllegalArgumentException if it does not give one number for each of `count` things
    static Value sum(Value given, int count, String what, String thing) {
        return checked(given, count, what, thing).sum();
    }

    static Value checked(Value given, int count, String what, String thing) {
        if (given.shape().equals(Shape.of())) {
            return given.broadcastTo(Shape.of(count)); // a constant
        }
        if (!given.shape().equals(Shape.of(count))) {
            throw new IllegalArgumentException("a " + what + " gives one number for each " + thing + ", shape "
                    + Shape.of(count) + "; this formula gives " + given.shape());
        }
        return given;
    }
}
