package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.List;

/// Clusters of high density, by [DensityClusters].
@Name(
        value = "hdbscan",
        summary = "Clusters where rows are dense, of any shape and number; other rows belong to none",
        cite = "R. Campello, D. Moulavi, J. Sander, PAKDD 2013, p. 160")
public record DenseRegions(
        @Key(value = "rows of a cluster, at least", min = 2, max = 1e9)
        int least,

        @Key(
                value =
                        "the distance to the so-manieth row, itself the first, is the scale about a row; 0 for as many as least",
                min = 0,
                max = 1e6)
        int neighbours)
        implements Clusterer {
    /// Five rows.
    public static final DenseRegions DEFAULTS = new DenseRegions(5, 0);

    @Override
    public Clusters fit(Array x, long seed) {
        DensityClusters found = DensityClusters.fit(x, least, neighbours == 0 ? least : neighbours);
        return new Clusters(found.labels(), found.count(), found.strength(), List.of(), true);
    }
}
