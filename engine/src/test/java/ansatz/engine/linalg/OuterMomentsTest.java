package ansatz.engine.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OuterMomentsTest {
    private static final int SAMPLES = 53;

    @ParameterizedTest
    @CsvSource({"1,1,false", "3,5,false", "5,3,true", "1,1,true", "24,13,true", "13,24,false"})
    void pairsOfFactorsHoldTheMomentsOfTheirOuterProducts(int p, int q, boolean signs) {
        var random = new Random(7);
        int stride = SAMPLES + 3;
        double[] a = new double[p * stride];
        double[] d = new double[q * stride];
        double[] w = new double[SAMPLES];
        Arrays.setAll(a, k -> signs ? random.nextBoolean() ? 1 : -1 : random.nextGaussian());
        Arrays.setAll(d, k -> random.nextGaussian());
        Arrays.setAll(w, k -> random.nextDouble());
        var moments = new OuterMoments(p, q, SAMPLES, signs);
        try (var team = Team.of(2)) {
            moments.compute(team, a, 0, stride, d, 0, stride, w);
        }
        double[] row = new double[p + 1];
        for (int i = 0; i <= p; i++) {
            for (int j = 0; j <= q; j++) {
                for (int l = 0; l <= q; l++) {
                    moments.row(i, j, l, p + 1, row, 0);
                    for (int k = 0; k <= p; k++) {
                        double sum = 0;
                        for (int n = 0; n < SAMPLES; n++) {
                            sum += w[n]
                                    * factor(a, i, p, stride, n)
                                    * factor(a, k, p, stride, n)
                                    * factor(d, j, q, stride, n)
                                    * factor(d, l, q, stride, n);
                        }
                        // 53 terms of order one to ten
                        assertThat(moments.get(i, j, k, l)).isEqualTo(sum, within(1e-12));
                        assertThat(row[k]).isEqualTo(moments.get(i, j, k, l));
                    }
                }
            }
        }
    }

    private static double factor(double[] x, int component, int components, int stride, int n) {
        return component == components ? 1 : x[component * stride + n];
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "64", "65", "200"})
    void aLowerTriangleMultipliesAsItsSymmetricMatrix(int n) {
        var random = new Random(n);
        double[] a = new double[n * n];
        double[] x = new double[2 * n];
        Arrays.setAll(x, k -> random.nextGaussian());
        double[] whole = new double[n * n];
        for (int i = 0; i < n; i++) {
            Arrays.fill(a, i * n, (i + 1) * n, Double.NaN);
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = random.nextGaussian();
                whole[i * n + j] = a[i * n + j];
                whole[j * n + i] = a[i * n + j];
            }
        }
        double[] first = {};
        for (int threads : new int[] {1, 2, 4}) {
            double[] y = new double[2 * n];
            try (var team = Team.of(threads)) {
                new LowerTriangle(n, 2).times(team, a, x, y);
            }
            first = threads == 1 ? y : first;
            assertThat(y).isEqualTo(first);
            for (int k = 0; k < 2 * n; k++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += whole[k % n * n + j] * x[k / n * n + j];
                }
                // sums of n products of order one
                assertThat(y[k]).isEqualTo(sum, within(1e-14 * (n + 10)));
            }
        }
    }
}
