package ansatz.report;

import ansatz.report.Figure.Axis;
import ansatz.report.Figure.Layer;
import ansatz.study.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Draws the pictures that a study asks for.
final class Pictures {
    /// No more marks than this in a layer: more cover one another.
    private static final int MOST_POINTS = 2000;

    private Pictures() {}

    static void write(Markup page, List<Picture> pictures) {
        if (pictures.isEmpty()) {
            return;
        }
        page.raw("<section><h2>Figures</h2><div class=\"figures\">");
        for (Picture picture : pictures) {
            if (picture instanceof Picture.Chart chart) {
                Page.figure(page, figure(chart));
            }
        }
        page.raw("</div>");
        for (Picture picture : pictures) {
            if (picture instanceof Picture.Matrix matrix) {
                table(page, matrix);
            }
        }
        page.raw("</section>\n");
    }

    private static Figure figure(Picture.Chart chart) {
        var layers = new ArrayList<Layer>();
        for (Picture.Layer layer : chart.layers()) {
            Series series = series(layer);
            layers.add(
                    switch (layer.style()) {
                        case LINE -> new Figure.Line(layer.label(), series);
                        case KNOWN -> new Figure.Curve(layer.label(), series);
                        case POINTS -> {
                            var every = new boolean[series.size()];
                            Arrays.fill(every, true);
                            yield new Figure.Points(layer.label(), series, every);
                        }
                    });
        }
        return new Figure(
                chart.title(),
                Figures.capital(chart.y().label()) + " against " + chart.x().label() + ".",
                axis(chart.x()),
                axis(chart.y()),
                layers);
    }

    /// Every so many-th point where there are too many.
    private static Series series(Picture.Layer layer) {
        int n = layer.x().length;
        int step = layer.style() == Picture.Style.POINTS ? (n + MOST_POINTS - 1) / MOST_POINTS : 1;
        double[] x = every(layer.x(), Math.max(1, step));
        double[] y = every(layer.y(), Math.max(1, step));
        return layer.error().length == 0 ? new Series(x, y) : new Series(x, y, every(layer.error(), Math.max(1, step)));
    }

    private static double[] every(double[] values, int step) {
        var kept = new double[(values.length + step - 1) / step];
        Arrays.setAll(kept, i -> values[i * step]);
        return kept;
    }

    private static Axis axis(Picture.Axis axis) {
        if (!axis.names().isEmpty()) {
            return Axis.names(axis.label(), axis.names());
        }
        return axis.logarithmic()
                ? Axis.logarithmic(axis.label(), axis.unit())
                : Axis.linear(axis.label(), axis.unit());
    }

    private static void table(Markup page, Picture.Matrix matrix) {
        page.open("div", "class", "scroll", "role", "region", "aria-label", matrix.title(), "tabindex", "0")
                .open("table", "class", "results")
                .element("caption", matrix.title())
                .raw("<thead><tr><th scope=\"col\"></th>");
        matrix.columns()
                .forEach(name -> page.open("th", "scope", "col").text(name).close("th"));
        page.raw("</tr></thead><tbody>");
        for (int i = 0; i < matrix.counts().size(); i++) {
            page.raw("<tr><th scope=\"row\">").text(matrix.names().get(i)).raw("</th>");
            for (double count : matrix.counts().get(i)) {
                page.element("td", Plot.number(count));
            }
            page.raw("</tr>");
        }
        page.raw("</tbody></table></div>");
    }
}
