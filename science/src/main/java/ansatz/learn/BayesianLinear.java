package ansatz.learn;

import ansatz.engine.array.Array;
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
        return new double[] {Evidence.of(x, y).best()};
    }

    /// With the posterior standard deviations as errors.
    @Override
    public List<LinearFit> path(Array x, Target y, double[] strengths) {
        var evidence = Evidence.of(x, y);
        return Arrays.stream(strengths)
                .mapToObj(lambda -> evidence.posterior(lambda).fit())
                .toList();
    }

    @Override
    public Optional<Posterior> posterior(Array x, Target y, double strength) {
        return Optional.of(Evidence.of(x, y).posterior(strength));
    }

    /// The posterior of the largest evidence.
    ///
    /// @param x n x p
    public Posterior posterior(Array x, Target y) {
        var evidence = Evidence.of(x, y);
        return evidence.posterior(evidence.best());
    }

    /// The evidence as a function of the strength.
    ///
    /// @param s2 the squares of the singular values
    private record Evidence(Modes modes, double[] s2) {
        static Evidence of(Array x, Target y) {
            var modes = Modes.of(Centred.of(x, y.values()));
            return new Evidence(modes, Arrays.stream(modes.s()).map(s -> s * s).toArray());
        }

        private int differences() {
            return modes.data().rows() - 1;
        }

        /// (|y - X m|^2 + n lambda |m|^2) / (n - 1), where the derivative of the evidence by beta vanishes
        /// at fixed
        /// lambda.
        private double noise(double ridge) {
            double[] c = modes.c();
            double sum = modes.rest();
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
            double[] c = modes.c();
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
                return scan[top] / modes.data().rows();
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
            return low / modes.data().rows();
        }

        Posterior posterior(double lambda) {
            Centred data = modes.data();
            int n = data.rows();
            int p = data.features();
            int rank = modes.rank();
            double ridge = n * lambda;
            double beta = 1 / noise(ridge);
            double alpha = beta * ridge;
            var parts = new double[rank];
            var variances = new double[rank];
            double effective = 0;
            for (int k = 0; k < rank; k++) {
                parts[k] = modes.c()[k] * modes.s()[k] / (s2[k] + ridge);
                variances[k] = 1 / (beta * (s2[k] + ridge));
                effective += s2[k] / (s2[k] + ridge);
            }
            var ones = new double[rank];
            Arrays.fill(ones, 1);
            double[] known = modes.squaresAlong(ones);
            double[] inside = modes.squaresAlong(variances);
            var errors = new double[p];
            for (int j = 0; j < p; j++) {
                double outside = rank == p ? 0 : Math.max(0, 1 - known[j]) / alpha;
                errors[j] = Math.sqrt(inside[j] + outside);
            }
            LinearFit fit = data.fit(modes.along(parts), errors, rank, modes.condition(), 0);
            return new Posterior(
                    fit, data.xMeans(), modes.directions(), variances, n, alpha, beta, effective, evidence(ridge));
        }
    }
}
