package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.continuum.model.Gaussian;
import ansatz.continuum.problem.Trap;
import ansatz.continuum.sampler.Langevin;
import ansatz.lattice.Lattice;
import ansatz.observable.Magnetization;
import ansatz.optimizer.Adam;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.Optimizer;
import ansatz.optimizer.Schedule;
import ansatz.optimizer.Spring;
import ansatz.problem.Ising;
import ansatz.sampler.Metropolis;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import ansatz.thermal.ClassicalIsing;
import ansatz.thermal.SingleSpin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs that go on as another study.
class ChangedRunTest {
    private static final GroundState RING = GroundState.DEFAULTS
            .problem(Ising.on(Lattice.chain(6)).field(1.0))
            .sampler(Metropolis.DEFAULTS.chains(32))
            .evaluation(Evaluation.DEFAULTS.error(0.02))
            .steps(25);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int made;

    private Runner runner(BooleanSupplier stop, Disk disk) {
        made = 0;
        Watcher count = new Watcher() {
            @Override
            public void advanced(Progress progress, double seconds, double left) {
                made++;
            }
        };
        return new Runner(Schema.installed(), new Environment(1), run -> run, count, stop, Duration.ofHours(1), disk);
    }

    private Runner runner() {
        return runner(() -> false, new RunnerTest.HastyDisk());
    }

    private Path run(Study study, String name) {
        Path path = folder.resolve(name);
        runner().run(study, "in Java", Destination.folder(path));
        return path;
    }

    private static JsonNode result(Path run) throws IOException {
        return new JsonMapper().readTree(Files.readString(run.resolve("result.json")));
    }

    /// Lines of steps that were made before the change keep the number of steps that was planned then.
    private static List<String> metrics(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .map(line -> line.replaceFirst("\"steps\":\\d+,", ""))
                .toList();
    }

