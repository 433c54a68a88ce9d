package ansatz.classic;

import ansatz.engine.array.Array;
import ansatz.engine.random.RandomStream;
import ansatz.learn.Target;
import ansatz.learn.TreeFit;
import java.util.Arrays;
import java.util.Map;

/// Trees that are grown apart and averaged: a leaf holds the mean of its rows, a split lessens the squared
/// deviations
/// from the means the most. Of two classes that is the decrease of Gini's impurity; of more each has trees of its
/// own.
///
/// @param trees how many, or how many a class
/// @param depth splits from the root to a leaf
/// @param leaf the least rows of a leaf
/// @param share of the features that are looked at for each split
/// @param resampled whether each tree has its own resampling of the rows
/// @param seed of resamplings and shares
record Forest(int trees, int depth, int leaf, double share, boolean resampled, long seed) {
    private static final int STREAM = 19;

    TreeFit grow(Array x, Target y) {
        int classes = y.classes().size();
        return switch (classes) {
            case 0 -> numbers(x, y);
            case 2 -> two(x, y);
            default -> many(x, y, classes);
        };
    }

    private TreeFit numbers(Array x, Target y) {
        var scale = Standard.of(y);
        try (var grower = new Grower(x)) {
            for (int t = 0; t < trees; t++) {
                grower.grow(scale.values(), weights(y, t), 1, parameters(t, 0), (tree, leaf) ->
                        new double[] {scale.deviation() * leaf / trees});
            }
            return grower.trees(new double[] {scale.mean()}, TreeFit.Link.IDENTITY);
        }
    }

    private TreeFit two(Array x, Target y) {
        try (var grower = new Grower(x)) {
            for (int t = 0; t < trees; t++) {
                grower.grow(
                        y.values(), weights(y, t), 1, parameters(t, 0), (tree, leaf) -> new double[] {1 - leaf, leaf});
            }
            return grower.trees(new double[2], TreeFit.Link.SHARES);
        }
    }

    private TreeFit many(Array x, Target y, int classes) {
        try (var grower = new Grower(x)) {
            for (int t = 0; t < trees; t++) {
                double[] weights = weights(y, t);
                for (int c = 0; c < classes; c++) {
                    int own = c;
                    double[] member = Arrays.stream(y.values())
                            .map(value -> value == own ? 1 : 0)
                            .toArray();
                    grower.grow(member, weights, 1, parameters(t, c), (tree, leaf) -> {
                        var values = new double[classes];
                        values[own] = Math.max(0, leaf); // rounding may make it negative
                        return values;
                    });
                }
            }
            return grower.trees(new double[classes], TreeFit.Link.SHARES);
        }
    }

    /// How often each row was drawn, times what it counts.
    private double[] weights(Target y, int tree) {
        int n = y.rows();
        var weights = new double[n];
        if (!resampled) {
            Arrays.setAll(weights, y::weight);
            return weights;
        }
        var random = RandomStream.of(seed, STREAM, tree, 0);
        for (int draw = 0; draw < n; draw++) {
            int i = random.nextInt(n);
            weights[i] += y.weight(i);
        }
        return weights;
    }

    private Map<String, Object> parameters(int tree, int c) {
        return Map.of(
                "objective",
                "reg:squarederror",
                "base_score",
                0,
                "eta",
                1,
                "lambda",
                0,
                "max_depth",
                depth,
                "min_child_weight",
                leaf,
                "colsample_bynode",
                share,
                "seed",
                (int) RandomStream.of(seed, STREAM, tree, 1 + c).nextLong() & Integer.MAX_VALUE);
    }
}
