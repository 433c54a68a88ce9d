package ansatz.engine.kernel;

import java.util.Arrays;

/// [Jets] that begin in plain Java and go over to the Vector API kernel by kernel; see [Switch].
final class SwitchingJets implements Jets {
    private static final int COMPOSE = 0;
    private static final int MULTIPLY = 1;

    private static final int ELEMENTS = 32;

    private final Jets scalar = new ScalarJets();
    private final Switch[] switches = Switch.of(2, SwitchingJets::exercise);

    /// Apart, so that the Vector API is first touched when it is there.
    private static final class Vector {
        static final Jets KERNELS = new VectorJets();
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

    private Jets of(int kernel) {
        return switches[kernel].vector() ? Vector.KERNELS : scalar;
    }

    @Override
    public void compose(
            double[] f0,
            int f0Off,
            double[] f1,
            int f1Off,
            double[] f2,
            int f2Off,
            double[] x,
            int xOff,
            double[] out,
            int outOff,
            int count,
            int coordinates,
            int n) {
        of(COMPOSE).compose(f0, f0Off, f1, f1Off, f2, f2Off, x, xOff, out, outOff, count, coordinates, n);
    }

    @Override
    public void multiply(
            double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int count, int coordinates, int n) {
        of(MULTIPLY).multiply(a, aOff, b, bOff, out, outOff, count, coordinates, n);
    }

    private static int exercise(int kernel) {
        Jets k = Vector.KERNELS;
        double[] a = Vector.A;
        double[] b = Vector.B;
        double[] out = Vector.OUT;
        switch (kernel) {
            case COMPOSE -> k.compose(a, 0, a, 0, b, 0, a, 0, out, 0, 1, 2, 8);
            case MULTIPLY -> k.multiply(a, 0, b, 0, out, 0, 1, 2, 8);
            default -> throw new IllegalArgumentException("no kernel has the number " + kernel);
        }
        return ELEMENTS;
    }
}
