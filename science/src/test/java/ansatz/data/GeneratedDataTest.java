package ansatz.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Square;
import ansatz.schema.Reference;
import ansatz.statistics.Moments;
import ansatz.statistics.Significance;
import ansatz.thermal.ClassicalIsing;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedDataTest {
    private static double[] numbers(Dataset data, String name) {
        return ((Column.Numeric) data.column(name)).values();
    }

    private static int[] codes(Dataset data, String name) {
        return ((Column.Categorical) data.column(name)).codes();
    }

    @Test
    void theWeightsOfTheToySearchAreTheExpectedEvents() {
        Dataset data = new ToyHiggs(4001).read(1);
        double[] weight = numbers(data, "weight");
        int[] label = codes(data, "label");
        var sums = new double[2];
        for (int i = 0; i < weight.length; i++) {
            sums[label[i]] += weight[i];
        }
        assertThat(sums[1]).isCloseTo(692, within(1e-6));
        assertThat(sums[0]).isCloseTo(411_000, within(1e-4));
    }

    /// With r = s(x) / b(x) the mean of r over the background is S / B: so the densities are those of what is
    /// drawn.
    @Test
    void theLikelihoodRatioIsThatOfTheEventsDrawn() {
        Dataset data = new ToyHiggs(40_000).read(2);
        double[] weight = numbers(data, "weight");
        int[] label = codes(data, "label");
        double[] ratio = ToyHiggs.likelihoodRatio(data);
        double[] terms = IntStream.range(0, ratio.length)
                .mapToDouble(i -> label[i] == 0 ? weight[i] * ratio[i] : 0)
                .toArray();
        var moments = Moments.of(terms);
        assertThat(moments.mean() * terms.length).isCloseTo(692, within(4 * moments.error() * terms.length));
        assertThat(moments.error() * terms.length).isLessThan(15);
    }

    /// Of both classes drawn, where the optimum is known from the signal alone.
    @Test
    void theBestCutOnTheLikelihoodRatioHasTheKnownSignificance() {
        Reference best = new ToyHiggs(100).best("ams").orElseThrow();
        assertThat(best.error() / best.value()).isLessThan(0.01);
        assertThat(new ToyHiggs(100).best("auc")).isEmpty();
        Dataset data = new ToyHiggs(200_000).read(3);
        double[] weight = numbers(data, "weight");
        int[] label = codes(data, "label");
        double[] ratio = ToyHiggs.likelihoodRatio(data);
        int[] falling = IntStream.range(0, ratio.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -ratio[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double s = 0;
        double b = 0;
        double squares = 0;
        double most = 0;
        double error = 0;
        for (int i : falling) {
            s += label[i] == 1 ? weight[i] : 0;
            b += label[i] == 0 ? weight[i] : 0;
            squares += label[i] == 0 ? weight[i] * weight[i] : 0;
            if (Significance.of(s, b) > most) {
                most = Significance.of(s, b);
                error = most / (2 * b) * Math.sqrt(squares); // AMS is about s / sqrt(b)
            }
        }
        assertThat(most).isCloseTo(best.value(), within(4 * Math.hypot(error, best.error())));
        assertThat(error / most).isLessThan(0.03);
    }

    @Test
    void withoutNoiseTheOscillatorFollowsFromItsLastTwoPositions() {
        var source = new Oscillator(200, 3, 1.3, 0.04, 0.5, 0);
        Dataset data = source.read(1);
        assertThat(data.names()).containsExactly("x", "x_1", "x_2", "x_3");
        double w = Math.sqrt(1.3 * 1.3 - 0.04 * 0.04);
        double[] x = numbers(data, "x");
        double[] last = numbers(data, "x_1");
        double[] before = numbers(data, "x_2");
        for (int i = 0; i < x.length; i++) {
            double next = 2 * Math.exp(-0.02) * Math.cos(w * 0.5) * last[i] - Math.exp(-0.04) * before[i];
            assertThat(x[i]).isCloseTo(next, within(1e-14));
        }
        assertThat(x[7]).isEqualTo(source.at(5.0));
        assertThat(numbers(data, "x_3")[9]).isEqualTo(x[6]);
    }

    @Test
    void theConfigurationsHaveTheExactEnergy() {
        double temperature = 2.5;
        var source = IsingPhases.DEFAULTS.length(8).temperatures(List.of(2.0, temperature));
        Dataset data = source.read(1);
        assertThat(data.names())
                .containsExactly("abs_m", "m2", "m4", "correlation_1", "correlation_2", "correlation_4", "phase");
        int draws = source.draws();
        // draws of four chains that take turns: what correlates within one is not more than some rows
        double[] pairs = Arrays.copyOfRange(numbers(data, "correlation_1"), draws, 2 * draws);
        double[] blocks = IntStream.range(0, draws / 20)
                .mapToDouble(
                        b -> Arrays.stream(pairs, 20 * b, 20 * b + 20).average().orElseThrow())
                .toArray();
        var moments = Moments.of(blocks);
        double exact = -ClassicalIsing.on(Square.DEFAULTS.lengths(8, 8))
                        .exact(temperature)
                        .orElseThrow()
                        .energy()
                / 2;
        assertThat(moments.mean()).isCloseTo(exact, within(4 * moments.error()));
        assertThat(moments.error()).isLessThan(0.01);
        assertThat(Arrays.stream(codes(data, "phase")).sum()).isEqualTo(draws);
    }

    @Test
    void theSpinsOfAConfigurationAreItsFeaturesWhereTheyAreAskedFor() {
        var source = new IsingPhases(4, List.of(1.5, 3.0), 12, IsingPhases.Features.SPINS);
        Dataset data = source.read(1);
        assertThat(data.columns()).hasSize(17);
        Dataset even = new IsingPhases(4, List.of(1.5, 3.0), 12, IsingPhases.Features.EVEN).read(1);
        for (int row = 0; row < data.rows(); row++) {
            double m = 0;
            for (int i = 0; i < 16; i++) {
                double s = numbers(data, "s_" + i % 4 + "_" + i / 4)[row];
                assertThat(Math.abs(s)).isEqualTo(1);
                m += s / 16;
            }
            assertThat(numbers(even, "abs_m")[row]).isCloseTo(Math.abs(m), within(1e-14));
        }
    }
}
