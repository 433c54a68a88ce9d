package ansatz.engine.execute;

import ansatz.engine.program.Operation;
import java.util.List;

/// All that is known about a program before its first run. Shared values lie in one arena, in which constants are
/// filled in once and parameters and shared inputs at the beginning of each run.
///
/// @param sharedElements how large the arena of shared values is
/// @param constants      what is filled in once
/// @param once           steps on shared values that depend on constants only
/// @param parameters     what each run copies from theta
/// @param sharedInputs   what each run copies from shared inputs
/// @param phases         shared steps and passes over the samples, alternating
/// @param sharedOutputs  outputs that are shared values
record Plan(
        int sharedElements,
        List<Constant> constants,
        Step[] once,
        List<ParameterCopy> parameters,
        List<InputCopy> sharedInputs,
        Phase[] phases,
        List<SharedOutput> sharedOutputs) {

    /// A constant; one element where it is uniform.
    record Constant(Buffer buffer, Operation.Constant of) {}

    /// A slice of theta.
    record ParameterCopy(Buffer buffer, int offset) {}

    /// A shared input, by its number.
    record InputCopy(Buffer buffer, int input) {}

    /// A shared output: its number and where its elements lie in the arena.
    ///
    /// @param contiguous whether they lie there one after the other
    record SharedOutput(int output, Buffer buffer, int[] positions, boolean contiguous) {}
}
