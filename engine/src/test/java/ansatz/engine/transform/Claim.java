package ansatz.engine.transform;

import ansatz.engine.execute.Executable;
import ansatz.engine.execute.FloatExecutable;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Interpreter;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What must be true of each transformation of a program, checked in numbers.
enum Claim {
    /// The tangents are the derivative of the outputs along a direction, taken numerically.
    JVP {
        @Override
        Optional<Program> apply(Program p) {
            return Optional.of(Jvp.of(p, sources(p)));
        }

        @Override
        Optional<String> check(Program p, Data data) {
            Program d = Jvp.of(p, sources(p));
            Data direction = Data.of(p, data.samples(), false, -1, 1, 77);
            String prefix = Sources.prefix(p, "d");
            Map<String, double[]> analytic = Interpreter.run(
                    d,
                    data.theta(),
                    data.with(tangents(p, direction, prefix)).inputs(),
                    data.weights(),
                    data.samples());
            double h = 2e-3;
            Map<String, double[]> wide = slope(p, data, direction, h);
            Map<String, double[]> narrow = slope(p, data, direction, h / 2);
            Map<String, double[]> narrowest = slope(p, data, direction, h / 4);
            double size = size(p, data);
            for (Output output : p.outputs()) {
                if (p.type(output.value()).kind() != Type.Kind.REAL) {
                    continue;
                }
                double[] a = of(analytic, prefix + output.name());
                double[] n = of(narrow, output.name());
                double[] w = of(wide, output.name());
                double[] f = of(narrowest, output.name());
                for (int i = 0; i < a.length; i++) {
                    // the formula is of fourth order: halving the step shrinks its error 16 times, so that the
                    // difference of the two
                    // overestimates the error of the narrow one; beside it the roundings of the values, about 1e-15 of
                    // the largest one
                    // met on the way, over the step
                    double truncation = Math.abs(w[i] - n[i]);
                    double rounding = 1e-15 * 100 * size / h;
                    double tolerance = truncation + rounding + 1e-9 * Math.abs(n[i]);
                    // where a comparison changes its outcome within the steps, the slopes do not close in on one value
                    boolean smooth = truncation < 1e-2 * (1 + Math.abs(n[i]))
                            && Math.abs(n[i] - f[i]) <= truncation / 4 + 4 * rounding;
                    if (smooth && !(Math.abs(a[i] - n[i]) <= tolerance)) {
                        return Optional.of("d." + output.name() + "[" + i + "] is " + a[i] + ", numerically " + n[i]
                                + " +- " + tolerance);
                    }
                }
            }
            return Optional.empty();
        }
    },

    /// Cotangents and tangents have the same inner product at both ends: mean <c, dy> = mean <x*, dx>.
    VJP {
        @Override
        Optional<Program> apply(Program p) {
            return Optional.of(Vjp.of(p, realOutputs(p), List.of(sources(p)), Sharing.MEAN));
        }

        @Override
        Optional<String> check(Program p, Data data) {
            return adjoint(p, data, Sharing.MEAN);
        }
    },

    /// The same, each sample keeping its own derivative with respect to shared values.
    ROWS {
        @Override
        Optional<Program> apply(Program p) {
            return mixesSamples(p)
                    ? Optional.empty()
                    : Optional.of(Vjp.of(p, realOutputs(p), List.of(sources(p)), Sharing.ROWS));
        }

        @Override
        Optional<String> check(Program p, Data data) {
            return mixesSamples(p) ? Optional.empty() : adjoint(p, data, Sharing.ROWS);
        }
    },

    /// The forward Laplacian is the sum of the second derivatives, forward over forward.
    LAPLACIAN {
        @Override
        Optional<Program> apply(Program p) {
            return laplacianOf(p).map(output -> ForwardLaplacian.of(p, output, laplacianInput(p)));
        }

        @Override
        Optional<String> check(Program p, Data data) {
            Optional<String> output = laplacianOf(p);
            return output.isEmpty() ? Optional.empty() : laplacian(p, data, output.get(), laplacianInput(p));
        }
    },

    /// Simplification changes nothing.
    SIMPLIFY {
        @Override
        Optional<Program> apply(Program p) {
            return Optional.of(Simplify.apply(p));
        }

        @Override
        Optional<String> check(Program p, Data data) {
            return same(p, Simplify.apply(p), data);
        }
    },

    /// A fused operation is what its definition says.
    DEFINITIONS {
        @Override
        Optional<Program> apply(Program p) {
            return Optional.of(Definitions.expand(p));
        }

        @Override
        Optional<String> check(Program p, Data data) {
            return same(p, Definitions.expand(p), data);
        }
    },

