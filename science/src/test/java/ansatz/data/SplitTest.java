package ansatz.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.engine.array.Array;
import ansatz.schema.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static Dataset counting(int n) {
        return Dataset.of(
                "d",
                List.of(
                        new Column.Numeric(
                                "x", "", IntStream.range(0, n).asDoubleStream().toArray()),
                        new Column.Categorical(
                                "k",
                                List.of("a", "b", "c"),
                                IntStream.range(0, n).map(i -> i % 3).toArray()),
                        new Column.Numeric("y", "", new double[n])));
    }

    private static double[] x(Dataset data) {
        return ((Column.Numeric) data.column("x")).values();
    }

    private static double[] both(Split split) {
        return DoubleStream.concat(Arrays.stream(x(split.training().rows())), Arrays.stream(x(split.heldOut())))
                .sorted()
                .toArray();
    }

    @Test
    void everyRowIsOnExactlyOneSide() {
        Dataset data = counting(50);
        int[] classes = IntStream.range(0, 50).map(i -> i < 10 ? 1 : 0).toArray();
        for (Split split : List.of(
                Split.random(data, 0.3, 1), Split.ordered(data, 0.3), Split.stratified(data, classes, 0.3, 1))) {
            assertThat(both(split)).containsExactly(x(data));
            assertThat(split.heldOut().rows()).isEqualTo(15);
        }
        assertThat(x(Split.ordered(data, 0.1).heldOut())).containsExactly(45, 46, 47, 48, 49);
    }

    @Test
    void foldsHoldEachRowOutOnceAndKeepTheSharesOfClasses() {
        Split.Training all = Split.ordered(counting(101), 0.01).training();
        int[] classes = IntStream.range(0, 100).map(i -> i < 20 ? 1 : 0).toArray();
        var folds = Split.folds(all, classes, 5, 1);
        assertThat(folds.stream()
                        .flatMapToDouble(fold -> Arrays.stream(x(fold.heldOut())))
                        .sorted())
                .containsExactly(x(all.rows())[0] == 0 ? boxed(all) : new Double[0]);
        for (Split fold : folds) {
            assertThat(Arrays.stream(x(fold.heldOut())).filter(i -> i < 20).count())
                    .isEqualTo(4);
            assertThat(both(fold)).containsExactly(x(all.rows()));
        }
    }

    private static Double[] boxed(Split.Training all) {
        return Arrays.stream(x(all.rows())).boxed().toArray(Double[]::new);
    }

    @Test
    void featuresHaveMeanZeroAndVarianceOneInTheTrainingRowsAndKnowNothingOfTheOthers() {
        Dataset data = counting(40);
        Split split = Split.random(data, 0.25, 1);
        var learned = Encoding.learn(split.training(), "y", 2);
        // x, k=b, k=c, x^2, x k=b, x k=c; (k=b)^2 and (k=c)^2 repeat, (k=b)(k=c) is always 0
        assertThat(learned.names()).contains("x", "k=b", "k=c", "x*x", "x*k=b").doesNotContain("k=b*k=c");
        Array x = learned.apply(split.training().rows());
        int p = learned.features();
        for (int j = 0; j < p; j++) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < 30; i++) {
                mean += x.get(i, j) / 30;
                square += x.get(i, j) * x.get(i, j) / 30;
            }
            assertThat(mean).isBetween(-1e-14, 1e-14); // rounding
            assertThat(square).isBetween(1 - 1e-13, 1 + 1e-13);
        }
        double[] spoilt = x(data).clone();
        for (double held : x(split.heldOut())) {
            spoilt[(int) held] = 1e6;
        }
        Dataset other =
                Dataset.of("d", List.of(new Column.Numeric("x", "", spoilt), data.column("k"), data.column("y")));
        assertThat(Encoding.learn(Split.random(other, 0.25, 1).training(), "y", 2)
                        .means())
                .containsExactly(learned.means());
    }

    @Test
    void newRowsOfAnotherKindAreRefused() {
        var learned = Encoding.learn(Split.ordered(counting(10), 0.2).training(), "y", 1);
        var x = new Column.Numeric("x", "", new double[] {1});
        var k = new Column.Categorical("k", List.of("a"), new int[] {0});
        assertThat(learned.apply(Dataset.of("new", List.of(x, k))).shape().extents())
                .containsExactly(1, 3);
        refused(learned, "has no column \"k\"", x);
        refused(learned, "column \"k\" holds numbers", x, new Column.Numeric("k", "", new double[] {1}));
        refused(learned, "column \"x\" holds texts", k, new Column.Categorical("x", List.of("a"), new int[] {0}));
        refused(
                learned,
                "column \"k\" is \"z\" in row 1, which the model has never seen",
                x,
                new Column.Categorical("k", List.of("z"), new int[] {0}));
        refused(learned, "column \"x\" has no value in row 1", k, new Column.Numeric("x", "", new double[] {Double.NaN
        }));
    }

    private static void refused(Encoding learned, String message, Column... columns) {
        assertThatThrownBy(() -> learned.apply(Dataset.of("new", List.of(columns))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void tooManyFeaturesAreRefusedBeforeTheyAreMade() {
        assertThatThrownBy(() -> Encoding.learn(
                        Split.ordered(new Shipped(Shipped.Table.DIGITS).read(1), 0.2)
                                .training(),
                        "digit",
                        6))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("at most 20000");
    }

    @Test
    void aGroupIsOnOneSideOnly() {
        int n = 97;
        int[] groups =
                IntStream.range(0, n).map(i -> i * i % 11).toArray(); // 6 groups of unequal size, some numbers unused
        int[] dense = new Column.Numeric(
                        "g", "", Arrays.stream(groups).asDoubleStream().toArray())
                .groups();
        Dataset data = counting(n);
        for (long seed = 1; seed <= 20; seed++) {
            Split split = Split.grouped(data, dense, 0.3, seed);
            apart(split, dense);
            assertThat(both(split)).containsExactly(x(data));
            var folds = Split.groupedFolds(Split.whole(data), dense, 4, seed);
            folds.forEach(fold -> apart(fold, dense));
            assertThat(folds.stream()
                            .flatMapToDouble(fold -> Arrays.stream(x(fold.heldOut())))
                            .sorted()
                            .toArray())
                    .containsExactly(x(data));
            assertThat(folds)
                    .allSatisfy(fold -> assertThat(fold.heldOut().rows()).isPositive());
        }
        assertThatThrownBy(() -> Split.groupedFolds(Split.whole(data), dense, 7, 1))
                .hasMessageContaining("7 folds of 6 groups");
        assertThatThrownBy(() -> Split.grouped(data, new int[n], 0.3, 1)).hasMessageContaining("one group");
    }

    private static void apart(Split split, int[] groups) {
        var known = Arrays.stream(x(split.training().rows()))
                .mapToInt(i -> groups[(int) i])
                .boxed()
                .toList();
        assertThat(Arrays.stream(x(split.heldOut()))
                        .mapToInt(i -> groups[(int) i])
                        .boxed())
                .doesNotContainAnyElementsOf(known);
    }

    @Test
    void foldsInTimeAreJudgedByWhatCameBefore() {
        Dataset data = counting(23);
        var folds = Split.forward(Split.whole(data), 4);
        double next = x(folds.getFirst().heldOut())[0];
        for (Split fold : folds) {
            double[] before = x(fold.training().rows());
            double[] after = x(fold.heldOut());
            assertThat(before).containsExactly(Arrays.copyOf(x(data), before.length)); // all of the past
            assertThat(after[0]).isEqualTo(next).isEqualTo(before.length);
            next = after[after.length - 1] + 1;
        }
        assertThat(next).isEqualTo(23);
        assertThatThrownBy(() -> Split.forward(Split.whole(data), 23)).hasMessageContaining("legal are 2");
    }

    @Test
    void fewerAndDrawnRowsAreThoseOfTheTrainingRows() {
        Split split = Split.random(counting(60), 0.5, 1);
        double[] known = x(split.training().rows());
        Split some = split.shortened(7, 1);
        assertThat(x(some.training().rows())).hasSize(7).doesNotHaveDuplicates();
        assertThat(known)
                .contains(x(some.training().rows()))
                .contains(x(split.resampled(1, 3).training().rows()));
        assertThat(x(split.shortened(12, 1).training().rows()))
                .contains(x(some.training().rows()));
        assertThat(x(some.heldOut())).containsExactly(x(split.heldOut()));
        Split drawn = split.resampled(1, 3);
        assertThat(x(drawn.training().rows())).hasSize(30);
        assertThat(Arrays.stream(x(drawn.training().rows())).distinct().count()).isLessThan(28);
        assertThat(x(drawn.heldOut())).containsExactly(x(split.heldOut()));
    }
}
