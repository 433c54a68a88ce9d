package ansatz.engine.execute;

import ansatz.engine.program.Function;
import ansatz.engine.program.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans contractions. The letters decide: a letter of both operands and the result is a batch, one of both
/// operands only is contracted, the others are free.
/// A shared operand with a per-sample one is a matrix product with long rows; two per-sample operands are
/// contracted lane by lane; without contracted letters it is a product element by element.
final class Contractions {
    private final StepList list;

    Contractions(StepList list) {
        this.list = list;
    }

    View contract(Operation.Contract c, View left, View right) {
        int[] extents = extents(c, left, right);
        View a = list.affine(left);
        View b = list.affine(right);
        if (View.size(extents) == 0) {
            return View.of(list.buffer(0), extents);
        }
        Letters letters = new Letters(c.left(), a, c.right(), b, c.result(), new int[extents.length]);
        int inner = Letters.product(letters.contracted);
        if (inner == 0) {
            View zero = View.of(list.buffer(View.size(extents)), extents);
            list.add(new SumStep.Zero(Operand.whole(zero.buffer())));
            return zero;
        }
        if (letters.contracted.isEmpty()) {
            return elementwise(c, a, b, extents);
        }
        if (!list.tile) {
            return chain(letters.freeB).isEmpty()
                            && !chain(swapped(letters.freeA)).isEmpty()
                    ? product(c.right(), b, c.left(), a, c.result(), extents)
                    : product(c.left(), a, c.right(), b, c.result(), extents);
        }
        if (list.scalar(a) && list.scalar(b)) {
            throw new IllegalStateException("a contraction of shared values among the steps of a tile");
        }
        if (list.scalar(a)) {
            return product(c.left(), a, c.right(), b, c.result(), extents);
        }
        if (list.scalar(b)) {
            return product(c.right(), b, c.left(), a, c.result(), extents);
        }
        return Letters.product(letters.freeB) >= Letters.product(letters.freeA)
                ? laneProduct(c.left(), a, c.right(), b, c.result(), extents)
                : laneProduct(c.right(), b, c.left(), a, c.result(), extents);
    }

    private static int[] extents(Operation.Contract c, View a, View b) {
        int[] extents = new int[c.result().length()];
        for (int i = 0; i < extents.length; i++) {
            int l = c.left().indexOf(c.result().charAt(i));
            extents[i] = l >= 0
                    ? a.extents()[l]
                    : b.extents()[c.right().indexOf(c.result().charAt(i))];
        }
        return extents;
    }

    private View elementwise(Operation.Contract c, View a, View b, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        View x = spread(a, c.left(), c.result(), extents);
        View y = spread(b, c.right(), c.result(), extents);
        list.add(new ElementwiseStep(Function.MULTIPLY, list.loops(extents, z, x, y)));
        return z;
    }

    /// The operand with an axis for each letter of the result, standing still along those it does not have.
    static View spread(View view, String word, String result, int[] extents) {
        int[] strides = new int[extents.length];
        for (int i = 0; i < strides.length; i++) {
            int at = word.indexOf(result.charAt(i));
            strides[i] = at < 0 ? 0 : view.strides()[at];
        }
        return new View(view.buffer(), extents, view.offset(), strides, null);
    }

    private static List<Letters.Axis> swapped(List<Letters.Axis> axes) {
        return axes.stream()
                .map(x -> new Letters.Axis(x.letter(), x.extent(), x.b(), x.a(), x.z()))
                .toList();
    }

    /// The free axes of the second operand that lie side by side with its lanes, innermost first.
    private static List<Letters.Axis> chain(List<Letters.Axis> free) {
        List<Letters.Axis> chain = new ArrayList<>();
        int next = 1;
        boolean found = true;
        while (found) {
            found = false;
            for (Letters.Axis axis : free) {
                if (axis.extent() > 1 && axis.b() == next && !chain.contains(axis)) {
                    chain.add(axis);
                    next *= axis.extent();
                    found = true;
                    break;
                }
            }
        }
        return chain;
    }

