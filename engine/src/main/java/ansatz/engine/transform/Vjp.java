package ansatz.engine.transform;

import static ansatz.engine.transform.Expressions.entries;
import static ansatz.engine.transform.Expressions.expand;
import static ansatz.engine.transform.Expressions.inner;
import static ansatz.engine.transform.Expressions.length;
import static ansatz.engine.transform.Expressions.number;
import static ansatz.engine.transform.Expressions.place;
import static ansatz.engine.transform.Expressions.productTransposed;
import static ansatz.engine.transform.Expressions.scale;
import static ansatz.engine.transform.Expressions.scaledTranspose;
import static ansatz.engine.transform.Expressions.transposedProduct;

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
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reverse-mode derivatives: the product of a vector with the Jacobian.
///
/// Cotangents are in the mean normalisation. With the outputs y and their cotangents the function differentiated is
/// the mean over samples of `<cotangent, y>`; the cotangent of a per-sample value v is the per-sample array c with
/// `d mean = mean_s <c_s, dv_s>`, that of a shared value the c with `d mean = <c, dv>`. So the cotangent of a
/// shared value is the sample mean of the contributions of the samples, a sample mean hands its cotangent to every
/// sample unchanged, and no factor of n appears anywhere.
///
/// The mean of a contribution is taken right where it arises: the cotangent of the weights of a dense layer is
/// `SampleMean(Contract(cotangent, input))`, which the executor does as one matrix product.
public final class Vjp {
    private final Trace trace;
    private final Sharing sharing;
    private final BitSet moving;
    private final @Nullable Value[] cotangents;

    private Vjp(Trace trace, Sharing sharing, BitSet moving) {
        this.trace = trace;
        this.sharing = sharing;
        this.moving = moving;
        this.cotangents = new Value[trace.size()];
    }

    /// The cotangents of the values `wrt`, given those of the outputs.
    ///
    /// A value of `wrt` that is computed from another one also hands its cotangent on to that one: derivatives are
    /// total.
    ///
    /// @param outputs    real values
    /// @param cotangents a cotangent for each output, of the same shape
    /// @param wrt        real values
    /// @param sharing    what becomes of the samples' contributions to shared values
    /// @return for each value of `wrt` its cotangent, of the same shape; the constant zero where no output depends
    /// on it. It may be shared even for a per-sample value, when it is the same for all samples
    /// @throws IllegalArgumentException if shapes differ, or a value is not real, or with [Sharing#ROWS] an output
    /// depends on a value of `wrt` through a mean over samples
    public static List<Value> apply(
            Trace trace, List<Value> outputs, List<Value> cotangents, List<Value> wrt, Sharing sharing) {
        Vjp vjp = new Vjp(trace, sharing, Dependence.moving(trace, wrt));
        BitSet needed = Dependence.needed(trace, outputs);
        for (int i = 0; i < outputs.size(); i++) {
            Value output = outputs.get(i);
            Value cotangent = cotangents.get(i);
            if (output.type().kind() != Type.Kind.REAL || !output.shape().equals(cotangent.shape())) {
                throw new IllegalArgumentException(
                        "the cotangent of " + output + " is " + cotangent + ": wants real values of one shape");
            }
            vjp.add(output, cotangent);
        }
        for (Value value : wrt) {
            if (value.type().kind() != Type.Kind.REAL) {
                throw new IllegalArgumentException("no derivative with respect to " + value + ": it is not real");
            }
        }
        for (int i = needed.length() - 1; i >= 0; i--) {
            Value cotangent = vjp.cotangents[i];
            if (needed.get(i) && cotangent != null) {
                vjp.propagate(trace.value(i), cotangent);
            }
        }
        List<Value> results = new ArrayList<>();
        for (Value value : wrt) {
            Value cotangent = vjp.cotangents[value.place()];
            results.add(cotangent == null ? trace.constant(value.shape(), 0) : cotangent);
        }
        return results;
    }

