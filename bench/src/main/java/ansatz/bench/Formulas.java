package ansatz.bench;

/// Parameters, inputs and fingerprints by formula (bench/models.md), so that the peers start from the same
/// numbers.
final class Formulas {
    private Formulas() {}

    /// `sin(k^2 + phase)`; k^2 is exact in double precision.
    static double wave(long k, double phase) {
        double x = k;
        return Math.sin(x * x + phase);
    }

    /// Inputs `[samples, coordinates]` with mean 0 and variance 1.
    static double[] inputs(int samples, int coordinates) {
        double[] x = new double[samples * coordinates];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.sqrt(2) * wave(i + 1L, 0.5);
        }
        return x;
    }

    /// Targets `[samples, width]` of the regression: `sin(x_o + x_(o+1))`, cyclic in o.
    static double[] targets(double[] x, int width) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int o = i % width;
            y[i] = Math.sin(x[i] + x[i - o + (o + 1) % width]);
        }
        return y;
    }

    /// Fixed weights of the fingerprints that stand for arrays too large to send.
    static double[] weights(int count) {
        double[] w = new double[count];
        for (int i = 0; i < count; i++) {
            w[i] = wave(i + 1L, 0.25);
        }
        return w;
    }
}
