package ansatz.engine.execute;

import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans a program: which values belong to which pass over the samples, which are computed once, and where each
/// per-sample value ends.
///
/// The level of a value is how many sample means stand between it and the inputs; pass p computes the per-sample
/// values that the means and outputs of level p need, those of lower levels again.
final class Planner {
    private final Program program;
    private final List<String> inputs;
    private final boolean weighted;
    private final int[] level;
    private final boolean[] constant;
    private final boolean[] needed;
    private final @Nullable View[] shared;
    private final StepList once = new StepList(false);
    private final List<Buffer> sharedBuffers = new ArrayList<>();
    private final List<Plan.Constant> constants = new ArrayList<>();
    private final List<Plan.ParameterCopy> parameters = new ArrayList<>();
    private final List<Plan.InputCopy> sharedInputs = new ArrayList<>();

    /// @param inputs   names of the inputs in the order of their numbers; weights have the number after the last
    /// @param weighted true if the samples have weights
    Planner(Program program, List<String> inputs, boolean weighted) {
        this.program = program;
        this.inputs = inputs;
        this.weighted = weighted;
        int n = program.instructions().size();
        this.level = new int[n];
        this.constant = new boolean[n];
        this.needed = new boolean[n];
        this.shared = new View[n];
        classify();
    }

    private void classify() {
        List<Instruction> instructions = program.instructions();
        for (Output output : program.outputs()) {
            needed[output.value()] = true;
        }
        for (int i = instructions.size() - 1; i >= 0; i--) {
            if (needed[i]) {
                instructions.get(i).operands().forEach(k -> needed[k] = true);
            }
        }
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            boolean allConstant = instruction.operation() instanceof Operation.Constant
                    || !(instruction.operation() instanceof Operation.Source);
            for (int k : instruction.operands()) {
                level[i] = Math.max(level[i], level[k]);
                allConstant &= constant[k];
            }
            constant[i] = allConstant;
            if (isMean(i)) {
                level[i]++;
            }
        }
    }

    private boolean isMean(int i) {
        Instruction instruction = program.instructions().get(i);
        return instruction.operation() instanceof Operation.SampleMean
                && program.type(instruction.operands().get(0)).perSample();
    }

    Plan plan() {
        int levels = 0;
        for (int i = 0; i < level.length; i++) {
            levels = needed[i] ? Math.max(levels, level[i]) : levels;
        }
        Lowering constantLowering = new Lowering(once);
        List<Phase> phases = new ArrayList<>();
        for (int p = 0; p <= levels; p++) {
            StepList list = new StepList(false);
            Lowering lowering = new Lowering(list);
            for (int i = 0; i < level.length; i++) {
                if (needed[i] && !program.type(i).perSample() && level[i] == p && !isMean(i)) {
                    shareValue(i, constant[i] ? constantLowering : lowering);
                }
            }
            sharedBuffers.addAll(list.buffers);
            Pass pass = new Pass(program, inputs, weighted, level, needed, shared, p);
            sharedBuffers.addAll(pass.meanValues());
            phases.add(pass.phase(list.steps.toArray(new Step[0])));
        }
        sharedBuffers.addAll(once.buffers);
        int size = Arena.line(sharedBuffers, 0);
        List<Plan.SharedOutput> outputs = new ArrayList<>();
        for (int k = 0; k < program.outputs().size(); k++) {
            int value = program.outputs().get(k).value();
            View view = shared[value];
            if (view != null) {
                outputs.add(new Plan.SharedOutput(k, view.buffer(), view.positions(), view.contiguous()));
            }
        }
        return new Plan(
                size,
                constants,
                once.steps.toArray(new Step[0]),
                parameters,
                sharedInputs,
                phases.toArray(new Phase[0]),
                outputs);
    }

    private void shareValue(int i, Lowering lowering) {
        Instruction instruction = program.instructions().get(i);
        int[] extents = instruction.type().shape().extents();
        shared[i] = switch (instruction.operation()) {
            case Operation.Constant c -> {
                Buffer buffer = sharedBuffer(c.isUniform() ? 1 : c.values().length);
                constants.add(new Plan.Constant(buffer, c));
                yield c.isUniform()
                        ? new View(buffer, extents, 0, new int[extents.length], null)
                        : View.of(buffer, extents);
            }
            case Operation.Parameter p -> {
                Buffer buffer = sharedBuffer(p.shape().size());
                parameters.add(new Plan.ParameterCopy(buffer, p.offset()));
                yield View.of(buffer, extents);
            }
            case Operation.SharedInput s -> {
                Buffer buffer = sharedBuffer(s.shape().size());
                sharedInputs.add(new Plan.InputCopy(buffer, inputs.indexOf(s.name())));
                yield View.of(buffer, extents);
            }
            case Operation.SampleMean ignored -> value(instruction.operands().get(0));
            case Operation operation ->
                lowering.lower(
                        operation,
                        instruction.operands().stream().map(this::value).toList(),
                        instruction.type().shape());
        };
    }

    private View value(int i) {
        View view = shared[i];
        if (view == null) {
            throw new IllegalStateException("value %" + i + " is used before it is planned");
        }
        return view;
    }

    private Buffer sharedBuffer(int elements) {
        Buffer buffer = new Buffer(Buffer.Place.SHARED, elements);
        sharedBuffers.add(buffer);
        return buffer;
    }
}