    /// The gradient of the scalar `y` with respect to `x`, in the shape of `x`: per sample where `x` is per sample,
    /// the gradient of the mean of `y` where `x` is shared.
    ///
    /// @throws IllegalArgumentException if `y` has more than one element
    public static Value gradient(Value y, Value x) {
        if (y.shape().size() != 1) {
            throw new IllegalArgumentException("the gradient of " + y + " is not defined: wants one element");
        }
        return apply(y.trace(), List.of(y), List.of(number(y, 1)), List.of(x), Sharing.MEAN)
                .get(0);
    }

    /// A program with one output `grad.x` for each name `x` in `wrt`: the gradient of the (weighted mean over
    /// samples of the) scalar output, besides all outputs of the given program.
    ///
    /// @param output the name of an output with one element
    /// @param wrt    names of real parameters and inputs
    /// @throws IllegalArgumentException if a name does not exist or the output has several elements
    public static Program gradient(Program program, String output, String... wrt) {
        return ones(program, output, List.of(wrt), Sharing.MEAN);
    }

    /// The gradient with respect to all parameters whose group (the name up to the first dot) is accepted.
    public static Program gradient(Program program, String output, Predicate<String> group) {
        List<String> names = new ArrayList<>();
        for (String name : program.parameters().keySet()) {
            int dot = name.indexOf('.');
            if (group.test(dot < 0 ? name : name.substring(0, dot))) {
                names.add(name);
            }
        }
        return ones(program, output, names, Sharing.MEAN);
    }

    /// Like [#gradient(Program, String, String...)], but each sample keeps its own derivative with respect to
    /// shared values: `grad.x` is per sample, a row of the derivative matrix.
    public static Program rows(Program program, String output, String... wrt) {
        return ones(program, output, List.of(wrt), Sharing.ROWS);
    }

    private static Program ones(Program program, String output, List<String> wrt, Sharing sharing) {
        if (program.shape(output).size() != 1) {
            throw new IllegalArgumentException("the gradient of " + output + ", of shape " + program.shape(output)
                    + ", is not defined: wants one element");
        }
        Trace.Import in = Trace.of(program);
        Value y = in.values().get(program.output(output).value());
        return finish(program, in, List.of(y), List.of(number(y, 1)), wrt, sharing);
    }

    /// A program with all outputs of the given one and one output `grad.x` for each name `x` in `wrt`. It has one
    /// more input `bar.y`, of the type of `y`, for each name `y` in `outputs`: the cotangent.
    ///
    /// @throws IllegalArgumentException if a name does not exist, or as in [#apply]
    public static Program of(Program program, List<String> outputs, List<String> wrt, Sharing sharing) {
        Trace.Import in = Trace.of(program);
        List<Value> values = new ArrayList<>();
        List<Value> cotangents = new ArrayList<>();
        String bar = Sources.prefix(program, "bar");
        for (String name : outputs) {
            Value y = in.values().get(program.output(name).value());
            values.add(y);
            cotangents.add(in.trace()
                    .emit(
                            y.type().perSample()
                                    ? new Operation.SampleInput(bar + name, y.shape(), Type.Kind.REAL)
                                    : new Operation.SharedInput(bar + name, y.shape(), Type.Kind.REAL)));
        }
        return finish(program, in, values, cotangents, wrt, sharing);
    }

    private static Program finish(
            Program program,
            Trace.Import in,
            List<Value> ys,
            List<Value> cotangents,
            List<String> wrt,
            Sharing sharing) {
        Trace trace = in.trace();
        String grad = Sources.prefix(program, "grad");
        List<Value> xs = new ArrayList<>();
        for (String name : wrt) {
            xs.add(Sources.find(program, in.values(), name));
        }
        List<Value> gradients = apply(trace, ys, cotangents, xs, sharing);
        for (Output output : program.outputs()) {
            trace.output(output.name(), in.values().get(output.value()));
        }
        Value sampled =
                ys.stream().filter(y -> y.type().perSample()).findFirst().orElse(ys.get(0));
        for (int i = 0; i < wrt.size(); i++) {
            Value like = sharing == Sharing.ROWS && sampled.type().perSample() ? sampled : xs.get(i);
            trace.output(grad + wrt.get(i), Sources.ofType(gradients.get(i), like));
        }
        return Simplify.apply(trace.program());
    }

