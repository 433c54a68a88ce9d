package ansatz.engine.transform;

import static ansatz.engine.transform.Expressions.column;
import static ansatz.engine.transform.Expressions.entries;
import static ansatz.engine.transform.Expressions.expand;
import static ansatz.engine.transform.Expressions.inner;
import static ansatz.engine.transform.Expressions.length;
import static ansatz.engine.transform.Expressions.number;
import static ansatz.engine.transform.Expressions.place;
import static ansatz.engine.transform.Expressions.product;
import static ansatz.engine.transform.Expressions.scale;
import static ansatz.engine.transform.Expressions.traceOfProduct;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.program.Type;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Forward-mode derivatives: the product of the Jacobian with a vector.
///
/// The rules append to the trace the tangent of every value between the inputs that have one and the outputs asked
/// for. A tangent that is zero is not recorded at all. The rules record primitive operations, whose derivatives are
/// known again, so that derivatives nest to any order.
public final class Jvp {
    private final Trace trace;
    private final @Nullable Value[] tangents;

    private Jvp(Trace trace, @Nullable Value[] tangents) {
        this.trace = trace;
        this.tangents = tangents;
    }

    /// The tangents of the outputs, given tangents of some values. A value that is given a tangent has that one,
    /// whatever it is computed from.
    ///
    /// @param tangents for each of some real values its tangent, of the same shape
    /// @return for each output a value of its shape; the constant zero where the output does not depend on the
    /// values given
    /// @throws IllegalArgumentException if a tangent has another shape than its value, or the value is not real
    public static List<Value> apply(Trace trace, Map<Value, Value> tangents, List<Value> outputs) {
        int size = trace.size();
        @Nullable Value[] found = new Value[size];
        BitSet given = new BitSet(size);
        tangents.forEach((value, tangent) -> {
            if (value.type().kind() != Type.Kind.REAL || !value.shape().equals(tangent.shape())) {
                throw new IllegalArgumentException(
                        "the tangent of " + value + " is " + tangent + ": wants real values of one shape");
            }
            found[value.place()] = tangent;
            given.set(value.place());
        });
        BitSet needed = Dependence.needed(trace, outputs);
        Jvp jvp = new Jvp(trace, found);
        for (int i = 0; i < size; i++) {
            if (needed.get(i) && !given.get(i)) {
                found[i] = jvp.tangent(trace.value(i));
            }
        }
        List<Value> results = new ArrayList<>();
        for (Value output : outputs) {
            Value tangent = found[output.place()];
            results.add(tangent == null ? trace.constant(output.shape(), 0) : tangent);
        }
        return results;
    }

    /// The partial derivative of `y` with respect to element `element` (row-major) of `x`, in the shape of `y`: for
    /// a physics-informed residual `u_x = derivative(u, x, 0)`, `u_xx = derivative(u_x, x, 0)`.
    public static Value derivative(Value y, Value x, int element) {
        double[] direction = new double[x.shape().size()];
        direction[element] = 1;
        return apply(x.trace(), Map.of(x, x.trace().constant(x.shape(), direction)), List.of(y))
                .get(0);
    }

    /// A program with all outputs of the given one, and for each real output `y` its tangent `d.y`, of the same
    /// type. For each named parameter or input `x` it has one more input, `d.x`, of the same shape: shared for a
    /// parameter and a shared input, per sample for a per-sample input. Nested, the names begin with `d2.`, `d3.`
    /// and so on.
    ///
    /// @throws IllegalArgumentException if the program has no real parameter or input of a name
    public static Program of(Program program, String... names) {
        Trace.Import in = Trace.of(program);
        Trace trace = in.trace();
        Map<Value, Value> tangents = new LinkedHashMap<>();
        String prefix = Sources.prefix(program, "d");
        for (String name : names) {
            Value source = Sources.find(program, in.values(), name);
            Shape shape = source.shape();
            tangents.put(
                    source,
                    trace.emit(
                            source.type().perSample()
                                    ? new Operation.SampleInput(prefix + name, shape, Type.Kind.REAL)
                                    : new Operation.SharedInput(prefix + name, shape, Type.Kind.REAL)));
        }
        List<Output> real = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        for (Output output : program.outputs()) {
            Value value = in.values().get(output.value());
            trace.output(output.name(), value);
            if (value.type().kind() == Type.Kind.REAL) {
                real.add(output);
                values.add(value);
            }
        }
        List<Value> results = apply(trace, tangents, values);
        for (int i = 0; i < real.size(); i++) {
            trace.output(prefix + real.get(i).name(), Sources.ofType(results.get(i), values.get(i)));
        }
        return Simplify.apply(trace.program());
    }

