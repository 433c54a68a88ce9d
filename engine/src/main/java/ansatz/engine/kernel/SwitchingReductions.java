package ansatz.engine.kernel;

import java.util.Arrays;

/// [Reductions] that begin in plain Java and go over to the Vector API kernel by kernel; see [Switch].
final class SwitchingReductions implements Reductions {
    private static final int SUM = 0;
    private static final int DOT = 1;
    private static final int SUM_RUNS = 2;
    private static final int DOT_RUNS = 3;
    private static final int MAX_RUNS = 4;

    private static final int ELEMENTS = 16;

    private final Reductions scalar = new ScalarReductions();
    private final Switch[] switches = Switch.of(5, SwitchingReductions::exercise);

    /// Apart, so that the Vector API is first touched when it is there.
    private static final class Vector {
        static final Reductions KERNELS = new VectorReductions();
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

    private Reductions of(int kernel) {
        return switches[kernel].vector() ? Vector.KERNELS : scalar;
    }

    @Override
    public double sum(double[] a, int aOff, int n) {
        return of(SUM).sum(a, aOff, n);
    }

    @Override
    public double dot(double[] a, int aOff, double[] b, int bOff, int n) {
        return of(DOT).dot(a, aOff, b, bOff, n);
    }

    @Override
    public void sumRuns(double[] a, int aOff, int count, int stride, double[] out, int outOff, int n) {
        of(SUM_RUNS).sumRuns(a, aOff, count, stride, out, outOff, n);
    }

    @Override
    public void dotRuns(
            double[] a,
            int aOff,
            int aStride,
            double[] b,
            int bOff,
            int bStride,
            int count,
            double[] out,
            int outOff,
            int n) {
        of(DOT_RUNS).dotRuns(a, aOff, aStride, b, bOff, bStride, count, out, outOff, n);
    }

    @Override
    public void maxRuns(double[] a, int aOff, int count, int stride, double[] out, int outOff, int n) {
        of(MAX_RUNS).maxRuns(a, aOff, count, stride, out, outOff, n);
    }

    private static int exercise(int kernel) {
        Reductions k = Vector.KERNELS;
        double[] a = Vector.A;
        double[] b = Vector.B;
        double[] out = Vector.OUT;
        switch (kernel) {
            case SUM -> k.sum(a, 0, ELEMENTS);
            case DOT -> k.dot(a, 0, b, 0, ELEMENTS);
            case SUM_RUNS -> k.sumRuns(a, 0, ELEMENTS / 8, 8, out, 0, 8);
            case DOT_RUNS -> k.dotRuns(a, 0, 8, b, 0, 8, ELEMENTS / 8, out, 0, 8);
            case MAX_RUNS -> k.maxRuns(a, 0, ELEMENTS / 8, 8, out, 0, 8);
            default -> throw new IllegalArgumentException("no kernel has the number " + kernel);
        }
        return ELEMENTS;
    }
}
