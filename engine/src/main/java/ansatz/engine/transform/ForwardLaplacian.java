package ansatz.engine.transform;

import static ansatz.engine.transform.Expressions.expand;
import static ansatz.engine.transform.Expressions.inner;
import static ansatz.engine.transform.Expressions.last;
import static ansatz.engine.transform.Expressions.length;
import static ansatz.engine.transform.Expressions.repeat;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Function;
import ansatz.engine.program.Indexing;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The forward Laplacian (Li et al. 2024, Nature Machine Intelligence 6, 209): value, Jacobian and Laplacian of
/// each intermediate value in one sweep.
///
/// For y = f(x) with Jacobian rows x_k and Laplacian x_L: y_k = f' x_k and y_L = f' x_L + f'' sum_k x_k^2. Linear
/// operations act on all rows alike. Each value carries rows only for the coordinates that it depends on
/// ([Support]), and a Jacobian that is the same for all samples stays shared ([Jet]).
public final class ForwardLaplacian {
    /// What spreading and adding one part's result costs, in units of one contracted element.
    private static final int ADDITION = 4;

    private final Trace trace;
    private final Map<Integer, Lifted> lifted = new HashMap<>();

    /// What the sweep made of a value.
    ///
    /// @param value the value computed from the jets' own value rows, so that nothing is computed twice
    /// @param jet   its derivatives, or null when it does not depend on the coordinates (or only in steps)
    private record Lifted(Value value, @Nullable Jet jet) {}

    /// Derivatives with respect to the D coordinates of one sample.
    ///
    /// @param value     shape `s`
    /// @param gradient  shape `[s, D]`
    /// @param laplacian the sum of the second derivatives, shape `s`
    public record Result(Value value, Value gradient, Value laplacian) {}

    private ForwardLaplacian(Value x) {
        trace = x.trace();
        int d = x.shape().size();
        Value ones = trace.constant(x.shape().append(1), 1);
        lifted.put(x.place(), new Lifted(x, Jet.affine(x, Support.identity(d), ones)));
    }

    /// The gradient and Laplacian of `u` with respect to the elements of `x`.
    ///
    /// @throws IllegalArgumentException if u depends on x through a mean over samples
    public static Result of(Value u, Value x) {
        return of(List.of(u), x).get(0);
    }

    /// The same for several values in one sweep.
    public static List<Result> of(List<Value> us, Value x) {
        ForwardLaplacian sweep = new ForwardLaplacian(x);
        sweep.run(us, x.place());
        List<Result> results = new ArrayList<>();
        for (Value u : us) {
            results.add(sweep.result(sweep.at(u), x.shape().size()));
        }
        return results;
    }

    /// A program that yields `output` and, beside it, `grad.output` and `laplacian.output` with respect to a
    /// per-sample input.
    ///
    /// @throws IllegalArgumentException if the program has no such output or input
    public static Program of(Program program, String output, String input) {
        Trace.Import copy = Trace.of(program);
        Value x = null;
        for (Value value : copy.values()) {
            if (copy.trace().instruction(value).operation() instanceof Operation.SampleInput s
                    && s.name().equals(input)) {
                x = value;
            }
        }
        if (x == null) {
            throw new IllegalArgumentException("no per-sample input is named " + input + "; inputs: "
                    + program.inputs().keySet());
        }
        Result result = of(copy.values().get(program.output(output).value()), x);
        Program whole = copy.trace()
                .output(output, result.value())
                .output("grad." + output, result.gradient())
                .output("laplacian." + output, result.laplacian())
                .program();
        return Simplify.apply(whole);
    }

    /// Lifts the ancestors of `us` in program order, so that the recursion in [#at] stays shallow however long the
    /// program is.
    private void run(List<Value> us, int seed) {
        int last = us.stream().mapToInt(Value::place).max().orElse(-1);
        boolean[] needed = new boolean[last + 1];
        us.forEach(u -> needed[u.place()] = true);
        for (int i = last; i > seed; i--) {
            if (needed[i]) {
                trace.instruction(trace.value(i)).operands().forEach(o -> needed[o] = true);
            }
        }
        for (int i = seed + 1; i <= last; i++) {
            if (needed[i]) {
                at(trace.value(i));
            }
        }
    }

