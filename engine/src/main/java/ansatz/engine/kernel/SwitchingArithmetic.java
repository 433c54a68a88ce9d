package ansatz.engine.kernel;

import java.util.Arrays;

/// [Arithmetic] that begins in plain Java and goes over to the Vector API kernel by kernel; see [Switch].
final class SwitchingArithmetic implements Arithmetic {
    private static final int NEG = 0;
    private static final int ABS = 1;
    private static final int SIGN = 2;
    private static final int SQUARE = 3;
    private static final int SQRT = 4;
    private static final int RECIPROCAL = 5;
    private static final int NOT = 6;
    private static final int ADD = 7;
    private static final int SUB = 8;
    private static final int MUL = 9;
    private static final int DIV = 10;
    private static final int MAX = 11;
    private static final int MIN = 12;
    private static final int LESS = 13;
    private static final int LESS_OR_EQUAL = 14;
    private static final int EQUAL = 15;
    private static final int AND = 16;
    private static final int OR = 17;
    private static final int FMA = 18;
    private static final int MULTIPLY_ADD = 19;
    private static final int AXPY = 20;
    private static final int SCALE = 21;
    private static final int SHIFT = 22;
    private static final int SELECT = 23;
    private static final int FILL = 24;
    private static final int COPY = 25;
    private static final int GATHER = 26;
    private static final int SCATTER_ADD = 27;

    private static final int ELEMENTS = 16;
    private static final int[] RUNS = {0, 1};

    private final Arithmetic scalar = new ScalarArithmetic();
    private final Switch[] switches = Switch.of(28, SwitchingArithmetic::exercise);

    /// Apart, so that the Vector API is first touched when it is there.
    private static final class Vector {
        static final Arithmetic KERNELS = new VectorArithmetic();
        /// Ones, so that nothing is subnormal or takes a rare branch.
        static final double[] A = new double[256];

        static final double[] B = new double[256];
        static final double[] OUT = new double[256];

        static {
            Arrays.fill(A, 1);
            Arrays.fill(B, 1);
            Arrays.fill(OUT, 1);
        }
    }

    private Arithmetic of(int kernel) {
        return switches[kernel].vector() ? Vector.KERNELS : scalar;
    }

    @Override
    public void neg(double[] a, int aOff, double[] out, int outOff, int n) {
        of(NEG).neg(a, aOff, out, outOff, n);
    }

    @Override
    public void abs(double[] a, int aOff, double[] out, int outOff, int n) {
        of(ABS).abs(a, aOff, out, outOff, n);
    }

    @Override
    public void sign(double[] a, int aOff, double[] out, int outOff, int n) {
        of(SIGN).sign(a, aOff, out, outOff, n);
    }

    @Override
    public void square(double[] a, int aOff, double[] out, int outOff, int n) {
        of(SQUARE).square(a, aOff, out, outOff, n);
    }

    @Override
    public void sqrt(double[] a, int aOff, double[] out, int outOff, int n) {
        of(SQRT).sqrt(a, aOff, out, outOff, n);
    }

    @Override
    public void reciprocal(double[] a, int aOff, double[] out, int outOff, int n) {
        of(RECIPROCAL).reciprocal(a, aOff, out, outOff, n);
    }

    @Override
    public void not(double[] a, int aOff, double[] out, int outOff, int n) {
        of(NOT).not(a, aOff, out, outOff, n);
    }

