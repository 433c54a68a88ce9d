package ansatz.study;

import ansatz.data.DataFile;
import ansatz.data.Source;
import ansatz.learn.Learner;
import ansatz.learn.Ridge;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// A model fitted to data, its penalty chosen by cross-validation, judged on rows that it has not seen.
@Name(
        value = "fit",
        summary = "A model fitted to data and judged on rows held out, with bootstrap errors",
        cite = "T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning, chapter 7")
public record Learning(
        @Key("what the study is about, one line") String title,
        @Key("seed of all random numbers") long seed,
        @Key("where the samples come from") Source data,
        @Key(value = "the model", required = true) Learner model,

        @Key(value = "highest power of the features, with products of different ones", min = 1, max = 12)
        int degree,

        @Key(value = "share of the rows that is held out to judge the model", above = 0, max = 0.9)
        double heldOut,

        @Key("which rows are held out") Order order,

        @Key(value = "folds of the cross-validation that chooses among several strengths", min = 2, max = 100)
        int folds,

        @Key("which strength is chosen") Rule rule)
        implements Study {
    /// Which rows are held out.
    public enum Order {
        /// Some at random, of each class the same share.
        RANDOM,
        /// The last ones: of a time series the future.
        LAST
    }

    /// Which strength of the penalty is chosen.
    public enum Rule {
        /// That of the least mean loss over the folds.
        LEAST,
        /// The largest whose mean loss is within one standard error of the least.
        ONE_STANDARD_ERROR
    }

    /// Ridge regression of a file.
    public static final Learning DEFAULTS = new Learning(
            "A model fitted to data", 1, DataFile.DEFAULTS, Ridge.DEFAULTS, 1, 0.25, Order.RANDOM, 10, Rule.LEAST);

    /// The defaults for data and a model.
    public static Learning of(Source data, Learner model) {
        return new Learning(
                DEFAULTS.title,
                DEFAULTS.seed,
                data,
                model,
                DEFAULTS.degree,
                DEFAULTS.heldOut,
                DEFAULTS.order,
                DEFAULTS.folds,
                DEFAULTS.rule);
    }

    /// The same study with features up to another power.
    public Learning degree(int power) {
        return new Learning(title, seed, data, model, power, heldOut, order, folds, rule);
    }

    /// The same study with another seed.
    public Learning seed(long number) {
        return new Learning(title, number, data, model, degree, heldOut, order, folds, rule);
    }

    /// The same study with another rule for the strength.
    public Learning rule(Rule other) {
        return new Learning(title, seed, data, model, degree, heldOut, order, folds, other);
    }

    @Override
    public double memory() {
        return 4 * data.memory();
    }

    @Override
    public Computation computation(Environment environment) {
        return new LearningComputation(this);
    }
}
