package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.linalg.Cholesky;
import ansatz.engine.parallel.Team;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The cost as a function of theta: a row of p coefficients and the intercept a linear function. Of two classes
/// there
/// is one function z, and z_0 = -z/2, z_1 = z/2 in the softmax; of more, one a class.
final class Softmax {
    /// Newton's method ends at this decrement, about the distance from the least cost.
    private static final double DECREMENT = 1e-24;
    /// Below this decrement the curvature of the cost is as it was a step before.
    private static final double SETTLED = 1e-4;

    /// Rows of a part at least, and rows that are laid out anew together.
    private static final int ROWS = 400;

    private static final int MOST_PARTS = 16;
    private static final int TILE = 16;

    private static final int MOST_STEPS = 100;
    private static final int MOST_SWEEPS = 2000;
    /// The coordinates come to rest where a sweep changes the model by this share of the first.
    private static final double INNER = 1e-10;

    final int n;
    final int p;
    final int functions;
    final int size;
    /// (p + 1) x n, a feature a row, so that sums over classes run along the rows of the data; the last row is 1.
    final double[] design;
    /// functions x n, at the theta of the last cost.
    final double[] probability;
    /// How much each row counts; their sum is 1.
    final double[] share;
    /// Few functions of many rows: a shape that the library is good at.
    final Blas blas = Blas.library().orElseGet(Blas::best);

    final Team team;

    private final int classes;
    private final int[] codes;

    /// Sums over the rows are taken by parts, as many on any number of threads.
    private final int parts;

    Softmax(Array x, Target y, Team team) {
        this.team = team;
        n = x.shape().extent(0);
        p = x.shape().extent(1);
        classes = y.classes().size();
        functions = classes == 2 ? 1 : classes;
        size = functions * (p + 1);
        codes = y.codes();
        design = new double[(p + 1) * n];
        share = new double[n];
        parts = Math.clamp(n / ROWS, 1, MOST_PARTS);
        team.run(parts, (_, part) -> {
            for (int from = begin(part); from < begin(part + 1); from += TILE) {
                int to = Math.min(begin(part + 1), from + TILE);
                for (int j = 0; j < p; j++) {
                    for (int i = from; i < to; i++) {
                        design[j * n + i] = x.values()[i * p + j];
                    }
                }
            }
        });
        for (int i = 0; i < n; i++) {
            share[i] = y.weight(i) / n;
        }
        Arrays.fill(design, p * n, (p + 1) * n, 1);
        probability = new double[functions * n];
    }

    private int begin(int part) {
        return (int) ((long) n * part / parts);
    }

    /// The least cost with lambda |b|^2; theta is changed.
    ///
    /// @param gap how far the cost may lie above its least value, in units of the cost at b = 0
    LinearFit solve(double[] theta, double lambda, double gap) {
        double least = Math.max(DECREMENT, 2 * gap * StrictMath.log(classes));
        return functions == 1 ? newton(theta, lambda, least) : truncated(theta, lambda, least);
    }

    /// Newton's method with directions by conjugate gradients.
    private LinearFit truncated(double[] theta, double lambda, double least) {
        var direction = new SoftmaxDirection(this, lambda);
        double decrement = Double.POSITIVE_INFINITY;
        double cost = cost(theta, lambda);
        for (int step = 0; step < MOST_STEPS && decrement >= least; step++) {
            if (step % 2 == 0 && decrement > SETTLED) { // one serves for two steps
                direction.prepare();
            }
            double[] g = gradient(theta, lambda);
            double[] d = direction.of(g);
            decrement = 0;
            for (int i = 0; i < size; i++) {
                decrement += g[i] * d[i];
            }
            cost = along(theta, d, lambda, cost, decrement);
        }
        return fit(theta, lambda, null, decrement);
    }

    /// theta less the largest of d, d/2, d/4, ... that lowers the cost as it should.
    ///
    /// @return the cost there
    private double along(double[] theta, double[] d, double lambda, double cost, double decrement) {
        double[] from = theta.clone();
        for (double share = 1; ; share /= 2) {
            for (int i = 0; i < size; i++) {
                theta[i] = from[i] - share * d[i];
            }
            double now = cost(theta, lambda);
            // near the end rounding hides the decrease
            if (now <= cost - 1e-4 * share * decrement || decrement < 1e-10 || share < 1e-10) {
                return now;
            }
        }
    }

