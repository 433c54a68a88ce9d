package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixingTest {
    private static double[][] independent(int chains, int draws, long seed) {
        return new Autoregressive(0).chains(chains, draws, seed);
    }

    @Test
    void split_rhat_by_hand() {
        // parts (0,2), (4,6): W = 2, means 1 and 5, B = 8, L = 2: sqrt((1 + 8) / 2)
        assertThat(Mixing.splitRhat(Chains.of(0, 2, 4, 6))).isCloseTo(Math.sqrt(4.5), within(1e-15));
        // the middle draw of an odd chain belongs to no half
        assertThat(Mixing.splitRhat(Chains.of(0, 2, 1e6, 4, 6))).isCloseTo(Math.sqrt(4.5), within(1e-15));
    }

    @Test
    void one_chain_somewhere_else_is_seen() {
        // Vehtari et al. (2021), section 3: one of four chains shifted
        double[][] x = independent(4, 1000, 1);
        assertThat(Chains.of(x).rhat()).isLessThan(1.01);
        for (int i = 0; i < 1000; i++) {
            x[2][i] += 1;
        }
        assertThat(Chains.of(x).rhat()).isGreaterThan(1.05);
    }

    @Test
    void a_common_trend_is_seen_by_splitting() {
        double[][] x = independent(4, 1000, 2);
        for (double[] chain : x) {
            for (int i = 0; i < 1000; i++) {
                chain[i] += i / 500.0;
            }
        }
        assertThat(Chains.of(x).rhat()).isGreaterThan(1.1);
        assertThat(Chains.of(x).drift()).isGreaterThan(Convergence.DRIFT);
    }

    @Test
    void a_chain_of_another_width_is_seen_by_folding_only() {
        double[][] x = independent(4, 1000, 3);
        for (int i = 0; i < 1000; i++) {
            x[0][i] *= 0.3;
        }
        var chains = Chains.of(x);
        assertThat(Mixing.splitRhat(chains.rankNormalised())).isLessThan(1.01);
        assertThat(chains.rhat()).isGreaterThan(1.03);
    }

    @Test
    void infinite_variance_does_not_hide_a_shifted_chain() {
        double[][] x = independent(4, 1000, 4);
        double[][] y = independent(4, 1000, 5);
        for (int chain = 0; chain < 4; chain++) {
            for (int i = 0; i < 1000; i++) {
                x[chain][i] = x[chain][i] / y[chain][i] + (chain == 0 ? 2 : 0);
            }
        }
        // Vehtari et al. (2021), figure 2: plain R-hat is blind for Cauchy draws, ranks are not
        assertThat(Mixing.splitRhat(Chains.of(x))).isLessThan(1.01);
        assertThat(Chains.of(x).rhat()).isGreaterThan(1.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 50})
    void a_thousand_healthy_short_chains_pass(int draws) {
        for (int seed = 0; seed < 20; seed++) {
            var chains = Chains.of(new Autoregressive(0.4).chains(1008, draws, seed));
            assertThat(chains.rhat()).as("%s draws, seed %s", draws, seed).isLessThan(Convergence.RHAT);
            assertThat(Math.abs(chains.drift())).isLessThan(Convergence.DRIFT);
            assertThat(chains.memory()).isLessThan(Convergence.MEMORY);
        }
    }

    @Test
    void a_thousand_short_chains_still_relaxing_do_not() {
        double[][] x = new Autoregressive(0.9).chains(1008, 20, 6);
        for (double[] chain : x) {
            for (int i = 0; i < 20; i++) {
                chain[i] += 0.5 * Math.exp(-i / 10.0);
            }
        }
        var verdict = Convergence.of("energy", Chains.of(x).diagnose());
        assertThat(verdict.reasons()).anyMatch(reason -> reason.contains("still drifting"));
    }

    @Test
    void drift_is_a_standard_normal_number_for_stationary_chains() {
        for (int[] shape : new int[][] {{1, 3000}, {4, 1500}, {32, 100}, {1008, 12}}) {
            double squares = 0;
            for (int seed = 0; seed < 200; seed++) {
                double drift = Chains.of(new Autoregressive(0.5).chains(shape[0], shape[1], seed))
                        .drift();
                squares += drift * drift / 200;
            }
            // 1 +- 0.1 for 200 seeds, 4 of these; Student's t with 31 degrees of freedom adds 7 %
            assertThat(squares).as("%s x %s", shape[0], shape[1]).isBetween(0.6, 1.47);
        }
    }

    @Test
    void halves_of_a_long_memory_are_remembered() {
        assertThat(Chains.of(new Autoregressive(0.999).chains(200, 30, 1)).memory())
                .isGreaterThan(0.9);
        // 0 +- 1/sqrt(199), 4 of these
        assertThat(Chains.of(new Autoregressive(0.3).chains(200, 90, 1)).memory())
                .isCloseTo(0, within(0.29));
    }

    @Test
    void chains_frozen_at_different_values_disagree_without_bound() {
        double[][] x = new double[4][10];
        for (int chain = 0; chain < 4; chain++) {
            java.util.Arrays.fill(x[chain], chain);
        }
        assertThat(Chains.of(x).rhat()).isInfinite();
    }
}
