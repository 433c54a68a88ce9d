package ansatz.study;

import ansatz.engine.array.Array;
import ansatz.learn.Learner;
import ansatz.learn.Target;
import ansatz.statistics.Moments;
import java.util.Arrays;

/// The choice of a strength of the penalty by cross-validation.
///
/// @param strengths descending
/// @param losses the mean loss of each fold at each strength; empty where there is one strength
record Choice(double[] strengths, double[][] losses, Learning.Rule rule) {
    private static final double FLAT = 0.1;

    /// Whether there is something to choose.
    boolean open() {
        return strengths.length > 1;
    }

    /// The mean over the folds, at each strength.
    double[] means() {
        return each(Moments::mean);
    }

    /// The standard errors of [#means].
    double[] errors() {
        return each(Moments::error);
    }

    private double[] each(java.util.function.ToDoubleFunction<Moments> f) {
        var values = new double[strengths.length];
        Arrays.setAll(
                values,
                s -> f.applyAsDouble(Moments.of(
                        Arrays.stream(losses).mapToDouble(fold -> fold[s]).toArray())));
        return values;
    }

    /// The place of the strength that the rule takes.
    int chosen() {
        if (!open()) {
            return 0;
        }
        double[] means = means();
        int least = 0;
        for (int s = 1; s < means.length; s++) {
            least = means[s] < means[least] ? s : least;
        }
        if (rule == Learning.Rule.LEAST) {
            return least;
        }
        double bound = means[least] + errors()[least];
        int s = 0; // the strengths descend
        while (means[s] > bound) {
            s++;
        }
        return s;
    }

    /// The strength that the rule takes.
    double strength() {
        return strengths[chosen()];
    }

    /// The strengths for other rows of the same data: the one chosen, or, of a model that finds its strength by
    /// itself, what it finds there.
    double[] elsewhere(Learner model, Array x, Target y) {
        return open() ? new double[] {strength()} : model.strengths(x, y);
    }

    /// Whether the loss would still fall, by more than [#FLAT] of its error, beyond the strengths that were
    /// offered.
    boolean edge() {
        int last = strengths.length - 1;
        int chosen = chosen();
        if (last < 1 || chosen > 0 && chosen < last) {
            return false;
        }
        double[] means = means();
        int neighbour = chosen == 0 ? 1 : last - 1;
        return means[neighbour] - means[chosen] > FLAT * errors()[chosen];
    }
}
