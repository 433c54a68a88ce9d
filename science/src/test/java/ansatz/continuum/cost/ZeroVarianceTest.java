package ansatz.continuum.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.model.Gaussian;
import ansatz.continuum.model.HarmonicOscillator;
import ansatz.continuum.model.Hydrogen;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.model.PlaneWaves;
import ansatz.continuum.model.Slater;
import ansatz.continuum.problem.Atom;
import ansatz.continuum.problem.Hamiltonian;
import ansatz.continuum.problem.Interaction;
import ansatz.continuum.problem.NeutronMatter;
import ansatz.continuum.problem.OneBody;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.continuum.problem.QuantumDot;
import ansatz.continuum.problem.Statistics;
import ansatz.continuum.problem.Trap;
import ansatz.continuum.sampler.NotFinite;
import ansatz.continuum.sampler.RandomWalk;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.ParticleSystem.Cusps;
import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Space;
import ansatz.engine.array.Shape;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Exact wave functions have a local energy that does not depend on the configuration.
class ZeroVarianceTest {
    private static final int WALKERS = 40;

    private static Value pairs(Value x, int n, boolean distance) {
        Value sum = x.trace().constant(Shape.of(), 0);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                Value d = x.get(i).minus(x.get(j));
                Value squares = d.square().sum();
                sum = sum.plus(distance ? squares.log().times(0.5) : squares);
            }
        }
        return sum;
    }

    /// psi = exp(-w sum x^2/2 - (W - w)/(2 N) sum_(i<j) r_ij^2): the centre of mass with w, all else with W.
    private static ParticleModel normalModes(int n, double w, double inner) {
        return Written.positive(
                x -> x.square().sum().times(-w / 2).minus(pairs(x, n, false).times((inner - w) / (2 * n))));
    }

    static Stream<Arguments> exact() {
        return Stream.of(
                Arguments.of(Trap.bosons(3, 2), Gaussian.DEFAULTS),
                Arguments.of(Trap.fermions(7, 3), Slater.of(HarmonicOscillator.DEFAULTS)),
                Arguments.of(
                        new Trap(1, 4, Statistics.POLARIZED, List.of(1.0), Interaction.None.DEFAULTS),
                        Slater.of(HarmonicOscillator.DEFAULTS)),
                Arguments.of(Trap.bosons(4, 3).interaction(new Interaction.HarmonicPairs(0.75)), normalModes(4, 1, 2)),
                Arguments.of(
                        Trap.bosons(5, 1).interaction(new Interaction.CalogeroSutherland(2.5)),
                        Written.positive(x -> pairs(x, 5, true)
                                .times(2.5)
                                .minus(x.square().sum().times(0.5)))),
                Arguments.of(
                        QuantumDot.DEFAULTS,
                        // Taut: (1 + r_12) exp(-sum r^2/2) at w = 1
                        Written.positive(x -> pairs(x, 2, false)
                                .sqrt()
                                .log1p()
                                .minus(x.square().sum().times(0.5)))),
                Arguments.of(
                        new QuantumDot(3, 2, 0.5),
                        // (1 + r_12/2) exp(-sum r^2/4)
                        Written.positive(x -> pairs(x, 2, false)
                                .sqrt()
                                .times(0.5)
                                .log1p()
                                .minus(x.square().sum().times(0.25)))),
                Arguments.of(new Atom(1, 1), Slater.of(Hydrogen.DEFAULTS)),
                Arguments.of(new Atom(3, 1), Slater.of(Hydrogen.DEFAULTS)));
    }

    private static ParticleEnergies sampled(
            Hamiltonian hamiltonian, ParticleWaveFunction psi, int walkers, int iterations) {
        double[] theta = psi.initialParameters(1);
        try (var team = Team.of(1)) {
            var sampling = RandomWalk.DEFAULTS.walkers(walkers).on(psi, 3, team);
            sampling.bind(theta);
            for (int k = 0; k < iterations; k++) {
                sampling.advance(k < iterations - 1);
            }
            var energies = new ParticleEnergies(hamiltonian, psi, walkers, team);
            energies.evaluate(theta, sampling.positions());
            return energies;
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void theExactWaveFunctionHasAConstantLocalEnergy(ParticleProblem problem, ParticleModel model) {
        var psi = ParticleWaveFunction.of(model, problem.system());
        var energies = sampled(problem.hamiltonian(), psi, WALKERS, 10);
        double exact = problem.reference().orElseThrow().value();
        assertThat(problem.reference().orElseThrow().exact()).isTrue();
        for (int n = 0; n < WALKERS; n++) {
            double terms = Math.abs(energies.squaredGradients()[n]);
            for (double[] part : energies.parts()) {
                terms += Math.abs(part[n]);
            }
            // rounding of the sum, whose terms are large where particles meet
            assertThat(energies.values()[n]).isCloseTo(exact, within(1e-10 * terms));
        }
    }

    @Test
    void twoSpeciesHaveTheirOwnMasses() {
        // masses 1 and 4, both in w = 1: psi = exp(-m r^2/2), E = d/2 each
        var system = new ParticleSystem(new Space.Open(2), Particles.spinHalf(1, 1), 1, Cusps.NONE);
        var masses = Shape.of(2, 1);
        var hamiltonian = Hamiltonian.kinetic(0.5, 0.125)
                .plus(
                        "trap",
                        new OneBody(x -> x.square()
                                .times(x.trace().constant(masses, new double[] {0.5, 2}))
                                .sum(1)));
        var psi = ParticleWaveFunction.of(
                Written.positive(x -> x.square()
                        .times(x.trace().constant(masses, new double[] {-0.5, -2}))
                        .sum()),
                system);
        var energies = sampled(hamiltonian, psi, WALKERS, 10);
        for (double energy : energies.values()) {
            // of terms of order ten
            assertThat(energy).isCloseTo(2, within(1e-12));
        }
    }

    @Test
    void theExchangeTermOfASymmetricPairIsItsDirectTerm() {
        // one neutron of each spin in the uniform state: psi does not change when they change places
        var matter = new NeutronMatter(2, 0.01, 1, 0);
        var psi = ParticleWaveFunction.of(Slater.of(PlaneWaves.DEFAULTS), matter.system());
        var energies = sampled(matter.hamiltonian(), psi, WALKERS, 5);
        assertThat(energies.names()).containsExactly("kinetic", "direct", "exchange");
        for (int n = 0; n < WALKERS; n++) {
            assertThat(energies.parts()[2][n])
                    .isCloseTo(energies.parts()[1][n], within(1e-13 * Math.abs(energies.parts()[1][n]) + 1e-300));
            assertThat(energies.parts()[0][n]).isZero();
        }
    }

    @Test
    void aPotentialThatIsNoNumberNamesTheWalker() {
        var problem = Trap.bosons(2, 1);
        var psi = ParticleWaveFunction.of(Gaussian.DEFAULTS, problem.system());
        var bad = problem.hamiltonian().plus("wrong", new OneBody(x -> x.sum(1).sqrt()));
        assertThatThrownBy(() -> sampled(bad, psi, WALKERS, 1))
                .isInstanceOf(NotFinite.class)
                .hasMessageMatching("the wrong energy is NaN for walker \\d+ at the positions \\(.*\\), \\(.*\\)");
    }
}
