package ansatz.learn;

import ansatz.engine.array.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Clusters as regions of high density, of any shape and number, with rows that belong to none (R. Campello,
/// D. Moulavi, J. Sander, PAKDD 2013, p. 160: HDBSCAN*).
///
/// Two rows are as far as their distance, or as the distance of either to its k-th neighbour, whichever is largest.
/// Cutting the minimum spanning tree of this distance d at falling d leaves components that split and shrink; those
/// of
/// at least `least` rows are a tree of clusters. A cluster's stability is the sum over its rows of 1/d(leaving) -
/// 1/d(birth), and those are taken that have the largest sum of stabilities, none within another. The root, which
/// holds all rows, is not taken.
///
/// @param labels the cluster of each row, from 0 in the order of the first row of each; -1 for a row of none
/// @param strength from 0 to 1: 1/d at which a row leaves its cluster over that of the cluster's last row
/// @param stabilities of the clusters
public record DensityClusters(int[] labels, double[] strength, double[] stabilities) {
    /// @param x n x p
    /// @param least rows of a cluster, at least 2
    /// @param neighbours k, at least 1; a row counts as its own first
    /// @throws IllegalArgumentException with fewer rows than k
    public static DensityClusters fit(Array x, int least, int neighbours) {
        int n = x.shape().extent(0);
        if (neighbours > n) {
            throw new IllegalArgumentException(neighbours + " neighbours of " + n + " rows; legal are 1 to " + n);
        }
        return new Condensed(n, Edge.tree(x, core(x, neighbours)), least).clusters();
    }

    /// The number of clusters.
    public int count() {
        return stabilities.length;
    }

    /// An edge of the spanning tree.
    private record Edge(int from, int to, double length) {
        /// Prim's algorithm on the complete graph, the edges by rising length.
        static List<Edge> tree(Array x, double[] core) {
            int n = core.length;
            var least = new double[n];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            var nearest = new int[n];
            var in = new boolean[n];
            var edges = new ArrayList<Edge>();
            int last = 0;
            in[0] = true;
            for (int step = 1; step < n; step++) {
                int next = -1;
                for (int i = 0; i < n; i++) {
                    if (in[i]) {
                        continue;
                    }
                    double d = Math.max(distance(x, i, last), Math.max(core[i], core[last]));
                    if (d < least[i]) {
                        least[i] = d;
                        nearest[i] = last;
                    }
                    next = next < 0 || least[i] < least[next] ? i : next;
                }
                edges.add(new Edge(nearest[next], next, least[next]));
                in[next] = true;
                last = next;
            }
            edges.sort((a, b) -> Double.compare(a.length, b.length)); // stable
            return edges;
        }
    }

    private static double[] core(Array x, int neighbours) {
        int n = x.shape().extent(0);
        return IntStream.range(0, n)
                .mapToDouble(i -> IntStream.range(0, n)
                        .mapToDouble(j -> distance(x, i, j))
                        .sorted()
                        .toArray()[neighbours - 1])
                .toArray();
    }

    private static double distance(Array x, int i, int j) {
        int p = x.shape().extent(1);
        double sum = 0;
        for (int k = 0; k < p; k++) {
            double d = x.values()[i * p + k] - x.values()[j * p + k];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    /// The tree of merges, and the tree of clusters of enough rows in it. Node i < n is a row, node n + m the merge
    /// m.
    private static final class Condensed {
        private final int n;
        private final int least;
        private final int[] left;
        private final int[] right;
        private final double[] density; // 1 / d of a merge
        private final int[] size;
        /// Of each cluster: its node, the cluster it came from, the density of its birth, its stability.
        private final List<int[]> nodes = new ArrayList<>();

        private final List<Double> birth = new ArrayList<>();
        private final List<Double> stability = new ArrayList<>();
        private final int[] home; // the cluster that a row leaves
        private final double[] leaves; // and the density at which it does

        Condensed(int n, List<Edge> edges, int least) {
            this.n = n;
            this.least = least;
            left = new int[Math.max(0, n - 1)];
            right = new int[Math.max(0, n - 1)];
            density = new double[Math.max(0, n - 1)];
            size = new int[2 * n - 1];
            Arrays.fill(size, 0, n, 1);
            home = new int[n];
            leaves = new double[n];
            var root = IntStream.range(0, 2 * n - 1).toArray();
            for (int m = 0; m < n - 1; m++) {
                Edge edge = edges.get(m);
                left[m] = find(root, edge.from);
                right[m] = find(root, edge.to);
                root[left[m]] = n + m;
                root[right[m]] = n + m;
                size[n + m] = size[left[m]] + size[right[m]];
                // equal rows are infinitely dense; a finite number keeps sums finite
                density[m] = 1 / Math.max(edge.length, 1e-100);
            }
            if (n > 0) {
                descend(2 * n - 2);
            }
        }

        private static int find(int[] root, int node) {
            int top = node;
            while (root[top] != top) {
                top = root[top];
            }
            for (int at = node; at != top; ) {
                int next = root[at];
                root[at] = top;
                at = next;
            }
            return top;
        }

        private void descend(int root) {
            open(root, -1, 0);
            var open = new ArrayList<int[]>(); // node, cluster
            open.add(new int[] {root, 0});
            while (!open.isEmpty()) {
                int[] at = open.removeLast();
                int node = at[0];
                int cluster = at[1];
                if (node < n) {
                    leave(node, cluster, leaves[node]);
                    continue;
                }
                double d = density[node - n];
                List<Integer> parts = parts(node);
                boolean split =
                        parts.stream().filter(part -> size[part] >= least).count() > 1;
                for (int part : parts) {
                    if (size[part] < least) {
                        rows(part).forEach(row -> leave(row, cluster, d));
                    } else if (split) {
                        // its rows leave the cluster for one of their own
                        stability.set(cluster, stability.get(cluster) + size[part] * (d - birth.get(cluster)));
                        open.add(new int[] {part, open(part, cluster, d)});
                    } else {
                        open.add(new int[] {part, cluster});
                    }
                }
            }
        }

        /// What a component falls into when all edges of its length go at once: two parts, or more where
        /// lengths are equal,
        /// as those that are the distance of one row to its k-th neighbour are.
        private List<Integer> parts(int node) {
            var parts = new ArrayList<Integer>();
            var open = new ArrayList<>(List.of(node));
            while (!open.isEmpty()) {
                int at = open.removeLast();
                if (at >= n && density[at - n] == density[node - n]) {
                    open.add(right[at - n]);
                    open.add(left[at - n]);
                } else {
                    parts.add(at);
                }
            }
            return parts;
        }

        private int open(int node, int parent, double d) {
            nodes.add(new int[] {node, parent});
            birth.add(d);
            stability.add(0.0);
            return nodes.size() - 1;
        }

        private void leave(int row, int cluster, double d) {
            home[row] = cluster;
            leaves[row] = d;
            stability.set(cluster, stability.get(cluster) + d - birth.get(cluster));
        }

        private IntStream rows(int node) {
            var found = IntStream.builder();
            var open = new ArrayList<>(List.of(node));
            while (!open.isEmpty()) {
                int at = open.removeLast();
                if (at < n) {
                    found.add(at);
                } else {
                    open.add(left[at - n]);
                    open.add(right[at - n]);
                }
            }
            return found.build();
        }

        DensityClusters clusters() {
            int count = nodes.size();
            var best = new double[count];
            var taken = new boolean[count];
            var below = new double[count]; // the best sum of the children
            for (int c = count - 1; c > 0; c--) { // children come after their parents
                taken[c] = stability.get(c) >= below[c];
                best[c] = Math.max(stability.get(c), below[c]);
                below[nodes.get(c)[1]] += best[c];
            }
            var chosen = new int[count]; // the uppermost taken cluster at or above each
            chosen[0] = -1;
            for (int c = 1; c < count; c++) {
                int above = chosen[nodes.get(c)[1]];
                chosen[c] = above >= 0 ? above : taken[c] ? c : -1;
            }
            var number = new int[count];
            Arrays.fill(number, -1);
            var labels = new int[n];
            var stabilities = new ArrayList<Double>();
            for (int row = 0; row < n; row++) {
                int c = chosen[home[row]];
                if (c >= 0 && number[c] < 0) {
                    number[c] = stabilities.size();
                    stabilities.add(stability.get(c));
                }
                labels[row] = c < 0 ? -1 : number[c];
            }
            var densest = new double[stabilities.size()];
            for (int row = 0; row < n; row++) {
                if (labels[row] >= 0) {
                    densest[labels[row]] = Math.max(densest[labels[row]], leaves[row]);
                }
            }
            var strength = new double[n];
            for (int row = 0; row < n; row++) {
                strength[row] = labels[row] < 0 ? 0 : leaves[row] / densest[labels[row]];
            }
            return new DensityClusters(
                    labels, strength, stabilities.stream().mapToDouble(d -> d).toArray());
        }
    }
}
