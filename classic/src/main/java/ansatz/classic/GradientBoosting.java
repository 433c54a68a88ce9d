package ansatz.classic;

import ansatz.engine.array.Array;
import ansatz.learn.Learner;
import ansatz.learn.Target;
import ansatz.learn.TreeFit;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A sum of small trees, each grown on what the ones before leave over, by the first two derivatives of the loss:
/// the squared deviation, or -log p.
@Name(
        value = "gradient-boosting",
        summary = "Sum of small trees, each grown on what the ones before leave over (XGBoost)",
        cite = "T. Chen and C. Guestrin, KDD 2016, p. 785; J. Friedman, Ann. Stat. 29, 1189 (2001)")
public record GradientBoosting(
        @Key("a class or a number") Predicts predicts,

        @Key(value = "trees, or trees a class", min = 1, max = 100_000)
        int rounds,

        @Key(value = "by what each tree is multiplied before the next is grown", above = 0, max = 1)
        double rate,

        @Key(value = "decisions from the root to a leaf", min = 1, max = 24)
        int depth,

        @Key(
                value = "the least sum of second derivatives of a leaf: rows for a number, p (1 - p) a row for a class",
                min = 0,
                max = 1e6)
        double leaf,

        @Key(value = "penalty on the squares of the values of leaves", min = 0, max = 1e6)
        double penalty,

        @Key(value = "share of the rows that each tree sees", above = 0, max = 1)
        double rowShare,

        @Key(value = "share of the features that each tree sees", above = 0, max = 1)
        double featureShare,

        @Key("seed of the shares") long seed)
        implements Learner {
    /// Two hundred trees for classes.
    public static final GradientBoosting DEFAULTS = new GradientBoosting(Predicts.CLASS, 200, 0.1, 4, 1, 1, 1, 1, 1);

    /// The same model with other trees.
    ///
    /// @param rounds how many
    /// @param rate by what each is multiplied
    /// @param depth of each
    public GradientBoosting trees(int rounds, double rate, int depth) {
        return new GradientBoosting(predicts, rounds, rate, depth, leaf, penalty, rowShare, featureShare, seed);
    }

    /// The same model for classes or for numbers.
    public GradientBoosting predicts(Predicts what) {
        return new GradientBoosting(what, rounds, rate, depth, leaf, penalty, rowShare, featureShare, seed);
    }

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
        var weights = new double[y.rows()];
        Arrays.setAll(weights, y::weight);
        int classes = y.classes().size();
        try (var grower = new Grower(x)) {
            switch (classes) {
                case 0 -> {
                    var scale = Standard.of(y);
                    grower.grow(scale.values(), weights, rounds, parameters("reg:squarederror", 0, 0), (tree, leaf) ->
                            new double[] {scale.deviation() * leaf});
                    return List.of(grower.trees(new double[] {scale.mean()}, TreeFit.Link.IDENTITY));
                }
                case 2 ->
                    grower.grow(y.values(), weights, rounds, parameters("binary:logistic", 0.5, 0), (tree, leaf) ->
                            new double[] {0, leaf});
                default ->
                    grower.grow(
                            y.values(), weights, rounds, parameters("multi:softprob", 0.5, classes), (tree, leaf) -> {
                                var values = new double[classes];
                                values[tree % classes] = leaf;
                                return values;
                            });
            }
            return List.of(grower.trees(new double[classes], TreeFit.Link.SOFTMAX));
        }
    }

    /// @param base the prediction before the first tree, of which the logarithm of the odds is 0
    private Map<String, Object> parameters(String objective, double base, int classes) {
        var own = Map.<String, Object>of(
                "objective", objective,
                "base_score", base,
                "eta", rate,
                "max_depth", depth,
                "min_child_weight", leaf,
                "lambda", penalty,
                "subsample", rowShare,
                "colsample_bytree", featureShare,
                "seed", (int) (seed ^ seed >>> 32) & Integer.MAX_VALUE);
        if (classes == 0) {
            return own;
        }
        var more = new HashMap<>(own);
        more.put("num_class", classes);
        return more;
    }
}
