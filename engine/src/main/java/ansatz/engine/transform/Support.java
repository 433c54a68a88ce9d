package ansatz.engine.transform;

import java.util.Arrays;

/// On which coordinates each element of a value depends: the sparsity of its Jacobian, known before any number is.
///
/// Element `e` has `width` rows; row `r` belongs to coordinate `at(e, r)`, or to none (-1, and the row is zero).
/// The coordinates of an element increase, those of no coordinate come last. When all elements depend on the
/// same coordinates they are kept once.
final class Support {
    private final int elements;
    private final int width;
    private final int[] table;

    private Support(int elements, int width, int[] table) {
        this.elements = elements;
        this.width = width;
        this.table = table;
    }

    /// Every element depends on the same coordinates.
    static Support uniform(int elements, int[] coordinates) {
        return new Support(elements, coordinates.length, coordinates);
    }

    /// Element `e` depends on coordinate `e` alone.
    static Support identity(int elements) {
        int[] table = new int[elements];
        Arrays.setAll(table, i -> i);
        return canonical(elements, 1, table);
    }

    private static Support canonical(int elements, int width, int[] table) {
        for (int i = width; i < table.length; i++) {
            if (table[i] != table[i - width]) {
                return new Support(elements, width, table);
            }
        }
        return new Support(elements, width, elements == 0 ? new int[width] : Arrays.copyOf(table, width));
    }

    /// The number of rows of each element.
    int width() {
        return width;
    }

    int elements() {
        return elements;
    }

    /// The coordinate of row `r` of element `e`, or -1.
    int at(int e, int r) {
        return isUniform() ? table[r] : table[e * width + r];
    }

    boolean isUniform() {
        return table.length == width;
    }

    /// The support whose element `i` is element `source[i]` of this one, or depends on nothing where that is -1.
    Support map(int[] source) {
        boolean holes = false;
        for (int s : source) {
            holes |= s < 0;
        }
        if (isUniform() && !holes) {
            return new Support(source.length, width, table);
        }
        int[] mapped = new int[source.length * width];
        for (int i = 0; i < source.length; i++) {
            for (int r = 0; r < width; r++) {
                mapped[i * width + r] = source[i] < 0 ? -1 : at(source[i], r);
            }
        }
        return canonical(source.length, width, mapped);
    }

    /// Element by element the coordinates of either.
    Support union(Support other) {
        if (equals(other)) {
            return this;
        }
        int[] group = new int[2 * elements];
        Arrays.setAll(group, i -> i % elements);
        return stack(this, other).group(group, elements);
    }

    /// The elements of one support, then those of another, with the wider one's width.
    static Support stack(Support a, Support b) {
        int width = Math.max(a.width, b.width);
        int[] table = new int[(a.elements + b.elements) * width];
        Arrays.fill(table, -1);
        for (int e = 0; e < a.elements + b.elements; e++) {
            Support from = e < a.elements ? a : b;
            for (int r = 0; r < from.width; r++) {
                table[e * width + r] = from.at(e < a.elements ? e : e - a.elements, r);
            }
        }
        return canonical(a.elements + b.elements, width, table);
    }

    /// The support of `groups` elements, each depending on all that the elements `e` with `group[e]` equal to it
    /// depend on. Elements with group -1 are left out.
    Support group(int[] group, int groups) {
        if (isUniform()) {
            boolean[] present = new boolean[groups];
            for (int g : group) {
                if (g >= 0) {
                    present[g] = true;
                }
            }
            int[] source = new int[groups];
            for (int g = 0; g < groups; g++) {
                source[g] = present[g] ? 0 : -1;
            }
            return map(source);
        }
        int[][] sets = new int[groups][0];
        int widest = 0;
        for (int e = 0; e < elements; e++) {
            if (group[e] >= 0) {
                sets[group[e]] = merge(sets[group[e]], e);
                widest = Math.max(widest, sets[group[e]].length);
            }
        }
        int[] grouped = new int[groups * widest];
        Arrays.fill(grouped, -1);
        for (int g = 0; g < groups; g++) {
            System.arraycopy(sets[g], 0, grouped, g * widest, sets[g].length);
        }
        return canonical(groups, widest, grouped);
    }

    private int[] merge(int[] sorted, int e) {
        int[] merged = new int[sorted.length + width];
        int n = 0;
        int i = 0;
        int r = 0;
        while (i < sorted.length || r < width && at(e, r) >= 0) {
            int b = r < width && at(e, r) >= 0 ? at(e, r) : Integer.MAX_VALUE;
            int a = i < sorted.length ? sorted[i] : Integer.MAX_VALUE;
            merged[n++] = Math.min(a, b);
            if (a <= b) {
                i++;
            }
            if (b <= a) {
                r++;
            }
        }
        return n == sorted.length ? sorted : Arrays.copyOf(merged, n);
    }

    /// All coordinates that any element depends on, for every element.
    Support everywhere() {
        return group(new int[elements], 1).map(new int[elements]);
    }

    /// For each (element, row) of `target` the row of this support with the same coordinate, or -1.
    ///
    /// @throws IllegalArgumentException if an element of this support depends on a coordinate that it has not in
    /// `target`
    int[] rowsOf(Support target) {
        int[] rows = new int[target.elements * target.width];
        for (int e = 0; e < target.elements; e++) {
            int r = 0;
            for (int t = 0; t < target.width; t++) {
                boolean same = r < width && at(e, r) >= 0 && at(e, r) == target.at(e, t);
                rows[e * target.width + t] = same ? r++ : -1;
            }
            if (r < width && at(e, r) >= 0) {
                throw new IllegalArgumentException(
                        "element " + e + " depends on coordinate " + at(e, r) + ", which the target has not");
            }
        }
        return rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Support s
                && elements == s.elements
                && width == s.width
                && Arrays.equals(table, s.table);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(table) + elements;
    }

    @Override
    public String toString() {
        return elements + " elements of " + width + " rows" + (isUniform() ? " " + Arrays.toString(table) : "");
    }
}
