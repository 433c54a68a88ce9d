package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Function;
import ansatz.engine.program.Operation;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Simpler forms of index maps and sums, for [Simplify].
final class IndexAlgebra {
    private IndexAlgebra() {}

    /// A simpler form of a linear operation, or null.
    static @Nullable Value simpler(Simplify s, Operation.Linear operation, Value[] x) {
        Value only = x[0];
        return switch (operation) {
            case Operation.Reshape r -> {
                if (r.shape().equals(only.shape())) {
                    yield only;
                }
                yield s.operation(only) instanceof Operation.Reshape ? s.emit(r, s.operand(only, 0)) : null;
            }
            case Operation.Transpose t -> transpose(s, t.permutation(), only);
            case Operation.Slice slice -> slice(s, slice, only);
            case Operation.Pad p -> {
                if (p.shape().equals(only.shape())) {
                    yield only;
                }
                yield s.operation(only) instanceof Operation.Pad inner
                        ? s.emit(new Operation.Pad(plus(p.start(), inner.start()), p.shape()), s.operand(only, 0))
                        : null;
            }
            case Operation.Broadcast b -> {
                if (b.shape().equals(only.shape())) {
                    yield only;
                }
                if (s.operation(only) instanceof Operation.Broadcast inner) {
                    int[] axes =
                            Arrays.stream(inner.axes()).map(i -> b.axes()[i]).toArray();
                    yield s.emit(new Operation.Broadcast(b.shape(), axes), s.operand(only, 0));
                }
                yield null;
            }
            case Operation.Sum sum -> sum(s, sum.axes(), only);
            case Operation.Concat c -> concat(s, c, x);
            case Operation.Gather g -> gather(s, g, only);
            case Operation.SegmentSum g ->
                isCount(g.index(), g.shape().size()) ? s.emit(new Operation.Reshape(g.shape()), only) : null;
            case Operation.SparseProduct p -> sparse(s, p, x);
        };
    }

    private static @Nullable Value transpose(Simplify s, int[] permutation, Value x) {
        if (isCount(permutation, permutation.length)) {
            return x;
        }
        if (s.operation(x) instanceof Operation.Transpose inner) {
            int[] both =
                    Arrays.stream(permutation).map(i -> inner.permutation()[i]).toArray();
            return s.emit(new Operation.Transpose(both), s.operand(x, 0));
        }
        return null;
    }

    private static @Nullable Value slice(Simplify s, Operation.Slice slice, Value x) {
        if (slice.shape().equals(x.shape())) {
            return x;
        }
        int[] start = slice.start();
        return switch (s.operation(x)) {
            case Operation.Slice inner ->
                s.emit(new Operation.Slice(plus(start, inner.start()), slice.shape()), s.operand(x, 0));
            case Operation.Pad pad -> {
                // what lies inside the padded box is a slice of the box
                Value box = s.operand(x, 0);
                int[] inside = new int[start.length];
                for (int i = 0; i < inside.length; i++) {
                    inside[i] = start[i] - pad.start()[i];
                    if (inside[i] < 0
                            || inside[i] + slice.shape().extent(i) > box.shape().extent(i)) {
                        yield null;
                    }
                }
                yield s.emit(new Operation.Slice(inside, slice.shape()), box);
            }
            case Operation.Broadcast b -> {
                int[] inner = Arrays.stream(b.axes()).map(i -> start[i]).toArray();
                int[] extents = Arrays.stream(b.axes())
                        .map(i -> slice.shape().extent(i))
                        .toArray();
                Value part = s.emit(new Operation.Slice(inner, Shape.of(extents)), s.operand(x, 0));
                yield s.emit(new Operation.Broadcast(slice.shape(), b.axes()), part);
            }
            case Operation.Concat c -> sliceOfConcat(s, slice, c.axis(), x);
            case Operation.Source ignored -> null;
            case Operation.Elementwise ignored -> null;
            case Operation.Linear ignored -> null;
            case Operation.Contract ignored -> null;
            case Operation.Max ignored -> null;
            case Operation.Matrix ignored -> null;
            case Operation.Fused ignored -> null;
            case Operation.SampleMean ignored -> null;
            case Operation.StopGradient ignored -> null;
        };
    }