    /// Adds a contribution to the cotangent of `x`, the mean of it if `x` is shared.
    private void add(Value x, @Nullable Value contribution) {
        if (contribution == null || !moving.get(x.place())) {
            return;
        }
        boolean mean = sharing == Sharing.MEAN && !x.type().perSample();
        Value own = mean ? contribution.sampleMean() : contribution;
        Value known = cotangents[x.place()];
        cotangents[x.place()] = known == null ? own : known.plus(own);
    }

    private boolean moves(Value x) {
        return moving.get(x.place());
    }

    private void propagate(Value y, Value c) {
        Instruction instruction = trace.instruction(y);
        Value[] x = instruction.operands().stream().map(trace::value).toArray(Value[]::new);
        if (Arrays.stream(x).anyMatch(this::moves)) {
            propagate(instruction.operation(), x, y, c);
        }
    }

    /// Hands the cotangent `c` of `y`, the value of an operation on `x`, on to those of the operands that move.
    private void propagate(Operation operation, Value[] x, Value y, Value c) {
        switch (operation) {
            case Operation.Source ignored -> {}
            case Operation.Elementwise e -> elementwise(Derivatives.of(e.function()), x, y, c);
            case Operation.Linear l -> linear(l, x, c);
            case Operation.Contract k -> {
                if (moves(x[0])) {
                    add(x[0], c.contract(x[1], k.result(), k.right(), k.left()));
                }
                if (moves(x[1])) {
                    add(x[1], c.contract(x[0], k.result(), k.left(), k.right()));
                }
            }
            case Operation.Max m -> {
                // elements that tie for the largest share the derivative equally
                Value largest = x[0].equalTo(expand(y, m.axes(), x[0].shape()));
                Value share = c.over(largest.toReal().sum(m.axes()));
                add(x[0], largest.select(expand(share, m.axes(), x[0].shape()), number(x[0], 0)));
            }
            case Operation.Inverse ignored ->
                add(x[0], productTransposed(transposedProduct(y, c), y).negate()); // -Y^T C Y^T
            case Operation.LogAbsDeterminant ignored -> add(x[0], scaledTranspose(c, x[0].inverse())); // c X^-T
            case Operation.SignDeterminant ignored -> {}
            case Operation.SignPfaffian ignored -> {}
            case Operation.DeterminantPhase ignored -> {
                // d phase = tr(P dY) + tr(Q dX) with (X + iY)^-1 = P + iQ
                Expressions.ComplexInverse z = Expressions.ComplexInverse.of(x[0], x[1]);
                add(x[0], scaledTranspose(c, z.im()));
                add(x[1], scaledTranspose(c, z.re()));
            }
            case Operation.LogSumExp l -> {
                Shape shape = x[0].shape();
                Value weights = x[0].minus(expand(y, l.axes(), shape)).exp();
                add(x[0], weights.times(expand(c, l.axes(), shape)));
            }
            case Operation.Softmax ignored -> {
                int[] last = {y.shape().rank() - 1};
                add(x[0], y.times(c.minus(expand(inner(y, c), last, y.shape()))));
            }
            case Operation.JetChain ignored -> jetChain(x, c);
            case Operation.JetAffineChain ignored -> jetAffineChain(x, c);
            case Operation.JetProduct ignored -> jetProduct(x, c);
            case Operation.JetLogAbsDeterminant f -> {
                List<Value> wanted = Arrays.stream(x).filter(this::moves).toList();
                within(Definitions.expand(f, x), c, wanted).forEach(this::add);
            }
            case Operation.Scan s -> scan(new Scans(s, x), x, y, c);
            case Operation.SampleMean ignored -> {
                if (x[0].type().perSample() && sharing == Sharing.ROWS) {
                    throw new IllegalArgumentException(
                            "no per-sample derivative: the output depends on the values asked for through "
                                    + "the mean over samples " + y
                                    + ", which mixes all samples; stop the gradient there or ask for the mean");
                }
                add(x[0], c);
            }
            case Operation.StopGradient ignored -> {}
        }
    }

