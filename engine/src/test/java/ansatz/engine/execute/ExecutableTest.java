package ansatz.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.array.Shape;
import ansatz.engine.parallel.Team;
import ansatz.engine.program.Function;
import ansatz.engine.program.Interpreter;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The executor gives what the reference interpreter gives, whatever the number of samples and threads.
class ExecutableTest {
    /// Rounding: sums are taken in another order than in the interpreter, and transcendental functions differ in
    /// the last bits.
    private static final double RELATIVE = 1e-11;

    private static final int[] SIZES = {0, 1, 7, 65, 600};

    static void agrees(Program program, int samples, boolean weighted, long seed) {
        Random random = new Random(seed);
        double[] theta = random.doubles(program.parameterCount(), -1, 1).toArray();
        Map<String, double[]> inputs = new HashMap<>();
        program.inputs().forEach((name, type) -> inputs.put(name, numbers(type, samples, random)));
        double @Nullable [] weights = weighted ? random.doubles(samples, 0.5, 2).toArray() : null;
        agrees(program, theta, inputs, weights, samples);
    }

    private static double[] numbers(Type type, int samples, Random random) {
        int n = type.shape().size() * (type.perSample() ? samples : 1);
        return switch (type.kind()) {
            case REAL -> random.doubles(n, -1.5, 1.5).toArray();
            case INTEGER -> random.ints(n, -3, 4).asDoubleStream().toArray();
            case BOOLEAN -> random.ints(n, 0, 2).asDoubleStream().toArray();
        };
    }

    static void agrees(
            Program program, double[] theta, Map<String, double[]> inputs, double @Nullable [] weights, int samples) {
        Map<String, double[]> expected = Interpreter.run(program, theta, inputs, weights, samples);
        try (Team two = Team.of(2)) {
            Executable executable = Executable.of(program, two);
            Map<String, double[]> found = executable.run(theta, inputs, weights, samples);
            assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
            expected.forEach((name, values) -> close(name + " of " + samples, found.get(name), values));
            Map<String, double[]> again = executable.run(theta, inputs, weights, samples);
            Map<String, double[]> alone = Executable.of(program).run(theta, inputs, weights, samples);
            found.forEach((name, values) -> {
                assertThat(again.get(name)).as(name + " again").containsExactly(values);
                assertThat(alone.get(name)).as(name + " on one thread").containsExactly(values);
            });
        }
    }

    private static void close(String name, double[] found, double[] expected) {
        assertThat(found).as(name).hasSameSizeAs(expected);
        double scale = 1;
        for (double value : expected) {
            scale = Double.isFinite(value) ? Math.max(scale, Math.abs(value)) : scale;
        }
        for (int i = 0; i < expected.length; i++) {
            boolean same = Double.isFinite(expected[i])
                    ? Math.abs(found[i] - expected[i]) <= RELATIVE * scale
                    : Double.compare(found[i], expected[i]) == 0;
            if (!same) {
                fail(name + "[" + i + "] is " + found[i] + ", the interpreter says " + expected[i]);
            }
        }
    }

