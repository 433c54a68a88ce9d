package ansatz.engine.transform;

import ansatz.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/// What the forward Laplacian made of a value.
///
/// @param value the value computed from the jets' own value rows, so that nothing is computed twice
/// @param jet   its derivatives, or null when it does not depend on the coordinates (or only in steps)
record Lifted(Value value, @Nullable Jet jet) {

    static Lifted of(Jet jet) {
        return new Lifted(jet.value(), jet);
    }

    /// The derivatives.
    ///
    /// @throws IllegalStateException if there are none
    Jet derived() {
        if (jet == null) {
            throw new IllegalStateException("an operand without a jet");
        }
        return jet;
    }
}
