package ansatz.engine.program;

import ansatz.engine.array.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The slow reference interpreter: the definition of what every operation means. Plain loops, every value kept, no
/// attempt at speed; the executor is judged against it.
///
/// A shared value is a row-major array of its shape. A per-sample value of `n` samples is one array with the
/// samples outermost, `[n, shape]`. Arithmetic is IEEE 754 double precision with `StrictMath` for the
/// transcendental functions. NaN and infinities pass as the formulas say; where a formula leaves a choice, the
/// comment beside it decides.
public final class Interpreter {
    private final double[] theta;
    private final Map<String, double[]> inputs;
    private final double @Nullable [] weights;
    private final int samples;

    private Interpreter(double[] theta, Map<String, double[]> inputs, double @Nullable [] weights, int samples) {
        this.theta = theta;
        this.inputs = inputs;
        this.weights = weights;
        this.samples = samples;
    }

    /// The outputs of a program by name, in the order of the program's outputs: a shared output has the elements of
    /// its shape, a per-sample output `[samples, shape]`.
    ///
    /// @param theta   the flat parameter vector, at least [Program#parameterCount()] long
    /// @param inputs  the shared inputs (row-major) and per-sample inputs (`[samples, shape]`) by name
    /// @param weights a weight for each sample, with which [Operation.SampleMean] is `sum w x / sum w`; null for
    /// equal weights
    /// @param samples how many samples; with none, a sample mean is NaN
    /// @throws IllegalArgumentException if theta is too short, or an input is missing or has the wrong length
    public static Map<String, double[]> run(
            Program program, double[] theta, Map<String, double[]> inputs, double @Nullable [] weights, int samples) {
        List<double[]> values = values(program, theta, inputs, weights, samples);
        Map<String, double[]> results = new LinkedHashMap<>();
        for (Output output : program.outputs()) {
            results.put(output.name(), values.get(output.value()).clone());
        }
        return results;
    }

    /// The value of every instruction of a program, as in [#run].
    public static List<double[]> values(
            Program program, double[] theta, Map<String, double[]> inputs, double @Nullable [] weights, int samples) {
        if (theta.length < program.parameterCount()) {
            throw new IllegalArgumentException("the program has " + program.parameterCount() + " parameters, theta has "
                    + theta.length + " elements");
        }
        if (weights != null && weights.length != samples) {
            throw new IllegalArgumentException(samples + " samples, but " + weights.length + " weights");
        }
        Interpreter interpreter = new Interpreter(theta, inputs, weights, samples);
        List<double[]> values = new ArrayList<>();
        for (Instruction instruction : program.instructions()) {
            List<Type> types = new ArrayList<>();
            List<double[]> operands = new ArrayList<>();
            for (int operand : instruction.operands()) {
                types.add(program.type(operand));
                operands.add(values.get(operand));
            }
            values.add(interpreter.evaluate(instruction.operation(), instruction.type(), types, operands));
        }
        return values;
    }

    /// The value of one operation on shared operands: what constant folding needs.
    ///
    /// @param operation any operation but a parameter or an input
    /// @param types     the types of the operands, all shared
    /// @param operands  their elements, row-major
    public static double[] constant(Operation operation, List<Type> types, List<double[]> operands) {
        Interpreter interpreter = new Interpreter(new double[0], Map.of(), null, 1);
        return interpreter.evaluate(operation, TypeCheck.infer(operation, types), types, operands);
    }

    private double[] evaluate(Operation operation, Type type, List<Type> types, List<double[]> operands) {
        if (operation instanceof Operation.Source source) {
            return source(source, type);
        }
        if (operation instanceof Operation.SampleMean) {
            return sampleMean(types.get(0), operands.get(0));
        }
        int size = type.shape().size();
        int runs = type.perSample() ? samples : 1;
        double[] result = new double[runs * size];
        List<Shape> shapes = types.stream().map(Type::shape).toList();
        OneSample rule = rule(operation, shapes, type.shape());
        for (int s = 0; s < runs; s++) {
            double[][] x = new double[operands.size()][];
            for (int i = 0; i < x.length; i++) {
                int length = types.get(i).shape().size();
                int from = types.get(i).perSample() ? s * length : 0;
                x[i] = Arrays.copyOfRange(operands.get(i), from, from + length);
            }
            double[] y = new double[size];
            rule.apply(x, y);
            System.arraycopy(y, 0, result, s * size, size);
        }
        return result;
    }

