package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;

/// A sum of decision trees: a row goes down each from its root, to the left where a feature is at most a threshold,
/// and adds what stands at its leaf.
///
/// The nodes of all trees stand in one table; the right child of a node stands behind the left one.
///
/// @param features how many a row has
/// @param roots the first node of each tree
/// @param feature by which a node decides; -1 of a leaf
/// @param threshold up to which a row goes to the left; 0 of a leaf
/// @param left the left child; 0 of a leaf
/// @param missing the child of a row in which the feature is missing; 0 of a leaf
/// @param values what a leaf adds, nodes x outputs
/// @param offset what the sum begins with, one a output
/// @param link what the outputs are of the sums
public record TreeFit(
        int features,
        int[] roots,
        int[] feature,
        double[] threshold,
        int[] left,
        int[] missing,
        Array values,
        double[] offset,
        Link link)
        implements Fitted {
    /// What the outputs are of the sums over trees.
    public enum Link {
        /// The sums themselves.
        IDENTITY,
        /// Their softmax, which are probabilities.
        SOFTMAX,
        /// Each over the sum of all, where none is negative: shares.
        SHARES
    }

    /// @throws IllegalArgumentException if the tables do not fit together, so that a row could go astray
    public TreeFit {
        int nodes = feature.length;
        if (threshold.length != nodes
                || left.length != nodes
                || missing.length != nodes
                || values.shape().extent(0) != nodes
                || values.shape().extent(1) != offset.length) {
            throw new IllegalArgumentException("the tables of a sum of trees have different lengths");
        }
        for (int root : roots) {
            if (root < 0 || root >= nodes) {
                throw new IllegalArgumentException("a tree begins at node " + root + " of " + nodes);
            }
        }
        for (int i = 0; i < nodes; i++) {
            // children stand behind their parent: no way down is without end
            boolean decides = feature[i] >= 0;
            boolean lost = left[i] <= i || left[i] >= nodes - 1 || missing[i] != left[i] && missing[i] != left[i] + 1;
            if (feature[i] >= features || decides && lost) {
                throw new IllegalArgumentException("node " + i + " of a tree leads nowhere");
            }
        }
    }

    @Override
    public Array predict(Array x) {
        int n = x.shape().extent(0);
        int k = offset.length;
        double[] of = x.values();
        double[] leaf = values.values();
        var sums = new double[n * k];
        for (int i = 0; i < n; i++) {
            System.arraycopy(offset, 0, sums, i * k, k);
        }
        // tree by tree, so that the nodes of one stay near
        for (int root : roots) {
            for (int i = 0; i < n; i++) {
                int node = root;
                while (feature[node] >= 0) {
                    double value = of[i * features + feature[node]];
                    node = value <= threshold[node]
                            ? left[node]
                            : value > threshold[node] ? left[node] + 1 : missing[node]; // the rest is NaN
                }
                for (int c = 0; c < k; c++) {
                    sums[i * k + c] += leaf[node * k + c];
                }
            }
        }
        switch (link) {
            case IDENTITY -> {}
            case SOFTMAX -> {
                for (int i = 0; i < n; i++) {
                    LinearFit.softmax(sums, i * k, k);
                }
            }
            case SHARES -> {
                for (int i = 0; i < n; i++) {
                    Shares.of(sums, i * k, k);
                }
            }
        }
        return new Array(Shape.of(n, k), sums);
    }
}