    private Result result(Lifted u, int d) {
        Value value = u.value();
        Jet jet = u.jet();
        if (jet == null) {
            return new Result(value, trace.constant(value.shape().append(d), 0), trace.constant(value.shape(), 0));
        }
        int[] all = new int[d];
        Arrays.setAll(all, i -> i);
        Support dense = Support.uniform(value.shape().size(), all);
        int[] source = jet.support().rowsOf(dense);
        Value jacobian = jet.jacobian();
        int width = jet.support().width();
        for (int i = 0; i < source.length; i++) {
            source[i] = source[i] < 0 ? -1 : i / d * width + source[i];
        }
        Value gradient = jet.support().equals(dense)
                ? jacobian
                : jacobian.gather(value.shape().append(d), source);
        return new Result(value, gradient, jet.laplacian());
    }

    private Lifted at(Value original) {
        Lifted known = lifted.get(original.place());
        if (known == null) {
            known = lift(original);
            lifted.put(original.place(), known);
        }
        return known;
    }

    private Lifted lift(Value original) {
        Instruction instruction = trace.instruction(original);
        Value[] originals = instruction.operands().stream().map(trace::value).toArray(Value[]::new);
        Lifted[] operands = Arrays.stream(originals).map(this::at).toArray(Lifted[]::new);
        Operation operation = instruction.operation();
        if (Arrays.stream(operands).allMatch(o -> o.jet() == null)) {
            Value[] values = Arrays.stream(operands).map(Lifted::value).toArray(Value[]::new);
            return new Lifted(trace.emit(operation, values), null);
        }
        return switch (operation) {
            case Operation.Source ignored -> new Lifted(original, null);
            case Operation.Elementwise e -> elementwise(e.function(), operands);
            case Operation.Concat c -> of(concat(c, operands));
            case Operation.Linear l -> of(linear(l, jet(operands[0])));
            case Operation.Contract c -> {
                Jet split = contractParts(c, originals, operands);
                yield of(split == null ? contract(c, operands[0], operands[1]) : split);
            }
            case Operation.Max m -> of(max(m, jet(operands[0])));
            case Operation.Inverse ignored -> of(MatrixJets.inverse(jet(operands[0])));
            case Operation.LogAbsDeterminant ignored -> of(MatrixJets.logAbsDeterminant(jet(operands[0])));
            case Operation.DeterminantPhase p -> {
                Jet re = operands[0].jet();
                Jet im = operands[1].jet();
                Support support = re == null ? jet(operands[1]).support() : re.support();
                Jet x = re == null ? Jet.constant(operands[0].value(), support) : re;
                Jet y = im == null ? Jet.constant(operands[1].value(), support) : im;
                yield of(MatrixJets.phase(x, y));
            }
            case Operation.SignDeterminant s -> new Lifted(trace.emit(s, operands[0].value()), null);
            case Operation.SignPfaffian s -> new Lifted(trace.emit(s, operands[0].value()), null);
            case Operation.Fused f -> at(Definitions.expand(f, originals));
            case Operation.SampleMean ignored ->
                throw new IllegalArgumentException("the Laplacian through a mean over samples is not defined: "
                        + original + " mixes the coordinates of all samples");
            case Operation.StopGradient s -> new Lifted(trace.emit(s, operands[0].value()), null);
        };
    }

    private static Lifted of(Jet jet) {
        return new Lifted(jet.value(), jet);
    }

    private static Jet jet(Lifted operand) {
        Jet jet = operand.jet();
        if (jet == null) {
            throw new IllegalStateException("an operand without a jet");
        }
        return jet;
    }

    // ------------------------------------------------------------------ elementwise

    private Lifted elementwise(Function f, Lifted[] x) {
        Value[] values = Arrays.stream(x).map(Lifted::value).toArray(Value[]::new);
        Value value = trace.emit(new Operation.Elementwise(f), values);
        if (f == Function.MULTIPLY) {
            return of(multiply(x[0], x[1]));
        }
        if (f == Function.DIVIDE) {
            Lifted inverse = elementwise(Function.RECIPROCAL, new Lifted[] {x[1]});
            return of(multiply(x[0], inverse));
        }
        return switch (Derivatives.of(f)) {
            case Derivatives.Flat ignored -> new Lifted(value, null);
            case Derivatives.Signed s -> signed(s, x, value);
            case Derivatives.Smooth s -> {
                Jet jet = x[0].jet();
                yield jet == null
                        ? new Lifted(value, null)
                        : of(chain(
                                value,
                                s.first().at(values[0], value),
                                s.second().at(values[0], value),
                                jet));
            }
            case Derivatives.SmoothPair s -> of(pair(s, x[0], x[1], value));
            case Derivatives.Choice c -> of(select(c.condition().at(values), x[c.yes()], x[c.no()], value));
        };
    }