    /// `a` is read as numbers, `given` by runs of lanes.
    private View product(String left, View a, String right, View given, String result, int[] extents) {
        View x = given;
        Letters plain = new Letters(left, a, right, x, result, new int[extents.length]);
        List<Letters.Axis> chain = chain(plain.freeB);
        if (chain.isEmpty() && !list.tile && Letters.product(plain.freeB) > 1) {
            x = freeLast(given, right, result);
            plain = new Letters(left, a, right, x, result, new int[extents.length]);
            chain = chain(plain.freeB);
        }
        // the order of the result in memory: what is looped over, rows of the matrix, what lies with the lanes
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < result.length(); i++) {
            char letter = result.charAt(i);
            if (right.indexOf(letter) >= 0 && find(chain, letter) == null) {
                order.append(letter);
            }
        }
        int looped = order.length();
        for (int i = 0; i < result.length(); i++) {
            if (right.indexOf(result.charAt(i)) < 0) {
                order.append(result.charAt(i));
            }
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            order.append(chain.get(i).letter());
        }
        View z = ordered(order, result, extents);
        Letters letters = new Letters(left, a, right, x, result, z.strides());
        List<Letters.Axis> loops = new ArrayList<>();
        for (int i = 0; i < looped; i++) {
            Letters.Axis axis = find(letters.batch, order.charAt(i));
            axis = axis != null ? axis : find(letters.freeB, order.charAt(i));
            if (axis != null && axis.extent() > 1) {
                loops.add(axis);
            }
        }
        List<Letters.Axis> rows = Letters.merged(letters.freeA);
        Letters.Axis row = Letters.takeLargest(rows);
        List<Letters.Axis> inners = Letters.merged(letters.contracted);
        Letters.Axis inner = Letters.takeLargest(inners);
        int columns = Letters.product(chain);
        int[] kA = Letters.a(inners, 0);
        int[] kX = Letters.b(inners, 0);
        list.add(new ProductStep(
                new ProductStep.Shape(
                        new Nest(loops, rows),
                        a,
                        list.scalar(a),
                        x,
                        z,
                        kA,
                        kX,
                        row.extent(),
                        inner.extent(),
                        columns,
                        row.a(),
                        inner.a(),
                        inner.b(),
                        row.z(),
                        null),
                1));
        return z;
    }

    /// A copy whose letters that occur in the result stand last.
    private View freeLast(View x, String word, String result) {
        int[] permutation = new int[word.length()];
        int n = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < word.length(); i++) {
                if (result.indexOf(word.charAt(i)) >= 0 == (pass == 1)) {
                    permutation[n++] = i;
                }
            }
        }
        return list.materialise(x.transpose(permutation)).transpose(inverse(permutation));
    }

    static int[] inverse(int[] permutation) {
        int[] inverse = new int[permutation.length];
        for (int i = 0; i < inverse.length; i++) {
            inverse[permutation[i]] = i;
        }
        return inverse;
    }

    /// A new value whose axes lie in memory in the given order.
    private View ordered(CharSequence order, String result, int[] extents) {
        int[] inMemory = new int[extents.length];
        int[] permutation = new int[extents.length];
        for (int i = 0; i < inMemory.length; i++) {
            int axis = result.indexOf(order.charAt(i));
            inMemory[i] = extents[axis];
            permutation[axis] = i;
        }
        return View.of(list.buffer(View.size(extents)), inMemory).transpose(permutation);
    }

    private static Letters.@Nullable Axis find(List<Letters.Axis> axes, char letter) {
        for (Letters.Axis axis : axes) {
            if (axis.letter() == letter) {
                return axis;
            }
        }
        return null;
    }

    private View laneProduct(String left, View a, String right, View b, String result, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        Letters letters = new Letters(left, a, right, b, result, z.strides());
        // batches that lead the result can become the outer axis
        List<Letters.Axis> front = new ArrayList<>();
        List<Letters.Axis> rest = new ArrayList<>(letters.batch);
        rest.removeIf(axis -> axis.extent() == 1);
        boolean leading = true;
        for (int i = 0; i < extents.length && leading; i++) {
            Letters.Axis axis = find(rest, result.charAt(i));
            leading = extents[i] == 1 || axis != null;
            if (axis != null) {
                front.add(axis);
                rest.remove(axis);
            }
        }
        list.add(new LaneProductStep(
                new LaneProductStep.Shape(
                        new Nest(front, rest),
                        a,
                        b,
                        z,
                        Letters.a(letters.freeA, 0),
                        Letters.a(letters.contracted, 0),
                        Letters.b(letters.freeB, 0),
                        Letters.b(letters.contracted, 0),
                        Letters.z(letters.freeA, 0),
                        Letters.z(letters.freeB, 0)),
                1));
        return z;
    }

    /// True when both operands have axes of their own, so that the sum over samples is a matrix product.
    static boolean isOuter(Operation.Contract c) {
        return c.left().chars().anyMatch(l -> c.right().indexOf(l) < 0)
                && c.right().chars().anyMatch(r -> c.left().indexOf(r) < 0);
    }

    /// Plans the sum over samples of a contraction of two per-sample values straight into an accumulator.
    ///
    /// @param z the place of the result in the accumulators
    /// @return false if the result does not lie in rows without gaps; then nothing is planned
    boolean outerMean(Operation.Contract c, View left, View right, View z) {
        if (!left.affine()
                || !right.affine()
                || !z.affine()
                || list.scalar(left)
                || list.scalar(right)
                || z.size() == 0) {
            return false;
        }
        return outerMean(c.left(), left, c.right(), right, c.result(), z)
                || outerMean(c.right(), right, c.left(), left, c.result(), z);
    }

    private boolean outerMean(String left, View a, String right, View b, String result, View z) {
        Letters letters = new Letters(left, a, right, b, result, z.strides());
        List<Letters.Axis> columns = Letters.merged(letters.freeB);
        Letters.Axis column = new Letters.Axis(' ', 1, 0, 0, 1);
        if (!columns.isEmpty()) {
            column = columns.stream().filter(x -> x.z() == 1).findFirst().orElse(null);
            if (column == null) {
                return false;
            }
            columns.remove(column);
        }
        List<Letters.Axis> rows = Letters.merged(letters.freeA);
        Letters.Axis row = Letters.takeLargest(rows);
        List<Letters.Axis> contracted = Letters.merged(letters.contracted);
        if (Letters.product(contracted) == 0) {
            return false;
        }
        int inner = 1;
        if (!contracted.isEmpty()
                && contracted.getLast().a() == 1
                && contracted.getLast().b() == 1) {
            inner = contracted.removeLast().extent();
        }
        List<Letters.Axis> loops = new ArrayList<>(letters.batch);
        loops.addAll(rows);
        loops.addAll(columns);
        Nest nest = new Nest(List.of(), loops);
        list.add(new OuterMeanStep(
                nest.runs(0),
                nest.a(a, false, 0, 1),
                nest.b(b, 0, 1),
                nest.z(z, 0, 1),
                Letters.a(contracted, 0),
                Letters.b(contracted, 0),
                row.extent(),
                column.extent(),
                inner,
                row.a(),
                column.b(),
                row.z()));
        return true;
    }
}
