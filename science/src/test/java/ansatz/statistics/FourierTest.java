package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FourierTest {
    @Test
    void pairs_summed_by_transform_are_the_pairs_summed_directly() {
        for (int draws : new int[] {1, 2, 3, 7, 64, 65, 300}) {
            double[][] x = new Autoregressive(0.8).chains(3, draws, draws);
            double[] flat = new double[3 * draws];
            for (int chain = 0; chain < 3; chain++) {
                System.arraycopy(x[chain], 0, flat, chain * draws, draws);
            }
            double[] sums = Fourier.autocorrelations(flat, 3, draws);
            for (int t = 0; t < draws; t++) {
                double direct = 0;
                for (double[] chain : x) {
                    for (int i = 0; i + t < draws; i++) {
                        direct += chain[i] * chain[i + t];
                    }
                }
                // a dozen roundings of sums of up to 900 squares of order 1
                assertThat(sums[t]).isCloseTo(direct, within(1e-11));
            }
        }
    }

    @Test
    void a_trend_of_a_hundred_thousand_draws_is_answered() {
        double[] x = new double[100_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        var correlation = Chains.of(x).autocorrelation();
        assertThat(correlation.tau()).isGreaterThan(20_000);
    }
}
