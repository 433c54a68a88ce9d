package ansatz.continuum.model;

import ansatz.engine.trace.Value;

/// A real psi(x) as a formula.
///
/// @param log log |psi|, of shape []
/// @param sign the sign of psi, -1 or 1, of shape []: of a wave function without zeros the constant 1
public record LogPsi(Value log, Value sign) {
    /// A positive psi.
    public static LogPsi positive(Value log) {
        return new LogPsi(log, log.trace().constant(log.shape(), 1));
    }

    /// The product of two wave functions.
    public LogPsi times(LogPsi other) {
        return new LogPsi(log.plus(other.log), sign.times(other.sign));
    }
}
