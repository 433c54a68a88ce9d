package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
import ansatz.engine.linalg.SymmetricEigen;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Ridge regression in the space of a kernel, (1/n) |y - f|^2 + lambda |f|^2: with f = sum_i a_i k(x, x_i) + a_0
/// the
/// minimum has a of sum 0 and (H K H + n lambda) a = H y, H taking means off, for all lambda from one eigenvalue
/// problem of order n.
@Name(
        value = "kernel-ridge",
        summary = "A function in the space of a kernel: (1/n) |y - f|^2 + lambda |f|^2",
        cite = "C. Saunders, A. Gammerman, V. Vovk, ICML 1998, p. 515")
public record KernelRidge(
        @Key("which rows are alike") Kernel kernel,

        @Key(
                value = "strengths to choose from by cross-validation; without any 25 from 1e-10 to 1",
                above = 0,
                max = 1e12)
        List<Double> lambda)
        implements Learner {
    /// A Gaussian kernel with the strengths of [#strengths].
    public static final KernelRidge DEFAULTS = new KernelRidge(GaussianKernel.DEFAULTS, List.of());

    public KernelRidge {
        lambda = List.copyOf(lambda);
    }

    @Override
    public boolean classifies() {
        return false;
    }

    @Override
    public double[] strengths(Array x, Target y) {
        return Strengths.descending(lambda.isEmpty() ? Strengths.decades(1e-10, 1, 25) : lambda);
    }

    /// The matrix of the kernel, its eigenvectors and what the eigenvalue problem takes besides.
    @Override
    public double memory(double rows, double features) {
        return 8 * (2 * rows * features + 5 * rows * rows);
    }

    @Override
    public List<KernelFit> path(Array x, Target y, double[] strengths) {
        int n = y.rows();
        Array k = kernel.matrix(x, x);
        var eigen = SymmetricEigen.of(centred(k));
        double[] values = eigen.values();
        double[] vectors = eigen.vectors().values();
        double mean = 0;
        for (double value : y.values()) {
            mean += value / n;
        }
        var hy = new double[n];
        for (int i = 0; i < n; i++) {
            hy[i] = y.values()[i] - mean;
        }
        Blas blas = Blas.best();
        var along = new double[n];
        blas.gemv(false, n, n, 1, vectors, 0, n, hy, 0, 0, along, 0);
        var fits = new ArrayList<KernelFit>();
        for (double lambda : strengths) {
            var parts = new double[n];
            for (int m = 0; m < n; m++) {
                parts[m] = along[m] / (Math.max(0, values[m]) + n * lambda);
            }
            var a = new double[n];
            blas.gemv(true, n, n, 1, vectors, 0, n, parts, 0, 0, a, 0);
            // the constant direction has the eigenvalue 0, so that 1 / (n lambda) would magnify its rounding
            double constant = Arrays.stream(a).average().orElse(0);
            for (int i = 0; i < n; i++) {
                a[i] -= constant;
            }
            var f = new double[n];
            blas.gemv(false, n, n, 1, k.values(), 0, n, a, 0, 0, f, 0);
            double intercept = mean;
            for (double value : f) {
                intercept -= value / n;
            }
            fits.add(new KernelFit(kernel, x, a, intercept));
        }
        return fits;
    }

    /// H K H.
    static Array centred(Array k) {
        int n = k.shape().extent(0);
        var means = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                means[i] += k.values()[i * n + j] / n;
            }
            all += means[i] / n;
        }
        var c = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                c[i * n + j] = k.values()[i * n + j] - means[i] - means[j] + all;
            }
        }
        return new Array(Shape.of(n, n), c);
    }
}
