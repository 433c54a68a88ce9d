package ansatz.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReportTest {
    @TempDir
    private Path folder;

    private static String point(int number, double t, String status, String reasons, String estimates) {
        return """
                {"point": %d, "folder": "point-%d", "values": {"problem.name": "<a>", "temperature": %s}, "status": "%s",
                 "converged": %s, "reasons": [%s], "estimates": [%s], "seconds": 1}""".formatted(number, number, t, status, status.equals("done"), reasons, estimates);
    }

    private static String energy(double mean) {
        return """
                {"name": "energy", "mean": %s, "error": 0.01, "unit": "J", "method": "Monte Carlo", "tau": 1, "rhat": 1, "ess": 900,
                 "reference": {"kind": "exact", "value": -1.5, "error": 0, "source": "a formula"}}""".formatted(mean);
    }

    @BeforeEach
    void aSweep() throws IOException {
        Files.writeString(
                folder.resolve("study.toml"), "title = \"t\"\n\n[sweep]\ntemperature = [1.0, 2.0, 3.0, 4.0]\n");
        Files.writeString(folder.resolve("result.json"), """
                {"schema": 1, "title": "Through <it>", "status": "failed", "converged": false, "reasons": [],
                 "keys": ["problem.name", "temperature"], "abscissa": "temperature",
                 "abscissa_unit": "J/k_B", "abscissa_marks": [{"label": "T_c", "value": 1.269, "source": "a paper"},
                  {"label": "far", "value": 9, "source": "another"}], "points": [%s, %s, %s, %s],
                 "estimates": [{"name": "crossing", "mean": 2.27, "error": 0.01, "unit": "J", "method": "jackknife", "reference": null}],
                 "curves": [{"name": "energy", "source": "a formula", "values": {"problem.name": "<a>"}, "x": [1, 2, 3], "y": [-1.6, -1.5, -1.4]}],
                 "seconds": 4.5, "seed": 1}
                """.formatted(
                        point(1, 1, "done", "", energy(-1.59)),
                        point(2, 2, "not converged", "\"R-hat is <2>\"", energy(-1.52)),
                        point(3, 3, "failed", "\"it diverged\"", ""),
                        point(4, 4, "not begun", "", "")));
    }

    @Test
    void pointsHaveErrorBarsAndTheCurveAndDoubtedOnesAreMarked() throws Exception {
        String html = new HtmlReport().html(folder);
        WellFormed.parse(html);
        assertThat(html)
                .contains("FAILED", "1 of 4 points converged", "Energy against temperature (crossed: not converged)")
                .contains("class=\"known\"", "class=\"bar s0\"", "class=\"doubt s0\"", "class=\"dot s0\"")
                .contains("point 2 (problem.name = &lt;a&gt;, temperature = 2.0): not converged: R-hat is &lt;2&gt;")
                .contains("point 3", "it diverged", "point 4", "not begun")
                .contains("href=\"point-2/report.html\"", "From all points together", "2.270(10)")
                .doesNotContain("<it>", "<a>");
    }

    @Test
    void theAbscissaHasItsUnitAndWhatIsKnownAlongIt() throws Exception {
        String html = new HtmlReport().html(folder);
        assertThat(html)
                .contains("temperature (J/k_B)", ">T_c</text>", "T_c is 1.269.")
                .doesNotContain(">far<");
        WellFormed.parse(html);
    }

    @Test
    void exactCurvesOfSeveralSizesHaveTheColoursOfTheirPoints() throws Exception {
        String other = point(3, 3, "done", "", energy(-1.45)).replace("<a>", "b");
        String json = Files.readString(folder.resolve("result.json"));
        Files.writeString(
                folder.resolve("result.json"),
                json.replace(point(3, 3, "failed", "\"it diverged\"", ""), other)
                        .replace(
                                "\"curves\": [",
                                "\"curves\": [{\"name\": \"energy\", \"source\": \"\", \"values\": {\"problem.name\": \"b\"},"
                                        + " \"x\": [1, 3], \"y\": [-1.6, -1.4]},"));
        assertThat(new HtmlReport().html(folder))
                .contains("class=\"known s0\"", "class=\"known s1\"", "class=\"dot s1\"");
    }

    @Test
    void withoutAResultItSaysSo() throws Exception {
        Files.delete(folder.resolve("result.json"));
        assertThat(new HtmlReport().html(folder)).contains("No result yet", "The study");
        Files.writeString(folder.resolve("result.json"), "{\"sch");
        assertThat(new HtmlReport().html(folder)).contains("No result yet");
    }

    @Test
    void aNewerResultIsRefused() throws Exception {
        Files.writeString(folder.resolve("result.json"), "{\"schema\": 2}");
        assertThatThrownBy(() -> new HtmlReport().html(folder))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("version 2");
    }
}
