package ansatz.study;

import ansatz.data.DataFile;
import ansatz.data.Source;
import ansatz.learn.Learner;
import ansatz.learn.LeastSquares;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;

/// Several models on the same folds: the loss of each, and how much worse it is than the best, with the error of
/// the
/// difference. A strength is chosen by folds within the rows that a fold learns from.
@Name(
        value = "comparison",
        summary = "Several models judged on the same folds, with the errors of their differences",
        cite = "C. Nadeau and Y. Bengio, Mach. Learn. 52, 239 (2003)")
public record Comparison(
        @Key("what the study is about, one line") String title,
        @Key("seed of all random numbers") long seed,
        @Key("where the samples come from") Source data,

        @Key(value = "the models, at least two", required = true)
        List<Learner> models,

        @Key(value = "highest power of the features, with products of different ones", min = 1, max = 12)
        int degree,

        @Key(
                value = "how many principal components of the features the models see; 0 for the features themselves",
                min = 0,
                max = 20_000)
        int components,

        @Key("whether folds are at random or in time") Learning.Order order,

        @Key("column of which rows of one value stay in one fold; it is no feature. Empty for none")
        String groups,

        @Key(
                value = "folds, of which each is held out once; as many within them choose among strengths",
                min = 3,
                max = 100)
        int folds,

        @Key("which strength is chosen") Learning.Rule rule)
        implements Study, Checked {
    /// Least squares alone, as an example.
    public static final Comparison DEFAULTS = new Comparison(
            "Models on the same folds",
            1,
            DataFile.DEFAULTS,
            List.of(LeastSquares.DEFAULTS),
            1,
            0,
            Learning.Order.RANDOM,
            "",
            10,
            Learning.Rule.LEAST);

    public Comparison {
        models = List.copyOf(models);
    }

    /// The defaults for data and models.
    public static Comparison of(Source data, Learner... models) {
        return new Comparison(
                DEFAULTS.title,
                DEFAULTS.seed,
                data,
                List.of(models),
                DEFAULTS.degree,
                DEFAULTS.components,
                DEFAULTS.order,
                DEFAULTS.groups,
                DEFAULTS.folds,
                DEFAULTS.rule);
    }

    @Override
    public void check(Problems problems) {
        Learning.check(problems, data, order, groups);
        if (models.size() < 2) {
            problems.add("models", "has " + models.size() + " entries; it must have at least 2 models to compare");
        }
        if (models.stream().map(Learner::classifies).distinct().count() > 1) {
            problems.add("models", "has models of numbers and of classes; they must all predict the same");
        }
    }

    @Override
    public double memory() {
        return 4 * data.memory();
    }

    @Override
    public Computation computation(Environment environment) {
        return new ComparisonComputation(this, environment);
    }
}
