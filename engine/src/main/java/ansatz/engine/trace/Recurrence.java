package ansatz.engine.trace;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.program.ShapeException;
import ansatz.engine.program.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Records a recurrence: traces its body, and moves what is the same in each step out of it.
final class Recurrence {
    private static final String NEXT = "next";

    private final Trace outer;
    private final List<Value> sequences;
    private final List<Value> constants;
    private final Program body;
    private final Trace inner = new Trace();
    /// The operands that the moved body takes, each with the input that stands for it.
    private final Map<Value, Value> kept = new LinkedHashMap<>();

    private final List<Value> moved = new ArrayList<>();

    private Recurrence(Trace outer, List<Value> sequences, List<Value> constants, Program body) {
        this.outer = outer;
        this.sequences = sequences;
        this.constants = constants;
        this.body = body;
    }

    /// As [Value#scan].
    static Value of(Value first, List<Value> sequences, List<Value> constants, Value.Step step) {
        Trace body = new Trace();
        boolean perSample = first.type().perSample();
        List<Value> x = new ArrayList<>();
        List<Value> c = new ArrayList<>();
        for (Value sequence : sequences) {
            perSample |= sequence.type().perSample();
            x.add(input(body, Operation.Scan.sequence(x.size()), slice(sequence)));
        }
        for (Value constant : constants) {
            perSample |= constant.type().perSample();
            c.add(input(body, Operation.Scan.constant(c.size()), constant.type()));
        }
        Type state = new Type(Type.Kind.REAL, first.shape(), perSample);
        Value next = step.next(input(body, Operation.Scan.STATE, state), x, c);
        body.output(NEXT, next);
        return of(first.trace(), first, sequences, constants, body.program());
    }

    /// As [Trace#scan].
    static Value of(Trace outer, Value first, List<Value> sequences, List<Value> constants, Program body) {
        if (sequences.isEmpty()) {
            throw new ShapeException(
                    "a scan wants at least one sequence, which says how many steps it has" + Trace.userLine());
        }
        return new Recurrence(outer, sequences, constants, body).emit(first);
    }

    /// The type of a sequence's element.
    private static Type slice(Value sequence) {
        int[] extents = sequence.shape().extents();
        if (extents.length == 0) {
            throw new ShapeException("a scan over " + sequence + ": wants a first axis" + Trace.userLine());
        }
        Shape shape = Shape.of(Arrays.copyOfRange(extents, 1, extents.length));
        return new Type(sequence.type().kind(), shape, sequence.type().perSample());
    }

    private static Value input(Trace trace, String name, Type type) {
        return trace.emit(
                type.perSample()
                        ? new Operation.SampleInput(name, type.shape(), type.kind())
                        : new Operation.SharedInput(name, type.shape(), type.kind()));
    }

    private Value emit(Value first) {
        Output output = body.outputs().get(0);
        BitSet needed = needed(output.value());
        int n = output.value() + 1;
        // of each instruction: its value in the moved body if it varies from step to step, else outside
        Value[] values = new Value[n];
        BitSet varies = new BitSet(n);
        List<Value> used = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (!needed.get(i)) {
                continue;
            }
            Instruction instruction = body.instructions().get(i);
            String name = name(instruction.operation());
            List<Integer> operands = instruction.operands();
            if (name.equals(Operation.Scan.STATE)) {
                varies.set(i);
                values[i] = input(inner, name, instruction.type());
            } else if (!name.isEmpty()) {
                int s = sequence(name);
                varies.set(i, s >= 0);
                values[i] = s < 0 ? constant(name) : input(inner, number(used, sequences.get(s)), instruction.type());
            } else {
                boolean any = operands.stream().anyMatch(varies::get);
                varies.set(i, any);
                Trace trace = any ? inner : outer;
                values[i] = trace.emit(
                        instruction.operation(),
                        operands.stream()
                                .map(k -> any && !varies.get(k) ? moved(values[k]) : values[k])
                                .toArray(Value[]::new));
            }
        }
        Value last = values[output.value()];
        inner.output(NEXT, varies.get(output.value()) ? last : moved(last));
        int length = sequences.get(0).shape().extent(0);
        List<Value> operands = new ArrayList<>();
        operands.add(first);
        operands.addAll(used);
        operands.addAll(moved);
        return outer.emit(new Operation.Scan(inner.program(), length, used.size()), operands.toArray(Value[]::new));
    }

    private BitSet needed(int output) {
        BitSet needed = new BitSet(output + 1);
        needed.set(output);
        for (int i = output; i >= 0; i--) {
            if (needed.get(i)) {
                body.instructions().get(i).operands().forEach(needed::set);
            }
        }
        return needed;
    }

    private static String name(Operation operation) {
        return switch (operation) {
            case Operation.SampleInput s -> s.name();
            case Operation.SharedInput s -> s.name();
            default -> "";
        };
    }

    /// The number of the sequence that an input stands for, -1 if it is a constant.
    private int sequence(String name) {
        for (int i = 0; i < sequences.size(); i++) {
            if (name.equals(Operation.Scan.sequence(i))) {
                return i;
            }
        }
        return -1;
    }

    private Value constant(String name) {
        for (int i = 0; i < constants.size(); i++) {
            if (name.equals(Operation.Scan.constant(i))) {
                return constants.get(i);
            }
        }
        throw new ShapeException("the body of a scan takes " + name + ", which it is not given" + Trace.userLine());
    }

    private static String number(List<Value> used, Value sequence) {
        used.add(sequence);
        return Operation.Scan.sequence(used.size() - 1);
    }

    /// The input for a value from outside.
    private Value moved(Value outside) {
        return kept.computeIfAbsent(outside, value -> {
            moved.add(value);
            return input(inner, Operation.Scan.constant(moved.size() - 1), value.type());
        });
    }
}
