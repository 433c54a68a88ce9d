package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {
    /// Four sites, all of whose configurations are summed; the coefficients are pure numbers.
    private static final String STUDY = """
            steps = 12
            sampler = "enumeration"
            [problem]
            type = "pauli-sum"
            lattice = { type = "chain", length = 4 }
            terms = [{ string = "Z0 Z1", coefficient = -1, translated = true }, { string = "X0", coefficient = -1, translated = true }]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path run() throws Exception {
        Path study = Files.writeString(folder.resolve("study.toml"), STUDY);
        Path run = folder.resolve("run");
        CommandLineCase call = CommandLineCase.of("run", study.toString(), "--out", run.toString());
        assertThat(call.status()).as(call.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        // a source is told once, and what is measured in pure numbers has no unit
        assertThat(call.out())
                .contains("energy, energy per site, exact: exact diagonalization")
                .doesNotContain("^2");
        return run;
    }

    @Test
    void aRunGoesOnForMoreSteps() throws Exception {
        Path run = run();
        CommandLineCase call = CommandLineCase.of("resume", run.toString(), "--set", "steps=30");
        assertThat(call.status()).as(call.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        assertThat(call.err()).contains("goes on as changed, from step 12 of optimise", "step 30/30");
        assertThat(run.resolve("study-1.toml")).content().contains("steps = 12");
        assertThat(run.resolve("report.html")).exists();
    }

    @Test
    void whatCannotChangeIsOneLine() throws Exception {
        Path run = run();
        for (String setting : new String[] {"optimizer.shift=0.5", "steps=11", "stpes=30", "model.density=2"}) {
            CommandLineCase call = CommandLineCase.of("resume", run.toString(), "--set", setting);
            assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
            assertThat(call.err().lines()).as(call.err()).hasSize(1).allMatch(line -> line.length() < 400);
            assertThat(run.resolve("study-1.toml")).doesNotExist();
        }
    }
}
