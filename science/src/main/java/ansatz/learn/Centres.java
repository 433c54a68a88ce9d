package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.List;

/// Clusters about centres, by [KMeans].
@Name(
        value = "k-means",
        summary = "Clusters about k centres: the least sum of squared distances of several starts",
        cite = "S. Lloyd, IEEE Trans. Inf. Theory 28, 129 (1982); D. Arthur and S. Vassilvitskii, SODA 2007")
public record Centres(
        @Key(value = "how many clusters", min = 1, max = 10_000)
        int clusters,

        @Key(value = "starts, of which the best is taken", min = 1, max = 100_000)
        int starts)
        implements Clusterer {
    /// Three clusters, the best of ten starts.
    public static final Centres DEFAULTS = new Centres(3, 10);

    @Override
    public Clusters fit(Array x, long seed) {
        KMeans found = KMeans.fit(x, clusters, starts, seed);
        return new Clusters(
                found.labels(),
                clusters,
                new double[0],
                List.of(new Clusters.Figure("inertia", found.inertia())),
                found.converged());
    }
}
