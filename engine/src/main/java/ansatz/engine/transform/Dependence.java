package ansatz.engine.transform;

import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Type;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.BitSet;
import java.util.List;

/// Which values of a trace depend on which.
final class Dependence {
    private Dependence() {}

    /// The places of the values from which the outputs are computed, and of the outputs.
    static BitSet needed(Trace trace, List<Value> outputs) {
        BitSet needed = new BitSet(trace.size());
        outputs.forEach(output -> needed.set(output.place()));
        for (int i = needed.length() - 1; i >= 0; i--) {
            if (needed.get(i)) {
                trace.instruction(trace.value(i)).operands().forEach(needed::set);
            }
        }
        return needed;
    }

    /// The places of the real values that change with the given values, and of these; a stopped gradient does not
    /// change.
    static BitSet moving(Trace trace, List<Value> values) {
        BitSet moving = new BitSet(trace.size());
        values.forEach(value -> moving.set(value.place()));
        for (int i = moving.nextSetBit(0); i >= 0 && i < trace.size(); i++) {
            Value value = trace.value(i);
            Instruction instruction = trace.instruction(value);
            if (value.type().kind() == Type.Kind.REAL
                    && !(instruction.operation() instanceof Operation.StopGradient)
                    && instruction.operands().stream().anyMatch(moving::get)) {
                moving.set(i);
            }
        }
        return moving;
    }
}
