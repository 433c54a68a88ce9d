package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Over many seeds (value - exact) / error has unit spread and no bias, for every estimator: this tests the error
/// bars
/// themselves.
class UnitSpreadTest {
    private static final int SEEDS = 100;

    /// An estimate in units of its error off the exact value, by seed.
    private record Case(String name, LongFunction<Double> pull) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Arguments of(String name, LongFunction<Double> pull) {
        return Arguments.of(new Case(name, pull));
    }

    private static final Autoregressive SLOW = new Autoregressive(0.6);

    private static Chains chains(long seed) {
        return Chains.of(SLOW.chains(16, 512, seed));
    }

    /// The same draws through a function.
    private static Chains of(double[][] x, java.util.function.DoubleUnaryOperator f) {
        return Chains.of(
                Arrays.stream(x).map(c -> Arrays.stream(c).map(f).toArray()).toArray(double[][]::new));
    }

    static Stream<Arguments> estimators() {
        return Stream.of(
                of("mean, autocorrelation", seed -> chains(seed).estimate().distance(0)),
                of("mean, blocking", seed -> {
                    var x = chains(seed);
                    return x.mean() / x.blocking().error();
                }),
                of(
                        "one chain",
                        seed -> Chains.of(SLOW.chains(1, 8000, seed)).estimate().distance(0)),
                of(
                        "many short chains",
                        seed -> Chains.of(SLOW.chains(512, 16, seed)).estimate().distance(0)),
                // <x^2> / <e^x>^2 of a normal distribution is 1 / e
                of("jackknife", seed -> {
                    double[][] x = SLOW.chains(16, 512, seed);
                    return Jackknife.of(List.of(of(x, v -> v * v), of(x, Math::exp)), m -> m[0] / (m[1] * m[1]))
                            .distance(Math.exp(-1));
                }),
                of("bootstrap", seed -> {
                    double[][] x = SLOW.chains(16, 512, seed);
                    return Bootstrap.of(List.of(of(x, v -> v * v), of(x, Math::exp)), m -> m[0] / (m[1] * m[1]), seed)
                            .distance(Math.exp(-1));
                }),
                of("weighted line, slope", seed -> line(seed).parameter(1).distance(-0.7)),
                of("weighted line, intercept", seed -> line(seed).parameter(0).distance(2)),
                of(
                        "correlated points, amplitude",
                        seed -> decay(seed).parameter(0).distance(1)),
                of("correlated points, length", seed -> decay(seed).parameter(1).distance(2.5)),
                of("zero variance", seed -> zeroVariance(seed).parameter(0).distance(-10)),
                of(
                        "zero variance, slope",
                        seed -> zeroVariance(seed).parameter(1).distance(0.4)),
                of("infinite size", seed -> sizes(seed, false).parameter(0).distance(-1.27)),
                of(
                        "infinite size, free power",
                        seed -> sizes(seed, true).parameter(0).distance(-1.27)),
                of("power of the size", seed -> sizes(seed, true).parameter(2).distance(2)));
    }

    private static Fit line(long seed) {
        var random = new Random(seed);
        double[] x = {0, 1, 2, 4, 8};
        double[] error = {0.1, 0.3, 0.1, 0.5, 0.2};
        var y = new double[x.length];
        Arrays.setAll(y, i -> 2 - 0.7 * x[i] + error[i] * random.nextGaussian());
        return Fit.of((at, p) -> p[0] + p[1] * at, new double[2], x, y, error);
    }

    /// exp(-r / 2.5) at six distances from one sample, whose noise is shared by neighbouring distances.
    private static Fit decay(long seed) {
        int points = 6;
        int draws = 400;
        var noise = new Autoregressive(0.5).chains(points + 1, 16 * draws, seed);
        var columns = new ArrayList<Chains>();
        for (int r = 0; r < points; r++) {
            var x = new double[16][draws];
            for (int c = 0; c < 16; c++) {
                for (int d = 0; d < draws; d++) {
                    double shared = noise[r][c * draws + d] + noise[r + 1][c * draws + d];
                    x[c][d] = Math.exp(-r / 2.5) + 0.3 * shared;
                }
            }
            columns.add(Chains.of(x));
        }
        var joint = JointMeans.of(columns);
        return Fit.of(
                p -> {
                    var f = new double[points];
                    Arrays.setAll(f, r -> p[0] * Math.exp(-r / p[1]));
                    return f;
                },
                new double[] {0.8, 2},
                joint.means(),
                joint.covariance());
    }

    private static Fit zeroVariance(long seed) {
        var random = new Random(seed);
        var points = new ArrayList<Extrapolation.Point>();
        for (double variance : new double[] {1, 0.7, 0.4, 0.2, 0.1}) {
            double e = 0.01;
            double v = 0.02 * variance;
            double shared = random.nextGaussian();
            double correlation = 0.6;
            double own = correlation * shared + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            points.add(new Extrapolation.Point(
                    new Estimate.Posterior(-10 + 0.4 * variance + e * shared, e),
                    new Estimate.Posterior(variance + v * own, v),
                    correlation * e * v));
        }
        return Extrapolation.zeroVariance(points);
    }

    private static Fit sizes(long seed, boolean free) {
        var random = new Random(seed);
        double[] sizes = {6, 8, 12, 16, 24, 32};
        var values = Arrays.stream(sizes)
                .mapToObj(l -> new Estimate.Posterior(-1.27 - 0.5 / (l * l) + 2e-5 * random.nextGaussian(), 2e-5))
                .toList();
        return free
                ? Extrapolation.infiniteSizeAndPower(sizes, values, 1.5)
                : Extrapolation.infiniteSize(sizes, values, 2);
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void thePullsHaveUnitSpreadAndNoBias(Case estimator) {
        var pulls = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            // the first numbers of java.util.Random are nearly the same for seeds that follow each other
            pulls[seed] = estimator.pull().apply(RandomStream.of(11, 1, 0, seed).nextLong());
        }
        var m = Moments.of(pulls);
        // the spread of 100 pulls is known to 7 %, their mean to 0.1: three of each
        assertThat(Math.sqrt(m.variance())).as("spread").isEqualTo(1, within(0.2));
        assertThat(m.mean()).as("mean").isEqualTo(0, within(0.3));
    }
}
