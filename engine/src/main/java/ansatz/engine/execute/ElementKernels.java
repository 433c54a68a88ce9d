package ansatz.engine.execute;

import ansatz.engine.kernel.Arithmetic;
import ansatz.engine.kernel.Functions;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.program.Function;

/// The kernel of each elementwise function, on contiguous runs.
final class ElementKernels {
    private static final Arithmetic ARITHMETIC = Kernels.best().arithmetic();
    private static final Functions FUNCTIONS = Kernels.best().functions();

    private ElementKernels() {}

    /// z = f(x) over `n` doubles; z may be x.
    static void apply(Function function, double[] x, int xo, double[] z, int zo, int n) {
        switch (function) {
            case NEGATE -> ARITHMETIC.neg(x, xo, z, zo, n);
            case ABS -> ARITHMETIC.abs(x, xo, z, zo, n);
            case SIGN -> ARITHMETIC.sign(x, xo, z, zo, n);
            case SQUARE -> ARITHMETIC.square(x, xo, z, zo, n);
            case RECIPROCAL -> ARITHMETIC.reciprocal(x, xo, z, zo, n);
            case SQRT -> ARITHMETIC.sqrt(x, xo, z, zo, n);
            case EXP -> FUNCTIONS.exp(x, xo, z, zo, n);
            case EXPM1 -> FUNCTIONS.expm1(x, xo, z, zo, n);
            case LOG -> FUNCTIONS.log(x, xo, z, zo, n);
            case LOG1P -> FUNCTIONS.log1p(x, xo, z, zo, n);
            case SIN -> FUNCTIONS.sin(x, xo, z, zo, n);
            case COS -> FUNCTIONS.cos(x, xo, z, zo, n);
            case TANH -> FUNCTIONS.tanh(x, xo, z, zo, n);
            case SIGMOID -> FUNCTIONS.sigmoid(x, xo, z, zo, n);
            case SOFTPLUS -> FUNCTIONS.softplus(x, xo, z, zo, n);
            case LOG_COSH -> FUNCTIONS.logCosh(x, xo, z, zo, n);
            case ERF -> FUNCTIONS.erf(x, xo, z, zo, n);
            case NOT -> ARITHMETIC.not(x, xo, z, zo, n);
            case TO_REAL -> ARITHMETIC.copy(x, xo, z, zo, n);
            case ADD,
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
                    SELECT ->
                throw new IllegalArgumentException(function + " takes " + function.arity() + " arguments, got 1");
        }
    }

    /// z = f(x, y) over `n` doubles; z may be x or y.
    static void apply(Function function, double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        switch (function) {
            case ADD -> ARITHMETIC.add(x, xo, y, yo, z, zo, n);
            case SUBTRACT -> ARITHMETIC.sub(x, xo, y, yo, z, zo, n);
            case MULTIPLY -> ARITHMETIC.mul(x, xo, y, yo, z, zo, n);
            case DIVIDE -> ARITHMETIC.div(x, xo, y, yo, z, zo, n);
            case POWER -> FUNCTIONS.pow(x, xo, y, yo, z, zo, n);
            case MAXIMUM -> ARITHMETIC.max(x, xo, y, yo, z, zo, n);
            case MINIMUM -> ARITHMETIC.min(x, xo, y, yo, z, zo, n);
            case ATAN2 -> FUNCTIONS.atan2(x, xo, y, yo, z, zo, n);
            case LESS -> ARITHMETIC.less(x, xo, y, yo, z, zo, n);
            case LESS_OR_EQUAL -> ARITHMETIC.lessOrEqual(x, xo, y, yo, z, zo, n);
            case EQUAL -> ARITHMETIC.equal(x, xo, y, yo, z, zo, n);
            case AND -> ARITHMETIC.and(x, xo, y, yo, z, zo, n);
            case OR -> ARITHMETIC.or(x, xo, y, yo, z, zo, n);
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
                    SELECT ->
                throw new IllegalArgumentException(function + " takes " + function.arity() + " arguments, got 2");
        }
    }
}
