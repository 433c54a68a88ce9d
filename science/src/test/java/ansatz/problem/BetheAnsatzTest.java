package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetheAnsatzTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 6, 8, 10, 12, 14, 16})
    void theRapiditiesGiveTheEnergyOfDiagonalization(int length) {
        var none = Sector.of(length).magnetization(0);
        var ring = Heisenberg.on(Lattice.chain(length)).hamiltonian();
        assertThat(BetheAnsatz.ring(length)).isEqualTo(ExactDiagonalization.energy(ring, none), within(1e-11));
        var open = Heisenberg.on(Lattice.chain(length).open()).hamiltonian();
        assertThat(BetheAnsatz.open(length)).isEqualTo(ExactDiagonalization.energy(open, none), within(1e-11));
    }

    @Test
    void theEnergiesAreThoseOfTheLiterature() {
        // D. Wu and others, Science 386, 296 (2024)
        assertThat(BetheAnsatz.ring(20)).isEqualTo(-35.61754611950579, within(1e-12));
        assertThat(BetheAnsatz.open(20)).isEqualTo(-34.72989333759587, within(1e-12));
        // 80 spins, G. Carleo and M. Troyer, Science 355, 602 (2017), to eleven digits
        assertThat(BetheAnsatz.ring(80) / 80).isEqualTo(-1.77310380749, within(5e-12));
    }

    @Test
    void aLongRingApproachesTheEndlessChainAsConformalSymmetrySays() {
        // E/L = e - pi c v / (6 L^2), c = 1, v = 2 pi in these units, with corrections of 1/ln^3 L: 0.3 % at 1000
        double missing = (BetheAnsatz.endless() - BetheAnsatz.ring(1000) / 1000) * 6e6 / (2 * Math.PI * Math.PI);
        assertThat(missing).isEqualTo(1, within(5e-3));
    }

    @Test
    void otherNumbersOfSpinsAreRefused() {
        assertThatThrownBy(() -> BetheAnsatz.ring(7))
                .hasMessageContaining("even")
                .hasMessageContaining("7");
        assertThatThrownBy(() -> BetheAnsatz.ring(2)).hasMessageContaining("at least 4");
    }
}
