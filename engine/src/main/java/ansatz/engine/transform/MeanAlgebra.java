package ansatz.engine.transform;

import ansatz.engine.program.Operation;
import ansatz.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/// Simpler forms of sample means, for [Simplify]: what all samples share is taken out of the mean, and so is what
/// only moves or repeats elements.
final class MeanAlgebra {
    private MeanAlgebra() {}

    /// A simpler form of the sample mean of `x`, or null.
    static @Nullable Value simpler(Simplify s, Value x) {
        if (!x.type().perSample()) {
            return x;
        }
        return switch (s.operation(x)) {
            case Operation.Elementwise e ->
                switch (e.function()) {
                    case NEGATE -> s.emit(e, mean(s, s.operand(x, 0)));
                    case MULTIPLY, ADD, SUBTRACT -> oneShared(s, e, x);
                    case DIVIDE -> s.operand(x, 1).type().perSample() ? null : oneShared(s, e, x);
                    case ABS,
                            SIGN,
                            SQUARE,
                            RECIPROCAL,
                            SQRT,
                            EXP,
                            EXPM1,
                            LOG,
                            LOG1P,
                            SIN,
                            COS,
                            TANH,
                            SIGMOID,
                            SOFTPLUS,
                            LOG_COSH,
                            ERF,
                            NOT,
                            TO_REAL,
                            POWER,
                            MAXIMUM,
                            MINIMUM,
                            ATAN2,
                            LESS,
                            LESS_OR_EQUAL,
                            EQUAL,
                            AND,
                            OR,
                            SELECT -> null;
                };
            case Operation.Contract c -> oneShared(s, c, x);
            case Operation.Reshape r -> s.emit(r, mean(s, s.operand(x, 0)));
            case Operation.Transpose t -> s.emit(t, mean(s, s.operand(x, 0)));
            case Operation.Pad p -> s.emit(p, mean(s, s.operand(x, 0)));
            case Operation.Broadcast b -> s.emit(b, mean(s, s.operand(x, 0)));
            case Operation.Source ignored -> null;
            case Operation.Linear ignored -> null;
            case Operation.Max ignored -> null;
            case Operation.Matrix ignored -> null;
            case Operation.Fused ignored -> null;
            case Operation.SampleMean ignored -> null;
            case Operation.StopGradient ignored -> null;
        };
    }

    /// The operation on the mean of the one operand that is per sample and the other that is shared; null if both
    /// are per sample.
    private static @Nullable Value oneShared(Simplify s, Operation operation, Value x) {
        Value a = s.operand(x, 0);
        Value b = s.operand(x, 1);
        return a.type().perSample() && b.type().perSample() ? null : s.emit(operation, mean(s, a), mean(s, b));
    }

    private static Value mean(Simplify s, Value x) {
        return x.type().perSample() ? s.emit(new Operation.SampleMean(), x) : x;
    }
}
