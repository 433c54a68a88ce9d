package ansatz.engine.kernel;

import java.util.Arrays;

/// [Functions] that begin in plain Java and go over to the Vector API kernel by kernel; see [Switch].
final class SwitchingFunctions implements Functions {
    private static final int EXP = 0;
    private static final int EXPM1 = 1;
    private static final int LOG = 2;
    private static final int LOG1P = 3;
    private static final int SIN = 4;
    private static final int COS = 5;
    static final int TANH = 6;
    private static final int SIGMOID = 7;
    private static final int SOFTPLUS = 8;
    private static final int LOG_COSH = 9;
    private static final int ERF = 10;
    private static final int POW = 11;
    private static final int ATAN2 = 12;

    private static final int ELEMENTS = 16;
    /// At least; each function is a polynomial.
    private static final int OPERATIONS = 4 * ELEMENTS;

    private final Functions scalar = new ScalarFunctions();
    private final Switch[] switches = Switch.of(13, SwitchingFunctions::exercise);

    /// Apart, so that the Vector API is first touched when it is there.
    private static final class Vector {
        static final Functions KERNELS = new VectorFunctions();
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

    /// Whether a kernel has gone over.
    boolean exchanged(int kernel) {
        return switches[kernel].exchanged();
    }

    private Functions of(int kernel) {
        return switches[kernel].vector() ? Vector.KERNELS : scalar;
    }

    @Override
    public void exp(double[] a, int aOff, double[] out, int outOff, int n) {
        of(EXP).exp(a, aOff, out, outOff, n);
    }

    @Override
    public void expm1(double[] a, int aOff, double[] out, int outOff, int n) {
        of(EXPM1).expm1(a, aOff, out, outOff, n);
    }

    @Override
    public void log(double[] a, int aOff, double[] out, int outOff, int n) {
        of(LOG).log(a, aOff, out, outOff, n);
    }

    @Override
    public void log1p(double[] a, int aOff, double[] out, int outOff, int n) {
        of(LOG1P).log1p(a, aOff, out, outOff, n);
    }

    @Override
    public void sin(double[] a, int aOff, double[] out, int outOff, int n) {
        of(SIN).sin(a, aOff, out, outOff, n);
    }

    @Override
    public void cos(double[] a, int aOff, double[] out, int outOff, int n) {
        of(COS).cos(a, aOff, out, outOff, n);
    }

    @Override
    public void tanh(double[] a, int aOff, double[] out, int outOff, int n) {
        of(TANH).tanh(a, aOff, out, outOff, n);
    }

    @Override
    public void sigmoid(double[] a, int aOff, double[] out, int outOff, int n) {
        of(SIGMOID).sigmoid(a, aOff, out, outOff, n);
    }

    @Override
    public void softplus(double[] a, int aOff, double[] out, int outOff, int n) {
        of(SOFTPLUS).softplus(a, aOff, out, outOff, n);
    }

    @Override
    public void logCosh(double[] a, int aOff, double[] out, int outOff, int n) {
        of(LOG_COSH).logCosh(a, aOff, out, outOff, n);
    }

    @Override
    public void erf(double[] a, int aOff, double[] out, int outOff, int n) {
        of(ERF).erf(a, aOff, out, outOff, n);
    }

    @Override
    public void pow(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(POW).pow(a, aOff, b, bOff, out, outOff, n);
    }

    @Override
    public void atan2(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        of(ATAN2).atan2(a, aOff, b, bOff, out, outOff, n);
    }

    private static int exercise(int kernel) {
        Functions k = Vector.KERNELS;
        double[] a = Vector.A;
        double[] b = Vector.B;
        double[] out = Vector.OUT;
        switch (kernel) {
            case EXP -> k.exp(a, 0, out, 0, ELEMENTS);
            case EXPM1 -> k.expm1(a, 0, out, 0, ELEMENTS);
            case LOG -> k.log(a, 0, out, 0, ELEMENTS);
            case LOG1P -> k.log1p(a, 0, out, 0, ELEMENTS);
            case SIN -> k.sin(a, 0, out, 0, ELEMENTS);
            case COS -> k.cos(a, 0, out, 0, ELEMENTS);
            case TANH -> k.tanh(a, 0, out, 0, ELEMENTS);
            case SIGMOID -> k.sigmoid(a, 0, out, 0, ELEMENTS);
            case SOFTPLUS -> k.softplus(a, 0, out, 0, ELEMENTS);
            case LOG_COSH -> k.logCosh(a, 0, out, 0, ELEMENTS);
            case ERF -> k.erf(a, 0, out, 0, ELEMENTS);
            case POW -> k.pow(a, 0, b, 0, out, 0, ELEMENTS);
            case ATAN2 -> k.atan2(a, 0, b, 0, out, 0, ELEMENTS);
            default -> throw new IllegalArgumentException("no kernel has the number " + kernel);
        }
        return OPERATIONS;
    }
}
