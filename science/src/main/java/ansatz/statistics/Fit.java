package ansatz.statistics;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Cholesky;
import java.util.Arrays;
import org.hipparchus.special.Gamma;
import org.jspecify.annotations.Nullable;

/// A model fitted to points with correlated errors: parameters p that minimise
/// chi^2 = (y - f(p))^T C^-1 (y - f(p)), with the covariance (J^T C^-1 J)^-1 (A. C. Aitken, Proc. R. Soc. Edinb.
/// 55, 42
/// (1935)), found by the method of Gauss and Newton with Levenberg's and Marquardt's damping.
///
/// A covariance that is itself estimated from n blocks makes chi^2 larger than it should be, by about n / (n -
/// points).
public final class Fit {
    /// A relative change of chi^2 that no more step is made for.
    private static final double SETTLED = 1e-12;

    private static final int MOST_STEPS = 500;

    /// The cube root of the precision of doubles: the best step of a central difference.
    private static final double DIFFERENCE = 6e-6;

    /// The condition number of a scaled metric from which on rounding decides: the square of what differences are
    /// good to.
    private static final double SINGULAR = 1e10;

    private static final String UNDETERMINED = "the points do not determine the parameters of the fit";

    private final double[] parameters;
    private final double[][] covariance;
    private final double chiSquare;
    private final int degrees;

    private Fit(double[] parameters, double[][] covariance, double chiSquare, int degrees) {
        this.parameters = parameters;
        this.covariance = covariance;
        this.chiSquare = chiSquare;
        this.degrees = degrees;
    }

    /// What the points should be.
    @FunctionalInterface
    public interface Model {
        /// The values of all points at some parameters.
        double[] values(double[] parameters);
    }

    /// A function of one position.
    @FunctionalInterface
    public interface Curve {
        double value(double x, double[] parameters);
    }

    /// Fits a curve through points with independent errors.
    ///
    /// @param curve the model
    /// @param start parameters to start from
    /// @param x positions
    /// @param y values
    /// @param error their standard errors
    /// @throws IllegalArgumentException as [#of(Model, double[], double[], double[][])]
    public static Fit of(Curve curve, double[] start, double[] x, double[] y, double[] error) {
        if (x.length != y.length || x.length != error.length) {
            throw new IllegalArgumentException("a fit needs as many positions as values and errors; found " + x.length
                    + ", " + y.length + " and " + error.length);
        }
        var covariance = new double[y.length][y.length];
        for (int i = 0; i < y.length; i++) {
            covariance[i][i] = error[i] * error[i];
        }
        return of(p -> Arrays.stream(x).map(at -> curve.value(at, p)).toArray(), start, y, covariance);
    }

