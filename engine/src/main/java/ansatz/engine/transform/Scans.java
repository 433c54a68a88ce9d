package ansatz.engine.transform;

import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Derivatives of a recurrence h_t = f(h_(t-1), x_t, c), which are recurrences again: their sequences are the
/// states
/// that the first one went through.
final class Scans {
    private final Operation.Scan scan;
    private final Trace trace;
    private final List<Value> operands;
    private final Value first;
    private final List<Value> sequences;
    private final List<Value> constants;

    /// @param x the operands
    Scans(Operation.Scan scan, Value... x) {
        this.scan = scan;
        this.trace = x[0].trace();
        this.operands = List.of(x);
        this.first = x[0];
        this.sequences = operands.subList(1, 1 + scan.sequences());
        this.constants = operands.subList(1 + scan.sequences(), x.length);
    }

    /// What the recurrence stands for: its body, as often as it has steps.
    Value unrolled() {
        Map<String, Value> inputs = named(Operation.Scan::constant, constants);
        Value state = first;
        Value[] states = new Value[scan.length()];
        for (int t = 0; t < states.length; t++) {
            inputs.put(Operation.Scan.STATE, state);
            for (int i = 0; i < sequences.size(); i++) {
                inputs.put(Operation.Scan.sequence(i), sequences.get(i).get(t));
            }
            state = next(trace, scan.body(), inputs);
            states[t] = state;
        }
        Value all = Value.stack(0, states[0], Arrays.copyOfRange(states, 1, states.length));
        // a body may leave out what makes the states differ from sample to sample
        return operands.stream().reduce(all, Sources::ofType);
    }

    /// The tangents dh_t = df/dh dh_(t-1) + df/dx dx_t + df/dc dc.
    ///
    /// @param d the tangents of the operands, null for zero
    /// @param y the states
    Value tangent(@Nullable Value[] d, Value y) {
        List<Value> x = new ArrayList<>(sequences);
        x.add(before(y));
        List<Value> c = new ArrayList<>(constants);
        Map<Integer, Integer> moving = new LinkedHashMap<>();
        Map<Integer, Integer> turning = new LinkedHashMap<>();
        for (int i = 0; i < sequences.size(); i++) {
            Value tangent = d[1 + i];
            if (tangent != null) {
                moving.put(i, x.size());
                x.add(tangent);
            }
        }
        for (int i = 0; i < constants.size(); i++) {
            Value tangent = d[1 + sequences.size() + i];
            if (tangent != null) {
                turning.put(i, c.size());
                c.add(tangent);
            }
        }
        Value begin = d[0] == null ? trace.constant(first.shape(), 0) : d[0];
        return begin.scan(x, c, (state, xs, cs) -> {
            Value h = xs.get(sequences.size());
            Map<Value, Value> tangents = new HashMap<>();
            tangents.put(h, state);
            moving.forEach((i, at) -> tangents.put(xs.get(i), xs.get(at)));
            turning.forEach((i, at) -> tangents.put(cs.get(i), cs.get(at)));
            return Jvp.apply(state.trace(), tangents, List.of(next(h, xs, cs))).get(0);
        });
    }

    /// The cotangents of the states, l_t = c_t + (df/dh)^T l_(t+1), from the last to the first.
    ///
    /// @param y the states
    /// @param c what is added to the cotangent of each state from outside
    Value cotangents(Value y, Value c) {
        int n = scan.length();
        if (n == 1) {
            return c;
        }
        List<Value> x = new ArrayList<>();
        for (Value sequence : sequences) {
            x.add(reversed(sequence.slice(0, 1, n)));
        }
        x.add(reversed(y.slice(0, 0, n - 1)));
        x.add(reversed(c.slice(0, 0, n - 1)));
        Value others = c.get(n - 1).scan(x, constants, (state, xs, cs) -> {
            Value h = xs.get(sequences.size());
            return Vjp.apply(state.trace(), List.of(next(h, xs, cs)), List.of(state), List.of(h), Sharing.ROWS)
                    .get(0)
                    .plus(xs.get(sequences.size() + 1));
        });
        return Value.concat(0, reversed(others), c.slice(0, n - 1, n));
    }

    /// All steps at once, each from the state that stands before it: the states again, as a function of the states
    /// before, the sequences and the constants.
    Value steps(Value before) {
        Map<String, Value> batched = named(Operation.Scan::sequence, sequences);
        batched.put(Operation.Scan.STATE, before);
        Program body = Definitions.expandScans(scan.body());
        return Batched.append(trace, body, scan.length(), batched, named(Operation.Scan::constant, constants));
    }

    /// The states before each step: the first one, and all but the last.
    Value before(Value y) {
        Value begin = first.insertAxis(0);
        return scan.length() == 1 ? begin : Value.concat(0, begin, y.slice(0, 0, scan.length() - 1));
    }

    private Value next(Value h, List<Value> x, List<Value> c) {
        Map<String, Value> inputs = named(Operation.Scan::constant, c.subList(0, constants.size()));
        inputs.putAll(named(Operation.Scan::sequence, x.subList(0, sequences.size())));
        inputs.put(Operation.Scan.STATE, h);
        return next(h.trace(), scan.body(), inputs);
    }

    private static Value next(Trace trace, Program body, Map<String, Value> inputs) {
        return trace.append(body, inputs).get(body.outputs().get(0).value());
    }

    private static Map<String, Value> named(IntFunction<String> name, List<Value> values) {
        Map<String, Value> named = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            named.put(name.apply(i), values.get(i));
        }
        return named;
    }

    private static Value reversed(Value x) {
        int n = x.shape().extent(0);
        int share = n == 0 ? 0 : x.shape().size() / n;
        int[] index = new int[n * share];
        Arrays.setAll(index, i -> (n - 1 - i / share) * share + i % share);
        return x.gather(x.shape(), index);
    }
}
