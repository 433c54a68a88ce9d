package ansatz.classic;

import ansatz.engine.array.Array;
import ansatz.learn.Learner;
import ansatz.learn.Target;
import ansatz.learn.TreeFit;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.List;

/// The mean of trees, each grown on its own resampling of the rows, each decision by the best of a few features
/// that
/// are drawn for it: so the trees differ, and their mean scatters less.
@Name(
        value = "random-forest",
        summary = "Mean of decision trees on resampled rows, each decision by the best of a few features",
        cite = "L. Breiman, Mach. Learn. 45, 5 (2001)")
public record RandomForest(
        @Key("a class or a number") Predicts predicts,
        @Key(value = "trees", min = 1, max = 10_000) int trees,

        @Key(value = "decisions from the root to a leaf", min = 1, max = 24)
        int depth,

        @Key(value = "the least rows of a leaf", min = 1, max = 1e6)
        int leaf,

        @Key(
                value =
                        "share of the features that are drawn for a decision; 0 for the root of their number of a class,"
                                + " a third for a number",
                min = 0,
                max = 1)
        double share,

        @Key("seed of the resamplings and of the features drawn")
        long seed)
        implements Learner {
    /// A hundred deep trees for classes.
    public static final RandomForest DEFAULTS = new RandomForest(Predicts.CLASS, 100, 12, 1, 0, 1);

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
        double usual = classifies() ? 1 / Math.sqrt(x.shape().extent(1)) : 1 / 3.0;
        return List.of(new Forest(trees, depth, leaf, share > 0 ? share : usual, true, seed).grow(x, y));
    }
}
