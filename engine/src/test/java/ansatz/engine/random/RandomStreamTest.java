package ansatz.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomStreamTest {
    /// Statistical checks allow this many standard errors; the seeds are fixed, so that they pass or fail for good.
    private static final double ERRORS = 4;

    private static final int MANY = 200_000;

    /// The file `kat_vectors` of the Random123 distribution, lines philox4x32 10.
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void philoxGivesThePublishedAnswers(String input, String answer) {
        int[] c = Arrays.stream(input.split(" "))
                .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
                .toArray();
        long[] out = new long[2];
        Philox.block(c[0], c[1], c[2], c[3], c[4], c[5], out, 0);
        assertThat(String.format("%08x %08x %08x %08x", (int) out[0], out[0] >>> 32, (int) out[1], out[1] >>> 32))
                .isEqualTo(answer);
    }

    @Test
    void manyBlocksAtOnceAreThoseOneByOne() {
        long[] together = new long[2 * PhiloxLanes.BLOCKS];
        long[] alone = new long[2];
        for (int c0 : new int[] {0, 77, -5}) { // the last one passes the end of the counter
            new PhiloxLanes().blocks(c0, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0xa4093822, 0x299f31d0, together, 0);
            for (int i = 0; i < PhiloxLanes.BLOCKS; i++) {
                Philox.block(c0 + i, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0xa4093822, 0x299f31d0, alone, 0);
                assertThat(together[2 * i]).isEqualTo(alone[0]);
                assertThat(together[2 * i + 1]).isEqualTo(alone[1]);
            }
        }
    }

    @Test
    void aFillGivesTheNumbersOfSingleCalls() {
        for (int before = 0; before < 6; before++) {
            for (int n : new int[] {0, 1, 2, 3, 4, 63, 64, 65, 200}) {
                RandomStream filled = RandomStream.of(7, 3, 5, 9);
                RandomStream single = RandomStream.of(7, 3, 5, 9);
                for (int i = 0; i < before; i++) {
                    filled.nextDouble();
                    single.nextDouble();
                }
                double[] out = new double[n + 1];
                filled.uniform(out, 1, n);
                for (int i = 0; i < n; i++) {
                    assertThat(out[i + 1]).isEqualTo(single.nextDouble());
                }
                filled.gaussian(out, 1, n);
                for (int i = 0; i < n; i++) {
                    assertThat(out[i + 1]).isEqualTo(single.nextGaussian());
                }
                assertThat(filled.nextLong()).isEqualTo(single.nextLong());
                long[] words = new long[n + 1];
                filled.longs(words, 1, n);
                for (int i = 0; i < n; i++) {
                    assertThat(words[i + 1]).isEqualTo(single.nextLong());
                }
                assertThat(filled.nextDouble()).isEqualTo(single.nextDouble());
            }
        }
    }

    @Test
    void everyKeyGivesItsOwnSequenceAndAlwaysTheSame() {
        long[][] keys = {
            {0, 0, 0, 0},
            {1, 0, 0, 0},
            {1L << 32, 0, 0, 0},
            {0, 1, 0, 0},
            {0, 0, 1, 0},
            {0, 0, 1L << 32, 0},
            {0, 0, 0, 1},
            {0, 0, 0, 1L << 32},
            {-1, RandomStream.STREAMS - 1, RandomStream.STEPS - 1, RandomStream.SAMPLES - 1}
        };
        long[] first = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            long[] k = keys[i];
            first[i] = RandomStream.of(k[0], (int) k[1], k[2], k[3]).nextLong();
            RandomStream moved = RandomStream.of(k[0], (int) k[1], 3, 4);
            moved.nextGaussian();
            assertThat(moved.moveTo(k[2], k[3]).nextLong()).isEqualTo(first[i]);
        }
        assertThat(Arrays.stream(first).distinct().count()).isEqualTo(keys.length);
    }

    @Test
    void uniformNumbersHaveTheMomentsOfTheUniformDistribution() {
        double[] u = new double[MANY];
        RandomStream.of(1, 0, 0, 0).uniform(u, 0, MANY);
        double mean = Arrays.stream(u).average().orElseThrow();
        double square = Arrays.stream(u).map(x -> x * x).average().orElseThrow();
        double neighbours = 0;
        for (int i = 1; i < MANY; i++) {
            neighbours += (u[i] - 0.5) * (u[i - 1] - 0.5);
        }
        assertThat(mean).isCloseTo(0.5, within(ERRORS * Math.sqrt(1 / 12.0 / MANY)));
        // the variance of u^2 is 1/5 - 1/9
        assertThat(square).isCloseTo(1 / 3.0, within(ERRORS * Math.sqrt(4 / 45.0 / MANY)));
        // the variance of a product of two centred numbers is 1/144
        assertThat(neighbours / MANY).isCloseTo(0, within(ERRORS / 12 / Math.sqrt(MANY)));
        assertThat(Arrays.stream(u).allMatch(x -> x >= 0 && x < 1)).isTrue();
    }

    @Test
    void gaussianNumbersHaveTheMomentsOfTheNormalDistribution() {
        double[] g = new double[MANY];
        RandomStream.of(2, 0, 0, 0).gaussian(g, 0, MANY);
        double[] moment = new double[5];
        double pairs = 0;
        for (int i = 0; i < MANY; i++) {
            for (int k = 1; k < moment.length; k++) {
                moment[k] += Math.pow(g[i], k) / MANY;
            }
            pairs += i % 2 == 1 ? g[i] * g[i] * g[i - 1] * g[i - 1] : 0;
        }
        // variances of x, x^2, x^3, x^4: 1, 2, 15, 96; of x^2 y^2: 8
        assertThat(moment[1]).isCloseTo(0, within(ERRORS / Math.sqrt(MANY)));
        assertThat(moment[2]).isCloseTo(1, within(ERRORS * Math.sqrt(2.0 / MANY)));
        assertThat(moment[3]).isCloseTo(0, within(ERRORS * Math.sqrt(15.0 / MANY)));
        assertThat(moment[4]).isCloseTo(3, within(ERRORS * Math.sqrt(96.0 / MANY)));
        assertThat(pairs / (MANY / 2)).isCloseTo(1, within(ERRORS * Math.sqrt(8.0 / (MANY / 2))));
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "7", "1000"})
    void integersFallEvenly(int bound) {
        RandomStream random = RandomStream.of(3, 1, 0, 0);
        int[] count = new int[bound];
        for (int i = 0; i < MANY; i++) {
            count[random.nextInt(bound)]++;
        }
        double expected = (double) MANY / bound;
        double chi2 = Arrays.stream(count)
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
        // chi^2 with bound - 1 degrees of freedom: mean bound - 1, variance 2 (bound - 1)
        assertThat(chi2).isCloseTo(bound - 1, within(ERRORS * Math.sqrt(2.0 * (bound - 1))));
    }

    @Test
    void permutationsReachEveryOrderEvenly() {
        int[] count = new int[27];
        int draws = 6000;
        RandomStream random = RandomStream.of(4, 0, 0, 0);
        for (int i = 0; i < draws; i++) {
            int[] p = random.permutation(3);
            assertThat(Arrays.stream(p).sorted().toArray()).containsExactly(0, 1, 2);
            count[p[0] * 9 + p[1] * 3 + p[2]]++;
        }
        // six orders, each binomial with p = 1/6
        assertThat(Arrays.stream(count).filter(n -> n > 0).count()).isEqualTo(6);
        assertThat(Arrays.stream(count).filter(n -> n > 0).boxed())
                .allSatisfy(n ->
                        assertThat((double) n).isCloseTo(draws / 6.0, within(ERRORS * Math.sqrt(draws * 5 / 36.0))));
    }

    @Test
    void openNumbersAreNeverAtTheEnds() {
        RandomStream random = RandomStream.of(5, 0, 0, 0);
        for (int i = 0; i < 1000; i++) {
            assertThat(random.nextOpenDouble()).isGreaterThan(0).isLessThan(1);
        }
    }

    @Test
    void whatDoesNotFitTheCounterIsRefused() {
        assertThatThrownBy(() -> RandomStream.of(0, RandomStream.STREAMS, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535");
        assertThatThrownBy(() -> RandomStream.of(0, 0, RandomStream.STEPS, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RandomStream.of(0, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RandomStream.of(0, 0, 0, 0).nextInt(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