    /// The cotangents of some values, given that of a value that is computed from them: back to them and no
    /// further.
    private Map<Value, @Nullable Value> within(Value computed, Value c, List<Value> wanted) {
        BitSet ends = new BitSet();
        wanted.forEach(value -> ends.set(value.place()));
        Vjp inner = new Vjp(trace, sharing, Dependence.moving(trace, wanted));
        inner.add(computed, c);
        // parts of what is computed may have stood in the trace before
        for (int i = computed.place(); i >= 0; i--) {
            Value cotangent = inner.cotangents[i];
            if (cotangent != null && !ends.get(i)) {
                inner.propagate(trace.value(i), cotangent);
            }
        }
        Map<Value, @Nullable Value> found = new LinkedHashMap<>();
        wanted.forEach(value -> found.put(value, inner.cotangents[value.place()]));
        return found;
    }

    /// The cotangents of the states by a recurrence from the last to the first, and those of all else from all
    /// steps
    /// at once, so that weights get theirs by one product.
    private void scan(Scans scan, Value[] x, Value y, Value c) {
        List<Value> wanted =
                new ArrayList<>(Arrays.stream(x).filter(this::moves).toList());
        Value before = scan.before(y);
        if (wanted.contains(before)) {
            // it would have two cotangents in one place: as the states before, and as an operand
            within(scan.unrolled(), c, wanted).forEach(this::add);
            return;
        }
        wanted.remove(x[0]);
        wanted.add(before);
        Value steps = scan.steps(before);
        Map<Value, @Nullable Value> found = within(steps, scan.cotangents(y, c), wanted);
        Value begin = found.remove(before);
        add(x[0], begin == null ? null : begin.get(0));
        found.forEach(this::add);
    }

    private void elementwise(Derivatives.Row row, Value[] x, Value y, Value c) {
        switch (row) {
            case Derivatives.Flat ignored -> {}
            case Derivatives.Signed s -> {
                add(x[0], s.first() < 0 ? c.negate() : c);
                if (x.length == 2 && moves(x[1])) {
                    add(x[1], s.second() < 0 ? c.negate() : c);
                }
            }
            case Derivatives.Smooth f -> add(x[0], times(c, f.first().at(x[0], y)));
            case Derivatives.SmoothPair f -> {
                if (moves(x[0])) {
                    add(x[0], times(c, f.a().at(x[0], x[1], y)));
                }
                if (moves(x[1])) {
                    add(x[1], times(c, f.b().at(x[0], x[1], y)));
                }
            }
            case Derivatives.Choice choice -> {
                Value condition = choice.condition().at(x);
                if (moves(x[choice.yes()])) {
                    add(x[choice.yes()], condition.select(c, number(y, 0)));
                }
                if (moves(x[choice.no()])) {
                    add(x[choice.no()], condition.select(number(y, 0), c));
                }
            }
        }
    }

    private static @Nullable Value times(Value c, @Nullable Value slope) {
        return slope == null ? null : c.times(slope);
    }

