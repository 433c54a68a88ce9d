package ansatz.study;

import ansatz.data.DataFile;
import ansatz.data.Source;
import ansatz.learn.Learner;
import ansatz.learn.Ridge;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

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

        @Key(
                value = "how many principal components of the features the model sees; 0 for the features themselves",
                min = 0,
                max = 20_000)
        int components,

        @Key(value = "share of the rows that is held out to judge the model", above = 0, max = 0.9)
        double heldOut,

        @Key("which rows are held out") Order order,

        @Key("column of which rows of one value stay together, held out or not; it is no feature. Empty for none")
        String groups,

        @Key(value = "folds of the cross-validation that chooses among several strengths", min = 2, max = 100)
        int folds,

        @Key("which strength is chosen") Rule rule,

        @Key(value = "points of the learning curve; 0 for no such curve", min = 0, max = 50)
        int learningCurve)
        implements Study, Checked {
    /// Which rows are held out.
    public enum Order {
        /// Some at random, of each class the same share.
        RANDOM,
        /// The last ones: of a time series the future. The folds are in time too: each is judged by what
        /// came before.
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
            "A model fitted to data",
            1,
            DataFile.DEFAULTS,
            Ridge.DEFAULTS,
            1,
            0,
            0.25,
            Order.RANDOM,
            "",
            10,
            Rule.LEAST,
            0);

    /// The defaults for data and a model.
    public static Learning of(Source data, Learner model) {
        return new Learning(
                DEFAULTS.title,
                DEFAULTS.seed,
                data,
                model,
                DEFAULTS.degree,
                DEFAULTS.components,
                DEFAULTS.heldOut,
                DEFAULTS.order,
                DEFAULTS.groups,
                DEFAULTS.folds,
                DEFAULTS.rule,
                DEFAULTS.learningCurve);
    }

    /// The same study with features up to another power.
    public Learning degree(int power) {
        return new Learning(
                title, seed, data, model, power, components, heldOut, order, groups, folds, rule, learningCurve);
    }

    /// The same study with so many principal components as features.
    public Learning components(int count) {
        return new Learning(
                title, seed, data, model, degree, count, heldOut, order, groups, folds, rule, learningCurve);
    }

    /// The same study with another seed.
    public Learning seed(long number) {
        return new Learning(
                title, number, data, model, degree, components, heldOut, order, groups, folds, rule, learningCurve);
    }

    /// The same study with other rows held out.
    public Learning order(Order other) {
        return new Learning(
                title, seed, data, model, degree, components, heldOut, other, groups, folds, rule, learningCurve);
    }

    /// The same study in which rows of one value of a column stay together.
    public Learning groups(String column) {
        return new Learning(
                title, seed, data, model, degree, components, heldOut, order, column, folds, rule, learningCurve);
    }

    /// The same study with another rule for the strength.
    public Learning rule(Rule other) {
        return new Learning(
                title, seed, data, model, degree, components, heldOut, order, groups, folds, other, learningCurve);
    }

    /// The same study with a learning curve of so many points.
    public Learning learningCurve(int points) {
        return new Learning(title, seed, data, model, degree, components, heldOut, order, groups, folds, rule, points);
    }

    @Override
    public void check(Problems problems) {
        check(problems, data, order, groups);
    }

    /// What every study that predicts a column asks for.
    static void check(Problems problems, Source data, Order order, String groups) {
        if (data.target().isBlank()) {
            problems.add("data.target", "is missing; it must name the column to predict");
        }
        if (!groups.isEmpty() && groups.equals(data.target())) {
            problems.add("groups", "is the target \"" + groups + "\"; it must be another column, or empty");
        }
        if (!groups.isEmpty() && order == Order.LAST) {
            problems.add(
                    "groups",
                    "is \"" + groups + "\", and order is \"last\"; rows are held out by groups or by time, not both");
        }
    }

    @Override
    public double memory() {
        return 4 * data.memory();
    }

    @Override
    public Computation computation(Environment environment) {
        return new LearningComputation(this, environment);
    }
}
