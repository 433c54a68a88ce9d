package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.study.Measurement;
import ansatz.study.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    private static Progress progress(long step, long steps) {
        return new Progress(
                "optimise",
                step,
                steps,
                List.of(
                        new Measurement(Measurement.ENERGY, -25.49071, 0.0004, "J"),
                        new Measurement(Measurement.EXACT, -25.490989),
                        new Measurement(Measurement.OFF_BY, 1.1e-5),
                        new Measurement(Measurement.ACCEPTANCE, 0.4391),
                        new Measurement(Measurement.RHAT, 1.0031),
                        new Measurement("gradient", 3)));
    }

    @Test
    void a_step_reads_from_left_to_right_in_order_of_importance() {
        assertThat(ProgressLine.of(progress(180, 300), 9.3, 200))
                .isEqualTo("step 180/300  E -25.4907(4)  exact -25.490989  off by 1.1e-5  acceptance 0.44  R-hat 1.003"
                        + "  9 s left");
    }

    @Test
    void a_number_of_samples_that_changes_is_told_and_goes_first_where_there_is_no_room() {
        var measurements = List.of(
                new Measurement(Measurement.ENERGY, -25.49071, 0.0004, "J"),
                new Measurement(Measurement.ACCEPTANCE, 0.4391),
                new Measurement(Measurement.SAMPLES, 4096));
        var step = new Progress("optimise", 180, 300, measurements);
        assertThat(ProgressLine.of(step, Double.NaN, 200))
                .isEqualTo("step 180/300  E -25.4907(4)  acceptance 0.44  4096 samples");
        assertThat(ProgressLine.of(step, Double.NaN, 50)).isEqualTo("step 180/300  E -25.4907(4)  acceptance 0.44");
    }

    @Test
    void what_was_not_measured_is_left_out() {
        Progress bare = new Progress(
                "fit",
                1,
                9,
                List.of(new Measurement(Measurement.LOSS, 0.123456789), new Measurement(Measurement.RHAT, Double.NaN)));
        assertThat(ProgressLine.of(bare, Double.NaN, 200)).isEqualTo("fit 1/9  loss 0.123457");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 100, 80, 60, 40, 20, 10, 1})
    void a_line_never_runs_over_the_edge(int columns) {
        assertThat(ProgressLine.of(progress(180, 300), 9.3, columns)).hasSizeLessThanOrEqualTo(columns);
    }

    @Test
    void a_narrow_window_keeps_the_energy_and_the_time() {
        assertThat(ProgressLine.of(progress(180, 300), 9.3, 60))
                .isEqualTo("step 180/300  E -25.4907(4)  off by 1.1e-5  9 s left");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "9.4, 9 s", "99, 99 s", "125, 2 min 5 s", "7380, 2 h 3 min", "-1, 0 s"})
    void times_are_told_in_the_units_a_person_would_use(double seconds, String words) {
        assertThat(ProgressLine.duration(seconds)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"1.14e-5, 1.1e-5", "0, 0", "0.256, 0.26", "12.3, 12", "NaN, not a number", "1e-100, 1.0e-100"})
    void distances_have_two_digits(double value, String text) {
        assertThat(ProgressLine.significant(value, 2)).isEqualTo(text);
    }

    private static String shown(Terminal terminal, double secondsAStep) {
        StringWriter text = new StringWriter();
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(text), terminal);
        for (int step = 1; step <= 300; step++) {
            display.advanced(progress(step, 300), step * secondsAStep, 1);
        }
        display.end();
        return text.toString();
    }

    @Test
    void a_pipe_gets_plain_lines_now_and_then_and_the_last_one() {
        List<String> lines = shown(new Terminal(false, 80), 0.1).lines().toList();
        // 30 s at a line each 5 s, with the first and the last
        assertThat(lines).hasSize(7).noneMatch(line -> line.contains("\r"));
        assertThat(lines.getFirst()).startsWith("step 1/300");
        assertThat(lines.getLast()).startsWith("step 300/300");
    }

    @Test
    void a_terminal_has_one_line_that_is_written_over() {
        String text = shown(new Terminal(true, 60), 0.05);
        assertThat(text.chars().filter(c -> c == '\n').count()).isOne();
        assertThat(text.split("\r"))
                .hasSizeBetween(100, 301)
                .allSatisfy(line -> assertThat(line.strip()).hasSizeLessThan(60));
    }
}