    private @Nullable Value tangent(Value y) {
        Instruction instruction = trace.instruction(y);
        Value[] x = new Value[instruction.operands().size()];
        @Nullable Value[] d = new Value[x.length];
        boolean moves = false;
        for (int i = 0; i < x.length; i++) {
            x[i] = trace.value(instruction.operands().get(i));
            d[i] = tangents[x[i].place()];
            moves |= d[i] != null;
        }
        return moves ? tangent(instruction.operation(), x, d, y) : null;
    }

    /// The tangent of `y`, the value of an operation on operands `x`, of which at least one has a tangent `d`.
    private @Nullable Value tangent(Operation operation, Value[] x, @Nullable Value[] d, Value y) {
        return switch (operation) {
            case Operation.Source ignored -> null;
            case Operation.Elementwise e -> elementwise(Derivatives.of(e.function()), x, d, y);
            case Operation.Concat c -> concat(c, x, d);
            case Operation.SparseProduct p -> sparse(p, d);
            case Operation.Linear l -> d[0] == null ? null : trace.emit(l, d[0]);
            case Operation.Contract c -> bilinear((a, b) -> trace.emit(c, a, b), x, d);
            case Operation.Max m -> d[0] == null ? null : max(m, x[0], d[0], y);
            case Operation.Inverse ignored ->
                d[0] == null ? null : product(product(y, d[0]), y).negate(); // d(X^-1) = -X^-1 dX X^-1
            case Operation.LogAbsDeterminant ignored ->
                d[0] == null ? null : traceOfProduct(x[0].inverse(), d[0]); // tr(X^-1 dX)
            case Operation.SignDeterminant ignored -> null;
            case Operation.SignPfaffian ignored -> null;
            case Operation.DeterminantPhase ignored -> determinantPhase(x, d);
            case Operation.LogSumExp l -> {
                // the weights exp(x - y) sum to one
                Value weights = x[0].minus(expand(y, l.axes(), x[0].shape())).exp();
                yield d[0] == null ? null : weights.times(d[0]).sum(l.axes());
            }
            case Operation.Softmax ignored -> {
                int[] last = {y.shape().rank() - 1};
                yield d[0] == null ? null : y.times(d[0].minus(expand(inner(y, d[0]), last, y.shape())));
            }
            case Operation.JetChain ignored -> jetChain(x, d);
            case Operation.JetAffineChain ignored -> jetAffineChain(x, d);
            case Operation.JetProduct ignored -> jetProduct(x, d);
            case Operation.JetLogAbsDeterminant f -> {
                Map<Value, Value> tangents = new LinkedHashMap<>();
                for (int i = 0; i < x.length; i++) {
                    tangents.put(x[i], orZero(d[i], x[i]));
                }
                yield apply(trace, tangents, List.of(Definitions.expand(f, x))).get(0);
            }
            case Operation.Scan s -> new Scans(s, x).tangent(d, y);
            case Operation.SampleMean ignored ->
                d[0] == null ? null : x[0].type().perSample() ? d[0].sampleMean() : d[0];
            case Operation.StopGradient ignored -> null;
        };
    }

    private @Nullable Value elementwise(Derivatives.Row row, Value[] x, @Nullable Value[] d, Value y) {
        return switch (row) {
            case Derivatives.Flat ignored -> null;
            case Derivatives.Signed s ->
                x.length == 1 ? signed(s.first(), d[0]) : plus(signed(s.first(), d[0]), signed(s.second(), d[1]));
            case Derivatives.Smooth f -> times(f.first().at(x[0], y), d[0]);
            case Derivatives.SmoothPair f ->
                plus(
                        d[0] == null ? null : times(f.a().at(x[0], x[1], y), d[0]),
                        d[1] == null ? null : times(f.b().at(x[0], x[1], y), d[1]));
            case Derivatives.Choice c -> {
                Value yes = d[c.yes()];
                Value no = d[c.no()];
                yield yes == null && no == null ? null : c.condition().at(x).select(orZero(yes, y), orZero(no, y));
            }
        };
    }

    /// The joined tangents. Zero constants stand for those that are absent.
    private Value concat(Operation.Concat c, Value[] x, @Nullable Value[] d) {
        Value[] parts = new Value[x.length];
        for (int i = 0; i < x.length; i++) {
            parts[i] = orZero(d[i], x[i]);
        }
        return trace.emit(c, parts);
    }

