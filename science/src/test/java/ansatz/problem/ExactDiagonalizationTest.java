package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Characters;
import ansatz.lattice.Lattice;
import ansatz.lattice.Symmetry;
import java.util.Optional;
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
            double[] image = StateVector.real(v).image(ring).re();
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

    private static Optional<double[]> ground(SpinProblem problem) {
        return problem.exactState(
                OptionalInt.empty(), Characters.trivial(problem.lattice().sites()));
    }

    @Test
    void aDegenerateGroundStateIsNotTakenForTheOne() {
        assertThat(ground(Ising.on(Lattice.chain(6)).field(0))).isEmpty();
        assertThat(ground(Heisenberg.on(Lattice.chain(7)))).isEmpty();
        assertThat(ground(Heisenberg.on(Lattice.chain(6)))).isPresent();
        // too large
        assertThat(ground(Ising.on(Lattice.chain(20)))).isEmpty();
    }

    @Test
    void theLowestStateWithGivenCharactersHasTheseCharactersAndItsEnergyForAReference() {
        var lattice = Lattice.chain(8);
        var ring = Heisenberg.on(lattice);
        // one magnon with the momentum pi, odd under the flip: an excited state of the ring in the basis of Marshall
        var characters = Characters.trivial(8).momentum(lattice, 4).with(Symmetry.flip(8), 1);
        var reference = ring.reference(OptionalInt.of(0), characters).orElseThrow();
        assertThat(reference.value())
                .isGreaterThan(ring.reference().orElseThrow().value() + 0.1);
        double[] v = ring.exactState(OptionalInt.of(0), characters).orElseThrow();
        double[] image = StateVector.real(v).image(ring.hamiltonian()).re();
        double norm = 0;
        for (int s = 0; s < v.length; s++) {
            norm += v[s] * v[s];
            assertThat(image[s]).isEqualTo(reference.value() * v[s], within(1e-8));
            assertThat(v[s ^ 255]).isEqualTo(-v[s], within(1e-12));
            assertThat(v[(s << 1 | s >> 7) & 255]).isEqualTo(-v[s], within(1e-12));
        }
        assertThat(norm).isEqualTo(1, within(1e-12));
    }

    @Test
    void aMomentumThatIsItsOwnOppositeOnlyByAPhaseHasAnEnergyButNoRealState() {
        var lattice = Lattice.chain(8);
        var ring = Heisenberg.on(lattice);
        var characters = Characters.trivial(8).momentum(lattice, 1);
        assertThat(ring.reference(OptionalInt.empty(), characters).orElseThrow().value())
                .isEqualTo(
                        ExactDiagonalization.energy(
                                ring.hamiltonian(), Sector.of(8).momentum(lattice, 1)),
                        within(1e-10));
        assertThat(ring.exactState(OptionalInt.empty(), characters)).isEmpty();
    }

    @Test
    void ofALargeLatticeOnlyTheSymmetricSectorHasTheReferenceOfTheWhole() {
        var lattice = Lattice.chain(40);
        var ring = Ising.on(lattice);
        var symmetric = Characters.trivial(40).momentum(lattice, 0);
        assertThat(ring.reference(OptionalInt.empty(), symmetric)).isEqualTo(ring.reference());
        assertThat(ring.reference(OptionalInt.empty(), Characters.trivial(40).momentum(lattice, 20)))
                .isEmpty();
    }
}
