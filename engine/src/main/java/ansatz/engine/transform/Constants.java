package ansatz.engine.transform;

import ansatz.engine.program.Indexing;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Interpreter;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Type;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values that are known while a program is transformed.
final class Constants {
    /// Larger values are not looked at.
    private static final int MOST = 1 << 16;

    private Constants() {}

    /// The elements of a value that is made of constants by elementwise functions and by moving elements, else
    /// null.
    static double @Nullable [] of(Value value) {
        if (value.type().perSample() || value.shape().size() > MOST) {
            return null;
        }
        Trace trace = value.trace();
        Instruction instruction = trace.instruction(value);
        return switch (instruction.operation()) {
            case Operation.Constant c -> {
                double[] numbers = new double[value.shape().size()];
                Arrays.setAll(numbers, c::at);
                yield numbers;
            }
            case Operation.Elementwise e -> elementwise(e, instruction, trace);
            case Operation.Linear l -> {
                Value x = trace.value(instruction.operands().get(0));
                int[] source = Indexing.source(l, x.shape()).orElse(null);
                double[] numbers = source == null ? null : of(x);
                if (source == null || numbers == null) {
                    yield null;
                }
                double[] moved = new double[source.length];
                Arrays.setAll(moved, i -> source[i] < 0 ? 0 : numbers[source[i]]);
                yield moved;
            }
            case Operation.Source ignored -> null;
            case Operation.Contract ignored -> null;
            case Operation.Max ignored -> null;
            case Operation.Matrix ignored -> null;
            case Operation.Fused ignored -> null;
            case Operation.SampleMean ignored -> null;
            case Operation.StopGradient ignored -> null;
        };
    }

    private static double @Nullable [] elementwise(Operation.Elementwise e, Instruction instruction, Trace trace) {
        List<Type> types = new ArrayList<>();
        List<double[]> numbers = new ArrayList<>();
        for (int operand : instruction.operands()) {
            Value x = trace.value(operand);
            double[] known = of(x);
            if (known == null) {
                return null;
            }
            types.add(x.type());
            numbers.add(known);
        }
        return Interpreter.constant(e, types, numbers);
    }
}
