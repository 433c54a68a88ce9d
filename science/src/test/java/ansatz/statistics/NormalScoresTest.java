package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalScoresTest {
    @Test
    void quantiles_of_the_normal_distribution() {
        // tables; each to the digits that a double holds
        assertThat(NormalScores.quantile(0.5)).isZero();
        assertThat(NormalScores.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-14));
        assertThat(NormalScores.quantile(0.84134474606854293)).isCloseTo(1, within(1e-14));
        assertThat(NormalScores.quantile(1e-10)).isCloseTo(-6.361340902404056, within(1e-13));
        assertThat(NormalScores.quantile(0.25)).isCloseTo(-0.6744897501960817, within(1e-15));
    }

    @Test
    void the_quantile_inverts_the_distribution_function() {
        // Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/15 + ...), Abramowitz and Stegun 26.2.11
        for (double p = 0.001; p < 1; p += 0.001) {
            double z = NormalScores.quantile(p);
            double term = z;
            double sum = z;
            for (int k = 1; k < 200; k++) {
                term *= z * z / (2 * k + 1);
                sum += term;
            }
            assertThat(0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI))
                    .isCloseTo(p, within(1e-14));
        }
    }

    @Test
    void scores_follow_the_ranks_and_ties_share_theirs() {
        double[] z = NormalScores.of(new double[] {1e300, -5, 0.0, -0.0, 7});
        double s = 5.25;
        // ranks 5, 1, 2.5, 2.5, 4
        assertThat(z)
                .containsExactly(
                        NormalScores.quantile(4.625 / s),
                        NormalScores.quantile(0.625 / s),
                        NormalScores.quantile(2.125 / s),
                        NormalScores.quantile(2.125 / s),
                        NormalScores.quantile(3.625 / s));
    }
}