    private static void same(Path one, Path other) throws IOException {
        for (String name : List.of("study.toml", "parameters.npz", "samples.npz")) {
            assertThat(other.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
        }
        for (String key : List.of("status", "reasons", "checks", "estimates", "curves")) {
            assertThat(result(other).get(key)).as(key).isEqualTo(result(one).get(key));
        }
    }

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                NaturalGradient.DEFAULTS,
                Spring.DEFAULTS,
                Adam.DEFAULTS,
                NaturalGradient.rate(0.1).rate(Schedule.from(0.1, 0.02, 35)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aFinishedRunWithMoreStepsHasTheBitsOfTheLongerRun(Optimizer optimizer) throws Exception {
        GroundState study = RING.optimizer(optimizer);
        Path longer = run(study.steps(45), "longer");
        Path changed = run(study, "changed");
        String before = Files.readString(changed.resolve("result.json"));
        runner().resume(changed, List.of("steps=45"));
        same(longer, changed);
        assertThat(metrics(changed)).isEqualTo(metrics(longer));
        assertThat(changed.resolve("result-1.json")).hasContent(before);
        assertThat(changed.resolve("study-1.toml")).content().contains("steps = 25");
    }

    static Stream<UnaryOperator<GroundState>> measurements() {
        return Stream.of(
                study -> study.observables(Magnetization.DEFAULTS),
                study -> study.evaluation(study.evaluation().error(0.01).burnIn(7)),
                study -> study.steps(30).observables(Magnetization.DEFAULTS),
                study -> study.title("Another title"));
    }

    @ParameterizedTest
    @MethodSource("measurements")
    void aFinishedRunIsMeasuredAnewAsAskedFor(UnaryOperator<GroundState> change) throws Exception {
        GroundState other = change.apply(RING);
        Path whole = run(other, "whole");
        Path changed = run(RING, "changed");
        runner().resume(changed, other);
        same(whole, changed);
        assertThat(made).isLessThanOrEqualTo(metrics(whole).size() - 25);
    }

    @Test
    void aRunThatIsFarEnoughIsMeasuredAtTheStepWhereItStands() throws Exception {
        Path shorter = run(RING.steps(20), "shorter");
        Path changed = folder.resolve("changed");
        runner(() -> made == 20, new RunnerTest.HastyDisk())
                .run(RING.steps(400), "in Java", Destination.folder(changed));
        assertThatThrownBy(() -> runner().resume(changed, List.of("steps=19")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("steps must be at least those that were made");
        runner().resume(changed, List.of("steps=20"));
        same(shorter, changed);
    }

    @Test
    void aRunCanBeLengthenedAgainAndAgainAndGoBackToAnEndThatIsKept() throws Exception {
        Path changed = run(RING, "changed");
        runner().resume(changed, List.of("steps=30"));
        runner(() -> made == 4, new RunnerTest.HastyDisk()).resume(changed, List.of("steps=60"));
        assertThat(changed.resolve("result.json")).doesNotExist();
        runner().resume(changed, List.of("steps=45"));
        same(run(RING.steps(45), "longer"), changed);
    }

    @Test
    void particlesGoOnAsSpinsDo() throws Exception {
        var study = Study.particles(Trap.DEFAULTS, Gaussian.DEFAULTS)
                .sampler(Langevin.DEFAULTS.walkers(64))
                .evaluation(Evaluation.DEFAULTS.error(0.05).burnIn(20))
                .steps(20);
        Path longer = run(study.steps(32), "longer");
        Path changed = run(study, "changed");
        runner().resume(changed, List.of("steps=32"));
        same(longer, changed);
        assertThat(metrics(changed)).isEqualTo(metrics(longer));
    }

    @Test
    void aThermalRunGoesOnDrawing() throws Exception {
        // a step makes 50 draws here
        var study = Thermal.of(ClassicalIsing.on(Lattice.square(40, 40)), 4)
                .sampler(SingleSpin.DEFAULTS)
                .chains(50)
                .burnIn(5);
        for (int draws : new int[] {40, 55}) {
            Path longer = run(study.draws(60).reweight(4.1), "longer-" + draws);
            Path changed = run(study.draws(draws), "changed-" + draws);
            runner().resume(changed, List.of("draws=60", "reweight=[4.1]"));
            same(longer, changed);
            assertThat(metrics(changed)).isEqualTo(metrics(longer));
        }
        assertThatThrownBy(() -> runner().resume(folder.resolve("changed-55"), List.of("draws=40")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("draws must be at least those that were made");
    }

    @Test
    void anEvolutionGoesOnInTime() throws Exception {
        var ring = Ising.on(Lattice.chain(4));
        var study = Evolution.of(ring.field(2), ring.field(0.5), Evolution.DEFAULTS.model())
                .sampler(Metropolis.DEFAULTS.chains(64))
                .preparation(0.1);
        Path longer = run(study.duration(0.4, 4), "longer");
        Path changed = run(study.duration(0.2, 2), "changed");
        assertThatThrownBy(() -> runner().resume(changed, List.of("duration=0.4")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("duration and points can grow together");
        runner().resume(changed, List.of("duration=0.4", "points=4"));
        same(longer, changed);
    }

    @Test
    void whatTheStepsMadeDependOnCannotChange() throws Exception {
        Path run = run(RING, "run");
        byte[] before = Files.readAllBytes(run.resolve("result.json"));
        assertThatThrownBy(() -> runner().resume(run, List.of("optimizer.rate=0.2", "steps=40", "seed=2")))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        run + ": optimizer.rate.end, optimizer.rate.start, seed cannot change when a run goes on, since"
                                + " the steps made depend on it; what can: evaluation, observables, steps, title; begin anew"
                                + " with: ansatz run " + run.resolve("study.toml") + " --set ...");
        assertThat(run.resolve("study-1.toml")).doesNotExist();
        assertThat(run.resolve("result.json")).hasBinaryContent(before);
    }

    @Test
    void aChangeThatIsCutOffAnywhereCanBeAskedForAgain() throws Exception {
        Path longer = run(RING.steps(45), "longer");
        for (int room : new int[] {0, 1000, 3000, 6000, 9000, 12_000, 15_000, 30_000}) {
            Path changed = run(RING, "changed-" + room);
            try {
                Completion cut =
                        runner(() -> false, new RunnerTest.FullDisk(room)).resume(changed, List.of("steps=45"));
                assertThat(cut.status()).isEqualTo(Completion.Status.FAILED);
            } catch (InvalidInput e) {
                assertThat(e).hasMessageContaining("No space left on device");
            }
            runner().resume(changed, List.of("steps=45"));
            same(longer, changed);
        }
    }

    @Test
    void allPointsOfASweepGoOnAsChanged() throws Exception {
        Sweep sweep = Sweep.of(RING).over("problem.field", 0.5, 1.0);
        Path longer = folder.resolve("longer");
        new SweepRunner(runner())
                .run(Sweep.of(RING.steps(40)).over("problem.field", 0.5, 1.0), "in Java", Destination.folder(longer));
        Path changed = folder.resolve("changed");
        new SweepRunner(runner()).run(sweep, "in Java", Destination.folder(changed));
        assertThatThrownBy(() -> new SweepRunner(runner()).resume(changed, List.of("problem.field=0.7")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("the points of a sweep stay as they are");
        new SweepRunner(runner()).resume(changed, List.of("steps=40"));
        assertThat(changed.resolve("study.toml")).hasSameBinaryContentAs(longer.resolve("study.toml"));
        for (String point : List.of("point-1", "point-2")) {
            same(longer.resolve(point), changed.resolve(point));
        }
    }
}
