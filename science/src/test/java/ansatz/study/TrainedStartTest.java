package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import ansatz.model.Convolutional;
import ansatz.problem.Ising;
import ansatz.sampler.Enumeration;
import ansatz.schema.Problems;
import ansatz.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that go on from the parameters of others.
class TrainedStartTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static GroundState ring(int length) {
        return GroundState.of(Ising.on(Lattice.chain(length)), Convolutional.DEFAULTS.channels(3))
                .sampler(Enumeration.DEFAULTS)
                .steps(40);
    }

    /// The parameters of a finished run.
    private String trained(int length) throws Exception {
        var runner = new Runner(
                Schema.installed(),
                new Environment(2),
                run -> run,
                new Watcher() {},
                () -> false,
                Duration.ofHours(1),
                Disk.LOCAL);
        Path run = folder.resolve("ring-" + length);
        runner.run(ring(length), "in Java", Destination.folder(run));
        return run.resolve(RunFolder.PARAMETERS).toString();
    }

    private static double firstEnergy(GroundState study) {
        try (var computation = study.computation(new Environment(2))) {
            return computation.advance().measurements().getFirst().value();
        }
    }

    private static double lastEnergy(GroundState study) {
        try (var computation = study.computation(new Environment(2))) {
            while (!computation.finished()) {
                computation.advance();
            }
            return computation.outcome().results().getFirst().mean();
        }
    }

    private static List<String> refused(GroundState study) {
        var texts = new ArrayList<String>();
        Problems problems = (key, text) -> texts.add(key + " " + text);
        study.check(problems);
        return texts;
    }

    @Test
    void theParametersOfARunAreTheFirstOnesOfAnother() throws Exception {
        String parameters = trained(6);
        // of all configurations, so that there is no error but rounding
        assertThat(firstEnergy(ring(6).start(parameters))).isEqualTo(lastEnergy(ring(6)), within(1e-12));
        // windows know nothing of the length of the ring: another one begins near its ground state too
        double exact = ring(10).problem().reference().orElseThrow().value();
        assertThat(refused(ring(10).start(parameters))).isEmpty();
        double random = firstEnergy(ring(10)) - exact;
        assertThat(firstEnergy(ring(10).start(parameters)) - exact).isBetween(0.0, 0.1 * random);
    }

    @Test
    void parametersThatDoNotFitAreRefused() throws Exception {
        String parameters = trained(4);
        assertThat(refused(ring(6).model(Convolutional.DEFAULTS.channels(5)).start(parameters)))
                .containsExactly("start names a file with 9 parameters, but the model has 15; it must be of a run whose"
                        + " model has as many");
        Path empty = folder.resolve("none.npz");
        writeNothing(empty);
        for (String name : List.of("nowhere.npz", empty.toString(), "a\0b")) {
            assertThat(refused(ring(6).start(name)))
                    .containsExactly("start is \"" + name
                            + "\", which cannot be read; it must be the file parameters.npz" + " of a run, or empty");
        }
    }

    private static void writeNothing(Path file) throws IOException {
        Files.write(file, Npz.encode(List.of(NamedArray.of("other", new byte[] {1}, 1))));
    }
}
