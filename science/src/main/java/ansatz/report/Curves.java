package ansatz.report;

import ansatz.report.Figure.Axis;
import ansatz.report.Figure.Layer;
import ansatz.report.Figure.Points;
import ansatz.schema.Reference;
import ansatz.statistics.Convergence;
import ansatz.study.Curve;
import ansatz.study.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Estimates that depend on a position: a figure and a table.
final class Curves {
    private Curves() {}

    static void write(Markup page, List<Curve> curves) {
        if (curves.isEmpty()) {
            return;
        }
        page.raw("<section><h2>Observables</h2><div class=\"figures\">");
        for (List<Curve> together : together(curves)) {
            Page.figure(page, figure(together));
        }
        page.raw("</div>");
        for (Curve curve : curves) {
            page.raw("<details><summary>")
                    .text(Figures.capital(Figures.label(curve.name())) + " at each " + curve.axis())
                    .raw("</summary>");
            new ResultTable(curve.points().stream().map(Curves::named).toList()).write(page);
            page.raw("</details>");
        }
        page.raw("</section>\n");
    }

    /// Curves of more than one point, those of one figure together: successive ones at the same positions whose
    /// names
    /// differ in the last word, such as a pair distribution by spin; one with known values has a figure of its own.
    private static List<List<Curve>> together(List<Curve> curves) {
        var figures = new ArrayList<List<Curve>>();
        for (Curve curve : curves) {
            if (curve.points().size() < 2) {
                continue;
            }
            if (figures.isEmpty() || !related(figures.getLast().getLast(), curve)) {
                figures.add(new ArrayList<>());
            }
            figures.getLast().add(curve);
        }
        return figures;
    }

    private static boolean related(Curve one, Curve other) {
        return !family(one.name()).isEmpty()
                && family(one.name()).equals(family(other.name()))
                && !known(one)
                && !known(other)
                && positions(one).equals(positions(other));
    }

    /// The name without its last word.
    private static String family(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('_')));
    }

    private static List<Double> positions(Curve curve) {
        return curve.points().stream().map(Curve.Point::value).toList();
    }

    private static boolean known(Curve curve) {
        return curve.points().stream().anyMatch(point -> point.result().reference() != null);
    }

    private static boolean onALine(Curve curve) {
        return curve.points().stream().allMatch(point -> point.vector().size() == 1);
    }

    /// With its position in the name.
    private static Result named(Curve.Point point) {
        Result result = point.result();
        String position = point.vector().stream().map(Plot::number).collect(Collectors.joining(", "));
        return new Result(
                result.name() + "_(" + position + ")",
                result.mean(),
                result.error(),
                result.unit(),
                result.method(),
                result.tau(),
                result.rhat(),
                result.ess(),
                result.reference());
    }

    private static Figure figure(List<Curve> together) {
        var layers = new ArrayList<Layer>();
        var words = new ArrayList<String>();
        for (Curve curve : together) {
            add(curve, layers, words);
        }
        Curve first = together.getFirst();
        String label = Figures.label(together.size() == 1 ? first.name() : family(first.name()));
        return new Figure(
                Figures.capital(label) + " against " + first.axis(),
                String.join(" ", words),
                Axis.linear(first.axis(), first.unit()),
                Axis.linear(label, first.points().getFirst().result().unit()),
                layers);
    }

    private static void add(Curve curve, List<Layer> layers, List<String> words) {
        var points = curve.points().stream()
                .sorted(Comparator.comparingDouble(Curve.Point::value))
                .toList();
        int n = points.size();
        var x = new double[n];
        var y = new double[n];
        var error = new double[n];
        var known = new double[n];
        var trusted = new boolean[n];
        for (int k = 0; k < n; k++) {
            Result result = points.get(k).result();
            Reference reference = result.reference();
            x[k] = points.get(k).value();
            y[k] = result.mean();
            error[k] = result.error();
            known[k] = reference == null ? Double.NaN : reference.value();
            // what has no R-hat is exact
            trusted[k] = !(result.rhat() >= Convergence.RHAT);
        }
        String label = Figures.label(curve.name());
        layers.add(new Points(label + " \u00b1 error", new Series(x, y, error), trusted));
        if (known(curve)) {
            var exact = new Series(x, known);
            layers.add(onALine(curve) ? new Figure.Curve("exact", exact) : new Points("exact", exact, every(n)));
        }
        words.add(Figures.capital(label) + " goes from " + Plot.number(y[0]) + " at " + Plot.number(x[0]) + " to "
                + Plot.number(y[n - 1]) + " at " + Plot.number(x[n - 1]) + ".");
    }

    private static boolean[] every(int n) {
        var all = new boolean[n];
        Arrays.fill(all, true);
        return all;
    }
}