    /// A slice that lies within one part of a concatenation is a slice of that part.
    private static @Nullable Value sliceOfConcat(Simplify s, Operation.Slice slice, int axis, Value x) {
        int from = slice.start()[axis];
        int to = from + slice.shape().extent(axis);
        int before = 0;
        int parts = x.trace().instruction(x).operands().size();
        for (int i = 0; i < parts; i++) {
            Value part = s.operand(x, i);
            int after = before + part.shape().extent(axis);
            if (before <= from && to <= after) {
                int[] start = slice.start().clone();
                start[axis] = from - before;
                return s.emit(new Operation.Slice(start, slice.shape()), part);
            }
            before = after;
        }
        return null;
    }

    private static @Nullable Value sum(Simplify s, int[] axes, Value x) {
        if (axes.length == 0) {
            return x;
        }
        if (Arrays.stream(axes).allMatch(i -> x.shape().extent(i) == 1)) {
            int[] kept = Expressions.kept(axes, x.shape().rank());
            int[] extents = Arrays.stream(kept).map(x.shape()::extent).toArray();
            return s.emit(new Operation.Reshape(Shape.of(extents)), x);
        }
        return switch (s.operation(x)) {
            case Operation.Sum inner -> {
                // the axes of the outer sum, counted in the innermost operand
                int[] kept = Expressions.kept(inner.axes(), x.shape().rank() + inner.axes().length);
                int[] outer = Arrays.stream(axes).map(i -> kept[i]).toArray();
                int[] all = IntStream.concat(Arrays.stream(inner.axes()), Arrays.stream(outer))
                        .sorted()
                        .toArray();
                yield s.emit(new Operation.Sum(all), s.operand(x, 0));
            }
            case Operation.Broadcast b -> sumOfBroadcast(s, axes, b, s.operand(x, 0));
            case Operation.Elementwise ignored -> {
                Double factor = ElementwiseAlgebra.factor(s, x);
                if (factor == null) {
                    yield null;
                }
                Value total = s.emit(new Operation.Sum(axes), s.operand(x, 0));
                yield ElementwiseAlgebra.apply(s, Function.MULTIPLY, total, s.number(total, factor));
            }
            case Operation.Source ignored -> null;
            case Operation.Linear ignored -> null;
            case Operation.Contract ignored -> null;
            case Operation.Max ignored -> null;
            case Operation.Matrix ignored -> null;
            case Operation.Fused ignored -> null;
            case Operation.SampleMean ignored -> null;
            case Operation.StopGradient ignored -> null;
        };
    }

    /// Repeated elements are counted, not added.
    private static Value sumOfBroadcast(Simplify s, int[] axes, Operation.Broadcast b, Value inner) {
        int[] kept = Expressions.kept(axes, b.shape().rank());
        int[] innerAxes = new int[b.axes().length];
        int[] resultAxes = new int[b.axes().length];
        int summed = 0;
        int repeated = 0;
        long count = 1;
        for (int axis : axes) {
            int own = Arrays.binarySearch(b.axes(), axis);
            if (own >= 0) {
                innerAxes[summed++] = own;
            } else {
                count *= b.shape().extent(axis);
            }
        }
        for (int i = 0; i < kept.length; i++) {
            if (Arrays.binarySearch(b.axes(), kept[i]) >= 0) {
                resultAxes[repeated++] = i;
            }
        }
        int[] extents = Arrays.stream(kept).map(b.shape()::extent).toArray();
        Value total = s.emit(new Operation.Sum(Arrays.copyOf(innerAxes, summed)), inner);
        Value counted = ElementwiseAlgebra.apply(s, Function.MULTIPLY, total, s.number(total, count));
        return s.emit(new Operation.Broadcast(Shape.of(extents), Arrays.copyOf(resultAxes, repeated)), counted);
    }

