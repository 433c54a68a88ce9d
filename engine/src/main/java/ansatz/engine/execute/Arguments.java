package ansatz.engine.execute;

import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run of an [Executable] is given: parameters, inputs, weights, the number of samples, and, where wanted,
/// the arrays that its outputs are written to. Made by [Executable#arguments()], filled in, and used for as many
/// runs as one likes; arrays are read when the run takes place, so they may be changed in between without telling.
public final class Arguments {
    final Program program;
    private final List<String> inputNames;
    private final List<Type> inputTypes;
    private final int parameterCount;
    double[] theta = new double[0];
    final @Nullable double[][] inputs;
    double @Nullable [] weights;
    int samples;
    final @Nullable double[][] bound;
    final int[] boundOffset;
    final int[] boundStride;

    Arguments(Program program) {
        this.program = program;
        this.inputNames = new ArrayList<>(program.inputs().keySet());
        this.inputTypes = new ArrayList<>(program.inputs().values());
        this.parameterCount = program.parameterCount();
        int outputs = program.outputs().size();
        this.inputs = new double[inputNames.size()][];
        this.bound = new double[outputs][];
        this.boundOffset = new int[outputs];
        this.boundStride = new int[outputs];
    }

    /// The flat parameter vector, at least [Program#parameterCount()] long.
    public Arguments theta(double[] theta) {
        this.theta = theta;
        return this;
    }

    /// An input by name: row-major for a shared input, `[samples, shape]` for one of which each sample has its own.
    ///
    /// @throws IllegalArgumentException if the program has no input of that name
    public Arguments input(String name, double[] values) {
        int number = inputNames.indexOf(name);
        if (number < 0) {
            throw new IllegalArgumentException("the program has no input " + name + "; its inputs: " + inputNames);
        }
        inputs[number] = values;
        return this;
    }

    /// How many samples there are.
    public Arguments samples(int samples) {
        this.samples = samples;
        return this;
    }

    /// A weight for each sample, with which a sample mean is `sum w x / sum w`; null for equal weights.
    public Arguments weights(double @Nullable [] weights) {
        this.weights = weights;
        return this;
    }

    /// Has an output written into the given array. Of a per-sample output the value of sample `s` goes to `offset +
    /// s stride` and following, so that several outputs can be parts of the rows of one matrix; of a shared output
    /// the stride is not used.
    ///
    /// @throws IllegalArgumentException if the program has no output of that name
    public Arguments into(String output, double[] array, int offset, int stride) {
        int number = Executable.number(program, output);
        bound[number] = array;
        boundOffset[number] = offset;
        boundStride[number] = stride;
        return this;
    }

    /// @throws IllegalArgumentException naming the first argument that is missing or of the wrong length
    void check() {
        if (samples < 0) {
            throw new IllegalArgumentException(samples + " samples: wants 0 or more");
        }
        if (theta.length < parameterCount) {
            throw new IllegalArgumentException(
                    "the program has " + parameterCount + " parameters, theta has " + theta.length + " elements");
        }
        if (weights != null && weights.length < samples) {
            throw new IllegalArgumentException(samples + " samples, but " + weights.length + " weights");
        }
        for (int k = 0; k < inputs.length; k++) {
            double[] input = inputs[k];
            if (input == null) {
                throw new IllegalArgumentException("input " + inputNames.get(k) + " is missing; inputs: " + inputNames);
            }
            Type type = inputTypes.get(k);
            long length = (long) type.shape().size() * (type.perSample() ? samples : 1);
            if (input.length < length) {
                throw new IllegalArgumentException("input " + inputNames.get(k) + " wants " + length + " elements"
                        + (type.perSample() ? " (" + samples + " samples of " + type.shape() + ")" : "") + ", got "
                        + input.length);
            }
        }
    }

    @Override
    public String toString() {
        return "Arguments[" + samples + " samples, inputs " + inputNames + ", theta of " + theta.length + ", weights "
                + (weights == null ? "equal" : Arrays.toString(weights)) + "]";
    }
}
