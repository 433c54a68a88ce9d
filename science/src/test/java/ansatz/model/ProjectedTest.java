package ansatz.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.cost.LocalEnergies;
import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import ansatz.model.Projected.Kind;
import ansatz.model.Projected.Parity;
import ansatz.problem.Heisenberg;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Metropolis;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A sum over a group has the symmetry, on any lattice, and is sampled as any other wave function.
class ProjectedTest {
    private static final Rbm RBM = Rbm.DEFAULTS.bias(Rbm.Bias.BOTH).sigma(0.15);

    private static Projected all(Amplitude amplitude) {
        return Projected.of(amplitude, Kind.TRANSLATION, Kind.POINT_GROUP, Kind.SPIN_FLIP);
    }

    static Stream<Arguments> sums() {
        return Stream.of(
                Arguments.of(
                        Lattice.chain(9), Projected.of(RBM, Kind.TRANSLATION).momentum(2)),
                Arguments.of(Lattice.chain(8), all(RBM).momentum(4)),
                Arguments.of(Lattice.chain(8).open(), Projected.of(RBM.complexWeights(), Kind.POINT_GROUP)),
                Arguments.of(Lattice.square(3, 3), all(RBM)),
                Arguments.of(
                        Lattice.square(3, 3),
                        Projected.of(RBM, Kind.POINT_GROUP).pointGroup(Parity.ODD, Parity.EVEN)),
                Arguments.of(Lattice.square(3, 4), all(RBM.translationInvariant())),
                Arguments.of(
                        Lattice.square(3, 4),
                        Projected.of(new MeanField(0.3), Kind.TRANSLATION).momentum(1, 2)),
                Arguments.of(Lattice.triangular(3, 3), Projected.of(RBM, Kind.POINT_GROUP)),
                Arguments.of(
                        Lattice.honeycomb(2, 3),
                        Projected.of(RBM, Kind.TRANSLATION, Kind.SPIN_FLIP).momentum(0, 1)),
                Arguments.of(Lattice.kagome(2, 2), all(RBM)));
    }

    private static Spins enumerated(int sites) {
        var all = new Spins(sites, 1 << sites);
        for (int n = 0; n < all.count(); n++) {
            for (int i = 0; i < sites; i++) {
                all.set(i, n, (n >> i & 1) == 1);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("sums")
    void aSymmetryMultipliesTheWaveFunctionByItsCharacter(Lattice lattice, Projected amplitude) {
        int sites = lattice.sites();
        var psi = amplitude.on(lattice);
        double[] theta = psi.initialParameters(3);
        var all = enumerated(sites);
        var log = new double[all.count()];
        var phase = new double[all.count()];
        psi.logAmplitudes(theta, all, log, phase);
        var group = amplitude.imposed(lattice);
        double largest = Double.NEGATIVE_INFINITY;
        for (double l : log) {
            largest = Math.max(largest, l);
        }
        for (int g = 0; g < group.elements().size(); g++) {
            var symmetry = group.elements().get(g);
            for (int n = 0; n < all.count(); n++) {
                int there = 0;
                for (int i = 0; i < sites; i++) {
                    boolean down = (n >> i & 1) == 1;
                    there |= (down ^ symmetry.flip())
                            ? 1 << symmetry.permutation().image(i)
                            : 0;
                }
                double a = Math.exp(log[n] - largest);
                double b = Math.exp(log[there] - largest);
                double re = group.real(g) * Math.cos(phase[n]) - group.imaginary(g) * Math.sin(phase[n]);
                double im = group.real(g) * Math.sin(phase[n]) + group.imaginary(g) * Math.cos(phase[n]);
                // the same terms in another order
                assertThat(b * Math.cos(phase[there])).isEqualTo(a * re, within(1e-12));
                assertThat(b * Math.sin(phase[there])).isEqualTo(a * im, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sums")
    void samplingAgreesWithEnumeration(Lattice lattice, Projected amplitude) {
        SpinProblem problem = Heisenberg.on(lattice);
        var psi = amplitude.on(lattice);
        double[] theta = psi.initialParameters(3);
        try (var team = Team.of(2)) {
            var sampling = new Enumeration(14).on(lattice, psi, 1, team);
            var energies = new LocalEnergies(problem.hamiltonian(), sampling);
            sampling.bind(theta);
            sampling.advance(energies);
            double exact = energies.mean(sampling.weights());
            var chains = new Metropolis(400, 3).on(lattice, psi, 1, team);
            var local = new LocalEnergies(problem.hamiltonian(), chains);
            chains.bind(theta);
            for (int k = 0; k < 5; k++) {
                chains.advance((block, first, walkers) -> {});
            }
            chains.advance(local);
            double error = Math.sqrt(local.realVariance(chains.weights()) / 399);
            // 400 independent chains; 4 errors
            assertThat(local.mean(chains.weights())).isEqualTo(exact, within(4 * error));
            assertThat(chains.acceptance()).isGreaterThan(0.05);
        }
    }

    @Test
    void configurationsThatTheMomentumForbidsHaveNoWeightAndChainsLeaveThem() {
        var lattice = Lattice.chain(6);
        var psi = Projected.of(RBM, Kind.TRANSLATION).momentum(3).on(lattice);
        double[] theta = psi.initialParameters(1);
        var all = enumerated(6);
        var log = new double[64];
        psi.logAmplitudes(theta, all, log, new double[64]);
        // all up, and period 2 moved by one site with the sign -1 by two sites with 1: only the former is forbidden
        assertThat(log[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(log[0b010101]).isGreaterThan(Double.NEGATIVE_INFINITY);
        try (var team = Team.of(1)) {
            // all chains begin with all spins up
            var ensemble = psi.ensemble(20);
            ensemble.bind(theta, team);
            var block = ensemble.blocks().getFirst();
            block.refresh();
            var uniform = new double[block.spins().stride()];
            Arrays.fill(uniform, 2);
            Arrays.fill(uniform, 0, block.spins().count(), 0.999);
            assertThat(block.propose(new int[] {2}, uniform))
                    .isEqualTo(block.spins().count());
            var re = new double[block.spins().stride()];
            block.ratios(new int[] {3}, null, re, re.clone());
            for (int c = 0; c < block.spins().count(); c++) {
                assertThat(block.spins().get(2, c)).isEqualTo(-1);
                assertThat(re[c]).isFinite().isNotZero();
            }
        }
    }
}
