package ansatz.report;

import ansatz.report.Figure.Curve;
import ansatz.report.Figure.Layer;
import ansatz.report.Figure.Level;
import ansatz.report.Figure.Line;
import ansatz.report.Figure.Points;
import ansatz.report.Figure.Scale;
import ansatz.report.Figure.Upright;
import ansatz.statistics.ErrorNotation;
import ansatz.statistics.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Draws a [Figure] as inline SVG. Colours are classes of the page's style sheet (`s0`, `s1` for lines, `level` and
/// `known` for known values), so that one drawing serves light, dark and print.
final class Plot {
    private static final double WIDTH = 520;
    private static final double HEIGHT = 300;
    private static final double TOP = 26;
    private static final double BOTTOM = 46;
    /// The mean width of a digit at the font size of labels, 12.
    private static final double DIGIT = 6.9;

    /// The sine of the angle at which long names are written.
    private static final double SLANT = 0.6;

    private static final int MOST_LETTERS = 24;

    /// As many as the style sheet has.
    private static final int COLOURS = 8;

    private static final int COLUMNS = 400;
    private static final int HOVERS = 100;

    private final Figure figure;
    private final Ticks xTicks;
    private final Ticks yTicks;
    private final double left;
    private final double right;
    /// Names that would touch one another are written at an angle, below a figure that is higher for it.
    private final boolean slanted;

    private final double height;
    private final Markup svg = new Markup();

    private Plot(Figure figure) {
        this.figure = figure;
        var xRange = new Range(figure.x().scale());
        var yRange = new Range(figure.y().scale());
        figure.layers().forEach(layer -> extend(layer, xRange, yRange));
        figure.x().shown().forEach(xRange::add);
        figure.y().shown().forEach(yRange::add);
        List<String> names = figure.x().names();
        this.xTicks = names.isEmpty() ? xRange.ticks(6, false) : Ticks.names(names);
        this.yTicks = yRange.ticks(6, figure.y().shown().isEmpty());
        int longest = yTicks.marks().stream()
                .mapToInt(mark -> mark.label().length())
                .max()
                .orElse(1);
        this.left = 30 + DIGIT * longest;
        // the last label may stick out by half its width
        this.right = names.isEmpty()
                ? WIDTH
                        - Math.max(
                                14,
                                4 + DIGIT / 2 * xTicks.marks().getLast().label().length())
                : WIDTH - 14;
        int longestName = names.stream().mapToInt(String::length).max().orElse(0);
        this.slanted = longestName * DIGIT * names.size() > right - left;
        this.height = slanted ? HEIGHT + SLANT * DIGIT * Math.min(longestName, MOST_LETTERS) : HEIGHT;
    }

    /// The SVG element.
    static String svg(Figure figure) {
        return new Plot(figure).draw();
    }