    private Jet chain(Value f0, @Nullable Value f1, @Nullable Value f2, Jet x) {
        Value zero = trace.constant(f0.shape(), 0);
        Operation operation = x.isAffine() ? new Operation.JetAffineChain() : new Operation.JetChain();
        Value first = f1 == null ? zero : f1;
        Value second = f2 == null ? zero : f2;
        return Jet.packed(trace.emit(operation, f0, first, second, x.derivatives()), x.support());
    }

    private Lifted signed(Derivatives.Signed signs, Lifted[] x, Value value) {
        Jet a = x[0].jet() == null ? null : signed(signs.first(), x[0].jet());
        Jet b = x.length == 1 || x[1].jet() == null ? null : signed(signs.second(), x[1].jet());
        if (a == null || b == null) {
            Jet only = a == null ? b : a;
            return only == null ? new Lifted(value, null) : of(only.withValue(value));
        }
        boolean affine = a.isAffine() && b.isAffine();
        Support support = a.support().union(b.support());
        Jet p = (affine ? a : a.pack()).align(support);
        Jet q = (affine ? b : b.pack()).align(support);
        Value sum = p.derivatives().plus(q.derivatives());
        return of(
                affine
                        ? Jet.affine(value, support, sum)
                        : p.fresh() && q.fresh() ? Jet.packed(sum, support) : Jet.packed(value, sum, support));
    }

    private Jet signed(int sign, Jet x) {
        return sign == 1 ? x : x.linear(x.value().negate(), x.derivatives().negate(), x.support());
    }

    private Jet multiply(Lifted a, Lifted b) {
        if (a.jet() == null) {
            return jet(b).scale(a.value());
        }
        if (b.jet() == null) {
            return a.jet().scale(b.value());
        }
        Support support = a.jet().support().union(b.jet().support());
        Jet x = a.jet().pack().align(support);
        Jet y = b.jet().pack().align(support);
        return Jet.packed(
                trace.emit(new Operation.JetProduct(), x.value(), y.value(), x.derivatives(), y.derivatives()),
                support);
    }

    /// y_k = f_a a_k + f_b b_k, y_L = f_a a_L + f_b b_L + sum_k (f_aa a_k^2 + 2 f_ab a_k b_k + f_bb b_k^2).
    private Jet pair(Derivatives.SmoothPair f, Lifted a, Lifted b, Value value) {
        Value u = a.value();
        Value v = b.value();
        Jet x = a.jet();
        Jet y = b.jet();
        if (y == null) {
            return chain(value, f.a().at(u, v, value), f.aa().at(u, v, value), jet(a));
        }
        if (x == null) {
            return chain(value, f.b().at(u, v, value), f.bb().at(u, v, value), y);
        }
        Support support = x.support().union(y.support());
        Jet p = x.pack().align(support);
        Jet q = y.pack().align(support);
        Value second = zeroIfNull(f.aa().at(u, v, value), u)
                .times(inner(p.jacobian(), p.jacobian()))
                .plus(zeroIfNull(f.ab().at(u, v, value), u)
                        .times(inner(p.jacobian(), q.jacobian()))
                        .times(trace.constant(u.shape(), 2)))
                .plus(zeroIfNull(f.bb().at(u, v, value), u).times(inner(q.jacobian(), q.jacobian())));
        Value first = p.scale(zeroIfNull(f.a().at(u, v, value), u))
                .derivatives()
                .plus(q.scale(zeroIfNull(f.b().at(u, v, value), u)).derivatives());
        return Jet.packed(value, first.plus(last(second, first.shape())), support);
    }

    private Value zeroIfNull(@Nullable Value derivative, Value like) {
        return derivative == null ? trace.constant(like.shape(), 0) : derivative;
    }

