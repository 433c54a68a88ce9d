package ansatz.optimizer;

import ansatz.engine.kernel.Kernels;
import ansatz.engine.linalg.Gram;
import ansatz.engine.parallel.Team;

/// The natural gradient at work. With X_n = sqrt(w_n) (O_n - <O>) and y = 2 sqrt(w) (e - <e>): S = X^T X, g = X^T
/// y.
final class Reconfiguration implements Descent {
    private final NaturalGradient settings;
    private final int parameters;
    private final Team team;
    private double[] rows = {};
    private double[] matrix = {};

    Reconfiguration(NaturalGradient settings, int parameters, Team team) {
        this.settings = settings;
        this.parameters = parameters;
        this.team = team;
    }

    @Override
    public Step step(long step, Tangent tangent, double[] theta) {
        double rate = settings.rate().at(step);
        double shift = settings.shift().at(step);
        int n = tangent.weights().length;
        double[] y = tangent.target();
        double[] direction;
        double gradient;
        double squared;
        SymmetricSystem system;
        boolean inParameters = settings.inParameters(parameters, n);
        if (inParameters) {
            double[] g = metric(tangent, y);
            gradient = norm(g);
            system = SymmetricSystem.solve(matrix, parameters, shift, g);
            double[] d = system.x();
            direction = d;
            // d^T S d = d^T (g - shift d)
            squared = 0;
            for (int k = 0; k < parameters; k++) {
                squared += d[k] * (g[k] - shift * d[k]);
            }
        } else {
            gradient = Math.sqrt(Math.max(0, kernel(tangent, y)));
            system = SymmetricSystem.solve(matrix, n, shift, y);
            double[] x = system.x();
            direction = new double[parameters];
            tangent.transposeTimes(x, direction, team);
            // X d = K x = y - shift x
            squared = 0;
            for (int k = 0; k < n; k++) {
                double change = y[k] - shift * x[k];
                squared += change * change;
            }
        }
        double natural = Math.sqrt(Math.max(0, squared));
        double used = rate * natural > settings.cap() ? settings.cap() / natural : rate;
        for (int k = 0; k < parameters; k++) {
            theta[k] -= used * direction[k];
        }
        String solver = (inParameters ? "parameters" : "samples") + (system.byEigenvalues() ? ", eigenvalues" : "");
        return new Step(gradient, used * natural, used, shift, solver, system.rank(), system.condition());
    }

    /// Fills the matrix with S; returns g.
    private double[] metric(Tangent tangent, double[] y) {
        int n = y.length;
        int stride = (n + 7) / 8 * 8 + 8;
        rows = sized(rows, parameters * stride);
        matrix = sized(matrix, parameters * parameters);
        tangent.derivatives().write(rows, stride, team);
        var g = new double[parameters];
        double[] w = tangent.weights();
        double[] roots = roots(w);
        var kernels = Kernels.best();
        team.run(parameters, (worker, k) -> {
            int row = k * stride;
            if (tangent.centred()) {
                double mean = kernels.reductions().dot(w, 0, rows, row, n);
                kernels.arithmetic().shift(-mean, rows, row, rows, row, n);
            }
            kernels.arithmetic().mul(roots, 0, rows, row, rows, row, n);
            g[k] = kernels.reductions().dot(rows, row, y, 0, n);
        });
        Gram.ofRows(team, parameters, n, 1, rows, 0, stride, 0, matrix, 0, parameters);
        return g;
    }

    private static double[] roots(double[] weights) {
        var roots = new double[weights.length];
        for (int k = 0; k < roots.length; k++) {
            roots[k] = Math.sqrt(weights[k]);
        }
        return roots;
    }

    /// Fills the matrix with K = X X^T; returns |g|^2 = y^T K y.
    private double kernel(Tangent tangent, double[] y) {
        int n = y.length;
        matrix = sized(matrix, n * n);
        tangent.derivatives().gram(matrix, team);
        double[] w = tangent.weights();
        double[] roots = roots(w);
        var kernels = Kernels.best();
        var mean = new double[n];
        if (tangent.centred()) {
            team.run(n, (worker, m) -> mean[m] = kernels.reductions().dot(w, 0, matrix, m * n, n));
        }
        double middle = kernels.reductions().dot(w, 0, mean, 0, n);
        var products = new double[n];
        team.run(n, (worker, m) -> {
            centre(matrix, m * n, roots, mean, roots[m], mean[m] - middle);
            products[m] = kernels.reductions().dot(matrix, m * n, y, 0, n);
        });
        return kernels.reductions().dot(products, 0, y, 0, n);
    }

    private static void centre(double[] row, int at, double[] roots, double[] mean, double root, double own) {
        for (int k = 0; k < roots.length; k++) {
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
