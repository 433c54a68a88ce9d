package ansatz.continuum.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.model.DeepSets;
import ansatz.continuum.model.Gaussian;
import ansatz.continuum.model.HarmonicOscillator;
import ansatz.continuum.model.LogPsi;
import ansatz.continuum.model.MessagePassing;
import ansatz.continuum.model.PadeJastrow;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.model.Product;
import ansatz.continuum.model.Slater;
import ansatz.continuum.problem.ElectronGas;
import ansatz.continuum.problem.Hamiltonian;
import ansatz.continuum.problem.NeutronMatter;
import ansatz.continuum.problem.OneBody;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.continuum.problem.Trap;
import ansatz.continuum.sampler.RandomWalk;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Space;
import ansatz.continuum.space.Species;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Value;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Laplacians of some particles at a time add up to those of all.
class LaplacianBlocksTest {
    private static final int WALKERS = 12;

    /// Three heavy bosons and six light ones: one or three blocks that are alike, four to six that are not.
    private record Mixture() implements ParticleProblem {
        @Override
        public ParticleSystem system() {
            return new ParticleSystem(
                    new Space.Open(2),
                    new Particles(List.of(new Species("heavy", 3, false), new Species("light", 6, false))),
                    1,
                    ParticleSystem.Cusps.NONE);
        }

        @Override
        public Hamiltonian hamiltonian() {
            return Hamiltonian.kinetic(0.1, 0.5)
                    .plus("trap", new OneBody(x -> x.square().sum(-1)));
        }

        @Override
        public String unit() {
            return "";
        }
    }

    static Stream<Arguments> systems() {
        return Stream.of(
                Arguments.of(new ElectronGas(14, false, 2), message(), 7),
                // its exchange and three-body terms are in the program of the potentials
                Arguments.of(new NeutronMatter(14, 0.04, 1, 1), message(), 7),
                Arguments.of(
                        Trap.fermions(6, 2),
                        Product.of(Slater.of(HarmonicOscillator.DEFAULTS), PadeJastrow.DEFAULTS),
                        3),
                Arguments.of(new Mixture(), Gaussian.DEFAULTS, 6),
                // no two species have a common divisor: one of the blocks has no particle of the second
                Arguments.of(Trap.fermions(3, 2), Slater.of(HarmonicOscillator.DEFAULTS), 2),
                Arguments.of(Trap.bosons(4, 2), Product.of(Gaussian.DEFAULTS, DeepSets.DEFAULTS), 4));
    }

    private static ParticleModel message() {
        return MessagePassing.DEFAULTS.size(1, 4, 2, 1);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void blocksOfParticlesHaveTheLaplacianOfAll(ParticleProblem problem, ParticleModel model, int most) {
        var system = problem.system();
        assertThat(KineticEnergies.possible(system)).startsWith(1).endsWith(most);
        var psi = ParticleWaveFunction.of(model, system);
        double[] theta = psi.initialParameters(3);
        try (var team = Team.of(2)) {
            var sampling = RandomWalk.DEFAULTS.walkers(WALKERS).on(psi, 7, team);
            sampling.bind(theta);
            sampling.advance(true);
            double[] x = sampling.positions();
            var whole = new ParticleEnergies(problem.hamiltonian(), psi, WALKERS, team);
            // not a byte: as many blocks as there can be
            var blocks = new ParticleEnergies(problem.hamiltonian(), psi, WALKERS, team, 0);
            whole.evaluate(theta, x);
            blocks.evaluate(theta, x);
            for (int n = 0; n < WALKERS; n++) {
                double scale = 0;
                for (double[] part : whole.parts()) {
                    scale += Math.abs(part[n]);
                }
                scale += whole.squaredGradients()[n];
                // sums of the same terms in another order, whose parts are large near nodes
                assertThat(blocks.values()[n]).isCloseTo(whole.values()[n], within(1e-10 * scale));
                assertThat(blocks.squaredGradients()[n]).isCloseTo(whole.squaredGradients()[n], within(1e-10 * scale));
            }
        }
    }

    /// A model of a user's own that treats the particles of a species differently.
    @Name(value = "lopsided", summary = "wider for later particles")
    private record Lopsided() implements ParticleModel {
        @Override
        public double parameterCount(ParticleSystem system) {
            return 0;
        }

        @Override
        public void check(ParticleSystem system, Problems problems) {}

        @Override
        public LogPsi logPsi(Value x, ParticleSystem system) {
            var weights = new double[(int) x.shape().size()];
            Arrays.setAll(weights, i -> -0.1 * (i + 1));
            return LogPsi.positive(
                    x.square().times(x.trace().constant(x.shape(), weights)).sum());
        }
    }

    @Test
    void aWaveFunctionWithoutSymmetryIsRefused() {
        var trap = Trap.bosons(4, 2);
        var psi = ParticleWaveFunction.of(new Lopsided(), trap.system());
        var positions = new double[8];
        Arrays.setAll(positions, i -> 0.1 * i);
        try (var team = Team.of(1)) {
            var blocks = new ParticleEnergies(trap.hamiltonian(), psi, 1, team, 0);
            assertThatThrownBy(() -> blocks.evaluate(new double[0], positions))
                    .hasMessageContaining("symmetric or antisymmetric");
        }
    }

    @Test
    void blocksTakeLessMemory() {
        var gas = new ElectronGas(14, false, 2);
        var psi = ParticleWaveFunction.of(message(), gas.system());
        try (var team = Team.of(1)) {
            long whole = new KineticEnergies(gas.hamiltonian(), psi, 1, 0, team).tileBytes();
            long seventh = new KineticEnergies(gas.hamiltonian(), psi, 7, 0, team).tileBytes();
            // 44 rows of each Jacobian against 8
            assertThat(seventh).isPositive().isLessThan(whole / 3);
        }
    }

    @Test
    void theMemoryThatIsToldIsAboutThatOfTheTiles() {
        for (int particles : new int[] {2, 14}) {
            var gas = new ElectronGas(particles, false, 2);
            var psi = ParticleWaveFunction.of(MessagePassing.DEFAULTS, gas.system());
            try (var team = Team.of(1)) {
                double tiles = new KineticEnergies(gas.hamiltonian(), psi, 1, 0, team).tileBytes();
                // an estimate: of the right size, not below half of it
                assertThat(ParticleEnergies.memory(MessagePassing.DEFAULTS, gas.system()))
                        .isBetween(tiles / 2, 4 * tiles);
            }
        }
        // 54 electrons would take more than a block may
        assertThat(ParticleEnergies.memory(MessagePassing.DEFAULTS, new ElectronGas(54, false, 2).system()))
                .isEqualTo(1L << 29);
    }
}