    /// The transposes of index maps and sums.
    private void linear(Operation.Linear operation, Value[] x, Value c) {
        Shape shape = x[0].shape();
        switch (operation) {
            case Operation.Reshape ignored -> add(x[0], c.reshape(shape));
            case Operation.Transpose t -> {
                int[] inverse = new int[t.permutation().length];
                for (int i = 0; i < inverse.length; i++) {
                    inverse[t.permutation()[i]] = i;
                }
                add(x[0], c.transpose(inverse));
            }
            case Operation.Slice s -> add(x[0], trace.emit(new Operation.Pad(s.start(), shape), c));
            case Operation.Pad p -> add(x[0], trace.emit(new Operation.Slice(p.start(), shape), c));
            case Operation.Broadcast b ->
                add(x[0], c.sum(Expressions.kept(b.axes(), b.shape().rank())));
            case Operation.Sum s -> add(x[0], expand(c, s.axes(), shape));
            case Operation.Concat k -> {
                int before = 0;
                for (Value part : x) {
                    int extent = part.shape().extent(k.axis());
                    if (moves(part)) {
                        add(part, c.slice(k.axis(), before, before + extent));
                    }
                    before += extent;
                }
            }
            case Operation.Gather g -> add(x[0], c.segmentSum(shape, g.index()));
            case Operation.SegmentSum s -> add(x[0], c.gather(shape, s.index()));
            case Operation.SparseProduct p -> {
                for (int i = 0; i < x.length; i++) {
                    if (moves(x[i])) {
                        SparseMatrix transposed = p.matrices().get(i).transpose();
                        add(x[i], trace.emit(new Operation.SparseProduct(List.of(transposed), x[i].shape()), c));
                    }
                }
            }
        }
    }

    // ------------------------------------------------------------------ jets

    private void jetChain(Value[] x, Value c) {
        int r = length(c);
        Value jet = x[3];
        Value rows = entries(jet, 1, r - 1);
        Value tail = entries(c, 1, r);
        Value laplacian = c.at(-1, r - 1);
        if (moves(x[0])) {
            add(x[0], c.at(-1, 0));
        }
        if (moves(x[1])) {
            add(x[1], inner(tail, entries(jet, 1, r)));
        }
        if (moves(x[2])) {
            add(x[2], laplacian.times(inner(rows, rows)));
        }
        if (moves(jet)) {
            Value curved = scale(doubled(x[2].times(laplacian)), rows);
            add(jet, place(scale(x[1], tail), 1, r));
            add(jet, place(curved, 1, r));
        }
    }

    private void jetAffineChain(Value[] x, Value c) {
        int r = length(c);
        Value rows = x[3];
        Value own = entries(c, 1, r - 1);
        Value laplacian = c.at(-1, r - 1);
        if (moves(x[0])) {
            add(x[0], c.at(-1, 0));
        }
        if (moves(x[1])) {
            add(x[1], inner(own, rows));
        }
        if (moves(x[2])) {
            add(x[2], laplacian.times(inner(rows, rows)));
        }
        if (moves(rows)) {
            add(rows, scale(x[1], own));
            add(rows, scale(doubled(x[2].times(laplacian)), rows));
        }
    }

    private void jetProduct(Value[] x, Value c) {
        jetFactor(x[0], x[2], x[1], x[3], c);
        jetFactor(x[1], x[3], x[0], x[2], c);
    }

    /// The cotangents of the one factor (x0, x) of a product of jets, y being the other: of x0 it is c_0 y0 + sum_r
    /// c_r y_r, of the entries of x y0 c_r, and for the rows 2 c_lap y_k more.
    private void jetFactor(Value x0, Value x, Value y0, Value y, Value c) {
        int r = length(c);
        Value tail = entries(c, 1, r);
        if (moves(x0)) {
            add(x0, c.at(-1, 0).times(y0));
            add(x0, inner(tail, entries(y, 1, r)));
        }
        if (moves(x)) {
            add(x, place(scale(y0, tail), 1, r));
            add(x, place(scale(doubled(c.at(-1, r - 1)), entries(y, 1, r - 1)), 1, r));
        }
    }

    private static Value doubled(Value x) {
        return x.times(number(x, 2));
    }
}
