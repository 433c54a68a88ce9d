package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Split;
import ansatz.engine.array.Array;
import ansatz.engine.parallel.Team;
import ansatz.learn.Features;
import ansatz.learn.Fitted;
import ansatz.learn.Learner;
import ansatz.learn.Predictions;
import ansatz.learn.Score;
import ansatz.learn.Target;
import ansatz.schema.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What is made of rows to learn from: features, then a fit. All of it is learned from these rows alone.
///
/// @param target the column to predict
/// @param classes those of all rows; empty for a number
/// @param groups a column that is no feature; empty for none
/// @param weights a column that says how much a row counts, and is no feature; empty for none
/// @param degree of the powers and products of the columns
/// @param components how many principal components of these; 0 for these themselves
/// @param team the threads of the fits
record Recipe(
        String target,
        List<String> classes,
        String groups,
        String weights,
        Learner model,
        int degree,
        int components,
        Team team) {
    Recipe {
        classes = List.copyOf(classes);
    }

    /// The same recipe with features up to another power.
    Recipe degree(int power) {
        return new Recipe(target, classes, groups, weights, model, power, components, team);
    }

    /// The target of a data set as the model wants it.
    ///
    /// @throws InvalidInput if it does not suit the model
    static Target whole(Learner model, Dataset data, String name) {
        if (data.rows() < 4) {
            throw new InvalidInput(data.source() + ": has " + data.rows() + " rows, and a fit needs at least 4");
        }
        return model.classifies() ? Target.classes(data, name) : Target.number(data, name);
    }

    /// The target of some of the rows, with the classes of all.
    Target target(Dataset rows) {
        Target known = classes.isEmpty() ? Target.number(rows, target) : Target.classes(rows, target, classes);
        return weights.isEmpty() ? known : known.weighted(rows, weights);
    }

    /// The features that the rows to learn from give.
    ///
    /// @throws InvalidInput if they or the fit would not fit into memory
    Features features(Split.Training training) {
        List<String> leftOut = Stream.of(target, groups, weights)
                .filter(name -> !name.isEmpty())
                .toList();
        Features features = Features.learn(training, leftOut, degree, components, model.takesGaps());
        Dataset rows = training.rows();
        Room.ask(
                rows.source() + ": " + features.count() + " features of " + rows.rows() + " rows",
                model.memory(rows.rows(), features.count()),
                "lower the degree, or leave columns out");
        return features;
    }

    /// The losses of the rows held out, at each strength, after learning from the others.
    double[][] losses(Split fold, double[] strengths) {
        Dataset rows = fold.training().rows();
        Features features = features(fold.training());
        Array x = features.of(fold.heldOut());
        Target truth = target(fold.heldOut());
        return fits(features.of(rows), target(rows), strengths).stream()
                .map(fit -> Score.losses(new Predictions(fit.predict(x), truth)))
                .toArray(double[][]::new);
    }

    /// The mean loss of the rows held out, at each strength.
    double[] meanLosses(Split fold, double[] strengths) {
        return Arrays.stream(losses(fold, strengths))
                .mapToDouble(each -> Arrays.stream(each).average().orElse(Double.NaN))
                .toArray();
    }

    /// The fits at each strength.
    List<? extends Fitted> fits(Array x, Target y, double[] strengths) {
        return model.path(x, y, strengths, team);
    }

    /// What a fit loses in each row.
    static double[] losses(Fitted fit, Array x, Target y) {
        return Score.losses(new Predictions(fit.predict(x), y));
    }

    /// The strength that cross-validation chooses within rows to learn from.
    Choice choice(Split.Training training, Folding folding, int folds, Learning.Rule rule) {
        Target y = target(training.rows());
        double[] strengths = model.strengths(features(training).of(training.rows()), y);
        double[][] losses = strengths.length == 1
                ? new double[0][]
                : folding.folds(training, y, folds).stream()
                        .map(fold -> meanLosses(fold, strengths))
                        .toArray(double[][]::new);
        return new Choice(strengths, losses, rule);
    }
}
