package ansatz.report;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.report.Figure.Axis;
import ansatz.report.Figure.Level;
import ansatz.report.Figure.Line;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlotTest {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private static Document draw(Axis y, Figure.Layer... layers) {
        return WellFormed.parse(Plot.svg(new Figure("Energy", "Falls.", Axis.linear("step", ""), y, List.of(layers))));
    }

    private static List<Element> elements(Document svg, String name, String style) {
        var all = svg.getElementsByTagName(name);
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(e -> List.of(e.getAttribute("class").split(" ")).contains(style))
                .toList();
    }

    private static Series series(double... y) {
        return new Series(IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
    }

    /// All coordinates lie in the picture.
    private static void insideThePicture(Document svg) {
        var paths = svg.getElementsByTagName("path");
        for (int i = 0; i < paths.getLength(); i++) {
            String d = ((Element) paths.item(i)).getAttribute("d");
            assertThat(d).doesNotContain("NaN", "Infinity");
            var numbers = NUMBER.matcher(d);
            while (numbers.find()) {
                assertThat(Double.parseDouble(numbers.group())).as(d).isBetween(0.0, 520.0);
            }
        }
    }

    @Test
    void higher_values_stand_higher_and_later_steps_further_right() {
        var svg = draw(Axis.linear("energy", "J"), new Line("energy", series(-1, -2, -3)));
        var path = elements(svg, "path", "line").getFirst().getAttribute("d");
        double[] p = NUMBER.matcher(path)
                .results()
                .mapToDouble(m -> Double.parseDouble(m.group()))
                .toArray();
        assertThat(p).hasSize(6);
        assertThat(p[0]).isLessThan(p[2]);
        assertThat(p[1]).isLessThan(p[3]);
        // equal steps, equal lengths, to the tenth of a pixel that is written
        assertThat(p[4] - p[2]).isCloseTo(p[2] - p[0], org.assertj.core.api.Assertions.within(0.11));
        assertThat(p[5] - p[3]).isCloseTo(p[3] - p[1], org.assertj.core.api.Assertions.within(0.11));
        insideThePicture(svg);
    }

    @Test
    void equal_ratios_have_equal_lengths_on_a_logarithmic_axis() {
        var svg = draw(Axis.logarithmic("error", ""), new Line("error", series(1, 1e-3, 1e-6)));
        double[] p = NUMBER.matcher(elements(svg, "path", "line").getFirst().getAttribute("d"))
                .results()
                .mapToDouble(m -> Double.parseDouble(m.group()))
                .toArray();
        assertThat(p[5] - p[3]).isCloseTo(p[3] - p[1], org.assertj.core.api.Assertions.within(0.11));
    }

    @Test
    void errors_become_a_band_around_the_line() {
        var line = new Line("energy", new Series(new double[] {1, 2}, new double[] {0, 0}, new double[] {1, 2}));
        var svg = draw(Axis.linear("energy", ""), line);
        double[] p = NUMBER.matcher(elements(svg, "path", "band").getFirst().getAttribute("d"))
                .results()
                .mapToDouble(m -> Double.parseDouble(m.group()))
                .toArray();
        // up along the upper side, back along the lower
        assertThat(p).hasSize(8);
        assertThat(p[7] - p[1]).isPositive();
        assertThat(p[5] - p[3]).isCloseTo(2 * (p[7] - p[1]), org.assertj.core.api.Assertions.within(0.31));
        insideThePicture(svg);
    }

    @Test
    void a_pointer_and_a_listener_get_the_numbers() {
        var line = new Line("energy", new Series(new double[] {180}, new double[] {-25.49071}, new double[] {4e-4}));
        var svg = draw(Axis.linear("energy", "J"), line, new Level("exact", -25.49099));
        assertThat(elements(svg, "g", "hover").getFirst().getTextContent()).isEqualTo("step 180: energy −25.4907(4) J");
        assertThat(svg.getDocumentElement().getAttribute("aria-label")).isEqualTo("Energy. Falls.");
        assertThat(elements(svg, "g", "legend").getFirst().getTextContent()).isEqualTo("energyexact");
        assertThat(elements(svg, "g", "label").getFirst().getTextContent()).contains("energy (J)");
    }

    @Test
    void awkward_data_still_give_a_picture() {
        double[][] all = {
            {},
            {Double.NaN},
            {5},
            {5, 5, 5},
            {0, 0},
            {Double.NaN, 1, Double.POSITIVE_INFINITY, 2},
            {-Double.MAX_VALUE, Double.MAX_VALUE},
            {Double.MIN_VALUE, 1e-300},
            {1e-300, 1e300},
            {-1, -2}
        };
        for (double[] y : all) {
            for (var axis : List.of(Axis.linear("a", ""), Axis.logarithmic("a", ""))) {
                insideThePicture(draw(axis, new Line("a", series(y)), new Level("exact", Double.NaN)));
                insideThePicture(draw(
                        axis, new Line("a", new Series(series(y).x(), y, y.clone())), new Level("exact", 1)));
            }
        }
    }

    @Test
    void a_hundred_thousand_steps_are_a_small_picture() {
        var random = new SplittableRandom(1);
        double[] y = IntStream.range(0, 100_000)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        double[] error = IntStream.range(0, 100_000).mapToDouble(i -> 1).toArray();
        String svg = Plot.svg(new Figure(
                "a",
                "b",
                Axis.linear("step", ""),
                Axis.linear("y", ""),
                List.of(new Line("y", new Series(series(y).x(), y, error)))));
        assertThat(svg.length()).isLessThan(60_000);
        insideThePicture(WellFormed.parse(svg));
    }
}
