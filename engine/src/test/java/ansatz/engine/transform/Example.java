package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Function;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Padding;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A small expression around one operation.
///
/// @param low    the smallest element of an operand
/// @param high   the largest element of an operand
/// @param shapes the shapes of the operands, all real
/// @param build  the expression; its value is real
record Example(double low, double high, List<Shape> shapes, Build build) {

    /// An expression of some operands.
    interface Build {
        Value of(Value... x);
    }

    /// The programs of this example: each operand per sample or shared (a parameter), and the operands as they are
    /// or bent by a nonlinear function, so that second derivatives do not vanish.
    List<Program> programs() {
        List<Program> programs = new ArrayList<>();
        for (int perSample = (1 << shapes.size()) - 1; perSample >= 0; perSample--) {
            for (boolean bent : new boolean[] {false, true}) {
                Trace t = new Trace();
                Value[] x = new Value[shapes.size()];
                for (int i = 0; i < x.length; i++) {
                    int[] extents = shapes.get(i).extents();
                    Value source = (perSample >> i & 1) != 0
                            ? t.sample("x" + i, extents)
                            : i % 2 == 0 ? t.parameter("w." + i, Initial.zeros(), extents) : t.shared("s" + i, extents);
                    x[i] = bent ? source.plus(source.times(2).sin().times(0.25)) : source;
                }
                Value y = shapes.isEmpty() ? build.of(t.sample("x")) : build.of(x);
                programs.add(t.output("y", y).program());
            }
        }
        return programs;
    }

    // ------------------------------------------------------------------ one for each word

    private static final Shape PAIR = Shape.of(2, 3);
    private static final Shape SQUARE = Shape.of(2, 2, 2);

    private static Example of(Build build, Shape... shapes) {
        return new Example(-0.9, 0.9, List.of(shapes), build);
    }

    private static Example within(double low, double high, Build build, Shape... shapes) {
        return new Example(low, high, List.of(shapes), build);
    }

    private static Example one(Operation operation, Shape... shapes) {
        return of(x -> x[0].trace().emit(operation, x), shapes);
    }

    private static Example reals(Function f) {
        Shape[] shapes = new Shape[f.arity()];
        Arrays.fill(shapes, PAIR);
        return one(new Operation.Elementwise(f), shapes);
    }

    private static Example positives(Function f) {
        Shape[] shapes = new Shape[f.arity()];
        Arrays.fill(shapes, Shape.of(3));
        return within(0.5, 1.5, x -> x[0].trace().emit(new Operation.Elementwise(f), x), shapes);
    }

