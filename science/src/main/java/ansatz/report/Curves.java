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
        for (Curve curve : curves) {
            if (curve.points().size() > 1) {
                Page.figure(page, figure(curve));
            }
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

    private static Figure figure(Curve curve) {
        var points = curve.points().stream()
                .sorted(Comparator.comparingDouble(Curve.Point::value))
                .toList();
        int n = points.size();
        var x = new double[n];
        var y = new double[n];
        var error = new double[n];
        var known = new double[n];
        var trusted = new boolean[n];
        boolean any = false;
        for (int k = 0; k < n; k++) {
            Result result = points.get(k).result();
            Reference reference = result.reference();
            x[k] = points.get(k).value();
            y[k] = result.mean();
            error[k] = result.error();
            known[k] = reference == null ? Double.NaN : reference.value();
            // what has no R-hat is exact
            trusted[k] = !(result.rhat() >= Convergence.RHAT);
            any |= reference != null;
        }
        String label = Figures.label(curve.name());
        var layers = new ArrayList<Layer>();
        layers.add(new Points(label + " \u00b1 error", new Series(x, y, error), trusted));
        if (any) {
            var exact = new Series(x, known);
            layers.add(onALine(curve) ? new Figure.Curve("exact", exact) : new Points("exact", exact, every(n)));
        }
        return new Figure(
                Figures.capital(label) + " against " + curve.axis(),
                Figures.capital(label) + " goes from " + Plot.number(y[0]) + " at " + Plot.number(x[0]) + " to "
                        + Plot.number(y[n - 1]) + " at " + Plot.number(x[n - 1]) + ".",
                Axis.linear(curve.axis(), curve.unit()),
                Axis.linear(label, points.getFirst().result().unit()),
                layers);
    }

    private static boolean[] every(int n) {
        var all = new boolean[n];
        Arrays.fill(all, true);
        return all;
    }
}
