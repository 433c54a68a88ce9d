package ansatz.model;

import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Kernels;
import ansatz.lattice.Spins;
import java.util.Arrays;

/// The hidden angles theta_j = b_j + sum_i W_ij s_i, with W_ij at [site][hidden].
final class RbmAngles {
    private RbmAngles() {}

    /// Writes theta_j of configuration c at `out[j * stride + c]`.
    static void byHidden(double[] weights, double[] bias, Spins spins, double[] out) {
        int hidden = bias.length;
        int stride = spins.stride();
        for (int j = 0; j < hidden; j++) {
            Arrays.fill(out, j * stride, (j + 1) * stride, bias[j]);
        }
        Blas.best()
                .gemm(
                        true,
                        false,
                        hidden,
                        stride,
                        spins.sites(),
                        1,
                        weights,
                        0,
                        hidden,
                        spins.values(),
                        0,
                        stride,
                        1,
                        out,
                        0,
                        stride);
    }

    /// Writes theta_j of configuration c at `out[c * hidden + j]`.
    static void byChain(double[] weights, double[] bias, Spins spins, double[] out) {
        int hidden = bias.length;
        for (int c = 0; c < spins.count(); c++) {
            System.arraycopy(bias, 0, out, c * hidden, hidden);
        }
        Blas.best()
                .gemm(
                        true,
                        false,
                        spins.count(),
                        hidden,
                        spins.sites(),
                        1,
                        spins.values(),
                        0,
                        spins.stride(),
                        weights,
                        0,
                        hidden,
                        1,
                        out,
                        0,
                        hidden);
    }

    /// theta := exp(2 theta).
    static void toFactors(double[] angles, int length) {
        var kernels = Kernels.best();
        kernels.arithmetic().scale(2, angles, 0, angles, 0, length);
        kernels.functions().exp(angles, 0, angles, 0, length);
    }
}