    private static void agreesOnAllSizes(Trace trace) {
        for (int samples : SIZES) {
            agrees(trace.program(), samples, false, samples);
        }
        agrees(trace.program(), 65, true, 5);
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void everyFunctionOfSharedAndPerSampleValues(Function function) {
        Trace t = new Trace();
        Value x = t.sample("x", 3, 2).abs().plus(0.1);
        Value y = t.sample("y", 3, 2);
        Value p = t.parameter("p", Initial.zeros(), 3, 2).square();
        boolean logical = function == Function.AND || function == Function.OR || function == Function.NOT;
        Value[] first = {x, p, x, p, x.slice(0, 1, 2).broadcastTo(Shape.of(3, 2))};
        Value[] second = {y, y, p, p, p};
        for (int k = 0; k < first.length; k++) {
            Value a = logical ? first[k].less(0.5) : first[k];
            Value b = logical ? second[k].less(0.5) : second[k];
            Value[] operands = switch (function.arity()) {
                case 1 -> new Value[] {function == Function.TO_REAL ? a.less(0.5) : a};
                case 2 -> new Value[] {a, b};
                default -> new Value[] {a.less(b), a, b};
            };
            t.output("z" + k, operands[0].trace().emit(new Operation.Elementwise(function), operands));
        }
        agreesOnAllSizes(t);
    }

    @Test
    void indexOperationsMoveElements() {
        Trace t = new Trace();
        Value x = t.sample("x", 3, 4, 2);
        Value p = t.parameter("p", Initial.zeros(), 3, 4, 2);
        int k = 0;
        for (Value v : List.of(x, p, x.times(p))) {
            t.output("reshape" + k, v.reshape(6, 4));
            t.output("transpose" + k, v.transpose(2, 0, 1));
            t.output("both" + k, v.transpose(2, 0, 1).reshape(3, 8).plus(1));
            t.output("slice" + k, v.slice(1, 1, 3).exp());
            t.output(
                    "broadcast" + k,
                    v.slice(1, 2, 3).broadcastTo(Shape.of(3, 4, 2)).times(x));
            t.output(
                    "gather" + k,
                    v.gather(Shape.of(5), new int[] {3, 3, 23, 0, 7}).plus(2));
            t.output(
                    "zeros" + k,
                    v.gather(Shape.of(2, 3), new int[] {3, -1, 23, -1, -1, 7}).plus(2));
            t.output("segments" + k, v.reshape(24).segmentSum(Shape.of(3), index(24, 3)));
            t.output("rows" + k, v.segmentSum(Shape.of(3, 2), rows(24)));
            t.output("concat" + k, Value.concat(1, v, x.slice(1, 0, 1), v));
            t.output("mixed" + k, Value.concat(0, v, p, x).square());
            t.output("pad" + k, t.emit(new Operation.Pad(new int[] {1, 0, 2}, Shape.of(5, 4, 4)), v));
            for (int[] axes : new int[][] {{}, {0}, {1}, {2}, {0, 2}, {1, 2}, {0, 1, 2}}) {
                t.output("sum" + k + java.util.Arrays.toString(axes), v.sum(axes));
                t.output("max" + k + java.util.Arrays.toString(axes), v.max(axes));
                t.output("lse" + k + java.util.Arrays.toString(axes), v.logSumExp(axes));
            }
            t.output("summed" + k, v.transpose(2, 0, 1).sum(1));
            t.output("softmax" + k, v.softmax());
            t.output("softmaxT" + k, v.transpose(2, 0, 1).softmax());
            k++;
        }
        agreesOnAllSizes(t);
    }

    private static int[] index(int n, int segments) {
        int[] index = new int[n];
        for (int i = 0; i < n; i++) {
            index[i] = i % 5 == 0 ? -1 : i * 7 % segments;
        }
        return index;
    }

    private static int[] rows(int n) {
        int[] index = new int[n];
        for (int i = 0; i < n; i++) {
            index[i] = i / 8 * 2 + i % 2;
        }
        return index;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i,i->", "ij,j->i", "ji,j->i", "ij,jk->ik", "ij,kj->ik", "ij,jk->ki", "bij,bjk->bik", "bij,jk->bik",
                        "ij,bjk->bik",
                "ibj,bjk->ikb", "i,j->ij", "i,j->ji", "bi,bi->b", "bi,bi->bi", "pi,pj->ij", "pir,pjr->ij", "ir,jr->ij",
                        "ij,ij->",
                "ijk,kjl->il", "ab,cabd->cd", "abc,cd->dab", "ij,jkr->ikr", "ij,bjr->bir", "ij,bjr->irb"
            })
    void contractionsOfAnyMixture(String words) {
        String left = words.substring(0, words.indexOf(','));
        String right = words.substring(words.indexOf(',') + 1, words.indexOf('-'));
        String result = words.substring(words.indexOf('>') + 1);
        Trace t = new Trace();
        Value x = t.sample("x", extents(left));
        Value y = t.sample("y", extents(right));
        Value p = t.parameter("p", Initial.zeros(), extents(left));
        Value q = t.parameter("q", Initial.zeros(), extents(right));
        t.output("xy", x.contract(y, left, right, result));
        t.output("xq", x.contract(q, left, right, result));
        t.output("py", p.contract(y, left, right, result));
        t.output("pq", p.contract(q, left, right, result));
        t.output("mean", x.contract(y, left, right, result).sampleMean());
        t.output("meanp", p.contract(y, left, right, result).sampleMean());
        t.output("later", x.contract(y.tanh(), left, right, result).plus(x.contract(q, left, right, result)));
        agreesOnAllSizes(t);
    }

