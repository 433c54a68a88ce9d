package ansatz.engine.program;

/// The elementwise functions: one constant a function, with its number of arguments and how the printer writes it.
/// The derivatives are a table of their own, `ansatz.engine.transform.Derivatives`, and the value of each is
/// defined by [Interpreter].
public enum Function {
    NEGATE(1),
    ABS(1),
    /// -1, 0 or 1; its derivative is zero everywhere.
    SIGN(1),
    SQUARE(1),
    RECIPROCAL(1),
    SQRT(1),
    EXP(1),
    EXPM1(1),
    LOG(1),
    LOG1P(1),
    SIN(1),
    COS(1),
    TANH(1),
    /// 1 / (1 + exp(-x)).
    SIGMOID(1),
    /// log(1 + exp x), without overflow.
    SOFTPLUS(1),
    /// log cosh x, without overflow.
    LOG_COSH(1),
    ERF(1),
    /// Boolean negation.
    NOT(1),
    /// A boolean or an integer as a real number.
    TO_REAL(1),
    ADD(2),
    SUBTRACT(2),
    MULTIPLY(2),
    DIVIDE(2),
    /// x to the power y; the derivative with respect to y needs x > 0.
    POWER(2),
    MAXIMUM(2),
    MINIMUM(2),
    /// The angle of the point (second argument, first argument), as in `Math.atan2`.
    ATAN2(2),
    LESS(2),
    LESS_OR_EQUAL(2),
    EQUAL(2),
    AND(2),
    OR(2),
    /// The second argument where the first (a boolean) is true, else the third. The value not selected does not
    /// pass, not even as NaN.
    SELECT(3);

    private final int arity;

    Function(int arity) {
        this.arity = arity;
    }

    /// How many arguments the function takes.
    public int arity() {
        return arity;
    }
}
