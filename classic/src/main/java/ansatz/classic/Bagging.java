package ansatz.classic;

import ansatz.engine.array.Array;
import ansatz.learn.Learner;
import ansatz.learn.Target;
import ansatz.learn.TreeFit;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.List;

/// The mean of trees, each grown on its own resampling of the rows.
@Name(
        value = "bagging",
        summary = "Mean of decision trees, each grown on rows drawn with replacement",
        cite = "L. Breiman, Mach. Learn. 24, 123 (1996)")
public record Bagging(
        @Key("a class or a number") Predicts predicts,
        @Key(value = "trees", min = 1, max = 10_000) int trees,

        @Key(value = "decisions from the root to a leaf", min = 1, max = 24)
        int depth,

        @Key(value = "the least rows of a leaf", min = 1, max = 1e6)
        int leaf,

        @Key("seed of the resamplings") long seed)
        implements Learner {
    /// A hundred deep trees for classes.
    public static final Bagging DEFAULTS = new Bagging(Predicts.CLASS, 100, 12, 1, 1);

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
        return List.of(new Forest(trees, depth, leaf, 1, true, seed).grow(x, y));
    }
}
