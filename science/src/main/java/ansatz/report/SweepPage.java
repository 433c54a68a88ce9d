package ansatz.report;

import ansatz.schema.Reference;
import ansatz.statistics.ErrorNotation;
import ansatz.study.Result;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The page of a sweep, from top to bottom: how the points ended, the figures, the numbers, the study.
final class SweepPage {
    private final SweepRecord sweep;
    private final Markup page = new Markup();

    private SweepPage(SweepRecord sweep) {
        this.sweep = sweep;
    }

    static String of(SweepRecord sweep) {
        return new SweepPage(sweep).write();
    }

    private String write() {
        Page.begin(page, sweep.title());
        verdict();
        if (!sweep.results().isEmpty()) {
            page.raw("<section><h2>From all points together</h2>");
            new ResultTable(sweep.results()).write(page);
            page.raw("</section>\n");
        }
        figures();
        points();
        Page.study(page, sweep.study());
        return page.raw("</main></body></html>\n").toString();
    }

    private void verdict() {
        long converged =
                sweep.points().stream().filter(SweepRecord.Point::converged).count();
        page.element("h1", sweep.title())
                .open("section", "class", "verdict " + sweep.status().style(), "aria-label", "Verdict")
                .open("p", "class", "headline")
                .element("strong", sweep.status().headline())
                .text("\u2002")
                .element("span", converged + " of " + sweep.points().size() + " points converged")
                .close("p");
        if (converged < sweep.points().size()) {
            page.open("ul");
            for (int k = 0; k < sweep.points().size(); k++) {
                SweepRecord.Point point = sweep.points().get(k);
                if (!point.converged()) {
                    String reasons = String.join("; ", point.reasons());
                    page.element(
                            "li",
                            "point " + (k + 1) + " (" + values(point) + "): " + point.word()
                                    + (reasons.isEmpty() ? "" : ": " + reasons));
                }
            }
            page.close("ul");
        }
        if (Double.isFinite(sweep.seconds())) {
            page.open("p", "class", "small")
                    .text("All points together took " + Page.duration(sweep.seconds()) + ".")
                    .close("p");
        }
        page.close("section");
    }

    private void figures() {
        List<Figure> figures = SweepFigures.of(sweep);
        if (!figures.isEmpty()) {
            page.raw("<section><h2>Figures</h2><div class=\"figures\">");
            figures.forEach(figure -> Page.figure(page, figure));
            page.raw("</div></section>\n");
        }
    }

    private void points() {
        if (sweep.points().isEmpty()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        sweep.points().forEach(point -> point.results().forEach(result -> names.add(result.name())));
        page.raw("<section><h2>Points</h2>")
                .open("div", "class", "scroll", "role", "region", "aria-label", "Points", "tabindex", "0")
                .open("table", "class", "results")
                .raw("<thead><tr><th scope=\"col\">Point</th>");
        sweep.keys().forEach(key -> page.open("th", "scope", "col").text(key).close("th"));
        names.forEach(name ->
                page.open("th", "scope", "col").text(Figures.label(name)).close("th"));
        page.raw("</tr></thead><tbody>");
        for (int k = 0; k < sweep.points().size(); k++) {
            SweepRecord.Point point = sweep.points().get(k);
            page.raw("<tr><th scope=\"row\">")
                    .open("a", "href", point.folder() + "/" + HtmlReport.FILE)
                    .text(Integer.toString(k + 1))
                    .close("a")
                    .text(point.converged() ? "" : " " + point.word())
                    .raw("</th>");
            sweep.keys().forEach(key -> page.element("td", point.values().getOrDefault(key, "")));
            for (String name : names) {
                page.raw("<td>");
                point.results().stream()
                        .filter(result -> result.name().equals(name))
                        .findFirst()
                        .ifPresent(this::estimate);
                page.raw("</td>");
            }
            page.raw("</tr>");
        }
        page.raw("</tbody></table></div>");
        page.raw(
                        "<p class=\"small\">Below an estimate stands the value known from elsewhere, and how many error bars lie")
                .raw(" between them. A number in the first column leads to the report of the point.</p></section>\n");
    }

    private void estimate(Result result) {
        double error = result.error() >= 0 ? result.error() : Double.NaN;
        page.text(ResultTable.withUnit(ErrorNotation.format(result.mean(), error), result.unit()));
        Reference reference = result.reference();
        if (reference != null) {
            double distance = ResultTable.distance(result, reference);
            page.raw("<br/><small>")
                    .text(Ticks.scientific(ResultTable.known(reference)))
                    .text(
                            Double.isFinite(distance)
                                    ? String.format(Locale.ROOT, "; %+.1f", distance)
                                            .replace('-', '\u2212')
                                    : "")
                    .raw("</small>");
        }
    }

    private static String values(SweepRecord.Point point) {
        return String.join(
                ", ",
                point.values().entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .toList());
    }
}
