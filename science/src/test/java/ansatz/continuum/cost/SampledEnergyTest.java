package ansatz.continuum.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.continuum.model.Gaussian;
import ansatz.continuum.model.Hydrogen;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.model.PlaneWaves;
import ansatz.continuum.model.Slater;
import ansatz.continuum.problem.Atom;
import ansatz.continuum.problem.ElectronGas;
import ansatz.continuum.problem.NeutronMatter;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.continuum.problem.Trap;
import ansatz.continuum.sampler.Langevin;
import ansatz.continuum.sampler.Moved;
import ansatz.continuum.sampler.NotFinite;
import ansatz.continuum.sampler.ParticleSampler;
import ansatz.continuum.sampler.ParticleSampling;
import ansatz.continuum.sampler.RandomWalk;
import ansatz.engine.parallel.Team;
import ansatz.statistics.Chains;
import ansatz.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Means over samples against exact ones.
class SampledEnergyTest {
    private static final int WALKERS = 128;
    private static final int DRAWS = 60;

    /// As many error bars as a right sampler exceeds once in 15,000 tests.
    private static final double SIGMAS = 4;

    /// Hartree-Fock of the electron gas and of neutrons, one seed each, is wanted within three error bars.
    private static final double HARTREE_FOCK_SIGMAS = 3;

    private record Draw(double[] positions, ParticleEnergies energies) {}

    private static Estimate.MonteCarlo mean(
            ParticleProblem problem, ParticleModel model, ParticleSampler sampler, Function<Draw, double[]> what) {
        return mean(problem, model, sampler, 1, what);
    }

    private static Estimate.MonteCarlo mean(
            ParticleProblem problem,
            ParticleModel model,
            ParticleSampler sampler,
            int threads,
            Function<Draw, double[]> what) {
        var psi = ParticleWaveFunction.of(model, problem.system());
        double[] theta = psi.initialParameters(1);
        List<double[]> draws = new ArrayList<>();
        try (var team = Team.of(threads)) {
            var sampling = sampler.on(psi, 11, team);
            sampling.bind(theta);
            for (int k = 0; k < 30; k++) {
                sampling.advance(true);
            }
            var energies = new ParticleEnergies(problem.hamiltonian(), psi, sampler.walkers(), team);
            for (int k = 0; k < DRAWS; k++) {
                sampling.advance(false);
                energies.evaluate(theta, sampling.positions());
                draws.add(what.apply(new Draw(sampling.positions(), energies)).clone());
            }
        }
        return Chains.ofDraws(draws.toArray(double[][]::new)).estimate();
    }

    static Stream<ParticleSampler> samplers() {
        return Stream.of(
                RandomWalk.DEFAULTS.walkers(WALKERS),
                RandomWalk.DEFAULTS.walkers(WALKERS).moves(Moved.ONE).sweeps(5),
                Langevin.DEFAULTS.walkers(WALKERS),
                Langevin.DEFAULTS.walkers(WALKERS).moves(Moved.ONE));
    }

    private static void assertMean(Estimate.MonteCarlo found, double exact) {
        assertMean(found, exact, SIGMAS);
    }

