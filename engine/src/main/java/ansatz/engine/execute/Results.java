package ansatz.engine.execute;

import ansatz.engine.program.Program;

/// The outputs of the last run of an [Executable]. Its arrays are reused by the next run.
public final class Results {
    private final Program program;
    final double[][] arrays;

    Results(Program program) {
        this.program = program;
        this.arrays = new double[program.outputs().size()][];
        java.util.Arrays.fill(arrays, new double[0]);
    }

    /// The elements of an output: row-major for a shared one, `[samples, shape]` for a per-sample one (the array
    /// may be longer). For an output that was sent elsewhere by [Arguments#into] that array.
    ///
    /// @throws IllegalArgumentException if the program has no output of that name
    public double[] get(String output) {
        return arrays[Executable.number(program, output)];
    }

    /// The value of a shared output with one element, or of sample 0.
    public double scalar(String output) {
        return get(output)[0];
    }
}
