package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SweepRunnerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private long steps;
    private final List<Integer> begun = new ArrayList<>();

    private final class Log implements Watcher {
        @Override
        public void point(Sweep sweep, Sweep.Point point) {
            begun.add(point.number());
        }

        @Override
        public void advanced(Progress progress, double seconds, double left) {
            steps++;
        }
    }

    private static SweepRunner runner(Watcher watcher, BooleanSupplier stop, Duration interval, Disk disk) {
        return new SweepRunner(new Runner(
                MeanStudy.schema(),
                new Environment(1),
                run -> Files.writeString(run.resolve("report.html"), "report"),
                watcher,
                stop,
                interval,
                disk));
    }

    private SweepRunner runner(BooleanSupplier stop) {
        return runner(new Log(), stop, Duration.ZERO, new RunnerTest.HastyDisk());
    }

    private static Sweep sweep(String table) {
        return new SweepReader(MeanStudy.schema())
                .read("x.toml", "type = \"mean\"\n[source]\ntype = \"normal\"\n[sweep]\n" + table, List.of());
    }

    private Path run(Sweep sweep, String name) {
        Path path = folder.resolve(name);
        runner(() -> false).run(sweep, "x.toml", Destination.folder(path));
        return path;
    }

    private static JsonNode json(Path path) throws IOException {
        return new JsonMapper().readTree(Files.readString(path.resolve("result.json")));
    }

    private static void sameResults(Path one, Path other) throws IOException {
        JsonNode a = json(one);
        JsonNode b = json(other);
        for (int k = 0; k < a.get("points").size(); k++) {
            assertThat(b.get("points").get(k).get("estimates"))
                    .isEqualTo(a.get("points").get(k).get("estimates"));
            String point = a.get("points").get(k).get("folder").stringValue();
            for (String name : List.of("study.toml", "metrics.jsonl", "parameters.npz", "samples.npz")) {
                assertThat(other.resolve(point).resolve(name))
                        .hasSameBinaryContentAs(one.resolve(point).resolve(name));
            }
        }
    }

    @Test
    void a_sweep_has_a_row_and_a_run_for_each_point() throws Exception {
        Path path = folder.resolve("a");
        SweepCompletion completion =
                runner(() -> false).run(sweep("seed = [1, 2]\nsteps = [5, 10]\n"), "x.toml", Destination.folder(path));
        assertThat(completion.status()).isEqualTo(Completion.Status.DONE);
        assertThat(begun).containsExactly(1, 2, 3, 4);
        JsonNode json = json(path);
        assertThat(json.get("status").stringValue()).isEqualTo("done");
        assertThat(json.get("keys").toString()).isEqualTo("[\"seed\",\"steps\"]");
        assertThat(json.get("abscissa").stringValue()).isEqualTo("steps");
        JsonNode third = json.get("points").get(2);
        assertThat(third.get("values").toString()).isEqualTo("{\"seed\":2,\"steps\":5}");
        assertThat(third.get("folder").stringValue()).isEqualTo("point-3");
        assertThat(third.get("estimates").get(0).get("reference").get("value").doubleValue())
                .isZero();
        assertThat(path.resolve("point-3").resolve("report.html")).exists();
        assertThat(completion.report()).isEqualTo(path.resolve("report.html"));
        assertThat(new JsonMapper().readTree(completion.json()).get("folder").stringValue())
                .isEqualTo(path.toString());

        // a point is a run like any other
        MeanStudy alone = (MeanStudy) new StudyReader(MeanStudy.schema())
                .read("x.toml", "type = \"mean\"\nsource = { type = \"normal\" }", List.of("seed=2", "steps=5"));
        Outcome outcome = compute(alone);
        assertThat(third.get("estimates").get(0).get("mean").doubleValue())
                .isEqualTo(outcome.energy().mean());
    }

    private static Outcome compute(Study study) {
        try (Computation computation = study.computation(new Environment(1))) {
            while (!computation.finished()) {
                computation.advance();
            }
            return computation.outcome();
        }
    }

    @Test
    void a_point_that_fails_does_not_stop_the_others_and_the_worst_one_counts() throws Exception {
        Path path = folder.resolve("a");
        SweepCompletion completion = runner(() -> false)
                .run(sweep("failure = [0, 3]\ndoubt = [false, true]\n"), "x.toml", Destination.folder(path));
        assertThat(completion.rows().stream().map(SweepCompletion.Row::status))
                .containsExactly(
                        Completion.Status.DONE,
                        Completion.Status.NOT_CONVERGED,
                        Completion.Status.FAILED,
                        Completion.Status.FAILED);
        assertThat(completion.status()).isEqualTo(Completion.Status.FAILED);
        assertThat(completion.message())
                .startsWith("2 of 4 points failed; the first: ")
                .contains("the mean is NaN");
        assertThat(json(path).get("reasons").get(0).stringValue()).isEqualTo("point 2: it was asked to be doubted");
        assertThat(runner(() -> false)
                        .run(sweep("doubt = [false, true]\n"), "x.toml", Destination.folder(folder.resolve("b")))
                        .status())
                .isEqualTo(Completion.Status.NOT_CONVERGED);
    }

    @Test
    void an_interrupted_sweep_keeps_its_points_and_goes_on_within_one() throws Exception {
        Sweep sweep = sweep("seed = [1, 2, 3]\n");
        Path whole = run(sweep, "whole");
        steps = 0;
        begun.clear();
        Path parts = folder.resolve("parts");
        SweepCompletion first = runner(() -> steps == 27).run(sweep, "x.toml", Destination.folder(parts));
        assertThat(first.status()).isEqualTo(Completion.Status.INTERRUPTED);
        assertThat(first.message()).isEqualTo("interrupted after 1 of 3 points; go on with: ansatz resume " + parts);
        assertThat(json(parts).get("points").get(2).get("status").stringValue()).isEqualTo("not begun");
        assertThat(SweepRunner.isSweep(parts)).isTrue();
        assertThat(SweepRunner.isSweep(parts.resolve("point-1"))).isFalse();
        begun.clear();
        assertThat(runner(() -> false).resume(parts).status()).isEqualTo(Completion.Status.DONE);
        assertThat(begun).as("the finished point is kept").containsExactly(2, 3);
        assertThat(steps).as("no step is made twice").isEqualTo(60);
        sameResults(whole, parts);
    }

    @Test
    void a_point_that_was_killed_before_it_had_a_study_begins_anew() throws Exception {
        Sweep sweep = sweep("seed = [1, 2]\n");
        Path whole = run(sweep, "whole");
        Path parts = run(sweep, "parts");
        try (Stream<Path> files = Files.list(parts.resolve("point-2"))) {
            for (Path file : files.toList()) {
                if (!file.endsWith("run.lock")) {
                    Files.delete(file);
                }
            }
        }
        runner(() -> false).resume(parts);
        sameResults(whole, parts);
    }

    /// The program of the process that is killed.
    static final class Victim {
        public static void main(String[] args) {
            runner(Watcher.NONE, () -> false, Duration.ofMillis(30), Disk.LOCAL)
                    .run(
                            sweep("seed = [1, 2, 3]\nsteps = [100]\npause = [4]"),
                            "x.toml",
                            Destination.folder(Path.of(args[0])));
        }
    }

    @Test
    void a_sweep_killed_without_warning_goes_on_with_the_same_bits() throws Exception {
        Path killed = folder.resolve("killed");
        KilledRunTest.kill(Victim.class, killed, killed.resolve("point-2").resolve("checkpoint-2.bin"));
        assertThat(json(killed).get("points").get(0).get("status").stringValue())
                .isEqualTo("done");
        assertThat(json(killed).get("points").get(1).get("status").stringValue())
                .isEqualTo("not begun");

        assertThat(runner(() -> false).resume(killed).status()).isEqualTo(Completion.Status.DONE);
        assertThat(begun).containsExactly(2, 3);
        sameResults(run(sweep("seed = [1, 2, 3]\nsteps = [100]\npause = [4]"), "whole"), killed);
    }

    @Test
    void a_sweep_that_needs_too_much_memory_leaves_nothing_behind() {
        Path path = folder.resolve("a");
        assertThatThrownBy(() -> runner(() -> false)
                        .run(sweep("batch = [10, 1000000000000]\n"), "x.toml", Destination.folder(path)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("x.toml: point 2: the study needs about 8.0e+03 GB of memory");
        assertThat(path).doesNotExist();
    }
}
