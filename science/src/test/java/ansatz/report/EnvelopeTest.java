package ansatz.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static Series noise(int n) {
        var random = new SplittableRandom(n);
        return new Series(
                IntStream.range(0, n).asDoubleStream().toArray(),
                IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray());
    }

    @Test
    void a_short_series_is_kept_whole() {
        assertThat(Envelope.indices(noise(400), 100)).hasSize(400);
    }

    @Test
    void each_column_keeps_its_extremes_and_its_ends() {
        var series = noise(10_007);
        var kept = Envelope.indices(series, 100);
        assertThat(kept.size()).isLessThanOrEqualTo(400);
        assertThat(kept).isSorted().doesNotHaveDuplicates().startsWith(0).endsWith(10_006);
        for (int column = 0; column < 100; column++) {
            int from = Envelope.start(10_007, 100, column);
            int to = Envelope.start(10_007, 100, column + 1);
            double high = IntStream.range(from, to)
                    .mapToDouble(i -> series.y()[i])
                    .max()
                    .orElseThrow();
            double low = IntStream.range(from, to)
                    .mapToDouble(i -> series.y()[i])
                    .min()
                    .orElseThrow();
            var values = kept.stream()
                    .filter(i -> i >= from && i < to)
                    .map(i -> series.y()[i])
                    .toList();
            assertThat(values).contains(high, low, series.y()[from], series.y()[to - 1]);
        }
    }

    @Test
    void missing_values_are_gaps() {
        double[] y = {Double.NaN, 1, 2, Double.NaN, Double.POSITIVE_INFINITY, 3};
        assertThat(Envelope.indices(new Series(new double[] {0, 1, 2, 3, 4, 5}, y), 100))
                .containsExactly(1, 2, -1, 5);
        assertThat(Envelope.indices(new Series(new double[0], new double[0]), 100))
                .isEmpty();
    }
}
