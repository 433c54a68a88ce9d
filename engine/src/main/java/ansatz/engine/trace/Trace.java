package ansatz.engine.trace;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.program.ShapeException;
import ansatz.engine.program.Type;
import ansatz.engine.program.TypeCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Records the operations on symbolic [values][Value] as a program.
///
/// A trace only grows: transformations append derivative instructions to it. An instruction that stands in it
/// already (same operation, same operands) is not recorded twice, so the same expression is the same value.
///
/// {@snippet :
/// Trace t = new Trace();
/// Value x = t.sample("x", 3);
/// Value w = t.parameter("w", Initial.normal(0.1), 3);
/// t.output("y", w.dot(x).tanh());
/// Program program = t.program();
/// }
public final class Trace {
    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Key, Integer> known = new HashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Parameters parameters;

    private record Key(Operation operation, List<Integer> operands) {}

    /// An empty trace with parameters of its own.
    public Trace() {
        this(new Parameters());
    }

    /// An empty trace whose parameters join the given ones.
    public Trace(Parameters parameters) {
        this.parameters = parameters;
    }

    /// A trace that begins with the instructions of a program, ready to be extended; its outputs are not taken
    /// over.
    public static Import of(Program program) {
        Trace trace = new Trace();
        return new Import(trace, trace.append(program, Map.of()));
    }

    /// A program inside a trace.
    ///
    /// @param trace  the trace
    /// @param values the value of each instruction of the program
    public record Import(Trace trace, List<Value> values) {}

    /// Appends the instructions of a program; a source named in `substitutes` (an input or a parameter) becomes the
    /// given value.
    ///
    /// @return the value of each instruction of the program
    /// @throws ShapeException if a substitute's type does not fit
    public List<Value> append(Program program, Map<String, Value> substitutes) {
        List<Value> values = new ArrayList<>();
        for (Instruction instruction : program.instructions()) {
            Value substitute = switch (instruction.operation()) {
                case Operation.Parameter p -> substitutes.get(p.name());
                case Operation.SharedInput s -> substitutes.get(s.name());
                case Operation.SampleInput s -> substitutes.get(s.name());
                default -> null;
            };
            if (substitute != null) {
                values.add(substitute);
            } else {
                if (instruction.operation() instanceof Operation.Parameter p) {
                    parameters.adopt(p);
                }
                values.add(emit(
                        instruction.operation(),
                        instruction.operands().stream().map(values::get).toArray(Value[]::new)));
            }
        }
        return values;
    }

    /// An input of which each sample has its own real value.
    public Value sample(String name, int... extents) {
        return emit(new Operation.SampleInput(name, Shape.of(extents), Type.Kind.REAL));
    }

    /// An input of which each sample has its own integer value.
    public Value sampleInteger(String name, int... extents) {
        return emit(new Operation.SampleInput(name, Shape.of(extents), Type.Kind.INTEGER));
    }

    /// A real input that all samples share.
    public Value shared(String name, int... extents) {
        return emit(new Operation.SharedInput(name, Shape.of(extents), Type.Kind.REAL));
    }

    /// A parameter: a slice of the flat vector theta, appended to the parameters of this trace; the same name again
    /// is the same parameter.
    ///
    /// @throws IllegalArgumentException if the name is taken with another shape
    public Value parameter(String name, Initial initial, int... extents) {
        return emit(parameters.define(name, Shape.of(extents), initial));
    }

    /// A number.
    public Value constant(double value) {
        return constant(Shape.of(), value);
    }

    /// One number in every element of a shape.
    public Value constant(Shape shape, double value) {
        return emit(new Operation.Constant(new double[] {value}, shape, Type.Kind.REAL));
    }

    /// A constant array, row-major.
    public Value constant(Shape shape, double[] values) {
        return emit(new Operation.Constant(values.clone(), shape, Type.Kind.REAL));
    }

    /// A recurrence: see [Value#scan], here with a body that is a program already, as [Operation.Scan] describes
    /// it;
    /// it may hold constants, and compute what is the same in each step.
    ///
    /// @throws ShapeException if the body does not fit
    public Value scan(Value first, List<Value> sequences, List<Value> constants, Program body) {
        return Recurrence.of(this, first, sequences, constants, body);
    }

    /// Names a value as an output of the program.
    public Trace output(String name, Value value) {
        own(value);
        outputs.add(new Output(name, value.place()));
        return this;
    }

    /// What has been recorded so far, with the outputs named so far.
    public Program program() {
        return new Program(instructions, outputs);
    }

    /// The parameters of this trace: names, shapes, places in theta, initial values.
    public Parameters parameters() {
        return parameters;
    }

    /// The value at a place.
    public Value value(int place) {
        return new Value(this, place, instructions.get(place).type());
    }

    /// The instruction that yields a value.
    public Instruction instruction(Value value) {
        return instructions.get(own(value).place());
    }

    /// How many instructions have been recorded.
    public int size() {
        return instructions.size();
    }

    /// Records an operation, or finds it where it stands already.
    ///
    /// @throws ShapeException naming the operation, the operand types, what is legal and the first line outside the
    /// engine that led here
    public Value emit(Operation operation, Value... operands) {
        List<Integer> places = new ArrayList<>(operands.length);
        List<Type> types = new ArrayList<>(operands.length);
        for (Value operand : operands) {
            places.add(own(operand).place());
            types.add(operand.type());
        }
        Integer place = known.get(new Key(operation, places));
        if (place != null) {
            return value(place);
        }
        Type type;
        try {
            type = TypeCheck.infer(operation, types);
        } catch (ShapeException e) {
            throw new ShapeException(e.getMessage() + userLine());
        }
        instructions.add(new Instruction(operation, places, type));
        known.put(new Key(operation, places), instructions.size() - 1);
        return value(instructions.size() - 1);
    }

    private Value own(Value value) {
        if (value.trace() != this) {
            throw new IllegalArgumentException("value %" + value.place() + " belongs to another trace" + userLine());
        }
        return value;
    }

    static String userLine() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(f -> !f.getClassName().startsWith("ansatz.engine.")
                                && !f.getClassName().startsWith("java."))
                        .findFirst()
                        .map(f -> ", at " + f.getFileName() + ":" + f.getLineNumber())
                        .orElse(""));
    }

    @Override
    public String toString() {
        return "Trace of " + instructions.size() + " instructions, outputs "
                + Arrays.toString(outputs.stream().map(Output::name).toArray());
    }
}
