package ansatz.engine.kernel;

/// [Reductions] in plain Java.
final class ScalarReductions implements Reductions {
    @Override
    public double sum(double[] a, int aOff, int n) {
        double[] p = new double[PARTIAL_SUMS];
        for (int i = 0; i < n; i++) {
            p[i & (PARTIAL_SUMS - 1)] += a[aOff + i];
        }
        return tree(p);
    }

    @Override
    public double dot(double[] a, int aOff, double[] b, int bOff, int n) {
        double[] p = new double[PARTIAL_SUMS];
        for (int i = 0; i < n; i++) {
            int j = i & (PARTIAL_SUMS - 1);
            p[j] = Math.fma(a[aOff + i], b[bOff + i], p[j]);
        }
        return tree(p);
    }

    private static double tree(double[] p) {
        for (int half = PARTIAL_SUMS / 2; half > 0; half /= 2) {
            for (int j = 0; j < half; j++) {
                p[j] += p[j + half];
            }
        }
        return p[0];
    }

    @Override
    public void sumRuns(double[] a, int aOff, int count, int stride, double[] out, int outOff, int n) {
        for (int e = 0; e < count; e++) {
            int run = aOff + e * stride;
            for (int i = 0; i < n; i++) {
                out[outOff + i] += a[run + i];
            }
        }
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
        for (int e = 0; e < count; e++) {
            int ra = aOff + e * aStride;
            int rb = bOff + e * bStride;
            for (int i = 0; i < n; i++) {
                out[outOff + i] = Math.fma(a[ra + i], b[rb + i], out[outOff + i]);
            }
        }
    }

    @Override
    public void maxRuns(double[] a, int aOff, int count, int stride, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int e = 0; e < count; e++) {
                max = Math.max(max, a[aOff + e * stride + i]);
            }
            out[outOff + i] = max;
        }
    }
}
