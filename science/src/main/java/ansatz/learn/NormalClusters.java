package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.List;

/// Clusters by the components of a [GaussianMixture]; a row belongs to the most probable one.
@Name(
        value = "gaussian-mixture",
        summary = "Clusters by the normal densities of a mixture, by expectation and maximisation",
        cite = "A. Dempster, N. Laird, D. Rubin, J. R. Stat. Soc. B 39, 1 (1977); G. Schwarz, Ann. Stat. 6, 461 (1978)")
public record NormalClusters(
        @Key(value = "how many components", min = 1, max = 1000)
        int clusters,

        @Key(value = "starts, of which the most likely is taken", min = 1, max = 100_000)
        int starts)
        implements Clusterer {
    /// Three components, the best of three starts.
    public static final NormalClusters DEFAULTS = new NormalClusters(3, 3);

    @Override
    public Clusters fit(Array x, long seed) {
        GaussianMixture mixture = GaussianMixture.fit(x, clusters, starts, seed);
        Array shares = mixture.shares(x);
        int n = x.shape().extent(0);
        var labels = new int[n];
        var membership = new double[n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < clusters; c++) {
                if (shares.get(i, c) > membership[i]) {
                    membership[i] = shares.get(i, c);
                    labels[i] = c;
                }
            }
        }
        return new Clusters(
                labels,
                clusters,
                membership,
                List.of(
                        new Clusters.Figure("log_likelihood", mixture.logLikelihood()),
                        new Clusters.Figure("bic", mixture.bic())),
                mixture.converged());
    }
}
