package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.engine.kernel.Blas;
import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunnerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private long steps;

    @BeforeEach
    void begin() {
        steps = 0;
    }

    private final class Log implements Watcher {
        @Override
        public void advanced(Progress progress, double seconds, double left) {
            steps++;
        }

        @Override
        public void note(String line) {
            notes.add(line);
        }
    }

    /// A runner that saves after every step.
    private Runner runner(BooleanSupplier stop, Disk disk) {
        return new Runner(
                MeanStudy.schema(),
                new Environment(1),
                run -> Files.writeString(run.resolve("report.html"), "report"),
                new Log(),
                stop,
                Duration.ZERO,
                disk);
    }

    private Runner runner() {
        return runner(() -> false, new HastyDisk());
    }

    private Path run(MeanStudy study, String name) {
        Path path = folder.resolve(name);
        runner().run(study, "in Java", Destination.folder(path));
        return path;
    }

    /// A run that is interrupted after a step.
    private Path interrupted(MeanStudy study, String name, int after) {
        Path path = folder.resolve(name);
        Completion completion =
                runner(() -> steps == after, new HastyDisk()).run(study, "in Java", Destination.folder(path));
        assertThat(completion.status()).isEqualTo(Completion.Status.INTERRUPTED);
        assertThat(completion.message()).endsWith("go on with: ansatz resume " + path);
        return path;
    }

    private void sameResults(Path one, Path other) throws IOException {
        for (String name : List.of("study.toml", "metrics.jsonl", "parameters.npz", "samples.npz")) {
            assertThat(other.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
        }
        assertThat(json(other, "result.json").get("estimates"))
                .isEqualTo(json(one, "result.json").get("estimates"));
    }

    private static JsonNode json(Path run, String name) throws IOException {
        return new JsonMapper().readTree(Files.readString(run.resolve(name)));
    }

    private static List<Path> checkpoints(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.getFileName().toString().startsWith("checkpoint"))
                    .sorted((a, b) -> a.toString().length() == b.toString().length()
                            ? a.compareTo(b)
                            : a.toString().length() - b.toString().length())
                    .toList();
        }
    }

    @Test
    void a_run_leaves_everything_that_tells_what_was_computed() throws Exception {
        Completion completion =
                runner().run(MeanStudy.DEFAULTS, "in Java", Destination.folder(folder.resolve("a/b/c")));
        assertThat(completion.status()).isEqualTo(Completion.Status.DONE);
        Path run = folder.resolve("a/b/c");
        JsonNode result = json(run, "result.json");
        assertThat(result.get("schema").intValue()).isEqualTo(1);
        assertThat(result.get("converged").booleanValue()).isTrue();
        assertThat(result.get("seed").intValue()).isEqualTo(1);
        JsonNode energy = result.get("estimates").get(0);
        assertThat(energy.get("name").stringValue()).isEqualTo("energy");
        assertThat(energy.get("rhat").isNull())
                .as("what was not measured is null")
                .isTrue();
        assertThat(energy.get("reference").get("kind").stringValue()).isEqualTo("exact");
        assertThat(energy.get("reference").get("value").doubleValue()).isZero();
        // 2000 numbers of a standard normal distribution: five errors of the mean
        assertThat(Math.abs(energy.get("mean").doubleValue()))
                .isLessThan(5 * energy.get("error").doubleValue())
                .isLessThan(5 / Math.sqrt(2000));
        List<String> metrics = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertThat(metrics).hasSize(2 + 20);
        assertThat(metrics.get(1))
                .as("the units of a phase stand before its first step")
                .isEqualTo("{\"phase\":\"evaluate\",\"units\":{\"energy\":\"m\",\"exact\":\"m\"}}");
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            assertThat(new JsonMapper().readTree(line).isObject()).isTrue();
        }
        assertThat(json(run, "environment.json").get("processor").stringValue()).isNotEmpty();
        assertThat(json(run, "environment.json").get("kernels").stringValue())
                .matches("(vector|scalar).*, .*; .+")
                .endsWith(Blas.best().name());
        if (Files.isReadable(Path.of("/proc/self/status"))) {
            assertThat(json(run, "environment.json").get("load").doubleValue()).isNotNegative();
            // no JVM lives in less than 10 MB, and this one was given less than 100 GB
            assertThat(json(run, "result.json").get("peak_memory_bytes").doubleValue())
                    .isBetween(1e7, 1e11);
        }
        assertThat(completion.report()).isEqualTo(run.resolve("report.html"));
        assertThat(new StudyReader(MeanStudy.schema()).read(run.resolve("study.toml"), List.of()))
                .isEqualTo(MeanStudy.DEFAULTS);
        assertThat(new JsonMapper().readTree(completion.json()).get("folder").stringValue())
                .isEqualTo(run.toString());
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    @Test
    void a_doubted_result_is_not_converged_and_says_why() throws Exception {
        Path run = run(MeanStudy.DEFAULTS.doubt(true), "a");
        assertThat(json(run, "result.json").get("status").stringValue()).isEqualTo("not converged");
        assertThat(json(run, "result.json").get("reasons").get(0).stringValue())
                .isEqualTo("it was asked to be doubted");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 19})
    void a_run_that_was_interrupted_goes_on_bit_for_bit(int after) throws Exception {
        Path whole = run(MeanStudy.DEFAULTS, "whole");
        steps = 0;
        Path parts = interrupted(MeanStudy.DEFAULTS, "parts", after);
        assertThat(runner().resume(parts).status()).isEqualTo(Completion.Status.DONE);
        sameResults(whole, parts);
        assertThat(notes).isEmpty();
    }

    @Test
    void a_finished_run_gives_its_results_again() throws Exception {
        Path run = run(MeanStudy.DEFAULTS, "a");
        Path copy = run(MeanStudy.DEFAULTS, "b");
        Files.delete(copy.resolve("result.json"));
        steps = 0;
        assertThat(runner().resume(copy).status()).isEqualTo(Completion.Status.DONE);
        assertThat(steps).isZero();
        sameResults(run, copy);
    }

    @Test
    void metrics_after_the_checkpoint_are_cut_back() throws Exception {
        Path whole = run(MeanStudy.DEFAULTS, "whole");
        steps = 0;
        Path parts = interrupted(MeanStudy.DEFAULTS, "parts", 5);
        Files.writeString(parts.resolve("metrics.jsonl"), "{\"phase\":\"evalu", StandardOpenOption.APPEND);
        runner().resume(parts);
        sameResults(whole, parts);
    }

    @Test
    void a_damaged_checkpoint_is_passed_over_for_the_one_before() throws Exception {
        Path whole = run(MeanStudy.DEFAULTS, "whole");
        steps = 0;
        Path parts = interrupted(MeanStudy.DEFAULTS, "parts", 5);
        Path newest = checkpoints(parts).getLast();
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 4;
        Files.write(newest, bytes);
        runner().resume(parts);
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith(newest.getFileName() + " cannot be used: its checksum does not match")
                .contains("; going on from checkpoint-");
        sameResults(whole, parts);
    }

    @Test
    void two_damaged_checkpoints_are_an_error_that_names_both() throws Exception {
        Path parts = interrupted(MeanStudy.DEFAULTS, "parts", 5);
        List<Path> both = checkpoints(parts);
        assertThat(both).hasSize(2);
        for (Path file : both) {
            Files.write(file, new byte[10]);
        }
        assertThatThrownBy(() -> runner().resume(parts))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(both.getFirst().getFileName().toString())
                .hasMessageContaining(both.getLast().getFileName().toString());
    }

    @Test
    void a_run_killed_before_its_first_checkpoint_starts_again() throws Exception {
        Path whole = run(MeanStudy.DEFAULTS, "whole");
        steps = 0;
        Path parts = interrupted(MeanStudy.DEFAULTS, "parts", 5);
        for (Path file : checkpoints(parts)) {
            Files.delete(file);
        }
        runner().resume(parts);
        sameResults(whole, parts);
    }

    @Test
    void a_study_changed_under_its_checkpoint_is_refused() throws Exception {
        Path parts = interrupted(MeanStudy.DEFAULTS, "parts", 5);
        Path toml = parts.resolve("study.toml");
        Files.writeString(toml, Files.readString(toml).replace("seed = 1", "seed = 2"));
        assertThatThrownBy(() -> runner().resume(parts))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("belongs to another study");
    }

    @Test
    void another_machine_is_told_since_the_last_bits_may_differ() throws Exception {
        Path parts = interrupted(MeanStudy.DEFAULTS, "parts", 5);
        Path environment = parts.resolve("environment.json");
        Files.writeString(environment, Files.readString(environment).replaceFirst("\"kernels\" : \"", "$0other "));
        runner().resume(parts);
        assertThat(notes).singleElement().asString().contains("kernels").contains("the last bits may differ");
    }

    @Test
    void files_of_a_newer_version_are_refused() throws Exception {
        Path parts = interrupted(MeanStudy.DEFAULTS, "parts", 5);
        Path environment = parts.resolve("environment.json");
        Files.writeString(environment, Files.readString(environment).replaceFirst("\"schema\" : 1", "\"schema\" : 2"));
        assertThatThrownBy(() -> runner().resume(parts)).hasMessageEndingWith("use a newer Ansatz");
        Path toml = parts.resolve("study.toml");
        Files.writeString(toml, Files.readString(toml).replace("schema = 1", "schema = 2"));
        assertThatThrownBy(() -> runner().resume(parts)).hasMessageEndingWith("use a newer Ansatz");
    }

    @Test
    void a_failure_keeps_the_last_good_state_and_says_what_to_do() throws Exception {
        Path run = folder.resolve("a");
        Completion completion = runner().run(MeanStudy.DEFAULTS.failure(7), "in Java", Destination.folder(run));
        assertThat(completion.status()).isEqualTo(Completion.Status.FAILED);
        assertThat(completion.message())
                .isEqualTo(run
                        + ": failed at step 7 of evaluate: the mean is NaN; choose another source; the state after step 5 of"
                        + " evaluate is kept in " + run);
        assertThat(json(run, "result.json").get("status").stringValue()).isEqualTo("failed");
        assertThat(Checkpoint.decode(Files.readAllBytes(checkpoints(run).getLast()))
                        .step())
                .as("from the state after step 6 no good step was made: it may be the cause")
                .isEqualTo(5);
    }

    @Test
    void states_after_doubtful_steps_are_not_kept() throws Exception {
        Path run = folder.resolve("a");
        Completion completion =
                runner().run(MeanStudy.DEFAULTS.failure(17).doubtful(5), "in Java", Destination.folder(run));
        // step 12 is the first doubtful one, so that 11 was the last sound step, and it was made from the state 10
        assertThat(completion.message())
                .endsWith(
                        "failed at step 17 of evaluate: the mean is NaN; choose another source; the state after step 10 of"
                                + " evaluate is kept in " + run);
        assertThat(Checkpoint.decode(Files.readAllBytes(checkpoints(run).getLast()))
                        .step())
                .isEqualTo(10);
    }

    @Test
    void a_run_that_is_interrupted_among_doubtful_steps_goes_on_from_the_last_good_state() throws Exception {
        MeanStudy study = MeanStudy.DEFAULTS.failure(100).doubtful(90);
        Path whole = run(study, "whole");
        steps = 0;
        Path parts = interrupted(study, "parts", 15);
        assertThat(Checkpoint.decode(Files.readAllBytes(checkpoints(parts).getLast()))
                        .step())
                .isEqualTo(8);
        assertThat(runner().resume(parts).status()).isEqualTo(Completion.Status.DONE);
        sameResults(whole, parts);
        steps = 0;
        Path hopeless = interrupted(study.doubtful(100), "hopeless", 15);
        assertThat(Checkpoint.decode(Files.readAllBytes(checkpoints(hopeless).getLast()))
                        .step())
                .as("there is no other state")
                .isEqualTo(15);
    }

    @Test
    void a_failure_has_its_report_with_the_step_the_cause_and_what_is_kept() throws Exception {
        Path run = folder.resolve("a");
        var reported = new ArrayList<JsonNode>();
        // no checkpoint is due within the hour
        var patient = new Runner(
                MeanStudy.schema(),
                new Environment(1),
                path -> {
                    reported.add(json(path, "result.json"));
                    return path.resolve("report.html");
                },
                new Log(),
                () -> false,
                Duration.ofHours(1),
                new HastyDisk());
        Completion completion = patient.run(MeanStudy.DEFAULTS.failure(7), "in Java", Destination.folder(run));
        assertThat(completion.report()).isEqualTo(run.resolve("report.html"));
        JsonNode reasons = reported.getFirst().get("reasons");
        assertThat(reasons.get(0).stringValue())
                .isEqualTo("failed at step 7 of evaluate: the mean is NaN; choose another source");
        assertThat(reasons.get(1).stringValue()).matches("the state after step [1-5] of evaluate is kept in .*");
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
                .as("the header, the units and every good step")
                .hasSize(2 + 6);
        long kept = Checkpoint.decode(Files.readAllBytes(checkpoints(run).getLast()))
                .step();
        assertThat(reasons.get(1).stringValue()).contains("after step " + kept + " of");
        // it goes on from there, to the same end
        assertThat(patient.resume(run).status()).isEqualTo(Completion.Status.FAILED);
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(2 + 6);
    }

    @Test
    void a_second_run_in_the_same_folder_is_refused() {
        Path run = folder.resolve("a");
        var refusal = new ArrayList<String>();
        Watcher intruder = new Watcher() {
            @Override
            public void started(Path path, Study study) {
                try {
                    runner().resume(path);
                } catch (InvalidInput e) {
                    refusal.add(e.getMessage());
                }
            }
        };
        new Runner(
                        MeanStudy.schema(),
                        new Environment(1),
                        path -> path,
                        intruder,
                        () -> false,
                        Duration.ofHours(1),
                        Disk.LOCAL)
                .run(MeanStudy.DEFAULTS, "in Java", Destination.folder(run));
        assertThat(refusal)
                .singleElement()
                .asString()
                .startsWith(run + ": another run is at work in this folder (process "
                        + ProcessHandle.current().pid() + ")");
    }

    @Test
    void a_folder_that_holds_something_is_not_touched() throws Exception {
        Path run = run(MeanStudy.DEFAULTS, "a");
        assertThatThrownBy(() -> run(MeanStudy.DEFAULTS, "a"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("go on with it by ansatz resume " + run);
        Files.writeString(Files.createDirectory(folder.resolve("b")).resolve("thesis.tex"), "x");
        assertThatThrownBy(() -> run(MeanStudy.DEFAULTS, "b"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> run(MeanStudy.DEFAULTS, "b/thesis.tex/c")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void numbered_folders_never_collide() {
        Completion one = runner().run(MeanStudy.DEFAULTS, "x", Destination.next(folder.resolve("runs/mean")));
        Completion two = runner().run(MeanStudy.DEFAULTS, "x", Destination.next(folder.resolve("runs/mean")));
        assertThat(one.folder()).isEqualTo(folder.resolve("runs/mean-1"));
        assertThat(two.folder()).isEqualTo(folder.resolve("runs/mean-2"));
    }

    @Test
    void a_study_that_would_not_fit_says_so_before_it_starts() throws Exception {
        assertThatThrownBy(() -> run(MeanStudy.DEFAULTS.batch(1_000_000_000_000L), "a"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("in Java: the study needs about 8.0e+03 GB of memory, but the JVM may use ");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /// A disk that does not wait: these tests pull no plug.
    static final class HastyDisk implements Disk {
        @Override
        public void force(FileChannel channel) {}
    }

    /// A disk that is full after so many bytes.
    static final class FullDisk implements Disk {
        private long room;

        FullDisk(long room) {
            this.room = room;
        }

        @Override
        public void force(FileChannel channel) {}

        @Override
        public void append(FileChannel channel, byte[] bytes) throws IOException {
            if (bytes.length > room) {
                Disk.LOCAL.append(channel, Arrays.copyOf(bytes, (int) room));
                room = 0;
                throw new IOException("No space left on device");
            }
            room -= bytes.length;
            Disk.LOCAL.append(channel, bytes);
        }
    }

    @Test
    void a_disk_full_at_the_start_leaves_nothing_behind() throws Exception {
        for (int room : List.of(0, 100, 400)) {
            assertThatThrownBy(() -> runner(() -> false, new FullDisk(room))
                            .run(MeanStudy.DEFAULTS, "x", Destination.next(folder.resolve("runs/mean"))))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageEndingWith(": cannot be written to: No space left on device");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void a_disk_full_at_any_later_moment_loses_only_the_steps_since_the_checkpoint() throws Exception {
        Path whole = run(MeanStudy.DEFAULTS, "whole");
        int failures = 0;
        for (int room = 1500; room < 14_000; room += 1250) {
            Path run = folder.resolve("full" + room);
            Completion completion =
                    runner(() -> false, new FullDisk(room)).run(MeanStudy.DEFAULTS, "x", Destination.folder(run));
            if (completion.status() == Completion.Status.FAILED) {
                failures++;
                assertThat(completion.message())
                        .startsWith(run + ": cannot be written to: No space left on device; ")
                        .endsWith("make room, then go on with: ansatz resume " + run);
                assertThat(runner().resume(run).status()).isEqualTo(Completion.Status.DONE);
            }
            sameResults(whole, run);
        }
        assertThat(failures).as("the disk was full in most of these runs").isGreaterThan(5);
    }

    @Test
    void a_folder_that_cannot_be_written_to_is_told_in_one_line() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> runner().run(MeanStudy.DEFAULTS, "x", Destination.folder(file)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(file + ": ");
        Path proc = Path.of("/proc/ansatz");
        if (Files.isDirectory(Path.of("/proc"))) { // not even root can make a folder there
            assertThatThrownBy(() -> runner().run(MeanStudy.DEFAULTS, "x", Destination.folder(proc)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("/proc/ansatz: cannot be made: ");
        }
    }

    @Test
    void what_is_no_run_cannot_be_resumed() {
        assertThatThrownBy(() -> runner().resume(folder.resolve("absent"))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> runner().resume(folder)).hasMessageContaining("it has no study.toml");
    }

    @Test
    void in_memory_the_same_study_gives_the_same_result() throws Exception {
        Outcome outcome = Runner.compute(MeanStudy.DEFAULTS, new Environment(1));
        Path run = run(MeanStudy.DEFAULTS, "a");
        assertThat(json(run, "result.json").get("estimates").get(0).get("mean").doubleValue())
                .isEqualTo(outcome.results().getFirst().mean());
    }
}
