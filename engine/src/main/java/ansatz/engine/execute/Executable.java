package ansatz.engine.execute;

import ansatz.engine.parallel.Team;
import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program made ready to run on many samples: planned once, then run as often as one likes, with nothing
/// allocated once the arrays have grown to the number of samples.
///
/// Results do not depend on the number of threads: samples are cut into chunks by their number alone, each chunk
/// sums by itself, and the sums of the chunks are added as a tree.
///
/// {@snippet :
/// Executable executable = Executable.of(program, team);
/// Arguments arguments = executable.arguments().theta(theta).input("x", x).samples(n);
/// double[] y = executable.run(arguments).get("y");
/// }
///
/// An executable is used by one thread at a time.
public final class Executable {
    /// The samples that are computed together at least.
    public static final int LEAST_SAMPLES = Lanes.UNIT;

    private final Program program;
    private final Team team;
    private final List<String> inputs;
    private final Results results;
    private final double[][] own;
    private final double[][] targets;
    private final int[] offsets;
    private final int[] strides;
    private @Nullable Machine plain;
    private @Nullable Machine weighted;

    private Executable(Program program, Team team) {
        this.program = program;
        this.team = team;
        this.inputs = new ArrayList<>(program.inputs().keySet());
        this.results = new Results(program);
        int outputs = program.outputs().size();
        this.own = new double[outputs][];
        Arrays.fill(own, new double[0]);
        this.targets = new double[outputs][];
        this.offsets = new int[outputs];
        this.strides = new int[outputs];
    }

    /// Makes a program ready to run on the threads of a team.
    public static Executable of(Program program, Team team) {
        return new Executable(program, team);
    }

    /// Makes a program ready to run on the calling thread alone.
    public static Executable of(Program program) {
        return new Executable(program, Team.of(1));
    }

    /// The program.
    public Program program() {
        return program;
    }

    /// The bytes that each thread needs at least for the intermediate values of a run without weights: those of
    /// some
    /// samples together. Plans the program if it is not planned yet.
    public long tileBytes() {
        return machine(false).tileBytes();
    }

    /// Empty arguments for runs of this executable.
    public Arguments arguments() {
        return new Arguments(program);
    }

    /// Runs the program.
    ///
    /// @return the outputs; the same object and, as far as they are long enough, the same arrays at every run
    /// @throws IllegalArgumentException if an argument is missing or has the wrong length
    public Results run(Arguments arguments) {
        if (arguments.program != program) {
            throw new IllegalArgumentException("these arguments were made by another executable");
        }
        arguments.check();
        Machine machine = machine(arguments.weights != null);
        bind(arguments);
        machine.run(arguments, targets, offsets, strides);
        return results;
    }

    /// Runs the program once: the outputs by name, in arrays of their own of the exact length, as the reference
    /// interpreter gives them.
    ///
    /// @param inputs  by name, shared and per sample
    /// @param weights a weight for each sample, or null
    public Map<String, double[]> run(
            double[] theta, Map<String, double[]> inputs, double @Nullable [] weights, int samples) {
        Arguments arguments = arguments().theta(theta).weights(weights).samples(samples);
        inputs.forEach(arguments::input);
        run(arguments);
        Map<String, double[]> copies = new LinkedHashMap<>();
        for (int k = 0; k < targets.length; k++) {
            copies.put(program.outputs().get(k).name(), Arrays.copyOf(targets[k], length(k, samples)));
        }
        return copies;
    }

    static int number(Program program, String output) {
        for (int k = 0; k < program.outputs().size(); k++) {
            if (program.outputs().get(k).name().equals(output)) {
                return k;
            }
        }
        throw new IllegalArgumentException("no output is named " + output + "; outputs: "
                + program.outputs().stream().map(o -> o.name()).toList());
    }

    private Machine machine(boolean withWeights) {
        Machine machine = withWeights ? weighted : plain;
        if (machine == null) {
            machine = new Machine(new Planner(program, inputs, withWeights).plan(), team, inputs.size());
            if (withWeights) {
                weighted = machine;
            } else {
                plain = machine;
            }
        }
        return machine;
    }

    private int length(int output, int samples) {
        Type type = program.type(program.outputs().get(output).value());
        return Math.multiplyExact(type.shape().size(), type.perSample() ? samples : 1);
    }

    private void bind(Arguments arguments) {
        for (int k = 0; k < targets.length; k++) {
            Type type = program.type(program.outputs().get(k).value());
            int size = type.shape().size();
            double[] array = arguments.bound[k];
            if (array != null) {
                offsets[k] = arguments.boundOffset[k];
                strides[k] = arguments.boundStride[k];
                int last = type.perSample() ? arguments.samples - 1 : 0;
                long end = offsets[k] + (long) last * strides[k] + size;
                if (last >= 0 && end > array.length) {
                    throw new IllegalArgumentException(
                            "output " + program.outputs().get(k).name() + " wants an array of " + end
                                    + " elements, got " + array.length);
                }
                results.arrays[k] = array;
            } else {
                int length = length(k, arguments.samples);
                if (own[k].length < length) {
                    own[k] = new double[length];
                }
                offsets[k] = 0;
                strides[k] = size;
                results.arrays[k] = own[k];
            }
            targets[k] = results.arrays[k];
        }
    }
}
