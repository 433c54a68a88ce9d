package ansatz.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.TableAmplitude;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Metropolis;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Exact values of observables against what is known of the states by other means.
class ObservableValuesTest {
    private static Estimator estimator(Observable observable, SpinProblem problem, double[] state) {
        try (var team = Team.of(1)) {
            var psi = new TableAmplitude(problem.lattice().sites(), state);
            var sampling = Metropolis.DEFAULTS.chains(4).on(problem.lattice(), psi, 1, team);
            return observable.on(new Setting(problem, psi, sampling, OptionalInt.empty(), Optional::empty));
        }
    }

    private static double value(Observable observable, SpinProblem problem, double[] state, int quantity) {
        var estimator = estimator(observable, problem, state);
        return estimator.quantities().get(quantity).of(estimator.exact(state));
    }

    private static double[] ground(SpinProblem problem) {
        return problem.exactState(OptionalInt.empty()).orElseThrow();
    }

    @Test
    void theMagnetisationAlongTheFieldIsTheSlopeOfTheEnergyOfFreeFermions() {
        int n = 10;
        double h = 0.9;
        double step = 1e-4;
        var ring = Ising.on(Lattice.chain(n));
        double above = ring.field(h + step).reference().orElseThrow().value();
        double below = ring.field(h - step).reference().orElseThrow().value();
        // Hellmann and Feynman: dE/dh = -N m_x; the difference quotient is off by step^2 times a third derivative
        double expected = -(above - below) / (2 * step) / n;
        assertThat(value(Magnetization.DEFAULTS, ring.field(h), ground(ring.field(h)), 3))
                .isEqualTo(expected, within(1e-7));
    }

    @Test
    void anIsotropicGroundStateHasTheSameCorrelationsAlongAllAxesAndTheEnergyInThem() {
        var ring = Heisenberg.on(Lattice.chain(8));
        double[] state = ground(ring);
        double energy = ring.reference().orElseThrow().value();
        for (int quantity = 0; quantity < 4; quantity++) {
            double z = value(SpinCorrelation.DEFAULTS, ring, state, quantity);
            for (var axis : SpinCorrelation.Axis.values()) {
                assertThat(value(new SpinCorrelation(axis), ring, state, quantity))
                        .isEqualTo(z, within(1e-11));
            }
        }
        assertThat(3 * 8 * value(SpinCorrelation.DEFAULTS, ring, state, 0)).isEqualTo(energy, within(1e-10));
    }

    @Test
    void theStructureFactorIsTheFourierTransformOfTheCorrelation() {
        var ring = Ising.on(Lattice.chain(7)).field(1.3);
        double[] state = ground(ring);
        var factor = estimator(new StructureFactor(), ring, state);
        double[] s = factor.exact(state);
        for (int m = 0; m < s.length; m++) {
            var place = factor.quantities().get(m).place();
            assertThat(place).isNotNull();
            double k = place.vector().getFirst();
            double sum = 1;
            for (int r = 1; r <= 3; r++) {
                sum += 2 * Math.cos(k * r) * value(SpinCorrelation.DEFAULTS, ring, state, r - 1);
            }
            assertThat(s[m]).isEqualTo(sum, within(1e-12));
        }
        assertThat(s).hasSize(4);
    }

    @Test
    void theStructureFactorOfAnOrderedSquareStandsAtItsCorner() {
        var square = Ising.on(Lattice.square(4, 4));
        var state = new double[1 << 16];
        int chess = 0;
        for (int i = 0; i < 16; i++) {
            chess |= (i + i / 4) % 2 << i;
        }
        state[chess] = 1;
        var factor = estimator(new StructureFactor(), square, state);
        double[] s = factor.exact(state);
        for (int m = 0; m < s.length; m++) {
            var place = factor.quantities().get(m).place();
            assertThat(place).isNotNull();
            boolean corner = place.vector().stream().allMatch(k -> Math.abs(Math.abs(k) - Math.PI) < 1e-8);
            assertThat(s[m]).isEqualTo(corner ? 16 : 0, within(1e-12));
        }
        // 16 wave vectors, of which 4 are their own opposites
        assertThat(s).hasSize(10);
    }

    @Test
    void entropiesOfProductsAndOfEntangledPairs() {
        var chain = Ising.on(Lattice.chain(4));
        var product = new double[16];
        java.util.Arrays.fill(product, 0.25);
        assertThat(value(RenyiEntropy.DEFAULTS, chain, product, 0)).isEqualTo(0, within(1e-14));
        var cat = new double[16];
        cat[0] = Math.sqrt(0.5);
        cat[15] = -Math.sqrt(0.5);
        assertThat(value(RenyiEntropy.of("one", 2), chain, cat, 0)).isEqualTo(Math.log(2), within(1e-14));
        assertThat(value(RenyiEntropy.of("three", 0, 1, 3), chain, cat, 0)).isEqualTo(Math.log(2), within(1e-14));
        // singlets of sites 0, 2 and 1, 3
        var singlets = new double[16];
        for (int s : new int[] {0b0011, 0b0110, 0b1001, 0b1100}) {
            singlets[s] = ((s & 1) == 0 ? -0.5 : 0.5) * ((s & 2) == 0 ? -1 : 1);
        }
        assertThat(value(RenyiEntropy.DEFAULTS, chain, singlets, 0)).isEqualTo(2 * Math.log(2), within(1e-14));
        assertThat(value(RenyiEntropy.of("pair", 0, 2), chain, singlets, 0)).isEqualTo(0, within(1e-14));
    }
}
