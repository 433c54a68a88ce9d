package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.model.HarmonicOscillator;
import ansatz.continuum.model.PadeJastrow;
import ansatz.continuum.model.Product;
import ansatz.continuum.model.Slater;
import ansatz.continuum.problem.QuantumDot;
import ansatz.continuum.sampler.Langevin;
import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.Amplitude;
import ansatz.model.FeedForward;
import ansatz.model.Made;
import ansatz.model.Projected;
import ansatz.model.Rbm;
import ansatz.optimizer.Schedule;
import ansatz.optimizer.Tangent;
import ansatz.problem.Ising;
import ansatz.sampler.Direct;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Metropolis;
import ansatz.sampler.ParallelTempering;
import ansatz.sampler.Sampler;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Steps that take several draws of each chain.
class StepDrawsTest {
    private static final GroundState RING = GroundState.of(
                    Ising.on(Lattice.chain(6)), Rbm.DEFAULTS.density(2).sigma(0.3))
            .sampler(Metropolis.singleFlips().chains(32));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static StepDraws step(Sampled sampled, double[] theta, int draws, int settle) {
        sampled.bind(theta, false);
        for (int k = 0; k < settle; k++) {
            sampled.advance(Sampled.Purpose.SETTLE);
        }
        var taken = new StepDraws(sampled, draws);
        for (int k = 0; k < draws; k++) {
            sampled.advance(Sampled.Purpose.OPTIMISE);
            taken.take();
        }
        return taken;
    }

