package ansatz.engine.array;

import java.util.Arrays;
import java.util.Objects;

/// A dense array of doubles in row-major order: a shape and as many values. Immutable by convention: whoever hands
/// a `double[]` in does not write to it afterwards, and [#values()] is read, not written.
///
/// @param shape the extents, outermost first
/// @param values `shape.size()` values, last index fastest
public record Array(Shape shape, double[] values) {
    private static final int SHOWN = 64;

    /// @throws IllegalArgumentException if the number of values is not the size of the shape
    public Array {
        Objects.requireNonNull(shape, "shape");
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(
                    "array of shape " + shape + " needs " + shape.size() + " values, got " + values.length);
        }
    }

    /// A vector of the given values.
    public static Array of(double... values) {
        return new Array(Shape.of(values.length), values.clone());
    }

    /// A matrix of the given rows.
    ///
    /// @throws IllegalArgumentException if the rows differ in length
    public static Array of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[Math.multiplyExact(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows[i].length + " values, row 0 has " + columns);
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new Array(Shape.of(rows.length, columns), values);
    }

    /// An array of rank 0.
    public static Array scalar(double value) {
        return new Array(Shape.of(), new double[] {value});
    }

    /// An array of zeros with the given extents.
    public static Array zeros(int... extents) {
        Shape shape = Shape.of(extents);
        return new Array(shape, new double[shape.size()]);
    }

    /// The element at the given index.
    ///
    /// @throws IllegalArgumentException if the index has not one entry an axis
    /// @throws IndexOutOfBoundsException if an entry is outside its axis
    public double get(int... index) {
        if (index.length != shape.rank()) {
            throw new IllegalArgumentException("index " + Arrays.toString(index) + " for an array of shape " + shape
                    + ": one entry an axis is needed");
        }
        int position = 0;
        for (int axis = 0; axis < index.length; axis++) {
            position = position * shape.extent(axis) + Objects.checkIndex(index[axis], shape.extent(axis));
        }
        return values[position];
    }

    /// The same values under other extents.
    ///
    /// @throws IllegalArgumentException if the sizes differ
    public Array reshape(int... extents) {
        return new Array(Shape.of(extents), values);
    }

    /// A copy of the sub-array at index `i` of the outermost axis.
    ///
    /// @throws IllegalArgumentException for an array of rank 0
    /// @throws IndexOutOfBoundsException if there is no such row
    public Array row(int i) {
        if (shape.rank() == 0) {
            throw new IllegalArgumentException("an array of rank 0 has no rows");
        }
        Objects.checkIndex(i, shape.extent(0));
        int[] extents = shape.extents();
        Shape rest = Shape.of(Arrays.copyOfRange(extents, 1, extents.length));
        return new Array(rest, Arrays.copyOfRange(values, i * rest.size(), (i + 1) * rest.size()));
    }

    /// Equal shapes and bitwise equal values (NaN equals NaN).
    @Override
    public boolean equals(Object other) {
        return other instanceof Array a && shape.equals(a.shape) && Arrays.equals(values, a.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    /// The shape and the first values.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Array").append(shape).append(" {");
        for (int i = 0; i < Math.min(values.length, SHOWN); i++) {
            text.append(i == 0 ? "" : ", ").append(values[i]);
        }
        return text.append(values.length > SHOWN ? ", ...}" : "}").toString();
    }
}