    private static void assertMean(Estimate.MonteCarlo found, double exact, double sigmas) {
        assertThat(Math.abs(found.mean() - exact))
                .as("%s against %s", found, exact)
                .isLessThan(sigmas * found.error());
        // an error bar that says something
        assertThat(found.error()).isLessThan(0.05 * Math.abs(exact));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void aGaussianHasItsSecondAndFourthMoments(ParticleSampler sampler) {
        // |psi|^2 = exp(-x^2): <x^2> = 1/2, <x^4> = 3/4, for each of two particles
        var trap = Trap.bosons(2, 1);
        assertMean(mean(trap, Gaussian.DEFAULTS, sampler, draw -> power(draw.positions, 2)), 0.5);
        assertMean(mean(trap, Gaussian.DEFAULTS, sampler, draw -> power(draw.positions, 4)), 0.75);
    }

    private static double[] power(double[] x, int exponent) {
        var out = new double[x.length / 2];
        for (int n = 0; n < out.length; n++) {
            out[n] = 0.5 * (Math.pow(x[2 * n], exponent) + Math.pow(x[2 * n + 1], exponent));
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void theHydrogenAtomHasItsMeanRadiusAndPotential(ParticleSampler sampler) {
        var atom = new Atom(1, 1);
        var psi = Slater.of(Hydrogen.DEFAULTS);
        assertMean(mean(atom, psi, sampler, draw -> radii(draw.positions)), 1.5);
        assertMean(mean(atom, psi, sampler, draw -> draw.energies.parts()[1]), -1);
    }

    private static double[] radii(double[] x) {
        var out = new double[x.length / 3];
        for (int n = 0; n < out.length; n++) {
            out[n] = Math.sqrt(x[3 * n] * x[3 * n] + x[3 * n + 1] * x[3 * n + 1] + x[3 * n + 2] * x[3 * n + 2]);
        }
        return out;
    }

    @Test
    void theTwoEstimatorsOfTheKineticEnergyAgree() {
        var psi = new Gaussian(List.of(1.3), false);
        var trap = Trap.bosons(3, 2);
        var difference = mean(trap, psi, RandomWalk.DEFAULTS.walkers(WALKERS), draw -> {
            double[] out = draw.energies.parts()[0].clone();
            for (int n = 0; n < out.length; n++) {
                out[n] -= draw.energies.squaredGradients()[n];
            }
            return out;
        });
        assertThat(Math.abs(difference.mean())).isLessThan(SIGMAS * difference.error());
        // of a kinetic energy of 1.8
        assertThat(difference.error()).isLessThan(0.1);
    }

    @Test
    void aWalkerWherePsiIsNoNumberIsNamedByItsNumberAmongAll() {
        // log psi is NaN for x > 2, where each of 64 walkers in two blocks may be the first
        var nowhere = Written.positive(
                x -> x.square().sum().times(-0.5).plus(x.sum().minus(2).negate().sqrt()));
        var psi = ParticleWaveFunction.of(nowhere, Trap.bosons(1, 1).system());
        var walkers = new ArrayList<Integer>();
        for (int seed = 1; seed <= 6; seed++) {
            try (var team = Team.of(1)) {
                var sampling = RandomWalk.DEFAULTS.walkers(64).on(psi, seed, team);
                sampling.bind(new double[0]);
                assertThatThrownBy(() -> advance(sampling, 100)).isInstanceOfSatisfying(NotFinite.class, e -> {
                    var matcher = Pattern.compile(
                                    "log \\|psi\\| is NaN for walker (\\d+) at the positions \\([23]\\.\\d+\\)")
                            .matcher(e.reason());
                    assertThat(matcher.matches()).as(e.reason()).isTrue();
                    walkers.add(Integer.valueOf(matcher.group(1)));
                });
            }
        }
        // blocks have 32
        assertThat(walkers).anyMatch(walker -> walker >= 32).allMatch(walker -> walker < 64);
    }

    private static void advance(ParticleSampling sampling, int iterations) {
        for (int k = 0; k < iterations; k++) {
            sampling.advance(true);
        }
    }

    @Test
    void plainPlaneWavesHaveTheHartreeFockEnergyOfElectrons() {
        var gas = new ElectronGas(14, false, 5);
        var energy = mean(
                gas, Slater.of(PlaneWaves.DEFAULTS), RandomWalk.DEFAULTS.walkers(64), draw -> draw.energies.values());
        assertMean(energy, gas.comparisons().get("hartree_fock_energy").value(), HARTREE_FOCK_SIGMAS);
    }

    @Test
    void plainPlaneWavesHaveTheHartreeFockEnergyOfNeutrons() {
        var matter = new NeutronMatter(14, 0.04, 1, 0);
        var energy = mean(
                matter,
                Slater.of(PlaneWaves.DEFAULTS),
                RandomWalk.DEFAULTS.walkers(64),
                draw -> draw.energies.values());
        assertMean(
                energy, matter.comparisons().get("hartree_fock_two_body_energy").value(), HARTREE_FOCK_SIGMAS);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void theNumberOfThreadsDoesNotChangeTheBits(ParticleSampler sampler) {
        var gas = new ElectronGas(2, false, 2);
        var psi = Slater.of(PlaneWaves.DEFAULTS);
        var one = mean(gas, psi, sampler, 1, draw -> draw.energies.values());
        var two = mean(gas, psi, sampler, 2, draw -> draw.energies.values());
        assertThat(two).isEqualTo(one);
    }
}
