package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    /// All energies within -324 and 324 J, as those of J1-J2 on a torus of 6 x 6 spins with J2 = J1 / 2.
    private static Divergence torus(double lowest) {
        return new Divergence(0, 324, lowest, 1024, "J");
    }

    private static void good(Divergence divergence, int samples) {
        for (int k = 0; k < samples; k++) {
            divergence.add(-70, 0.2, 40, 0.3);
        }
    }

    private static void lost(Divergence divergence, int samples) {
        for (int k = 0; k < samples; k++) {
            divergence.add(-1119, 120, 1.5e7, 0.04);
        }
    }

    @Test
    void a_wave_function_that_is_lost_for_good_is_told_with_the_figures() {
        var divergence = torus(Double.NaN);
        good(divergence, 200);
        lost(divergence, Divergence.PATIENCE - 1);
        assertThat(divergence.reason()).isEmpty();
        assertThat(divergence.sound()).isFalse();
        lost(divergence, 1);
        assertThat(divergence.reason())
                .isEqualTo("the wave function is lost: 50 of the last 50 samples have energies that no state has, the"
                        + " last one -1119(120) J with the standard deviation 3873 J; all lie between -324.0 and"
                        + " 324.0 J");
        assertThat(divergence.frozen()).isFalse();
    }

    @Test
    void outliers_however_large_are_no_divergence() {
        var divergence = torus(-72.5);
        for (int k = 0; k < 1000; k++) {
            good(divergence, 4);
            divergence.add(-1e20, 1e15, 1e40, 0.3);
            divergence.add(-54, 17.5, 3e5, 0.07);
            assertThat(divergence.sound()).isFalse();
            good(divergence, 2);
            assertThat(divergence.sound()).isTrue();
        }
        assertThat(divergence.reason()).isEmpty();
    }

    @Test
    void a_loss_with_sound_samples_in_between_is_told_too() {
        var divergence = torus(Double.NaN);
        for (int k = 0; k < 24; k++) {
            lost(divergence, 3);
            good(divergence, 1);
        }
        assertThat(divergence.reason()).isEmpty();
        lost(divergence, 2);
        assertThat(divergence.reason()).startsWith("the wave function is lost: 74 of the last 98 samples");
    }

    @Test
    void an_exact_energy_shows_a_loss_within_the_bounds() {
        var known = torus(-72.5);
        var unknown = torus(Double.NaN);
        for (int k = 0; k < Divergence.PATIENCE; k++) {
            known.add(-75, 0.1, 100, 0.3);
            unknown.add(-75, 0.1, 100, 0.3);
        }
        assertThat(known.reason()).contains("the lowest energy is -72.5 J");
        assertThat(unknown.reason()).isEmpty();
        var nearly = torus(-72.5);
        for (int k = 0; k < 1000; k++) {
            nearly.add(-72.9, 0.01, 1, 0.3);
            nearly.add(-75, 0.5, 256, 0.3);
        }
        assertThat(nearly.sound())
                .as("chains that lag a little behind, and a mean within ten errors")
                .isTrue();
    }

    @Test
    void the_heaviest_tails_that_a_state_can_have_are_no_divergence() {
        // |E_L|^2 is h^2 / p with the probability p and 0 else: the mean is h^2, the largest of any state
        var random = RandomGenerator.of("L64X128MixRandom");
        for (double p : new double[] {0.3, 0.01}) {
            var divergence = torus(Double.NaN);
            for (int k = 0; k < 10_000; k++) {
                divergence.add(0, 1, random.nextDouble() < p ? 324 * 324 / p : 0, 0.3);
            }
            assertThat(divergence.reason()).isEmpty();
        }
    }

    @Test
    void a_saturated_state_is_possible() {
        var divergence = new Divergence(-3, 0.1 + 0.2, -3 - 0.3, 16, "");
        for (int k = 0; k < 100; k++) {
            divergence.add(-3 - 0.3, 0, 0, 0.3);
        }
        assertThat(divergence.sound()).isTrue();
    }

    @Test
    void what_is_not_finite_is_told_at_once() {
        var divergence = torus(Double.NaN);
        divergence.add(Double.NaN, 0, Double.NaN, 0.3);
        assertThat(divergence.reason()).isEqualTo("the energy is NaN with the variance NaN");
        var infinite = torus(Double.NaN);
        infinite.add(-1e200, 0, Double.POSITIVE_INFINITY, 0.3);
        assertThat(infinite.reason()).isEqualTo("the energy is -1.0E200 with the variance Infinity");
    }

    @Test
    void chains_are_frozen_after_a_thousand_trials_without_a_move() {
        var many = torus(Double.NaN);
        many.add(-36, 0, 0, 0);
        assertThat(many.reason())
                .isEqualTo("no proposal of any chain was accepted, the chains are frozen at the energy -36.0 J");
        assertThat(many.frozen()).isTrue();
        var few = new Divergence(0, 324, Double.NaN, 10, "J");
        for (int k = 0; k < 99; k++) {
            few.add(-36, 0, 0, 0);
            assertThat(few.reason()).isEmpty();
        }
        few.add(-36, 0, 0, 0.1);
        assertThat(few.sound()).isTrue();
        for (int k = 0; k < 100; k++) {
            few.add(-36, 0, 0, 0);
        }
        assertThat(few.frozen()).isTrue();
        var enumerated = torus(Double.NaN);
        good(enumerated, 1);
        enumerated.add(-36, 0, 0, Double.NaN);
        assertThat(enumerated.sound())
                .as("where nothing is proposed nothing freezes")
                .isTrue();
    }

    @Test
    void the_counts_go_on_where_they_were_saved() {
        var straight = torus(Double.NaN);
        lost(straight, 20);
        good(straight, 5);
        var restored = torus(Double.NaN);
        restored.restore(straight.state());
        lost(straight, 35);
        lost(restored, 35);
        assertThat(restored.reason()).isEqualTo(straight.reason()).contains("55 of the last 60");
        assertThatThrownBy(() -> restored.restore(new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3");
    }
}
