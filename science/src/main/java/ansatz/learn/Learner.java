package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.parallel.Team;
import java.util.List;
import java.util.Optional;

/// A model that can be fitted to data.
public interface Learner {
    /// Whether it predicts classes rather than a number.
    boolean classifies();

    /// Whether it learns from rows in which features are missing (NaN).
    default boolean takesGaps() {
        return false;
    }

    /// The strengths of the penalty to choose from, descending; one if there is nothing to choose, 0 where there is
    /// no penalty.
    ///
    /// @param x the features of the training rows
    default double[] strengths(Array x, Target y) {
        return new double[] {0};
    }

    /// The fits at the given strengths, which descend: each begins where the one before ended.
    ///
    /// @param x n x p, the features of the rows to learn from; their means need not be 0
    List<? extends Fitted> path(Array x, Target y, double[] strengths);

    /// The same fits, to the bit, on several threads where the model knows how.
    default List<? extends Fitted> path(Array x, Target y, double[] strengths, Team team) {
        return path(x, y, strengths);
    }

    /// About how many bytes a path of fits takes: by default the matrix of features as it is, centred, and in its
    /// factors.
    default double memory(double rows, double features) {
        return 6 * 8 * rows * features;
    }

    /// What is known of the coefficients beyond a fit, of a model that has a prior; empty of others.
    ///
    /// @param strength of the penalty
    default Optional<Posterior> posterior(Array x, Target y, double strength) {
        return Optional.empty();
    }

    /// How far a fit and new rows scatter, of a model for which a formula tells it; empty of others.
    ///
    /// @param strength of the penalty
    default Optional<Uncertainty> uncertainty(Array x, Target y, double strength) {
        return posterior(x, y, strength).map(Posterior::uncertainty);
    }
}
