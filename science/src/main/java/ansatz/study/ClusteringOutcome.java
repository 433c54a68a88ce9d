package ansatz.study;

import ansatz.data.Dataset;
import ansatz.learn.Clusters;
import ansatz.learn.Target;
import ansatz.schema.InvalidInput;
import ansatz.statistics.Bootstrap;
import ansatz.statistics.Convergence;
import ansatz.statistics.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What clusters tell.
final class ClusteringOutcome {
    /// Distances of all pairs of more rows than this take minutes.
    private static final int MOST_PAIRS = 20_000;

    private final Clustering study;
    private final Unlabelled rows;
    private final Clusters clusters;

    /// @throws InvalidInput if the rows have not so many clusters, or would not fit into memory
    ClusteringOutcome(Clustering study, Dataset data) {
        this.study = study;
        rows = Unlabelled.of(data, study.data(), study.components());
        Room.ask(rows.source() + ": its clusters", study.method().memory(rows.rows(), rows.count()), "");
        try {
            clusters = study.method().fit(rows.x(), study.seed());
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(rows.source() + ": " + e.getMessage());
        }
    }

    Outcome outcome() {
        int n = rows.rows();
        var results = new ArrayList<Result>();
        results.add(Result.of("clusters", clusters.count(), 0, "", "count"));
        double[] silhouettes = n <= MOST_PAIRS ? clusters.silhouettes(rows.x()) : new double[0];
        double[] known = Arrays.stream(silhouettes).filter(Double::isFinite).toArray();
        if (known.length > 1) {
            var moments = Moments.of(known);
            results.add(Result.of("silhouette", moments.mean(), moments.error(), "", "mean over rows"));
        }
        rows.classes().ifPresent(target -> results.add(agreement(target)));
        clusters.figures().forEach(figure -> results.add(Result.of(figure.name(), figure.value(), 0, "", "search")));
        double none =
                Arrays.stream(clusters.labels()).filter(label -> label < 0).count() / (double) n;
        if (none > 0) {
            results.add(Result.of("share_of_no_cluster", none, Math.sqrt(none * (1 - none) / n), "", "binomial"));
        }
        return new Outcome(
                results,
                Convergence.ofClusters(n, clusters.rest()),
                List.of(),
                arrays(silhouettes),
                List.of(),
                pictures());
    }

    /// With the class of each row as the second partition.
    private Result agreement(Target target) {
        int[] codes = target.codes();
        var estimate =
                Bootstrap.ofRows(rows.rows(), w -> Clusters.adjustedRand(clusters.labels(), codes, w), study.seed());
        return Result.of("adjusted_rand_index", estimate.mean(), estimate.error(), "", "bootstrap");
    }

    private List<NamedArray> arrays(double[] silhouettes) {
        var arrays = new ArrayList<NamedArray>();
        long[] labels = Arrays.stream(clusters.labels()).asLongStream().toArray();
        arrays.add(NamedArray.of("cluster", labels, labels.length));
        if (clusters.membership().length > 0) {
            arrays.add(NamedArray.of("membership", clusters.membership(), labels.length));
        }
        if (silhouettes.length > 0) {
            arrays.add(NamedArray.of("silhouette", silhouettes, labels.length));
        }
        return arrays;
    }

    private List<Picture> pictures() {
        var pictures = new ArrayList<Picture>();
        int[] sizes = clusters.sizes();
        List<String> names = IntStream.range(0, clusters.count())
                .mapToObj(c -> (c + 1) + " (" + sizes[c] + ")")
                .toList();
        rows.map("The clusters", clusters.labels(), names).ifPresent(pictures::add);
        rows.classes().ifPresent(target -> {
            rows.map("The classes: " + target.name(), target.codes(), target.classes())
                    .ifPresent(pictures::add);
            pictures.add(table(target, sizes));
        });
        return pictures;
    }

    private Picture.Matrix table(Target target, int[] sizes) {
        boolean none = Arrays.stream(clusters.labels()).anyMatch(label -> label < 0);
        int columns = sizes.length + (none ? 1 : 0);
        var counts = new double[target.classes().size()][columns];
        for (int i = 0; i < rows.rows(); i++) {
            int label = clusters.labels()[i];
            counts[target.codes()[i]][label < 0 ? columns - 1 : label]++;
        }
        return Picture.Matrix.of(
                "How many rows of each class are in each cluster",
                target.classes(),
                IntStream.rangeClosed(1, columns)
                        .mapToObj(c -> none && c == columns ? "none" : "cluster " + c)
                        .toList(),
                counts);
    }
}
