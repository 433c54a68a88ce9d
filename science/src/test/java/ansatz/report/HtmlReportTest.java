package ansatz.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final double EXACT = -25.49098968636475;

    @TempDir
    private Path folder;

    @BeforeEach
    void aRun() throws IOException {
        put("study.toml", "title = \"Critical Ising chain, 20 spins\"\nseed = 7\n");
        put(
                "environment.json",
                "{\"schema\": 1, \"processor\": \"Zen 3\", \"threads\": 2, \"heap_bytes\": 4000000000, \"seed\": 7}");
        put("metrics.jsonl", metrics(300));
        put("result.json", result("done", true, ""));
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String metrics(int steps) {
        var random = new SplittableRandom(1);
        var text = new StringBuilder("{\"schema\":1,\"title\":\"Critical Ising chain, 20 spins\",\"seed\":7}\n");
        for (int step = 1; step <= steps; step++) {
            double error = 0.3 * Math.exp(-20.0 * step / steps) + 2e-4;
            double energy = EXACT + 6 * Math.exp(-40.0 * step / steps) + 1e-4 + error * random.nextGaussian();
            text.append("{\"phase\":\"optimise\",\"step\":" + step + ",\"steps\":" + steps + ",\"energy\":" + energy
                    + ",\"energy_error\":" + error + ",\"exact\":" + EXACT + ",\"off_by\":" + (energy - EXACT) / EXACT
                    + ",\"acceptance\":" + (0.44 + 0.01 * random.nextGaussian()) + ",\"rhat\":"
                    + (1.002 + 1e-3 * random.nextDouble())
                    + ",\"gradient_norm\":" + Math.exp(-10.0 * step / steps) * random.nextDouble() + "}\n");
        }
        return text.toString();
    }

    private static String result(String status, boolean converged, String reason) {
        return """
                {"schema": 1, "title": "Critical Ising chain, 20 spins", "status": "%s", "converged": %s, "reasons": [%s],
                 "checks": [{"subject": "evaluation", "quantity": "R-hat", "found": "1.00210", "legal": "below 1.01", "passed": true},
                   {"subject": "optimisation", "quantity": "trend", "found": "-0.0001(2) J", "legal": "within 4 of its errors", "passed": %s}],
                 "estimates": [{"name": "energy", "mean": -25.4907012, "error": 0.00021, "unit": "J", "method": "Monte Carlo",
                   "tau": 2.31, "rhat": 1.0021, "ess": 21800.2,
                   "reference": {"kind": "exact", "value": -25.49098968636475, "error": 0, "source": "Pfeuty 1970, eq. 3.2"}},
                  {"name": "energy_variance", "mean": 3.2e-5, "error": null, "unit": "J^2", "method": "", "tau": null, "rhat": null, "ess": null, "reference": null}],
                 "seconds": 83.4, "peak_memory_bytes": 1730000000, "seed": 7}
                """.formatted(
                status, converged, reason.isEmpty() ? "" : "\"" + reason + "\"", !reason.contains("optimisation"));
    }

    private String page() throws IOException {
        Path file = new HtmlReport().write(folder);
        assertThat(file).isEqualTo(folder.resolve("report.html"));
        String html = Files.readString(file, StandardCharsets.UTF_8);
        WellFormed.parse(html);
        assertThat(html.length()).isLessThan(500_000);
        return html;
    }

    private String text() throws IOException {
        return WellFormed.parse(page())
                .getElementsByTagName("body")
                .item(0)
                .getTextContent()
                .strip();
    }

    @Test
    void a_converged_run_says_so_with_its_number_beside_the_exact_one() throws IOException {
        // (-25.4907012 + 25.4909897) / 0.00021 = 1.37
        assertThat(text())
                .startsWith(
                        "Critical Ising chain, 20 spinsConverged\u2002energy −25.4907(2)\u00a0J, 1.4 error bars above the exact value")
                .contains(
                        "−25.49098969\u00a0J exact1",
                        "+1.4",
                        "+1.1×10⁻⁵",
                        "Pfeuty 1970, eq. 3.2",
                        "1.0021",
                        "21\u202f800",
                        "3.2×10⁻⁵, error unknown\u00a0J²")
                .contains("1 min 23 s", "Zen 3", "4.0 GB", "seed = 7", "ansatz run study.toml");
    }

    @Test
    void every_metric_has_its_figure() throws IOException {
        assertThat(page())
                .contains("<figcaption>Energy against step</figcaption>")
                .contains("<figcaption>Energy against step, later half</figcaption>")
                .contains("<figcaption>Relative error of the energy</figcaption>")
                .contains("<figcaption>Acceptance against step</figcaption>")
                .contains("<figcaption>R-hat against step</figcaption>")
                .contains("<figcaption>Gradient norm against step</figcaption>")
                .contains("exact −25.49098969");
    }

    @Test
    void the_time_and_the_memory_that_a_run_took_stand_with_its_environment() throws IOException {
        assertThat(text()).containsSubsequence("Environment", "time1 min 23 s", "peak memory1.7 GB", "heap4.0 GB");
        put("result.json", result("done", true, "").replace("1730000000", "null"));
        assertThat(text()).contains("time1 min 23 s").doesNotContain("peak memory");
    }

    @Test
    void a_doubtful_run_says_why_before_anything_else() throws IOException {
        put(
                "result.json",
                result(
                        "not converged",
                        false,
                        "energy: R-hat is 1.034 and must be below 1.01: parts of the sample disagree"));
        assertThat(text())
                .startsWith("Critical Ising chain, 20 spinsNOT CONVERGED")
                .containsSubsequence("energy: R-hat is 1.034 and must be below 1.01", "Results");
    }

    @Test
    void every_check_of_the_verdict_stands_on_the_first_screen() throws IOException {
        assertThat(text())
                .containsSubsequence(
                        "Evaluation\u2713 R-hat 1.00210 (below 1.01)",
                        "Optimisation\u2713 trend \u22120.0001(2) J (within 4 of its errors)",
                        "Results");
    }

    @Test
    void an_optimisation_that_was_still_falling_is_told_from_a_bad_evaluation() throws IOException {
        put("result.json", result("not converged", false, "energy: the optimisation was still falling"));
        assertThat(text())
                .contains("The evaluation is converged: the error bars hold", "\u2717 trend")
                .containsSubsequence("But the optimisation is not:", "energy: the optimisation was still falling");
    }

    @Test
    void a_failed_run_shows_how_far_it_came() throws IOException {
        put(
                "result.json",
                "{\"schema\":1,\"title\":\"t\",\"status\":\"failed\",\"converged\":false,\"reasons\":[\"failed at step 17: the energy is NaN; lower optimizer.rate\"],\"estimates\":[],\"seconds\":3,\"seed\":7}");
        put(
                "metrics.jsonl",
                metrics(16) + "{\"phase\":\"optimise\",\"step\":17,\"steps\":300,\"energy\":null,\"acceptance\":0}\n");
        assertThat(text())
                .startsWith("tFAILEDThe run could not go on:failed at step 17: the energy is NaN")
                .contains("Optimise");
    }

    @Test
    void a_young_run_without_results_or_metrics_has_a_page() throws IOException {
        Files.delete(folder.resolve("result.json"));
        assertThat(text()).startsWith("Critical Ising chain, 20 spinsNo result yet");
        Files.delete(folder.resolve("metrics.jsonl"));
        Files.delete(folder.resolve("environment.json"));
        assertThat(text()).contains("No result yet", "The study").doesNotContain("Optimise");
        put("metrics.jsonl", "");
        assertThat(text()).contains("No result yet");
    }

    @Test
    void what_a_crash_cut_short_is_left_out_and_said() throws IOException {
        put("metrics.jsonl", metrics(20) + "{\"phase\":\"optimise\",\"step\":21,\"ene");
        put("environment.json", "{\"processor\": ");
        assertThat(text())
                .contains("metrics.jsonl: 1 line is not readable, the first is line 22")
                .contains("environment.json is not readable as JSON");
    }

    @Test
    void nothing_in_a_file_becomes_markup() throws IOException {
        String attack = "</title><script>alert(1)</script><img src=x onerror='alert(2)'>\\\" ]]> &lt; \\u0000\\u202e";
        put(
                "result.json",
                result("not converged", false, attack)
                        .replace("Critical Ising chain, 20 spins", attack)
                        .replace("\"energy\"", "\"" + attack + "\"")
                        .replace("\"J\"", "\"" + attack + "\"")
                        .replace("Pfeuty 1970", attack)
                        .replace("Monte Carlo", attack));
        put("study.toml", "title = \"</pre><script>alert(1)</script>\"");
        put("environment.json", "{\"" + attack + "\": \"" + attack + "\"}");
        put(
                "metrics.jsonl",
                metrics(10)
                        .replace("gradient_norm", attack)
                        .replace("optimise", attack)
                        .replace("energy", attack));
        String html = page();
        var document = WellFormed.parse(html);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("img").getLength()).isZero();
        assertThat(html).doesNotContain("<script", "<img");
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .startsWith("</title><script>");
    }

    @Test
    void the_page_loads_nothing_and_runs_nothing() throws IOException {
        assertThat(page())
                .contains("default-src 'none'")
                .doesNotContain("<script", "<link", "src=", "url(", "@import", "onclick");
    }

    @Test
    void a_hundred_thousand_steps_stay_below_half_a_megabyte() throws IOException {
        put("metrics.jsonl", metrics(100_000));
        assertThat(page()).contains("Gradient norm against step");
    }

    @Test
    void the_same_folder_gives_the_same_bytes() throws IOException {
        assertThat(page()).isEqualTo(page());
    }

    @Test
    void a_newer_version_is_refused() throws IOException {
        put("result.json", "{\"schema\": 2}");
        assertThatThrownBy(this::page)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("result.json: is of version 2, and this Ansatz reads up to version 1");
    }

    @Test
    void other_folders_are_refused() {
        assertThatThrownBy(() -> new HtmlReport().html(folder.resolve("nowhere")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("there is no such folder");
        assertThatThrownBy(() -> {
                    Files.delete(folder.resolve("study.toml"));
                    Files.delete(folder.resolve("result.json"));
                    page();
                })
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is not the folder of a run");
    }

    @Test
    void results_can_be_copied() throws IOException {
        assertThat(text())
                .contains(
                        "energy,-25.4907012,2.1E-4,J,Monte Carlo,2.31,1.0021,21800.2,-25.49098968636475,0.0,exact,\"Pfeuty 1970, eq. 3.2\"")
                .contains("energy & $-25.4907(2)$~J & $-25.49098969$~J \\\\");
    }

    @Test
    void time_reads_as_time() {
        assertThat(Page.duration(13.42)).isEqualTo("13.4 s");
        assertThat(Page.duration(60)).isEqualTo("1 min 00 s");
        assertThat(Page.duration(7384)).isEqualTo("2 h 03 min");
    }

    @Test
    void curvesAreDrawnBesideTheExactOnesAndTabulated() throws IOException {
        String point = """
                {"position": %s, "vector": [%s], "name": "%s", "mean": %s, "error": 0.001, "unit": "", "method": "Monte Carlo",
                 "tau": 1.5, "rhat": 1.001, "ess": 5000, "reference": {"kind": "exact", "value": %s, "error": 0, "source": "Lanczos"}}""";
        String line = point.formatted("1.0", "1.0", "correlation_zz", "0.6372", "0.6366") + ","
                + point.formatted("2.0", "2.0", "correlation_zz", "0.5403", "0.5412");
        String plane = point.formatted("3.14", "3.14, 0.0", "structure_factor", "0.21", "0.2") + ","
                + point.formatted("4.44", "3.14, 3.14", "structure_factor", "0.11", "0.1");
        put(
                "result.json",
                result("done", true, "")
                        .replace(
                                "\"seconds\"",
                                "\"curves\": [{\"name\": \"correlation_zz\", \"axis\": \"distance\", \"axis_unit\": \"\", \"points\": ["
                                        + line
                                        + "]}, {\"name\": \"structure_factor\", \"axis\": \"wave vector\", \"axis_unit\": \"\", \"points\": ["
                                        + plane + "]}], \"seconds\""));
        assertThat(page()).contains("Correlation zz against distance", "Structure factor against wave vector");
        assertThat(text())
                .contains(
                        "Correlation zz at each distance",
                        "0.6372(10)",
                        "Structure factor at each wave vector",
                        "3.14, 3.14");
    }

    @Test
    void channelsOfOneQuantityAreDrawnInOneFigure() throws IOException {
        String point = """
                {"position": %s, "vector": [%s], "name": "%s", "mean": %s, "error": 0.01, "unit": "", "method": "Monte Carlo",
                 "tau": 1.5, "rhat": 1.001, "ess": 5000, "reference": null}""";
        String curve = "{\"name\": \"%s\", \"axis\": \"distance\", \"axis_unit\": \"bohr\", \"points\": [%s, %s]}";
        var curves = new ArrayList<String>();
        for (String name : List.of("density", "pair_distance_same", "pair_distance_opposite")) {
            curves.add(curve.formatted(
                    name, point.formatted("1.0", "1.0", name, "0.3"), point.formatted("2.0", "2.0", name, "0.7")));
        }
        put(
                "result.json",
                result("done", true, "")
                        .replace("\"seconds\"", "\"curves\": [" + String.join(", ", curves) + "], \"seconds\""));
        assertThat(page())
                .contains("<figcaption>Density against distance", "<figcaption>Pair distance against distance")
                .doesNotContain("<figcaption>Pair distance same", "<figcaption>Pair distance opposite");
        assertThat(text()).contains("Pair distance same at each distance", "Pair distance opposite at each distance");
    }
}
