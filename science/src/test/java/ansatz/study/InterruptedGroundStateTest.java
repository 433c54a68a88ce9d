package ansatz.study;

import ansatz.lattice.Chain;
import ansatz.optimizer.Adam;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.Optimizer;
import ansatz.optimizer.Sgd;
import ansatz.problem.Ising;
import ansatz.sampler.Metropolis;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterruptedGroundStateTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Optimizer> optimizers() {
        return Stream.of(NaturalGradient.DEFAULTS, Adam.DEFAULTS, Sgd.DEFAULTS);
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
        new StoppedRuns(folder, 2, 2).haveTheSameBits(study, 6);
    }
}
