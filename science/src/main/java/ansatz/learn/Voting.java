package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.parallel.Team;
import ansatz.schema.Checked;
import ansatz.schema.InvalidInput;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.stream.IntStream;

/// Several models that vote: what they predict is averaged, of classes their probabilities. Models that err in
/// different ways err less together.
@Name(
        value = "voting",
        summary = "Mean of what several models predict, of classes of their probabilities",
        cite = "T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning, section 8.8")
public record Voting(
        @Key(value = "the models, at least two; each with one strength at most", required = true)
        List<Learner> models) implements Learner, Checked {
    /// Least squares alone, as an example.
    public static final Voting DEFAULTS = new Voting(List.of(LeastSquares.DEFAULTS));

    public Voting {
        models = List.copyOf(models);
    }

    /// The given models.
    public static Voting of(Learner... models) {
        return new Voting(List.of(models));
    }

    @Override
    public void check(Problems problems) {
        if (models.size() < 2) {
            problems.add("models", "has " + models.size() + " entries; it must have at least 2 models that vote");
        }
        if (models.stream().map(Learner::classifies).distinct().count() > 1) {
            problems.add("models", "has models of numbers and of classes; they must all predict the same");
        }
    }

    @Override
    public boolean classifies() {
        return models.stream().allMatch(Learner::classifies);
    }

    @Override
    public boolean takesGaps() {
        return models.stream().allMatch(Learner::takesGaps);
    }

    /// There is nothing to choose.
    ///
    /// @throws InvalidInput if a model would have to choose its strength, since each fit has only the rows it
    /// learns from
    @Override
    public double[] strengths(Array x, Target y) {
        for (int k = 0; k < models.size(); k++) {
            int count = models.get(k).strengths(x, y).length;
            if (count > 1) {
                throw new InvalidInput("model.models[" + (k + 1) + "] has " + count + " strengths to choose from, and a"
                        + " model that votes has one: find it by a study of that model, and give it by lambda = [0.1]");
            }
        }
        return new double[] {0};
    }

    @Override
    public List<VoteFit> path(Array x, Target y, double[] strengths) {
        try (Team alone = Team.of(1)) {
            return path(x, y, strengths, alone);
        }
    }

    @Override
    public List<VoteFit> path(Array x, Target y, double[] strengths, Team team) {
        return List.of(new VoteFit(models.stream()
                .<Fitted>map(
                        model -> model.path(x, y, model.strengths(x, y), team).getFirst())
                .toList()));
    }

    /// That of the largest: one is fitted after the other.
    @Override
    public double memory(double rows, double features) {
        return IntStream.range(0, models.size())
                .mapToDouble(k -> models.get(k).memory(rows, features))
                .max()
                .orElse(0);
    }
}