    private static @Nullable Value concat(Simplify s, Operation.Concat c, Value[] x) {
        if (x.length == 1) {
            return x[0];
        }
        if (Arrays.stream(x).noneMatch(part -> c.equals(s.operation(part)))) {
            return null;
        }
        Value[] flat = Arrays.stream(x)
                .flatMap(part -> c.equals(s.operation(part))
                        ? part.trace().instruction(part).operands().stream().map(part.trace()::value)
                        : Stream.of(part))
                .toArray(Value[]::new);
        return s.emit(c, flat);
    }

    private static @Nullable Value gather(Simplify s, Operation.Gather g, Value x) {
        if (isCount(g.index(), x.shape().size())) {
            return s.emit(new Operation.Reshape(g.shape()), x);
        }
        return switch (s.operation(x)) {
            case Operation.Reshape ignored -> s.emit(g, s.operand(x, 0));
            case Operation.Gather inner -> {
                // one that repeats what the other made stays: moving each element once is less work
                if (g.index().length > inner.index().length) {
                    yield null;
                }
                int[] index = new int[g.index().length];
                for (int i = 0; i < index.length; i++) {
                    index[i] = g.index()[i] < 0 ? -1 : inner.index()[g.index()[i]];
                }
                yield s.emit(new Operation.Gather(index, g.shape()), s.operand(x, 0));
            }
            case Operation.Source ignored -> null;
            case Operation.Elementwise ignored -> null;
            case Operation.Linear ignored -> null;
            case Operation.Contract ignored -> null;
            case Operation.Max ignored -> null;
            case Operation.Matrix ignored -> null;
            case Operation.Fused ignored -> null;
            case Operation.SampleMean ignored -> null;
            case Operation.StopGradient ignored -> null;
        };
    }

    /// Takes reshapes and constant factors of the operands into the matrices.
    private static @Nullable Value sparse(Simplify s, Operation.SparseProduct p, Value[] x) {
        if (x.length == 1) {
            int[] source = p.matrices().get(0).moves();
            if (source != null) {
                return s.emit(new Operation.Gather(source, p.shape()), x[0]);
            }
        }
        List<SparseMatrix> matrices = new ArrayList<>();
        Value[] operands = x.clone();
        boolean simpler = false;
        for (int i = 0; i < x.length; i++) {
            SparseMatrix matrix = p.matrices().get(i);
            Double factor = ElementwiseAlgebra.factor(s, x[i]);
            if (factor != null) {
                operands[i] = s.operand(x[i], 0);
                matrix = matrix.times(factor);
            } else if (s.operation(x[i]) instanceof Operation.Reshape) {
                operands[i] = s.operand(x[i], 0);
            }
            simpler |= operands[i] != x[i];
            matrices.add(matrix);
        }
        return simpler ? s.emit(new Operation.SparseProduct(matrices, p.shape()), operands) : null;
    }

    /// The sum of two padded boxes that touch along one axis and agree in all others, as one padded box: what the
    /// gradients of slices add up to.
    static @Nullable Value joinedBoxes(Simplify s, Value a, Value b) {
        if (!(s.operation(a) instanceof Operation.Pad p) || !(s.operation(b) instanceof Operation.Pad q)) {
            return null;
        }
        Value x = s.operand(a, 0);
        Value y = s.operand(b, 0);
        int axis = -1;
        for (int i = 0; i < p.start().length; i++) {
            if (p.start()[i] != q.start()[i] || x.shape().extent(i) != y.shape().extent(i)) {
                if (axis >= 0) {
                    return null;
                }
                axis = i;
            }
        }
        if (axis < 0) {
            return null;
        }
        int first = p.start()[axis];
        int second = q.start()[axis];
        if (first + x.shape().extent(axis) == second) {
            return s.emit(p, s.emit(new Operation.Concat(axis), x, y));
        }
        return second + y.shape().extent(axis) == first ? s.emit(q, s.emit(new Operation.Concat(axis), y, x)) : null;
    }

    private static int[] plus(int[] a, int[] b) {
        int[] sum = new int[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    private static boolean isCount(int[] index, int size) {
        if (index.length != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (index[i] != i) {
                return false;
            }
        }
        return true;
    }
}
