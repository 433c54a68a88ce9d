package ansatz.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Cholesky;
import ansatz.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BayesianLinearTest {
    private static final double ALPHA = 0.5;
    private static final double BETA = 4;

    /// Coefficients from the prior and a target with noise.
    private record Drawn(Array x, Target y, double[] b) {
        static Drawn of(int n, int p, long seed) {
            var stream = RandomStream.of(seed, 0, 0, 0);
            var x = new double[n * p];
            stream.gaussian(x, 0, x.length);
            var b = new double[p];
            Arrays.setAll(b, j -> stream.nextGaussian() / Math.sqrt(ALPHA));
            var y = new double[n];
            for (int i = 0; i < n; i++) {
                y[i] = 7 + stream.nextGaussian() / Math.sqrt(BETA);
                for (int j = 0; j < p; j++) {
                    y[i] += x[i * p + j] * b[j];
                }
            }
            return new Drawn(new Array(Shape.of(n, p), x), new Target("y", "", y, List.of()), b);
        }
    }

    /// a A A^T + b 1, for the rows of A.
    private static double[] kernel(double[] a, int n, int p, double factor, double constant, double diagonal) {
        var k = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                k[i * n + j] = constant + (i == j ? diagonal : 0);
                for (int l = 0; l < p; l++) {
                    k[i * n + j] += factor * a[i * p + l] * a[j * p + l];
                }
            }
        }
        return k;
    }

    /// Helmert's orthonormal differences of the rows, (n - 1) x p: they know nothing of an intercept.
    private static double[] differences(double[] a, int n, int p) {
        var out = new double[(n - 1) * p];
        for (int k = 1; k < n; k++) {
            double norm = Math.sqrt(k * (k + 1.0));
            for (int j = 0; j < p; j++) {
                double sum = -k * a[k * p + j];
                for (int i = 0; i < k; i++) {
                    sum += a[i * p + j];
                }
                out[(k - 1) * p + j] = sum / norm;
            }
        }
        return out;
    }

    /// log N(z; 0, 1/beta + X X^T / alpha) of the differences z of y, by Cholesky.
    private static double evidence(Drawn data, double alpha, double beta) {
        int n = data.y.rows();
        int p = data.x.shape().extent(1);
        double[] x = differences(data.x.values(), n, p);
        double[] z = differences(data.y.values(), n, 1);
        var covariance = Cholesky.of(new Array(Shape.of(n - 1, n - 1), kernel(x, n - 1, p, 1 / alpha, 0, 1 / beta)));
        double[] solved = covariance.solve(z);
        double square = 0;
        for (int i = 0; i < n - 1; i++) {
            square += z[i] * solved[i];
        }
        return -((n - 1) * Math.log(2 * Math.PI) + covariance.logDeterminant() + square) / 2;
    }

    @ParameterizedTest
    @CsvSource({"12, 5, 0.03", "30, 3, 1e-6", "8, 12, 0.2", "8, 12, 1e-3"})
    void theEvidenceIsTheDensityOfTheDataUnderTheirCovariance(int n, int p, double lambda) {
        Drawn data = Drawn.of(n, p, 1);
        Posterior posterior =
                BayesianLinear.DEFAULTS.posterior(data.x, data.y, lambda).orElseThrow();
        assertThat(posterior.alpha() / (n * posterior.beta())).isCloseTo(lambda, Percentage.withPercentage(1e-10));
        assertThat(posterior.logEvidence())
                .isCloseTo(evidence(data, posterior.alpha(), posterior.beta()), Offset.offset(1e-9)); // condition 1e6
    }

    @ParameterizedTest
    @CsvSource({"40, 5", "15, 10", "12, 20"})
    void noOtherPrecisionsHaveALargerEvidence(int n, int p) {
        Drawn data = Drawn.of(n, p, 2);
        Posterior best = BayesianLinear.DEFAULTS.posterior(data.x, data.y);
        for (double a : new double[] {1e-3, 0.1, 0.5, 0.99, 1, 1.01, 2, 10, 1e3}) {
            for (double b : new double[] {1e-3, 0.1, 0.5, 0.99, 1, 1.01, 2, 10, 1e3}) {
                if (a != 1 || b != 1) {
                    assertThat(evidence(data, a * best.alpha(), b * best.beta()))
                            .isLessThan(best.logEvidence());
                }
            }
        }
    }

    @Test
    void mackaysIterationEndsAtTheSamePrecisions() {
        int n = 40;
        int p = 6;
        Drawn data = Drawn.of(n, p, 3);
        double[] x = differences(data.x.values(), n, p);
        double[] z = differences(data.y.values(), n, 1);
        double alpha = 1;
        double beta = 1;
        for (int round = 0; round < 500; round++) {
            var inverse = new double[p * p];
            var right = new double[p];
            for (int i = 0; i < n - 1; i++) {
                for (int j = 0; j < p; j++) {
                    right[j] += beta * x[i * p + j] * z[i];
                    for (int k = 0; k < p; k++) {
                        inverse[j * p + k] += beta * x[i * p + j] * x[i * p + k];
                    }
                }
            }
            var factor = Cholesky.of(new Array(Shape.of(p, p), inverse), alpha);
            double[] m = factor.solve(right);
            double trace = 0;
            for (int j = 0; j < p; j++) {
                var unit = new double[p];
                unit[j] = 1;
                trace += factor.solve(unit)[j];
            }
            double gamma = p - alpha * trace;
            double residual = 0;
            for (int i = 0; i < n - 1; i++) {
                double r = z[i];
                for (int j = 0; j < p; j++) {
                    r -= x[i * p + j] * m[j];
                }
                residual += r * r;
            }
            alpha = gamma / Arrays.stream(m).map(v -> v * v).sum();
            beta = (n - 1 - gamma) / residual;
        }
        Posterior best = BayesianLinear.DEFAULTS.posterior(data.x, data.y);
        assertThat(best.alpha()).isCloseTo(alpha, Percentage.withPercentage(1e-9));
        assertThat(best.beta()).isCloseTo(beta, Percentage.withPercentage(1e-9));
        // and they are those that the data were drawn with, within 4 of their errors
        assertThat(Math.abs(best.alpha() - ALPHA)).isLessThan(4 * best.alphaError());
        assertThat(Math.abs(best.noise() - 1 / Math.sqrt(BETA))).isLessThan(4 * best.noiseError());
    }

    @ParameterizedTest
    @CsvSource({"20, 4", "10, 15"})
    void aPredictionIsTheConditionalOfTheJointNormal(int n, int p) {
        Drawn data = Drawn.of(n + 1, p, 4);
        int[] known = java.util.stream.IntStream.range(0, n).toArray();
        var x = new Array(Shape.of(n, p), Arrays.copyOf(data.x.values(), n * p));
        Posterior posterior =
                BayesianLinear.DEFAULTS.posterior(x, data.y.select(known), 0.1).orElseThrow();
        double vague = 1e7
                * (p / posterior.alpha()
                        + 1 / posterior.beta()); // the variance of an intercept of which nothing is known
        double[] joint = kernel(data.x.values(), n + 1, p, 1 / posterior.alpha(), vague, 1 / posterior.beta());
        var among = new double[n * n];
        var across = new double[n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(joint, i * (n + 1), among, i * n, n);
            across[i] = joint[i * (n + 1) + n];
        }
        double[] weights = Cholesky.of(new Array(Shape.of(n, n), among)).solve(across);
        double mean = 0;
        double variance = joint[(n + 1) * (n + 1) - 1];
        for (int i = 0; i < n; i++) {
            mean += weights[i] * data.y.values()[i];
            variance -= weights[i] * across[i];
        }
        var row = new Array(Shape.of(1, p), Arrays.copyOfRange(data.x.values(), n * p, (n + 1) * p));
        // the vague intercept leaves 1e-7 of itself, and its condition 1e-7 of rounding
        assertThat(posterior.fit().predict(row).values()[0]).isCloseTo(mean, Offset.offset(1e-5));
        assertThat(posterior.uncertainty().ofObservations(row)[0])
                .isCloseTo(Math.sqrt(variance), Percentage.withPercentage(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"20, 4", "10, 15"})
    void theCovarianceInvertsThePrecision(int n, int p) {
        Drawn data = Drawn.of(n, p, 5);
        Posterior posterior =
                BayesianLinear.DEFAULTS.posterior(data.x, data.y, 0.1).orElseThrow();
        Array s = posterior.covariance();
        Array c = Centred.of(data.x, data.y.values()).x();
        for (int i = 0; i < p; i++) {
            assertThat(posterior.fit().errors().get(0, i)).isCloseTo(Math.sqrt(s.get(i, i)), Offset.offset(1e-12));
            for (int j = 0; j < p; j++) {
                double element = posterior.alpha() * s.get(i, j);
                for (int k = 0; k < p; k++) {
                    double product = 0;
                    for (int r = 0; r < n; r++) {
                        product += c.get(r, i) * c.get(r, k);
                    }
                    element += posterior.beta() * product * s.get(k, j);
                }
                assertThat(element).isCloseTo(i == j ? 1 : 0, Offset.offset(1e-11)); // condition below 1e3
            }
        }
        double[] ridge = Ridge.DEFAULTS
                .path(data.x, data.y, new double[] {0.1})
                .getFirst()
                .coefficients()
                .values();
        assertThat(posterior.fit().coefficients().values()).containsExactly(ridge, Offset.offset(1e-12));
    }

    @Test
    void theTruthScattersAboutTheMeanAsTheCovarianceSays() {
        int n = 25;
        int p = 4;
        int trials = 600;
        double sum = 0;
        for (int t = 0; t < trials; t++) {
            Drawn data = Drawn.of(n, p, 100 + t);
            Posterior posterior = BayesianLinear.DEFAULTS
                    .posterior(data.x, data.y, ALPHA / (n * BETA))
                    .orElseThrow();
            var off = new double[p];
            Arrays.setAll(off, j -> data.b[j] - posterior.fit().coefficients().get(0, j));
            double[] solved = Cholesky.of(posterior.covariance()).solve(off);
            for (int j = 0; j < p; j++) {
                sum += off[j] * solved[j] / p;
            }
        }
        // with the estimated noise this is Fisher's F of p and n - 1 degrees of freedom
        double f = n - 1;
        double expected = f / (f - 2);
        double variance = 2 * f * f * (p + f - 2) / (p * (f - 2) * (f - 2) * (f - 4));
        assertThat(sum / trials).isCloseTo(expected, Offset.offset(4 * Math.sqrt(variance / trials)));
    }

    @Test
    void aTargetThatTheFeaturesDoNotExplainKeepsThePrior() {
        // orthogonal to the only feature
        var x = new Array(Shape.of(4, 1), new double[] {-1, 1, -1, 1});
        var y = new Target("y", "", new double[] {1, 1, 3, 3}, List.of());
        Posterior posterior = BayesianLinear.DEFAULTS.posterior(x, y);
        assertThat(posterior.effective()).isLessThan(1e-5);
        assertThat(posterior.fit().coefficients().values()[0]).isCloseTo(0, Offset.offset(1e-15));
        assertThat(posterior.noise()).isCloseTo(Math.sqrt(4 / 3.0), Offset.offset(1e-12)); // over n - 1
    }

    @Test
    void theErrorOfTheEffectiveParametersFollowsFromTheirSlope() {
        Drawn data = Drawn.of(30, 5, 6);
        double h = 1e-4;
        double lambda = 0.2;
        double above = effective(data, lambda * Math.exp(h));
        double below = effective(data, lambda * Math.exp(-h));
        Posterior posterior =
                BayesianLinear.DEFAULTS.posterior(data.x, data.y, lambda).orElseThrow();
        double scatter =
                Math.hypot(posterior.alphaError() / posterior.alpha(), 2 * posterior.noiseError() / posterior.noise());
        // differences err by h^2 and by 1e-16 / h
        assertThat(posterior.effectiveError())
                .isCloseTo((below - above) / (2 * h) * scatter, Percentage.withPercentage(1e-5));
    }

    private static double effective(Drawn data, double lambda) {
        return BayesianLinear.DEFAULTS
                .posterior(data.x, data.y, lambda)
                .orElseThrow()
                .effective();
    }
}
