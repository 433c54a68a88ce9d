package ansatz.model;

import ansatz.lattice.Spins;

/// The hidden angles theta_j = b_j + sum_i W_ij s_i.
final class RbmAngles {
    private RbmAngles() {}

    /// Writes theta_j of configuration c at `out[j * stride + c]`.
    static void byHidden(RbmTables tables, Spins spins, double[] out) {
        int stride = spins.stride();
        for (int j = 0; j < tables.shape.hidden; j++) {
            java.util.Arrays.fill(out, j * stride, (j + 1) * stride, tables.bias[j]);
            for (int i = 0; i < spins.sites(); i++) {
                add(tables.weights[i * tables.hidden + j], spins.values(), i * stride, out, j * stride, stride);
            }
        }
    }

    /// Writes theta_j of configuration c at `out[c * hidden + j]`.
    static void byChain(RbmTables tables, Spins spins, double[] out) {
        int hidden = tables.hidden;
        for (int c = 0; c < spins.count(); c++) {
            System.arraycopy(tables.bias, 0, out, c * hidden, hidden);
            for (int i = 0; i < spins.sites(); i++) {
                add(spins.get(i, c), tables.weights, i * hidden, out, c * hidden, hidden);
            }
        }
    }

    private static void add(double x, double[] from, int f, double[] to, int t, int length) {
        for (int k = 0; k < length; k++) {
            to[t + k] = Math.fma(x, from[f + k], to[t + k]);
        }
    }

    /// theta := exp(2 theta).
    static void toFactors(double[] angles, int length) {
        for (int k = 0; k < length; k++) {
            angles[k] = Math.exp(2 * angles[k]);
        }
    }
}
