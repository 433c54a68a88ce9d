package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Function;
import ansatz.engine.program.Operation;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Simpler forms of elementwise functions, for [Simplify].
final class ElementwiseAlgebra {
    private ElementwiseAlgebra() {}

    /// A simpler form of `f(x)`, or null.
    static @Nullable Value simpler(Simplify s, Function f, Value[] x) {
        Value simple = switch (f.arity()) {
            case 1 -> one(s, f, x[0]);
            case 2 -> two(s, f, x[0], x[1]);
            // SELECT, the only function of three arguments
            default -> select(s, x);
        };
        return simple != null ? simple : behindBroadcast(s, f, x);
    }

    private static @Nullable Value one(Simplify s, Function f, Value x) {
        Function inner = function(s, x);
        return switch (f) {
            case NEGATE -> {
                if (inner == Function.NEGATE) {
                    yield s.operand(x, 0);
                }
                Double factor = factor(s, x);
                yield factor == null ? null : apply(s, Function.MULTIPLY, s.operand(x, 0), s.number(x, -factor));
            }
            case NOT -> inner == Function.NOT ? s.operand(x, 0) : null;
            case SQUARE, ABS, COS, LOG_COSH ->
                inner == Function.NEGATE || inner == Function.ABS ? apply(s, f, s.operand(x, 0)) : null;
            case SIGN,
                    RECIPROCAL,
                    SQRT,
                    EXP,
                    EXPM1,
                    LOG,
                    LOG1P,
                    SIN,
                    TANH,
                    SIGMOID,
                    SOFTPLUS,
                    ERF,
                    TO_REAL,
                    ADD,
                    SUBTRACT,
                    MULTIPLY,
                    DIVIDE,
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
    }

    private static @Nullable Value two(Simplify s, Function f, Value a, Value b) {
        return switch (f) {
            case ADD -> add(s, a, b);
            case SUBTRACT -> subtract(s, a, b);
            case MULTIPLY -> multiply(s, a, b);
            case DIVIDE -> divide(s, a, b);
            case POWER -> power(s, a, b);
            case NEGATE,
                    ABS,
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
    }

    private static @Nullable Value add(Simplify s, Value a, Value b) {
        if (is(s, a, -0.0)) {
            return b;
        }
        if (is(s, b, -0.0)) {
            return a;
        }
        if (function(s, b) == Function.NEGATE) {
            return apply(s, Function.SUBTRACT, a, s.operand(b, 0));
        }
        if (function(s, a) == Function.NEGATE) {
            return apply(s, Function.SUBTRACT, b, s.operand(a, 0));
        }
        Value joined = IndexAlgebra.joinedBoxes(s, a, b);
        return joined != null ? joined : ordered(s, Function.ADD, a, b);
    }

    private static @Nullable Value subtract(Simplify s, Value a, Value b) {
        if (is(s, b, 0.0)) {
            return a;
        }
        return function(s, b) == Function.NEGATE ? apply(s, Function.ADD, a, s.operand(b, 0)) : null;
    }

    private static @Nullable Value multiply(Simplify s, Value a, Value b) {
        Double number = s.number(b);
        if (number == null) {
            if (s.number(a) != null) {
                return apply(s, Function.MULTIPLY, b, a);
            }
            if (a.equals(b)) {
                return apply(s, Function.SQUARE, a);
            }
            boolean minusA = function(s, a) == Function.NEGATE;
            boolean minusB = function(s, b) == Function.NEGATE;
            if (minusA || minusB) {
                Value product = apply(s, Function.MULTIPLY, minusA ? s.operand(a, 0) : a, minusB ? s.operand(b, 0) : b);
                return minusA && minusB ? product : apply(s, Function.NEGATE, product);
            }
            return ordered(s, Function.MULTIPLY, a, b);
        }
        if (number == 1) {
            return a;
        }
        if (number == -1) {
            return apply(s, Function.NEGATE, a);
        }
        if (function(s, a) == Function.NEGATE) {
            return apply(s, Function.MULTIPLY, s.operand(a, 0), s.number(b, -number));
        }
        if (s.operation(a) instanceof Operation.SparseProduct p) {
            List<SparseMatrix> scaled =
                    p.matrices().stream().map(m -> m.times(number)).toList();
            Value[] operands = new Value[scaled.size()];
            Arrays.setAll(operands, i -> s.operand(a, i));
            return s.emit(new Operation.SparseProduct(scaled, p.shape()), operands);
        }
        Double other = factor(s, a);
        if (other != null && isNormal(number) && isNormal(other) && isNormal(number * other)) {
            return apply(s, Function.MULTIPLY, s.operand(a, 0), s.number(b, number * other));
        }
        return null;
    }

    private static @Nullable Value divide(Simplify s, Value a, Value b) {
        Double divisor = s.number(b);
        if (divisor != null && isPowerOfTwo(divisor) && isNormal(1 / divisor)) {
            return apply(s, Function.MULTIPLY, a, s.number(b, 1 / divisor));
        }
        return is(s, a, 1.0) ? apply(s, Function.RECIPROCAL, b) : null;
    }

    private static @Nullable Value power(Simplify s, Value x, Value exponent) {
        Double p = s.number(exponent);
        if (p == null) {
            return null;
        }
        if (p == 1) {
            return x;
        }
        if (p == 2) {
            return apply(s, Function.SQUARE, x);
        }
        if (p == 3) {
            return apply(s, Function.MULTIPLY, apply(s, Function.SQUARE, x), x);
        }
        if (p == 4) {
            return apply(s, Function.SQUARE, apply(s, Function.SQUARE, x));
        }
        return p == -1 ? apply(s, Function.RECIPROCAL, x) : null;
    }

    private static @Nullable Value select(Simplify s, Value[] x) {
        Double condition = s.number(x[0]);
        if (condition != null) {
            return condition != 0 ? x[1] : x[2];
        }
        if (x[1].equals(x[2])) {
            return x[1];
        }
        return function(s, x[0]) == Function.NOT
                ? s.emit(new Operation.Elementwise(Function.SELECT), s.operand(x[0], 0), x[2], x[1])
                : null;
    }

    /// Addition and multiplication commute: the operand that was recorded first comes first.
    private static @Nullable Value ordered(Simplify s, Function f, Value a, Value b) {
        return a.place() > b.place() ? apply(s, f, b, a) : null;
    }

    /// A function of values that are all repeated along the same axes is repeated itself: f(broadcast a) =
    /// broadcast f(a).
    private static @Nullable Value behindBroadcast(Simplify s, Function f, Value[] x) {
        Operation.Broadcast common = null;
        Shape shape = x[0].shape();
        Value[] inner = new Value[x.length];
        for (int i = 0; i < x.length; i++) {
            if (s.operation(x[i]) instanceof Operation.Broadcast b) {
                if (common != null && !common.equals(b)) {
                    return null;
                }
                common = b;
                inner[i] = s.operand(x[i], 0);
                shape = inner[i].shape();
            } else if (s.number(x[i]) == null) {
                return null;
            }
        }
        if (common == null || shape.size() >= x[0].shape().size()) {
            return null;
        }
        for (int i = 0; i < x.length; i++) {
            Double number = s.number(x[i]);
            if (number != null) {
                inner[i] = s.emit(new Operation.Constant(
                        new double[] {number}, shape, x[i].type().kind()));
            }
        }
        return s.emit(common, s.emit(new Operation.Elementwise(f), inner));
    }

    static Value apply(Simplify s, Function f, Value... x) {
        return s.emit(new Operation.Elementwise(f), x);
    }

    /// The function of which a value is the value, or null.
    static @Nullable Function function(Simplify s, Value x) {
        return s.operation(x) instanceof Operation.Elementwise e ? e.function() : null;
    }

    /// The constant factor of a product, which stands second, or null.
    static @Nullable Double factor(Simplify s, Value x) {
        return function(s, x) == Function.MULTIPLY ? s.number(s.operand(x, 1)) : null;
    }

    private static boolean is(Simplify s, Value x, double number) {
        Double found = s.number(x);
        return found != null && Double.doubleToRawLongBits(found) == Double.doubleToRawLongBits(number);
    }

    private static boolean isNormal(double x) {
        return Math.abs(x) >= Double.MIN_NORMAL && Double.isFinite(x);
    }

    private static boolean isPowerOfTwo(double x) {
        return isNormal(x) && (Double.doubleToRawLongBits(x) & 0xFFFFFFFFFFFFFL) == 0;
    }
}
