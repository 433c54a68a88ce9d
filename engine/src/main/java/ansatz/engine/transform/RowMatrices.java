package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Operation;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Value;
import java.util.Arrays;

/// Matrices that act on the rows of jets: what a linear operation on elements does to their derivatives when these
/// are along different directions before and after.
final class RowMatrices {
    private final Support from;
    private final Support to;
    private final int extra;
    private int[] row;
    private int[] column;
    private double[] weight;
    private int n;

    private RowMatrices(Support from, Support to, int extra, int room) {
        this.from = from;
        this.to = to;
        this.extra = extra;
        this.row = new int[room];
        this.column = new int[room];
        this.weight = new double[room];
    }

    /// The matrix on the entries of jets (rows, with `extra` 2 also value and Laplacian) that stands for a matrix
    /// on
    /// elements. A row along a direction that the target has not goes to the coordinates of that direction.
    ///
    /// @param to has, for each element, all directions of those that make it up, or their coordinates
    static SparseMatrix of(SparseMatrix elements, Support from, Support to, int extra) {
        RowMatrices made = new RowMatrices(from, to, extra, elements.entries() * (from.width() + extra));
        for (int k = 0; k < elements.entries(); k++) {
            made.element(elements.row(k), elements.column(k), elements.weight(k));
        }
        return new SparseMatrix(
                to.elements() * (to.width() + extra),
                from.elements() * (from.width() + extra),
                Arrays.copyOf(made.row, made.n),
                Arrays.copyOf(made.column, made.n),
                Arrays.copyOf(made.weight, made.n));
    }

    /// The product of such a matrix with entries of jets.
    static Value multiply(SparseMatrix matrix, Value entries, Shape shape) {
        int[] source = matrix.moves();
        return source != null
                ? entries.gather(shape, source)
                : entries.trace().emit(new Operation.SparseProduct(java.util.List.of(matrix), shape), entries);
    }

    private void element(int t, int e, double w) {
        int target = t * (to.width() + extra);
        int source = e * (from.width() + extra);
        if (extra > 0) {
            put(target, source, w);
        }
        for (int r = 0; r < from.width() && from.at(e, r) >= 0; r++) {
            int direction = from.at(e, r);
            int place = place(t, direction);
            if (place >= 0) {
                put(target + place + extra / 2, source + r + extra / 2, w);
                continue;
            }
            Directions directions = from.directions();
            for (int i = 0; i < directions.size(direction); i++) {
                int at = place(t, directions.coordinate(direction, i));
                if (at < 0) {
                    throw new IllegalStateException("element " + t + " has no row for direction " + direction);
                }
                put(target + at + extra / 2, source + r + extra / 2, w * directions.component(direction, i));
            }
        }
        if (extra > 0) {
            put(target + to.width() + 1, source + from.width() + 1, w);
        }
    }

    /// The row of a direction in target element `t`, or -1: directions increase, none (-1) come last.
    private int place(int t, int direction) {
        int low = 0;
        int high = to.width() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int there = to.at(t, middle);
            if (there == direction) {
                return middle;
            }
            if (there >= 0 && there < direction) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private void put(int to, int at, double w) {
        if (n == row.length) {
            int room = 2 * n + 8;
            row = Arrays.copyOf(row, room);
            column = Arrays.copyOf(column, room);
            weight = Arrays.copyOf(weight, room);
        }
        row[n] = to;
        column[n] = at;
        weight[n++] = w;
    }
}
