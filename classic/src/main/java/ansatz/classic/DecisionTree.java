package ansatz.classic;

import ansatz.engine.array.Array;
import ansatz.learn.Learner;
import ansatz.learn.Target;
import ansatz.learn.TreeFit;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.List;

/// One tree of decisions, each by one feature and a threshold.
@Name(
        value = "decision-tree",
        summary = "One tree of decisions by single features; a leaf holds the mean of its rows",
        cite = "L. Breiman, J. Friedman, R. Olshen, C. Stone, Classification and Regression Trees (1984)")
public record DecisionTree(
        @Key("a class or a number") Predicts predicts,

        @Key(value = "decisions from the root to a leaf", min = 1, max = 24)
        int depth,

        @Key(value = "the least rows of a leaf", min = 1, max = 1e6)
        int leaf)
        implements Learner {
    /// Of classes, five decisions deep.
    public static final DecisionTree DEFAULTS = new DecisionTree(Predicts.CLASS, 5, 5);

    @Override
    public boolean classifies() {
        return predicts == Predicts.CLASS;
    }

    /// A decision sends the rows without its feature to the side where they fit better.
    @Override
    public boolean takesGaps() {
        return true;
    }

    @Override
    public List<TreeFit> path(Array x, Target y, double[] strengths) {
        return List.of(new Forest(1, depth, leaf, 1, false, 0).grow(x, y));
    }
}
