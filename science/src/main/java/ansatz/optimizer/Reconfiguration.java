package ansatz.optimizer;

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
        double[] g;
        double squared;
        SymmetricSystem system;
        boolean inParameters = settings.inParameters(parameters, n);
        if (inParameters) {
            g = metric(tangent, y);
            system = SymmetricSystem.solve(matrix, parameters, shift, g);
            double[] d = system.x();
            direction = d;
            // d^T S d = d^T (g - shift d)
            squared = 0;
            for (int k = 0; k < parameters; k++) {
                squared += d[k] * (g[k] - shift * d[k]);
            }
        } else {
            g = new double[parameters];
            tangent.transposeTimes(y, g, team);
            kernel(tangent, n);
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
        return new Step(norm(g), used * natural, used, shift, solver, system.rank(), system.condition());
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
        team.run(parameters, (worker, k) -> {
            int row = k * stride;
            double mean = 0;
            for (int j = 0; tangent.centred() && j < n; j++) {
                mean += w[j] * rows[row + j];
            }
            double product = 0;
            for (int j = 0; j < n; j++) {
                double x = Math.sqrt(w[j]) * (rows[row + j] - mean);
                rows[row + j] = x;
                product += x * y[j];
            }
            g[k] = product;
        });
        Gram.ofRows(team, parameters, n, 1, rows, 0, stride, 0, matrix, 0, parameters);
        return g;
    }

    /// Fills the matrix with K = X X^T.
    private void kernel(Tangent tangent, int n) {
        matrix = sized(matrix, n * n);
        tangent.derivatives().gram(matrix, team);
        double[] w = tangent.weights();
        var mean = new double[n];
        double overall = 0;
        if (tangent.centred()) {
            team.run(n, (worker, m) -> {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += w[k] * matrix[m * n + k];
                }
                mean[m] = sum;
            });
            for (int m = 0; m < n; m++) {
                overall += w[m] * mean[m];
            }
        }
        double middle = overall;
        team.run(n, (worker, m) -> {
            double root = Math.sqrt(w[m]);
            for (int k = 0; k < n; k++) {
                matrix[m * n + k] = root * Math.sqrt(w[k]) * (matrix[m * n + k] - mean[m] - mean[k] + middle);
            }
        });
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
