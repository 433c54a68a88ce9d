package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyReaderTest {
    private static final String GOOD = """
            type = "mean"
            steps = 7
            [source]
            type = "uniform"
            low = -1
            high = 2.5
            """;

    private final StudyReader reader = new StudyReader(MeanStudy.schema());

    private List<String> problems(String toml, String... settings) {
        return catchThrowableOfType(InvalidInput.class, () -> reader.read("a.toml", toml, List.of(settings)))
                .lines();
    }

    private List<String> change(String from, String to) {
        assertThat(GOOD).contains(from);
        return problems(GOOD.replace(from, to));
    }

    @Test
    void keys_that_are_not_given_have_the_values_of_the_defaults() {
        assertThat(reader.read("a.toml", GOOD, List.of()))
                .isEqualTo(new MeanStudy(
                        "A mean",
                        new Source.Uniform(-1, 2.5),
                        MeanStudy.Scale.LINEAR,
                        7,
                        100,
                        0,
                        0,
                        0,
                        List.of(1.0),
                        false,
                        1));
    }

    @Test
    void a_misspelt_key_is_told_with_the_key_that_was_meant() {
        assertThat(change("steps", "stpes"))
                .containsExactly("a.toml: stpes is not a key of \"mean\"; did you mean steps?"
                        + " (an integer from 1 to 2147483647, default 20)");
        assertThat(change("high =", "hihg ="))
                .containsExactly(
                        "a.toml: source.high is missing; it must be a real number",
                        "a.toml: source.hihg is not a key of \"uniform\"; did you mean source.high?"
                                + " (a real number, required)");
    }

    @Test
    void a_key_in_the_wrong_table_is_told_where_it_belongs() {
        assertThat(problems(GOOD + "batch = 3\n"))
                .containsExactly("a.toml: source.batch is not a key of \"uniform\"; did you mean batch?"
                        + " (an integer from 1 to 1e12, default 100)".replace("1e12", "1000000000000"));
    }

    @Test
    void theNameOfATableIsNoGuessForAKeyInIt() {
        assertThat(problems(GOOD + "source = 1\n"))
                .containsExactly("a.toml: source.source is not a key of \"uniform\"; its keys are low, high");
    }

    @Test
    void a_key_like_no_other_is_told_with_all_keys_of_its_table() {
        assertThat(problems(GOOD + "temperature = 3\n"))
                .containsExactly("a.toml: source.temperature is not a key of \"uniform\"; its keys are low, high");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps = 7 | steps = 7.5 | a.toml: steps is 7.5; it must be an integer from 1 to 2147483647, default 20",
                "steps = 7 | steps = -3 | a.toml: steps is -3; it must be an integer from 1 to 2147483647, default 20",
                "steps = 7 | steps = 0 | a.toml: steps is 0; it must be an integer from 1 to 2147483647, default 20",
                "steps = 7 | steps = 3000000000 | a.toml: steps is 3000000000; it must be an integer from 1 to 2147483647, default 20",
                "steps = 7 | steps = 99999999999999999999 | a.toml: steps is 99999999999999999999; it must be an integer from 1 to 2147483647, default 20",
                "steps = 7 | steps = 'x' | a.toml: steps is \"x\" (a text); it must be an integer from 1 to 2147483647, default 20",
                "steps = 7 | steps = true | a.toml: steps is true; it must be an integer from 1 to 2147483647, default 20",
                "steps = 7 | steps = [1] | a.toml: steps is a list; it must be an integer from 1 to 2147483647, default 20",
                "steps = 7 | steps = {} | a.toml: steps is a table; it must be an integer from 1 to 2147483647, default 20",
                "steps = 7 | weights = [1, -2] | a.toml: weights is a list; it must be a list, each element a real number at least 0, default [1.0]",
                "steps = 7 | weights = [1, 'a'] | a.toml: weights[1] is \"a\" (a text); it must be a list, each element a real number at least 0, default [1.0]",
                "steps = 7 | doubt = 1 | a.toml: doubt is 1; it must be true or false, default false",
                "steps = 7 | title = 3 | a.toml: title is 3; it must be a text, default \"A mean\"",
                "steps = 7 | scale = 'log' | a.toml: scale is \"log\" (a text); it must be \"linear\" or \"log-modulus\", default \"linear\"",
                "low = -1 | low = nan | a.toml: source.low is nan; it must be a real number, required",
                "low = -1 | low = inf | a.toml: source.low is inf; it must be a real number, required",
                "low = -1 | low = 1e400 | a.toml: source.low is inf; it must be a real number, required",
                "low = -1 | low = 4 | a.toml: source.high is 2.5, but low is 4.0; it must be above low",
                "type = \"uniform\" | type = \"unifrom\" | a.toml: source.type is \"unifrom\" (a text); it must be \"normal\" or \"uniform\"; did you mean \"uniform\"?",
                "type = \"mean\" | | a.toml: type is missing; it must be \"mean\"",
                "type = \"mean\" | type = 3 | a.toml: type is 3; it must be \"mean\"",
                "type = \"mean\" | schema = 2 | a.toml: schema is 2, but this version of Ansatz reads up to 1; use a newer Ansatz",
                "type = \"mean\" | schema = 'x' | a.toml: schema is \"x\" (a text); it must be an integer from 1 to 1",
            })
    void a_value_that_is_not_legal_is_told_with_what_is(String from, String to, String line) {
        assertThat(change(from, to == null ? "" : to)).containsExactly(line);
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThat(problems("type = 'mean'\nsteps = -1\nbatch = 'x'\ntitel = 'a'\n"))
                .extracting(line -> line.substring(0, line.indexOf(' ', 8)))
                .containsExactly("a.toml: source", "a.toml: steps", "a.toml: batch", "a.toml: titel");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps = | 1:",
                "steps = 7 steps | 1:",
                "[source | 1:",
                "steps = 7\\nsteps = 8 | 2:",
                "a = '\\u0000' | "
            })
    void broken_toml_is_told_with_line_and_column(String toml, String place) {
        assertThat(problems(toml.replace("\\n", "\n").replace("\\u0000", "\u0000")))
                .singleElement()
                .asString()
                .startsWith("a.toml:" + (place == null ? "" : place))
                .doesNotContain("\n")
                .doesNotContain("Exception")
                .doesNotContain("REDACTED");
    }

    @Test
    void deep_nesting_is_an_error_and_not_an_overflow() {
        assertThat(problems("a = " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .startsWith("a.toml:");
    }

    @Test
    void a_setting_takes_precedence_over_the_file_and_over_earlier_settings() {
        var study = (MeanStudy) reader.read(
                "a.toml",
                GOOD,
                List.of("steps=9", "source.low=-2", "scale=log-modulus", "title=two words", "steps=10"));
        assertThat(study.steps()).isEqualTo(10);
        assertThat(study.source()).isEqualTo(new Source.Uniform(-2, 2.5));
        assertThat(study.scale()).isEqualTo(MeanStudy.Scale.LOG_MODULUS);
        assertThat(study.title()).isEqualTo("two words");
    }

    @Test
    void a_setting_that_is_wrong_is_told_as_such() {
        assertThat(problems(GOOD, "stpes=9"))
                .singleElement()
                .asString()
                .startsWith("--set stpes=9: stpes is not a key of \"mean\"; did you mean steps?");
        assertThat(problems(GOOD, "steps"))
                .containsExactly("--set steps: is not key=value, such as optimizer.rate=0.05");
        assertThat(problems(GOOD, "steps=")).hasSize(1);
        assertThat(problems(GOOD, "=3")).hasSize(1);
        assertThat(problems(GOOD, "a..b=3")).hasSize(1);
        assertThat(problems(GOOD, "steps=[1,")).hasSize(1);
        assertThat(problems(GOOD, "steps=1\nbatch=2")).hasSize(1);
        assertThat(problems(GOOD, "steps.more=3"))
                .containsExactly("--set steps.more=3: steps is 7 and has no keys below it");
    }

    @Test
    void what_is_written_reads_back_as_the_same_study() {
        var study = new MeanStudy(
                "quotes \" and \\ and \n lines, \u00e9 \ud83d\ude00",
                new Source.Uniform(-1e-300, 0.1 + 0.2),
                MeanStudy.Scale.LOG_MODULUS,
                7,
                1L << 39,
                3,
                2,
                5,
                List.of(0.0, 1e22, Double.MIN_VALUE),
                true,
                Long.MAX_VALUE);
        String toml = new StudyWriter(MeanStudy.schema()).toml(study);
        assertThat(reader.read("a.toml", toml, List.of())).isEqualTo(study);
    }

    @Test
    void the_same_ranges_hold_in_java() {
        Schema schema = MeanStudy.schema();
        assertThatThrownBy(() -> schema.check(MeanStudy.DEFAULTS.steps(-1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("in Java: steps is -1; it must be an integer from 1 to 2147483647, default 20");
    }

    @Test
    void a_file_that_is_no_study_is_told_in_one_line(@TempDir Path folder) throws Exception {
        Path binary = Files.write(folder.resolve("binary.toml"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        Path large = Files.write(folder.resolve("large.toml"), new byte[2 << 20]);
        for (Path file : List.of(folder, folder.resolve("absent.toml"), binary, large)) {
            assertThat(catchThrowableOfType(InvalidInput.class, () -> reader.read(file, List.of()))
                            .lines())
                    .singleElement()
                    .asString()
                    .startsWith(file + ": ");
        }
    }
}
