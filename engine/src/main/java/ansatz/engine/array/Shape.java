package ansatz.engine.array;

import java.util.Arrays;

/// The extents of an array, outermost axis first. A shape of rank 0 is a scalar. Immutable.
public final class Shape {
    private static final Shape SCALAR = new Shape(new int[0], 1);

    private final int[] extents;
    private final int size;

    private Shape(int[] extents, int size) {
        this.extents = extents;
        this.size = size;
    }

    /// The shape with the given extents.
    ///
    /// @throws IllegalArgumentException if an extent is negative or there would be more than 2^31 - 1 elements
    public static Shape of(int... extents) {
        if (extents.length == 0) {
            return SCALAR;
        }
        long size = 1;
        for (int extent : extents) {
            if (extent < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(extents) + ": an extent is negative");
            }
            size *= extent;
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(extents) + ": more than 2^31 - 1 elements");
            }
        }
        return new Shape(extents.clone(), (int) size);
    }

    /// The number of axes.
    public int rank() {
        return extents.length;
    }

    /// The extent of axis `axis`.
    public int extent(int axis) {
        return extents[axis];
    }

    /// The number of elements.
    public int size() {
        return size;
    }

    /// A copy of the extents.
    public int[] extents() {
        return extents.clone();
    }

    /// The distance in a row-major array between neighbours along each axis.
    public int[] strides() {
        int[] strides = new int[extents.length];
        int stride = 1;
        for (int i = extents.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= extents[i];
        }
        return strides;
    }

    /// This shape with one more axis at the end.
    public Shape append(int extent) {
        int[] longer = Arrays.copyOf(extents, extents.length + 1);
        longer[extents.length] = extent;
        return of(longer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape s && Arrays.equals(extents, s.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    @Override
    public String toString() {
        return Arrays.toString(extents).replace(" ", "");
    }
}
