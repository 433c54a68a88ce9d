package ansatz.optimizer;

import ansatz.engine.kernel.Kernels;
import ansatz.engine.linalg.Gram;
import ansatz.engine.linalg.LowerTriangle;
import ansatz.engine.linalg.SymmetricSystem;
import ansatz.engine.parallel.Team;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The natural gradient at work. With X_n = sqrt(w_n) (O_n - <O>) and y = 2 sqrt(w) (e - <e>): S = X^T X, g = X^T
/// y.
final class Reconfiguration implements Descent {
    /// Rounding of a second moment <O_k O_l>, relative to the trace of the moments: some units in the last place.
    private static final double ROUNDING = 1e-14;

    /// The largest share of the shift that the rounding of a metric from moments may have.
    private static final double NOTICEABLE = 1e-6;

    /// Rows that one thread centres at a time.
    private static final int CHUNK = 64;

    private final NaturalGradient settings;
    private final int parameters;
    private final Team team;
    private final double[] g;
    private final double[] direction;
    /// By sample: y, the solution, and a vector that stands for them without the centring.
    private double[] y = {};

    private double[] x = {};
    private double[] uncentred = {};
    private double[] roots = {};
    private final double[] mean;
    private double[] rows = {};
    private double[] matrix = {};
    private double[] vectors = {};
    private double[] products = {};
    private @Nullable LowerTriangle triangle;

    Reconfiguration(NaturalGradient settings, int parameters, Team team) {
        this.settings = settings;
        this.parameters = parameters;
        this.team = team;
        this.g = new double[parameters];
        this.direction = new double[parameters];
        this.mean = new double[parameters];
    }

    @Override
    public Step step(long step, Tangent tangent, double[] theta) {
        double rate = settings.rate().at(step);
        double shift = settings.shift().at(step);
        prepare(tangent);
        boolean inParameters = settings.inParameters(parameters, y.length);
        return inParameters ? inParameters(tangent, rate, shift, theta) : inSamples(tangent, rate, shift, theta);
    }

    /// Sizes what is kept by sample; computes y and the roots of the weights.
    private void prepare(Tangent tangent) {
        double[] w = tangent.weights();
        if (y.length != w.length) {
            y = new double[w.length];
            x = new double[w.length];
            uncentred = new double[w.length];
            roots = new double[w.length];
        }
        for (int n = 0; n < w.length; n++) {
            roots[n] = Math.sqrt(w[n]);
        }
        tangent.target(y);
    }

    private Step inParameters(Tangent tangent, double rate, double shift, double[] theta) {
        matrix = sized(matrix, parameters * parameters);
        tangent.uncentred(y, uncentred);
        tangent.derivatives().transposeTimes(uncentred, g, team);
        metric(tangent, shift, matrix);
        requireFinite(parameters);
        System.arraycopy(g, 0, direction, 0, parameters);
        var system =
                SymmetricSystem.inPlace(parameters, matrix, shift, direction, team, m -> metric(tangent, shift, m));
        // d^T S d = d^T (g - shift d)
        double squared = 0;
        for (int k = 0; k < parameters; k++) {
            squared += direction[k] * (g[k] - shift * direction[k]);
        }
        return move(theta, system, "parameters", norm(g), squared, rate, shift);
    }

