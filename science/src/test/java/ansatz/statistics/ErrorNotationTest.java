package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorNotationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -25.490912  | 0.0002    | -25.4909(2)
            3.00031     | 0.0004    | 3.0003(4)
            1234.4      | 56        | 1234(56)
            1.2e-7      | 3e-8      | 1.2(3)e-7
            -25.490912  | 0.00014   | -25.49091(14)
            2.0         | 0.096     | 2.00(10)
            2.0         | 0.0994    | 2.00(10)
            2.0         | 0.0949    | 2.00(9)
            2.0         | 0.96      | 2.0(10)
            0           | 0.3       | 0.0(3)
            -0.0        | 0.3       | 0.0(3)
            -0.0001     | 0.3       | 0.0(3)
            12.3        | 4         | 12(4)
            12.3        | 13        | 12(13)
            1234.4      | 999.9     | 1.2(10)e3
            123456      | 1234      | 1.235(12)e5
            12345678    | 56        | 1.234568(6)e7
            5           | 4000      | 0(4)e3
            9.99996     | 0.0003    | 10.0000(3)
            0.00012     | 0.00003   | 0.00012(3)
            0.000012    | 0.000003  | 1.2(3)e-5
            1e300       | 1e298     | 1.000(10)e300
            -4e-300     | 2e-300    | -4(2)e-300
            1.5         | 0         | 1.5(0)
            1e-9        | 0         | 1(0)e-9
            0           | 0         | 0(0)
            NaN         | 1         | not a number
            Infinity    | 1         | infinite
            -Infinity   | NaN       | minus infinite
            3.25        | NaN       | 3.25, error unknown
            3.25        | Infinity  | 3.25, error unbounded
            """)
    void is_the_notation_of_the_field(double value, double error, String text) {
        assertThat(ErrorNotation.format(value, error)).isEqualTo(text);
    }

    @Test
    void no_digits_below_the_rounding_of_the_value() {
        // half the spacing of doubles at 1 is 1.1e-16
        assertThat(ErrorNotation.format(1, 1e-300)).isEqualTo("1.00000000000000000(11)");
    }

    @Test
    void refuses_a_negative_error() {
        assertThatThrownBy(() -> ErrorNotation.format(1, -1)).hasMessageContaining("found -1.0");
    }

    @Test
    void reads_back_within_the_digits_that_are_shown() {
        var random = new SplittableRandom(5);
        var pattern = Pattern.compile("(-?[0-9]+)(?:\\.([0-9]+))?\\(([0-9]+)\\)(?:e(-?[0-9]+))?");
        for (int i = 0; i < 20_000; i++) {
            double error = Math.exp(random.nextDouble(-60, 60));
            double value = random.nextGaussian() * error * Math.exp(random.nextDouble(-4, 25));
            var match = pattern.matcher(ErrorNotation.format(value, error));
            assertThat(match.matches()).as(ErrorNotation.format(value, error)).isTrue();
            int decimals = match.group(2) == null ? 0 : match.group(2).length();
            int power = match.group(4) == null ? 0 : Integer.parseInt(match.group(4));
            var mean = new BigDecimal(match.group(1) + "." + (decimals == 0 ? "0" : match.group(2)))
                    .scaleByPowerOfTen(power);
            var sigma = new BigDecimal(match.group(3)).scaleByPowerOfTen(power - decimals);
            // one digit of at least 2, or two digits: off by less than a quarter of the error. The value is off by half
            // a unit of its last digit, at most as much
            assertThat(sigma.doubleValue() / error).isBetween(0.75, 1.25);
            assertThat(Math.abs(mean.doubleValue() - value) / error).isLessThan(0.26);
        }
    }
}