    private Jet select(Value condition, Lifted yes, Lifted no, Value value) {
        Jet x = yes.jet();
        Jet y = no.jet();
        Support support = x == null
                ? jet(no).support()
                : y == null ? x.support() : x.support().union(y.support());
        Jet a = (x == null ? Jet.constant(yes.value(), support) : x.pack()).align(support);
        Jet b = (y == null ? Jet.constant(no.value(), support) : y.pack()).align(support);
        Value wide = repeat(condition, length(a.derivatives()));
        return Jet.packed(value, wide.select(a.derivatives(), b.derivatives()), support);
    }

    // ------------------------------------------------------------------ linear

    private Jet linear(Operation.Linear operation, Jet x) {
        Value d = x.derivatives();
        Shape shape = x.value().shape();
        int width = d.shape().extent(d.shape().rank() - 1);
        Value value = trace.emit(operation, x.value());
        int[] source = Indexing.source(operation, shape).orElse(null);
        if (source != null) {
            return x.linear(
                    value,
                    trace.emit(withRows(operation, shape.rank(), width), d),
                    x.support().map(source));
        }
        int[] target = switch (operation) {
            case Operation.Sum s -> Indexing.reduction(s.axes(), shape);
            case Operation.SegmentSum s -> s.index();
            case Operation.Reshape r -> throw unexpected(r);
            case Operation.Transpose t -> throw unexpected(t);
            case Operation.Slice s -> throw unexpected(s);
            case Operation.Pad p -> throw unexpected(p);
            case Operation.Broadcast b -> throw unexpected(b);
            case Operation.Concat c -> throw unexpected(c);
            case Operation.Gather g -> throw unexpected(g);
        };
        Support grouped = x.support().group(target, value.shape().size());
        if (operation instanceof Operation.Sum s && grouped.map(target).equals(x.support())) {
            return x.linear(value, trace.emit(s, d), grouped);
        }
        return x.linear(value, segmentSum(x, target, grouped, value.shape()), grouped);
    }

    private static IllegalStateException unexpected(Operation operation) {
        return new IllegalStateException(operation + " moves elements and adds none");
    }

    /// The sum of elements with different supports: each row is added where its coordinate stands in the sum.
    private static Value segmentSum(Jet x, int[] target, Support grouped, Shape shape) {
        int extra = x.isAffine() ? 0 : 2;
        int from = x.support().width() + extra;
        int to = grouped.width() + extra;
        int[] index = new int[target.length * from];
        int[] place = new int
                [1
                        + Arrays.stream(grouped.everywhere().isUniform() ? coordinates(grouped) : new int[0])
                                .max()
                                .orElse(-1)];
        for (int e = 0; e < target.length; e++) {
            int g = target[e];
            if (g >= 0) {
                for (int r = 0; r < grouped.width() && grouped.at(g, r) >= 0; r++) {
                    place[grouped.at(g, r)] = r;
                }
            }
            for (int r = 0; r < from; r++) {
                int row;
                if (g < 0) {
                    row = -1;
                } else if (extra > 0 && r == 0) {
                    row = 0;
                } else if (extra > 0 && r == from - 1) {
                    row = to - 1;
                } else {
                    int coordinate = x.support().at(e, r - extra / 2);
                    row = coordinate < 0 ? -1 : place[coordinate] + extra / 2;
                }
                index[e * from + r] = row < 0 ? -1 : g * to + row;
            }
        }
        return x.derivatives().segmentSum(shape.append(to), index);
    }

    private static int[] coordinates(Support support) {
        Support all = support.everywhere();
        int[] coordinates = new int[all.width()];
        Arrays.setAll(coordinates, r -> all.at(0, r));
        return coordinates;
    }

    /// A linear operation that moves elements, on values with one more axis at the end.
    private static Operation withRows(Operation.Linear operation, int rank, int rows) {
        return switch (operation) {
            case Operation.Reshape r -> new Operation.Reshape(r.shape().append(rows));
            case Operation.Transpose t -> new Operation.Transpose(append(t.permutation(), rank));
            case Operation.Slice s ->
                new Operation.Slice(append(s.start(), 0), s.shape().append(rows));
            case Operation.Pad p ->
                new Operation.Pad(append(p.start(), 0), p.shape().append(rows));
            case Operation.Broadcast b ->
                new Operation.Broadcast(
                        b.shape().append(rows), append(b.axes(), b.shape().rank()));
            case Operation.Gather g ->
                new Operation.Gather(widen(g.index(), rows), g.shape().append(rows));
            case Operation.Sum s -> s;
            case Operation.SegmentSum s ->
                new Operation.SegmentSum(widen(s.index(), rows), s.shape().append(rows));
            case Operation.Concat c -> c;
        };
    }

