package ansatz.engine.execute;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Function;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns one instruction after the other into steps and views: operations that only move elements become views
/// where they can, the others steps that write a buffer of their own.
final class Lowering {
    private final StepList list;
    private final Contractions contractions;

    Lowering(StepList list) {
        this.list = list;
        this.contractions = new Contractions(list);
    }

    Contractions contractions() {
        return contractions;
    }

    /// The value of an operation that is neither a source nor a sample mean.
    ///
    /// @param operands where the operands lie
    /// @param shape    the shape of the result
    View lower(Operation operation, List<View> operands, Shape shape) {
        int[] extents = shape.extents();
        return switch (operation) {
            case Operation.Source source -> throw new IllegalArgumentException(source + " is not computed");
            case Operation.SampleMean mean -> throw new IllegalArgumentException(mean + " is not computed a tile");
            case Operation.StopGradient ignored -> operands.get(0);
            case Operation.Elementwise e -> elementwise(e.function(), operands, extents);
            case Operation.Linear l -> linear(l, operands, extents);
            case Operation.Contract c -> contractions.contract(c, operands.get(0), operands.get(1));
            case Operation.Max m -> reduction(operands.get(0), m.axes(), extents, false);
            case Operation.Matrix m -> matrix(m, operands, extents);
            case Operation.Fused f -> fused(f, operands, extents);
        };
    }

    View elementwise(Function function, List<View> operands, int[] extents) {
        if (function == Function.TO_REAL) {
            return operands.get(0);
        }
        return elementByElement(operands, extents, loops -> new ElementwiseStep(function, loops));
    }

    /// The sum of a product that nothing else needs and of a shared value of its shape: the step of the product
    /// then adds both.
    ///
    /// @return the sum, or null where the product does not lie so; then nothing is planned
    @Nullable
    View biased(View product, View bias) {
        for (int i = list.steps.size() - 1; i >= 0; i--) {
            if (list.steps.get(i) instanceof ProductStep step
                    && step.shape().z().buffer() == product.buffer()) {
                ProductStep.Shape sum = list.scalar(bias) ? step.shape().plus(bias) : null;
                if (sum != null) {
                    list.replace(i, new ProductStep(sum, 1));
                }
                return sum == null ? null : product;
            }
        }
        return null;
    }

    /// y (1 - x^2).
    View tanhSlope(View x, View y, int[] extents) {
        List<View> operands =
                List.of(list.scalar(x) ? list.materialise(x) : x, list.scalar(y) ? list.materialise(y) : y);
        return elementByElement(operands, extents, TanhSlopeStep::new);
    }

    /// Plans a step whose loops have the result as their first operand.
    private View elementByElement(List<View> operands, int[] extents, java.util.function.Function<Loops, Step> step) {
        int[] order = order(operands, extents);
        int[] inMemory = permuted(extents, order);
        View z = View.of(list.buffer(View.size(extents)), inMemory);
        View[] views = new View[operands.size() + 1];
        views[0] = z;
        for (int k = 0; k < operands.size(); k++) {
            views[k + 1] = operands.get(k).transpose(order);
        }
        list.add(step.apply(list.loops(inMemory, views)));
        return z.transpose(Contractions.inverse(order));
    }

    /// The order of axes in memory of the first operand that is a whole value for each lane: its result then lies
    /// the same way.
    private int[] order(List<View> operands, int[] extents) {
        Integer[] order = new Integer[extents.length];
        Arrays.setAll(order, i -> i);
        for (View view : operands) {
            if (!list.scalar(view) && view.affine() && dense(view)) {
                Arrays.sort(order, (i, j) -> Integer.compare(view.strides()[j], view.strides()[i]));
                // axes of extent 1 have no place of their own; where they are named first, a leading axis stays the
                // leading one
                break;
            }
        }
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }

    private static boolean dense(View view) {
        for (int i = 0; i < view.extents().length; i++) {
            if (view.strides()[i] == 0 && view.extents()[i] > 1) {
                return false;
            }
        }
        return true;
    }

