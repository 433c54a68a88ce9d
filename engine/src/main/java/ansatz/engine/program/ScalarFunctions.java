package ansatz.engine.program;

/// The elementwise functions on numbers, as accurate as double precision allows. Booleans are 0 and 1.
final class ScalarFunctions {
    private ScalarFunctions() {}

    /// The value of a function of one argument.
    static double apply(Function f, double x) {
        return switch (f) {
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
            case SQRT -> Math.sqrt(x);
            case EXP -> StrictMath.exp(x);
            case EXPM1 -> StrictMath.expm1(x);
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
            case SIN -> StrictMath.sin(x);
            case COS -> StrictMath.cos(x);
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> sigmoid(x);
            case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            case LOG_COSH -> logCosh(x);
            case ERF -> erf(x);
            case NOT -> x == 0 ? 1 : 0;
            case TO_REAL -> x;
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
                    SELECT -> throw new IllegalArgumentException(f + " takes " + f.arity() + " arguments, got 1");
        };
    }

    /// The value of a function of two arguments.
    static double apply(Function f, double x, double y) {
        return switch (f) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case POWER -> StrictMath.pow(x, y);
            case MAXIMUM -> Math.max(x, y);
            case MINIMUM -> Math.min(x, y);
            case ATAN2 -> StrictMath.atan2(x, y);
            case LESS -> x < y ? 1 : 0;
            case LESS_OR_EQUAL -> x <= y ? 1 : 0;
            case EQUAL -> x == y ? 1 : 0;
            case AND -> x != 0 && y != 0 ? 1 : 0;
            case OR -> x != 0 || y != 0 ? 1 : 0;
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
                    SELECT -> throw new IllegalArgumentException(f + " takes " + f.arity() + " arguments, got 2");
        };
    }

    private static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + StrictMath.exp(-x));
        }
        double e = StrictMath.exp(x);
        return e / (1 + e);
    }

    /// log cosh x; near zero through cosh^2 = 1 + sinh^2, where |x| - log 2 + log(1 + exp(-2|x|)) would cancel.
    private static double logCosh(double x) {
        double a = Math.abs(x);
        if (a < 1) {
            double sinh = StrictMath.sinh(a);
            return 0.5 * StrictMath.log1p(sinh * sinh);
        }
        return a + (StrictMath.log1p(StrictMath.exp(-2 * a)) - StrictMath.log(2));
    }

    /// The error function. Below 2.5 the series of Abramowitz and Stegun 7.1.6, all of whose terms have one sign,
    /// erf x = 2/sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (2n+1)!!; above it 1 minus the continued fraction of erfc
    /// (7.1.14), evaluated from the far end.
    private static double erf(double x) {
        double a = Math.abs(x);
        if (Double.isNaN(x)) {
            return x;
        }
        double twoOverRootPi = 2 / Math.sqrt(Math.PI);
        double value;
        if (a < 2.5) {
            double term = a;
            double sum = a;
            for (int n = 1; term > 1e-18 * sum; n++) {
                term *= 2 * a * a / (2 * n + 1);
                sum += term;
            }
            value = twoOverRootPi * StrictMath.exp(-a * a) * sum;
        } else if (a < 6) {
            double tail = a;
            for (int n = 60; n >= 1; n--) {
                tail = a + 0.5 * n / tail;
            }
            value = 1 - 0.5 * twoOverRootPi * StrictMath.exp(-a * a) / tail;
        } else {
            value = 1;
        }
        return Math.copySign(value, x);
    }
}