    private Value sparse(Operation.SparseProduct p, @Nullable Value[] d) {
        List<SparseMatrix> matrices = new ArrayList<>();
        List<Value> moving = new ArrayList<>();
        for (int i = 0; i < d.length; i++) {
            Value tangent = d[i];
            if (tangent != null) {
                matrices.add(p.matrices().get(i));
                moving.add(tangent);
            }
        }
        return trace.emit(new Operation.SparseProduct(matrices, p.shape()), moving.toArray(Value[]::new));
    }

    private static @Nullable Value bilinear(BinaryOperator<Value> f, Value[] x, @Nullable Value[] d) {
        return plus(d[0] == null ? null : f.apply(d[0], x[1]), d[1] == null ? null : f.apply(x[0], d[1]));
    }

    /// Elements that tie for the largest share the derivative equally.
    private static Value max(Operation.Max m, Value x, Value d, Value y) {
        Value largest = x.equalTo(expand(y, m.axes(), x.shape()));
        Value count = largest.toReal().sum(m.axes());
        return largest.select(d, number(x, 0)).sum(m.axes()).over(count);
    }

    /// With Z = X + iY and Z^-1 = P + iQ the phase moves by Im tr(Z^-1 dZ) = tr(P dY) + tr(Q dX).
    private static @Nullable Value determinantPhase(Value[] x, @Nullable Value[] d) {
        Expressions.ComplexInverse z = Expressions.ComplexInverse.of(x[0], x[1]);
        return plus(
                d[0] == null ? null : traceOfProduct(z.im(), d[0]), d[1] == null ? null : traceOfProduct(z.re(), d[1]));
    }

    /// Linear in (f0, f1, f2), so that their tangents take their places; and f1 dx_k, f1 dx_lap + 2 f2 sum_k x_k
    /// dx_k.
    private @Nullable Value jetChain(Value[] x, @Nullable Value[] d) {
        Value jet = x[3];
        int r = length(jet);
        Value sum = chainOfTangents(new Operation.JetChain(), x, d);
        Value dx = d[3];
        if (dx != null) {
            sum = plus(sum, place(scale(x[1], entries(dx, 1, r)), 1, r));
            sum = plus(sum, curvature(x[2], entries(jet, 1, r - 1), entries(dx, 1, r - 1)));
        }
        return sum;
    }

    private @Nullable Value jetAffineChain(Value[] x, @Nullable Value[] d) {
        Value sum = chainOfTangents(new Operation.JetAffineChain(), x, d);
        Value dx = d[3];
        if (dx != null) {
            sum = plus(sum, place(scale(x[1], dx), 1, length(dx) + 2));
            sum = plus(sum, curvature(x[2], x[3], dx));
        }
        return sum;
    }

    private @Nullable Value chainOfTangents(Operation chain, Value[] x, @Nullable Value[] d) {
        return d[0] == null && d[1] == null && d[2] == null
                ? null
                : trace.emit(chain, orZero(d[0], x[0]), orZero(d[1], x[1]), orZero(d[2], x[2]), x[3]);
    }

    /// 2 f2 sum_k x_k dx_k in the place of the Laplacian.
    private static @Nullable Value curvature(Value f2, Value rows, Value dRows) {
        int k = length(rows);
        Value products = inner(rows, dRows);
        return k == 0 ? null : place(column(f2.times(products).times(number(f2, 2))), k + 1, k + 2);
    }

    /// Bilinear in (x0, x) and (y0, y).
    private @Nullable Value jetProduct(Value[] x, @Nullable Value[] d) {
        Operation product = new Operation.JetProduct();
        Value left = d[0] == null && d[2] == null
                ? null
                : trace.emit(product, orZero(d[0], x[0]), x[1], orZero(d[2], x[2]), x[3]);
        Value right = d[1] == null && d[3] == null
                ? null
                : trace.emit(product, x[0], orZero(d[1], x[1]), x[2], orZero(d[3], x[3]));
        return plus(left, right);
    }

    private static Value orZero(@Nullable Value tangent, Value like) {
        return tangent == null ? number(like, 0) : tangent;
    }

    private static @Nullable Value signed(int sign, @Nullable Value x) {
        return x == null || sign > 0 ? x : x.negate();
    }

    private static @Nullable Value times(@Nullable Value factor, @Nullable Value x) {
        return factor == null || x == null ? null : factor.times(x);
    }

    private static @Nullable Value plus(@Nullable Value a, @Nullable Value b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : a.plus(b);
    }
}
