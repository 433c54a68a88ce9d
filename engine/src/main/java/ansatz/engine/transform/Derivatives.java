package ansatz.engine.transform;

import ansatz.engine.program.Function;
import ansatz.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/// The derivatives of the elementwise functions: one row a function.
///
/// At kinks and jumps the answer is a convention: `ABS` has derivative 0 at 0 (the sign); `MAXIMUM` and `MINIMUM`
/// give everything to the second argument on a tie, so that the derivative of `max(x, 0)` at 0 is 0;
/// `SIGN`, comparisons and boolean functions have derivative 0 everywhere. `SQRT`, `LOG` and `RECIPROCAL` at 0 are
/// what IEEE 754 makes of the formula. `POWER` to a constant exponent is differentiable at base 0; with respect
/// to the exponent it needs a positive base.
public final class Derivatives {
    private Derivatives() {}

    /// How a function varies with its arguments.
    public sealed interface Row {}

    /// Derivative zero everywhere.
    public record Flat() implements Row {}

    /// A sum of the arguments with signs: argument `i` enters with `signs[i]`, 1 or -1.
    ///
    /// @param first  the sign of the first argument
    /// @param second the sign of the second argument, or 0 if there is none
    public record Signed(int first, int second) implements Row {}

    /// A smooth function of one argument.
    ///
    /// @param first  f'
    /// @param second f''
    public record Smooth(OfOne first, OfOne second) implements Row {}

    /// A smooth function of two arguments a and b, with its first and second partial derivatives.
    public record SmoothPair(OfTwo a, OfTwo b, OfTwo aa, OfTwo ab, OfTwo bb) implements Row {}

    /// The function equals one of two of its arguments.
    ///
    /// @param yes       the argument that it equals where the condition holds
    /// @param no        the argument that it equals elsewhere
    /// @param condition the condition, a boolean value, of all arguments
    public record Choice(int yes, int no, Condition condition) implements Row {}

    /// A derivative of a function of one argument.
    public interface OfOne {
        /// The derivative at argument `x`, where the function is `y`; null stands for zero.
        @Nullable
        Value at(Value x, Value y);
    }

    /// A partial derivative of a function of two arguments.
    public interface OfTwo {
        /// The derivative at arguments `a` and `b`, where the function is `y`; null stands for zero.
        @Nullable
        Value at(Value a, Value b, Value y);
    }

    /// The condition of a choice.
    public interface Condition {
        /// The condition, a boolean value, at the given arguments.
        Value at(Value... arguments);
    }

