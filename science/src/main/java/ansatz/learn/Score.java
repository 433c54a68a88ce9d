package ansatz.learn;

import ansatz.statistics.Bootstrap;
import ansatz.statistics.Estimate;
import java.util.List;
import java.util.stream.IntStream;

/// A number that judges predictions, as a function of rows that count with weights. The weights 1 give the sample
/// itself; those of a resampling give its error.
public enum Score {
    /// sum w (y - f)^2 / sum w, in the square of the unit of the target.
    MEAN_SQUARED_ERROR,
    /// sum w |y - f| / sum w, in the unit of the target.
    MEAN_ABSOLUTE_ERROR,
    /// 1 - sum w (y - f)^2 / sum w (y - <y>)^2, with <y> the mean of the same rows.
    R2,
    /// The share of rows whose most probable class is the true one.
    ACCURACY,
    /// The mean of -log p(true class), with p not below 1e-15.
    LOG_LOSS,
    /// The mean over rows of sum_k (p_k - [k is true])^2, from 0 to 2 (G. Brier, Mon. Weather Rev. 78, 1 (1950)).
    BRIER,
    /// The share of the true among those called the last class; of more than two classes the mean over them.
    PRECISION,
    /// The share of the last class that is called so; of more than two classes the mean over them.
    RECALL,
    /// 2 / (1 / precision + 1 / recall) of the last class; of more than two classes the mean over them.
    F1,
    /// The probability that a row of the last of two classes gets a larger probability of it than a row of the
    /// first, ties
    /// counting one half (Mann and Whitney); NaN for more than two classes.
    AUC;

    private static final double LEAST_PROBABILITY = 1e-15;

    /// The scores that suit a target.
    public static List<Score> of(Target target) {
        if (target.classes().isEmpty()) {
            return List.of(MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, R2);
        }
        return target.classes().size() == 2
                ? List.of(ACCURACY, LOG_LOSS, BRIER, PRECISION, RECALL, F1, AUC)
                : List.of(ACCURACY, LOG_LOSS, BRIER, PRECISION, RECALL, F1);
    }

    /// The score with its error by resampling the rows.
    public Estimate.Bootstrap estimate(Predictions rows, long seed) {
        if (this == AUC) {
            // the order of the rows is the same in every resampling
            Integer[] order = ascending(rows);
            return Bootstrap.ofRows(rows.rows(), w -> auc(rows, w, order), seed);
        }
        return Bootstrap.ofRows(rows.rows(), w -> of(rows, w), seed);
    }

    /// The score of rows that count with weights.
    ///
    /// @param w one a row, not negative
    public double of(Predictions rows, double[] w) {
        return switch (this) {
            case MEAN_SQUARED_ERROR -> mean(rows, w, i -> square(rows.truth().values()[i] - rows.output(i, 0)));
            case MEAN_ABSOLUTE_ERROR -> mean(rows, w, i -> Math.abs(rows.truth().values()[i] - rows.output(i, 0)));
            case R2 -> {
                double mean = mean(rows, w, i -> rows.truth().values()[i]);
                yield 1
                        - MEAN_SQUARED_ERROR.of(rows, w)
                                / mean(rows, w, i -> square(rows.truth().values()[i] - mean));
            }
            case ACCURACY ->
                mean(rows, w, i -> rows.choice(i) == (int) rows.truth().values()[i] ? 1 : 0);
            case LOG_LOSS -> mean(rows, w, i -> loss(rows, i));
            case BRIER -> mean(rows, w, i -> brier(rows, i));
            case PRECISION -> each(rows, w, (hit, called, real) -> called > 0 ? hit / called : 0);
            case RECALL -> each(rows, w, (hit, called, real) -> real > 0 ? hit / real : Double.NaN);
            case F1 -> each(rows, w, (hit, called, real) -> called + real > 0 ? 2 * hit / (called + real) : Double.NaN);
            case AUC -> auc(rows, w, ascending(rows));
        };
    }

    /// What a model loses in each row: (y - f)^2, or of classes -log p(true class) with p not below 1e-15.
    public static double[] losses(Predictions rows) {
        boolean number = rows.truth().classes().isEmpty();
        return IntStream.range(0, rows.rows())
                .mapToDouble(i -> number ? square(rows.truth().values()[i] - rows.output(i, 0)) : loss(rows, i))
                .toArray();
    }

    @FunctionalInterface
    private interface OfRow {
        double at(int row);
    }

    /// Of one class: the weight of those called so and being so, of those called so, of those being so.
    @FunctionalInterface
    private interface OfClass {
        double at(double hit, double called, double real);
    }

    private static double mean(Predictions rows, double[] w, OfRow f) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < rows.rows(); i++) {
            if (w[i] > 0) {
                sum += w[i] * f.at(i);
                weight += w[i];
            }
        }
        return sum / weight;
    }

    private static double each(Predictions rows, double[] w, OfClass f) {
        int k = rows.truth().classes().size();
        var hit = new double[k];
        var called = new double[k];
        var real = new double[k];
        for (int i = 0; i < rows.rows(); i++) {
            int truth = (int) rows.truth().values()[i];
            int choice = rows.choice(i);
            called[choice] += w[i];
            real[truth] += w[i];
            hit[truth] += choice == truth ? w[i] : 0;
        }
        if (k == 2) {
            return f.at(hit[1], called[1], real[1]);
        }
        return IntStream.range(0, k)
                .mapToDouble(c -> f.at(hit[c], called[c], real[c]))
                .average()
                .orElse(Double.NaN);
    }

    private static double loss(Predictions rows, int i) {
        return -StrictMath.log(
                Math.max(LEAST_PROBABILITY, rows.output(i, (int) rows.truth().values()[i])));
    }

    private static double brier(Predictions rows, int i) {
        double sum = 0;
        for (int k = 0; k < rows.truth().outputs(); k++) {
            sum += square(rows.output(i, k) - (k == (int) rows.truth().values()[i] ? 1 : 0));
        }
        return sum;
    }

    private static Integer[] ascending(Predictions rows) {
        return IntStream.range(0, rows.rows())
                .boxed()
                .sorted((a, b) -> Double.compare(rows.output(a, 1), rows.output(b, 1)))
                .toArray(Integer[]::new);
    }

    private static double auc(Predictions rows, double[] w, Integer[] order) {
        if (rows.truth().classes().size() != 2) {
            return Double.NaN;
        }
        double below = 0; // the weight of the first class at smaller probabilities
        double pairs = 0;
        double positive = 0;
        for (int i = 0; i < order.length; ) {
            double tiedFirst = 0;
            double tiedLast = 0;
            double p = rows.output(order[i], 1);
            for (; i < order.length && rows.output(order[i], 1) == p; i++) {
                if (rows.truth().values()[order[i]] == 1) {
                    tiedLast += w[order[i]];
                } else {
                    tiedFirst += w[order[i]];
                }
            }
            pairs += tiedLast * (below + tiedFirst / 2);
            below += tiedFirst;
            positive += tiedLast;
        }
        return pairs / (below * positive);
    }

    private static double square(double x) {
        return x * x;
    }
}