    private double[] source(Operation.Source source, Type type) {
        int size = type.shape().size();
        return switch (source) {
            case Operation.Parameter p -> Arrays.copyOfRange(theta, p.offset(), p.offset() + size);
            case Operation.SharedInput s -> input(s.name(), size);
            case Operation.SampleInput s -> input(s.name(), Math.multiplyExact(samples, size));
            case Operation.Constant c -> {
                double[] values = new double[size];
                Arrays.setAll(values, c::at);
                yield values;
            }
        };
    }

    private double[] input(String name, int length) {
        double[] values = inputs.get(name);
        if (values == null) {
            throw new IllegalArgumentException("input " + name + " is missing; given: " + inputs.keySet());
        }
        if (values.length != length) {
            throw new IllegalArgumentException(
                    "input " + name + " wants " + length + " elements, got " + values.length);
        }
        return values.clone();
    }

    private double[] sampleMean(Type type, double[] x) {
        if (!type.perSample()) {
            return x;
        }
        int size = type.shape().size();
        double[] mean = new double[size];
        double total = 0;
        for (int s = 0; s < samples; s++) {
            double weight = weights == null ? 1 : weights[s];
            total += weight;
            for (int i = 0; i < size; i++) {
                mean[i] += weights == null ? x[s * size + i] : weight * x[s * size + i];
            }
        }
        for (int i = 0; i < size; i++) {
            mean[i] /= total;
        }
        return mean;
    }

    /// What an operation does to the operands `x` of one sample; `y` is the result, filled with zeros.
    private interface OneSample {
        void apply(double[][] x, double[] y);
    }

    private static OneSample rule(Operation operation, List<Shape> shapes, Shape result) {
        return switch (operation) {
            case Operation.Source s -> throw new IllegalArgumentException(s + " has no operands");
            case Operation.SampleMean ignored ->
                throw new IllegalArgumentException("a sample mean is not a function of one sample");
            case Operation.StopGradient ignored -> (x, y) -> System.arraycopy(x[0], 0, y, 0, y.length);
            case Operation.Elementwise e -> elementwise(e.function());
            case Operation.Linear l -> linear(l, shapes, result);
            case Operation.Contract c -> contract(c, shapes.get(0), shapes.get(1), result);
            case Operation.Max m -> {
                int[] target = Indexing.reduction(m.axes(), shapes.get(0));
                yield (x, y) -> max(x[0], target, y);
            }
            case Operation.Matrix m ->
                matrix(m, shapes.get(0).extent(shapes.get(0).rank() - 1));
            case Operation.Fused f -> fused(f, shapes.get(0), result);
        };
    }

    private static OneSample elementwise(Function f) {
        return (x, y) -> {
            for (int i = 0; i < y.length; i++) {
                y[i] = switch (f.arity()) {
                    case 1 -> ScalarFunctions.apply(f, x[0][i]);
                    case 2 -> ScalarFunctions.apply(f, x[0][i], x[1][i]);
                    // SELECT, the only function of three arguments
                    default -> x[0][i] != 0 ? x[1][i] : x[2][i];
                };
            }
        };
    }

    private static OneSample linear(Operation.Linear operation, List<Shape> shapes, Shape result) {
        return switch (operation) {
            case Operation.Sum s -> {
                int[] target = Indexing.reduction(s.axes(), shapes.get(0));
                yield (x, y) -> scatter(x[0], target, y);
            }
            case Operation.SegmentSum s -> (x, y) -> scatter(x[0], s.index(), y);
            case Operation.SparseProduct p ->
                (x, y) -> {
                    for (int k = 0; k < x.length; k++) {
                        p.matrices().get(k).multiplyAdd(x[k], y);
                    }
                };
            case Operation.Concat c -> {
                int[][] target = new int[shapes.size()][];
                int before = 0;
                for (int k = 0; k < target.length; k++) {
                    target[k] = Indexing.concat(c.axis(), before, shapes.get(k), result);
                    before += shapes.get(k).extent(c.axis());
                }
                yield (x, y) -> {
                    for (int k = 0; k < target.length; k++) {
                        for (int i = 0; i < target[k].length; i++) {
                            y[target[k][i]] = x[k][i];
                        }
                    }
                };
            }
            case Operation.Reshape r -> gather(r, shapes.get(0));
            case Operation.Transpose t -> gather(t, shapes.get(0));
            case Operation.Slice s -> gather(s, shapes.get(0));
            case Operation.Pad p -> gather(p, shapes.get(0));
            case Operation.Broadcast b -> gather(b, shapes.get(0));
            case Operation.Gather g -> gather(g, shapes.get(0));
        };
    }

