package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A study in one go, and the same study stopped every few steps and gone on with: both have the same bits.
final class StoppedRuns {
    private final Path folder;
    private final int threads;
    private final int threadsOfParts;
    private int steps;

    /// @param threads of the run in one go, and of the other one
    StoppedRuns(Path folder, int threads, int threadsOfParts) {
        this.folder = folder;
        this.threads = threads;
        this.threadsOfParts = threadsOfParts;
    }

    /// Runs a study both ways.
    ///
    /// @param least how often it must have been stopped
    /// @return the folder of the run in one go
    Path haveTheSameBits(Study study, int least) throws Exception {
        Path whole = folder.resolve("whole");
        inOneGo(study, whole);
        Path parts = folder.resolve("parts");
        Completion completion = runner(7, threadsOfParts).run(study, "in Java", Destination.folder(parts));
        int stops = 0;
        while (completion.status() == Completion.Status.INTERRUPTED) {
            stops++;
            completion = runner(7, threadsOfParts).resume(parts);
        }
        assertThat(stops).isGreaterThanOrEqualTo(least);
        for (String name : List.of("metrics.jsonl", "parameters.npz", "samples.npz")) {
            assertThat(Files.readAllBytes(parts.resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readAllBytes(whole.resolve(name)));
        }
        return whole;
    }

    /// Runs a study into a folder without a stop.
    Completion inOneGo(Study study, Path into) {
        return runner(-1, threads).run(study, "in Java", Destination.folder(into));
    }

    private Runner runner(int stopEach, int threadsOfRun) {
        Watcher count = new Watcher() {
            @Override
            public void advanced(Progress progress, double seconds, double left) {
                steps++;
            }
        };
        steps = 0;
        return new Runner(
                Schema.installed(),
                new Environment(threadsOfRun),
                run -> run,
                count,
                () -> steps == stopEach,
                Duration.ofHours(1),
                Disk.LOCAL);
    }
}
