package ansatz.study;

import ansatz.data.Shipped;
import ansatz.data.Source;
import ansatz.learn.Centres;
import ansatz.learn.Clusterer;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// Clusters of rows by all columns but the target, each with the variance 1. A target that is a class judges them:
/// it
/// plays no part in finding them.
@Name(
        value = "clusters",
        summary = "Clusters of rows: how many, how distinct, and how far they are the classes of the target",
        cite = "P. Rousseeuw, J. Comput. Appl. Math. 20, 53 (1987); L. Hubert and P. Arabie, J. Classif. 2, 193 (1985)")
public record Clustering(
        @Key("what the study is about, one line") String title,
        @Key("seed of all random numbers") long seed,
        @Key("where the samples come from") Source data,

        @Key(value = "how clusters are found", required = true)
        Clusterer method,

        @Key(
                value = "how many principal components of the features are looked at; 0 for the features themselves",
                min = 0,
                max = 20_000)
        int components)
        implements Study {
    /// Centres of the irises.
    public static final Clustering DEFAULTS =
            new Clustering("Clusters of rows", 1, new Shipped(Shipped.Table.IRIS), Centres.DEFAULTS, 0);

    /// The defaults for data and a method.
    public static Clustering of(Source data, Clusterer method) {
        return new Clustering(DEFAULTS.title, DEFAULTS.seed, data, method, DEFAULTS.components);
    }

    @Override
    public double memory() {
        return 4 * data.memory();
    }

    @Override
    public Computation computation(Environment environment) {
        return new UnsupervisedComputation(
                data, seed, environment, "clusters", rows -> new ClusteringOutcome(this, rows).outcome());
    }
}
