package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.continuum.model.HarmonicOscillator;
import ansatz.continuum.model.MessagePassing;
import ansatz.continuum.model.PlaneWaves;
import ansatz.continuum.model.Slater;
import ansatz.continuum.problem.QuantumDot;
import ansatz.continuum.sampler.Langevin;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {
    private static final int STEPS = 25;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// Six electrons of a dot whose first orbitals are far from those of the oscillator.
    private static ParticleGroundState dot(int steps) {
        var far = new MessagePassing(HarmonicOscillator.DEFAULTS, 1, 8, 4, 1, 1.5);
        return ParticleGroundState.of(new QuantumDot(2, 6, 1), far)
                .sampler(Langevin.DEFAULTS.walkers(128))
                .pretraining(Pretraining.towards(Slater.of(HarmonicOscillator.DEFAULTS), steps))
                .evaluation(Evaluation.DEFAULTS.burnIn(20))
                .steps(10);
    }

    private static Measurement of(Progress progress, String name) {
        return progress.measurements().stream()
                .filter(measurement -> measurement.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOptimisationBeginsAtALowerEnergyAfterPretraining() {
        try (var plain = dot(0).computation(new Environment(1));
                var prepared = dot(STEPS).computation(new Environment(1))) {
            Measurement before = of(plain.advance(), Measurement.ENERGY);
            Progress first = prepared.advance();
            assertThat(first.phase()).isEqualTo("pretrain");
            assertThat(first.steps()).isEqualTo(STEPS);
            Progress last = first;
            for (int k = 1; k < STEPS; k++) {
                last = prepared.advance();
            }
            assertThat(last.phase()).isEqualTo("pretrain");
            assertThat(of(last, "mismatch").value())
                    .isLessThan(of(first, "mismatch").value() / 3);
            Progress optimised = prepared.advance();
            assertThat(optimised.phase()).isEqualTo("optimise");
            assertThat(optimised.step()).isEqualTo(1);
            Measurement after = of(optimised, Measurement.ENERGY);
            assertThat(after.value()).isLessThan(before.value() - 3 * Math.hypot(before.error(), after.error()));
        }
    }

    @Test
    void aPretrainingThatIsResumedHasTheBitsOfOneInOneGo() {
        try (var whole = dot(6).computation(new Environment(1));
                var begun = dot(6).computation(new Environment(2));
                var resumed = dot(6).computation(new Environment(1))) {
            begun.advance();
            begun.advance();
            resumed.restore(begun.state());
            for (int k = 2; k < 9; k++) {
                resumed.advance();
            }
            for (int k = 0; k < 9; k++) {
                whole.advance();
            }
            assertThat(resumed.state().doubles("theta", -1))
                    .containsExactly(whole.state().doubles("theta", -1));
        }
    }

    @Test
    void aStudyFileNamesTheTarget() throws Exception {
        Path file = folder.resolve("study.toml");
        Files.writeString(file, """
                type = "particles"
                pretraining = { steps = 7, target = { type = "slater", orbitals = "plane-waves" } }
                [problem]
                type = "electron-gas"
                [model]
                type = "message-passing"
                """);
        var study = (ParticleGroundState) new StudyReader(Schema.installed()).read(file, List.of());
        assertThat(study.pretraining()).isEqualTo(Pretraining.towards(Slater.of(PlaneWaves.DEFAULTS), 7));
    }

    @Test
    void aTargetThatDoesNotFitIsNamed() {
        var study = dot(5).pretraining(Pretraining.towards(Slater.of(PlaneWaves.DEFAULTS), 5));
        assertThatThrownBy(study::run)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("pretraining.target")
                .hasMessageContaining("torus");
    }
}
