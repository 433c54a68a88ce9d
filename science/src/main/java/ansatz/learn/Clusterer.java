package ansatz.learn;

import ansatz.engine.array.Array;

/// A way to find clusters of rows.
public interface Clusterer {
    /// The clusters of rows.
    ///
    /// @param x n x p, features of like variance
    /// @throws IllegalArgumentException if there are not so many different rows
    Clusters fit(Array x, long seed);

    /// About how many bytes it takes.
    default double memory(double rows, double features) {
        return 3 * 8 * rows * features;
    }
}
