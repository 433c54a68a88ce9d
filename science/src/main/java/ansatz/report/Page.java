package ansatz.report;

import ansatz.schema.Reference;
import ansatz.statistics.Check;
import ansatz.statistics.ErrorNotation;
import ansatz.study.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The page of a run, from top to bottom.
final class Page {
    private final RunRecord run;
    private final Markup page = new Markup();

    private Page(RunRecord run) {
        this.run = run;
    }

    static String of(RunRecord run) {
        return new Page(run).write();
    }

    private String write() {
        begin(page, run.title());
        verdict();
        results();
        Pictures.write(page, run.pictures());
        Curves.write(page, run.curves());
        figures();
        study();
        environment();
        return page.raw("</main></body></html>\n").toString();
    }

    /// Everything up to the content.
    static void begin(Markup page, String title) {
        page.raw(
                        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><meta charset=\"utf-8\"/>")
                // no script and nothing from elsewhere, even if an escape were forgotten
                .raw(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
                .raw("<meta name=\"color-scheme\" content=\"light dark\"/>")
                .element("title", title)
                .raw("<style>" + styleSheet() + "</style></head><body><main>\n");
    }

    private void verdict() {
        var status = run.status();
        page.element("h1", run.title())
                .open("section", "class", "verdict " + status.style(), "aria-label", "Verdict")
                .open("p", "class", "headline")
                .element("strong", status.headline());
        if (!run.results().isEmpty()) {
            Result first = run.results().getFirst();
            page.text("\u2002").element("span", headline(first));
        }
        page.close("p");
        switch (status) {
            case CONVERGED -> {}
            case NOT_CONVERGED ->
                page.element(
                        "p",
                        onlyOptimisation()
                                ? "The evaluation is converged: the error bars hold for this wave function. But the optimisation"
                                        + " is not:"
                                : "The numbers below are not to be trusted yet. What speaks against them:");
            case FAILED -> page.element("p", "The run could not go on:");
            case INTERRUPTED -> page.element("p", "The run was told to stop and can be resumed.");
            case UNFINISHED -> page.element("p", "The run is still going on, or was stopped before its result.");
        }
        if (!run.reasons().isEmpty()) {
            page.open("ul");
            run.reasons().forEach(reason -> page.element("li", reason));
            page.close("ul");
        }
        checks();
        run.notes().forEach(note -> page.open("p", "class", "small").text(note).close("p"));
        page.close("section");
    }

    private boolean onlyOptimisation() {
        return run.checks().stream()
                        .allMatch(check -> check.passed() || check.subject().equals(Check.OPTIMISATION))
                && run.checks().stream().anyMatch(check -> check.subject().equals(Check.EVALUATION));
    }

    /// What was looked at, a line a subject, each check with its mark.
    private void checks() {
        var subjects = run.checks().stream().map(Check::subject).distinct().toList();
        if (subjects.isEmpty()) {
            return;
        }
        page.raw("<dl class=\"checks\">");
        for (String subject : subjects) {
            page.element("dt", Figures.capital(subject)).raw("<dd><ul>");
            for (Check check : run.checks()) {
                if (check.subject().equals(subject)) {
                    page.open("li", "class", check.passed() ? "passed" : "failed")
                            .element("span", check.passed() ? "\u2713" : "\u2717")
                            .text(" " + check.quantity() + " ")
                            .element("b", Ticks.scientific(check.found()))
                            .raw(" <small>(")
                            .text(Ticks.scientific(check.legal()))
                            .raw(")</small></li>");
                }
            }
            page.raw("</ul></dd>");
        }
        page.raw("</dl>");
    }

    private static String headline(Result result) {
        String number = ErrorNotation.format(result.mean(), result.error() >= 0 ? result.error() : Double.NaN);
        String text = Figures.label(result.name()) + " " + ResultTable.withUnit(number, result.unit());
        Reference reference = result.reference();
        if (reference == null) {
            return text;
        }
        double distance = ResultTable.distance(result, reference);
        return Double.isFinite(distance)
                ? text
                        + String.format(
                                Locale.ROOT,
                                ", %.1f error bars %s the %s value",
                                Math.abs(distance),
                                distance < 0 ? "below" : "above",
                                reference.kind().word())
                : text;
    }

    private void results() {
        if (!run.results().isEmpty()) {
            page.raw("<section><h2>Results</h2>");
            new ResultTable(run.results()).write(page);
            page.raw("</section>\n");
        }
    }

    private void figures() {
        List<RunRecord.Phase> phases = run.phases();
        for (RunRecord.Phase phase : phases) {
            var figures = new ArrayList<Figure>();
            if (phase.equals(phases.getLast())) {
                // the last phase is the evaluation, whose chains these are
                run.results().forEach(result -> {
                    double[] means = run.chainMeans().getOrDefault(result.name(), new double[0]);
                    if (ChainMeans.shows(result, means)) {
                        figures.add(ChainMeans.figure(result, means));
                    }
                });
            }
            figures.addAll(Figures.of(run.results(), phase));
            if (!figures.isEmpty()) {
                page.raw("<section><h2>")
                        .text(Figures.capital(phase.name().isBlank() ? "figures" : phase.name()))
                        .raw("</h2><div class=\"figures\">");
                figures.forEach(figure -> figure(page, figure));
                page.raw("</div></section>\n");
            }
        }
    }

    static void figure(Markup page, Figure figure) {
        page.raw("<figure><figcaption>").text(figure.title()).raw("</figcaption>");
        page.raw(Plot.svg(figure)).raw("</figure>\n");
    }

    private void study() {
        study(page, run.study());
    }

    static void study(Markup page, String study) {
        if (study.isBlank()) {
            return;
        }
        page.raw("<section><h2>The study</h2><p>To run it again, put this into <code>study.toml</code>; ")
                .raw("the same seed on the same kind of processor gives the same numbers:</p>")
                .raw("<pre tabindex=\"0\" aria-label=\"The command\">ansatz run study.toml</pre>")
                .raw("<pre tabindex=\"0\" aria-label=\"The study as TOML\">")
                .text(study)
                .raw("</pre></section>\n");
    }

    private void environment() {
        page.raw("<section><h2>Environment</h2><table class=\"pairs\"><tbody>");
        if (Double.isFinite(run.seconds())) {
            pair("time", duration(run.seconds()));
        }
        if (Double.isFinite(run.peakMemory())) {
            pair("peak memory", gigabytes(run.peakMemory()));
        }
        Long seed = run.seed();
        if (seed != null && !run.environment().containsKey("seed")) {
            pair("seed", seed.toString());
        }
        run.environment().forEach((key, value) -> {
            if (key.equals("heap_bytes")) {
                pair("heap", gigabytes(value));
            } else {
                pair(Figures.label(key), value);
            }
        });
        page.raw("</tbody></table></section>\n");
    }

    private static String gigabytes(String bytes) {
        try {
            return gigabytes(Double.parseDouble(bytes));
        } catch (NumberFormatException e) {
            return bytes;
        }
    }

    private static String gigabytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private void pair(String key, String value) {
        page.raw("<tr><th scope=\"row\">")
                .text(key)
                .raw("</th><td>")
                .text(value)
                .raw("</td></tr>");
    }

    static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    private static String styleSheet() {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing from the module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
