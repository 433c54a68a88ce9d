package ansatz.engine.program;

import java.util.List;

/// One instruction of a program. Its value is named by its place in the program.
///
/// @param operation what it does
/// @param operands  the places of the values that it takes, each smaller than its own
/// @param type      the type of its value, as [TypeCheck] infers it
public record Instruction(Operation operation, List<Integer> operands, Type type) {
    public Instruction {
        operands = List.copyOf(operands);
    }
}
