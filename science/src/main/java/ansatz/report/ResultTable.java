package ansatz.report;

import ansatz.schema.Reference;
import ansatz.statistics.ErrorNotation;
import ansatz.statistics.Estimate;
import ansatz.study.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The estimates of a run as a table: in HTML, and to copy as CSV or LaTeX.
final class ResultTable {
    private final List<Result> results;
    private final List<String> sources = new ArrayList<>();
    /// Whether anything is known of any result, and whether any is a mean over chains: else the columns would be
    /// empty.
    private final boolean known;

    private final boolean sampled;

    ResultTable(List<Result> results) {
        this.results = results;
        this.known = results.stream().anyMatch(result -> result.reference() != null);
        this.sampled = results.stream()
                .anyMatch(result -> Double.isFinite(result.tau())
                        || Double.isFinite(result.rhat())
                        || Double.isFinite(result.ess()));
        results.stream()
                .map(Result::reference)
                .filter(Objects::nonNull)
                .map(Reference::source)
                .filter(source -> !source.isBlank() && !sources.contains(source))
                .forEach(sources::add);
    }

    void write(Markup page) {
        page.open("div", "class", "scroll", "role", "region", "aria-label", "Results", "tabindex", "0")
                .open("table", "class", "results")
                .raw("<thead><tr><th scope=\"col\">Quantity</th><th scope=\"col\">Result</th>");
        if (known) {
            page.raw("<th scope=\"col\">Known value</th><th scope=\"col\">Difference<br/>in error bars</th>")
                    .raw("<th scope=\"col\">Relative<br/>difference</th>");
        }
        if (sampled) {
            page.raw("<th scope=\"col\"><abbr title=\"integrated autocorrelation time in draws, 1 if independent\">")
                    .raw("\u03c4</abbr></th>")
                    .raw(
                            "<th scope=\"col\"><abbr title=\"potential scale reduction, 1 if all chains agree\">R-hat</abbr></th>")
                    .raw("<th scope=\"col\"><abbr title=\"effective number of independent draws\">ESS</abbr></th>");
        }
        page.raw("<th scope=\"col\">Method</th></tr></thead><tbody>");
        for (Result result : results) {
            row(page, result);
        }
        page.raw("</tbody></table></div>");
        if (!sources.isEmpty()) {
            page.raw("<ol class=\"sources\">");
            sources.forEach(source -> page.element("li", source));
            page.raw("</ol>");
        }
        page.raw("<details><summary>Copy as CSV or LaTeX</summary>")
                .open("pre", "tabindex", "0", "aria-label", "The results as CSV")
                .text(csv())
                .close("pre")
                .open("pre", "tabindex", "0", "aria-label", "The results as LaTeX")
                .text(latex())
                .close("pre")
                .raw("</details>");
    }

    private void row(Markup page, Result result) {
        Reference reference = result.reference();
        page.raw("<tr><th scope=\"row\">").text(Figures.label(result.name())).raw("</th><td class=\"value\">");
        page.text(withUnit(ErrorNotation.format(result.mean(), positive(result.error())), result.unit()))
                .raw("</td>");
        if (known) {
            known(page, result, reference);
        }
        if (sampled) {
            page.raw("<td>").text(figure("%.1f", result.tau())).raw("</td><td>");
            page.text(figure("%.4f", result.rhat())).raw("</td><td>");
            page.text(Double.isFinite(result.ess()) ? Ticks.typeset(figure("%.0f", result.ess())) : "\u2013");
            page.raw("</td>");
        }
        page.raw("<td>").text(result.method()).raw("</td></tr>");
    }

    private void known(Markup page, Result result, @Nullable Reference reference) {
        if (reference == null) {
            page.raw("<td>\u2013</td><td>\u2013</td><td>\u2013</td>");
        } else {
            page.raw("<td>")
                    .text(withUnit(known(reference), result.unit()))
                    .text(" " + reference.kind().word());
            int source = sources.indexOf(reference.source());
            if (source >= 0) {
                page.raw("<sup>").text(Integer.toString(source + 1)).raw("</sup>");
            }
            page.raw("</td><td>")
                    .text(signed("%+.1f", distance(result, reference)))
                    .raw("</td><td>")
                    .text(signed("%+.1e", relative(result, reference)))
                    .raw("</td>");
        }
    }