    private static int[] extents(String word) {
        int[] extents = new int[word.length()];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = switch (word.charAt(i)) {
                case 'b' -> 3;
                case 'j' -> 9;
                case 'r' -> 6;
                case 'k' -> 5;
                case 'i' -> 4;
                default -> 2;
            };
        }
        return extents;
    }

    /// One step may take a product and what is added to it; rows may lie along one axis or two, and what is added
    /// may repeat along them.
    @Test
    void aSharedValueIsAddedToAProduct() {
        Trace t = new Trace();
        Value x = t.sample("x", 5);
        Value vector = t.parameter("w", Initial.zeros(), 7, 5).contract(x, "mk", "k", "m");
        Value b = t.parameter("b", Initial.zeros(), 7);
        t.output("vector", vector.plus(b));
        Value w = t.parameter("v", Initial.zeros(), 2, 3, 5);
        Value wide = t.parameter("c", Initial.zeros(), 2, 3);
        var shape = Shape.of(2, 3);
        t.output("whole", w.contract(x, "mnk", "k", "mn").plus(wide));
        t.output(
                "transposed",
                w.contract(x.plus(1), "mnk", "k", "mn")
                        .plus(t.parameter("d", Initial.zeros(), 3, 2).transpose()));
        t.output("rows", wide.slice(1, 0, 1).broadcastTo(shape).plus(w.contract(x.plus(2), "mnk", "k", "mn")));
        t.output(
                "columns",
                w.contract(x.plus(3), "mnk", "k", "mn").plus(wide.slice(0, 1, 2).broadcastTo(shape)));
        t.output("number", w.contract(x.plus(4), "mnk", "k", "mn").plus(b.get(2)));
        Value twice = t.parameter("u", Initial.zeros(), 7, 5).contract(x, "mk", "k", "m");
        t.output("twice", twice.plus(b).times(twice));
        t.output(
                "and again",
                t.parameter("z", Initial.zeros(), 7, 5)
                        .contract(x, "mk", "k", "m")
                        .plus(b)
                        .plus(b.square()));
        agreesOnAllSizes(t);
    }

    @Test
    void matricesPerSample() {
        Trace t = new Trace();
        Value x = t.sample("x", 3, 4, 4);
        Value y = t.sample("y", 3, 4, 4);
        Value p = t.parameter("p", Initial.zeros(), 4, 4);
        for (Value v : List.of(x, p)) {
            String name = v == x ? "x" : "p";
            t.output("inverse" + name, v.inverse());
            t.output("log" + name, v.logAbsDeterminant());
            t.output("sign" + name, v.signDeterminant());
            t.output("pfaffian" + name, v.signPfaffian());
        }
        t.output("phase", x.determinantPhase(y));
        t.output("transposed", x.transpose(0, 2, 1).inverse().plus(y));
        agreesOnAllSizes(t);
    }

    @Test
    void jetsFollowTheChainAndTheProductRule() {
        for (int leading : new int[] {1, 3}) {
            Trace t = new Trace();
            Value x = t.sample("x", leading, 4, 7);
            Value y = t.sample("y", leading, 4, 7);
            Value f0 = t.sample("f0", leading, 4);
            Value f1 = t.sample("f1", leading, 4);
            Value f2 = t.parameter("f2", Initial.zeros(), leading, 4);
            Value p = t.parameter("rows", Initial.zeros(), leading, 4, 5);
            t.output("chain", t.emit(new Operation.JetChain(), f0, f1, f2, x));
            t.output("affine", t.emit(new Operation.JetAffineChain(), f0, f1, f2, x.slice(2, 1, 6)));
            t.output("shared", t.emit(new Operation.JetAffineChain(), f0, f1, f1, p));
            t.output("product", t.emit(new Operation.JetProduct(), f0, f1, x, y));
            agreesOnAllSizes(t);
        }
    }

    @Test
    void aMatrixTimesJetsOfASharedJacobian() {
        for (int rows : new int[] {3, 9}) { // too few for strips of a matrix, and enough
            Trace t = new Trace();
            Value f0 = t.sample("f0", 6);
            Value f1 = t.sample("f1", 2, 6).slice(0, 1, 2).reshape(6);
            Value f2 = t.sample("f2", 6, 2).slice(1, 0, 1).reshape(6);
            Value jacobian = t.parameter("jacobian", Initial.zeros(), 5, 6).transpose(1, 0);
            Value w = t.parameter("w", Initial.zeros(), rows, 6);
            Supplier<Value> jets = () -> t.emit(new Operation.JetAffineChain(), f0, f1, f2, jacobian);
            t.output("left", w.contract(jets.get(), "ij", "jk", "ik"));
            t.output("right", jets.get().contract(w.transpose(1, 0), "jk", "ji", "ik"));
            t.output("rows last", w.contract(jets.get(), "ij", "jk", "ki"));
            t.output("other axis", t.parameter("v", Initial.zeros(), rows, 7).contract(jets.get(), "ik", "jk", "ij"));
            Value twice = jets.get();
            t.output("twice", w.contract(twice, "ij", "jk", "ik").plus(twice.sum()));
            agreesOnAllSizes(t);
        }
    }

    @Test
    void meansOfMeansTakeSeveralPasses() {
        Trace t = new Trace();
        Value x = t.sample("x", 3);
        Value p = t.parameter("p", Initial.zeros(), 4, 3);
        Value y = x.contract(p, "i", "oi", "o").tanh();
        Value centred = y.minus(y.sampleMean());
        Value variance = centred.square().sampleMean();
        Value z = centred.over(variance.sqrt());
        t.output("z", z);
        t.output("variance", variance);
        t.output("fourth", z.square().square().sampleMean());
        t.output("shared", p.sum().sampleMean());
        agreesOnAllSizes(t);
    }

    @Test
    void outputsMayBePartsOfTheRowsOfOneMatrix() {
        Trace t = new Trace();
        Value x = t.sample("x", 3);
        Value y = t.sample("y", 2);
        t.output("outer", x.contract(y, "i", "j", "ij"));
        t.output("turned", x.contract(y, "i", "j", "ji"));
        t.output("y", y.exp());
        t.output("both", Value.concat(0, x.contract(y, "i", "j", "ij").reshape(6), y));
        Program program = t.program();
        int n = 37;
        Random random = new Random(3);
        Map<String, double[]> inputs = Map.of(
                "x", random.doubles(3 * n).toArray(), "y", random.doubles(2 * n).toArray());
        double[] matrix = new double[25 * n + 4];
        Executable executable = Executable.of(program);
        Arguments arguments = executable.arguments().samples(n);
        inputs.forEach(arguments::input);
        arguments.into("outer", matrix, 1, 25).into("turned", matrix, 8, 25).into("y", matrix, 15, 25);
        Results results = executable.run(arguments);
        Map<String, double[]> expected = Interpreter.run(program, new double[0], inputs, null, n);
        for (int s = 0; s < n; s++) {
            for (int i = 0; i < 6; i++) {
                assertThat(matrix[1 + 25 * s + i]).isEqualTo(expected.get("outer")[6 * s + i]);
                assertThat(matrix[8 + 25 * s + i]).isEqualTo(expected.get("turned")[6 * s + i]);
            }
            // exp is within one unit in the last place
            assertThat(matrix[15 + 25 * s]).isCloseTo(expected.get("y")[2 * s], within(1e-15));
            assertThat(matrix[25 * s]).isZero();
        }
        close("both", results.get("both"), expected.get("both"));
    }

    @Test
    void notANumberStaysInItsSampleAndItsMean() {
        Trace t = new Trace();
        Value x = t.sample("x", 2);
        Value p = t.parameter("p", Initial.zeros(), 3, 2);
        Value y = x.contract(p, "i", "oi", "o");
        t.output("y", y.tanh());
        t.output("mean", y.sampleMean());
        t.output("outer", y.contract(x, "o", "i", "oi").sampleMean());
        Program program = t.program();
        for (int n : new int[] {1, 7, 65, 1000}) {
            double[] x0 = new Random(1).doubles(2 * n).toArray();
            double[] theta = new Random(2).doubles(6).toArray();
            agrees(program, theta, Map.of("x", x0), null, n);
            x0[2 * n - 2] = Double.NaN;
            agrees(program, theta, Map.of("x", x0), null, n);
            x0[2 * n - 2] = Double.POSITIVE_INFINITY;
            agrees(program, theta, Map.of("x", x0), null, n);
        }
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        Trace t = new Trace();
        t.output("y", t.sample("x", 2).times(t.parameter("p", Initial.zeros(), 2)));
        Executable executable = Executable.of(t.program());
        assertThatThrownBy(() -> executable.run(executable.arguments().samples(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 parameters");
        assertThatThrownBy(() -> executable.run(
                        executable.arguments().theta(new double[2]).samples(1)))
                .hasMessageContaining("input x is missing");
        assertThatThrownBy(() -> executable.run(
                        executable.arguments().theta(new double[2]).samples(2).input("x", new double[3])))
                .hasMessageContaining("input x wants 4 elements (2 samples of [2]), got 3");
        assertThatThrownBy(() -> executable.arguments().input("z", new double[3]))
                .hasMessageContaining("its inputs: [x]");
    }
}
