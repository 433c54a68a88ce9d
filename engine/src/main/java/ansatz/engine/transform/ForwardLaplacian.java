package ansatz.engine.transform;

import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The forward Laplacian (Li et al. 2024, Nature Machine Intelligence 6, 209): value, Jacobian and Laplacian of
/// each intermediate value in one sweep.
///
/// For y = f(x) with Jacobian rows x_k and Laplacian x_L: y_k = f' x_k and y_L = f' x_L + f'' sum_k x_k^2. Linear
/// operations act on all rows alike. Each value carries rows only for the coordinates that it depends on
/// ([Support]), and a Jacobian that is the same for all samples stays shared ([Jet]).
public final class ForwardLaplacian {
    private final Trace trace;
    private final Map<Integer, Lifted> lifted = new HashMap<>();

    /// Derivatives with respect to the D coordinates of one sample.
    ///
    /// @param value     shape `s`
    /// @param gradient  shape `[s, D]`
    /// @param laplacian the sum of the second derivatives, shape `s`
    public record Result(Value value, Value gradient, Value laplacian) {}

    private ForwardLaplacian(Value x) {
        trace = x.trace();
        Directions directions = new Directions(x.shape().size());
        double[] ones = new double[x.shape().size()];
        Arrays.fill(ones, 1);
        lifted.put(x.place(), new Lifted(x, Jet.linearForm(x, Support.identity(directions), ones)));
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
        Support own = jet.support();
        Support dense = Support.dense(own.directions(), own.elements());
        Value jacobian = jet.jacobian();
        SparseMatrix rows = RowMatrices.of(SparseMatrix.diagonal(own.elements(), 1), own, dense, 0);
        Value gradient = own.equals(dense)
                ? jacobian
                : RowMatrices.multiply(rows, jacobian, value.shape().append(d));
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
            case Operation.Elementwise e -> ElementwiseJets.of(e.function(), operands);
            case Operation.Concat c -> Lifted.of(LinearJets.concat(c, operands));
            case Operation.SparseProduct p -> LinearJets.sparse(p, operands);
            case Operation.Linear l -> Lifted.of(LinearJets.of(l, operands[0].derived()));
            case Operation.Contract c -> Lifted.of(contract(c, originals, operands));
            case Operation.Max m -> Lifted.of(LinearJets.max(m, operands[0].derived()));
            case Operation.Inverse ignored -> Lifted.of(MatrixJets.inverse(operands[0].derived()));
            case Operation.LogAbsDeterminant ignored -> Lifted.of(MatrixJets.logAbsDeterminant(operands[0].derived()));
            case Operation.DeterminantPhase p -> {
                Jet re = operands[0].jet();
                Jet im = operands[1].jet();
                Support support = re == null ? operands[1].derived().support() : re.support();
                Jet x = re == null ? Jet.constant(operands[0].value(), support) : re;
                Jet y = im == null ? Jet.constant(operands[1].value(), support) : im;
                yield Lifted.of(MatrixJets.phase(x, y));
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

    private Jet contract(Operation.Contract c, Value[] originals, Lifted[] operands) {
        int side = operands[1].jet() == null ? 0 : 1;
        Instruction whole = trace.instruction(originals[side]);
        if (whole.operation() instanceof Operation.Concat concat) {
            List<Lifted> parts =
                    whole.operands().stream().map(p -> at(trace.value(p))).toList();
            Jet split = ContractionJets.ofParts(c, side, operands, concat, parts);
            if (split != null) {
                return split;
            }
        }
        return ContractionJets.of(c, operands[0], operands[1]);
    }
}