    private static int[] permuted(int[] extents, int[] order) {
        int[] result = new int[extents.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = extents[order[i]];
        }
        return result;
    }

    private View linear(Operation.Linear operation, List<View> operands, int[] extents) {
        View x = operands.get(0);
        return switch (operation) {
            case Operation.Reshape ignored -> x.reshape(extents);
            case Operation.Transpose t -> x.transpose(t.permutation());
            case Operation.Slice s -> x.slice(s.start(), extents);
            case Operation.Broadcast b -> x.broadcast(extents, b.axes());
            case Operation.Gather g -> {
                // elements that are read several times are put in order once
                View from = !x.affine() && g.index().length > x.size() ? list.materialise(x) : x;
                yield withoutZeros(from.select(g.index(), extents));
            }
            case Operation.Pad p -> pad(x, p.start(), extents);
            case Operation.Concat c -> concat(operands, c.axis(), extents);
            case Operation.Sum s -> sum(x, s.axes(), extents);
            case Operation.SegmentSum s -> segmentSum(x, s.index(), extents);
            case Operation.SparseProduct p -> sparse(p, operands, extents);
        };
    }

    private View withoutZeros(View view) {
        return view.hasZeros() ? list.materialise(view) : view;
    }

    private View pad(View x, int[] start, int[] extents) {
        int[] inside = View.walk(x.extents(), View.rowMajor(extents), offset(start, extents));
        int[] index = new int[View.size(extents)];
        Arrays.fill(index, -1);
        for (int i = 0; i < inside.length; i++) {
            index[inside[i]] = i;
        }
        return withoutZeros(x.select(index, extents));
    }

    private static int offset(int[] start, int[] extents) {
        int[] rows = View.rowMajor(extents);
        int offset = 0;
        for (int i = 0; i < start.length; i++) {
            offset += start[i] * rows[i];
        }
        return offset;
    }

    private View concat(List<View> operands, int axis, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        int[] start = new int[extents.length];
        for (View x : operands) {
            View part = z.slice(start, x.extents());
            if (x.size() > 0) {
                list.add(new CopyStep(list.loops(x.extents(), part, x)));
            }
            start[axis] += x.extents()[axis];
        }
        return z;
    }

    View sum(View given, int[] axes, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        if (z.size() == 0) {
            return z;
        }
        if (given.size() == 0) {
            list.add(new SumStep.Zero(Operand.whole(z.buffer())));
            return z;
        }
        View x = list.lanes(given);
        int[] strides = new int[x.extents().length];
        int kept = 0;
        for (int i = 0; i < strides.length; i++) {
            if (Arrays.binarySearch(axes, i) < 0) {
                strides[i] = z.strides()[kept++];
            }
        }
        View target = new View(z.buffer(), x.extents(), 0, strides, null);
        list.add(new SumStep(list.loops(x.extents(), target, x)));
        return z;
    }

    private View segmentSum(View given, int[] index, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        if (z.size() == 0) {
            return z;
        }
        if (given.size() == 0) {
            list.add(new SumStep.Zero(Operand.whole(z.buffer())));
            return z;
        }
        View x = list.scalar(given) ? list.materialise(given) : given;
        View target = new View(z.buffer(), x.extents(), 0, new int[x.extents().length], index);
        list.add(new SegmentSumStep(list.loops(x.extents(), target, x)));
        return z;
    }

    private View sparse(Operation.SparseProduct p, List<View> operands, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        if (z.size() > 0) {
            List<View> x = operands.stream()
                    .map(view -> list.scalar(view) || view.hasZeros() ? list.materialise(view) : view)
                    .toList();
            list.add(new SparseStep(p.matrices(), x, z, 1));
        }
        return z;
    }