    private static int[] append(int[] array, int last) {
        int[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = last;
        return longer;
    }

    private static int[] widen(int[] index, int rows) {
        int[] wide = new int[index.length * rows];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = index[i / rows] < 0 ? -1 : index[i / rows] * rows + i % rows;
        }
        return wide;
    }

    private Jet concat(Operation.Concat c, Lifted[] parts) {
        Value[] values = Arrays.stream(parts).map(Lifted::value).toArray(Value[]::new);
        Value value = trace.emit(c, values);
        boolean affine =
                Arrays.stream(parts).allMatch(p -> p.jet() == null || p.jet().isAffine());
        int width = Arrays.stream(parts)
                .mapToInt(p -> p.jet() == null ? 0 : p.jet().support().width())
                .max()
                .orElse(0);
        Support none = Support.uniform(1, new int[width]).map(new int[] {-1});
        Value[] derivatives = new Value[parts.length];
        int[] source = new int[value.shape().size()];
        Support all = none;
        int before = 0;
        for (int i = 0; i < parts.length; i++) {
            Jet jet = parts[i].jet();
            Shape shape = values[i].shape();
            Support padded = none.map(new int[shape.size()]);
            if (jet != null) {
                int[] own = new int[shape.size()];
                Arrays.setAll(own, e -> e + 1);
                padded = Support.stack(none, jet.support()).map(own);
                derivatives[i] = (affine ? jet : jet.pack()).align(padded).derivatives();
            } else {
                derivatives[i] = affine
                        ? trace.constant(shape.append(width), 0)
                        : Jet.constant(values[i], padded).derivatives();
            }
            int[] places = Indexing.concat(c.axis(), before, shape, value.shape());
            for (int e = 0; e < places.length; e++) {
                source[places[e]] = all.elements() + e;
            }
            all = Support.stack(all, padded);
            before += shape.extent(c.axis());
        }
        boolean fresh = Arrays.stream(parts)
                .allMatch(p -> p.jet() == null || p.jet().isAffine() || p.jet().fresh());
        Value whole = trace.emit(c, derivatives);
        Support support = all.map(source);
        return affine
                ? Jet.affine(value, support, whole)
                : fresh ? Jet.packed(whole, support) : Jet.packed(value, whole, support);
    }

    // ------------------------------------------------------------------ products and maxima

    private Jet contract(Operation.Contract c, Lifted a, Lifted b) {
        Value value = trace.emit(c, a.value(), b.value());
        if (b.jet() == null) {
            return contractOne(c.left(), c.right(), c.result(), jet(a), b.value(), value);
        }
        if (a.jet() == null) {
            return contractOne(c.right(), c.left(), c.result(), b.jet(), a.value(), value);
        }
        Support all = Support.stack(a.jet().support(), b.jet().support()).everywhere();
        Jet x = a.jet().pack().align(all.map(new int[a.value().shape().size()]));
        Jet y = b.jet().pack().align(all.map(new int[b.value().shape().size()]));
        char r = unused(c);
        Value first = x.value().contract(y.derivatives(), c.left(), c.right() + r, c.result() + r);
        Value second = x.derivatives().contract(y.value(), c.left() + r, c.right(), c.result() + r);
        Value cross = x.jacobian()
                .contract(y.jacobian(), c.left() + r, c.right() + r, c.result())
                .times(2);
        Value packed = first.plus(second).plus(last(cross, first.shape()));
        return Jet.packed(value, packed, all.map(new int[value.shape().size()]));
    }