    private static OneSample gather(Operation.Linear operation, Shape operand) {
        int[] source = Indexing.source(operation, operand).orElseThrow();
        return (x, y) -> {
            for (int i = 0; i < y.length; i++) {
                y[i] = source[i] < 0 ? 0 : x[0][source[i]];
            }
        };
    }

    private static void scatter(double[] x, int[] target, double[] y) {
        for (int i = 0; i < x.length; i++) {
            if (target[i] >= 0) {
                y[target[i]] += x[i];
            }
        }
    }

    /// The largest element, NaN if one is NaN, minus infinity if there is none.
    private static void max(double[] x, int[] target, double[] y) {
        Arrays.fill(y, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            y[target[i]] = Math.max(y[target[i]], x[i]);
        }
    }

    private static OneSample contract(Operation.Contract c, Shape left, Shape right, Shape result) {
        StringBuilder letters = new StringBuilder(c.result());
        for (int i = 0; i < c.left().length(); i++) {
            if (c.result().indexOf(c.left().charAt(i)) < 0) {
                letters.append(c.left().charAt(i));
            }
        }
        int rank = letters.length();
        int[] extents = new int[rank];
        int[] leftStrides = new int[rank];
        int[] rightStrides = new int[rank];
        int[] resultStrides = new int[rank];
        for (int i = 0; i < rank; i++) {
            int inLeft = c.left().indexOf(letters.charAt(i));
            int inRight = c.right().indexOf(letters.charAt(i));
            extents[i] = inLeft >= 0 ? left.extent(inLeft) : right.extent(inRight);
            leftStrides[i] = inLeft >= 0 ? left.strides()[inLeft] : 0;
            rightStrides[i] = inRight >= 0 ? right.strides()[inRight] : 0;
            resultStrides[i] = i < c.result().length() ? result.strides()[i] : 0;
        }
        Shape all = Shape.of(extents);
        int[] a = Indexing.walk(all, leftStrides, 0);
        int[] b = Indexing.walk(all, rightStrides, 0);
        int[] to = Indexing.walk(all, resultStrides, 0);
        return (x, y) -> {
            for (int i = 0; i < to.length; i++) {
                y[to[i]] += x[0][a[i]] * x[1][b[i]];
            }
        };
    }

    private static OneSample matrix(Operation.Matrix operation, int n) {
        return (x, y) -> {
            if (n == 0) {
                // the determinant and the Pfaffian of the empty matrix are 1
                Arrays.fill(
                        y,
                        operation instanceof Operation.SignDeterminant || operation instanceof Operation.SignPfaffian
                                ? 1
                                : 0);
                return;
            }
            for (int k = 0; k < x[0].length / (n * n); k++) {
                double[] a = Arrays.copyOfRange(x[0], k * n * n, (k + 1) * n * n);
                switch (operation) {
                    case Operation.Inverse ignored ->
                        System.arraycopy(ReferenceMatrices.inverse(a, n), 0, y, k * n * n, n * n);
                    case Operation.LogAbsDeterminant ignored -> y[k] = ReferenceMatrices.logAbsDeterminant(a, n);
                    case Operation.SignDeterminant ignored -> y[k] = ReferenceMatrices.signDeterminant(a, n);
                    case Operation.DeterminantPhase ignored ->
                        y[k] = ReferenceMatrices.determinantPhase(
                                a, Arrays.copyOfRange(x[1], k * n * n, (k + 1) * n * n), n);
                    case Operation.SignPfaffian ignored -> y[k] = ReferenceMatrices.signPfaffian(a, n);
                }
            }
        };
    }

    private static OneSample fused(Operation.Fused operation, Shape operand, Shape result) {
        return switch (operation) {
            case Operation.LogSumExp l -> {
                int[] target = Indexing.reduction(l.axes(), operand);
                yield (x, y) -> logSumExp(x[0], target, y);
            }
            case Operation.Softmax ignored -> {
                int width = operand.extent(operand.rank() - 1);
                yield (x, y) -> softmax(x[0], width, y);
            }
            case Operation.JetChain ignored -> {
                int r = result.extent(result.rank() - 1);
                yield (x, y) -> jetChain(x[0], x[1], x[2], x[3], r, y);
            }
            case Operation.JetProduct ignored -> {
                int r = result.extent(result.rank() - 1);
                yield (x, y) -> jetProduct(x[0], x[1], x[2], x[3], r, y);
            }
            case Operation.JetLogAbsDeterminant ignored -> {
                int r = result.extent(result.rank() - 1);
                int n = operand.extent(operand.rank() - 1);
                yield (x, y) -> {
                    for (int k = 0; k < y.length / r; k++) {
                        ReferenceMatrices.jetLogAbsDeterminant(x[0], x[1], k, n, r, y);
                    }
                };
            }
            case Operation.JetAffineChain ignored -> {
                int r = result.extent(result.rank() - 1);
                yield (x, y) -> jetAffineChain(x[0], x[1], x[2], x[3], r, y);
            }
            case Operation.Scan s -> (x, y) -> scan(s, x, y);
        };
    }