    private String csv() {
        var text = new StringBuilder(
                "quantity,mean,error,unit,method,tau,rhat,ess,known_value,known_error,known_kind,source\n");
        for (Result result : results) {
            Reference reference = result.reference();
            var cells = new ArrayList<String>(List.of(
                    result.name(),
                    raw(result.mean()),
                    raw(result.error()),
                    result.unit(),
                    result.method(),
                    raw(result.tau()),
                    raw(result.rhat()),
                    raw(result.ess())));
            if (reference == null) {
                cells.addAll(List.of("", "", "", ""));
            } else {
                cells.addAll(List.of(
                        raw(reference.value()),
                        raw(reference.error()),
                        reference.kind().word(),
                        reference.source()));
            }
            text.append(String.join(",", cells.stream().map(ResultTable::quoted).toList()))
                    .append('\n');
        }
        return text.toString();
    }

    private String latex() {
        var text = new StringBuilder("\\begin{tabular}{lll}\n\\hline\nquantity & result & known value \\\\\n\\hline\n");
        for (Result result : results) {
            Reference reference = result.reference();
            text.append(latex(Figures.label(result.name())))
                    .append(" & ")
                    .append(latexNumber(ErrorNotation.format(result.mean(), positive(result.error())), result.unit()))
                    .append(" & ")
                    .append(reference == null ? "" : latexNumber(known(reference), result.unit()))
                    .append(" \\\\\n");
        }
        return text.append("\\hline\n\\end{tabular}\n").toString();
    }

    private static String latexNumber(String number, String unit) {
        int power = number.lastIndexOf('e');
        boolean scientific = power > 0 && number.substring(power + 1).matches("-?[0-9]+");
        String shown = scientific
                ? "$" + number.substring(0, power) + "\\times 10^{" + number.substring(power + 1) + "}$"
                : Character.isLetter(number.charAt(0)) || number.indexOf(' ') > 0 ? latex(number) : "$" + number + "$";
        return unit.isEmpty() ? shown : shown + "~" + latex(unit);
    }

    private static String latex(String text) {
        var safe = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\\' -> safe.append("\\textbackslash{}");
                case '^' -> safe.append("\\textasciicircum{}");
                case '~' -> safe.append("\\textasciitilde{}");
                case '#', '$', '%', '&', '_', '{', '}' -> safe.append('\\').append(c);
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    private static String quoted(String cell) {
        boolean plain = cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static String raw(double x) {
        return Double.isFinite(x) ? Double.toString(x) : "";
    }

    /// An exact value to ten digits, more than any simulation beside it has.
    static String known(Reference reference) {
        double value = reference.value();
        return reference.error() > 0 || !Double.isFinite(value)
                ? ErrorNotation.format(value, positive(reference.error()))
                : ErrorNotation.plain(Ticks.rounded(value, 10));
    }

    /// In error bars of both, which are independent.
    static double distance(Result result, Reference reference) {
        return new Estimate.Exact(result.mean(), positive(result.error()))
                .distance(new Estimate.Exact(reference.value(), positive(reference.error())));
    }

    private static double relative(Result result, Reference reference) {
        return (result.mean() - reference.value()) / Math.abs(reference.value());
    }

    /// A file may hold what no estimate would: an error below zero is no error.
    private static double positive(double error) {
        return error >= 0 ? error : Double.NaN;
    }

    static String withUnit(String number, String unit) {
        return Ticks.scientific(number) + (unit.isEmpty() ? "" : "\u00a0" + Ticks.unit(unit));
    }

    private static String signed(String format, double x) {
        return Double.isFinite(x) ? Ticks.scientific(String.format(Locale.ROOT, format, x)) : "\u2013";
    }

    private static String figure(String format, double x) {
        return Double.isFinite(x) ? String.format(Locale.ROOT, format, x) : "\u2013";
    }
}