    /// The contraction of a concatenation along the contracted axis, part by part, where that is less work: parts
    /// that depend on few coordinates (one-body features beside pair features) need not carry the rows of the
    /// others.
    private @Nullable Jet contractParts(Operation.Contract c, Value[] originals, Lifted[] operands) {
        int side = operands[1].jet() == null ? 0 : 1;
        Instruction whole = trace.instruction(originals[side]);
        String own = side == 0 ? c.left() : c.right();
        String other = side == 0 ? c.right() : c.left();
        if (operands[1 - side].jet() != null
                || !(whole.operation() instanceof Operation.Concat concat)
                || other.indexOf(own.charAt(concat.axis())) < 0
                || c.result().indexOf(own.charAt(concat.axis())) >= 0) {
            return null;
        }
        List<Lifted> parts =
                whole.operands().stream().map(p -> at(trace.value(p))).toList();
        int widest = jet(operands[side]).support().everywhere().width() + 2;
        int joined = 0;
        int apart = ADDITION * widest;
        for (Lifted part : parts) {
            int extent = part.value().shape().extent(concat.axis());
            Jet jet = part.jet();
            joined += extent * widest;
            apart += extent * (jet == null ? 0 : rowsAfter(own, c.result(), jet) + 2);
        }
        if (apart > 0.8 * joined) {
            return null;
        }
        Lifted sum = null;
        int from = 0;
        for (Lifted part : parts) {
            int to = from + part.value().shape().extent(concat.axis());
            Value factor = operands[1 - side].value().slice(other.indexOf(own.charAt(concat.axis())), from, to);
            Value value = part.value().contract(factor, own, other, c.result());
            Lifted term = part.jet() == null
                    ? new Lifted(value, null)
                    : of(contractOne(own, other, c.result(), part.jet(), factor, value));
            sum = sum == null ? term : elementwise(Function.ADD, new Lifted[] {sum, term});
            from = to;
        }
        return sum == null ? null : sum.jet();
    }

    /// How many rows an element of the result has when the axes that are not in it are summed over.
    private static int rowsAfter(String own, String result, Jet jet) {
        int[] contracted = IntStream.range(0, own.length())
                .filter(i -> result.indexOf(own.charAt(i)) < 0)
                .toArray();
        int[] group = Indexing.reduction(contracted, jet.value().shape());
        int groups = Arrays.stream(group).max().orElse(-1) + 1;
        return jet.support().group(group, groups).width();
    }

    /// A contraction with something that does not depend on the coordinates: linear in the jet once all elements
    /// that are added up have the same support.
    private Jet contractOne(String own, String other, String result, Jet jet, Value factor, Value value) {
        Shape shape = jet.value().shape();
        int[] contracted = new int[own.length()];
        int n = 0;
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < own.length(); i++) {
            if (result.indexOf(own.charAt(i)) < 0) {
                contracted[n++] = i;
            } else {
                kept.append(own.charAt(i));
            }
        }
        int[] group = Indexing.reduction(Arrays.copyOf(contracted, n), shape);
        int groups = 1;
        int[] keptExtents = new int[kept.length()];
        for (int i = 0; i < keptExtents.length; i++) {
            keptExtents[i] = shape.extent(own.indexOf(kept.charAt(i)));
            groups *= keptExtents[i];
        }
        Support grouped = jet.support().group(group, groups);
        Jet x = jet.align(grouped.map(group));
        char r = unused(new Operation.Contract(own, other, result));
        Value derivatives = x.derivatives().contract(factor, own + r, other, result + r);
        int[] strides = new int[result.length()];
        int[] keptStrides = Shape.of(keptExtents).strides();
        for (int i = 0; i < strides.length; i++) {
            int axis = kept.indexOf(String.valueOf(result.charAt(i)));
            strides[i] = axis < 0 ? 0 : keptStrides[axis];
        }
        return x.linear(value, derivatives, grouped.map(Indexing.walk(value.shape(), strides, 0)));
    }

    private static char unused(Operation.Contract c) {
        char r = 'a';
        while ((c.left() + c.right()).indexOf(r) >= 0) {
            r = r == 'z' ? 'A' : (char) (r + 1);
        }
        return r;
    }

    /// The maximum has the derivatives of the largest element; where several are largest, their mean.
    private Jet max(Operation.Max m, Jet x) {
        Value value = trace.emit(m, x.value());
        int[] axes = m.axes();
        Value wide = expand(value, axes, x.value().shape());
        Value largest = x.value().equalTo(wide).toReal();
        Value count = expand(largest.sum(axes), axes, x.value().shape());
        return linear(new Operation.Sum(axes), x.scale(largest.over(count))).withValue(value);
    }
}
