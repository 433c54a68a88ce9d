package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExactDiagonalizationTest {
    @Test
    void theLowestStatesAreOrthogonalEigenstatesWithDegenerateOnesOneAfterTheOther() {
        // singlet, then a triplet, of the Heisenberg ring
        var ring = Heisenberg.on(Lattice.chain(6)).hamiltonian();
        var states = ExactDiagonalization.lowest(ring, Sector.of(6), 5);
        assertThat(states).hasSize(5);
        assertThat(states.get(1).energy()).isGreaterThan(states.get(0).energy() + 1);
        assertThat(states.get(2).energy()).isEqualTo(states.get(1).energy(), within(1e-10));
        assertThat(states.get(3).energy()).isEqualTo(states.get(1).energy(), within(1e-10));
        assertThat(states.get(4).energy()).isGreaterThan(states.get(3).energy() + 0.1);
        for (int a = 0; a < states.size(); a++) {
            double[] v = states.get(a).vector();
            double[] image = ExactDiagonalization.apply(ring, v);
            for (int s = 0; s < v.length; s++) {
                assertThat(image[s]).isEqualTo(states.get(a).energy() * v[s], within(1e-8));
            }
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int s = 0; s < v.length; s++) {
                    product += v[s] * states.get(b).vector()[s];
                }
                assertThat(product).isEqualTo(a == b ? 1 : 0, within(1e-10));
            }
        }
    }

    @Test
    void aSectorHasItsOwnLowestStateAndNoMoreThanItsStates() {
        var ring = Heisenberg.on(Lattice.chain(6)).hamiltonian();
        var sector = Sector.of(6).magnetization(4);
        var states = ExactDiagonalization.lowest(ring, sector, 10);
        assertThat(states).hasSize(6);
        assertThat(states.getFirst().energy()).isEqualTo(ExactDiagonalization.energy(ring, sector), within(1e-10));
        for (int s = 0; s < 64; s++) {
            if (Integer.bitCount(s) != 1) {
                assertThat(states.getFirst().vector()[s]).isZero();
            }
        }
    }

    @Test
    void aDegenerateGroundStateIsNotTakenForTheOne() {
        assertThat(Ising.on(Lattice.chain(6)).field(0).exactState(OptionalInt.empty()))
                .isEmpty();
        assertThat(Heisenberg.on(Lattice.chain(7)).exactState(OptionalInt.empty()))
                .isEmpty();
        assertThat(Heisenberg.on(Lattice.chain(6)).exactState(OptionalInt.empty()))
                .isPresent();
        // too large
        assertThat(Ising.on(Lattice.chain(20)).exactState(OptionalInt.empty())).isEmpty();
    }
}
