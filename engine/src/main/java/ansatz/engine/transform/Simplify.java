package ansatz.engine.transform;

import ansatz.engine.program.Instruction;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.BitSet;
import java.util.List;

/// Makes a program shorter without changing what it computes.
public final class Simplify {
    private Simplify() {}

    /// The program without instructions that no output needs and without repetitions.
    public static Program apply(Program program) {
        Trace trace = new Trace();
        Value[] values = new Value[program.instructions().size()];
        BitSet live = live(program.instructions(), program.outputs());
        for (int i = live.nextSetBit(0); i >= 0; i = live.nextSetBit(i + 1)) {
            Instruction instruction = program.instructions().get(i);
            Value[] x = instruction.operands().stream().map(k -> values[k]).toArray(Value[]::new);
            values[i] = trace.emit(instruction.operation(), x);
        }
        for (Output output : program.outputs()) {
            trace.output(output.name(), values[output.value()]);
        }
        return trace.program();
    }

    private static BitSet live(List<Instruction> instructions, List<Output> outputs) {
        BitSet live = new BitSet(instructions.size());
        outputs.forEach(output -> live.set(output.value()));
        for (int i = live.length() - 1; i >= 0; i--) {
            if (live.get(i)) {
                instructions.get(i).operands().forEach(live::set);
            }
        }
        return live;
    }
}
