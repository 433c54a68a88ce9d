package ansatz.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({
        "0, Infinity, -Infinity, Infinity, ' at least 0'",
        "-Infinity, Infinity, 0, Infinity, ' above 0'",
        "-Infinity, 1, -Infinity, Infinity, ' at most 1'",
        "-Infinity, Infinity, -Infinity, 1, ' below 1'",
        "0, 1, -Infinity, Infinity, ' from 0 to 1'",
        "-Infinity, 1, 0, Infinity, ' above 0 and at most 1'",
        "1e-3, Infinity, -Infinity, 1e12, ' at least 0.001 and below 1e12'",
        "-Infinity, Infinity, -Infinity, Infinity, ''"
    })
    void a_range_reads_as_a_person_would_say_it(double min, double max, double above, double below, String words) {
        assertThat(new Range(min, max, above, below).words(false)).isEqualTo(words);
    }

    @Test
    void exclusive_ends_are_not_legal_and_inclusive_ends_are() {
        assertThat(new Range(-INF, 1, 0, INF).contains(0)).isFalse();
        assertThat(new Range(-INF, 1, 0, INF).contains(Double.MIN_VALUE)).isTrue();
        assertThat(new Range(-INF, 1, 0, INF).contains(1)).isTrue();
        assertThat(new Range(0, INF, -INF, 1).contains(0)).isTrue();
        assertThat(new Range(0, INF, -INF, 1).contains(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_not_finite_lies_in_no_range(double value) {
        assertThat(Range.ALL.contains(value)).isFalse();
    }
}
