package ansatz.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.data.Shipped;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.random.RandomStream;
import ansatz.schema.InvalidInput;
import ansatz.study.Learning;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows that count more than others, and models that are averaged.
class VotesAndWeightsTest {
    private static final int ROWS = 60;
    private static final int FEATURES = 4;

    /// @param rows of the table, each as often as it is named
    private static Array x(int[] rows) {
        var random = RandomStream.of(1, 0, 0, 0);
        var all = new double[ROWS * FEATURES];
        Arrays.setAll(all, i -> random.nextGaussian());
        var x = new double[rows.length * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * FEATURES, x, i * FEATURES, FEATURES);
        }
        return new Array(Shape.of(rows.length, FEATURES), x);
    }

    private static Target y(int[] rows, int classes, double[] weights) {
        Array x = x(IntStream.range(0, ROWS).toArray());
        var random = RandomStream.of(2, 0, 0, 0);
        var all = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double f = x.get(i, 0) - 0.5 * x.get(i, 1) + random.nextGaussian();
            all[i] = classes == 0 ? f : Math.clamp((int) Math.floor(f + classes / 2.0), 0, classes - 1);
        }
        List<String> names = IntStream.range(0, classes).mapToObj(c -> "c" + c).toList();
        return new Target("y", "", Arrays.stream(rows).mapToDouble(i -> all[i]).toArray(), names, weights);
    }

    /// Row i counts 1, 2 or 3 times.
    private static int times(int i) {
        return 1 + i % 3;
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "ridge", "lasso", "logistic", "softmax"})
    void aRowOfWeightTwoIsARowThatIsThereTwice(String name) {
        int classes = name.equals("logistic") ? 2 : name.equals("softmax") ? 3 : 0;
        int[] once = IntStream.range(0, ROWS).toArray();
        int[] often = IntStream.range(0, ROWS)
                .flatMap(i -> IntStream.range(0, times(i)).map(k -> i))
                .toArray();
        double mean = (double) often.length / ROWS;
        double[] weights =
                IntStream.range(0, ROWS).mapToDouble(i -> times(i) / mean).toArray();
        Learner model = switch (name) {
            case "linear" -> LeastSquares.DEFAULTS;
            case "ridge" -> Ridge.DEFAULTS;
            case "lasso" -> ElasticNet.DEFAULTS;
            default -> Logistic.DEFAULTS;
        };
        double[] strength = {name.equals("linear") ? 0 : 0.03};
        var weighted = (LinearFit)
                model.path(x(once), y(once, classes, weights), strength).getFirst();
        var repeated = (LinearFit)
                model.path(x(often), y(often, classes, new double[0]), strength).getFirst();
        for (int j = 0; j < repeated.coefficients().shape().size(); j++) {
            // the gap of the lasso, 1e-12 of the cost, leaves 1e-6 of a coefficient open
            assertThat(weighted.coefficients().values()[j])
                    .isEqualTo(repeated.coefficients().values()[j], within(name.equals("lasso") ? 1e-6 : 1e-9));
        }
        assertThat(weighted.intercepts()[0]).isEqualTo(repeated.intercepts()[0], within(1e-6));
    }

    @Test
    void aVoteIsTheMeanOfItsMembers() {
        int[] once = IntStream.range(0, ROWS).toArray();
        Array x = x(once);
        Target y = y(once, 0, new double[0]);
        Learner ridge = new Ridge(List.of(0.5));
        Array together = Voting.of(LeastSquares.DEFAULTS, ridge)
                .path(x, y, new double[] {0})
                .getFirst()
                .predict(x);
        Array a = LeastSquares.DEFAULTS.path(x, y, new double[] {0}).getFirst().predict(x);
        Array b = ridge.path(x, y, new double[] {0.5}).getFirst().predict(x);
        for (int i = 0; i < ROWS; i++) {
            assertThat(together.values()[i]).isEqualTo((a.values()[i] + b.values()[i]) / 2, within(1e-14));
        }
    }

    @Test
    void aModelThatWouldHaveToChooseMayNotVote() {
        assertThatThrownBy(() -> Learning.of(
                                new Shipped(Shipped.Table.DIABETES), Voting.of(LeastSquares.DEFAULTS, Ridge.DEFAULTS))
                        .run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("model.models[2] has 37 strengths to choose from");
    }
}
