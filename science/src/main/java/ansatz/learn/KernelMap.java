package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// Directions in the space of a kernel, by [KernelComponents].
@Name(
        value = "kernel-components",
        summary = "The directions in the space of a kernel along which rows vary most",
        cite = "B. Schölkopf, A. Smola, K.-R. Müller, Neural Comput. 10, 1299 (1998)")
public record KernelMap(@Key("which rows are alike") Kernel kernel) implements Reducer {
    /// Of a Gaussian kernel.
    public static final KernelMap DEFAULTS = new KernelMap(GaussianKernel.DEFAULTS);

    @Override
    public Reduced reduce(Array x, int count, long seed) {
        var found = KernelComponents.of(kernel, x, count);
        return new Reduced(found.project(x), found.variances(), found.shares(), null);
    }

    /// The matrix of the kernel, centred, and what its eigenvalue problem takes.
    @Override
    public double memory(double rows, double features) {
        return 8 * (2 * rows * features + 6 * rows * rows);
    }
}
