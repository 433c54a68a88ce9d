package ansatz.engine.transform;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Along which directions each element of a value changes: the sparsity of its Jacobian, known before any number
/// is.
///
/// Element `e` has `width` rows; row `r` is the derivative along direction `at(e, r)`, or belongs to none (-1, and
/// the row is zero). The directions of an element are orthogonal to each other and increase by their number, those
/// of no direction come last. When all elements have the same directions they are kept once.
final class Support {
    private final Directions directions;
    private final int elements;
    private final int width;
    private final int[] table;

    private Support(Directions directions, int elements, int width, int[] table) {
        this.directions = directions;
        this.elements = elements;
        this.width = width;
        this.table = table;
    }

    /// Every element depends on all coordinates.
    static Support dense(Directions directions, int elements) {
        int[] all = new int[directions.coordinates()];
        Arrays.setAll(all, i -> i);
        return new Support(directions, elements, all.length, all);
    }

    /// Element `e` depends on coordinate `e` alone.
    static Support identity(Directions directions) {
        int[] table = new int[directions.coordinates()];
        Arrays.setAll(table, i -> i);
        return single(directions, table);
    }

    /// Element `e` changes along direction `direction[e]` alone, or not at all where that is -1.
    static Support single(Directions directions, int[] direction) {
        return canonical(directions, direction.length, 1, direction);
    }

    /// Elements that depend on nothing, with rows that are zero.
    static Support none(Directions directions, int elements, int width) {
        int[] table = new int[width];
        Arrays.fill(table, -1);
        return new Support(directions, elements, width, table);
    }

    private static Support canonical(Directions directions, int elements, int width, int[] table) {
        for (int i = width; i < table.length; i++) {
            if (table[i] != table[i - width]) {
                return new Support(directions, elements, width, table);
            }
        }
        int[] one = elements == 0 ? new int[width] : Arrays.copyOf(table, width);
        return new Support(directions, elements, width, one);
    }

    Directions directions() {
        return directions;
    }

    /// The number of rows of each element.
    int width() {
        return width;
    }

    int elements() {
        return elements;
    }

    /// The direction of row `r` of element `e`, or -1.
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
            return new Support(directions, source.length, width, table);
        }
        int[] mapped = new int[source.length * width];
        for (int i = 0; i < source.length; i++) {
            for (int r = 0; r < width; r++) {
                mapped[i * width + r] = source[i] < 0 ? -1 : at(source[i], r);
            }
        }
        return canonical(directions, source.length, width, mapped);
    }

    /// Element by element the directions of either.
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
        return canonical(a.directions, a.elements + b.elements, width, table);
    }

    /// The support of `groups` elements, each with the directions of all elements `e` with `group[e]` equal to it,
    /// or their coordinates where these directions are not orthogonal. Elements with group -1 are left out.
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
        for (int e = 0; e < elements; e++) {
            if (group[e] >= 0) {
                sets[group[e]] = merge(sets[group[e]], e);
            }
        }
        int widest = 0;
        // elements of one layer share their directions: each set is looked at once
        Map<IntList, int[]> bases = new HashMap<>();
        for (int g = 0; g < groups; g++) {
            sets[g] = bases.computeIfAbsent(new IntList(sets[g]), set -> directions.basis(set.values));
            widest = Math.max(widest, sets[g].length);
        }
        int[] grouped = new int[groups * widest];
        Arrays.fill(grouped, -1);
        for (int g = 0; g < groups; g++) {
            System.arraycopy(sets[g], 0, grouped, g * widest, sets[g].length);
        }
        return canonical(directions, groups, widest, grouped);
    }

    /// Integers that are compared one by one.
    private static final class IntList {
        private final int[] values;

        private IntList(int[] values) {
            this.values = values;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof IntList list && Arrays.equals(values, list.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
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

    /// All directions of any element, for every element.
    Support everywhere() {
        return group(new int[elements], 1).map(new int[elements]);
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
