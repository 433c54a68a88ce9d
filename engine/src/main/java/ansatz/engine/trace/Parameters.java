package ansatz.engine.trace;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Operation;
import ansatz.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters of a model: named slices of one flat vector theta, in the order in which they were defined.
///
/// A name's part before the first dot is its group ("backflow.W1"), by which parameters can be frozen or
/// differentiated alone.
public final class Parameters {
    /// The random stream of initial values.
    private static final int INITIAL_VALUES = RandomStream.STREAMS - 1;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int count;

    /// One parameter.
    ///
    /// @param parameter name, shape and place in theta
    /// @param initial   how it gets its first values
    public record Entry(Operation.Parameter parameter, Initial initial) {

        /// The part of the name before the first dot, or the whole name.
        public String group() {
            int dot = parameter.name().indexOf('.');
            return dot < 0 ? parameter.name() : parameter.name().substring(0, dot);
        }
    }

    /// The length of theta.
    public int count() {
        return count;
    }

    /// All parameters in order.
    public List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    /// The parameter of the given name.
    ///
    /// @throws IllegalArgumentException naming the parameters that exist
    public Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no parameter is named " + name + "; parameters: " + entries.keySet());
        }
        return entry;
    }

    /// First values of theta, each parameter's from its [Initial]: a function of the seed and of the parameter's
    /// number alone.
    public double[] initial(long seed) {
        double[] theta = new double[count];
        int number = 0;
        for (Entry entry : entries.values()) {
            Shape shape = entry.parameter().shape();
            int from = entry.parameter().offset();
            int to = from + shape.size();
            switch (entry.initial()) {
                case Initial.Constant constant -> Arrays.fill(theta, from, to, constant.value());
                case Initial.Normal normal -> gaussian(theta, from, to, normal.deviation(), seed, number);
                case Initial.FanIn fan -> {
                    int inputs = shape.rank() == 0 ? 1 : shape.extent(shape.rank() - 1);
                    gaussian(theta, from, to, fan.gain() / Math.sqrt(inputs), seed, number);
                }
            }
            number++;
        }
        return theta;
    }

    private static void gaussian(double[] theta, int from, int to, double deviation, long seed, int number) {
        RandomStream.of(seed, INITIAL_VALUES, 0, number).gaussian(theta, from, to - from);
        for (int i = from; i < to; i++) {
            theta[i] *= deviation;
        }
    }

    Operation.Parameter define(String name, Shape shape, Initial initial) {
        Entry entry = entries.get(name);
        if (entry == null) {
            entry = new Entry(new Operation.Parameter(name, shape, count), initial);
            entries.put(name, entry);
            count = Math.addExact(count, shape.size());
        } else if (!entry.parameter().shape().equals(shape)) {
            throw new IllegalArgumentException("parameter " + name + " has shape "
                    + entry.parameter().shape() + ", not " + shape + Trace.userLine());
        }
        return entry.parameter();
    }

    void adopt(Operation.Parameter p) {
        Entry entry = entries.get(p.name());
        if (entry == null) {
            entries.put(p.name(), new Entry(p, Initial.zeros()));
            count = Math.max(count, p.offset() + p.shape().size());
        } else if (!entry.parameter().equals(p)) {
            throw new IllegalArgumentException(
                    "parameter " + p.name() + " is two things: " + entry.parameter() + " and " + p);
        }
    }
}
