package ansatz.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Characters;
import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import ansatz.model.Rbm;
import ansatz.model.TableAmplitude;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.PauliTerm;
import ansatz.problem.SpinProblem;
import ansatz.problem.StateVector;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Metropolis;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Exact values of observables against what is known of the states by other means.
class ObservableValuesTest {
    private static Estimator estimator(Observable observable, SpinProblem problem, double[] state) {
        try (var team = Team.of(1)) {
            var psi = TableAmplitude.of(problem.lattice().sites(), state);
            var sampling = Metropolis.DEFAULTS.chains(4).on(problem.lattice(), psi, 1, team);
            return observable.on(new Setting(problem, psi, sampling, OptionalInt.empty(), Optional::empty));
        }
    }

    private static double value(Observable observable, SpinProblem problem, double[] state, int quantity) {
        var estimator = estimator(observable, problem, state);
        return estimator.quantities().get(quantity).of(estimator.exact(StateVector.real(state)));
    }

    private static double[] ground(SpinProblem problem) {
        return problem.exactState(
                        OptionalInt.empty(),
                        Characters.trivial(problem.lattice().sites()))
                .orElseThrow();
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
        double[] s = factor.exact(StateVector.real(state));
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
        double[] s = factor.exact(StateVector.real(state));
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

    /// What enumeration measures in a complex wave function.
    private static double enumerated(Observable observable, SpinProblem problem, double[] theta, int quantity) {
        try (var team = Team.of(1)) {
            var psi = complexRbm().on(problem.lattice());
            var sampling = Enumeration.DEFAULTS.on(problem.lattice(), psi, 1, team);
            var estimator = observable.on(new Setting(
                    problem, psi, sampling, OptionalInt.empty(), () -> Optional.of(StateVector.real(ground(problem)))));
            estimator.bind(theta);
            sampling.bind(theta);
            var out = new double[estimator.columns()][sampling.ensemble().chains()];
            sampling.advance((block, first, walkers) -> estimator.visit(block, first, walkers, out));
            estimator.complete(out);
            var means = new double[out.length];
            for (int c = 0; c < out.length; c++) {
                for (int n = 0; n < out[c].length; n++) {
                    means[c] += sampling.weights()[n] * out[c][n];
                }
            }
            return estimator.quantities().get(quantity).of(means);
        }
    }

    private static Rbm complexRbm() {
        return Rbm.DEFAULTS.bias(Rbm.Bias.BOTH).complexWeights().sigma(0.4);
    }

    /// The amplitudes {real, imaginary} of the same wave function by configuration number, normalised.
    private static double[][] amplitudes(SpinProblem problem, double[] theta) {
        int n = problem.lattice().sites();
        var spins = new Spins(n, 1 << n);
        for (int s = 0; s < 1 << n; s++) {
            for (int i = 0; i < n; i++) {
                spins.set(i, s, (s >> i & 1) == 1);
            }
        }
        var re = new double[1 << n];
        var im = new double[1 << n];
        complexRbm().on(problem.lattice()).logAmplitudes(theta, spins, re, im);
        double norm = 0;
        for (int s = 0; s < re.length; s++) {
            double modulus = Math.exp(re[s]);
            double phase = im[s];
            re[s] = modulus * Math.cos(phase);
            im[s] = modulus * Math.sin(phase);
            norm += modulus * modulus;
        }
        for (int s = 0; s < re.length; s++) {
            re[s] /= Math.sqrt(norm);
            im[s] /= Math.sqrt(norm);
        }
        return new double[][] {re, im};
    }

    @Test
    void inAComplexWaveFunctionPhasesCount() {
        int n = 4;
        var ring = Ising.on(Lattice.chain(n)).field(0.8);
        double[] theta = complexRbm().on(ring.lattice()).initialParameters(3);
        double[][] v = amplitudes(ring, theta);
        double alongX = 0;
        double y = 0;
        double overlapRe = 0;
        double overlapIm = 0;
        double[] phi = ground(ring);
        for (int s = 0; s < phi.length; s++) {
            for (int i = 0; i < n; i++) {
                int flipped = s ^ 1 << i;
                alongX += (v[0][s] * v[0][flipped] + v[1][s] * v[1][flipped]) / n;
            }
            // sigma^y_0 |up> = i |down>, sigma^y_0 |down> = -i |up>; times sigma^z_2
            double sign = ((s & 1) == 0 ? 1 : -1) * ((s & 4) == 0 ? 1 : -1);
            y += sign * (v[0][s ^ 1] * -v[1][s] + v[1][s ^ 1] * v[0][s]);
            overlapRe += phi[s] * v[0][s];
            overlapIm += phi[s] * v[1][s];
        }
        double purity = 0;
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                double re = 0;
                double im = 0;
                for (int c = 0; c < 16; c += 4) {
                    re += v[0][a | c] * v[0][b | c] + v[1][a | c] * v[1][b | c];
                    im += v[1][a | c] * v[0][b | c] - v[0][a | c] * v[1][b | c];
                }
                purity += re * re + im * im;
            }
        }
        var operator = OperatorSum.of("y", PauliTerm.of(1, "Y0 Z2"));
        assertThat(enumerated(Magnetization.DEFAULTS, ring, theta, 3)).isEqualTo(alongX, within(1e-12));
        assertThat(Math.abs(y)).isGreaterThan(0.01);
        assertThat(enumerated(operator, ring, theta, 0)).isEqualTo(y, within(1e-12));
        assertThat(enumerated(RenyiEntropy.DEFAULTS, ring, theta, 0)).isEqualTo(-Math.log(purity), within(1e-12));
        assertThat(enumerated(new Fidelity(), ring, theta, 0))
                .isEqualTo(overlapRe * overlapRe + overlapIm * overlapIm, within(1e-12));
    }
}
