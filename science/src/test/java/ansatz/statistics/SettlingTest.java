package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final double NOISE = 1e-3;

    private static double[] series(int n, long seed, IntToDoubleFunction trend) {
        var random = new SplittableRandom(seed);
        var values = new double[n];
        for (int k = 0; k < n; k++) {
            values[k] = trend.applyAsDouble(k) + NOISE * random.nextGaussian();
        }
        return values;
    }

    private static double[] errors(int n) {
        var errors = new double[n];
        Arrays.fill(errors, NOISE);
        return errors;
    }

    @Test
    void a_straight_fall_changes_by_its_slope_over_one_and_a_half_windows() {
        var settling = Settling.of(series(100, 1, k -> -25 - 1e-3 * k), errors(100), -25.1, 0);
        assertThat(settling.window()).isEqualTo(50);
        // the mean of 50 steps has an error of 1e-3 / sqrt(50); five of them
        assertThat(settling.change()).isCloseTo(-0.0755, within(5 * NOISE / 7));
        assertThat(settling.slope()).isCloseTo(-1e-3, within(1e-5));
        assertThat(settling.lag()).isCloseTo(-0.0255, within(5 * NOISE / 7));
        // the noise is known, and the spread about the line gives it again to some 20 %
        assertThat(settling.changeError()).isBetween(0.9 * NOISE / 7, 1.6 * NOISE / 7);
        assertThat(settling.significance()).isLessThan(-100);
    }

    @Test
    void of_series_at_rest_the_change_has_unit_spread_in_its_errors() {
        double change = 0;
        double lag = 0;
        int series = 400;
        for (int seed = 0; seed < series; seed++) {
            double result = -25 + 2e-4 * new SplittableRandom(1000 + seed).nextGaussian();
            var settling = Settling.of(series(80, seed, k -> -25), errors(80), result, 2e-4);
            change += settling.significance() * settling.significance();
            lag += settling.lagSignificance() * settling.lagSignificance();
        }
        // 400 normal numbers have a spread of 1 to 0.035; the larger of two errors makes it somewhat smaller
        assertThat(Math.sqrt(change / series)).isBetween(0.75, 1.1);
        assertThat(Math.sqrt(lag / series)).isBetween(0.75, 1.1);
    }

    @Test
    void errors_that_are_too_small_do_not_hide_the_noise() {
        var settling = Settling.of(series(80, 3, k -> -25), new double[80], -25, 0);
        assertThat(Math.abs(settling.significance())).isLessThan(4);
    }

    @Test
    void correlated_steps_count_for_fewer() {
        // each number is repeated eight times, so that a window of 80 has ten independent ones
        var values = series(160, 5, k -> -25);
        for (int k = 0; k < 160; k++) {
            values[k] = values[k - k % 8];
        }
        double independent = NOISE / Math.sqrt(80);
        assertThat(Settling.of(values, errors(160), -25, 0).changeError()).isGreaterThan(1.7 * independent);
    }

    @Test
    void of_an_odd_number_of_steps_the_first_is_left_out() {
        var settling = Settling.of(new double[] {7, 1, 2}, new double[] {0, 3, 4}, 4, 0);
        assertThat(settling).isEqualTo(new Settling(1, 3, 3, 2, 4));
    }

    @Test
    void what_is_the_same_to_the_last_digit_has_not_changed() {
        var settling = Settling.of(new double[8], new double[8], 0, 0);
        assertThat(settling.significance()).isZero();
        assertThat(settling.lagSignificance()).isZero();
    }

    @Test
    void one_step_is_no_window() {
        assertThatThrownBy(() -> Settling.of(new double[1], new double[1], 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 1 values");
    }
}