    private View reduction(View given, int[] axes, int[] extents, boolean logSumExp) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        if (z.size() == 0) {
            return z;
        }
        View x = list.lanes(given);
        int[] keptStrides = new int[extents.length];
        int[] goneExtents = new int[axes.length];
        int[] goneStrides = new int[axes.length];
        int kept = 0;
        int gone = 0;
        for (int i = 0; i < x.extents().length; i++) {
            if (Arrays.binarySearch(axes, i) < 0) {
                keptStrides[kept++] = x.strides()[i];
            } else {
                goneExtents[gone] = x.extents()[i];
                goneStrides[gone++] = x.strides()[i];
            }
        }
        View first = new View(x.buffer(), extents, x.offset(), keptStrides, null);
        int[] terms = View.walk(goneExtents, goneStrides, 0);
        list.add(new ReductionStep(list.loops(extents, z, first), logSumExp, terms));
        return z;
    }

    private View fused(Operation.Fused operation, List<View> operands, int[] extents) {
        return switch (operation) {
            case Operation.LogSumExp l -> reduction(operands.get(0), l.axes(), extents, true);
            case Operation.Softmax ignored -> softmax(operands.get(0), extents);
            case Operation.JetChain ignored -> jetChain(operands, extents);
            case Operation.JetAffineChain ignored -> jetAffineChain(operands, extents);
            case Operation.JetProduct ignored -> jetProduct(operands, extents);
            case Operation.JetLogAbsDeterminant ignored -> jetLogAbsDeterminant(operands, extents);
            case Operation.Scan s -> scan(s, operands, extents);
        };
    }

    private View softmax(View given, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        if (z.size() == 0) {
            return z;
        }
        View x = list.lanes(given);
        View z0 = withoutLast(z);
        int last = extents.length - 1;
        list.add(new SoftmaxStep(
                list.loops(z0.extents(), z0, withoutLast(x)), extents[last], z.strides()[last], x.strides()[last]));
        return z;
    }

    /// The elements at index 0 of the last axis.
    private static View withoutLast(View view) {
        int rank = view.extents().length - 1;
        return new View(
                view.buffer(),
                Arrays.copyOf(view.extents(), rank),
                view.offset(),
                Arrays.copyOf(view.strides(), rank),
                null);
    }

    private View jetChain(List<View> operands, int[] extents) {
        View y = View.of(list.buffer(View.size(extents)), extents);
        if (y.size() == 0) {
            return y;
        }
        View f0 = list.lanes(operands.get(0));
        View f1 = list.lanes(operands.get(1));
        View f2 = list.lanes(operands.get(2));
        View x = list.lanes(operands.get(3));
        View y0 = withoutLast(y);
        int last = extents.length - 1;
        list.add(new JetChainStep(
                list.loops(y0.extents(), y0, f0, f1, f2, withoutLast(x)),
                extents[last],
                y.strides()[last],
                x.strides()[last]));
        return y;
    }

    private View jetAffineChain(List<View> operands, int[] extents) {
        View y = View.of(list.buffer(View.size(extents)), extents);
        if (y.size() == 0) {
            return y;
        }
        View f0 = list.lanes(operands.get(0));
        View f1 = list.lanes(operands.get(1));
        View f2 = list.lanes(operands.get(2));
        View x = list.affine(operands.get(3));
        View y0 = withoutLast(y);
        int last = extents.length - 1;
        list.add(new JetAffineChainStep(
                list.loops(y0.extents(), y0, f0, f1, f2, withoutLast(x)),
                extents[last],
                y.strides()[last],
                x.strides()[last]));
        return y;
    }

    private View jetProduct(List<View> operands, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        if (z.size() == 0) {
            return z;
        }
        View x0 = list.lanes(operands.get(0));
        View y0 = list.lanes(operands.get(1));
        View x = list.lanes(operands.get(2));
        View y = list.lanes(operands.get(3));
        View z0 = withoutLast(z);
        int last = extents.length - 1;
        int[] rowStep = {z.strides()[last], x.strides()[last], y.strides()[last]};
        list.add(new JetProductStep(
                list.loops(z0.extents(), z0, x0, y0, withoutLast(x), withoutLast(y)), extents[last], rowStep));
        return z;
    }

    private View jetLogAbsDeterminant(List<View> operands, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        if (z.size() > 0) {
            View a = list.lanes(operands.get(0));
            View x = list.lanes(operands.get(1));
            int n = a.extents()[a.extents().length - 1];
            list.add(LogDeterminantStep.of(a, x, z, list.buffer(LogDeterminantStep.room(n))));
        }
        return z;
    }

    /// The steps of the body once, and for each step of the recurrence copies of what goes in and comes out. The
    /// buffers of the body are as many as it has values: they all live while the recurrence runs.
    private View scan(Operation.Scan s, List<View> operands, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        if (z.size() == 0) {
            return z;
        }
        StepList inner = new StepList(list.tile);
        View first = operands.get(0);
        View state = View.of(inner.buffer(first.size()), first.extents());
        List<View> x = new ArrayList<>();
        for (View sequence : operands.subList(1, 1 + s.sequences())) {
            int[] all = sequence.extents();
            int[] one = Arrays.copyOfRange(all, 1, all.length);
            x.add(View.of(inner.buffer(View.size(one)), one));
        }
        View next = body(s, inner, state, x, operands.subList(1 + s.sequences(), operands.size()));
        List<Step> all = new ArrayList<>();
        for (int t = 0; t < s.length(); t++) {
            copy(all, state, t == 0 ? first : at(z, t - 1));
            for (int i = 0; i < x.size(); i++) {
                copy(all, x.get(i), at(operands.get(1 + i), t));
            }
            all.addAll(inner.steps);
            copy(all, at(z, t), next);
        }
        list.buffers.addAll(inner.buffers);
        list.add(new ScanStep(all, inner.steps, s.length()));
        return z;
    }

    /// Plans the body of a recurrence.
    private static View body(Operation.Scan s, StepList inner, View state, List<View> x, List<View> constants) {
        Lowering lowering = new Lowering(inner);
        Map<String, View> inputs = new HashMap<>();
        inputs.put(Operation.Scan.STATE, state);
        for (int i = 0; i < x.size(); i++) {
            inputs.put(Operation.Scan.sequence(i), x.get(i));
        }
        for (int i = 0; i < constants.size(); i++) {
            inputs.put(Operation.Scan.constant(i), constants.get(i));
        }
        List<View> values = new ArrayList<>();
        for (Instruction instruction : s.body().instructions()) {
            View input = switch (instruction.operation()) {
                case Operation.SampleInput i -> inputs.get(i.name());
                case Operation.SharedInput i -> inputs.get(i.name());
                default -> null;
            };
            values.add(
                    input != null
                            ? input
                            : lowering.lower(
                                    instruction.operation(),
                                    instruction.operands().stream()
                                            .map(values::get)
                                            .toList(),
                                    instruction.type().shape()));
        }
        return values.get(s.body().outputs().get(0).value());
    }

    private void copy(List<Step> steps, View to, View from) {
        if (to.size() > 0) {
            steps.add(new CopyStep(list.loops(to.extents(), to, from)));
        }
    }

    /// The elements at index `t` of the first axis.
    private static View at(View view, int t) {
        int[] start = new int[view.extents().length];
        start[0] = t;
        int[] box = view.extents().clone();
        box[0] = 1;
        return view.slice(start, box).reshape(Arrays.copyOfRange(box, 1, box.length));
    }

    private View matrix(Operation.Matrix operation, List<View> operands, int[] extents) {
        View z = View.of(list.buffer(View.size(extents)), extents);
        if (z.size() == 0) {
            return z;
        }
        List<View> views = new ArrayList<>();
        for (View operand : operands) {
            View x = list.scalar(operand) || !operand.contiguous() ? list.materialise(operand) : operand;
            views.add(x);
        }
        int rank = views.get(0).extents().length;
        int n = views.get(0).extents()[rank - 1];
        int[] axes = Arrays.stream(views.get(0).extents(), 0, rank - 2)
                .filter(extent -> extent != 1)
                .toArray();
        list.add(MatrixStep.of(operation, n, axes, z, views));
        return z;
    }
}
