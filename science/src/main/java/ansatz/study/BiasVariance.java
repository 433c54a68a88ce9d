package ansatz.study;

import ansatz.data.Franke;
import ansatz.data.Source;
import ansatz.learn.Learner;
import ansatz.learn.LeastSquares;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// Where the error of a model comes from, against the highest power of its features: how far the mean of many fits
/// lies
/// from the truth, and how far the fits scatter about their mean.
@Name(
        value = "bias-variance",
        summary = "The squared error on rows held out as bias and variance over resampled rows, against the degree",
        cite = "S. Geman, E. Bienenstock, R. Doursat, Neural Comput. 4, 1 (1992)")
public record BiasVariance(
        @Key("what the study is about, one line") String title,
        @Key("seed of all random numbers") long seed,
        @Key("where the samples come from") Source data,

        @Key("the model, of a number; several strengths are chosen among by cross-validation at each degree")
        Learner model,

        @Key(value = "the highest power of the features is 1, 2, ... up to this", min = 1, max = 30)
        int degree,

        @Key(value = "share of the rows that is held out to judge the model", above = 0, max = 0.9)
        double heldOut,

        @Key(value = "fits to resampled rows at each degree", min = 10, max = 100_000)
        int resamplings,

        @Key(value = "folds of the cross-validation that chooses among several strengths", min = 2, max = 100)
        int folds)
        implements Study, Checked {
    /// Polynomials of two variables by least squares.
    public static final BiasVariance DEFAULTS =
            new BiasVariance("Bias and variance", 1, Franke.DEFAULTS, LeastSquares.DEFAULTS, 10, 0.25, 100, 10);

    /// The defaults for data and a model.
    public static BiasVariance of(Source data, Learner model) {
        return new BiasVariance(
                DEFAULTS.title,
                DEFAULTS.seed,
                data,
                model,
                DEFAULTS.degree,
                DEFAULTS.heldOut,
                DEFAULTS.resamplings,
                DEFAULTS.folds);
    }

    /// The same study up to another degree.
    public BiasVariance degree(int highest) {
        return new BiasVariance(title, seed, data, model, highest, heldOut, resamplings, folds);
    }

    @Override
    public void check(Problems problems) {
        Learning.check(problems, data, Learning.Order.RANDOM, "");
        if (model.classifies()) {
            problems.add("model", "predicts classes; bias and variance are those of a number, as of \"linear\"");
        }
    }

    @Override
    public double memory() {
        return 4 * data.memory();
    }

    @Override
    public Computation computation(Environment environment) {
        return new BiasVarianceComputation(this, environment);
    }
}