    /// The executor gives what the reference interpreter gives.
    EXECUTION {
        @Override
        Optional<Program> apply(Program p) {
            return Optional.of(p);
        }

        @Override
        Optional<String> check(Program p, Data data) {
            return agrees(p, data, Executable.of(p).run(data.theta(), data.inputs(), data.weights(), data.samples()));
        }
    },

    /// So does the executor in single precision, within its own rounding.
    SINGLE_PRECISION {
        @Override
        Optional<Program> apply(Program p) {
            return Optional.of(p);
        }

        @Override
        Optional<String> check(Program p, Data data) {
            Data rounded = data.rounded();
            return agreesInSinglePrecision(p, rounded, single(FloatExecutable.of(p), rounded));
        }
    };

    /// The transformed program; empty where the transformation has nothing to do or is not defined.
    abstract Optional<Program> apply(Program p);

    /// What is wrong, if anything.
    abstract Optional<String> check(Program p, Data data);

    // ------------------------------------------------------------------ parts of a program

    /// The names of the real parameters and inputs.
    static String[] sources(Program p) {
        List<String> names = new ArrayList<>(p.parameters().keySet());
        p.inputs().forEach((name, type) -> {
            if (type.kind() == Type.Kind.REAL) {
                names.add(name);
            }
        });
        return names.toArray(String[]::new);
    }

    static List<String> realOutputs(Program p) {
        return p.outputs().stream()
                .filter(o -> p.type(o.value()).kind() == Type.Kind.REAL)
                .map(Output::name)
                .toList();
    }

    /// Whether the program has a mean over samples.
    static boolean mixesSamples(Program p) {
        return p.instructions().stream()
                .anyMatch(i -> i.operation() instanceof Operation.SampleMean
                        && p.type(i.operands().get(0)).perSample());
    }

    private static Optional<String> laplacianOf(Program p) {
        if (mixesSamples(p) || laplacianInput(p).isEmpty()) {
            return Optional.empty();
        }
        // the last one: the one that the transformation before added
        return realOutputs(p).reversed().stream().findFirst();
    }

