package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.lattice.Chain;
import ansatz.optimizer.Adam;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.Optimizer;
import ansatz.optimizer.Sgd;
import ansatz.problem.Ising;
import ansatz.sampler.Metropolis;
import ansatz.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterruptedGroundStateTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int steps;

    static Stream<Optimizer> optimizers() {
        return Stream.of(NaturalGradient.DEFAULTS, Adam.DEFAULTS, Sgd.DEFAULTS);
    }

    private Runner runner(int stopEach) {
        Watcher count = new Watcher() {
            @Override
            public void advanced(Progress progress, double seconds, double left) {
                steps++;
            }
        };
        steps = 0;
        return new Runner(
                Schema.installed(),
                new Environment(2),
                run -> run,
                count,
                () -> steps == stopEach,
                Duration.ofHours(1),
                Disk.LOCAL);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_ground_state_stopped_again_and_again_has_the_bits_of_one_in_one_go(Optimizer optimizer) throws Exception {
        // 45 steps: two windows of R-hat, so that runs stop in the middle of a window and in the evaluation
        GroundState study = GroundState.DEFAULTS
                .problem(new Ising(Chain.DEFAULTS.length(6), 1.0, 1.0))
                .sampler(Metropolis.DEFAULTS.chains(32))
                .optimizer(optimizer)
                .evaluation(Evaluation.DEFAULTS.error(0.02))
                .steps(45);
        Path whole = folder.resolve("whole");
        runner(-1).run(study, "in Java", Destination.folder(whole));

        Path parts = folder.resolve("parts");
        Completion completion = runner(7).run(study, "in Java", Destination.folder(parts));
        int stops = 0;
        while (completion.status() == Completion.Status.INTERRUPTED) {
            stops++;
            completion = runner(7).resume(parts);
        }
        assertThat(stops).isGreaterThanOrEqualTo(6);
        for (String name : List.of("metrics.jsonl", "parameters.npz", "samples.npz")) {
            assertThat(Files.readAllBytes(parts.resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readAllBytes(whole.resolve(name)));
        }
    }
}
