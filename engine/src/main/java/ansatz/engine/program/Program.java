package ansatz.engine.program;

import ansatz.engine.array.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A typed program in single-assignment form: a list of instructions, each named by its place, and named outputs.
/// Immutable. Its text form ([#toString()]) has one instruction a line.
///
/// @param instructions the instructions in order; each takes only earlier values
/// @param outputs      the named results; names are unique
public record Program(List<Instruction> instructions, List<Output> outputs) {

    /// @throws IllegalStateException if the program does not pass [TypeCheck#verify]
    public Program {
        instructions = List.copyOf(instructions);
        outputs = List.copyOf(outputs);
        TypeCheck.verify(instructions, outputs);
    }

    /// The parameters in the order in which the program first names them, by name.
    public Map<String, Operation.Parameter> parameters() {
        Map<String, Operation.Parameter> found = new LinkedHashMap<>();
        for (Instruction instruction : instructions) {
            if (instruction.operation() instanceof Operation.Parameter p) {
                found.putIfAbsent(p.name(), p);
            }
        }
        return found;
    }

    /// The length of the flat parameter vector that the program needs: one past the last element of its last
    /// parameter.
    public int parameterCount() {
        int count = 0;
        for (Operation.Parameter p : parameters().values()) {
            count = Math.max(count, p.offset() + p.shape().size());
        }
        return count;
    }

    /// The inputs by name, shared and per sample, in the order in which the program first names them.
    public Map<String, Type> inputs() {
        Map<String, Type> found = new LinkedHashMap<>();
        for (Instruction instruction : instructions) {
            if (instruction.operation() instanceof Operation.SharedInput s) {
                found.putIfAbsent(s.name(), instruction.type());
            } else if (instruction.operation() instanceof Operation.SampleInput s) {
                found.putIfAbsent(s.name(), instruction.type());
            }
        }
        return found;
    }

    /// The type of value `i`.
    public Type type(int i) {
        return instructions.get(i).type();
    }

    /// The output of the given name.
    ///
    /// @throws IllegalArgumentException naming the outputs that exist
    public Output output(String name) {
        for (Output output : outputs) {
            if (output.name().equals(name)) {
                return output;
            }
        }
        throw new IllegalArgumentException("no output is named " + name + "; outputs: "
                + outputs.stream().map(Output::name).toList());
    }

    /// The shape of the output of the given name (of one sample's value, if it is per sample).
    public Shape shape(String output) {
        return type(output(output).value()).shape();
    }

    /// The same instructions with other outputs.
    public Program withOutputs(List<Output> others) {
        return new Program(instructions, others);
    }

    @Override
    public String toString() {
        return Printer.print(this);
    }
}