    @Override
    public void add(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(ADD).add(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void sub(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(SUB).sub(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void mul(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(MUL).mul(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void div(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(DIV).div(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void max(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(MAX).max(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void min(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(MIN).min(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void less(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(LESS).less(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void lessOrEqual(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(LESS_OR_EQUAL).lessOrEqual(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void equal(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(EQUAL).equal(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void and(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(AND).and(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void or(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(OR).or(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void fma(double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, double[] out, int outOff, int n) {
        of(FMA).fma(a, aOff, b, bOff, c, cOff, out, outOff, n);
    }

    @Override
    public void multiplyAdd(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(MULTIPLY_ADD).multiplyAdd(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void axpy(double s, double[] a, int aOff, double[] out, int outOff, int n) {
        of(AXPY).axpy(s, a, aOff, out, outOff, n);
    }

    @Override
    public void scale(double s, double[] a, int aOff, double[] out, int outOff, int n) {
        of(SCALE).scale(s, a, aOff, out, outOff, n);
    }

    @Override
    public void shift(double s, double[] a, int aOff, double[] out, int outOff, int n) {
        of(SHIFT).shift(s, a, aOff, out, outOff, n);
    }

    @Override
    public void select(
            double[] mask, int maskOff, double[] b, int bOff, double[] c, int cOff, double[] out, int outOff, int n) {
        of(SELECT).select(mask, maskOff, b, bOff, c, cOff, out, outOff, n);
    }

    @Override
    public void fill(double value, double[] out, int outOff, int n) {
        of(FILL).fill(value, out, outOff, n);
    }

    @Override
    public void copy(double[] a, int aOff, double[] out, int outOff, int n) {
        of(COPY).copy(a, aOff, out, outOff, n);
    }

    @Override
    public void gather(double[] a, int aOff, int[] index, int indexOff, int count, double[] out, int outOff, int n) {
        of(GATHER).gather(a, aOff, index, indexOff, count, out, outOff, n);
    }

    @Override
    public void scatterAdd(
            double[] a, int aOff, int[] index, int indexOff, int count, double[] out, int outOff, int n) {
        of(SCATTER_ADD).scatterAdd(a, aOff, index, indexOff, count, out, outOff, n);
    }

    private static int exercise(int kernel) {
        Arithmetic k = Vector.KERNELS;
        double[] a = Vector.A;
        double[] b = Vector.B;
        double[] out = Vector.OUT;
        switch (kernel) {
            case NEG -> k.neg(a, 0, out, 0, ELEMENTS);
            case ABS -> k.abs(a, 0, out, 0, ELEMENTS);
            case SIGN -> k.sign(a, 0, out, 0, ELEMENTS);
            case SQUARE -> k.square(a, 0, out, 0, ELEMENTS);
            case SQRT -> k.sqrt(a, 0, out, 0, ELEMENTS);
            case RECIPROCAL -> k.reciprocal(a, 0, out, 0, ELEMENTS);
            case NOT -> k.not(a, 0, out, 0, ELEMENTS);
            case ADD -> k.add(a, 0, b, 0, out, 0, ELEMENTS);
            case SUB -> k.sub(a, 0, b, 0, out, 0, ELEMENTS);
            case MUL -> k.mul(a, 0, b, 0, out, 0, ELEMENTS);
            case DIV -> k.div(a, 0, b, 0, out, 0, ELEMENTS);
            case MAX -> k.max(a, 0, b, 0, out, 0, ELEMENTS);
            case MIN -> k.min(a, 0, b, 0, out, 0, ELEMENTS);
            case LESS -> k.less(a, 0, b, 0, out, 0, ELEMENTS);
            case LESS_OR_EQUAL -> k.lessOrEqual(a, 0, b, 0, out, 0, ELEMENTS);
            case EQUAL -> k.equal(a, 0, b, 0, out, 0, ELEMENTS);
            case AND -> k.and(a, 0, b, 0, out, 0, ELEMENTS);
            case OR -> k.or(a, 0, b, 0, out, 0, ELEMENTS);
            case FMA -> k.fma(a, 0, b, 0, a, 0, out, 0, ELEMENTS);
            case MULTIPLY_ADD -> k.multiplyAdd(a, 0, b, 0, out, 0, ELEMENTS);
            case AXPY -> k.axpy(1, a, 0, out, 0, ELEMENTS);
            case SCALE -> k.scale(1, a, 0, out, 0, ELEMENTS);
            case SHIFT -> k.shift(1, a, 0, out, 0, ELEMENTS);
            case SELECT -> k.select(a, 0, b, 0, a, 0, out, 0, ELEMENTS);
            case FILL -> k.fill(1, out, 0, ELEMENTS);
            case COPY -> k.copy(a, 0, out, 0, ELEMENTS);
            case GATHER -> k.gather(a, 0, RUNS, 0, RUNS.length, out, 0, ELEMENTS / RUNS.length);
            case SCATTER_ADD -> k.scatterAdd(a, 0, RUNS, 0, RUNS.length, out, 0, ELEMENTS / RUNS.length);
            default -> throw new IllegalArgumentException("no kernel has the number " + kernel);
        }
        return ELEMENTS;
    }
}
