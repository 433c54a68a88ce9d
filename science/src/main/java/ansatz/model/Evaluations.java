package ansatz.model;

import ansatz.engine.execute.Executable;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.transform.Simplify;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One output of a program of configurations, for any number of threads.
public final class Evaluations {
    private final Program program;
    private final String input;
    private final String output;

    /// An executable serves one thread at a time: whoever needs one takes it from here and puts it back.
    private final Queue<Executable> idle = new ConcurrentLinkedQueue<>();

    /// @param program takes configurations as `input`
    public Evaluations(Program program, String input, String output) {
        Output only = program.output(output);
        this.program = Simplify.apply(program.withOutputs(List.of(only)));
        this.input = input;
        this.output = output;
    }

    /// The program with this output only.
    Program program() {
        return program;
    }

    /// Writes the output for each configuration, one after the other.
    ///
    /// @param x the configurations, one after the other; there may be more than `count`
    /// @param out as long as the outputs of `count` configurations, or longer
    public void write(double[] theta, double[] x, int count, double[] out) {
        Executable found = idle.poll();
        var executable = found == null ? Executable.of(program) : found;
        executable.run(executable
                .arguments()
                .theta(theta)
                .input(input, x)
                .into(output, out, 0, program.shape(output).size())
                .samples(count));
        idle.add(executable);
    }
}
