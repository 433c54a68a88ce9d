package ansatz.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.data.Column;
import ansatz.data.Shipped;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.random.RandomStream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DensityClustersTest {
    /// The numbers of the first rows of a shipped table, as they are.
    private static Array rows(String table, int count) {
        var shipped =
                new Shipped(Shipped.Table.valueOf(table.toUpperCase(Locale.ROOT).replace('-', '_')));
        List<double[]> columns = shipped.read(1).columns().stream()
                .filter(column -> !column.name().equals(shipped.target()))
                .map(column -> ((Column.Numeric) column).values())
                .toList();
        int p = columns.size();
        var x = new double[count * p];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < p; j++) {
                x[i * p + j] = columns.get(j)[i];
            }
        }
        return new Array(Shape.of(count, p), x);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theClustersAreThoseOfScikitLearn(int line) throws Exception {
        try (var reader = new BufferedReader(new InputStreamReader(
                DensityClustersTest.class.getResourceAsStream("clusters.csv"), StandardCharsets.UTF_8))) {
            String[] cells = reader.lines().toList().get(line).split(",");
            int least = Integer.parseInt(cells[1]);
            int neighbours = Integer.parseInt(cells[2]);
            int[] known =
                    Arrays.stream(cells).skip(3).mapToInt(Integer::parseInt).toArray();
            int[] found = DensityClusters.fit(rows(cells[0], known.length), least, neighbours)
                    .labels();
            var weights = new double[known.length];
            Arrays.fill(weights, 1);
            double agreement = Clusters.adjustedRand(found, known, weights);
            if (line < 4) {
                assertThat(agreement).isEqualTo(1);
            } else {
                // a row between two clusters may be at the same distance from both: there it is given to one, here to
                // none
                assertThat(agreement).isGreaterThan(0.95);
            }
        }
    }

    @Test
    void aRingAboutABlobIsAClusterOfItsOwnAndFarRowsBelongToNone() {
        int each = 150;
        int far = 5;
        int n = 2 * each + far;
        var random = RandomStream.of(3, 0, 0, 0);
        var x = new double[2 * n];
        for (int i = 0; i < each; i++) {
            double angle = 2 * Math.PI * i / each;
            x[2 * i] = 10 * Math.cos(angle) + 0.1 * random.nextGaussian();
            x[2 * i + 1] = 10 * Math.sin(angle) + 0.1 * random.nextGaussian();
            x[2 * (each + i)] = random.nextGaussian();
            x[2 * (each + i) + 1] = random.nextGaussian();
        }
        for (int i = 0; i < far; i++) {
            x[2 * (2 * each + i)] = 100 * (i + 1);
            x[2 * (2 * each + i) + 1] = -100 * i * i;
        }
        var found = DensityClusters.fit(new Array(Shape.of(n, 2), x), 20, 5);
        assertThat(found.count()).isEqualTo(2);
        assertThat(Arrays.copyOf(found.labels(), each)).containsOnly(0);
        // of 150 normal rows the outermost may be as lonely as those of no cluster
        assertThat(Arrays.stream(found.labels(), each, 2 * each)
                        .filter(label -> label == 1)
                        .count())
                .isGreaterThan(140);
        assertThat(Arrays.copyOfRange(found.labels(), 2 * each, n)).containsOnly(-1);
        assertThat(Arrays.copyOfRange(found.strength(), 2 * each, n)).containsOnly(0);
        assertThat(Arrays.stream(found.strength()).allMatch(s -> s >= 0 && s <= 1))
                .isTrue();
    }

    @Test
    void rowsWithoutStructureHaveNoCluster() {
        Array line = Array.of(new double[][] {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}});
        var found = DensityClusters.fit(line, 3, 2);
        assertThat(found.count()).isZero();
        assertThat(found.labels()).containsOnly(-1);
        assertThat(DensityClusters.fit(Array.of(new double[][] {{1}, {1}, {1}}), 2, 2)
                        .labels())
                .hasSize(3);
        assertThatThrownBy(() -> DensityClusters.fit(line, 3, 9))
                .hasMessage("9 neighbours of 8 rows; legal are 1 to 8");
    }

    @Test
    void twoPartitionsAgreeAsHubertAndArabieCount() {
        var ones = new double[4];
        Arrays.fill(ones, 1);
        Offset<Double> rounding = Offset.offset(1e-15);
        assertThat(Clusters.adjustedRand(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0}, ones))
                .isEqualTo(1);
        // pairs together: 1 in both, 1 here, 2 there, of 6: (1 - 2/6) / (3/2 - 2/6)
        assertThat(Clusters.adjustedRand(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}, ones))
                .isEqualTo(4.0 / 7, rounding);
        // every partition of the shuffled labels together averages to chance, 0
        int n = 30;
        var one = new int[n];
        var weights = new double[n];
        Arrays.setAll(one, i -> i % 3);
        Arrays.fill(weights, 1);
        double sum = 0;
        int draws = 4000;
        double squares = 0;
        for (int d = 0; d < draws; d++) {
            int[] order = RandomStream.of(1, 0, d, 0).permutation(n);
            var other = new int[n];
            Arrays.setAll(other, i -> one[order[i]]);
            double index = Clusters.adjustedRand(one, other, weights);
            sum += index / draws;
            squares += index * index / draws;
        }
        assertThat(Math.abs(sum)).isLessThan(4 * Math.sqrt(squares / draws));
    }

    @Test
    void theSilhouetteOfASmallTableIsThatByHand() {
        Array x = Array.of(new double[][] {{0}, {1}, {5}, {9}});
        var clusters = new Clusters(new int[] {0, 0, 1, -1}, 2, new double[0], List.of(), true);
        double[] s = clusters.silhouettes(x);
        assertThat(s[0]).isEqualTo((5.0 - 1) / 5);
        assertThat(s[1]).isEqualTo((4.0 - 1) / 4);
        assertThat(s[2]).isZero();
        assertThat(s[3]).isNaN();
    }
}
