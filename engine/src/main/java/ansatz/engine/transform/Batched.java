package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A program applied along a new first axis of its inputs: what it computes for each index, at once.
final class Batched {
    private final Trace trace;
    private final int extent;

    private Batched(Trace trace, int extent) {
        this.trace = trace;
        this.extent = extent;
    }

    /// The only output of a program for all indices, shape `[extent, s]`.
    ///
    /// @param extent  how many indices there are
    /// @param batched inputs by name that have one value an index, shape `[extent, ..]`
    /// @param same    inputs by name that are the same for all
    static Value append(Trace trace, Program program, int extent, Map<String, Value> batched, Map<String, Value> same) {
        Batched batch = new Batched(trace, extent);
        List<Value> values = new ArrayList<>();
        List<Boolean> each = new ArrayList<>();
        for (Instruction instruction : program.instructions()) {
            String name = switch (instruction.operation()) {
                case Operation.SampleInput s -> s.name();
                case Operation.SharedInput s -> s.name();
                default -> "";
            };
            Value given = batched.containsKey(name) ? batched.get(name) : same.get(name);
            boolean any =
                    batched.containsKey(name) || instruction.operands().stream().anyMatch(each::get);
            Value[] x = instruction.operands().stream().map(values::get).toArray(Value[]::new);
            if (given != null) {
                values.add(given);
            } else if (any) {
                Boolean[] own = instruction.operands().stream().map(each::get).toArray(Boolean[]::new);
                values.add(batch.emit(instruction.operation(), x, own));
            } else {
                values.add(trace.emit(instruction.operation(), x));
            }
            each.add(any);
        }
        int output = program.outputs().get(0).value();
        return each.get(output) ? values.get(output) : batch.repeat(values.get(output));
    }

    private Value emit(Operation operation, Value[] x, Boolean[] each) {
        return switch (operation) {
            case Operation.Source s -> throw new IllegalArgumentException(s + " has no operands");
            case Operation.Contract c -> contract(c, x, each);
            case Operation.Linear l -> linear(l, all(x, each));
            case Operation.Elementwise e -> trace.emit(e, all(x, each));
            case Operation.Max m -> trace.emit(new Operation.Max(after(m.axes())), x);
            case Operation.Matrix m -> trace.emit(m, all(x, each));
            case Operation.LogSumExp l -> trace.emit(new Operation.LogSumExp(after(l.axes())), x);
            case Operation.Scan s -> throw new IllegalArgumentException(s + " is expanded before");
            case Operation.Fused f -> trace.emit(f, all(x, each));
            case Operation.StopGradient s -> trace.emit(s, x);
            case Operation.SampleMean s -> throw new IllegalArgumentException(s + " is no function of one sample");
        };
    }

    /// All operands with the new axis.
    private Value[] all(Value[] x, Boolean[] each) {
        Value[] result = x.clone();
        for (int i = 0; i < x.length; i++) {
            result[i] = each[i] ? x[i] : repeat(x[i]);
        }
        return result;
    }

    private Value repeat(Value x) {
        int[] axes = new int[x.shape().rank()];
        Arrays.setAll(axes, i -> i + 1);
        return trace.emit(new Operation.Broadcast(before(x.shape()), axes), x);
    }

    private Shape before(Shape shape) {
        int[] extents = new int[shape.rank() + 1];
        extents[0] = extent;
        System.arraycopy(shape.extents(), 0, extents, 1, shape.rank());
        return Shape.of(extents);
    }

    private static int[] after(int[] axes) {
        return Arrays.stream(axes).map(i -> i + 1).toArray();
    }

    private static int[] from(int first, int[] rest) {
        int[] all = new int[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    /// The new axis is a batch where both operands have it, else a free axis of the one that does.
    private Value contract(Operation.Contract c, Value[] x, Boolean[] each) {
        String words = c.left() + c.right() + c.result();
        char letter = 'a';
        while (words.indexOf(letter) >= 0) {
            letter++;
        }
        String left = each[0] ? letter + c.left() : c.left();
        String right = each[1] ? letter + c.right() : c.right();
        return trace.emit(new Operation.Contract(left, right, letter + c.result()), x);
    }

    private Value linear(Operation.Linear operation, Value[] x) {
        return trace.emit(
                switch (operation) {
                    case Operation.Reshape r -> new Operation.Reshape(before(r.shape()));
                    case Operation.Transpose t -> new Operation.Transpose(from(0, after(t.permutation())));
                    case Operation.Slice s -> new Operation.Slice(from(0, s.start()), before(s.shape()));
                    case Operation.Pad p -> new Operation.Pad(from(0, p.start()), before(p.shape()));
                    case Operation.Broadcast b -> new Operation.Broadcast(before(b.shape()), from(0, after(b.axes())));
                    case Operation.Sum s -> new Operation.Sum(after(s.axes()));
                    case Operation.Concat c -> new Operation.Concat(c.axis() + 1);
                    case Operation.Gather g ->
                        new Operation.Gather(repeated(g.index(), x[0].shape().size() / extent), before(g.shape()));
                    case Operation.SegmentSum s ->
                        new Operation.SegmentSum(repeated(s.index(), s.shape().size()), before(s.shape()));
                    case Operation.SparseProduct p ->
                        new Operation.SparseProduct(
                                p.matrices().stream().map(this::blocks).toList(), before(p.shape()));
                },
                x);
    }

    /// The same indices for each part of `size` elements.
    private int[] repeated(int[] index, int size) {
        int[] all = new int[extent * index.length];
        for (int i = 0; i < all.length; i++) {
            int one = index[i % index.length];
            all[i] = one < 0 ? -1 : i / index.length * size + one;
        }
        return all;
    }

    private SparseMatrix blocks(SparseMatrix a) {
        int n = a.entries();
        int[] rows = new int[extent * n];
        int[] columns = new int[extent * n];
        double[] values = new double[extent * n];
        for (int i = 0; i < rows.length; i++) {
            int part = i / n;
            rows[i] = part * a.rows() + a.row(i % n);
            columns[i] = part * a.columns() + a.column(i % n);
            values[i] = a.weight(i % n);
        }
        return new SparseMatrix(extent * a.rows(), extent * a.columns(), rows, columns, values);
    }
}
