package ansatz.study;

import ansatz.data.Shipped;
import ansatz.data.Source;
import ansatz.learn.LinearComponents;
import ansatz.learn.Reducer;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// The few coordinates along which rows vary most, of all columns but the target, each with the variance 1.
@Name(
        value = "components",
        summary = "Principal components of rows: the variance along each, and a map of the first two",
        cite = "I. Jolliffe, Principal Component Analysis (2002)")
public record Components(
        @Key("what the study is about, one line") String title,
        @Key("seed of all random numbers") long seed,
        @Key("where the samples come from") Source data,
        @Key("how components are found") Reducer method,

        @Key(value = "how many components, at most", min = 1, max = 20_000)
        int count)
        implements Study {
    /// The first ten of the irises.
    public static final Components DEFAULTS =
            new Components("Principal components", 1, new Shipped(Shipped.Table.IRIS), LinearComponents.DEFAULTS, 10);

    /// The defaults for data and a method.
    public static Components of(Source data, Reducer method) {
        return new Components(DEFAULTS.title, DEFAULTS.seed, data, method, DEFAULTS.count);
    }

    @Override
    public double memory() {
        return 4 * data.memory();
    }

    @Override
    public Computation computation(Environment environment) {
        return new UnsupervisedComputation(
                data, seed, environment, "components", rows -> new ComponentsOutcome(this, rows).outcome());
    }
}
