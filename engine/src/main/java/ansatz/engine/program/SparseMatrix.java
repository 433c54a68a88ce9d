package ansatz.engine.program;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A constant matrix by its entries: entry `k` is `weight[k]` in row `row[k]` and column `column[k]`. Entries of
/// the
/// same place add up. The arrays belong to the matrix and are never changed.
public final class SparseMatrix {
    private final int rows;
    private final int columns;
    private final int[] row;
    private final int[] column;
    private final double[] weight;

    /// @throws IllegalArgumentException if the arrays differ in length or an entry lies outside
    public SparseMatrix(int rows, int columns, int[] row, int[] column, double[] weight) {
        if (row.length != column.length || row.length != weight.length) {
            throw new IllegalArgumentException("a sparse matrix wants a row, a column and a weight an entry, got "
                    + row.length + ", " + column.length + " and " + weight.length);
        }
        for (int k = 0; k < row.length; k++) {
            if (row[k] < 0 || row[k] >= rows || column[k] < 0 || column[k] >= columns) {
                throw new IllegalArgumentException("entry (" + row[k] + ", " + column[k] + ") lies outside of " + rows
                        + " rows and " + columns + " columns");
            }
        }
        this.rows = rows;
        this.columns = columns;
        this.row = row;
        this.column = column;
        this.weight = weight;
    }

    /// The identity times a number.
    public static SparseMatrix diagonal(int size, double weight) {
        int[] count = new int[size];
        Arrays.setAll(count, i -> i);
        double[] weights = new double[size];
        Arrays.fill(weights, weight);
        return new SparseMatrix(size, size, count, count, weights);
    }

    /// The extent of the result.
    public int rows() {
        return rows;
    }

    /// The extent of the operand.
    public int columns() {
        return columns;
    }

    /// The number of entries.
    public int entries() {
        return row.length;
    }

    /// The row of entry `k`.
    public int row(int k) {
        return row[k];
    }

    /// The column of entry `k`.
    public int column(int k) {
        return column[k];
    }

    /// The weight of entry `k`.
    public double weight(int k) {
        return weight[k];
    }

    /// The matrix with rows and columns exchanged.
    public SparseMatrix transpose() {
        return new SparseMatrix(columns, rows, column, row, weight);
    }

    /// The matrix times a number.
    public SparseMatrix times(double factor) {
        double[] scaled = new double[weight.length];
        Arrays.setAll(scaled, k -> factor * weight[k]);
        return new SparseMatrix(rows, columns, row, column, scaled);
    }

    /// Adds the product of the matrix and `x` to `y`, entry by entry.
    public void multiplyAdd(double[] x, double[] y) {
        for (int k = 0; k < row.length; k++) {
            y[row[k]] += weight[k] * x[column[k]];
        }
    }

    /// Where the product only moves elements (all weights 1, no row with two entries): for each row the column of
    /// its entry, or -1; else null.
    public int @Nullable [] moves() {
        int[] source = new int[rows];
        Arrays.fill(source, -1);
        for (int k = 0; k < row.length; k++) {
            if (weight[k] != 1 || source[row[k]] >= 0) {
                return null;
            }
            source[row[k]] = column[k];
        }
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseMatrix m
                && rows == m.rows
                && columns == m.columns
                && Arrays.equals(row, m.row)
                && Arrays.equals(column, m.column)
                && Arrays.equals(weight, m.weight);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(row) + Arrays.hashCode(column)) + Arrays.hashCode(weight);
    }

    @Override
    public String toString() {
        return rows + "x" + columns + " with " + row.length + " entries";
    }
}
