package ansatz.optimizer;

import ansatz.engine.kernel.Kernels;
import ansatz.engine.linalg.Gram;
import ansatz.engine.linalg.LowerTriangle;
import ansatz.engine.linalg.SymmetricSystem;
import ansatz.engine.parallel.Team;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The direction d that minimises |X d - y|^2 + shift |d - d'|^2, with X_n = sqrt(w_n) (O_n - <O>) and y = 2
/// sqrt(w) (e - <e>) of a [Tangent]: (S + shift) d = g + shift d' with S = X^T X and g = X^T y, or d = d' + X^T
/// (X X^T + shift)^-1 (y - X d').
///
/// Rows are by output and sample ([Tangent]), and each output has a mean of its own.
public final class TangentSystem {
    /// Rounding of a second moment <O_k O_l>, relative to the trace of the moments: some units in the last
    /// place.
    private static final double ROUNDING = 1e-14;

    /// The largest share of the shift that the rounding of a metric from moments may have.
    private static final double NOTICEABLE = 1e-6;

    /// Rows that one thread centres at a time.
    private static final int CHUNK = 64;

    private final NaturalGradient.Solver solver;
    private final int parameters;
    private final Team team;
    private final double[] g;
    private final double[] direction;
    /// By row: X d'.
    private double[] carried = {};
    /// By row: y, the solution, and a vector that stands for them without the centring.
    private double[] y = {};

    private double[] x = {};
    private double[] uncentred = {};
    /// The weights, once for each output, and their roots.
    private double[] weights = {};

    private double[] roots = {};
    private final double[] mean;
    private double[] rows = {};
    private double[] matrix = {};
    private double[] vectors = {};
    private double[] products = {};
    private @Nullable LowerTriangle triangle;

    /// A direction, and how it was found.
    ///
    /// @param d the direction; overwritten by the next one
    /// @param squared d^T S d
    /// @param gradient the norm of g
    /// @param solver how the system was solved, as in [Step#solver()]
    /// @param rank the numerical rank of the metric with its shift
    /// @param condition a lower bound of the condition number of the metric with its shift
    public record Direction(double[] d, double squared, double gradient, String solver, int rank, double condition) {}

    /// @param solver where the linear system is solved
    /// @param parameters how many the model has
    public TangentSystem(NaturalGradient.Solver solver, int parameters, Team team) {
        this.solver = solver;
        this.parameters = parameters;
        this.team = team;
        this.g = new double[parameters];
        this.direction = new double[parameters];
        this.mean = new double[parameters];
    }

    /// Solves for one tangent.
    ///
    /// @param near d'; empty for 0
    /// @throws SingularMetric if no direction is left, or the metric is not finite
    public Direction solve(Tangent tangent, double shift, double[] near) {
        prepare(tangent);
        return solver.inParameters(parameters, y.length)
                ? inParameters(tangent, shift, near)
                : inSamples(tangent, shift, near);
    }

    /// Sizes what is kept by row; computes y and the roots of the weights.
    private void prepare(Tangent tangent) {
        int rowCount = tangent.rows();
        if (y.length != rowCount) {
            y = new double[rowCount];
            x = new double[rowCount];
            uncentred = new double[rowCount];
            weights = new double[rowCount];
            roots = new double[rowCount];
        }
        double[] w = tangent.weights();
        for (int n = 0; n < rowCount; n++) {
            weights[n] = w[n % w.length];
            roots[n] = Math.sqrt(weights[n]);
        }
        tangent.target(y);
    }

    private Direction inParameters(Tangent tangent, double shift, double[] near) {
        matrix = sized(matrix, parameters * parameters);
        tangent.uncentred(y, uncentred);
        tangent.derivatives().transposeTimes(uncentred, g, team);
        metric(tangent, shift, matrix);
        requireFinite(parameters);
        System.arraycopy(g, 0, direction, 0, parameters);
        for (int k = 0; k < near.length; k++) {
            direction[k] += shift * near[k];
        }
        var system =
                SymmetricSystem.inPlace(parameters, matrix, shift, direction, team, m -> metric(tangent, shift, m));
        // d^T S d = d^T (g + shift (d' - d))
        double squared = 0;
        for (int k = 0; k < parameters; k++) {
            double before = near.length == 0 ? 0 : near[k];
            squared += direction[k] * (g[k] + shift * (before - direction[k]));
        }
        return direction(system, "parameters", norm(g), squared);
    }

    private Direction inSamples(Tangent tangent, double shift, double[] near) {
        int n = y.length;
        matrix = sized(matrix, n * n);
        double gradient = Math.sqrt(Math.max(0, kernel(tangent, matrix)));
        requireFinite(n);
        System.arraycopy(y, 0, x, 0, n);
        if (near.length > 0) {
            carried = sized(carried, n);
            tangent.times(near, carried, team);
            for (int k = 0; k < n; k++) {
                x[k] -= carried[k];
            }
        }
        var system = SymmetricSystem.inPlace(n, matrix, shift, x, team, m -> kernel(tangent, m));
        tangent.uncentred(x, uncentred);
        tangent.derivatives().transposeTimes(uncentred, direction, team);
        for (int k = 0; k < near.length; k++) {
            direction[k] += near[k];
        }
        // X d = X d' + K x = y - shift x
        double squared = 0;
        for (int k = 0; k < n; k++) {
            double change = y[k] - shift * x[k];
            squared += change * change;
        }
        return direction(system, "samples", gradient, squared);
    }

