package ansatz.engine.execute;

import java.util.ArrayList;
import java.util.List;

/// How a step walks several views of one index space together: an outer axis (which groups of steps run block by
/// block), runs listed for each outer index, a counted axis, and inside it contiguous elements.
/// A scalar operand (one number for all lanes) must stand still inside a contiguous run, so there a run is shorter.
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
    /// True when the whole of consecutive outer indices is one contiguous run.
    final boolean flat;

    private Loops(int outer, int runs, int count, int length, Operand[] operands) {
        this.outer = outer;
        this.runs = runs;
        this.count = count;
        this.length = length;
        this.operands = operands;
        boolean whole = runs == 1 && count == 1;
        for (Operand operand : operands) {
            whole &= !operand.full && operand.outerStride == (operand.scalar ? 0 : length);
        }
        this.flat = whole;
    }

    /// @param extents the index space
    /// @param views   the views, all with these extents
    /// @param lanes   for each view, true if an element is a run of lanes and false if it is one number for all
    /// lanes
    static Loops of(int[] extents, List<View> views, boolean[] lanes) {
        int n = views.size();
        if (View.size(extents) == 0) {
            Operand[] none = new Operand[n];
            for (int k = 0; k < n; k++) {
                none[k] = new Operand(views.get(k).buffer(), !lanes[k], 0, 0, new int[0], false, 0);
            }
            return new Loops(1, 0, 1, 1, none);
        }
        for (View view : views) {
            if (!view.affine()) {
                return tabled(extents, views, lanes);
            }
        }
        return affine(extents, views, lanes);
    }

    private static Loops affine(int[] extents, List<View> views, boolean[] lanes) {
        int n = views.size();
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
        int[] outerAxis = axes.isEmpty() ? unit(n) : axes.removeFirst();
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
        int[] rest = new int[axes.size()];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = axes.get(i)[n];
        }
        int runs = View.size(rest);
        Operand[] operands = new Operand[n];
        for (int k = 0; k < n; k++) {
            int[] strides = new int[rest.length];
            int reach = views.get(k).offset() + (counted[n] - 1) * counted[k] + (lanes[k] ? length : 1);
            for (int i = 0; i < rest.length; i++) {
                strides[i] = axes.get(i)[k];
                reach += (rest[i] - 1) * strides[i];
            }
            operands[k] = new Operand(
                    views.get(k).buffer(),
                    !lanes[k],
                    outerAxis[k],
                    counted[k],
                    View.walk(rest, strides, views.get(k).offset()),
                    false,
                    reach);
        }
        return new Loops(outerAxis[n], runs, counted[n], length, operands);
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

    private static Loops tabled(int[] extents, List<View> views, boolean[] lanes) {
        int n = views.size();
        int outer = extents.length == 0 ? 1 : extents[0];
        int inner = View.size(extents) / outer;
        int[][] positions = new int[n][];
        int length = inner;
        for (int k = 0; k < n; k++) {
            positions[k] = views.get(k).positions();
            length = evenLength(positions[k], lanes[k], length);
        }
        int runs = inner / length;
        Operand[] operands = new Operand[n];
        for (int k = 0; k < n; k++) {
            int[] starts = new int[outer * runs];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = positions[k][i * length];
            }
            operands[k] = compress(views.get(k).buffer(), !lanes[k], outer, runs, length, starts);
        }
        return new Loops(outer, runs, 1, length, operands);
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

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// Lists the starts of one outer index only, where all outer indices repeat them with a fixed shift.
    private static Operand compress(Buffer buffer, boolean scalar, int outer, int runs, int length, int[] starts) {
        int stride = outer > 1 ? starts[runs] - starts[0] : 0;
        int reach = 0;
        boolean repeats = true;
        for (int i = 0; i < starts.length && repeats; i++) {
            int first = starts[i % runs];
            repeats = first >= 0 && starts[i] >= 0 && starts[i] == first + (i / runs) * stride;
            reach = Math.max(reach, first + (scalar ? 1 : length));
        }
        return repeats
                ? new Operand(buffer, scalar, stride, 0, java.util.Arrays.copyOf(starts, runs), false, reach)
                : new Operand(buffer, scalar, 0, 0, starts, true, Integer.MAX_VALUE);
    }
}