    private Step inSamples(Tangent tangent, double rate, double shift, double[] theta) {
        int n = y.length;
        matrix = sized(matrix, n * n);
        double gradient = Math.sqrt(Math.max(0, kernel(tangent, matrix)));
        requireFinite(n);
        System.arraycopy(y, 0, x, 0, n);
        var system = SymmetricSystem.inPlace(n, matrix, shift, x, team, m -> kernel(tangent, m));
        tangent.uncentred(x, uncentred);
        tangent.derivatives().transposeTimes(uncentred, direction, team);
        // X d = K x = y - shift x
        double squared = 0;
        for (int k = 0; k < n; k++) {
            double change = y[k] - shift * x[k];
            squared += change * change;
        }
        return move(theta, system, "samples", gradient, squared, rate, shift);
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

    private Step move(
            double[] theta,
            SymmetricSystem system,
            String space,
            double gradient,
            double squared,
            double rate,
            double shift) {
        if (system.rank() == 0) {
            throw new SingularMetric("the metric of order " + system.x().length + " is singular: no direction is left");
        }
        double natural = Math.sqrt(Math.max(0, squared));
        double used = rate * natural > settings.cap() ? settings.cap() / natural : rate;
        for (int k = 0; k < parameters; k++) {
            theta[k] -= used * direction[k];
        }
        String solver = system.byEigenvalues() ? space + ", eigenvalues" : space;
        return new Step(gradient, used * natural, used, shift, solver, system.rank(), system.condition());
    }

    /// Writes S, the lower triangle: from moments where these are cheap and their means can be taken off without
    /// losing digits that count beside the shift, from centred rows otherwise.
    private void metric(Tangent tangent, double shift, double[] out) {
        double[] w = tangent.weights();
        if (!tangent.derivatives().moments(w, out, team)) {
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
        tangent.derivatives().transposeTimes(w, mean, team);
        var arithmetic = Kernels.best().arithmetic();
        for (int k = 0; k < parameters; k++) {
            arithmetic.axpy(-mean[k], mean, 0, out, k * parameters, k + 1);
        }
    }

    private void metricOfRows(Tangent tangent, double[] out) {
        int n = y.length;
        int stride = (n + 7) / 8 * 8 + 8;
        rows = sized(rows, parameters * stride);
        tangent.derivatives().write(rows, stride, team);
        double[] w = tangent.weights();
        var kernels = Kernels.best();
        team.run(parameters, (worker, k) -> {
            int row = k * stride;
            if (tangent.centred()) {
                double average = kernels.reductions().dot(w, 0, rows, row, n);
                kernels.arithmetic().shift(-average, rows, row, rows, row, n);
            }
            kernels.arithmetic().mul(roots, 0, rows, row, rows, row, n);
        });
        Gram.ofRows(team, parameters, n, 1, rows, 0, stride, 0, out, 0, parameters);
    }

    /// Writes K = X X^T, the lower triangle; returns |g|^2 = y^T K y.
    private double kernel(Tangent tangent, double[] out) {
        int n = y.length;
        tangent.derivatives().gram(out, team);
        if (triangle == null || vectors.length != 2 * n) {
            triangle = new LowerTriangle(n, 2);
            vectors = new double[2 * n];
            products = new double[2 * n];
        }
        // G w are the means of the rows; with x for which g = O^T x, |g|^2 = x^T G x
        double[] w = tangent.weights();
        tangent.uncentred(y, uncentred);
        System.arraycopy(w, 0, vectors, 0, n);
        System.arraycopy(uncentred, 0, vectors, n, n);
        triangle.times(team, out, vectors, products);
        var reductions = Kernels.best().reductions();
        boolean centred = tangent.centred();
        double middle = centred ? reductions.dot(w, 0, products, 0, n) : 0;
        double squared = reductions.dot(vectors, n, products, n, n);
        if (!centred) {
            Arrays.fill(products, 0, n, 0.0);
        }
        team.run((n + CHUNK - 1) / CHUNK, (worker, part) -> {
            int end = Math.min(n, (part + 1) * CHUNK);
            for (int m = part * CHUNK; m < end; m++) {
                centre(out, m * n, roots, products, roots[m], products[m] - middle, m + 1);
            }
        });
        return squared;
    }

    private static void centre(
            double[] row, int at, double[] roots, double[] mean, double root, double own, int length) {
        for (int k = 0; k < length; k++) {
            row[at + k] = root * roots[k] * (row[at + k] - own - mean[k]);
        }
    }

    private static double[] sized(double[] array, int length) {
        return array.length == length ? array : new double[length];
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    @Override
    public double[] state() {
        return new double[0];
    }

    @Override
    public void restore(double[] state) {
        States.require(state, 0);
    }
}
