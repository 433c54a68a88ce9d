package ansatz.engine.kernel;

import java.util.Arrays;

/// [LaneMatrices] that begin in plain Java and go over to the Vector API kernel by kernel; see [Switch].
final class SwitchingLaneMatrices implements LaneMatrices {
    private static final int MULTIPLY_ADD = 0;
    private static final int FACTOR = 1;
    private static final int INVERT = 2;

    /// Eight 2 x 2 matrices, their elements counted twice.
    private static final int OPERATIONS = 64;

    private final LaneMatrices scalar = new ScalarLaneMatrices();
    private final Switch[] switches = Switch.of(3, SwitchingLaneMatrices::exercise);

    /// Apart, so that the Vector API is first touched when it is there.
    private static final class Vector {
        static final LaneMatrices KERNELS = new VectorLaneMatrices();
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

    private LaneMatrices of(int kernel) {
        return switches[kernel].vector() ? Vector.KERNELS : scalar;
    }

    @Override
    public void multiplyAdd(
            double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, int rows, int inner, int columns, int n) {
        of(MULTIPLY_ADD).multiplyAdd(a, aOff, b, bOff, c, cOff, rows, inner, columns, n);
    }

    @Override
    public void factor(
            double[] a,
            int aOff,
            double[] pivots,
            int pivotsOff,
            double[] logModulus,
            int logModulusOff,
            double[] sign,
            int signOff,
            int size,
            int n) {
        of(FACTOR).factor(a, aOff, pivots, pivotsOff, logModulus, logModulusOff, sign, signOff, size, n);
    }

    @Override
    public void invert(
            double[] lu, int luOff, double[] pivots, int pivotsOff, double[] inverse, int inverseOff, int size, int n) {
        of(INVERT).invert(lu, luOff, pivots, pivotsOff, inverse, inverseOff, size, n);
    }

    private static int exercise(int kernel) {
        LaneMatrices k = Vector.KERNELS;
        double[] a = Vector.A;
        double[] b = Vector.B;
        double[] out = Vector.OUT;
        switch (kernel) {
            case MULTIPLY_ADD -> k.multiplyAdd(a, 0, b, 0, out, 0, 2, 2, 5, 8);
            case FACTOR -> k.factor(a, 0, out, 0, out, 64, out, 128, 2, 8);
            case INVERT -> k.invert(b, 0, a, 64, out, 0, 2, 8);
            default -> throw new IllegalArgumentException("no kernel has the number " + kernel);
        }
        return OPERATIONS;
    }
}
