package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainsTest {
    private static final int SEEDS = 200;

    /// The claim that tests the error bar itself: over seeds, (value - exact) / error has unit spread.
    @ParameterizedTest
    @CsvSource({
        "0.0,    1,  2000", "0.6,    1,  5000", "0.9,    1, 20000", "0.6,   4,  1000", "0.9,   4,  4000",
                "0.5,   16,   200",
        "0.0, 1008,     1", "0.0, 1008,    10", "0.5, 1008,    10", "0.9, 1008,    10", "0.5, 1008,    50",
                "0.99, 1008,   50",
        "0.5,   64,    25", "-0.5,   8,   500",
    })
    void the_error_bar_is_honest(double phi, int chains, int draws) {
        var process = new Autoregressive(phi);
        double squares = 0;
        double errors = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var x = Chains.of(process.chains(chains, draws, seed));
            double error = x.autocorrelation().error();
            double pull = x.mean() / error;
            squares += pull * pull / SEEDS;
            errors += error / SEEDS;
        }
        // chi^2 with 200 degrees of freedom: the mean square is 1 +- sqrt(2/200) = 0.1; 4 of these
        assertThat(squares).isBetween(0.6, 1.4);
        // the mean error bar itself, known exactly; single errors spread by up to 20 % here, so their mean by 1.4 %: 3
        // of these and 5 % for the bias of a finite window
        assertThat(errors / process.error(chains, draws)).isBetween(0.91, 1.09);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 1, 100000",
        "0.5, 1, 100000",
        "0.9, 1, 100000",
        "0.95, 4, 50000",
        "0.8, 100, 1000",
        "-0.5, 1, 100000"
    })
    void tau_of_an_autoregressive_process(double phi, int chains, int draws) {
        var process = new Autoregressive(phi);
        var correlation = Chains.of(process.chains(chains, draws, 11)).autocorrelation();
        double n = (double) chains * draws;
        // Wolff (2004), equation 42: relative error sqrt(2 (2W + 1) / N) in our tau; truncation at W = 5 tau_int leaves
        // under 2 %, at W = 5 for phi = -0.5 up to 7 %
        double sigma = Math.sqrt(2 * (2 * correlation.window() + 1) / n);
        assertThat(correlation.source()).isEqualTo(Autocorrelation.Source.WINDOW);
        assertThat(correlation.tau() / process.tau()).isCloseTo(1, within(4 * sigma + (phi < 0 ? 0.07 : 0.02)));
    }

    @Test
    void blocking_agrees_with_the_window() {
        for (double phi : new double[] {0, 0.5, 0.9}) {
            var process = new Autoregressive(phi);
            var x = Chains.of(process.chains(1, 1 << 17, 3));
            var blocking = x.blocking();
            assertThat(blocking.plateau()).isTrue();
            var level = blocking.levels().get(blocking.chosen());
            // 4 standard deviations of the blocking error; blocks at the chosen length keep about 5 % of the
            // correlation
            assertThat(blocking.error())
                    .isCloseTo(process.error(1, 1 << 17), within(4 * level.uncertainty() + 0.05 * level.error()));
        }
    }

    @Test
    void blocking_of_many_short_chains_is_the_spread_of_their_means() {
        var x = Chains.of(new Autoregressive(0.9).chains(1008, 20, 3));
        assertThat(x.blocking().error()).isEqualTo(Moments.of(x.chainMeans()).error());
    }

    @Test
    void chains_that_disagree_widen_the_error_bar() {
        // each chain at a place of its own: 64 independent numbers, however many draws each repeats
        double[][] x = new Autoregressive(0).chains(64, 400, 2);
        double[] place = new Autoregressive(0).chains(1, 64, 3)[0];
        for (int chain = 0; chain < 64; chain++) {
            for (int i = 0; i < 400; i++) {
                x[chain][i] = 0.1 * x[chain][i] + place[chain];
            }
        }
        var chains = Chains.of(x);
        double independent = Moments.of(place).error();
        // the noise of the draws adds 0.1^2/400 to a variance of 1
        assertThat(chains.estimate().error()).isCloseTo(independent, within(0.02 * independent));
        assertThat(chains.rhat()).isGreaterThan(1.05);
        // place explains all but 1e-2/133 of the variance of a third's mean
        assertThat(chains.memory()).isGreaterThan(0.999);
    }

    @Test
    void both_layouts_hold_the_same_draws() {
        double[][] x = new Autoregressive(0.5).chains(7, 9, 1);
        double[][] transposed = new double[9][7];
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 9; j++) {
                transposed[j][i] = x[i][j];
            }
        }
        assertThat(Chains.ofDraws(transposed).diagnose()).isEqualTo(Chains.of(x).diagnose());
        assertThat(Chains.ofDraws(transposed).last(3).values()).startsWith(x[0][6], x[0][7], x[0][8], x[1][6]);
    }

    @Test
    void the_caller_may_reuse_its_arrays() {
        double[][] x = new Autoregressive(0.5).chains(2, 100, 1);
        var chains = Chains.of(x);
        double before = chains.mean();
        x[0][0] = 1e9;
        assertThat(chains.mean()).isEqualTo(before);
        assertThat(chains.estimate().mean()).isEqualTo(before);
    }

    @Test
    void equal_draws_have_no_error_and_no_complaint() {
        double[][] x = new double[8][10];
        for (double[] chain : x) {
            java.util.Arrays.fill(chain, -20);
        }
        assertThat(Chains.of(x).diagnose())
                .isEqualTo(
                        new Chains.Diagnosis(new Estimate.MonteCarlo(-20, 0, 1, 1, 80, 80), 8, 10, 0, 0, Double.NaN));
        // rounding of an exact eigenstate's local energy is not a Markov chain to be judged
        x[3][4] = Math.nextUp(-20.0);
        assertThat(Chains.of(x).rhat()).isEqualTo(1);
        assertThat(Chains.of(x).estimate().error()).isBetween(1e-18, 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void one_bad_draw_spoils_every_number(double bad) {
        double[][] x = new Autoregressive(0.5).chains(20, 30, 1);
        x[4][7] = bad;
        var diagnosis = Chains.of(x).diagnose();
        assertThat(diagnosis.estimate().mean()).isNaN();
        assertThat(diagnosis.estimate().error()).isNaN();
        assertThat(diagnosis.estimate().tau()).isNaN();
        assertThat(diagnosis.estimate().rhat()).isNaN();
        assertThat(diagnosis.estimate().ess()).isNaN();
        assertThat(diagnosis.blockingError()).isNaN();
        assertThat(diagnosis.drift()).isNaN();
        assertThat(diagnosis.memory()).isNaN();
        assertThat(diagnosis.estimate()).hasToString("not a number");
    }

    @Test
    void every_shape_has_an_answer() {
        for (int chains : new int[] {1, 2, 3, 7, 8, 9, 15, 16, 17, 33}) {
            for (int draws = 1; draws <= 9; draws++) {
                var diagnosis = Chains.of(new Autoregressive(0.5).chains(chains, draws, 4))
                        .diagnose();
                String shape = chains + " x " + draws;
                assertThat(diagnosis.estimate().mean()).as(shape).isFinite();
                if (chains * draws > 1) {
                    assertThat(diagnosis.estimate().error())
                            .as(shape)
                            .isPositive()
                            .isFinite();
                    assertThat(diagnosis.estimate().tau())
                            .as(shape)
                            .isPositive()
                            .isFinite();
                    assertThat(diagnosis.estimate().ess())
                            .as(shape)
                            .isPositive()
                            .isFinite();
                    assertThat(diagnosis.blockingError()).as(shape).isPositive().isFinite();
                }
                assertThat(Double.isNaN(diagnosis.drift())).as(shape).isEqualTo(draws < (chains == 1 ? 6 : 3));
            }
        }
        assertThat(Chains.of(1.0).estimate().error()).isNaN();
    }

    @Test
    void effective_sample_size_counts_independent_draws() {
        for (double phi : new double[] {0, 0.5, 0.9}) {
            var process = new Autoregressive(phi);
            // normal scores of Gaussian draws are Gaussian: ess = N / tau; 4 standard deviations of 3 % and the
            // truncated correlations across 50 draws
            double finite = process.error(1008, 50);
            assertThat(Chains.of(process.chains(1008, 50, 8)).ess() * finite * finite)
                    .isCloseTo(1, within(0.2));
        }
    }

    @Test
    void infinite_variance_has_an_effective_sample_size_too() {
        double[][] cauchy = new Autoregressive(0).chains(4, 1000, 2);
        double[][] other = new Autoregressive(0).chains(4, 1000, 3);
        for (int chain = 0; chain < 4; chain++) {
            for (int i = 0; i < 1000; i++) {
                cauchy[chain][i] /= other[chain][i];
            }
        }
        var x = Chains.of(cauchy);
        // independent draws: ess = 4000 within 4 sqrt(2 (2W + 1) / N) = 30 %
        assertThat(x.ess()).isBetween(2800.0, 5200.0);
        assertThat(x.rhat()).isLessThan(1.01);
    }

    @Test
    void refuses_what_is_not_chains() {
        assertThatThrownBy(() -> Chains.of(new double[0][]))
                .hasMessage("chains need at least one draw; found no chain");
        assertThatThrownBy(() -> Chains.of(new double[3][0]))
                .hasMessage("chains need at least one draw; found 3 chains without draws");
        assertThatThrownBy(() -> Chains.of(new double[][] {{1, 2}, {1}}))
                .hasMessage("chains are equally long; found 1 numbers in chain 1 and 2 before");
        assertThatThrownBy(() -> Chains.of(1, 2, 3).last(4)).hasMessageContaining("there are 3 draws");
    }
}
