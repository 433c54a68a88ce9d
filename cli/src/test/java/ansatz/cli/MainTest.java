package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MainTest {
    /// A study of a second.
    private static final String SMALL = """
            title = "Six spins"
            steps = 60
            [problem]
            type = "ising"
            lattice = { type = "chain", length = 6 }
            [model]
            type = "rbm"
            density = 2
            symmetry = "translation"
            [sampler]
            type = "metropolis"
            chains = 128
            [evaluation]
            error = 5e-3
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path small() throws Exception {
        return Files.writeString(folder.resolve("small.toml"), SMALL);
    }

    @Test
    void a_study_ends_with_the_exact_value_beside_the_result() throws Exception {
        CommandLineCase call = CommandLineCase.of(
                "run", small().toString(), "--out", folder.resolve("run").toString());
        assertThat(call.status()).as(call.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        // the exact energy of the ring of six at h = J: -2 / sin(pi / 12), P. Pfeuty, Annals of Physics 57, 79 (1970)
        assertThat(call.out())
                .contains("-7.727", "exact: ", "seed 1", folder.resolve("run").toString());
        assertThat(call.err()).contains("Six spins", "step 1/60", "step 60/60", "evaluate");
        assertThat(folder.resolve("run").resolve("report.html"))
                .content()
                .contains("Do the chains agree? Means of the 128 chains");
    }

    @Test
    void json_is_one_object_on_standard_output() throws Exception {
        CommandLineCase call = CommandLineCase.of(
                "run",
                small().toString(),
                "--json",
                "--seed",
                "5",
                "--set",
                "steps=20",
                "--threads",
                "1",
                "--out",
                folder.resolve("run").toString());
        assertThat(call.out().lines()).hasSize(1);
        JsonNode json = new JsonMapper().readTree(call.out());
        assertThat(json.get("seed").intValue()).isEqualTo(5);
        assertThat(json.get("folder").stringValue())
                .isEqualTo(folder.resolve("run").toString());
        assertThat(json.get("estimates").get(0).get("reference").get("kind").stringValue())
                .isEqualTo("exact");
    }

    @Test
    void a_sweep_ends_with_a_table_of_its_points_and_one_object() throws Exception {
        Path run = folder.resolve("run");
        CommandLineCase call = CommandLineCase.of(
                "run",
                small().toString(),
                "--set",
                "steps=15",
                "--set",
                "sweep.problem.field=[0.5, 1.5]",
                "--out",
                run.toString());
        assertThat(call.status()).as(call.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        assertThat(call.out()).contains("problem.field", "energy per site", "in errors", "report   " + run);
        assertThat(call.err()).contains("point 1 of 2: problem.field = 0.5", "point 2/2  step 15/15");
        assertThat(run.resolve("report.html"))
                .content()
                .contains("of 2 points converged", "Energy against field", "point-2/report.html");
        CommandLineCase again = CommandLineCase.of("resume", run.toString(), "--json");
        assertThat(again.status()).isEqualTo(call.status());
        assertThat(again.out().lines()).hasSize(1);
        JsonNode json = new JsonMapper().readTree(again.out());
        assertThat(json.get("points").get(1).get("values").get("problem.field").doubleValue())
                .isEqualTo(1.5);
        // the ring of six by free fermions, P. Pfeuty: -sum_k |h - exp(ik)| over k = pi/6, pi/2, 5 pi/6, ... at h = 0.5
        assertThat(json.at("/points/0/estimates/0/reference/value").doubleValue())
                .isEqualTo(
                        -2 * (Math.sqrt(1.25 - Math.sqrt(0.75)) + Math.sqrt(1.25) + Math.sqrt(1.25 + Math.sqrt(0.75))),
                        within(1e-12));
        assertThat(Path.of(CommandLineCase.of("report", run.toString()).out().strip()))
                .exists();
    }

    @Test
    void bad_values_of_a_sweep_are_told_before_anything_begins() throws Exception {
        Path run = folder.resolve("run");
        CommandLineCase call = CommandLineCase.of(
                "run", small().toString(), "--set", "sweep.problem.feild=[0.5, 1.5]", "--out", run.toString());
        assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(call.errors())
                .singleElement()
                .asString()
                .contains("problem.feild is not a key of \"ising\"; did you mean problem.field?");
        assertThat(run).doesNotExist();
    }

    @Test
    void json_tells_bad_input_too() throws Exception {
        CommandLineCase call =
                CommandLineCase.of("run", small().toString(), "--json", "--set", "problem.feild=\"\\u0001\"");
        assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
        JsonNode json = new JsonMapper().readTree(call.out());
        assertThat(json.get("status").stringValue()).isEqualTo("bad input");
        assertThat(json.get("reasons").get(0).stringValue()).contains("did you mean problem.field?");
    }

    @Test
    void the_number_of_threads_does_not_change_a_bit() throws Exception {
        for (String threads : new String[] {"1", "3"}) {
            CommandLineCase.of(
                    "run",
                    small().toString(),
                    "--threads",
                    threads,
                    "--out",
                    folder.resolve("t" + threads).toString());
        }
        for (String name : new String[] {"metrics.jsonl", "parameters.npz", "samples.npz"}) {
            assertThat(folder.resolve("t3").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("t1").resolve(name));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2",
        "--threads=0, 2",
        "--threads=-1, 2",
        "--threads=many, 2",
        "--threads=99999999999, 2",
        "--seed=-99999999999999999999, 2",
        "--seed=x, 2",
        "--checkpoint=-1, 2",
        "--checkpoint=soon, 2",
        "--checkpoint=NaN, 2",
        "--no-such-option, 2",
        "--set, 2"
    })
    void a_wrong_option_is_one_line(String option, int status) throws Exception {
        CommandLineCase call = option.isEmpty()
                ? CommandLineCase.of("run")
                : CommandLineCase.of(
                        "run",
                        small().toString(),
                        "--out",
                        folder.resolve("run").toString(),
                        option);
        assertThat(call.status()).isEqualTo(status);
        assertThat(call.errors()).hasSize(1);
        assertThat(call.out()).isEmpty();
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "resume", "list", "describe", "report", "doctor", "completion"})
    void every_command_has_help_with_examples(String command) {
        CommandLineCase call = CommandLineCase.of(command, "--help");
        assertThat(call.status()).isEqualTo(ExitStatus.DONE);
        assertThat(call.out())
                .contains(
                        "Usage: ansatz " + command,
                        "Example",
                        "  ansatz " + (command.equals("completion") ? "completion" : command));
    }

    @Test
    void every_type_and_every_key_can_be_described() {
        CommandLineCase list = CommandLineCase.of("list");
        assertThat(list.out()).contains("problem", "ising", "model", "rbm", "optimizer", "natural-gradient");
        assertThat(CommandLineCase.of("describe", "ising").out()).contains("field", "default 1.0", "Pfeuty", "exact");
        assertThat(CommandLineCase.of("describe", "field").out()).contains("ising.field", "transverse field");
        assertThat(CommandLineCase.of("describe", "optimizer.rate").out()).contains("natural-gradient.rate");
        assertThat(CommandLineCase.of("describe", "schedule").out()).contains("start", "end", "steps");
        CommandLineCase unknown = CommandLineCase.of("describe", "isign");
        assertThat(unknown.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(unknown.errors())
                .containsExactly("ansatz: isign is not a type or a key of a study; did you mean ising?");
    }

    @Test
    void every_type_of_the_list_says_what_it_is() {
        assertThat(CommandLineCase.of("list").out().lines().filter(line -> line.startsWith("  ")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("  [a-z0-9-]+ +\\S.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void a_shell_learns_every_command(String shell) {
        assertThat(CommandLineCase.of("completion", shell).out())
                .contains("run", "resume", "list", "describe", "report", "doctor", "threads");
    }

    @Test
    void the_version_is_one_line() {
        assertThat(CommandLineCase.of("--version").out().lines()).hasSize(1);
    }

    @Test
    void what_is_no_run_can_be_neither_resumed_nor_reported() {
        for (String command : new String[] {"resume", "report"}) {
            CommandLineCase call =
                    CommandLineCase.of(command, folder.resolve("absent").toString());
            assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
            assertThat(call.errors()).containsExactly(folder.resolve("absent") + ": there is no such folder of a run");
        }
    }
}
