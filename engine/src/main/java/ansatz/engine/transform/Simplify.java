package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Interpreter;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import ansatz.engine.program.TypeCheck;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a program shorter without changing what it computes: dead code, common subexpressions, constants, algebra.
/// One pass in linear time; the same program gives the same result, with the same output names and types.
///
/// The algebra is exact in IEEE 754 arithmetic, NaN and infinities included, with these exceptions: sums and
/// products are associated differently (factors are taken out of sums and sample means, sums over repeated elements
/// become products, constant factors are multiplied together, small integer powers become products), which moves
/// results by a few roundings, and where a factor taken out is infinite may turn NaN into infinity or back; and
/// sums of disjoint padded boxes are joined, where a zero may change its sign. Constants are folded by the
/// [Interpreter].
public final class Simplify {
    /// Constant folding does not make arrays larger than this, nor sum more products than this.
    private static final int FOLDED = 1 << 16;

    private final Trace trace = new Trace();

    private Simplify() {}

    /// The simplified program.
    public static Program apply(Program program) {
        Simplify simplify = new Simplify();
        Trace trace = simplify.trace;
        List<Value> values = simplify.rewrite(program);
        for (Output output : program.outputs()) {
            trace.output(output.name(), values.get(output.value()));
        }
        return withoutDeadCode(trace.program());
    }

    /// The program without the instructions that no output needs.
    public static Program withoutDeadCode(Program program) {
        BitSet live = live(program);
        int[] places = new int[program.instructions().size()];
        List<Instruction> kept = new ArrayList<>();
        for (int i = live.nextSetBit(0); i >= 0; i = live.nextSetBit(i + 1)) {
            Instruction instruction = program.instructions().get(i);
            places[i] = kept.size();
            List<Integer> operands =
                    instruction.operands().stream().map(k -> places[k]).toList();
            kept.add(new Instruction(instruction.operation(), operands, instruction.type()));
        }
        List<Output> outputs = program.outputs().stream()
                .map(output -> new Output(output.name(), places[output.value()]))
                .toList();
        return new Program(kept, outputs);
    }

    private static BitSet live(Program program) {
        BitSet live = new BitSet(program.instructions().size());
        program.outputs().forEach(output -> live.set(output.value()));
        for (int i = live.length() - 1; i >= 0; i--) {
            if (live.get(i)) {
                program.instructions().get(i).operands().forEach(live::set);
            }
        }
        return live;
    }

    private List<Value> rewrite(Program program) {
        BitSet live = live(program);
        List<Value> values = new ArrayList<>();
        Value placeholder = trace.constant(0);
        for (int i = 0; i < program.instructions().size(); i++) {
            if (!live.get(i)) {
                values.add(placeholder);
                continue;
            }
            Instruction instruction = program.instructions().get(i);
            values.add(emit(
                    instruction.operation(),
                    instruction.operands().stream().map(values::get).toArray(Value[]::new)));
        }
        return values;
    }

    /// The value of an operation, as a simpler expression if a rule knows one. A rule that would change the type (a
    /// shared value for a per-sample one) is not used.
    Value emit(Operation operation, Value... x) {
        List<Type> types = Arrays.stream(x).map(Value::type).toList();
        Type type = TypeCheck.infer(operation, types);
        Value simple = fold(operation, type, types, x);
        if (simple == null) {
            simple = switch (operation) {
                case Operation.Source ignored -> null;
                case Operation.Elementwise e -> ElementwiseAlgebra.simpler(this, e.function(), x);
                case Operation.Linear l -> IndexAlgebra.simpler(this, l, x);
                case Operation.Contract c -> ContractAlgebra.simpler(this, c, x[0], x[1]);
                case Operation.SampleMean ignored -> MeanAlgebra.simpler(this, x[0]);
                case Operation.Max m -> m.axes().length == 0 ? x[0] : null;
                case Operation.Matrix ignored -> null;
                case Operation.Scan scan -> scan(scan, x);
                case Operation.Fused ignored -> null;
                case Operation.StopGradient ignored -> null;
            };
        }
        return simple != null && simple.type().equals(type) ? simple : trace.emit(operation, x);
    }

