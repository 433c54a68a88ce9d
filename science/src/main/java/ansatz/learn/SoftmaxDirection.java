package ansatz.learn;

import ansatz.engine.kernel.Arithmetic;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.linalg.Cholesky;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Newton's direction of a softmax over more than two classes, H d = g, by conjugate gradients: H is only
/// multiplied
/// by, with two products of the order of rows times features.
///
/// They are preconditioned by the blocks of H that belong to one class each (its diagonal blocks), inverted within
/// the coefficients whose sum over the classes is zero. The gradient lies there, and there the blocks tell most of
/// H:
/// a few products make a direction.
final class SoftmaxDirection {
    /// The squared residual, in the norm of the blocks, that is left of that of the start.
    private static final double REDUCTION = 1e-2;
    /// Rounding may hold the residual up near the end.
    private static final int MOST_PRODUCTS = 200;
    /// A row that weighs less than this share of the heaviest is left out of a block, which need not be exact.
    private static final double LIGHT = 1e-2;

    private final Softmax problem;
    private final double lambda;
    private final int width;
    private final List<Cholesky> blocks = new ArrayList<>();

    SoftmaxDirection(Softmax problem, double lambda) {
        this.problem = problem;
        this.lambda = lambda;
        this.width = problem.p + 1;
    }

    /// Factors the blocks at the probabilities of the last cost.
    void prepare() {
        blocks.clear();
        var made = new @Nullable Cholesky[problem.functions];
        problem.team.run(problem.functions, (_, f) -> {
            double[] w = weights(f);
            // at the start all classes are alike
            if (f == 0 || !Arrays.equals(w, weights(f - 1))) {
                made[f] = block(w);
            }
        });
        for (Cholesky each : made) {
            blocks.add(each == null ? blocks.getLast() : each);
        }
    }

    /// p_f (1 - p_f) K / (K - 1) a row, which at equal probabilities is exact within the zero sums.
    private double[] weights(int f) {
        int n = problem.n;
        double ratio = problem.functions / (problem.functions - 1.0);
        var w = new double[n];
        for (int i = 0; i < n; i++) {
            double p = problem.probability[f * n + i];
            w[i] = problem.share[i] * p * (1 - p) * ratio;
        }
        return w;
    }

    /// X^T diag(w) X + 2 lambda.
    private Cholesky block(double[] w) {
        int n = problem.n;
        double light = LIGHT * Arrays.stream(w).max().orElse(0);
        var root = new double[n];
        var rows = new int[n];
        int m = 0;
        for (int i = 0; i < n; i++) {
            if (w[i] > light) {
                root[m] = Math.sqrt(w[i]);
                rows[m++] = i;
            }
        }
        var weighted = new double[width * m];
        for (int j = 0; j < width; j++) {
            for (int k = 0; k < m; k++) {
                weighted[j * m + k] = root[k] * problem.design[j * n + rows[k]];
            }
        }
        var h = new double[width * width];
        problem.blas.syrk(false, width, m, 1, weighted, 0, m, 0, h, 0, width);
        for (int j = 0; j < problem.p; j++) {
            h[j * width + j] += 2 * lambda;
        }
        double[] kept = h.clone();
        var factor = Cholesky.inPlace(width, h, 0);
        double trace = 0;
        for (int j = 0; j < width; j++) {
            trace += kept[j * width + j];
        }
        // a class that no row speaks of leaves its intercept free
        return factor.succeeded() ? factor : Cholesky.inPlace(width, kept, 1e-12 * trace + Double.MIN_NORMAL);
    }

    /// The direction of a gradient.
    double[] of(double[] g) {
        var d = new double[g.length];
        double[] r = g.clone();
        double[] z = preconditioned(r);
        double[] q = z.clone();
        double rz = dot(r, z);
        double start = rz;
        for (int product = 0; product < MOST_PRODUCTS && rz > REDUCTION * start; product++) {
            double[] hq = product(q);
            double step = rz / dot(q, hq);
            for (int i = 0; i < d.length; i++) {
                d[i] += step * q[i];
                r[i] -= step * hq[i];
            }
            z = preconditioned(r);
            double now = dot(r, z);
            for (int i = 0; i < d.length; i++) {
                q[i] = z[i] + now / rz * q[i];
            }
            rz = now;
        }
        return d;
    }

    /// H v = X^T diag(share) (p o (X v - sum_g p_g (X v)_g)) + 2 lambda v.
    private double[] product(double[] v) {
        int n = problem.n;
        double[] p = problem.probability;
        Arithmetic kernels = Kernels.best().arithmetic();
        return problem.pulled(v, lambda, (from, count, u) -> {
            problem.linear(v, from, count, u, 0, count);
            var mean = new double[count];
            for (int f = 0; f < problem.functions; f++) {
                kernels.mul(u, f * count, p, f * n + from, u, f * count, count);
                kernels.add(mean, 0, u, f * count, mean, 0, count);
            }
            kernels.neg(mean, 0, mean, 0, count);
            for (int f = 0; f < problem.functions; f++) {
                kernels.multiplyAdd(mean, 0, p, f * n + from, u, f * count, count);
                kernels.mul(u, f * count, problem.share, from, u, f * count, count);
            }
        });
    }

    private double[] preconditioned(double[] r) {
        var z = new double[r.length];
        var mean = new double[width];
        for (int f = 0; f < problem.functions; f++) {
            var one = new double[width];
            System.arraycopy(r, f * width, one, 0, width);
            double[] solved = blocks.get(f).solve(one);
            for (int j = 0; j < width; j++) {
                z[f * width + j] = solved[j];
                mean[j] += solved[j] / problem.functions;
            }
        }
        for (int i = 0; i < z.length; i++) {
            z[i] -= mean[i % width];
        }
        return z;
    }

    private static double dot(double[] a, double[] b) {
        return Kernels.best().reductions().dot(a, 0, b, 0, a.length);
    }
}
