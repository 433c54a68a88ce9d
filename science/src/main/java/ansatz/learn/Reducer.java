package ansatz.learn;

import ansatz.engine.array.Array;
import org.jspecify.annotations.Nullable;

/// A way to few coordinates of rows.
public interface Reducer {
    /// The coordinates along which rows vary most.
    ///
    /// @param x n x p
    /// @param count how many; fewer where there are not so many
    Reduced reduce(Array x, int count, long seed);

    /// About how many bytes it takes.
    double memory(double rows, double features);

    /// @param coordinates n x k
    /// @param variances of the coordinates, descending
    /// @param shares of the total variance
    /// @param directions of the coordinates in the space of the features, k x p; null where they have none
    record Reduced(
            Array coordinates,
            double[] variances,
            double[] shares,
            @Nullable Array directions) {}
}
