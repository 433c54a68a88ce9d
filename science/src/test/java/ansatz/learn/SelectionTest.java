package ansatz.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.data.Column;
import ansatz.data.Dataset;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.random.RandomStream;
import ansatz.schema.InvalidInput;
import ansatz.statistics.Significance;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final List<String> CLASSES = List.of("background", "signal");

    /// Rows of which every second is signal, with the given probabilities of it.
    private static Predictions rows(double... probability) {
        int n = probability.length;
        var outputs = new double[2 * n];
        var truth = new double[n];
        for (int i = 0; i < n; i++) {
            outputs[2 * i] = 1 - probability[i];
            outputs[2 * i + 1] = probability[i];
            truth[i] = i % 2;
        }
        return new Predictions(new Array(Shape.of(n, 2), outputs), new Target("label", "", truth, CLASSES));
    }

    @Test
    void aModelThatKnowsTheAnswerSelectsTheWholeSignal() {
        var p = new double[1000];
        Arrays.setAll(p, i -> i % 2);
        var events = new double[1000];
        Arrays.setAll(events, i -> i % 2 == 1 ? 0.1 : 7);
        var found = Selection.significance(rows(p), events, 1);
        assertThat(found.mean()).isCloseTo(Significance.of(50, 0), within(1e-9));
        assertThat(found.error()).isBetween(0.1, 1.0); // 500 rows of signal scatter by 4 %
    }

    /// The best of many thresholds on noise is above the significance of all rows; what other rows say is not.
    @Test
    void whatIsSelectedByChanceGainsNothing() {
        int n = 400;
        var events = new double[n];
        Arrays.fill(events, 0.5);
        double mean = 0;
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            var random = RandomStream.of(trial, 0, 0, 0);
            var p = new double[n];
            Arrays.setAll(p, i -> random.nextDouble());
            boolean[] selected = Selection.of(rows(p), events, trial);
            double s = 0;
            double b = 0;
            for (int i = 0; i < n; i++) {
                s += selected[i] && i % 2 == 1 ? 0.5 : 0;
                b += selected[i] && i % 2 == 0 ? 0.5 : 0;
            }
            mean += Significance.of(s, b) / trials;
        }
        assertThat(mean).isLessThanOrEqualTo(Significance.of(100, 100));
    }

    @Test
    void weightsCompareRowsOfOneClass() {
        Dataset data = Dataset.of(
                "d",
                List.of(
                        new Column.Categorical("label", CLASSES, new int[] {0, 0, 1, 1}),
                        new Column.Numeric("w", "", new double[] {100, 300, 1, 1}),
                        new Column.Numeric("bad", "", new double[] {1, 1, -1, 1}),
                        new Column.Numeric("none", "", new double[] {1, 1, 0, 0})));
        Target target = Target.classes(data, "label");
        assertThat(target.weight(2)).isEqualTo(1);
        assertThat(target.weighted(data, "w").weights()).containsExactly(0.5, 1.5, 1, 1);
        assertThat(target.weighted(data, "w").select(new int[] {1, 3}).weights())
                .containsExactly(1.5, 1);
        assertThatThrownBy(() -> target.weighted(data, "bad"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("d: the weight \"bad\" is -1.0 in row 3; weights are not negative");
        assertThatThrownBy(() -> target.weighted(data, "none"))
                .hasMessage("d: the weights \"none\" are 0 in every row of the class \"signal\"");
        assertThatThrownBy(() -> target.weighted(data, "label")).hasMessage("d: the weights \"label\" are texts");
    }
}
