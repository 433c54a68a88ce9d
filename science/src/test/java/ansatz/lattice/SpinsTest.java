package ansatz.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpinsTest {
    @Test
    void configurationsOfMoreThan64SpinsSurvivePacking() {
        var spins = new Spins(130, 5);
        for (int n = 0; n < 5; n++) {
            for (int i = n; i < 130; i += n + 2) {
                spins.flip(i, n);
            }
        }
        var bits = new long[2 + 5 * Spins.words(130)];
        spins.pack(bits, 2);
        var copy = new Spins(130, 5);
        copy.unpack(bits, 2);
        assertThat(copy.values()).isEqualTo(spins.values());
        assertThat(bits[2]).isEqualTo(0x5555555555555555L);
    }

    @Test
    void aPermutationHoldsEachSiteOnce() {
        assertThatThrownBy(() -> Permutation.of(0, 2, 2))
                .hasMessageContaining("each site once")
                .hasMessageContaining("[0, 2, 2]");
    }
}
