package ansatz.engine.execute;

import org.jspecify.annotations.Nullable;

/// How the elements of a value lie in a buffer: with a stride an axis, or, where that is not enough, with a table
/// of positions. Views stand for reshape, transpose, slice, broadcast and gather without moving anything.
///
/// @param buffer  the memory
/// @param extents the shape of the value
/// @param offset  the position of the first element
/// @param strides the distance between neighbours along each axis, in elements; 0 where the value repeats
/// @param table   the position of each element in row-major order (offset and strides then mean nothing), -1 for a
/// zero; or null
record View(Buffer buffer, int[] extents, int offset, int[] strides, int @Nullable [] table) {

    /// A row-major view of a whole buffer.
    static View of(Buffer buffer, int... extents) {
        return new View(buffer, extents, 0, rowMajor(extents), null);
    }

    static int[] rowMajor(int[] extents) {
        int[] strides = new int[extents.length];
        int stride = 1;
        for (int i = extents.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= extents[i];
        }
        return strides;
    }

    static int size(int[] extents) {
        int size = 1;
        for (int extent : extents) {
            size *= extent;
        }
        return size;
    }

    int size() {
        return size(extents);
    }

    boolean affine() {
        return table == null;
    }

    /// True where the elements stand in row-major order without gaps.
    boolean contiguous() {
        if (table != null) {
            return false;
        }
        int stride = 1;
        for (int i = extents.length - 1; i >= 0; i--) {
            if (extents[i] != 1 && strides[i] != stride) {
                return false;
            }
            stride *= extents[i];
        }
        return true;
    }

    boolean hasZeros() {
        if (table != null) {
            for (int position : table) {
                if (position < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The position of each element, in row-major order.
    int[] positions() {
        return table != null ? table : walk(extents, strides, offset);
    }

    /// All positions `offset + sum_i index_i stride_i`, last index fastest.
    static int[] walk(int[] extents, int[] strides, int offset) {
        int[] positions = new int[size(extents)];
        if (positions.length == 0) {
            return positions;
        }
        positions[0] = offset;
        int done = 1;
        // each axis, from the innermost, repeats what is there
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            int block = done;
            for (int i = 1; i < extents[axis]; i++) {
                int shift = i * strides[axis];
                for (int j = 0; j < block; j++) {
                    positions[done++] = positions[j] + shift;
                }
            }
        }
        return positions;
    }

    View transpose(int[] permutation) {
        int[] to = new int[extents.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = extents[permutation[i]];
        }
        if (table != null) {
            int[] rows = rowMajor(extents);
            int[] from = new int[extents.length];
            for (int i = 0; i < from.length; i++) {
                from[i] = rows[permutation[i]];
            }
            return select(walk(to, from, 0), to);
        }
        int[] moved = new int[extents.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = strides[permutation[i]];
        }
        return new View(buffer, to, offset, moved, null);
    }

    View slice(int[] start, int[] to) {
        int[] rows = table != null ? rowMajor(extents) : strides;
        int shift = 0;
        for (int i = 0; i < to.length; i++) {
            shift += start[i] * rows[i];
        }
        return table != null ? select(walk(to, rows, shift), to) : new View(buffer, to, offset + shift, strides, null);
    }

    View broadcast(int[] to, int[] axes) {
        int[] rows = table != null ? rowMajor(extents) : strides;
        int[] spread = new int[to.length];
        for (int i = 0; i < axes.length; i++) {
            spread[axes[i]] = extents[i] == 1 ? 0 : rows[i];
        }
        return table != null ? select(walk(to, spread, 0), to) : new View(buffer, to, offset, spread, null);
    }

    /// The same elements under another shape. A view with strides becomes one with a table where strides cannot say
    /// it.
    View reshape(int[] to) {
        if (table != null) {
            return new View(buffer, to, 0, strides, table);
        }
        int[] split = split(to);
        return split == null ? tabled(buffer, to, positions()) : new View(buffer, to, offset, split, null);
    }

    /// Strides for the new shape, or null where there are none: both shapes are cut into groups of axes with equal
    /// products; each old group must be evenly spaced.
    private int @Nullable [] split(int[] to) {
        int[] result = new int[to.length];
        if (size() == 0) {
            return rowMajor(to);
        }
        int i = extents.length - 1;
        int j = to.length - 1;
        while (i >= 0 || j >= 0) {
            if (i >= 0 && extents[i] == 1) {
                i--;
                continue;
            }
            if (j >= 0 && to[j] == 1) {
                j--;
                continue;
            }
            int unit = strides[i];
            int have = extents[i];
            int want = to[j];
            result[j] = unit;
            while (have != want) {
                if (have < want) {
                    int next = i - 1;
                    while (extents[next] == 1) {
                        next--;
                    }
                    if (strides[next] != strides[i] * extents[i]) {
                        return null;
                    }
                    i = next;
                    have *= extents[i];
                } else {
                    int next = j - 1;
                    while (to[next] == 1) {
                        next--;
                    }
                    result[next] = unit * want;
                    j = next;
                    want *= to[j];
                }
            }
            i--;
            j--;
        }
        return result;
    }

    /// Element `i` of the result is element `index[i]` of this view, or zero where `index[i]` is -1.
    View select(int[] index, int[] to) {
        int[] all = positions();
        int[] chosen = new int[index.length];
        for (int i = 0; i < index.length; i++) {
            chosen[i] = index[i] < 0 ? -1 : all[index[i]];
        }
        return tabled(buffer, to, chosen);
    }

    /// A view of the given positions, with strides if they are evenly spaced along every axis.
    private static View tabled(Buffer buffer, int[] to, int[] positions) {
        int[] rows = rowMajor(to);
        int[] strides = new int[to.length];
        // the -1 of a zero could pass for a position
        boolean even =
                positions.length > 0 && java.util.Arrays.stream(positions).allMatch(p -> p >= 0);
        for (int axis = 0; axis < to.length && even; axis++) {
            strides[axis] = to[axis] > 1 ? positions[rows[axis]] - positions[0] : 0;
        }
        if (even) {
            int[] expected = walk(to, strides, positions[0]);
            if (java.util.Arrays.equals(expected, positions)) {
                return new View(buffer, to, positions[0], strides, null);
            }
        }
        return new View(buffer, to, 0, strides, positions);
    }
}
