package ansatz.learn;

import ansatz.engine.array.Array;
import java.util.Arrays;
import java.util.List;

/// Rows in clusters.
///
/// @param labels the cluster of each row, from 0; -1 for a row of none
/// @param count how many clusters
/// @param membership from 0 to 1 how much a row belongs to its cluster; empty where a method does not tell
/// @param figures what the method tells of the whole
/// @param rest whether the search came to rest
public record Clusters(int[] labels, int count, double[] membership, List<Figure> figures, boolean rest) {
    /// A number that a method tells, such as a likelihood.
    public record Figure(String name, double value) {}

    public Clusters {
        figures = List.copyOf(figures);
    }

    /// The number of rows of each cluster.
    public int[] sizes() {
        var sizes = new int[count];
        for (int label : labels) {
            if (label >= 0) {
                sizes[label]++;
            }
        }
        return sizes;
    }

    /// How well each row lies in its cluster: (b - a) / max(a, b) with a its mean distance to the others of its
    /// cluster and
    /// b the least mean distance to those of another, from -1 to 1 (P. Rousseeuw, J. Comput. Appl. Math. 20, 53
    /// (1987));
    /// 0 of a row alone, NaN of a row of none and of all rows with fewer than two clusters. Takes n^2 distances.
    public double[] silhouettes(Array x) {
        int n = labels.length;
        int p = x.shape().extent(1);
        int[] sizes = sizes();
        var values = new double[n];
        var sums = new double[count];
        for (int i = 0; i < n; i++) {
            if (labels[i] < 0 || count < 2) {
                values[i] = Double.NaN;
                continue;
            }
            Arrays.fill(sums, 0);
            for (int j = 0; j < n; j++) {
                if (labels[j] >= 0) {
                    double square = 0;
                    for (int k = 0; k < p; k++) {
                        double d = x.values()[i * p + k] - x.values()[j * p + k];
                        square += d * d;
                    }
                    sums[labels[j]] += Math.sqrt(square);
                }
            }
            double b = Double.POSITIVE_INFINITY;
            for (int c = 0; c < count; c++) {
                b = c == labels[i] ? b : Math.min(b, sums[c] / sizes[c]);
            }
            double a = sums[labels[i]] / (sizes[labels[i]] - 1);
            values[i] = sizes[labels[i]] == 1 ? 0 : (b - a) / Math.max(a, b);
        }
        return values;
    }

    /// How well two partitions agree, beyond chance: 1 if they are the same, 0 on average for random ones of the
    /// same
    /// sizes (L. Hubert and P. Arabie, J. Classif. 2, 193 (1985)).
    ///
    /// @param weights how often each row counts
    public static double adjustedRand(int[] one, int[] other, double[] weights) {
        int rows = Arrays.stream(one).max().orElse(-1) + 2;
        int columns = Arrays.stream(other).max().orElse(-1) + 2;
        var table = new double[rows][columns];
        double n = 0;
        for (int i = 0; i < one.length; i++) {
            table[one[i] + 1][other[i] + 1] += weights[i]; // those of none are a part of their own
            n += weights[i];
        }
        double both = 0;
        double a = 0;
        double b = 0;
        var columnSums = new double[columns];
        for (double[] row : table) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                both += pairs(row[j]);
                sum += row[j];
                columnSums[j] += row[j];
            }
            a += pairs(sum);
        }
        for (double sum : columnSums) {
            b += pairs(sum);
        }
        double chance = a * b / pairs(n);
        double most = (a + b) / 2;
        return most == chance ? 1 : (both - chance) / (most - chance);
    }

    private static double pairs(double count) {
        return count * (count - 1) / 2;
    }
}