    /// One step after the other, the body as a program of one sample.
    private static void scan(Operation.Scan s, double[][] x, double[] y) {
        Map<String, double[]> inputs = new HashMap<>();
        for (int i = 1 + s.sequences(); i < x.length; i++) {
            inputs.put(Operation.Scan.constant(i - 1 - s.sequences()), x[i]);
        }
        int next = s.body().outputs().get(0).value();
        double[] state = x[0];
        for (int t = 0; t < s.length(); t++) {
            inputs.put(Operation.Scan.STATE, state);
            for (int i = 0; i < s.sequences(); i++) {
                int size = x[i + 1].length / s.length();
                inputs.put(Operation.Scan.sequence(i), Arrays.copyOfRange(x[i + 1], t * size, (t + 1) * size));
            }
            state = values(s.body(), new double[0], inputs, null, 1).get(next);
            System.arraycopy(state, 0, y, t * state.length, state.length);
        }
    }

    /// m + log sum exp(x - m), with m the largest element where that is finite and 0 otherwise: the result is
    /// infinite where m is, and NaN only where an element is.
    private static void logSumExp(double[] x, int[] target, double[] y) {
        double[] m = new double[y.length];
        max(x, target, m);
        for (int i = 0; i < m.length; i++) {
            m[i] = Double.isFinite(m[i]) ? m[i] : 0;
        }
        for (int i = 0; i < x.length; i++) {
            y[target[i]] += StrictMath.exp(x[i] - m[target[i]]);
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = m[i] + StrictMath.log(y[i]);
        }
    }

    /// exp(x - m) / sum exp(x - m) with m the largest element; a row whose largest element is infinite is all NaN.
    private static void softmax(double[] x, int width, double[] y) {
        for (int from = 0; from < x.length; from += width) {
            double m = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + width; i++) {
                m = Math.max(m, x[i]);
            }
            double sum = 0;
            for (int i = from; i < from + width; i++) {
                y[i] = StrictMath.exp(x[i] - m);
                sum += y[i];
            }
            for (int i = from; i < from + width; i++) {
                y[i] /= sum;
            }
        }
    }

    private static void jetChain(double[] f0, double[] f1, double[] f2, double[] x, int r, double[] y) {
        for (int e = 0; e < f0.length; e++) {
            int value = e * r;
            int laplacian = value + r - 1;
            double squares = 0;
            for (int k = value + 1; k < laplacian; k++) {
                y[k] = f1[e] * x[k];
                squares += x[k] * x[k];
            }
            y[value] = f0[e];
            y[laplacian] = f1[e] * x[laplacian] + f2[e] * squares;
        }
    }

    private static void jetAffineChain(double[] f0, double[] f1, double[] f2, double[] rows, int r, double[] y) {
        int k = r - 2;
        for (int e = 0; e < f0.length; e++) {
            double squares = 0;
            for (int i = 0; i < k; i++) {
                y[e * r + 1 + i] = f1[e] * rows[e * k + i];
                squares += rows[e * k + i] * rows[e * k + i];
            }
            y[e * r] = f0[e];
            y[e * r + r - 1] = f2[e] * squares;
        }
    }

    private static void jetProduct(double[] x0, double[] z0, double[] x, double[] z, int r, double[] y) {
        for (int e = 0; e < x0.length; e++) {
            int value = e * r;
            int laplacian = value + r - 1;
            double products = 0;
            for (int k = value + 1; k < laplacian; k++) {
                y[k] = x0[e] * z[k] + z0[e] * x[k];
                products += x[k] * z[k];
            }
            y[value] = x0[e] * z0[e];
            y[laplacian] = x0[e] * z[laplacian] + z0[e] * x[laplacian] + 2 * products;
        }
    }
}
