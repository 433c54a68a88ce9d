package ansatz.continuum.cost;

import ansatz.continuum.model.ParticleWaveFunction;

/// Ratios psi(P_ij x) / psi(x) for pairs of particles that exchange their positions. Between fermions with spin up
/// and spin down they are minus those of the exchange of spins.
public final class Exchanges {
    private Exchanges() {}

    /// The ratios of some walkers, `[walker][pair]`. Any number of threads may ask at the same time.
    ///
    /// @param positions of all walkers, `[walker][particle][axis]`
    /// @param first the first of the walkers
    /// @param count how many there are
    /// @param pairs the particles of each, `[pair][2]`
    public static double[] ratios(
            ParticleWaveFunction psi, double[] theta, double[] positions, int first, int count, int[][] pairs) {
        int rows = 1 + pairs.length;
        int width = psi.system().coordinates();
        int d = psi.system().space().dimension();
        var x = new double[count * rows * width];
        for (int n = 0; n < count; n++) {
            for (int r = 0; r < rows; r++) {
                int to = (n * rows + r) * width;
                System.arraycopy(positions, (first + n) * width, x, to, width);
                if (r > 0) {
                    exchange(x, to + pairs[r - 1][0] * d, to + pairs[r - 1][1] * d, d);
                }
            }
        }
        var logs = new double[2 * count * rows];
        psi.logsAndSigns(theta, x, count * rows, logs);
        var ratios = new double[count * pairs.length];
        for (int n = 0; n < count; n++) {
            int own = 2 * n * rows;
            for (int p = 0; p < pairs.length; p++) {
                int other = own + 2 * (p + 1);
                ratios[n * pairs.length + p] = Math.exp(logs[other] - logs[own]) * logs[other + 1] * logs[own + 1];
            }
        }
        return ratios;
    }

    private static void exchange(double[] x, int i, int j, int count) {
        for (int a = 0; a < count; a++) {
            double kept = x[i + a];
            x[i + a] = x[j + a];
            x[j + a] = kept;
        }
    }
}