    /// The row of a function.
    public static Row of(Function f) {
        return switch (f) {
            case SIGN, NOT, LESS, LESS_OR_EQUAL, EQUAL, AND, OR -> new Flat();
            case TO_REAL -> new Signed(1, 0);
            case NEGATE -> new Signed(-1, 0);
            case ADD -> new Signed(1, 1);
            case SUBTRACT -> new Signed(1, -1);
            case ABS -> new Smooth((x, y) -> x.sign(), (x, y) -> null);
            case SQUARE -> new Smooth((x, y) -> x.times(number(x, 2)), (x, y) -> number(x, 2));
            case RECIPROCAL ->
                new Smooth(
                        (x, y) -> y.square().negate(),
                        (x, y) -> y.square().times(y).times(number(y, 2)));
            case SQRT ->
                new Smooth(
                        (x, y) -> number(y, 0.5).over(y),
                        (x, y) -> number(y, -0.25).over(y.times(x)));
            case EXP -> new Smooth((x, y) -> y, (x, y) -> y);
            case EXPM1 -> new Smooth((x, y) -> x.exp(), (x, y) -> x.exp());
            case LOG ->
                new Smooth(
                        (x, y) -> x.reciprocal(),
                        (x, y) -> x.reciprocal().square().negate());
            case LOG1P ->
                new Smooth(
                        (x, y) -> onePlus(x).reciprocal(),
                        (x, y) -> onePlus(x).reciprocal().square().negate());
            case SIN -> new Smooth((x, y) -> x.cos(), (x, y) -> y.negate());
            case COS -> new Smooth((x, y) -> x.sin().negate(), (x, y) -> y.negate());
            case TANH ->
                new Smooth(
                        (x, y) -> oneMinusSquare(y),
                        (x, y) -> y.times(oneMinusSquare(y)).times(number(y, -2)));
            case SIGMOID ->
                new Smooth(
                        (x, y) -> logistic(y),
                        (x, y) -> logistic(y).times(number(y, 1).minus(y.times(number(y, 2)))));
            case SOFTPLUS -> new Smooth((x, y) -> x.sigmoid(), (x, y) -> logistic(x.sigmoid()));
            case LOG_COSH -> new Smooth((x, y) -> x.tanh(), (x, y) -> oneMinusSquare(x.tanh()));
            case ERF ->
                new Smooth((x, y) -> gaussian(x), (x, y) -> x.times(gaussian(x)).times(number(x, -2)));
            case MULTIPLY ->
                new SmoothPair(
                        (a, b, y) -> b,
                        (a, b, y) -> a,
                        (a, b, y) -> null,
                        (a, b, y) -> number(y, 1),
                        (a, b, y) -> null);
            case DIVIDE ->
                new SmoothPair(
                        (a, b, y) -> b.reciprocal(),
                        (a, b, y) -> y.over(b).negate(),
                        (a, b, y) -> null,
                        (a, b, y) -> b.reciprocal().square().negate(),
                        (a, b, y) -> y.times(b.reciprocal().square()).times(number(y, 2)));
            case POWER ->
                new SmoothPair(
                        (a, b, y) -> powerSlope(a, b),
                        (a, b, y) -> y.times(a.log()),
                        (a, b, y) -> powerCurvature(a, b),
                        (a, b, y) -> a.power(b.minus(number(b, 1))).times(onePlus(b.times(a.log()))),
                        (a, b, y) -> y.times(a.log().square()));
            case ATAN2 ->
                new SmoothPair(
                        (a, b, y) -> b.over(radiusSquared(a, b)),
                        (a, b, y) -> a.over(radiusSquared(a, b)).negate(),
                        (a, b, y) ->
                                a.times(b).over(radiusSquared(a, b).square()).times(number(y, -2)),
                        (a, b, y) -> a.square()
                                .minus(b.square())
                                .over(radiusSquared(a, b).square()),
                        (a, b, y) ->
                                a.times(b).over(radiusSquared(a, b).square()).times(number(y, 2)));
            case MAXIMUM -> new Choice(0, 1, x -> x[1].less(x[0]));
            case MINIMUM -> new Choice(0, 1, x -> x[0].less(x[1]));
            case SELECT -> new Choice(1, 2, x -> x[0]);
        };
    }

    /// f'(x) of a function of one argument that is smooth in pieces, where the function is `y`.
    ///
    /// @throws IllegalArgumentException for other functions
    public static Value first(Function f, Value x, Value y) {
        Value slope = of(f) instanceof Signed s && f.arity() == 1
                ? number(x, s.first())
                : smooth(f).first().at(x, y);
        return slope == null ? number(x, 0) : slope;
    }

    /// f''(x) of a function of one argument that is smooth in pieces, where the function is `y`.
    ///
    /// @throws IllegalArgumentException for other functions
    public static Value second(Function f, Value x, Value y) {
        Value curvature = of(f) instanceof Signed && f.arity() == 1
                ? null
                : smooth(f).second().at(x, y);
        return curvature == null ? number(x, 0) : curvature;
    }

    private static Smooth smooth(Function f) {
        if (of(f) instanceof Smooth smooth) {
            return smooth;
        }
        throw new IllegalArgumentException(f + " is not a smooth function of one argument");
    }

    private static Value number(Value like, double value) {
        return like.trace().constant(like.shape(), value);
    }

    private static Value onePlus(Value x) {
        return x.plus(number(x, 1));
    }

    private static Value oneMinusSquare(Value y) {
        return number(y, 1).minus(y.square());
    }

    /// y (1 - y), the derivative of the logistic function y.
    private static Value logistic(Value y) {
        return y.times(number(y, 1).minus(y));
    }

    /// 2 / sqrt(pi) exp(-x^2).
    private static Value gaussian(Value x) {
        return x.square().negate().exp().times(number(x, 2 / Math.sqrt(Math.PI)));
    }

    private static Value radiusSquared(Value a, Value b) {
        return a.square().plus(b.square());
    }

    /// b a^(b-1), and 0 where b is 0 even if a is 0, too.
    private static Value powerSlope(Value a, Value b) {
        Value zero = number(b, 0);
        return b.equalTo(zero).select(zero, b.times(a.power(b.minus(number(b, 1)))));
    }

    /// b (b-1) a^(b-2), and 0 where b is 0 or 1 even if a is 0.
    private static Value powerCurvature(Value a, Value b) {
        Value zero = number(b, 0);
        Value one = number(b, 1);
        Value slope = b.times(b.minus(one)).times(a.power(b.minus(number(b, 2))));
        return b.equalTo(zero).or(b.equalTo(one)).select(zero, slope);
    }
}
