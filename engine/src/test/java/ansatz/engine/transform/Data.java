package ansatz.engine.transform;

import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random parameters, inputs and weights for a program. The elements of a source depend on its name alone (and on
/// the seed), so that the programs that come from one another see the same data.
///
/// @param theta   the parameters
/// @param inputs  the inputs by name
/// @param weights a weight for each sample, or null
/// @param samples how many samples
record Data(double[] theta, Map<String, double[]> inputs, double @Nullable [] weights, int samples) {

    /// Real elements uniform in [low, high), integers from 0 to 3, booleans.
    static Data of(Program program, int samples, boolean weighted, double low, double high, long seed) {
        double[] theta = new double[program.parameterCount()];
        Map<String, double[]> inputs = new LinkedHashMap<>();
        for (Instruction instruction : program.instructions()) {
            int size = instruction.type().shape().size();
            if (instruction.operation() instanceof Operation.Parameter p) {
                double[] values = elements(p.name(), Type.Kind.REAL, size, low, high, seed);
                System.arraycopy(values, 0, theta, p.offset(), size);
            } else if (instruction.operation() instanceof Operation.SharedInput s) {
                inputs.put(s.name(), elements(s.name(), s.kind(), size, low, high, seed));
            } else if (instruction.operation() instanceof Operation.SampleInput s) {
                inputs.put(s.name(), elements(s.name(), s.kind(), samples * size, low, high, seed));
            }
        }
        double[] weights = weighted ? elements("weights", Type.Kind.REAL, samples, 0.5, 2, seed) : null;
        return new Data(theta, inputs, weights, samples);
    }

    private static double[] elements(String name, Type.Kind kind, int size, double low, double high, long seed) {
        Random random = new Random(seed * 1_000_003L + name.hashCode());
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (kind) {
                case REAL -> low + (high - low) * random.nextDouble();
                case INTEGER -> random.nextInt(4);
                case BOOLEAN -> random.nextInt(2);
            };
        }
        return values;
    }

    /// This data moved by `h` times the real elements of a direction (parameters and inputs of the same names).
    Data moved(Data direction, Map<String, Type> types, double h) {
        double[] movedTheta = theta.clone();
        for (int i = 0; i < movedTheta.length; i++) {
            movedTheta[i] += h * direction.theta[i];
        }
        Map<String, double[]> movedInputs = new LinkedHashMap<>();
        types.forEach((name, type) -> {
            double[] values = input(name).clone();
            double[] d = direction.input(name);
            for (int i = 0; type.kind() == Type.Kind.REAL && i < values.length; i++) {
                values[i] += h * d[i];
            }
            movedInputs.put(name, values);
        });
        return new Data(movedTheta, movedInputs, weights, samples);
    }

    /// The elements of an input.
    double[] input(String name) {
        double[] values = inputs.get(name);
        if (values == null) {
            throw new IllegalArgumentException("no input " + name);
        }
        return values;
    }

    /// This data with one more input.
    Data with(Map<String, double[]> more) {
        Map<String, double[]> all = new LinkedHashMap<>(inputs);
        all.putAll(more);
        return new Data(theta, all, weights, samples);
    }

    /// This data rounded to single precision.
    Data rounded() {
        Map<String, double[]> all = new LinkedHashMap<>();
        inputs.forEach((name, values) -> all.put(name, doubles(floats(values))));
        return new Data(doubles(floats(theta)), all, weights == null ? null : doubles(floats(weights)), samples);
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /// The weight of a sample in a mean.
    double share(int sample) {
        if (weights == null) {
            return 1.0 / samples;
        }
        double total = 0;
        for (double w : weights) {
            total += w;
        }
        return weights[sample] / total;
    }
}
