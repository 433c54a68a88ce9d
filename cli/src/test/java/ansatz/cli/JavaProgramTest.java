package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProgramTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private CommandLineCase run(String source, String... arguments) throws Exception {
        Path file = Files.writeString(folder.resolve("Program.java"), source);
        String[] all = new String[arguments.length + 2];
        all[0] = "run";
        all[1] = file.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandLineCase.of(all);
    }

    @Test
    void a_compact_source_file_runs_with_the_modules_of_ansatz() throws Exception {
        Path result = folder.resolve("result");
        CommandLineCase call = run("""
                import ansatz.schema.Schema;
                import java.nio.file.Files;
                import java.nio.file.Path;

                void main(String[] arguments) throws Exception {
                    var names = Schema.installed().names(ansatz.study.Study.class);
                    Files.writeString(Path.of(arguments[0]), names.toString());
                }
                """, result.toString());
        assertThat(call.status()).as(call.err()).isEqualTo(ExitStatus.DONE);
        assertThat(result).content().contains("ground-state");
    }

    @Test
    void an_error_of_the_compiler_is_a_line_with_its_place() throws Exception {
        CommandLineCase call = run("void main() {\n    int n = \"x\";\n}\n");
        assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(call.errors()).singleElement().asString().startsWith(folder.resolve("Program.java") + ":2:13: ");
    }

    @Test
    void an_exception_of_the_program_is_a_line_with_its_place() throws Exception {
        CommandLineCase call = run("void main() {\n    throw new IllegalStateException(\"oh\");\n}\n");
        assertThat(call.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(call.errors()).containsExactly(folder.resolve("Program.java") + ":2: IllegalStateException: oh");
    }

    @Test
    void a_program_without_main_is_told() throws Exception {
        CommandLineCase call = run("class Program {}\n");
        assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(call.err()).contains("has no main method");
    }

    @Test
    void options_of_a_study_are_refused_for_a_program() throws Exception {
        assertThat(run("void main() {}", "--seed", "3").status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(CommandLineCase.of("run", folder.resolve("Absent.java").toString())
                        .errors())
                .containsExactly(folder.resolve("Absent.java") + ": there is no such file");
    }
}
