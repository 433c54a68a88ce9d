package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void prints_with_its_error() {
        assertThat(new Estimate.MonteCarlo(-25.490912, 2e-4, 1, 1, 1000, 1000)).hasToString("-25.4909(2)");
        assertThat(new Estimate.Bootstrap(0.5, 0.02, 100)).hasToString("0.50(2)");
        assertThat(new Estimate.Posterior(0.5, 0.02)).hasToString("0.50(2)");
    }

    @Test
    void exact_value_needs_no_parentheses() {
        assertThat(new Estimate.Exact(-25.49098968636475)).hasToString("-25.49098968636475");
        assertThat(new Estimate.Exact(2)).hasToString("2");
        assertThat(new Estimate.Exact(2, 0.001)).hasToString("2.0000(10)");
    }

    @Test
    void distance_is_in_error_bars_and_has_a_sign() {
        var estimate = new Estimate.Exact(10, 3);
        assertThat(estimate.distance(16)).isEqualTo(-2);
        assertThat(estimate.distance(new Estimate.Exact(5, 4))).isEqualTo(1);
        assertThat(new Estimate.Exact(1).distance(1)).isZero();
        assertThat(new Estimate.Exact(2).distance(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(new Estimate.Exact(2).distance(Double.NaN)).isNaN();
    }

    @Test
    void refuses_what_cannot_be() {
        assertThatThrownBy(() -> new Estimate.Exact(1, -1)).hasMessage("an error bar is at least 0; found -1.0");
        assertThatThrownBy(() -> new Estimate.MonteCarlo(1, 1, 1, 1, 1, 0)).hasMessageContaining("at least one draw");
        assertThatThrownBy(() -> new Estimate.Bootstrap(1, 1, 1)).hasMessageContaining("at least 2 resamplings");
    }
}
