package ansatz.data;

import ansatz.schema.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/// Numbers on a grid of any rank, as array files hold them; the first extent counts the rows of a table.
///
/// @param source where it is from, for messages
/// @param shape the extents, outermost first
/// @param columnMajor whether the first index runs fastest in `values`
/// @param values as they stand in the file
public record Grid(String source, int[] shape, boolean columnMajor, double[] values) {
    /// More columns than this are no table.
    public static final int MOST_COLUMNS = 100_000;

    /// The number of elements.
    ///
    /// @throws InvalidInput if a grid of this shape is no table, or too large
    public static int size(String source, long[] shape) {
        if (shape.length == 0) {
            throw new InvalidInput(source + ": is a single number; a table needs an extent of rows");
        }
        long columns = 1;
        for (int k = 0; k < shape.length; k++) {
            if (shape[k] < 1) {
                throw new InvalidInput(source + ": has the extent " + shape[k] + "; a table needs at least 1 of each");
            }
            if (k > 0) {
                columns = shape[k] > MOST_COLUMNS ? MOST_COLUMNS + 1L : columns * shape[k];
            }
            if (columns > MOST_COLUMNS) {
                throw new InvalidInput(source + ": has more than " + MOST_COLUMNS + " numbers a row");
            }
        }
        if (shape[0] > (Integer.MAX_VALUE - 8) / columns) {
            throw new InvalidInput(source + ": has " + shape[0] + " rows of " + columns
                    + " numbers; at most 2^31 numbers are read from an array");
        }
        return (int) (shape[0] * columns);
    }

    /// The number of rows.
    public int rows() {
        return shape[0];
    }

    /// One column for each position beyond the first index: `name` for a vector, else `name_j` or `name_j_k`, from
    /// 0.
    ///
    /// @throws InvalidInput if a number is infinite
    public List<Column> columns(String name) {
        int n = rows();
        int width = values.length / n;
        var columns = new ArrayList<Column>(width);
        for (int c = 0; c < width; c++) {
            // the indices beyond the first, of which the last runs fastest in c
            var label = new StringBuilder();
            int rest = c;
            int at = 0; // the position where the first of these indices runs fastest
            for (int axis = shape.length - 1; axis > 0; axis--) {
                int index = rest % shape[axis];
                rest /= shape[axis];
                label.insert(0, "_" + index);
                at += index * stride(axis);
            }
            var column = new double[n];
            for (int i = 0; i < n; i++) {
                double value = columnMajor ? values[i + n * at] : values[i * width + c];
                if (Double.isInfinite(value)) {
                    throw new InvalidInput(source + ": column \"" + name + label + "\" is infinite in row " + (i + 1)
                            + "; NaN stands for a missing value");
                }
                column[i] = value;
            }
            columns.add(new Column.Numeric(name + label, "", column));
        }
        return columns;
    }

    /// How far the next value of an index is, in units of n, where the first index runs fastest.
    private int stride(int axis) {
        int stride = 1;
        for (int k = 1; k < axis; k++) {
            stride *= shape[k];
        }
        return stride;
    }
}
