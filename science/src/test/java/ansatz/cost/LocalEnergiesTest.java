package ansatz.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.ModulusPhase;
import ansatz.model.Rbm;
import ansatz.model.TableAmplitude;
import ansatz.model.WaveFunction;
import ansatz.optimizer.Tangent;
import ansatz.problem.ExactDiagonalization;
import ansatz.problem.Ising;
import ansatz.problem.PauliSum;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Metropolis;
import ansatz.sampler.Sampling;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LocalEnergiesTest {
    private static final int SITES = 6;

    /// A chain with bonds of Heisenberg's kind, a field, and a term of three spins: every kind of element.
    private static PauliSum mixed() {
        var sum = PauliSum.on(SITES);
        for (int i = 0; i < SITES; i++) {
            int j = (i + 1) % SITES;
            sum.add(0.7, "Z" + i + " Z" + j)
                    .add(-1, "X" + i + " X" + j)
                    .add(-0.4, "Y" + i + " Y" + j)
                    .add(-0.3, "X" + i);
        }
        return sum.add(0.2, "X0 Z2 Z4").add(0.1, "Z1").build();
    }

    private static LocalEnergies visit(PauliSum hamiltonian, Sampling sampling, double[] theta) {
        var energies = new LocalEnergies(hamiltonian, sampling);
        sampling.bind(theta);
        sampling.advance(energies);
        return energies;
    }

    @Test
    void anExactEigenstateHasAConstantLocalEnergy() {
        var hamiltonian = mixed();
        var ground = ExactDiagonalization.groundState(hamiltonian);
        try (var team = Team.of(2)) {
            var sampling = Metropolis.DEFAULTS
                    .chains(64)
                    .on(Lattice.chain(SITES), TableAmplitude.of(SITES, ground.vector()), 1, team);
            var energies = visit(hamiltonian, sampling, new double[0]);
            // the eigenvector is good to 1e-12 relative to its largest element, and the least is some 1e-3 of it
            assertThat(energies.values()).containsOnly(new double[] {ground.energy()}, within(1e-7));
            assertThat(energies.variance(sampling.weights())).isLessThan(1e-14);
        }
    }

    private static double rayleigh(PauliSum hamiltonian, WaveFunction psi, double[] theta) {
        var all = new ansatz.lattice.Spins(SITES, 1 << SITES);
        for (int n = 0; n < 1 << SITES; n++) {
            for (int i = 0; i < SITES; i++) {
                all.set(i, n, (n >> i & 1) == 1);
            }
        }
        var log = new double[1 << SITES];
        var phase = new double[log.length];
        psi.logAmplitudes(theta, all, log, phase);
        double norm = 0;
        double sum = 0;
        for (int n = 0; n < log.length; n++) {
            norm += Math.exp(2 * log[n]);
            // Re sum_m psi_n* H_nm psi_m, element by element
            for (int m = 0; m < log.length; m++) {
                double re = element(hamiltonian, n, m, false);
                double im = element(hamiltonian, n, m, true);
                double angle = phase[m] - phase[n];
                sum += Math.exp(log[n] + log[m]) * (re * Math.cos(angle) - im * Math.sin(angle));
            }
        }
        return sum / norm;
    }

    private static double element(PauliSum hamiltonian, int n, int m, boolean imaginary) {
        double sum = n == m && !imaginary ? hamiltonian.diagonal().element(n) : 0;
        for (var group : hamiltonian.offDiagonal()) {
            int flips = 0;
            for (int site : group.flips()) {
                flips |= 1 << site;
            }
            if ((n ^ m) == flips) {
                sum += imaginary ? group.imaginaryElement(n) : group.element(n);
            }
        }
        return sum;
    }

    /// The same with two and with three sigma^y less or more: complex elements.
    private static PauliSum chiral() {
        var sum = PauliSum.on(SITES);
        mixed().terms().forEach((string, coefficient) -> sum.add(coefficient, string));
        for (int i = 0; i < SITES; i++) {
            int j = (i + 1) % SITES;
            int k = (i + 2) % SITES;
            // Dzyaloshinskii and Moriya along z, and the chirality of three spins along x
            sum.add(0.35, "X" + i + " Y" + j).add(-0.35, "Y" + i + " X" + j).add(0.15, "X" + i + " Y" + j + " Z" + k);
        }
        return sum.build();
    }

    static Stream<Arguments> functions() {
        var ring = Lattice.chain(SITES);
        var rbm = Rbm.DEFAULTS.bias(Rbm.Bias.BOTH).sigma(0.3);
        var both = new ModulusPhase(rbm, rbm.density(2));
        return Stream.of(
                Arguments.of(rbm.on(ring), mixed()),
                Arguments.of(rbm.complexWeights().on(ring), mixed()),
                Arguments.of(rbm.complexWeights().on(ring), chiral()),
                // with larger weights its chains are stuck at all spins up or down
                Arguments.of(
                        rbm.translationInvariant()
                                .density(2)
                                .sigma(0.15)
                                .complexWeights()
                                .on(ring),
                        chiral()),
                Arguments.of(both.on(ring), mixed()),
                Arguments.of(both.on(ring), chiral()));
    }

    @Test
    void aRealWaveFunctionRefusesImaginaryElements() {
        try (var team = Team.of(1)) {
            var sampling = Metropolis.DEFAULTS.on(Lattice.chain(SITES), Rbm.DEFAULTS.on(Lattice.chain(SITES)), 1, team);
            assertThatThrownBy(() -> new LocalEnergies(chiral(), sampling))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("imaginary elements");
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theMeanOverAllConfigurationsIsTheRayleighQuotientAndItsDerivativeTheGradient(
            WaveFunction psi, PauliSum hamiltonian) {
        double[] theta = psi.initialParameters(5);
        try (var team = Team.of(2)) {
            var sampling = Enumeration.DEFAULTS.on(Lattice.chain(SITES), psi, 1, team);
            var energies = visit(hamiltonian, sampling, theta);
            assertThat(energies.mean(sampling.weights())).isEqualTo(rayleigh(hamiltonian, psi, theta), within(1e-12));
            double[] g = new Tangent(
                            sampling.ensemble().logDerivatives(team), sampling.weights(), energies.residuals(), true)
                    .gradient(team);
            double h = 1e-5;
            for (int k = 0; k < theta.length; k++) {
                double[] more = theta.clone();
                double[] less = theta.clone();
                more[k] += h;
                less[k] -= h;
                double slope = (rayleigh(hamiltonian, psi, more) - rayleigh(hamiltonian, psi, less)) / (2 * h);
                // central differences: h^2 times third derivatives of order 100, more where many units share a weight
                assertThat(g[k]).isEqualTo(slope, within(2e-8 * (1 + Math.abs(slope))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void samplingAgreesWithEnumeration(WaveFunction psi, PauliSum hamiltonian) {
        double[] theta = psi.initialParameters(5);
        try (var team = Team.of(2)) {
            var all = Enumeration.DEFAULTS.on(Lattice.chain(SITES), psi, 1, team);
            double exact = visit(hamiltonian, all, theta).mean(all.weights());
            var sampling = new Metropolis(1000, 5).on(Lattice.chain(SITES), psi, 1, team);
            sampling.bind(theta);
            for (int k = 0; k < 5; k++) {
                sampling.advance((block, first, walkers) -> {});
            }
            var energies = visit(hamiltonian, sampling, theta);
            double error = Math.sqrt(energies.realVariance(sampling.weights()) / 999);
            // 1000 independent chains; 4 errors
            assertThat(energies.mean(sampling.weights())).isEqualTo(exact, within(4 * error));
        }
    }

    @Test
    void aProductStateHasTheEnergyOfItsSpins() {
        // all weights zero: every spin along x
        var psi = Rbm.DEFAULTS.on(Lattice.chain(70));
        var ising = Ising.on(Lattice.chain(70)).field(1.3);
        try (var team = Team.of(1)) {
            var sampling = Metropolis.DEFAULTS.chains(40).on(Lattice.chain(70), psi, 3, team);
            var energies = new LocalEnergies(ising.hamiltonian(), sampling);
            sampling.bind(new double[psi.parameterCount()]);
            sampling.advance((block, first, walkers) -> {
                energies.visit(block, first, walkers);
                var s = walkers.spins();
                for (int c = 0; c < s.count(); c++) {
                    double bonds = 0;
                    for (int i = 0; i < 70; i++) {
                        bonds += s.get(i, c) * s.get((i + 1) % 70, c);
                    }
                    assertThat(energies.values()[first + c]).isEqualTo(-bonds - 70 * 1.3, within(1e-11));
                }
            });
            assertThat(sampling.acceptance()).isEqualTo(1);
        }
    }
}
