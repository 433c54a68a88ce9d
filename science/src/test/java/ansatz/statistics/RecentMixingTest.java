package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentMixingTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 16, 17, 103})
    void drawByDrawItIsTheSplitRhatOfTheWindowWithoutRanks(int chains) {
        var random = new Random(chains);
        var recent = new RecentMixing(chains, 20);
        for (int window = 0; window < 3; window++) {
            var draws = new double[20][chains];
            for (double[] draw : draws) {
                for (int c = 0; c < chains; c++) {
                    draw[c] = random.nextGaussian() + 0.3 * c % 2 - 25;
                }
            }
            double before = recent.rhat();
            for (int k = 0; k < 19; k++) {
                recent.add(draws[k]);
                assertThat(Double.compare(recent.rhat(), before)).isZero();
            }
            recent.add(draws[19]);
            // the same sums in another order
            assertThat(recent.rhat()).isEqualTo(Mixing.splitRhat(Chains.ofDraws(draws)), within(1e-12));
        }
    }

    @Test
    void itGoesOnFromASavedStateWithTheSameBits() {
        var random = new Random(3);
        var one = new RecentMixing(40, 20);
        var other = new RecentMixing(40, 20);
        for (int k = 0; k < 33; k++) {
            one.add(random.doubles(40).toArray());
        }
        other.restore(one.state());
        for (int k = 0; k < 7; k++) {
            double[] draw = random.doubles(40).toArray();
            one.add(draw);
            other.add(draw);
        }
        assertThat(other.rhat()).isEqualTo(one.rhat());
        assertThat(other.state()).isEqualTo(one.state());
        assertThatThrownBy(() -> new RecentMixing(50, 20).restore(new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