    /// A recurrence with a simpler body.
    private @Nullable Value scan(Operation.Scan scan, Value[] x) {
        Program body = apply(scan.body());
        List<Value> operands = List.of(x);
        int constants = 1 + scan.sequences();
        return scan.sequences() == 0 || body.equals(scan.body())
                ? null
                : trace.scan(x[0], operands.subList(1, constants), operands.subList(constants, x.length), body);
    }

    // ------------------------------------------------------------------ constants

    private @Nullable Value fold(Operation operation, Type type, List<Type> types, Value[] x) {
        if (operation instanceof Operation.Constant c) {
            return c.isUniform() ? uniform(type, c.values()[0]) : null;
        }
        if (x.length == 0 || type.perSample()) {
            return null;
        }
        Operation.Constant[] constants = new Operation.Constant[x.length];
        boolean uniform = true;
        long work = type.shape().size();
        for (int i = 0; i < x.length; i++) {
            Operation.Constant c = constant(x[i]);
            if (c == null) {
                return null;
            }
            constants[i] = c;
            uniform &= c.values().length == 1;
            work = Math.max(work, x[i].shape().size());
        }
        if (uniform && operation instanceof Operation.Elementwise) {
            List<Type> scalars = types.stream()
                    .map(t -> new Type(t.kind(), Shape.of(), false))
                    .toList();
            List<double[]> numbers =
                    Arrays.stream(constants).map(Operation.Constant::values).toList();
            return uniform(type, Interpreter.constant(operation, scalars, numbers)[0]);
        }
        if (uniform && movesOnly(operation)) {
            return uniform(type, constants[0].at(0));
        }
        if (operation instanceof Operation.Contract c) {
            work = products(c, x[0].shape(), x[1].shape());
        } else if (operation instanceof Operation.Matrix) {
            int n = x[0].shape().extent(x[0].shape().rank() - 1);
            work *= Math.max(1, n);
        }
        if (work > FOLDED) {
            return null;
        }
        List<double[]> elements = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            double[] values = new double[x[i].shape().size()];
            Arrays.setAll(values, constants[i]::at);
            elements.add(values);
        }
        Operation.Constant folded =
                new Operation.Constant(Interpreter.constant(operation, types, elements), type.shape(), type.kind());
        return folded.isUniform() ? uniform(type, folded.at(0)) : trace.emit(folded);
    }

    private static boolean movesOnly(Operation operation) {
        return operation instanceof Operation.Reshape
                || operation instanceof Operation.Transpose
                || operation instanceof Operation.Slice
                || operation instanceof Operation.Broadcast;
    }

    private static long products(Operation.Contract c, Shape left, Shape right) {
        long products = 1;
        for (int i = 0; i < c.left().length(); i++) {
            products *= left.extent(i);
        }
        for (int i = 0; i < c.right().length(); i++) {
            products *= c.left().indexOf(c.right().charAt(i)) < 0 ? right.extent(i) : 1;
        }
        return products;
    }

    // ------------------------------------------------------------------ what the rules ask

    /// The operation that yields a value.
    Operation operation(Value x) {
        return trace.instruction(x).operation();
    }

    /// Operand `i` of the operation that yields a value.
    Value operand(Value x, int i) {
        return trace.value(trace.instruction(x).operands().get(i));
    }

    /// The constant that a value is, or null.
    Operation.@Nullable Constant constant(Value x) {
        return operation(x) instanceof Operation.Constant c ? c : null;
    }

    /// The number that fills a value, or null if it is not a constant of one number. Uniform constants hold one
    /// number only, since [#fold] makes them so.
    @Nullable
    Double number(Value x) {
        return operation(x) instanceof Operation.Constant c && c.values().length == 1 ? (Double) c.at(0) : null;
    }

    /// One number in the shape of a value.
    Value number(Value like, double number) {
        return uniform(like.type(), number);
    }

    private Value uniform(Type type, double number) {
        return trace.emit(new Operation.Constant(new double[] {number}, type.shape(), type.kind()));
    }
}