    private String draw() {
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + Markup.pixel(WIDTH) + " " + Markup.pixel(height),
                "role",
                "img",
                "aria-label",
                figure.title() + ". " + figure.description());
        axes();
        int colour = 0;
        for (Layer layer : figure.layers()) {
            switch (layer) {
                case Line line -> line(line, "s" + colour++ % COLOURS);
                case Points points -> points(points, "s" + colour++ % COLOURS);
                case Curve curve -> curve(curve);
                case Level level -> level(level);
                case Upright upright -> upright(upright);
            }
        }
        legend();
        for (Layer layer : figure.layers()) {
            // one set of values under the pointer: those of the first line
            if (layer instanceof Line line) {
                hovers(line.series());
                break;
            }
            if (layer instanceof Points points) {
                hovers(points.series());
                break;
            }
        }
        return svg.close("svg").toString();
    }

    private void extend(Layer layer, Range x, Range y) {
        switch (layer) {
            case Line line -> extend(line.series(), x, y);
            case Points points -> extend(points.series(), x, y);
            case Curve curve -> extend(curve.series(), x, y);
            case Level level -> y.add(level.value());
            case Upright upright -> x.add(upright.x());
        }
    }

    private void extend(Series series, Range x, Range y) {
        for (int i = 0; i < series.size(); i++) {
            double value = series.y()[i];
            if (Double.isFinite(value)) {
                x.add(series.x()[i]);
                y.add(value);
                y.add(value + series.error()[i]);
                if (figure.y().scale() == Scale.LINEAR) {
                    // on a logarithmic axis it may lie any number of decades below
                    y.add(value - series.error()[i]);
                }
            }
        }
    }

    private double px(double x) {
        return position(x, xTicks, figure.x().scale(), left, right);
    }

    private double py(double y) {
        return position(y, yTicks, figure.y().scale(), HEIGHT - BOTTOM, TOP);
    }

    private static double position(double value, Ticks ticks, Scale scale, double start, double end) {
        DoubleUnaryOperator f = switch (scale) {
            case LINEAR -> v -> v;
            case LOGARITHMIC -> Math::log10;
        };
        double inside = Math.max(ticks.low(), Math.min(ticks.high(), value));
        double low = f.applyAsDouble(ticks.low());
        return start + (end - start) * ((f.applyAsDouble(inside) - low) / (f.applyAsDouble(ticks.high()) - low));
    }

    private void axes() {
        double bottom = HEIGHT - BOTTOM;
        svg.open("g", "class", "grid");
        yTicks.marks().forEach(mark -> segment(left, py(mark.at()), right, py(mark.at())));
        svg.close("g").open("g", "class", "axis");
        segment(left, TOP, left, bottom);
        segment(left, bottom, right, bottom);
        xTicks.marks().forEach(mark -> segment(px(mark.at()), bottom, px(mark.at()), bottom + 5));
        xTicks.minor().forEach(at -> segment(px(at), bottom, px(at), bottom + 3));
        yTicks.marks().forEach(mark -> segment(left - 5, py(mark.at()), left, py(mark.at())));
        yTicks.minor().forEach(at -> segment(left - 3, py(at), left, py(at)));
        svg.close("g").open("g", "class", "label");
        if (slanted) {
            xTicks.marks().forEach(mark -> slanted(px(mark.at()), bottom + 14, mark.label()));
        } else {
            xTicks.marks().forEach(mark -> label(px(mark.at()), bottom + 18, "middle", mark.label()));
        }
        yTicks.marks().forEach(mark -> label(left - 8, py(mark.at()) + 4, "end", mark.label()));
        label((left + right) / 2, height - 8, "middle", name(figure.x(), xTicks));
        double middle = (TOP + bottom) / 2;
        svg.open("text", "transform", "translate(14 " + Markup.pixel(middle) + ") rotate(-90)", "text-anchor", "middle")
                .text(name(figure.y(), yTicks))
                .close("text")
                .close("g");
    }

    private static String name(Figure.Axis axis, Ticks ticks) {
        String unit = axis.unit().isEmpty() ? "" : " (" + Ticks.unit(axis.unit()) + ")";
        String remainder = ticks.remainder();
        if (remainder.isEmpty()) {
            return axis.label() + unit;
        }
        return ticks.offset().equals("0")
                ? axis.label() + remainder + (axis.unit().isEmpty() ? "" : " " + Ticks.unit(axis.unit()))
                : "(" + axis.label() + remainder.replace(" / ", ") / ") + (ticks.power() == 0 ? ")" : "") + unit;
    }

    private void line(Line line, String colour) {
        Series series = line.series();
        List<Integer> indices = Envelope.indices(series, COLUMNS);
        band(series, colour);
        var path = new StringBuilder();
        boolean pen = false;
        int drawn = 0;
        for (int i : indices) {
            if (i < 0) {
                pen = false;
                continue;
            }
            path.append(pen ? 'L' : 'M').append(point(series.x()[i], series.y()[i]));
            pen = true;
            drawn++;
        }
        boolean dense = isDense(series);
        if (drawn > 0) {
            svg.empty("path", "class", (dense ? "cloud " : "line ") + colour, "d", path.toString());
        }
        if (dense) {
            means(series, colour);
        }
        if (drawn <= 30) {
            for (int i : indices) {
                if (i >= 0) {
                    svg.empty(
                            "circle",
                            "class",
                            "dot " + colour,
                            "cx",
                            Markup.pixel(px(series.x()[i])),
                            "cy",
                            Markup.pixel(py(series.y()[i])),
                            "r",
                            "2.5");
                }
            }
        }
    }

    private static boolean isDense(Series series) {
        return series.size() > 4 * COLUMNS;
    }

    /// The mean of each of a hundred columns, on top of a series too dense to follow by eye.
    private void means(Series series, String colour) {
        var path = new StringBuilder();
        for (int column = 0; column < HOVERS; column++) {
            int from = Envelope.start(series.size(), HOVERS, column);
            int to = Envelope.start(series.size(), HOVERS, column + 1);
            double[] finite =
                    Arrays.stream(series.y(), from, to).filter(Double::isFinite).toArray();
            if (finite.length > 0) {
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(point(
                                series.x()[(from + to) / 2], Moments.of(finite).mean()));
            }
        }
        if (!path.isEmpty()) {
            svg.empty("path", "class", "line " + colour, "d", path.toString());
        }
    }

    /// The region of one error bar to either side, the outermost of each column.
    private void band(Series series, String colour) {
        int n = series.size();
        int columns = Math.min(n, COLUMNS);
        var upper = new StringBuilder();
        var lower = new StringBuilder();
        int points = 0;
        for (int column = 0; column <= columns; column++) {
            double top = Double.NEGATIVE_INFINITY;
            double low = Double.POSITIVE_INFINITY;
            double x = Double.NaN;
            if (column < columns) {
                int from = Envelope.start(n, columns, column);
                int to = Envelope.start(n, columns, column + 1);
                for (int i = from; i < to; i++) {
                    double error = series.error()[i];
                    if (Double.isFinite(series.y()[i]) && error >= 0 && Double.isFinite(error)) {
                        top = Math.max(top, series.y()[i] + error);
                        low = Math.min(low, series.y()[i] - error);
                        x = series.x()[i];
                    }
                }
            }
            if (Double.isNaN(x)) {
                if (points > 1) {
                    svg.empty("path", "class", "band " + colour, "d", "M" + upper.substring(1) + lower + "Z");
                }
                upper.setLength(0);
                lower.setLength(0);
                points = 0;
            } else {
                upper.append('L').append(point(x, top));
                lower.insert(0, "L" + point(x, low));
                points++;
            }
        }
    }

    /// A dot with its error bar each; hollow and crossed where it is not to be trusted.
    private void points(Points points, String colour) {
        Series series = points.series();
        for (int i = 0; i < series.size(); i++) {
            double x = series.x()[i];
            double y = series.y()[i];
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                continue;
            }
            double error = series.error()[i];
            if (error > 0 && Double.isFinite(error)) {
                double top = py(y + error);
                // on a logarithmic axis a bar may reach down to the end
                double low = figure.y().scale() == Scale.LOGARITHMIC && error >= y ? HEIGHT - BOTTOM : py(y - error);
                svg.empty(
                        "path",
                        "class",
                        "bar " + colour,
                        "d",
                        "M" + Markup.pixel(px(x)) + " " + Markup.pixel(top) + "V" + Markup.pixel(low) + cap(x, top)
                                + cap(x, low));
            }
            svg.empty(
                    "circle",
                    "class",
                    (points.trusted()[i] ? "dot " : "doubt ") + colour,
                    "cx",
                    Markup.pixel(px(x)),
                    "cy",
                    Markup.pixel(py(y)),
                    "r",
                    points.trusted()[i] ? "2.5" : "4.5");
            if (!points.trusted()[i]) {
                svg.empty("path", "class", "bar " + colour, "d", cross(px(x), py(y)));
            }
        }
    }

    private String cap(double x, double y) {
        return "M" + Markup.pixel(px(x) - 3) + " " + Markup.pixel(y) + "h6";
    }

    private static String cross(double x, double y) {
        String down = "M" + Markup.pixel(x - 3) + " " + Markup.pixel(y - 3) + "l6 6";
        return down + "M" + Markup.pixel(x - 3) + " " + Markup.pixel(y + 3) + "l6 -6";
    }

    private void curve(Curve curve) {
        Series series = curve.series();
        var path = new StringBuilder();
        for (int i = 0; i < series.size(); i++) {
            if (Double.isFinite(series.y()[i])) {
                path.append(path.isEmpty() ? 'M' : 'L').append(point(series.x()[i], series.y()[i]));
            }
        }
        if (!path.isEmpty()) {
            svg.empty("path", "class", style(curve), "d", path.toString());
        }
    }

    private static String style(Curve curve) {
        return curve.of() < 0 ? "known" : "known s" + curve.of() % COLOURS;
    }

    private void level(Level level) {
        if (Double.isFinite(level.value())) {
            svg.empty("path", "class", "level", "d", "M" + pair(left, py(level.value())) + "H" + Markup.pixel(right));
        }
    }

    private void upright(Upright upright) {
        double x = px(upright.x());
        svg.empty("path", "class", "level", "d", "M" + pair(x, TOP) + "V" + Markup.pixel(HEIGHT - BOTTOM))
                .open("g", "class", "label");
        label(x + 4, TOP + 10, "start", upright.name());
        svg.close("g");
    }

    /// Above the plot, where it hides no data.
    private void legend() {
        double x = left;
        int colour = 0;
        svg.open("g", "class", "legend");
        for (Layer layer : figure.layers()) {
            if (layer.label().isEmpty()) {
                continue;
            }
            String style = switch (layer) {
                case Line line -> "line s" + colour++ % COLOURS;
                case Points points -> "dot s" + colour++ % COLOURS;
                case Curve curve -> "known";
                case Level level -> "level";
                case Upright upright -> throw new AssertionError("it has no label");
            };
            if (layer instanceof Points) {
                svg.empty("circle", "class", style, "cx", Markup.pixel(x + 9), "cy", "12", "r", "3");
            } else {
                svg.empty("path", "class", style, "d", "M" + Markup.pixel(x) + " 12h18");
            }
            boolean dense = layer instanceof Line line && isDense(line.series());
            String label = dense ? layer.label() + ", and mean" : layer.label();
            label(x + 23, 16, "start", label);
            x += 23 + 16 + DIGIT * 0.92 * label.length();
        }
        svg.close("g");
    }

    /// Invisible columns whose titles a browser shows under the pointer, with a hair line by the style sheet.
    private void hovers(Series series) {
        int[] finite = java.util.stream.IntStream.range(0, series.size())
                .filter(i -> Double.isFinite(series.y()[i]))
                .toArray();
        if (finite.length == 0) {
            return;
        }
        int columns = Math.min(finite.length, HOVERS);
        svg.open("g", "class", "hover");
        double edge = left;
        for (int column = 0; column < columns; column++) {
            int from = Envelope.start(finite.length, columns, column);
            int to = Envelope.start(finite.length, columns, column + 1);
            int i = finite[(from + to - 1) / 2];
            double next =
                    to < finite.length ? (px(series.x()[finite[to - 1]]) + px(series.x()[finite[to]])) / 2 : right;
            double x = px(series.x()[i]);
            svg.open("g")
                    .open(
                            "rect",
                            "x",
                            Markup.pixel(edge),
                            "y",
                            Markup.pixel(TOP),
                            "width",
                            Markup.pixel(Math.max(0, next - edge)),
                            "height",
                            Markup.pixel(HEIGHT - BOTTOM - TOP))
                    .element("title", said(series, i))
                    .close("rect")
                    .empty(
                            "path",
                            "d",
                            "M" + Markup.pixel(x) + " " + Markup.pixel(TOP) + "V" + Markup.pixel(HEIGHT - BOTTOM))
                    .close("g");
            edge = next;
        }
        svg.close("g");
    }

    private String said(Series series, int i) {
        double error = series.error()[i];
        double y = series.y()[i];
        String value = error >= 0 && Double.isFinite(error) ? ErrorNotation.format(y, error) : number(y);
        String unit =
                figure.y().unit().isEmpty() ? "" : " " + Ticks.unit(figure.y().unit());
        List<String> names = figure.x().names();
        int at = (int) series.x()[i] - 1;
        String place = at >= 0 && at < names.size() ? names.get(at) : number(series.x()[i]);
        return (figure.x().label() + " " + place).strip() + ": " + figure.y().label() + " " + Ticks.scientific(value)
                + unit;
    }

    /// Six significant digits: more cannot be told apart in a figure.
    static String number(double x) {
        return Ticks.scientific(ErrorNotation.plain(Ticks.rounded(x, 6)));
    }

    private String point(double x, double y) {
        return pair(px(x), py(y));
    }

    private static String pair(double x, double y) {
        return Markup.pixel(x) + " " + Markup.pixel(y);
    }

    private void segment(double x1, double y1, double x2, double y2) {
        svg.empty("path", "d", "M" + pair(x1, y1) + "L" + pair(x2, y2));
    }

    private void label(double x, double y, String anchor, String text) {
        svg.open("text", "x", Markup.pixel(x), "y", Markup.pixel(y), "text-anchor", anchor)
                .text(text)
                .close("text");
    }

    private void slanted(double x, double y, String text) {
        String shown = text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS - 1) + "\u2026";
        svg.open(
                        "text",
                        "transform",
                        "translate(" + Markup.pixel(x + 4) + " " + Markup.pixel(y) + ") rotate(-37)",
                        "text-anchor",
                        "end")
                .text(shown)
                .close("text");
    }
}