    private void requireFinite(int n) {
        double trace = 0;
        for (int k = 0; k < n; k++) {
            trace += matrix[k * n + k];
        }
        if (!Double.isFinite(trace)) {
            throw new SingularMetric("the metric holds numbers that are not finite");
        }
    }

    private Direction direction(SymmetricSystem system, String space, double gradient, double squared) {
        if (system.rank() == 0) {
            throw new SingularMetric("the metric of order " + system.x().length + " is singular: no direction is left");
        }
        String how = system.byEigenvalues() ? space + ", eigenvalues" : space;
        return new Direction(direction, Math.max(0, squared), gradient, how, system.rank(), system.condition());
    }

    /// Writes S, the lower triangle: from moments where these are cheap and their means can be taken off
    /// without losing digits that count beside the shift, from centred rows otherwise.
    private void metric(Tangent tangent, double shift, double[] out) {
        if (!tangent.derivatives().moments(weights, out, team)) {
            metricOfRows(tangent, out);
            return;
        }
        if (!tangent.centred()) {
            return;
        }
        double trace = 0;
        for (int k = 0; k < parameters; k++) {
            trace += out[k * parameters + k];
        }
        if (!(trace * ROUNDING <= NOTICEABLE * shift)) {
            metricOfRows(tangent, out);
            return;
        }
        var arithmetic = Kernels.best().arithmetic();
        for (int output = 0; output < tangent.derivatives().outputs(); output++) {
            ofOutput(tangent, output, uncentred, 0);
            tangent.derivatives().transposeTimes(uncentred, mean, team);
            for (int k = 0; k < parameters; k++) {
                arithmetic.axpy(-mean[k], mean, 0, out, k * parameters, k + 1);
            }
        }
    }

    private void metricOfRows(Tangent tangent, double[] out) {
        int n = y.length;
        int stride = (n + 7) / 8 * 8 + 8;
        rows = sized(rows, parameters * stride);
        tangent.derivatives().write(rows, 0, stride, team);
        int samples = tangent.weights().length;
        var kernels = Kernels.best();
        team.run(parameters, (worker, k) -> {
            int row = k * stride;
            for (int at = row; tangent.centred() && at < row + n; at += samples) {
                double average = kernels.reductions().dot(weights, 0, rows, at, samples);
                kernels.arithmetic().shift(-average, rows, at, rows, at, samples);
            }
            kernels.arithmetic().mul(roots, 0, rows, row, rows, row, n);
        });
        Gram.ofRows(team, parameters, n, 1, rows, 0, stride, 0, out, 0, parameters);
    }

    /// Writes K = X X^T, the lower triangle; returns |g|^2 = y^T K y.
    private double kernel(Tangent tangent, double[] out) {
        int n = y.length;
        int samples = tangent.weights().length;
        int outputs = n / samples;
        tangent.derivatives().gram(out, team);
        if (triangle == null || vectors.length != (outputs + 1) * n) {
            triangle = new LowerTriangle(n, outputs + 1);
            vectors = new double[(outputs + 1) * n];
            products = new double[(outputs + 1) * n];
        }
        // with w_a the weights on the rows of output a, G w_a are products with its mean; with x for which g = O^T x,
        // |g|^2 = x^T G x
        for (int a = 0; a < outputs; a++) {
            ofOutput(tangent, a, vectors, a * n);
        }
        tangent.uncentred(y, uncentred);
        System.arraycopy(uncentred, 0, vectors, outputs * n, n);
        triangle.times(team, out, vectors, products);
        var reductions = Kernels.best().reductions();
        double squared = reductions.dot(vectors, outputs * n, products, outputs * n, n);
        if (!tangent.centred()) {
            Arrays.fill(products, 0, outputs * n, 0.0);
        }
        // <O_a> <O_b>
        var middle = new double[outputs * outputs];
        for (int a = 0; a < outputs; a++) {
            for (int b = 0; b < outputs; b++) {
                middle[a * outputs + b] = reductions.dot(weights, 0, products, b * n + a * samples, samples);
            }
        }
        team.run((n + CHUNK - 1) / CHUNK, (worker, part) -> {
            int end = Math.min(n, (part + 1) * CHUNK);
            for (int m = part * CHUNK; m < end; m++) {
                int a = m / samples;
                for (int b = 0; b <= a; b++) {
                    // (O_m - <O_a>) (O_k - <O_b>) for the rows k of output b
                    int from = b * samples;
                    int to = Math.min(from + samples, m + 1);
                    double own = products[b * n + m] - middle[a * outputs + b];
                    centre(out, m * n, from, to, roots, products, a * n, roots[m], own);
                }
            }
        });
        return squared;
    }

    /// Writes the weights on the rows of one output, zero on those of the others.
    private void ofOutput(Tangent tangent, int output, double[] out, int at) {
        int samples = tangent.weights().length;
        Arrays.fill(out, at, at + y.length, 0.0);
        System.arraycopy(weights, 0, out, at + output * samples, samples);
    }

    private static void centre(
            double[] row, int at, int from, int to, double[] roots, double[] mean, int of, double root, double own) {
        for (int k = from; k < to; k++) {
            row[at + k] = root * roots[k] * (row[at + k] - own - mean[of + k]);
        }
    }

    private static double[] sized(double[] array, int length) {
        return array.length == length ? array : new double[length];
    }

    static double norm(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }
}
