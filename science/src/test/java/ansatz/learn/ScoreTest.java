package ansatz.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.random.RandomStream;
import ansatz.statistics.Estimate;
import ansatz.statistics.Significance;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-14);

    private static Predictions classes(double[] positive, double... truth) {
        var p = new double[2 * positive.length];
        for (int i = 0; i < positive.length; i++) {
            p[2 * i] = 1 - positive[i];
            p[2 * i + 1] = positive[i];
        }
        return new Predictions(
                new Array(Shape.of(positive.length, 2), p), new Target("t", "", truth, List.of("no", "yes")));
    }

    private static double of(Score score, Predictions rows) {
        return score.estimate(rows, 1).mean();
    }

    @Test
    void theScoresOfASmallTableAreThoseByHand() {
        var rows = classes(new double[] {0.9, 0.8, 0.4, 0.6, 0.1}, 1, 1, 1, 0, 0);
        assertThat(of(Score.ACCURACY, rows)).isEqualTo(0.6, ROUNDING);
        assertThat(of(Score.PRECISION, rows)).isEqualTo(2 / 3.0, ROUNDING);
        assertThat(of(Score.RECALL, rows)).isEqualTo(2 / 3.0, ROUNDING);
        assertThat(of(Score.F1, rows)).isEqualTo(2 / 3.0, ROUNDING);
        assertThat(of(Score.AUC, rows)).isEqualTo(5 / 6.0, ROUNDING); // 0.4 lies below 0.6
        assertThat(of(Score.LOG_LOSS, rows))
                .isEqualTo(
                        -(Math.log(0.9) + Math.log(0.8) + Math.log(0.4) + Math.log(0.4) + Math.log(0.9)) / 5, ROUNDING);
        assertThat(of(Score.BRIER, rows)).isEqualTo(2 * (0.01 + 0.04 + 0.36 + 0.36 + 0.01) / 5, ROUNDING);
        assertThat(rows.confusion()).isDeepEqualTo(new double[][] {{1, 1}, {1, 2}});
    }

    @Test
    void theAreaUnderTheCurveCountsPairsAndTiesByOneHalf() {
        var random = RandomStream.of(5, 0, 0, 0);
        int n = 60;
        var p = new double[n];
        var truth = new double[n];
        var w = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextInt(10) / 10.0;
            truth[i] = random.nextInt(2);
            w[i] = random.nextInt(4);
        }
        double pairs = 0;
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (truth[i] == 1 && truth[j] == 0) {
                    all += w[i] * w[j];
                    pairs += w[i] * w[j] * (p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0);
                }
            }
        }
        assertThat(Score.AUC.of(classes(p, truth), w)).isEqualTo(pairs / all, ROUNDING);
    }

    @Test
    void theErrorOfAMeanSquareIsThatOfAMean() {
        int n = 400;
        var random = RandomStream.of(6, 0, 0, 0);
        var y = new double[n];
        random.gaussian(y, 0, n);
        var rows = new Predictions(Array.zeros(n, 1), new Target("y", "", y, List.of()));
        Estimate.Bootstrap estimate = Score.MEAN_SQUARED_ERROR.estimate(rows, 1);
        double mean = 0;
        double square = 0;
        for (double value : y) {
            mean += value * value / n;
            square += Math.pow(value, 4) / n;
        }
        double error = Math.sqrt((square - mean * mean) / (n - 1));
        assertThat(estimate.mean()).isEqualTo(mean, ROUNDING);
        assertThat(estimate.error()).isBetween(0.9 * error, 1.1 * error); // 4 errors of 1000 resamplings
    }

    @Test
    void theSignificanceIsThatOfTheHiggsChallenge() {
        double found = Significance.of(457.2791382866634, 89291.91212537605);
        // the challenge's own program rounds 1 + 0.005, so that 457 times 2^-53 / 0.005 is lost
        assertThat(found).isEqualTo(1.5289067550142865, Offset.offset(2e-11));
        // by the formula in 40 digits; the difference of two numbers of 457 is 1.2
        assertThat(found).isEqualTo(1.528906755019621, Offset.offset(1e-13));
    }
}