    /// The matrices 2 + x, far from singular.
    private static Value regular(Value x) {
        int n = x.shape().extent(x.shape().rank() - 1);
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 2;
        }
        return x.plus(x.trace().constant(Shape.of(n, n), identity));
    }

    /// An antisymmetric matrix of order 4 with a Pfaffian far from zero.
    private static Value antisymmetric(Value x) {
        double[] blocks = {0, 3, 0, 0, -3, 0, 0, 0, 0, 0, 0, 3, 0, 0, -3, 0};
        return x.minus(x.transpose()).plus(x.trace().constant(Shape.of(4, 4), blocks));
    }

    /// An example for each word of the [Vocabulary], and for each form that is built from several operations.
    static Map<String, Example> all() {
        Map<String, Example> examples = new LinkedHashMap<>();
        sources(examples);
        for (Function f : Function.values()) {
            examples.put(f.name(), elementwise(f));
        }
        indexing(examples);
        examples.put(
                "Contract", of(x -> x[0].contract(x[1], "bij", "kbj", "ikb"), Shape.of(2, 2, 3), Shape.of(2, 2, 3)));
        examples.put("Max", of(x -> x[0].max(1), PAIR));
        examples.put("Inverse", of(x -> regular(x[0]).inverse(), SQUARE));
        examples.put("LogAbsDeterminant", of(x -> regular(x[0]).logAbsDeterminant(), SQUARE));
        examples.put(
                "SignDeterminant",
                of(x -> regular(x[0]).signDeterminant().plus(x[0].sum().square()), SQUARE));
        examples.put("DeterminantPhase", of(x -> regular(x[0]).determinantPhase(x[1]), SQUARE, SQUARE));
        examples.put(
                "SignPfaffian",
                of(
                        x -> antisymmetric(x[0])
                                .signPfaffian()
                                .times(antisymmetric(x[0]).logAbsPfaffian()),
                        Shape.of(4, 4)));
        examples.put("LogSumExp", of(x -> x[0].logSumExp(0), PAIR));
        examples.put("Softmax", of(x -> x[0].softmax(), PAIR));
        Shape s = Shape.of(2);
        examples.put("JetChain", one(new Operation.JetChain(), s, s, s, Shape.of(2, 5)));
        examples.put("JetAffineChain", one(new Operation.JetAffineChain(), s, s, s, Shape.of(2, 3)));
        examples.put("JetProduct", one(new Operation.JetProduct(), s, s, Shape.of(2, 5), Shape.of(2, 5)));
        examples.put(
                "JetLogAbsDeterminant",
                of(
                        x -> x[0].trace().emit(new Operation.JetLogAbsDeterminant(), regular(x[0]), x[1]),
                        SQUARE,
                        Shape.of(2, 2, 2, 5)));
        examples.put(
                "Scan",
                of(
                        x -> x[0].scan(
                                List.of(x[1]),
                                List.of(x[2]),
                                (h, t, c) -> c.get(0).dot(h).plus(t.get(0)).tanh()),
                        Shape.of(2),
                        Shape.of(3, 2),
                        Shape.of(2, 2)));
        // batch normalisation: two means, one behind the other
        examples.put(
                "SampleMean",
                of(
                        x -> {
                            Value centred = x[0].minus(x[0].sampleMean());
                            return centred.over(
                                    centred.square().sampleMean().plus(0.5).sqrt());
                        },
                        Shape.of(3)));
        examples.put("StopGradient", of(x -> x[0].sin().stopGradient().times(x[0]), PAIR));
        examples.put(
                "Convolution", of(x -> x[0].convolve(x[1], Padding.PERIODIC), Shape.of(3, 2, 2), Shape.of(2, 2, 3, 2)));
        examples.put(
                "Convolution with zeros and a stride",
                of(x -> x[0].convolve(x[1], Padding.ZERO, 2), Shape.of(5, 1), Shape.of(2, 3, 1)));
        return examples;
    }

    private static void sources(Map<String, Example> examples) {
        examples.put("Parameter", of(x -> x[0].times(x[0].trace().parameter("w", Initial.zeros(), 2, 3)), PAIR));
        examples.put("SharedInput", of(x -> x[0].times(x[0].trace().shared("temperature")), PAIR));
        examples.put("SampleInput", of(x -> x[0].times(x[0].trace().sample("field")), PAIR));
        examples.put(
                "Constant", of(x -> x[0].times(x[0].trace().constant(Shape.of(3), new double[] {1, -2, 0.5})), PAIR));
    }

    private static Example elementwise(Function f) {
        return switch (f) {
            case NEGATE,
                    ABS,
                    SQUARE,
                    EXP,
                    EXPM1,
                    SIN,
                    COS,
                    TANH,
                    SIGMOID,
                    SOFTPLUS,
                    LOG_COSH,
                    ERF,
                    ADD,
                    SUBTRACT,
                    MULTIPLY,
                    MAXIMUM,
                    MINIMUM -> reals(f);
            case RECIPROCAL, SQRT, LOG, LOG1P, DIVIDE, POWER, ATAN2 -> positives(f);
            case SIGN -> of(x -> x[0].sign().times(x[0].square()), PAIR);
            case NOT -> of(x -> x[0].less(0.1).not().select(x[0].sin(), x[0].exp()), PAIR);
            case TO_REAL -> of(x -> x[0].less(0.2).toReal().times(x[0].square()), PAIR);
            case LESS -> of(x -> x[0].less(x[1]).select(x[0].sin(), x[1].exp()), PAIR, PAIR);
            case LESS_OR_EQUAL -> of(x -> x[0].lessOrEqual(x[1]).select(x[0].sin(), x[1].exp()), PAIR, PAIR);
            case EQUAL ->
                of(
                        x -> x[0].trace()
                                .sampleInteger("n")
                                .equalTo(x[0].trace().sampleInteger("m"))
                                .select(x[0].sin(), x[0]),
                        PAIR);
            case AND -> of(x -> x[0].less(0.3).and(x[1].less(0.4)).select(x[0].sin(), x[1]), PAIR, PAIR);
            case OR -> of(x -> x[0].less(-0.3).or(x[1].less(-0.4)).select(x[0].sin(), x[1]), PAIR, PAIR);
            // the logarithm of a negative number is not selected
            case SELECT -> of(x -> x[0].less(0.1).select(x[1].sin(), x[0].log()), PAIR, PAIR);
        };
    }

    /// Two entries in one place, an empty row and an empty column, a shift, and a second operand.
    private static List<SparseMatrix> sparse() {
        return List.of(
                new SparseMatrix(6, 6, new int[] {0, 0, 1, 2, 0, 4}, new int[] {1, 1, 2, 3, 5, 0}, new double[] {
                    2, 1, 1, 1, -3, 0.5
                }),
                new SparseMatrix(6, 2, new int[] {4, 0}, new int[] {1, 0}, new double[] {-1, 0.25}));
    }

    private static void indexing(Map<String, Example> examples) {
        examples.put("Reshape", of(x -> x[0].reshape(3, 2), PAIR));
        examples.put("Transpose", of(x -> x[0].transpose(2, 0, 1), Shape.of(2, 3, 2)));
        examples.put("Slice", of(x -> x[0].slice(1, 1, 3).slice(0, 0, 1), PAIR));
        examples.put("Pad", one(new Operation.Pad(new int[] {1, 0}, Shape.of(4, 4)), PAIR));
        examples.put("Broadcast", one(new Operation.Broadcast(Shape.of(2, 4, 3), new int[] {0, 2}), PAIR));
        examples.put("Sum", of(x -> x[0].sum(0, 2), Shape.of(2, 3, 2)));
        examples.put("Concat", of(x -> Value.concat(1, x[0], x[1], x[0].square()), PAIR, Shape.of(2, 1)));
        examples.put("Gather", of(x -> x[0].gather(Shape.of(2, 2), new int[] {5, -1, 0, 5}), PAIR));
        examples.put("SparseProduct", one(new Operation.SparseProduct(sparse(), Shape.of(2, 3)), PAIR, Shape.of(2, 1)));
        examples.put("SegmentSum", of(x -> x[0].segmentSum(Shape.of(4), new int[] {3, -1, 0, 3, 3, 1}), PAIR));
    }
}