    /// Fits a model to points whose errors have a covariance.
    ///
    /// @param model the model
    /// @param start parameters to start from; any where the model is linear
    /// @param y values
    /// @param covariance of their errors
    /// @throws IllegalArgumentException if there are fewer points than parameters, the covariance is not positive
    /// definite, the points do not determine the parameters, or no minimum is found
    public static Fit of(Model model, double[] start, double[] y, double[][] covariance) {
        int n = y.length;
        int k = start.length;
        if (n < k) {
            throw new IllegalArgumentException("a fit of " + k + " parameters needs as many points; found " + n);
        }
        double[][] root = root(covariance, n);
        double[] p = start.clone();
        double[] r = whitened(root, residuals(model, p, y));
        double chi = square(r);
        double damping = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[][] jacobian = jacobian(model, p, root, n);
            double[][] metric = metric(jacobian, k);
            double[] gradient = new double[k];
            for (int a = 0; a < k; a++) {
                for (int i = 0; i < n; i++) {
                    gradient[a] += jacobian[a][i] * r[i];
                }
            }
            double before = chi;
            boolean better = false;
            for (int attempt = 0; attempt < 40 && !better; attempt++) {
                double[] change = solve(metric, damping, gradient);
                double[] tried = p.clone();
                for (int a = 0; a < k && change != null; a++) {
                    tried[a] += change[a];
                }
                double[] left = whitened(root, residuals(model, tried, y));
                double square = square(left);
                // written so that a NaN is no progress
                if (change != null && square <= chi * (1 + SETTLED) + Double.MIN_NORMAL) {
                    p = tried;
                    r = left;
                    chi = square;
                    damping = damping < 1e-9 ? 0 : damping / 10;
                    better = true;
                } else {
                    damping = damping == 0 ? 1e-3 : 10 * damping;
                }
            }
            if (!better || Math.abs(before - chi) <= SETTLED * Math.max(1, chi)) {
                return new Fit(p, inverse(metric(jacobian(model, p, root, n), k)), chi, n - k);
            }
        }
        throw new IllegalArgumentException(
                "no minimum of chi^2 was found in " + MOST_STEPS + " steps; start from other parameters");
    }

    /// How many parameters there are.
    public int size() {
        return parameters.length;
    }

    /// A parameter with its error.
    public Estimate.Fitted parameter(int k) {
        return new Estimate.Fitted(parameters[k], Math.sqrt(covariance[k][k]), chiSquare, degrees);
    }

    /// All parameters.
    public double[] parameters() {
        return parameters.clone();
    }

    /// The covariance of two parameters.
    public double covariance(int a, int b) {
        return covariance[a][b];
    }

    /// The least chi^2.
    public double chiSquare() {
        return chiSquare;
    }

    /// Points less parameters.
    public int degreesOfFreedom() {
        return degrees;
    }

    /// How likely a chi^2 at least as large is, were the model and the errors right; NaN without degrees of
    /// freedom.
    public double pValue() {
        return degrees == 0 ? Double.NaN : Gamma.regularizedGammaQ(0.5 * degrees, 0.5 * chiSquare);
    }

    /// The lower factor of the covariance.
    private static double[][] root(double[][] covariance, int n) {
        var flat = new double[n * n];
        for (int i = 0; i < n; i++) {
            if (covariance.length != n || covariance[i].length != n) {
                throw new IllegalArgumentException("the covariance of " + n + " points has as many rows and columns");
            }
            System.arraycopy(covariance[i], 0, flat, i * n, n);
        }
        var cholesky = Cholesky.of(new Array(Shape.of(n, n), flat));
        if (!cholesky.succeeded()) {
            throw new IllegalArgumentException("the covariance of the points is not positive definite: it needs more"
                    + " independent blocks than points, and no error may be zero");
        }
        double[] lower = cholesky.lower().values();
        var root = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(lower, i * n, root[i], 0, i + 1);
        }
        return root;
    }

    private static double[] residuals(Model model, double[] p, double[] y) {
        double[] r = model.values(p);
        for (int i = 0; i < y.length; i++) {
            r[i] = y[i] - r[i];
        }
        return r;
    }

    /// L^-1 r.
    private static double[] whitened(double[][] root, double[] r) {
        for (int i = 0; i < r.length; i++) {
            for (int j = 0; j < i; j++) {
                r[i] -= root[i][j] * r[j];
            }
            r[i] /= root[i][i];
        }
        return r;
    }

    /// L^-1 df/dp_a by central differences, `[parameter][point]`.
    private static double[][] jacobian(Model model, double[] p, double[][] root, int n) {
        var jacobian = new double[p.length][];
        for (int a = 0; a < p.length; a++) {
            double h = DIFFERENCE * Math.max(Math.abs(p[a]), 1e-3);
            double[] more = p.clone();
            double[] less = p.clone();
            more[a] += h;
            less[a] -= h;
            double[] above = model.values(more);
            double[] below = model.values(less);
            for (int i = 0; i < n; i++) {
                above[i] = (above[i] - below[i]) / (more[a] - less[a]);
            }
            jacobian[a] = whitened(root, above);
        }
        return jacobian;
    }

    private static double[][] metric(double[][] jacobian, int k) {
        var metric = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                for (int i = 0; i < jacobian[a].length; i++) {
                    metric[a][b] += jacobian[a][i] * jacobian[b][i];
                }
            }
        }
        return metric;
    }

    /// (M + damping diag M)^-1 g, with the parameters scaled so that the diagonal is 1; null where the matrix is
    /// singular
    /// to the rounding of its differences.
    private static double @Nullable [] solve(double[][] metric, double damping, double[] g) {
        int k = g.length;
        var scale = scales(metric);
        var flat = new double[k * k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                flat[a * k + b] = metric[a][b] / (scale[a] * scale[b]) + (a == b ? damping : 0);
            }
        }
        var cholesky = Cholesky.of(new Array(Shape.of(k, k), flat));
        if (!cholesky.succeeded() || cholesky.conditionBound() > SINGULAR) {
            return null;
        }
        var right = new double[k];
        for (int a = 0; a < k; a++) {
            right[a] = g[a] / scale[a];
        }
        double[] x = cholesky.solve(right);
        for (int a = 0; a < k; a++) {
            x[a] /= scale[a];
        }
        return x;
    }

    private static double[] scales(double[][] metric) {
        var scale = new double[metric.length];
        for (int a = 0; a < scale.length; a++) {
            scale[a] = Math.sqrt(metric[a][a]);
            if (!(scale[a] > 0)) {
                throw new IllegalArgumentException(UNDETERMINED);
            }
        }
        return scale;
    }

    private static double[][] inverse(double[][] metric) {
        int k = metric.length;
        var inverse = new double[k][];
        for (int a = 0; a < k; a++) {
            var unit = new double[k];
            unit[a] = 1;
            double[] column = solve(metric, 0, unit);
            if (column == null) {
                throw new IllegalArgumentException(UNDETERMINED);
            }
            inverse[a] = column;
        }
        return inverse;
    }

    private static double square(double[] r) {
        double sum = 0;
        for (double x : r) {
            sum += x * x;
        }
        return sum;
    }
}