    private LinearFit newton(double[] theta, double lambda, double least) {
        double decrement = Double.POSITIVE_INFINITY;
        double cost = cost(theta, lambda);
        Cholesky hessian = null;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] g = gradient(theta, lambda);
            hessian = Cholesky.inPlace(size, hessian(lambda), 0);
            if (!hessian.succeeded()) {
                hessian = Cholesky.inPlace(size, hessian(lambda), 1e-12);
            }
            double[] d = hessian.solve(g);
            decrement = 0;
            for (int i = 0; i < size; i++) {
                decrement += g[i] * d[i];
            }
            cost = along(theta, d, lambda, cost, decrement);
            if (decrement < least) {
                break;
            }
        }
        return fit(theta, lambda, hessian, decrement);
    }

    /// The largest slope of the loss along a coefficient where only the intercepts are fitted: with a larger l1
    /// all coefficients are zero.
    double steepest() {
        var theta = new double[size];
        var count = new double[classes];
        Arrays.fill(count, Double.MIN_NORMAL); // a class may have no row here
        for (int i = 0; i < n; i++) {
            count[codes[i]] += share[i];
        }
        if (functions == 1) {
            theta[p] = StrictMath.log(count[1] / count[0]);
        } else {
            for (int c = 0; c < classes; c++) {
                theta[c * (p + 1) + p] = StrictMath.log(count[c]);
            }
        }
        cost(theta, 0);
        double[] g = gradient(theta, 0);
        double most = 0;
        for (int i = 0; i < size; i++) {
            most = penalised(i) ? Math.max(most, Math.abs(g[i])) : most;
        }
        return most;
    }

    private boolean penalised(int i) {
        return i % (p + 1) != p;
    }

    private double absolute(double[] theta) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += penalised(i) ? Math.abs(theta[i]) : 0;
        }
        return sum;
    }

    /// Newton's method for the cost with l1 |b|_1 + l2 |b|^2, with halved steps; theta is changed.
    LinearFit solveSparse(double[] theta, double l1, double l2) {
        double decrement = Double.POSITIVE_INFINITY;
        double cost = cost(theta, l2) + l1 * absolute(theta);
        for (int step = 0; step < MOST_STEPS && decrement >= DECREMENT; step++) {
            double[] g = gradient(theta, l2);
            double[] h = symmetric(hessian(l2));
            double[] goal = theta.clone();
            double[] slope = descend(goal, g, h, l1);
            double linear = 0; // the change of the cost to first order, below 0
            decrement = 0;
            for (int i = 0; i < size; i++) {
                double d = goal[i] - theta[i];
                linear += g[i] * d + (penalised(i) ? l1 * (Math.abs(goal[i]) - Math.abs(theta[i])) : 0);
                decrement += d * (slope[i] - g[i]); // d H d
            }
            double[] from = theta.clone();
            for (double share = 1; ; share /= 2) {
                for (int i = 0; i < size; i++) {
                    theta[i] = share == 1 ? goal[i] : from[i] + share * (goal[i] - from[i]);
                }
                double now = cost(theta, l2) + l1 * absolute(theta);
                // near the end rounding hides the decrease
                if (now <= cost + 1e-4 * share * linear || decrement < 1e-10 || share < 1e-10) {
                    cost = now;
                    break;
                }
            }
        }
        return fit(theta, l2, null, decrement);
    }

    /// The least g . d + d H d / 2 + l1 |b + d|_1 by coordinates, d = goal - start; goal is changed.
    ///
    /// @return g + H d
    private double[] descend(double[] goal, double[] g, double[] h, double l1) {
        double[] slope = g.clone();
        double first = 0;
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double largest = 0;
            for (int i = 0; i < size; i++) {
                double curvature = h[i * size + i];
                if (!(curvature > 0)) {
                    continue;
                }
                double free = goal[i] - slope[i] / curvature;
                double to = penalised(i) ? Math.signum(free) * Math.max(0, Math.abs(free) - l1 / curvature) : free;
                double d = to - goal[i];
                if (d != 0) {
                    goal[i] = to;
                    for (int j = 0; j < size; j++) {
                        slope[j] += d * h[i * size + j];
                    }
                    largest = Math.max(largest, d * d * curvature);
                }
            }
            first = sweep == 0 ? largest : first;
            if (largest <= INNER * first || largest < DECREMENT / 100) {
                break;
            }
        }
        return slope;
    }

    private double[] symmetric(double[] lower) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                lower[j * size + i] = lower[i * size + j];
            }
        }
        return lower;
    }

    private double cost(double[] theta, double lambda) {
        int width = p + 1;
        var losses = new double[parts];
        team.run(parts, (_, part) -> {
            int from = begin(part);
            int count = begin(part + 1) - from;
            linear(theta, from, count, probability, from, n);
            losses[part] = functions == 1 ? logistic(from, count) : softmax(from, count);
        });
        double loss = 0;
        for (double each : losses) {
            loss += each;
        }
        double penalty = 0;
        for (int f = 0; f < functions; f++) {
            for (int j = 0; j < p; j++) {
                penalty += theta[f * width + j] * theta[f * width + j];
            }
        }
        return loss + lambda * penalty;
    }

    /// The linear functions of some rows, functions x count.
    void linear(double[] theta, int from, int count, double[] out, int at, int ld) {
        int width = p + 1;
        blas.gemm(false, false, functions, count, width, 1, theta, 0, width, design, from, n, 0, out, at, ld);
    }

    /// Takes the linear function to the probability of the second class.
    ///
    /// @return the loss
    private double logistic(int from, int count) {
        double loss = 0;
        for (int i = from; i < from + count; i++) {
            double z = codes[i] == 1 ? probability[i] : -probability[i];
            loss += share[i] * (z > 0 ? StrictMath.log1p(StrictMath.exp(-z)) : StrictMath.log1p(StrictMath.exp(z)) - z);
            double e = StrictMath.exp(-Math.abs(probability[i]));
            probability[i] = probability[i] > 0 ? 1 / (1 + e) : e / (1 + e);
        }
        return loss;
    }

    /// Takes the linear functions to the probabilities of the classes.
    ///
    /// @return the loss
    private double softmax(int from, int count) {
        Kernels kernels = Kernels.best();
        double[] most = Arrays.copyOfRange(probability, from, from + count);
        for (int c = 1; c < classes; c++) {
            kernels.arithmetic().max(most, 0, probability, c * n + from, most, 0, count);
        }
        double loss = 0;
        for (int i = 0; i < count; i++) {
            loss += share[from + i] * (most[i] - probability[codes[from + i] * n + from + i]);
        }
        var sum = new double[count];
        for (int c = 0; c < classes; c++) {
            int row = c * n + from;
            kernels.arithmetic().sub(probability, row, most, 0, probability, row, count);
            kernels.functions().exp(probability, row, probability, row, count);
            kernels.arithmetic().add(sum, 0, probability, row, sum, 0, count);
        }
        for (int c = 0; c < classes; c++) {
            kernels.arithmetic().div(probability, c * n + from, sum, 0, probability, c * n + from, count);
        }
        kernels.functions().log(sum, 0, sum, 0, count);
        return loss + kernels.reductions().dot(share, from, sum, 0, count);
    }

    /// At the probabilities of the last cost.
    private double[] gradient(double[] theta, double lambda) {
        return pulled(theta, lambda, (from, count, off) -> {
            for (int f = 0; f < functions; f++) {
                Kernels.best().arithmetic().mul(share, from, probability, f * n + from, off, f * count, count);
            }
            for (int i = 0; i < count; i++) {
                // of two classes the function belongs to the second
                int own = functions > 1 ? codes[from + i] : codes[from + i] - 1;
                if (own >= 0) {
                    off[own * count + i] -= share[from + i];
                }
            }
        });
    }

    /// What is to be summed over the rows, from one on: functions x count.
    @FunctionalInterface
    interface Pull {
        /// Fills the numbers of these rows, which are 0.
        void fill(int from, int count, double[] off);
    }

    /// off X + 2 lambda b, the way back from the rows to the coefficients.
    double[] pulled(double[] theta, double lambda, Pull pull) {
        int width = p + 1;
        var sums = new double[parts][];
        team.run(parts, (_, part) -> {
            int from = begin(part);
            int count = begin(part + 1) - from;
            var off = new double[functions * count];
            pull.fill(from, count, off);
            var sum = new double[size];
            blas.gemm(false, true, functions, width, count, 1, off, 0, count, design, from, n, 0, sum, 0, width);
            sums[part] = sum;
        });
        double[] g = sums[0];
        for (int part = 1; part < parts; part++) {
            Kernels.best().arithmetic().add(g, 0, sums[part], 0, g, 0, size);
        }
        for (int f = 0; f < functions; f++) {
            for (int j = 0; j < p; j++) {
                g[f * width + j] += 2 * lambda * theta[f * width + j];
            }
        }
        return g;
    }

    /// sum_i share_i p_f (delta_fg - p_g) x x^T + 2 lambda. Of more than two classes a common shift of the
    /// intercepts
    /// changes nothing; a term (sum of the intercepts)^2 / 2, whose gradient is zero from the start,
    /// holds it.
    private double[] hessian(double lambda) {
        int width = p + 1;
        var h = new double[size * size];
        var weighted = new double[width * n];
        for (int f = 0; f < functions; f++) {
            for (int g = 0; g <= f; g++) {
                for (int j = 0; j < width; j++) {
                    for (int i = 0; i < n; i++) {
                        double w = probability[f * n + i] * ((f == g ? 1 : 0) - probability[g * n + i]);
                        weighted[j * n + i] = share[i] * w * design[j * n + i];
                    }
                }
                int corner = f * width * size + g * width;
                Blas.best().gemm(false, true, width, width, n, 1, design, 0, n, weighted, 0, n, 0, h, corner, size);
                if (functions > 1) {
                    h[(f * width + p) * size + g * width + p] += 1;
                }
            }
            for (int j = 0; j < p; j++) {
                h[(f * width + j) * size + f * width + j] += 2 * lambda;
            }
        }
        return h;
    }

    /// The errors are sqrt(diag(H^-1 F H^-1)) with F = n (H - 2 lambda) the information of the data:
    /// those of an
    /// estimate that the penalty draws towards zero. Only for two classes, where a coefficient has a
    /// meaning of its
    /// own.
    private LinearFit fit(double[] theta, double lambda, @Nullable Cholesky hessian, double gap) {
        int width = p + 1;
        var intercepts = new double[classes];
        var b = new double[classes * p];
        var errors = new double[classes * p];
        Arrays.fill(errors, Double.NaN);
        for (int c = 0; c < classes; c++) {
            int f = functions == 1 ? 0 : c;
            double sign = functions > 1 ? 1 : c == 1 ? 0.5 : -0.5;
            intercepts[c] = sign * theta[f * width + p];
            for (int j = 0; j < p; j++) {
                b[c * p + j] = sign * theta[f * width + j];
            }
        }
        if (functions == 1 && hessian != null && hessian.succeeded()) {
            for (int j = 0; j < p; j++) {
                var unit = new double[size];
                unit[j] = 1;
                double[] column = hessian.solve(unit); // of H^-1, so H^-1 (H - 2 lambda) H^-1 needs only it
                double variance = column[j];
                for (int i = 0; i < p; i++) {
                    variance -= 2 * lambda * column[i] * column[i];
                }
                double error = Math.sqrt(Math.max(0, variance) / n) / 2;
                errors[j] = error;
                errors[p + j] = error;
            }
        }
        Shape shape = Shape.of(classes, p);
        return new LinearFit(
                intercepts,
                new Array(shape, b),
                new Array(shape, errors),
                true,
                -1,
                Double.NaN,
                gap / 2 / StrictMath.log(classes));
    }
}
