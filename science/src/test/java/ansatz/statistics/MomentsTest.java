package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void merging_parts_gives_the_moments_of_the_whole() {
        double[] x = new SplittableRandom(1).doubles(1000).toArray();
        var whole = Moments.of(x);
        for (int cut : new int[] {0, 1, 7, 500, 999, 1000}) {
            var merged = Moments.of(x, 0, cut).merge(Moments.of(x, cut, 1000));
            assertThat(merged.count()).isEqualTo(1000);
            // a few roundings of numbers of order 1 (mean) and 100 (squares)
            assertThat(merged.mean()).isCloseTo(whole.mean(), within(1e-15));
            assertThat(merged.squares()).isCloseTo(whole.squares(), within(1e-12));
        }
    }

    @Test
    void a_large_offset_costs_no_digits_of_the_variance() {
        // 4, 7, 13, 16 about 1e9: variance 30, exactly representable deviations
        assertThat(Moments.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).variance()).isEqualTo(30);
    }

    @Test
    void too_few_numbers_have_no_variance() {
        assertThat(Moments.NONE.variance()).isNaN();
        assertThat(Moments.of(3).variance()).isNaN();
        assertThat(Moments.of(3).mean()).isEqualTo(3);
    }

    @Test
    void sums_of_a_million_equal_numbers_are_exact_to_rounding() {
        double[] x = new double[1_000_000];
        java.util.Arrays.fill(x, 0.1);
        // naive summation is off by 1.3e-11 relative; pairwise by at most log2(n) + 64 roundings
        assertThat(Moments.of(x).mean()).isCloseTo(0.1, within(0.1 * 84 * Math.ulp(0.5)));
    }
}
