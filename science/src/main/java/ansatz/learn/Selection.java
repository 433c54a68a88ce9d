package ansatz.learn;

import ansatz.engine.random.RandomStream;
import ansatz.statistics.Bootstrap;
import ansatz.statistics.Estimate;
import ansatz.statistics.Significance;
import java.util.Arrays;
import java.util.Comparator;

/// The rows that a model takes for a signal, the last of two classes: those whose probability is at least a
/// threshold.
///
/// The threshold of one half of the rows is the one of the largest significance in the other half: what is chosen
/// by
/// rows says nothing of the same rows, since the largest of many values that scatter is too large.
public final class Selection {
    private static final int STREAM = 18;

    private Selection() {}

    /// The significance (AMS) of the selected rows with its error by resampling them, at fixed thresholds.
    ///
    /// @param rows of two classes
    /// @param events how many events each row stands for
    public static Estimate.Bootstrap significance(Predictions rows, double[] events, long seed) {
        boolean[] selected = of(rows, events, seed);
        return Bootstrap.ofRows(
                rows.rows(),
                count -> {
                    double s = 0;
                    double b = 0;
                    for (int i = 0; i < selected.length; i++) {
                        if (selected[i]) {
                            s += signal(rows, i) ? count[i] * events[i] : 0;
                            b += signal(rows, i) ? 0 : count[i] * events[i];
                        }
                    }
                    return Significance.of(s, b);
                },
                seed);
    }

    /// Whether each row is selected.
    static boolean[] of(Predictions rows, double[] events, long seed) {
        int n = rows.rows();
        int[] order = RandomStream.of(seed, STREAM, 0, 0).permutation(n);
        int[][] halves = {Arrays.copyOfRange(order, 0, n / 2), Arrays.copyOfRange(order, n / 2, n)};
        var selected = new boolean[n];
        for (int h = 0; h < 2; h++) {
            double threshold = threshold(rows, events, halves[1 - h]);
            for (int i : halves[h]) {
                selected[i] = rows.output(i, 1) >= threshold;
            }
        }
        return selected;
    }

    /// The threshold of the largest significance of some rows, which stand for all. The background counts with one
    /// error more, sqrt(sum w^2): else a threshold would win above which few rows happen to be left.
    private static double threshold(Predictions rows, double[] events, int[] some) {
        int[] falling = Arrays.stream(some)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -rows.output(i, 1)))
                .mapToInt(Integer::intValue)
                .toArray();
        double share = (double) some.length / rows.rows();
        double s = 0;
        double b = 0;
        double variance = 0;
        double best = -1;
        double threshold = Double.POSITIVE_INFINITY;
        for (int k = 0; k < falling.length; k++) {
            int i = falling[k];
            s += signal(rows, i) ? events[i] / share : 0;
            b += signal(rows, i) ? 0 : events[i] / share;
            variance += signal(rows, i) ? 0 : events[i] * events[i] / (share * share);
            double p = rows.output(i, 1);
            boolean last = k == falling.length - 1 || rows.output(falling[k + 1], 1) < p;
            double cautious = Significance.of(s, b + Math.sqrt(variance));
            if (last && cautious > best) {
                best = cautious;
                threshold = p;
            }
        }
        return threshold;
    }

    private static boolean signal(Predictions rows, int i) {
        return rows.truth().values()[i] == 1;
    }
}