    static Stream<Sampler> samplers() {
        return Stream.of(
                Metropolis.singleFlips().chains(32).sweeps(4),
                ParallelTempering.DEFAULTS
                        .moves(Metropolis.singleFlips().chains(32).sweeps(4))
                        .replicas(2)
                        .lowest(0.5),
                Direct.DEFAULTS.configurations(32));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void sixteenTimesTheDrawsMakeTheErrorsOfGradientAndEnergyAQuarter(Sampler sampler) {
        Amplitude model = sampler.direct() ? Made.DEFAULTS : RING.model();
        var study = RING.model(model).sampler(sampler);
        try (var team = Team.of(1)) {
            var all = new SampledSpins(study.sampler(Enumeration.DEFAULTS), team);
            double[] theta = all.initialParameters(3);
            var exact = step(all, theta, 1, 0);
            double[] g = exact.tangent().gradient(team);
            int seeds = 60;
            double[] squares = new double[2];
            double[] energies = new double[2];
            for (int seed = 1; seed <= seeds; seed++) {
                for (int which = 0; which < 2; which++) {
                    var some = step(new SampledSpins(study.seed(seed), team), theta, which == 0 ? 1 : 16, 20);
                    double[] found = some.tangent().gradient(team);
                    for (int k = 0; k < g.length; k++) {
                        squares[which] += (found[k] - g[k]) * (found[k] - g[k]) / seeds;
                    }
                    double z = (some.mean() - exact.mean()) / some.error();
                    energies[which] += z * z / seeds;
                }
            }
            // a ratio of two variances of 60 seeds each is known to 26 % where one direction rules, its root to 13 %;
            // draws of a chain that are not independent leave a little more than a quarter
            assertThat(Math.sqrt(squares[1] / squares[0])).isBetween(0.25 / 1.4, 0.25 * 1.4);
            // the spread of 60 numbers is known to 9 %, an error bar from 32 chains to 13 %
            assertThat(Math.sqrt(energies[0])).isBetween(0.7, 1.3);
            assertThat(Math.sqrt(energies[1])).isBetween(0.7, 1.3);
        }
    }

    static Stream<Amplitude> models() {
        return Stream.of(
                RING.model(),
                FeedForward.DEFAULTS,
                Projected.of(Rbm.DEFAULTS.density(2).sigma(0.3), Projected.Kind.TRANSLATION)
                        .momentum(1));
    }

    @ParameterizedTest
    @MethodSource("models")
    void theGradientOfSeveralDrawsIsThatOfAllTheirConfigurations(Amplitude model) {
        var study = RING.model(model);
        try (var team = Team.of(2)) {
            var sampled = new SampledSpins(study, team);
            double[] theta = sampled.initialParameters(3);
            int draws = 3;
            int n = sampled.samples();
            int parameters = theta.length;
            var together = step(sampled, theta, draws, 5).tangent();
            int outputs = together.rows() / (draws * n);
            var rows = new double[parameters * together.rows()];
            together.derivatives().write(rows, 0, together.rows(), team);

            var again = new SampledSpins(study, team);
            again.bind(theta, false);
            for (int k = 0; k < 5; k++) {
                again.advance(Sampled.Purpose.SETTLE);
            }
            for (int d = 0; d < draws; d++) {
                again.advance(Sampled.Purpose.OPTIMISE);
                var one = again.logDerivatives(1);
                var of = new double[parameters * outputs * n];
                one.write(of, 0, outputs * n, team);
                for (int a = 0; a < outputs; a++) {
                    int at = a * draws * n + d * n;
                    assertThat(Arrays.copyOfRange(together.residuals(), at, at + n))
                            .isEqualTo(Arrays.copyOfRange(again.residuals(), a * n, (a + 1) * n));
                    for (int k = 0; k < parameters; k++) {
                        for (int c = 0; c < n; c++) {
                            // the same formula in tables that moves have rounded
                            assertThat(rows[k * together.rows() + at + c])
                                    .isEqualTo(of[k * outputs * n + a * n + c], within(1e-12));
                        }
                    }
                }
            }
            assertThat(Arrays.stream(together.weights()).sum()).isEqualTo(1, within(1e-14));
        }
    }

    @Test
    void aStepThatTakesOneDrawIsTheStepAsItAlwaysWas() {
        try (var team = Team.of(1)) {
            var sampled = new SampledSpins(RING, team);
            var one = step(sampled, sampled.initialParameters(1), 1, 3);
            var before = new Tangent(sampled.logDerivatives(1), sampled.weights(), sampled.residuals(), true);
            assertThat(one.tangent().gradient(team)).isEqualTo(before.gradient(team));
            assertThat(one.mean()).isEqualTo(sampled.mean());
            assertThat(one.variance()).isEqualTo(sampled.variance());
            assertThat(one.error()).isEqualTo(Math.sqrt(sampled.realVariance() / 32));
        }
    }

    static Stream<Study> scheduled() {
        var schedule = Schedule.from(1, 6, 25);
        var dot = Product.of(Slater.of(HarmonicOscillator.DEFAULTS), PadeJastrow.DEFAULTS);
        var evaluation = Evaluation.DEFAULTS.error(0.05).burnIn(20);
        return Stream.of(
                RING.draws(schedule).evaluation(evaluation).steps(30),
                ParticleGroundState.of(QuantumDot.DEFAULTS, dot)
                        .sampler(Langevin.DEFAULTS.walkers(32))
                        .draws(schedule)
                        .evaluation(evaluation)
                        .steps(30));
    }

    @ParameterizedTest
    @MethodSource("scheduled")
    void aRunStoppedInTheMiddleOfTheScheduleHasTheBitsOfOneInOneGoOnAnotherNumberOfThreads(Study study)
            throws Exception {
        Path whole = new StoppedRuns(folder, 1, 2).haveTheSameBits(study, 4);
        var lines = Files.readAllLines(whole.resolve("metrics.jsonl")).stream()
                .filter(line -> line.contains("\"samples\":") && line.contains("optimise"))
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(30);
        assertThat(lines.get(lines.size() - 30)).contains("\"samples\":32");
        assertThat(lines.getLast()).contains("\"samples\":192");
    }

    @Test
    void theNumberOfDrawsIsRoundedAndStaysAtItsEnd() {
        var schedule = Schedule.from(1, 8, 300);
        assertThat(StepDraws.count(schedule, 0)).isEqualTo(1);
        assertThat(StepDraws.count(schedule, 100)).isEqualTo(2);
        assertThat(StepDraws.count(schedule, 200)).isEqualTo(4);
        assertThat(StepDraws.count(schedule, 1000)).isEqualTo(8);
        // a study of 101 steps comes as far as 2
        assertThat(StepDraws.most(schedule, 101)).isEqualTo(2);
        assertThat(StepDraws.most(Schedule.from(8, 1, 100), 101)).isEqualTo(8);
    }

    @Test
    void memoryCountsTheLargestStep() {
        var more = RING.draws(Schedule.from(1, 100, 50));
        // nothing but the samples of a step differs; each has at least its spins and its hidden units
        assertThat(more.memory() - RING.memory()).isGreaterThan(8.0 * 100 * 32 * (6 + 12));
        var particles = ParticleGroundState.DEFAULTS;
        assertThat(particles.draws(Schedule.constant(10)).memory()).isGreaterThan(particles.memory());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    draws = 0                                                      | draws.start is 0.0; it must be from 1 to 10000
                    draws = { start = 1, end = 20000, steps = 9 }                  | draws.end is 20000.0; it must be from 1 to 10000
                    draws = 4; sampler = { type = "enumeration" }                  | draws.start is 4.0, but all configurations are in each draw already; it must be 1
                    """)
    void aNumberOfDrawsThatIsNotPossibleIsOneLine(String keys, String message) {
        String toml =
                keys.replace(";", "\n") + "\n[problem]\ntype = \"ising\"\nlattice = { type = \"chain\", length = 6 }\n";
        var refused = catchThrowableOfType(
                InvalidInput.class, () -> new StudyReader(Schema.installed()).read("a.toml", toml, List.of()));
        assertThat(refused.getMessage().lines()).hasSize(1).first().asString().contains(message);
    }
}
