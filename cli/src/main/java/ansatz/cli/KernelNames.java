package ansatz.cli;

import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Kernels;

/// The numerical kernels of this process, in words.
final class KernelNames {
    private KernelNames() {}

    /// The kernels over runs of numbers, and why they were chosen.
    static String lanes() {
        Kernels kernels = Kernels.best();
        return kernels.name() + ", " + kernels.reason();
    }

    /// The matrix products, and why they were chosen.
    static String products() {
        Blas blas = Blas.best();
        return blas.name() + ", " + blas.reason();
    }
}
