package ansatz.engine.execute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The axes of a contraction, sorted by where they occur, with the stride that each operand has along them.
final class Letters {

    /// One axis, or several neighbouring ones that both operands cross evenly. A stride means nothing where the
    /// axis does not occur.
    record Axis(char letter, int extent, int a, int b, int z) {}

    final List<Axis> batch = new ArrayList<>();
    final List<Axis> contracted = new ArrayList<>();
    final List<Axis> freeA = new ArrayList<>();
    final List<Axis> freeB = new ArrayList<>();

    /// @param z the strides of the result along the letters of `result`, or null while they are not yet chosen
    Letters(String left, View a, String right, View b, String result, int[] z) {
        for (int i = 0; i < result.length(); i++) {
            char c = result.charAt(i);
            int l = left.indexOf(c);
            int r = right.indexOf(c);
            int extent = l >= 0 ? a.extents()[l] : b.extents()[r];
            Axis axis = new Axis(c, extent, l < 0 ? 0 : a.strides()[l], r < 0 ? 0 : b.strides()[r], z[i]);
            (l >= 0 && r >= 0 ? batch : l >= 0 ? freeA : freeB).add(axis);
        }
        for (int i = 0; i < left.length(); i++) {
            char c = left.charAt(i);
            if (result.indexOf(c) < 0) {
                int r = right.indexOf(c);
                contracted.add(new Axis(c, a.extents()[i], a.strides()[i], b.strides()[r], 0));
            }
        }
    }

    static int product(List<Axis> axes) {
        int product = 1;
        for (Axis axis : axes) {
            product *= axis.extent();
        }
        return product;
    }

    /// The axes with extent-one axes left out and evenly crossed neighbours merged, ordered by the stride of `b`
    /// (of `a` where that is equal), largest first.
    static List<Axis> merged(List<Axis> axes) {
        List<Axis> sorted = new ArrayList<>();
        for (Axis axis : axes) {
            if (axis.extent() != 1) {
                sorted.add(axis);
            }
        }
        sorted.sort(Comparator.<Axis>comparingInt(x -> -Math.abs(x.b())).thenComparingInt(x -> -Math.abs(x.a())));
        for (int i = sorted.size() - 2; i >= 0; i--) {
            Axis outer = sorted.get(i);
            Axis inner = sorted.get(i + 1);
            int n = inner.extent();
            if (outer.a() == inner.a() * n && outer.b() == inner.b() * n && outer.z() == inner.z() * n) {
                sorted.set(i + 1, new Axis(inner.letter(), n * outer.extent(), inner.a(), inner.b(), inner.z()));
                sorted.remove(i);
            }
        }
        return sorted;
    }

    /// Takes the axis of the largest extent out of the list; an axis of extent 1 if the list is empty.
    static Axis takeLargest(List<Axis> axes) {
        Axis best = null;
        for (Axis axis : axes) {
            if (best == null || axis.extent() > best.extent()) {
                best = axis;
            }
        }
        if (best == null) {
            return new Axis(' ', 1, 0, 0, 0);
        }
        axes.remove(best);
        return best;
    }

    static int[] extents(List<Axis> axes) {
        return axes.stream().mapToInt(Axis::extent).toArray();
    }

    static int[] a(List<Axis> axes, int offset) {
        return View.walk(extents(axes), axes.stream().mapToInt(Axis::a).toArray(), offset);
    }

    static int[] b(List<Axis> axes, int offset) {
        return View.walk(extents(axes), axes.stream().mapToInt(Axis::b).toArray(), offset);
    }

    static int[] z(List<Axis> axes, int offset) {
        return View.walk(extents(axes), axes.stream().mapToInt(Axis::z).toArray(), offset);
    }
}
