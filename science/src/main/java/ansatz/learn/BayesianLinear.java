package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Svd;
import ansatz.schema.Name;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Linear regression with a normal prior of the coefficients, whose precision and that of the noise maximise the
/// evidence: a ridge regression that finds its strength lambda = alpha / (n beta) without cross-validation and
/// tells
/// errors of what it predicts.
///
/// At a given lambda the best beta is known in closed form, and what remains is a function of one number, which a
/// scan over twenty decades and a bisection maximise. A maximum that lies at an end of the scan is taken there:
/// above, the
/// data show no trace of the features; below, no trace of noise.
@Name(
        value = "bayesian-linear",
        summary = "Bayesian linear model: normal prior and noise, both precisions by the largest evidence",
        cite =
                "D. MacKay, Neural Comput. 4, 415 (1992); C. Bishop, Pattern Recognition and Machine Learning, section 3.5")
public record BayesianLinear() implements Learner {
    /// There is nothing to say.
    public static final BayesianLinear DEFAULTS = new BayesianLinear();

    /// Singular values below this share of the largest count as zero.
    private static final double CUTOFF = 1e-12;

    /// The scan of n lambda, in units of the largest square of a singular value.
    private static final double LEAST = 1e-14;

    private static final double LARGEST = 1e6;
    private static final int STEPS = 161;

    @Override
    public boolean classifies() {
        return false;
    }

    /// The one of the largest evidence.
    @Override
    public double[] strengths(Array x, Target y) {
        return new double[] {Modes.of(x, y).best()};
    }

    /// With the posterior standard deviations as errors.
    @Override
    public List<LinearFit> path(Array x, Target y, double[] strengths) {
        var modes = Modes.of(x, y);
        return Arrays.stream(strengths)
                .mapToObj(lambda -> modes.posterior(lambda).fit())
                .toList();
    }

    @Override
    public Optional<Posterior> posterior(Array x, Target y, double strength) {
        return Optional.of(Modes.of(x, y).posterior(strength));
    }

    /// The posterior of the largest evidence.
    ///
    /// @param x n x p
    public Posterior posterior(Array x, Target y) {
        var modes = Modes.of(x, y);
        return modes.posterior(modes.best());
    }

    /// The data along the singular vectors of the centred features.
    ///
    /// @param s2 s_k^2
    /// @param c u_k . y
    /// @param rest |y|^2 - |c|^2, what no coefficient explains
    private record Modes(Centred data, Array directions, double[] s2, double[] c, double rest, double condition) {
        static Modes of(Array x, Target y) {
            var data = Centred.of(x, y.values());
            int n = data.rows();
            int p = data.features();
            Svd svd = Svd.of(data.x());
            double[] s = svd.singularValues();
            int rank = svd.rank(CUTOFF);
            double condition = rank < Math.min(n - 1, p) ? Double.POSITIVE_INFINITY : s[0] / s[rank - 1];
            double[] u = svd.u().values();
            var c = new double[rank];
            double[] left = data.y().clone();
            for (int k = 0; k < rank; k++) {
                for (int i = 0; i < n; i++) {
                    c[k] += u[i * s.length + k] * data.y()[i];
                }
                for (int i = 0; i < n; i++) {
                    left[i] -= c[k] * u[i * s.length + k];
                }
            }
            double rest = Arrays.stream(left).map(r -> r * r).sum();
            var directions = new Array(Shape.of(rank, p), Arrays.copyOf(svd.vt().values(), rank * p));
            double[] s2 =
                    Arrays.stream(s).limit(rank).map(value -> value * value).toArray();
            return new Modes(data, directions, s2, c, rest, condition);
        }

        private int differences() {
            return data.rows() - 1;
        }

        /// (|y - X m|^2 + n lambda |m|^2) / (n - 1), where the derivative of the evidence by beta vanishes
        /// at fixed
        /// lambda.
        private double noise(double ridge) {
            double sum = rest;
            for (int k = 0; k < c.length; k++) {
                sum += c[k] * c[k] * ridge / (s2[k] + ridge);
            }
            return Math.max(Double.MIN_NORMAL, sum / differences());
        }

        /// log N(y; 0, (1 + X X^T / ridge) / beta) of the differences at the best beta.
        private double evidence(double ridge) {
            double sum = -differences() * (StrictMath.log(2 * Math.PI * noise(ridge)) + 1);
            for (double square : s2) {
                sum -= StrictMath.log1p(square / ridge);
            }
            return sum / 2;
        }

        /// gamma - alpha |m|^2, twice the derivative of the evidence by log lambda: MacKay's condition.
        private double slope(double ridge) {
            double beta = 1 / noise(ridge);
            double sum = 0;
            for (int k = 0; k < c.length; k++) {
                double kept = s2[k] / (s2[k] + ridge);
                sum += kept - beta * c[k] * c[k] * kept * (1 - kept);
            }
            return sum;
        }

        /// The strength of the largest evidence.
        double best() {
            double unit = s2.length == 0 ? 1 : s2[0];
            double[] scan = Strengths.decades(LEAST * unit, LARGEST * unit, STEPS).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            int top = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < scan.length; k++) {
                double value = evidence(scan[k]);
                if (value > most) {
                    most = value;
                    top = k;
                }
            }
            boolean above = slope(scan[top]) > 0;
            int other = above ? top + 1 : top - 1;
            if (other < 0 || other == scan.length) {
                return scan[top] / data.rows();
            }
            double low = Math.min(scan[top], scan[other]);
            double high = Math.max(scan[top], scan[other]);
            for (double middle = Math.sqrt(low * high); middle > low && middle < high; middle = Math.sqrt(low * high)) {
                if (slope(middle) > 0) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low / data.rows();
        }

        Posterior posterior(double lambda) {
            int n = data.rows();
            int p = data.features();
            double ridge = n * lambda;
            double beta = 1 / noise(ridge);
            double alpha = beta * ridge;
            double[] v = directions.values();
            var b = new double[p];
            var variances = new double[c.length];
            double effective = 0;
            for (int k = 0; k < c.length; k++) {
                variances[k] = 1 / (beta * (s2[k] + ridge));
                effective += s2[k] / (s2[k] + ridge);
                for (int j = 0; j < p; j++) {
                    b[j] += v[k * p + j] * c[k] * Math.sqrt(s2[k]) / (s2[k] + ridge);
                }
            }
            var errors = new double[p];
            for (int j = 0; j < p; j++) {
                double inside = 0;
                double known = 0;
                for (int k = 0; k < c.length; k++) {
                    double square = v[k * p + j] * v[k * p + j];
                    known += square;
                    inside += square * variances[k];
                }
                double outside = c.length == p ? 0 : Math.max(0, 1 - known) / alpha;
                errors[j] = Math.sqrt(inside + outside);
            }
            LinearFit fit = data.fit(b, errors, c.length, condition, 0);
            return new Posterior(fit, data.xMeans(), directions, variances, n, alpha, beta, effective, evidence(ridge));
        }
    }
}
