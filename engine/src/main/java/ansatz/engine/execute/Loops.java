package ansatz.engine.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How a step walks several views of one index space together: an outer axis (which groups of steps run block by
/// block), runs listed for each outer index, a counted axis, and inside it contiguous elements. A scalar operand
/// (one number for all lanes) must stand still inside a contiguous run, so there a run is shorter.
final class Loops {
    /// Extent of the outer axis, 1 if there is none.
    final int outer;
    /// Runs of one outer index.
    final int runs;
    /// Extent of the counted axis.
    final int count;
    /// Contiguous elements.
    final int length;

    final Operand[] operands;
    /// How many consecutive outer indices, from a multiple of this on, are runs that are evenly spaced in every
    /// operand:
    /// where two axes are merged into the outer one, often the extent of the second. 1 if an outer index has more
    /// than a run.
    final int stretch;
    /// The distance of each operand between the outer indices of a stretch.
    final int[] outerStride;
    /// True when a stretch is one contiguous run.
    private final boolean flat;

    private final int[] extents;
    private final List<View> views;
    private final boolean[] lanes;

    private Loops(
            int outer,
            int runs,
            int count,
            int length,
            Operand[] operands,
            int[] extents,
            List<View> views,
            boolean[] lanes) {
        this.outer = outer;
        this.runs = runs;
        this.count = count;
        this.length = length;
        this.operands = operands;
        this.extents = extents;
        this.views = views;
        this.lanes = lanes;
        this.outerStride = new int[operands.length];
        int even = runs == 1 && count == 1 ? outer : 1;
        boolean whole = even > 1;
        for (int k = 0; k < operands.length; k++) {
            even = operands[k].stretch(even);
            outerStride[k] = operands[k].outerStride();
            whole &= outerStride[k] == (operands[k].scalar ? 0 : length);
        }
        this.stretch = even;
        this.flat = whole && even > 1;
    }

    /// @param extents the index space
    /// @param views   the views, all with these extents
    /// @param lanes   for each view, true if an element is a run of lanes and false if it is one number for all
    /// lanes
    static Loops of(int[] extents, List<View> views, boolean[] lanes) {
        return of(extents, views, lanes, 1);
    }

    /// The same walk with the first `depth` of [#axes] merged into the outer axis.
    Loops at(int depth) {
        return of(extents, views, lanes, depth);
    }

    /// What a step does with evenly spaced runs.
    interface Runs {
        /// @param i          the outer index at which the first run begins; `r` its number there
        /// @param count      how many runs there are
        /// @param alongOuter whether they follow the outer axis instead of the counted one
        /// @param n          how many doubles a run has
        void apply(Frame f, int i, int r, int count, boolean alongOuter, int n);
    }

    /// Walks over the outer indices `from` to `to - 1`, with as many runs at a time as lie evenly.
    void walk(Frame f, int from, int to, Runs step) {
        int n = length * f.lanes;
        if (stretch == 1) {
            for (int i = from; i < to; i++) {
                for (int r = 0; r < runs; r++) {
                    step.apply(f, i, r, count, false, n);
                }
            }
        } else if (stretch == outer) {
            stretch(f, from, to, step, n);
        } else {
            for (int i = from; i < to; ) {
                int end = Math.min(to, i - i % stretch + stretch);
                stretch(f, i, end, step, n);
                i = end;
            }
        }
    }

    private void stretch(Frame f, int from, int to, Runs step, int n) {
        if (flat) {
            step.apply(f, from, 0, 1, false, n * (to - from));
        } else {
            step.apply(f, from, 0, to - from, true, n);
        }
    }

    /// The distance between neighbours of operand `k` along the outer axis or along the counted one, in doubles.
    int stride(Frame f, int k, boolean alongOuter) {
        return (alongOuter ? outerStride[k] : operands[k].countStride) * operands[k].unit(f);
    }

    /// The extents of the axes from the outermost, those of extent 1 left out.
    int[] axes() {
        return Arrays.stream(extents).filter(extent -> extent != 1).toArray();
    }

    private static Loops of(int[] extents, List<View> views, boolean[] lanes, int depth) {
        int n = views.size();
        if (View.size(extents) == 0) {
            Operand[] none = new Operand[n];
            for (int k = 0; k < n; k++) {
                none[k] = Operand.of(views.get(k).buffer(), !lanes[k], new int[] {0}, 0, new int[0], 0);
            }
            return new Loops(1, 0, 1, 1, none, extents, views, lanes);
        }
        for (View view : views) {
            if (!view.affine()) {
                return tabled(extents, views, lanes, depth);
            }
        }
        return affine(extents, views, lanes, depth);
    }

    private static Loops affine(int[] extents, List<View> views, boolean[] lanes, int depth) {
        int n = views.size();
        // an axis is the stride of each view and, last, the extent
        List<int[]> axes = new ArrayList<>();
        for (int axis = 0; axis < extents.length; axis++) {
            if (extents[axis] != 1) {
                int[] strides = new int[n + 1];
                for (int k = 0; k < n; k++) {
                    strides[k] = views.get(k).strides()[axis];
                }
                strides[n] = extents[axis];
                axes.add(strides);
            }
        }
        List<int[]> outerAxes = new ArrayList<>(axes.subList(0, Math.min(depth, axes.size())));
        axes = new ArrayList<>(axes.subList(outerAxes.size(), axes.size()));
        // neighbouring axes that every view crosses evenly are one axis
        for (int i = axes.size() - 2; i >= 0; i--) {
            int[] a = axes.get(i);
            int[] b = axes.get(i + 1);
            boolean even = true;
            for (int k = 0; k < n; k++) {
                even &= a[k] == b[k] * b[n];
            }
            if (even) {
                b[n] *= a[n];
                axes.remove(i);
            }
        }
        int length = 1;
        if (!axes.isEmpty() && still(axes.getLast(), lanes, n)) {
            length = axes.removeLast()[n];
        }
        int[] counted = axes.isEmpty() ? unit(n) : axes.removeLast();
        Operand[] operands = new Operand[n];
        for (int k = 0; k < n; k++) {
            operands[k] = Operand.of(
                    views.get(k).buffer(),
                    !lanes[k],
                    walk(outerAxes, k, n, 0),
                    counted[k],
                    walk(axes, k, n, views.get(k).offset()),
                    (counted[n] - 1) * counted[k] + (lanes[k] ? length : 1));
        }
        int outer = walk(outerAxes, 0, n, 0).length;
        int runs = operands[0].starts.length;
        return new Loops(outer, runs, counted[n], length, operands, extents, views, lanes);
    }

    private static int[] walk(List<int[]> axes, int k, int n, int offset) {
        int[] extents = new int[axes.size()];
        int[] strides = new int[axes.size()];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = axes.get(i)[n];
            strides[i] = axes.get(i)[k];
        }
        return View.walk(extents, strides, offset);
    }

    private static int[] unit(int n) {
        int[] axis = new int[n + 1];
        axis[n] = 1;
        return axis;
    }

    private static boolean still(int[] axis, boolean[] lanes, int n) {
        for (int k = 0; k < n; k++) {
            if (axis[k] != (lanes[k] ? 1 : 0)) {
                return false;
            }
        }
        return true;
    }

    /// With a table among the views: one axis along which all views are evenly spaced becomes the counted axis, the
    /// rest is listed.
    private static Loops tabled(int[] extents, List<View> views, boolean[] lanes, int depth) {
        int n = views.size();
        int[] axes = Arrays.stream(extents).filter(extent -> extent != 1).toArray();
        int outer = 1;
        for (int i = 0; i < Math.min(depth, axes.length); i++) {
            outer *= axes[i];
        }
        int[][] positions = new int[n][];
        for (int k = 0; k < n; k++) {
            positions[k] = views.get(k).positions();
        }
        int[] rows = View.rowMajor(axes);
        int counted = -1;
        for (int axis = Math.min(depth, axes.length); axis < axes.length - 1; axis++) {
            if (counted < 0 || axes[axis] > axes[counted]) {
                counted = even(positions, axes[axis], rows[axis]) ? axis : counted;
            }
        }
        int count = 1;
        int[] countStride = new int[n];
        if (counted >= 0) {
            count = axes[counted];
            for (int k = 0; k < n; k++) {
                countStride[k] = stride(positions[k], axes[counted], rows[counted]);
                positions[k] = without(positions[k], axes[counted], rows[counted]);
            }
        }
        int inner = positions[0].length / outer;
        int length = inner;
        for (int k = 0; k < n; k++) {
            length = evenLength(positions[k], lanes[k], length);
        }
        int runs = inner / length;
        Operand[] operands = new Operand[n];
        for (int k = 0; k < n; k++) {
            int[] starts = new int[outer * runs];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = positions[k][i * length];
            }
            int span = (count - 1) * countStride[k] + (lanes[k] ? length : 1);
            operands[k] = compressed(views.get(k).buffer(), !lanes[k], outer, runs, countStride[k], starts, span);
        }
        return new Loops(outer, runs, count, length, operands, extents, views, lanes);
    }

    /// True when all tables are evenly spaced, upwards or not at all, along an axis of the given extent and
    /// row-major stride, and missing elements are missing all along it.
    private static boolean even(int[][] positions, int extent, int row) {
        for (int[] table : positions) {
            int stride = stride(table, extent, row);
            if (stride < 0) {
                return false;
            }
            for (int i = 0; i + row < table.length; i++) {
                if (i / row % extent != extent - 1) {
                    boolean same = table[i] < 0 ? table[i + row] < 0 : table[i + row] == table[i] + stride;
                    if (!same) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static int stride(int[] table, int extent, int row) {
        for (int i = 0; i + row < table.length; i++) {
            if (table[i] >= 0 && i / row % extent == 0) {
                return table[i + row] - table[i];
            }
        }
        return 0;
    }

    private static int[] without(int[] table, int extent, int row) {
        int[] kept = new int[table.length / extent];
        int n = 0;
        for (int i = 0; i < table.length; i++) {
            if (i / row % extent == 0) {
                kept[n++] = table[i];
            }
        }
        return kept;
    }

    /// The longest run length that divides `length` and inside which the positions are contiguous (constant for a
    /// scalar, all zeros where -1).
    private static int evenLength(int[] positions, boolean lanes, int length) {
        int common = length;
        for (int i = 1; i < positions.length && common > 1; i++) {
            int step = positions[i] < 0 || positions[i - 1] < 0 || !lanes ? 0 : 1;
            boolean zero = positions[i] < 0;
            boolean breaks = zero != positions[i - 1] < 0 || positions[i] - positions[i - 1] != step;
            if (breaks) {
                common = gcd(common, i);
            }
        }
        return common;
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// Lists the starts of one outer index only, where all outer indices repeat them with a shift.
    private static Operand compressed(
            Buffer buffer, boolean scalar, int outer, int runs, int countStride, int[] starts, int span) {
        boolean repeats = true;
        int[] outerAt = new int[outer];
        for (int i = 0; i < outer && repeats; i++) {
            outerAt[i] = starts[i * runs] - starts[0];
            for (int r = 0; r < runs && repeats; r++) {
                repeats = starts[i * runs + r] >= 0 && starts[r] >= 0 && starts[i * runs + r] == starts[r] + outerAt[i];
            }
        }
        return repeats
                ? Operand.of(buffer, scalar, outerAt, countStride, Arrays.copyOf(starts, runs), span)
                : Operand.listed(buffer, scalar, countStride, starts, span);
    }
}
