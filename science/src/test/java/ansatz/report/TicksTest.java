package ansatz.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    private static String labels(Ticks ticks) {
        return String.join(" ", ticks.marks().stream().map(Ticks.Mark::label).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0        | 1        | 0.0 0.2 0.4 0.6 0.8 1.0          |
            -1       | 1        | −1.0 −0.5 0.0 0.5 1.0            |
            1        | 300      | 50 100 150 200 250 300           |
            0        | 100000   | 0 20\u202f000 40\u202f000 60\u202f000 80\u202f000 100\u202f000 |
            0        | 8e6      | 0 2 4 6 8                        |  / 10⁶
            -25.4914 | -25.4903 | −25.4914 −25.4912 −25.4910 −25.4908 −25.4906 −25.4904 |
            0        | 3e-5     | 0.0 0.5 1.0 1.5 2.0 2.5 3.0      |  / 10⁻⁵
            0.02     | 0.08     | 0.02 0.03 0.04 0.05 0.06 0.07 0.08 |
            1.0001   | 1.0004   | 1.0001 1.0002 1.0003 1.0004      |
            """)
    void linear_axes_read_as_a_physicist_writes_them(double low, double high, String expected, String remainder) {
        var ticks = Ticks.linear(low, high, low == 1.0001 ? 4 : 6);
        assertThat(labels(ticks)).isEqualTo(expected.replace("\\u202f", "\u202f"));
        assertThat(ticks.remainder().strip()).isEqualTo(remainder == null ? "" : remainder.strip());
    }

    @Test
    void a_narrow_range_far_from_zero_is_told_as_a_difference() {
        var ticks = Ticks.linear(-25.490989690, -25.490989680, 5);
        assertThat(ticks.remainder()).isEqualTo(" + 25.49098969 / 10⁻⁸");
        assertThat(labels(ticks)).isEqualTo("0.0 0.2 0.4 0.6 0.8 1.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1e-7  | 1     | 10⁻⁷ 10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻² 0.1 1
            1e-12 | 1e3   | 10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 1 10³
            2e-4  | 3e-3  | 2×10⁻⁴ 5×10⁻⁴ 10⁻³ 2×10⁻³
            0.3   | 40    | 0.5 1 2 5 10 20
            """)
    void logarithmic_axes_have_decades(double low, double high, String expected) {
        assertThat(labels(Ticks.logarithmic(low, high, high == 1 ? 8 : 6))).isEqualTo(expected);
    }

    @Test
    void steps_are_whole_numbers() {
        assertThat(labels(Ticks.whole(1, 4, 6))).isEqualTo("1 2 3 4");
        assertThat(labels(Ticks.whole(1, 2, 6))).isEqualTo("1 2");
        assertThat(labels(Ticks.whole(7, 7, 6))).isEqualTo("7");
        assertThat(labels(Ticks.whole(1, 300, 6))).isEqualTo("50 100 150 200 250 300");
    }

    @Test
    void less_than_a_decade_on_a_logarithmic_axis_still_has_labels() {
        assertThat(labels(Ticks.logarithmic(3.2e-6, 7.9e-6, 8))).isEqualTo("4 5 6 7");
        assertThat(Ticks.logarithmic(3.2e-6, 7.9e-6, 8).remainder()).isEqualTo(" / 10⁻⁶");
    }

    @Test
    void every_range_has_sensible_marks() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 3_000; i++) {
            double centre = random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
            double width = Math.abs(centre) * Math.pow(10, random.nextInt(-20, 10));
            check(Ticks.linear(centre - width, centre + width, 5), 2, 12);
            double low = Math.pow(10, random.nextDouble(-300, 299));
            check(Ticks.logarithmic(low, low * Math.pow(10, random.nextDouble(0, 20)), 6), 1, 12);
        }
        for (double[] range : new double[][] {
            {0, 0}, {1, 1}, {-1e308, 1e308}, {Double.MIN_VALUE, Double.MIN_VALUE}, {0, Double.MIN_VALUE}, {1e300, 1e300}
        }) {
            check(Ticks.linear(range[0], range[1], 5), 2, 12);
            check(Ticks.logarithmic(range[0], range[1], 5), 1, 12);
        }
    }

    private static void check(Ticks ticks, int atLeast, int atMost) {
        String what = ticks.toString();
        assertThat(ticks.low()).as(what).isLessThan(ticks.high());
        assertThat(ticks.marks()).as(what).hasSizeBetween(atLeast, atMost);
        var labels = new HashSet<String>();
        double before = Double.NEGATIVE_INFINITY;
        double slack = 1e-9 * (ticks.high() - ticks.low()) + 2 * Math.ulp(ticks.high()) + 2 * Math.ulp(ticks.low());
        for (var mark : ticks.marks()) {
            assertThat(mark.at()).as(what).isGreaterThan(before).isBetween(ticks.low() - slack, ticks.high() + slack);
            assertThat(labels.add(mark.label())).as(what).isTrue();
            assertThat(mark.label().length()).as(what).isLessThanOrEqualTo(13);
            before = mark.at();
        }
    }

    @Test
    void numbers_are_set_in_type() {
        assertThat(Ticks.scientific("-1.2(3)e-7")).isEqualTo("−1.2(3)×10⁻⁷");
        assertThat(Ticks.scientific("+1.1e-05")).isEqualTo("+1.1×10⁻⁵");
        assertThat(Ticks.scientific("minus infinite")).isEqualTo("minus infinite");
        assertThat(Ticks.unit("J^2 s^-1")).isEqualTo("J² s⁻¹");
    }
}
