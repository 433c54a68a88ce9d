package ansatz.engine.kernel;

/// [Jets] in plain Java.
final class ScalarJets implements Jets {
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
        for (int e = 0; e < count; e++) {
            for (int i = 0; i < n; i++) {
                composeLane(
                        f0[f0Off + e * n + i],
                        f1[f1Off + e * n + i],
                        f2[f2Off + e * n + i],
                        x,
                        xOff + e * (coordinates + 2) * n + i,
                        out,
                        outOff + e * (coordinates + 2) * n + i,
                        coordinates,
                        n);
            }
        }
    }

    static void composeLane(
            double f0, double f1, double f2, double[] x, int xAt, double[] out, int outAt, int coordinates, int n) {
        double squares = 0;
        out[outAt] = f0;
        for (int k = 1; k <= coordinates; k++) {
            double xk = x[xAt + k * n];
            squares = Math.fma(xk, xk, squares);
            out[outAt + k * n] = f1 * xk;
        }
        int last = (coordinates + 1) * n;
        out[outAt + last] = Math.fma(f1, x[xAt + last], f2 * squares);
    }

    @Override
    public void multiply(
            double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int count, int coordinates, int n) {
        for (int e = 0; e < count; e++) {
            int jet = e * (coordinates + 2) * n;
            for (int i = 0; i < n; i++) {
                multiplyLane(a, aOff + jet + i, b, bOff + jet + i, out, outOff + jet + i, coordinates, n);
            }
        }
    }

    static void multiplyLane(
            double[] a, int aAt, double[] b, int bAt, double[] out, int outAt, int coordinates, int n) {
        double a0 = a[aAt];
        double b0 = b[bAt];
        double products = 0;
        out[outAt] = a0 * b0;
        for (int k = 1; k <= coordinates; k++) {
            double ak = a[aAt + k * n];
            double bk = b[bAt + k * n];
            products = Math.fma(ak, bk, products);
            out[outAt + k * n] = Math.fma(a0, bk, b0 * ak);
        }
        int last = (coordinates + 1) * n;
        out[outAt + last] = Math.fma(2, products, Math.fma(a0, b[bAt + last], b0 * a[aAt + last]));
    }
}
