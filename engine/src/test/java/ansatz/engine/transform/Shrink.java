package ansatz.engine.transform;

import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Finds a small program that still fails, from a large one: outputs are dropped or moved to earlier values, and
/// values replaced by inputs or by their own operands, as long as that makes the program shorter.
final class Shrink {
    private Shrink() {}

    /// A program that fails and none of whose one-step reductions does.
    static Program smallest(Program program, Predicate<Program> fails) {
        Program best = Simplify.withoutDeadCode(program);
        if (!fails.test(best)) {
            return program;
        }
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (Program candidate : reductions(best)) {
                if (weight(candidate) < weight(best) && fails.test(candidate)) {
                    best = candidate;
                    shorter = true;
                    break;
                }
            }
        }
        return best;
    }

    /// Instructions count, and inputs less than others.
    private static int weight(Program program) {
        int weight = program.outputs().size();
        for (Instruction instruction : program.instructions()) {
            weight += instruction.operation() instanceof Operation.Source ? 2 : 3;
        }
        return weight;
    }

    private static List<Program> reductions(Program p) {
        List<Program> reductions = new ArrayList<>();
        for (int i = 0; i < p.instructions().size(); i++) {
            if (p.type(i).kind() == Type.Kind.REAL) {
                reductions.add(Simplify.withoutDeadCode(p.withOutputs(List.of(new Output("y", i)))));
            }
        }
        for (int i = p.instructions().size() - 1; i >= 0; i--) {
            Instruction instruction = p.instructions().get(i);
            Type type = instruction.type();
            for (int operand : instruction.operands()) {
                if (p.type(operand).equals(type)) {
                    reductions.add(replaced(p, i, operand));
                }
            }
            if (type.kind() == Type.Kind.REAL && !(instruction.operation() instanceof Operation.Source)) {
                List<Instruction> instructions = new ArrayList<>(p.instructions());
                Operation input = type.perSample()
                        ? new Operation.SampleInput("x" + i, type.shape(), type.kind())
                        : new Operation.SharedInput("s" + i, type.shape(), type.kind());
                instructions.set(i, new Instruction(input, List.of(), type));
                reductions.add(Simplify.withoutDeadCode(new Program(instructions, p.outputs())));
            }
        }
        return reductions;
    }

    /// The program in which an earlier value of the same type takes the place of value `i`.
    private static Program replaced(Program p, int i, int by) {
        List<Instruction> instructions = new ArrayList<>();
        for (Instruction instruction : p.instructions()) {
            List<Integer> operands =
                    instruction.operands().stream().map(k -> k == i ? by : k).toList();
            instructions.add(new Instruction(instruction.operation(), operands, instruction.type()));
        }
        List<Output> outputs = p.outputs().stream()
                .map(o -> new Output(o.name(), o.value() == i ? by : o.value()))
                .toList();
        return Simplify.withoutDeadCode(new Program(instructions, outputs));
    }
}
