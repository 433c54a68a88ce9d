package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.cost.Written;
import ansatz.continuum.model.Gaussian;
import ansatz.continuum.model.HarmonicOscillator;
import ansatz.continuum.model.LogPsi;
import ansatz.continuum.model.PadeJastrow;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.PlaneWaves;
import ansatz.continuum.model.Product;
import ansatz.continuum.model.Slater;
import ansatz.continuum.observable.DensityStructure;
import ansatz.continuum.observable.OneBodyDensity;
import ansatz.continuum.observable.PairDistance;
import ansatz.continuum.observable.PairDistribution;
import ansatz.continuum.problem.Atom;
import ansatz.continuum.problem.ElectronGas;
import ansatz.continuum.problem.Hamiltonian;
import ansatz.continuum.problem.Interaction;
import ansatz.continuum.problem.NeutronMatter;
import ansatz.continuum.problem.OneBody;
import ansatz.continuum.problem.PairPotential;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.continuum.problem.QuantumDot;
import ansatz.continuum.problem.Statistics;
import ansatz.continuum.problem.Trap;
import ansatz.continuum.sampler.Langevin;
import ansatz.continuum.sampler.RandomWalk;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Species;
import ansatz.engine.trace.Value;
import ansatz.schema.InvalidInput;
import ansatz.statistics.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParticleStudyTest {
    private static final ParticleModel DOT = Product.of(Slater.of(HarmonicOscillator.DEFAULTS), PadeJastrow.DEFAULTS);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static ParticleGroundState dot() {
        return ParticleGroundState.of(QuantumDot.DEFAULTS, DOT)
                .observables(OneBodyDensity.DEFAULTS, PairDistance.DEFAULTS)
                .sampler(Langevin.DEFAULTS.walkers(64))
                .evaluation(Evaluation.DEFAULTS.error(0.01).burnIn(20))
                .steps(30);
    }

    @Test
    void aStudyStoppedAgainAndAgainHasTheBitsOfOneInOneGoOnAnotherNumberOfThreads() throws Exception {
        new StoppedRuns(folder, 1, 2).haveTheSameBits(dot(), 4);
    }

    @Test
    void twoElectronsComeNearTheExactEnergyAndObeyTheVirialTheorem() {
        var outcome = dot().sampler(RandomWalk.DEFAULTS.walkers(256)).steps(60).run();
        var energy = outcome.energy();
        // Slater and Jastrow alone reach 3.0003 (published); the error asked for is 0.01
        assertThat(energy.mean()).isBetween(3 - 4 * energy.error(), 3.01 + 4 * energy.error());
        assertThat(energy.reference()).isNotNull();
        var parts = outcome.result("kinetic_energy").mean()
                + outcome.result("trap_energy").mean()
                + outcome.result("coulomb_energy").mean();
        // the same samples, summed in another order
        assertThat(parts).isCloseTo(energy.mean(), within(1e-12));
        // sampled with |psi|^2, which vanishes nowhere: a bar of finite variance
        var gradient = outcome.result("kinetic_energy_from_gradient");
        assertThat(Math.abs(gradient.mean() - outcome.result("kinetic_energy").mean()))
                .isLessThan(4
                        * Math.hypot(
                                gradient.error(),
                                outcome.result("kinetic_energy").error()));
        var virial = outcome.result("virial_ratio");
        assertThat(Math.abs(virial.mean() - 1)).isLessThan(4 * virial.error() + 0.02);
        // N Var(E) / <T>^2 of the same samples, less the bias of a quotient, which is of the order of error^2
        double kinetic = outcome.result("kinetic_energy").mean();
        var score = outcome.result("v_score");
        assertThat(score.mean())
                .isCloseTo(2 * outcome.result("variance").mean() / (kinetic * kinetic), within(score.error()));
        assertThat(score.error()).isPositive();
    }

    static Stream<Arguments> contradictions() {
        var gas = Slater.of(PlaneWaves.DEFAULTS);
        return Stream.of(
                Arguments.of(new ElectronGas(14, false, -1), gas, "problem.rs is -1.0"),
                Arguments.of(new ElectronGas(10, false, 1), gas, "problem.particles is 10"),
                Arguments.of(new ElectronGas(7, false, 1), gas, "must be even"),
                Arguments.of(new ElectronGas(14, true, 1), gas, "problem.particles is 14"),
                Arguments.of(new NeutronMatter(12, 0.01, 1, 1), gas, "problem.particles is 12"),
                Arguments.of(new NeutronMatter(14, 0, 1, 1), gas, "problem.density is 0.0"),
                Arguments.of(new QuantumDot(2, 4, 1), DOT, "problem.particles is 4"),
                Arguments.of(new QuantumDot(3, 6, 1), DOT, "problem.particles is 6"),
                Arguments.of(new Atom(2, 5), DOT, "problem.electrons is 5"),
                Arguments.of(Trap.bosons(2, 3).frequencies(1, 2), Gaussian.DEFAULTS, "problem.frequencies holds 2"),
                Arguments.of(
                        Trap.bosons(2, 1).interaction(Interaction.Coulomb.DEFAULTS),
                        Gaussian.DEFAULTS,
                        "problem.interaction is \"coulomb\""),
                Arguments.of(
                        Trap.bosons(4, 1).interaction(new Interaction.HarmonicPairs(-0.25)),
                        Gaussian.DEFAULTS,
                        "problem.interaction.strength is -0.25"),
                Arguments.of(
                        new Trap(3, 2, Statistics.POLARIZED, List.of(1.0), Interaction.HardSpheres.DEFAULTS),
                        Slater.DEFAULTS,
                        "problem.statistics is \"polarized\""),
                Arguments.of(
                        Trap.bosons(2, 3).interaction(Interaction.CalogeroSutherland.DEFAULTS),
                        Gaussian.DEFAULTS,
                        "problem.interaction is \"calogero-sutherland\""),
                Arguments.of(ElectronGas.DEFAULTS, Gaussian.DEFAULTS, "model"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void whatDoesNotFitIsOneLine(ParticleProblem problem, ParticleModel model, String said) {
        var study = ParticleGroundState.of(problem, model);
        assertThatThrownBy(study::run)
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        e -> assertThat(e.lines())
                                .singleElement()
                                .asString()
                                .contains(said)
                                .hasSizeLessThan(400));
    }

    @Test
    void identicalParticlesAreCountedOnce() {
        var up = new Species("up", 3, true);
        assertThatThrownBy(() -> new Particles(List.of(up, new Species("down", 3, true), new Species("up", 1, true))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two species are named \"up\"; identical particles are one species, with their number");
    }

    /// Two bosons with a potential that is not a number where they are near each other.
    private record Broken() implements ParticleProblem {
        @Override
        public ParticleSystem system() {
            return Trap.bosons(2, 3).system();
        }

        @Override
        public Hamiltonian hamiltonian() {
            return Hamiltonian.kinetic(0.5)
                    .plus("trap", new OneBody(x -> x.square().sum(-1)))
                    .plus("broken", new PairPotential(r -> r.minus(1).log()));
        }

        @Override
        public String unit() {
            return "";
        }
    }

    @Test
    void theVScoreOfAnEigenstateIsZero() {
        var outcome = ParticleGroundState.of(Trap.fermions(6, 2), Slater.DEFAULTS)
                .sampler(Langevin.DEFAULTS.walkers(64))
                .evaluation(Evaluation.DEFAULTS.error(0.01).burnIn(10))
                .run();
        assertThat(outcome.energy().mean()).isCloseTo(10, within(1e-10));
        assertThat(outcome.result("v_score").mean()).isLessThan(1e-12);
    }

    /// Three fermions in two orbitals, 1 and x, and a third that is 0.
    private static final ParticleModel TOO_FEW_ORBITALS = new Written(x -> {
        Value column = x.reshape(3, 1);
        Value matrix = Value.concat(1, column.times(0).plus(1), column, column.times(0));
        return new LogPsi(matrix.logAbsDeterminant(), matrix.signDeterminant());
    });

    @Test
    void aSingularDeterminantAtTheStartEndsTheRunWithTheWalkerNamed() {
        var trap = new Trap(1, 3, Statistics.POLARIZED, List.of(1.0), Interaction.None.DEFAULTS);
        assertThatThrownBy(ParticleGroundState.of(trap, TOO_FEW_ORBITALS)::run)
                .isInstanceOfSatisfying(
                        ComputationFailed.class,
                        e -> assertThat(e.reason())
                                .matches("log \\|psi\\| is -Infinity for walker \\d+ at the positions"
                                        + " \\(\\S+\\), \\(\\S+\\), \\(\\S+\\)"))
                .hasMessageNotContaining("NaN")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aPotentialThatIsNoNumberEndsTheRunWithTheWalkerNamed() {
        var study = ParticleGroundState.of(new Broken(), Gaussian.DEFAULTS);
        assertThatThrownBy(study::run)
                .isInstanceOf(ComputationFailed.class)
                .hasMessageContaining("the broken energy is NaN for walker");
    }

    @Test
    void aWaveFunctionWithoutParametersIsMeasuredOnly() throws Exception {
        // plain plane waves: Hartree-Fock by sampling
        var gas = new ElectronGas(14, false, 5);
        var study = ParticleGroundState.of(gas, Slater.of(PlaneWaves.DEFAULTS))
                .sampler(RandomWalk.DEFAULTS.walkers(64))
                .evaluation(Evaluation.DEFAULTS.error(0.02).burnIn(30))
                .observables(PairDistribution.DEFAULTS, DensityStructure.DEFAULTS);
        Path run = folder.resolve("run");
        var completion = new StoppedRuns(folder, 1, 2).inOneGo(study, run);
        assertThat(completion.status()).isNotEqualTo(Completion.Status.INTERRUPTED);
        var outcome = study.run();
        var energy = outcome.energy();
        assertThat(Math.abs(energy.mean()
                        - gas.comparisons().get("hartree_fock_energy").value()))
                .isLessThan(4 * energy.error());
        assertThat(outcome.verdict().checks()).extracting(Check::subject).doesNotContain(Check.OPTIMISATION);
        assertThat(outcome.curves())
                .extracting(Curve::name)
                .containsExactly("pair_distribution_same", "pair_distribution_opposite", "structure_factor");
        assertThat(outcome.curve("pair_distribution_same").points()).hasSize(40).allSatisfy(point -> {
            // also where two electrons never met
            assertThat(point.result().error()).isPositive();
            assertThat(point.result().tau()).isFinite();
        });
        assertThat(Files.readString(run.resolve("result.json"))).contains("pair_distribution_opposite");
    }

    @Test
    void aGradientOfClippedEnergiesIsTold() {
        var outcome = dot().clip(0.1).steps(12).run();
        assertThat(outcome.verdict().reasons()).anyMatch(reason -> reason.contains("were clipped in the last steps"));
        assertThat(dot().steps(12).run().verdict().checks())
                .filteredOn(check -> check.quantity().equals("clipped"))
                .singleElement()
                .satisfies(check -> assertThat(check.passed()).isTrue());
    }

    static Stream<ParticleProblem> problems() {
        return Catalogued.defaults(ParticleProblem.class).stream();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyProblemInTheCatalogueKeepsItsPromises(ParticleProblem problem) {
        var system = problem.system();
        var hamiltonian = problem.hamiltonian();
        assertThat(problem.unit()).isNotBlank();
        assertThat(hamiltonian.kinetic())
                .hasSizeBetween(1, system.particles().species().size());
        // the virial theorem speaks of all parts or of none
        if (!problem.degrees().isEmpty()) {
            assertThat(problem.degrees().keySet())
                    .containsAll(hamiltonian.parts().stream()
                            .map(Hamiltonian.Part::name)
                            .toList());
        }
        problem.reference()
                .ifPresent(reference -> assertThat(reference.source()).isNotBlank());
        problem.comparisons().values().forEach(energy -> {
            assertThat(energy.value()).isFinite();
            assertThat(energy.source()).isNotBlank();
        });
    }
}
