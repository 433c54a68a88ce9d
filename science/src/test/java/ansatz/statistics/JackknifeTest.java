package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JackknifeTest {
    private static double[][] normal(int chains, int draws, long seed) {
        var random = new Random(seed);
        var x = new double[chains][draws];
        for (double[] chain : x) {
            Arrays.setAll(chain, k -> 1 + random.nextGaussian());
        }
        return x;
    }

    @Test
    void theMeanItselfHasTheErrorOfBlocking() {
        Chains x = Chains.of(normal(4, 256, 1));
        var estimate = Jackknife.of(List.of(x), m -> m[0]);
        // rounding alone: leaving out one block is linear
        assertThat(estimate.mean()).isEqualTo(x.mean(), within(1e-12));
        assertThat(estimate.error()).isEqualTo(x.blocking().error(), within(1e-12));
    }

    @Test
    void theErrorOfAVarianceIsHonestOverManySeeds() {
        int seeds = 200;
        var pulls = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            double[][] x = normal(2, 200, seed);
            var squares = Arrays.stream(x)
                    .map(c -> Arrays.stream(c).map(v -> v * v).toArray())
                    .toArray(double[][]::new);
            var variance = Jackknife.of(List.of(Chains.of(x), Chains.of(squares)), m -> m[1] - m[0] * m[0]);
            pulls[seed] = variance.distance(1);
        }
        Moments m = Moments.of(pulls);
        // the spread of 200 pulls is known to 5 %, their mean to 0.07: three of each
        assertThat(Math.sqrt(m.variance())).isEqualTo(1, within(0.15));
        assertThat(m.mean()).isEqualTo(0, within(0.21));
    }

    @Test
    void theBiasOfASquareIsTakenOff() {
        int seeds = 400;
        double plain = 0;
        double corrected = 0;
        for (int seed = 0; seed < seeds; seed++) {
            double[][] x = normal(5, 4, 1000 + seed);
            for (double[] chain : x) {
                Arrays.setAll(chain, k -> chain[k] - 1);
            }
            Chains chains = Chains.of(x);
            plain += chains.mean() * chains.mean() / seeds;
            corrected += Jackknife.of(List.of(chains), m -> m[0] * m[0]).mean() / seeds;
        }
        // the mean of 20 has the square 1/20, with a standard deviation of 0.07 sqrt 2 or so in each of the 400 sets
        assertThat(plain).isEqualTo(1 / 20.0, within(0.015));
        assertThat(corrected).isEqualTo(0, within(0.015));
    }

    @Test
    void whatCannotBeKnownIsNotANumber() {
        assertThat(Jackknife.of(List.of(Chains.of(3.0)), m -> m[0]).error()).isNaN();
        assertThat(Jackknife.of(List.of(Chains.of(1, Double.NaN, 2)), m -> m[0]).mean())
                .isNaN();
        assertThatThrownBy(() -> Jackknife.of(List.of(Chains.of(1, 2), Chains.of(1, 2, 3)), m -> m[0]))
                .hasMessageContaining("1 chains of 3 draws beside 1 of 2");
    }
}
