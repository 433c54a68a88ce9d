package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceTest {
    private static Chains.Diagnosis diagnosis(double rhat, double ess, double drift, double memory) {
        return new Chains.Diagnosis(
                new Estimate.MonteCarlo(-25.4909, 2e-4, 2, rhat, ess, 50_400), 1008, 50, 2e-4, drift, memory);
    }

    @Test
    void a_good_evaluation_has_no_reasons_against_it() {
        var verdict =
                Convergence.of("energy", diagnosis(1.002, 25_000, -1.2, 0.03)).and(Convergence.ofAcceptance(0.44));
        assertThat(verdict.converged()).isTrue();
        assertThat(verdict.reasons()).isEmpty();
    }

    @Test
    void each_threshold_has_its_reason() {
        assertThat(Convergence.of("energy", diagnosis(1.034, 25_000, 0, 0)).reasons())
                .containsExactly("energy: R-hat is 1.034 and must be below 1.01: parts of the sample disagree");
        assertThat(Convergence.of("energy", diagnosis(1.01, 25_000, 0, 0)).reasons())
                .containsExactly("energy: R-hat is 1.01000 and must be below 1.01: parts of the sample disagree");
        assertThat(Convergence.of("energy", diagnosis(1, 400, 0, 0)).reasons())
                .containsExactly(
                        "energy: the effective sample size is 400 and must be above 400; the autocorrelation time is 2.00 draws, the sample 1008 x 50 (chains x draws)");
        assertThat(Convergence.of("energy", diagnosis(1, 500, -4.5, 0)).reasons())
                .containsExactly(
                        "energy: the first and the last third differ by 4.5 error bars and may by 4: still drifting, burn in longer");
        assertThat(Convergence.of("energy", diagnosis(1, 500, 0, 0.8)).reasons())
                .containsExactly(
                        "energy: chains stay where they began: their first and last thirds correlate to 0.80 and may to 0.5; more sweeps between draws, or more draws");
        assertThat(Convergence.of("energy", diagnosis(2, 3, 9, 1)).reasons()).hasSize(4);
    }

    @Test
    void what_could_not_be_found_does_not_count_as_good() {
        assertThat(Convergence.of("energy", Chains.of(new double[1008][1]).diagnose())
                        .converged())
                .isFalse();
        assertThat(Convergence.of(
                                "energy",
                                Chains.of(new Autoregressive(0).chains(2, 1, 1)).diagnose())
                        .reasons())
                .hasSize(3);
        assertThat(Convergence.of("energy", Chains.of(1, Double.NaN, 3).diagnose())
                        .reasons())
                .containsExactly("energy: a draw is not a finite number");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.95})
    void acceptance_within_bounds(double acceptance) {
        assertThat(Convergence.ofAcceptance(acceptance).converged()).isTrue();
    }

    @Test
    void frozen_chains_are_not_perfect_ones() {
        assertThat(Convergence.ofAcceptance(0).reasons())
                .containsExactly("the acceptance is 0.0 % and must be between 5 and 95 %: the chains hardly move");
        assertThat(Convergence.ofAcceptance(0.99).reasons())
                .containsExactly(
                        "the acceptance is 99 % and must be between 5 and 95 %: the moves hardly change anything");
        assertThat(Convergence.ofAcceptance(Double.NaN).reasons())
                .containsExactly("the acceptance is unknown and must be between 5 and 95 %");
    }

    private static Convergence optimisation(double slope, int steps, double result) {
        int judged = Convergence.judgedSteps(steps);
        var energies = new double[judged];
        var errors = new double[judged];
        for (int k = 0; k < judged; k++) {
            energies[k] = -25 + slope * (k - judged) + (k % 2 == 0 ? 1e-3 : -1e-3);
            errors[k] = 1e-3;
        }
        return Convergence.ofOptimisation("energy", energies, errors, result, 1e-4, 1e-4, 0, "J");
    }

    @Test
    void an_optimisation_at_rest_is_converged() {
        assertThat(optimisation(0, 100, -25).converged()).isTrue();
    }

    @Test
    void an_optimisation_that_still_falls_is_not() {
        assertThat(optimisation(-1e-3, 100, -25).reasons())
                .singleElement()
                .asString()
                .startsWith("energy: the optimisation was still falling by 0.10 J per 100 steps (")
                .endsWith(" error bars over its last 40): more steps would lower it");
        assertThat(optimisation(1e-3, 100, -25).reasons())
                .first()
                .asString()
                .contains("still rising by 0.10 J per 100 steps");
    }

    @Test
    void the_verdict_says_in_words_which_half_is_converged() {
        var good = Convergence.of("energy", diagnosis(1.002, 25_000, -1.2, 0.03));
        var bad = Convergence.of("energy", diagnosis(1.002, 400, -1.2, 0.03));
        var falling = optimisation(-1e-3, 100, -25);
        assertThat(good.and(optimisation(0, 100, -25)).words()).isEqualTo("converged");
        assertThat(good.and(falling).words())
                .startsWith(
                        "NOT CONVERGED: the evaluation is converged, but energy: the optimisation was still falling");
        assertThat(bad.and(falling).words()).startsWith("NOT CONVERGED: energy: the effective sample size is 400");
    }

    @Test
    void a_result_above_the_last_steps_tells_that_their_chains_lagged() {
        assertThat(optimisation(-1e-3, 100, -24.97).reasons())
                .singleElement()
                .asString()
                .startsWith("energy: the last 20 steps read 0.020 J lower than the evaluation (")
                .contains("lagged behind");
    }

    @Test
    void a_change_below_three_error_bars_of_the_result_does_not_count() {
        double[] energies = {-1, -1, -1, -1, -1, -1};
        assertThat(Convergence.ofOptimisation("energy", energies, new double[6], -1.0002, 1e-5, 1e-4, 0, "J")
                        .converged())
                .isTrue();
        assertThat(Convergence.ofOptimisation("energy", energies, new double[6], -1.0002, 1e-5, 1e-5, 0, "J")
                        .converged())
                .isFalse();
    }

    @Test
    void an_optimisation_too_short_to_be_judged_does_not_count_as_good() {
        assertThat(optimisation(0, Convergence.FEWEST_STEPS, -25).converged()).isTrue();
        assertThat(optimisation(0, Convergence.FEWEST_STEPS - 1, -25).reasons())
                .containsExactly("energy: the optimisation is too short to tell whether it has come to rest;"
                        + " it needs at least 10 steps");
    }

    /// Values at rest of which every so many lies off by so much.
    private static Convergence jumping(int every, double by) {
        var energies = new double[100];
        var errors = new double[100];
        for (int k = 0; k < energies.length; k++) {
            boolean off = k % every == 0;
            energies[k] = -25 + (off ? by : 0) + (k % 2 == 0 ? 1e-3 : -1e-3);
            errors[k] = off ? 2 * Math.abs(by) : 1e-3;
        }
        return Convergence.ofOptimisation("energy", energies, errors, -25, 1e-4, 1e-4, 0, "J");
    }

    @Test
    void an_optimisation_that_jumps_is_not_at_rest_though_no_trend_is_significant() {
        assertThat(jumping(3, 1e5).reasons())
                .containsExactly("energy: 34 of the last 100 steps of the optimisation lay more than 1.3 J from the"
                        + " evaluation: it jumps; lower optimizer.rate or raise optimizer.shift");
        assertThat(jumping(20, 1e5).converged())
                .as("an outlier now and then is harmless")
                .isTrue();
        assertThat(jumping(3, 0.5).reasons())
                .as("2 % of the distance to the energy at infinite temperature are no jump")
                .noneMatch(reason -> reason.contains("jumps"));
    }

    @Test
    void long_optimisations_are_judged_by_their_end() {
        assertThat(Convergence.judgedSteps(100_000_000)).isEqualTo(2 * Convergence.LONGEST_WINDOW);
        assertThat(Convergence.judgedSteps(250)).isEqualTo(100);
    }
}