    private static String laplacianInput(Program p) {
        return p.inputs().entrySet().stream()
                .filter(e ->
                        e.getValue().kind() == Type.Kind.REAL && e.getValue().perSample())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    // ------------------------------------------------------------------ numbers

    private static double[] of(Map<String, double[]> results, String name) {
        double[] values = results.get(name);
        if (values == null) {
            throw new IllegalStateException("no output " + name + " among " + results.keySet());
        }
        return values;
    }

    /// The largest modulus of any value on the way, at least 1; what is not finite is not selected and does not
    /// count.
    static double size(Program p, Data data) {
        double size = 1;
        for (double[] values : Interpreter.values(p, data.theta(), data.inputs(), data.weights(), data.samples())) {
            for (double v : values) {
                size = Double.isFinite(v) ? Math.max(size, Math.abs(v)) : size;
            }
        }
        return size;
    }

    private static Map<String, double[]> run(Program p, Data data) {
        return Interpreter.run(p, data.theta(), data.inputs(), data.weights(), data.samples());
    }

    /// (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h, of fourth order.
    private static Map<String, double[]> slope(Program p, Data data, Data direction, double h) {
        Map<String, double[]> stopped = new TreeMap<>();
        Program fixed = stopped(p, data, stopped);
        List<Map<String, double[]>> f = new ArrayList<>();
        for (double step : new double[] {h, -h, 2 * h, -2 * h}) {
            f.add(run(fixed, data.moved(direction, p.inputs(), step).with(stopped)));
        }
        Map<String, double[]> slopes = new LinkedHashMap<>();
        for (String name : f.get(0).keySet()) {
            double[] s = new double[of(f.get(0), name).length];
            for (int i = 0; i < s.length; i++) {
                double near = of(f.get(0), name)[i] - of(f.get(1), name)[i];
                double far = of(f.get(2), name)[i] - of(f.get(3), name)[i];
                s[i] = (8 * near - far) / (12 * h);
            }
            slopes.put(name, s);
        }
        return slopes;
    }

    /// The program in which values behind a stopped gradient are inputs, and these inputs as they are at `data`:
    /// what the derivative takes for constant.
    private static Program stopped(Program p, Data data, Map<String, double[]> stopped) {
        List<double[]> values = Interpreter.values(p, data.theta(), data.inputs(), data.weights(), data.samples());
        List<Instruction> instructions = new ArrayList<>(p.instructions());
        for (int i = 0; i < instructions.size(); i++) {
            Type type = p.type(i);
            if (instructions.get(i).operation() instanceof Operation.StopGradient) {
                String name = "stopped" + i;
                stopped.put(name, values.get(i));
                Operation input = type.perSample()
                        ? new Operation.SampleInput(name, type.shape(), type.kind())
                        : new Operation.SharedInput(name, type.shape(), type.kind());
                instructions.set(i, new Instruction(input, List.of(), type));
            }
        }
        return new Program(instructions, p.outputs());
    }

    /// The direction as values of the inputs that [Jvp#of] adds.
    private static Map<String, double[]> tangents(Program p, Data direction, String prefix) {
        Map<String, double[]> tangents = new TreeMap<>();
        p.parameters().forEach((name, parameter) -> {
            double[] values = new double[parameter.shape().size()];
            System.arraycopy(direction.theta(), parameter.offset(), values, 0, values.length);
            tangents.put(prefix + name, values);
        });
        p.inputs().forEach((name, type) -> {
            if (type.kind() == Type.Kind.REAL) {
                tangents.put(prefix + name, direction.input(name));
            }
        });
        return tangents;
    }

    private static Optional<String> adjoint(Program p, Data data, Sharing sharing) {
        Data direction = Data.of(p, data.samples(), false, -1, 1, 78);
        String d = Sources.prefix(p, "d");
        Map<String, double[]> tangents = tangents(p, direction, d);
        Program forward = Jvp.of(p, sources(p));
        Map<String, double[]> dy =
                Interpreter.run(forward, data.theta(), data.with(tangents).inputs(), data.weights(), data.samples());
        Program backward = Vjp.of(p, realOutputs(p), List.of(sources(p)), sharing);
        Map<String, double[]> cotangents = new TreeMap<>();
        String bar = Sources.prefix(p, "bar");
        Data all = Data.of(backward, data.samples(), false, -1, 1, 79);
        realOutputs(p)
                .forEach(name -> cotangents.put(bar + name, all.inputs().getOrDefault(bar + name, new double[0])));
        Data input = data.with(cotangents);
        Map<String, double[]> xBar =
                Interpreter.run(backward, data.theta(), input.inputs(), data.weights(), data.samples());
        // one inner product a sample with rows, the mean of all without
        boolean rows = sharing == Sharing.ROWS
                && realOutputs(p).stream()
                        .anyMatch(y -> p.type(p.output(y).value()).perSample());
        double[] difference = new double[rows ? data.samples() : 1];
        double[] scale = new double[difference.length];
        for (String y : realOutputs(p)) {
            double[] c = of(cotangents, bar + y);
            if (c.length > 0) {
                add(
                        difference,
                        scale,
                        c,
                        of(dy, d + y),
                        p.type(p.output(y).value()).perSample(),
                        rows,
                        data,
                        1);
            }
        }
        String grad = Sources.prefix(p, "grad");
        for (String x : sources(p)) {
            double[] t = of(tangents, d + x);
            double[] g = of(xBar, grad + x);
            boolean perSample = p.inputs().containsKey(x) && p.inputs().get(x) instanceof Type type && type.perSample();
            if (rows && !perSample) {
                double[] repeated = new double[t.length * data.samples()];
                for (int s = 0; s < data.samples(); s++) {
                    System.arraycopy(t, 0, repeated, s * t.length, t.length);
                }
                t = repeated;
            }
            add(difference, scale, g, t, perSample || rows, rows, data, -1);
        }
        double size = size(backward, input);
        for (int s = 0; s < difference.length; s++) {
            // two exact expressions of one number: some hundred roundings of its terms and of the largest value met on
            // the way
            if (!(Math.abs(difference[s]) <= 1e-12 * (scale[s] + size))) {
                return Optional.of("the inner products differ by " + difference[s] + " of " + scale[s]);
            }
        }
        return Optional.empty();
    }

    private static void add(
            double[] sum,
            double[] scale,
            double[] a,
            double[] b,
            boolean perSample,
            boolean rows,
            Data data,
            int sign) {
        int size = perSample ? a.length / Math.max(1, data.samples()) : a.length;
        for (int i = 0; i < a.length; i++) {
            int sample = perSample && size > 0 ? i / size : 0;
            double weight = perSample && !rows ? data.share(sample) : 1;
            for (int to = rows && perSample ? sample : 0;
                    to < (rows && !perSample ? sum.length : rows ? sample + 1 : 1);
                    to++) {
                sum[to] += sign * weight * a[i] * b[i];
                scale[to] += Math.abs(weight * a[i] * b[i]);
            }
        }
    }

    private static Optional<String> laplacian(Program p, Data data, String output, String input) {
        Program fast = ForwardLaplacian.of(p, output, input);
        Trace.Import in = Trace.of(p);
        Value y = in.values().get(p.output(output).value());
        Value x = in.values().get(0);
        for (int i = 0; i < p.instructions().size(); i++) {
            Instruction instruction = p.instructions().get(i);
            if (instruction.operation() instanceof Operation.SampleInput s
                    && s.name().equals(input)) {
                x = in.values().get(i);
            }
        }
        Value sum = in.trace().constant(y.shape(), 0);
        Value scale = sum;
        for (int i = 0; i < x.shape().size(); i++) {
            Value second = Jvp.derivative(Jvp.derivative(y, x, i), x, i);
            sum = sum.plus(second);
            scale = scale.plus(second.abs());
        }
        Program slow =
                in.trace().output("laplacian", sum).output("scale", scale).program();
        Map<String, double[]> reference = run(slow, data);
        double[] expected = of(reference, "laplacian");
        double[] found = of(run(fast, data), "laplacian." + output);
        boolean spread = found.length != expected.length;
        double size = size(slow, data);
        for (int i = 0; i < Math.max(found.length, expected.length); i++) {
            int e = spread ? i % Math.min(expected.length, found.length) : i;
            double a = found[spread && found.length < expected.length ? e : i];
            double b = expected[spread && expected.length < found.length ? e : i];
            // two exact expressions: some hundred roundings of the terms and of the largest value met on the way
            if (!(Math.abs(a - b) <= 1e-12 * (size + Math.abs(b)))) {
                return Optional.of(
                        "the Laplacian of " + output + " [" + i + "] is " + a + ", by second derivatives " + b);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> same(Program p, Program q, Data data) {
        double size = Math.max(size(p, data), size(q, data));
        Map<String, double[]> expected = run(p, data);
        Map<String, double[]> found = run(q, data);
        for (Output output : p.outputs()) {
            if (!p.type(output.value()).equals(q.type(q.output(output.name()).value()))) {
                return Optional.of(output.name() + " changed its type");
            }
        }
        // some hundred roundings of the largest value met on the way
        return close(p, expected, found, 1e-13 * size);
    }

    /// What is wrong, if anything, with what the executor found, the reference interpreter being right.
    static Optional<String> agrees(Program p, Data data, Map<String, double[]> found) {
        // the executor's own transcendental functions differ from StrictMath by a unit or two in the last place, which
        // the derivatives of the small programs here enlarge by some hundred
        return close(p, run(p, data), found, 1e-12 * size(p, data));
    }

    /// What an executable in single precision gives, as doubles.
    static Map<String, double[]> single(FloatExecutable executable, Data data) {
        Map<String, float[]> inputs = new LinkedHashMap<>();
        data.inputs().forEach((name, values) -> inputs.put(name, Data.floats(values)));
        double[] weights = data.weights();
        Map<String, float[]> found = executable.run(
                Data.floats(data.theta()), inputs, weights == null ? null : Data.floats(weights), data.samples());
        Map<String, double[]> results = new LinkedHashMap<>();
        found.forEach((name, values) -> results.put(name, Data.doubles(values)));
        return results;
    }

    /// What is wrong, if anything, with what the executor found in single precision from data that are floats.
    static Optional<String> agreesInSinglePrecision(Program p, Data data, Map<String, double[]> found) {
        // as many roundings as in [#agrees], each 2^29 times as large
        return close(p, run(p, data), found, 1e-12 * 0x1.0p29 * size(p, data));
    }

    private static Optional<String> close(
            Program p, Map<String, double[]> expected, Map<String, double[]> found, double tolerance) {
        for (Output output : p.outputs()) {
            double[] a = of(expected, output.name());
            double[] b = of(found, output.name());
            if (a.length != b.length) {
                return Optional.of(output.name() + " has " + b.length + " elements, not " + a.length);
            }
            for (int i = 0; i < a.length; i++) {
                boolean same =
                        Double.isFinite(a[i]) ? Math.abs(a[i] - b[i]) <= tolerance : Double.compare(a[i], b[i]) == 0;
                if (!same) {
                    return Optional.of(output.name() + "[" + i + "] was " + a[i] + " and is " + b[i]);
                }
            }
        }
        return Optional.empty();
    }
}
