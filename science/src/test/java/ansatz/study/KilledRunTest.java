package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {
    private static final MeanStudy STUDY = MeanStudy.DEFAULTS.steps(200).pause(4);

    /// The program of the process that is killed.
    static final class Victim {
        public static void main(String[] args) {
            runner(Duration.ofMillis(30)).run(STUDY, "in Java", Destination.folder(Path.of(args[0])));
        }
    }

    private static Runner runner(Duration interval) {
        return new Runner(
                MeanStudy.schema(), new Environment(1), run -> run, Watcher.NONE, () -> false, interval, Disk.LOCAL);
    }

    @Test
    void a_run_killed_without_warning_goes_on_with_the_same_bits(@TempDir Path folder) throws Exception {
        Path killed = folder.resolve("killed");
        // The second checkpoint is there: some steps are saved, and more are made while we look.
        kill(Victim.class, killed, killed.resolve("checkpoint-2.bin"));
        assertThat(killed.resolve("result.json"))
                .as("it was killed in the midst of its work")
                .doesNotExist();

        assertThat(runner(Duration.ofHours(1)).resume(killed).status()).isEqualTo(Completion.Status.DONE);

        Path whole = folder.resolve("whole");
        runner(Duration.ofHours(1)).run(STUDY, "in Java", Destination.folder(whole));
        for (String name : List.of("study.toml", "metrics.jsonl", "parameters.npz", "samples.npz")) {
            assertThat(killed.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
    }

    /// Starts a program with a folder as its argument, and kills it as soon as a file is there.
    static void kill(Class<?> program, Path folder, Path sign) throws Exception {
        Path out = folder.resolveSibling("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        program.getName(),
                        folder.toString())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        while (process.isAlive() && !Files.exists(sign)) {
            Thread.sleep(1);
        }
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sign).as(Files.readString(out)).exists();
    }

    /// Everything that this process sees, whether by modules or by the class path.
    private static String classPath() throws Exception {
        Set<String> entries = new LinkedHashSet<>();
        for (Class<?> type : List.of(Study.class, Victim.class)) {
            entries.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        entries.add(Path.of("target", "test-classes").toAbsolutePath().toString());
        for (String property : List.of("jdk.module.path", "java.class.path")) {
            entries.addAll(List.of(System.getProperty(property, "").split(File.pathSeparator)));
        }
        return String.join(File.pathSeparator, entries);
    }
}
