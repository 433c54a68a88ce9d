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
import java.util.List;
import java.util.Random;

/// Builds random programs: a pool of values, to which operations on random members are added. Arguments are bent
/// into the domain of a function, and values kept of order one, so that numbers can be compared.
final class RandomProgram {
    private final Random random;
    private final Trace trace = new Trace();
    private final List<Value> pool = new ArrayList<>();

    private RandomProgram(long seed) {
        random = new Random(seed);
    }

    /// A program of the given seed that contains the given word of the [Vocabulary]. It has a per-sample input `x`,
    /// on which the last output depends.
    ///
    /// @param words the words from which the rest is drawn
    static Program of(long seed, String word, List<String> words) {
        RandomProgram maker = new RandomProgram(seed);
        Trace trace = maker.trace;
        Value x = trace.sample("x", 3);
        maker.pool.add(x);
        maker.pool.add(x.tanh());
        maker.pool.add(trace.sample("v", 2, 2));
        maker.pool.add(trace.parameter("a.W", Initial.zeros(), 2, 3));
        maker.pool.add(trace.parameter("b", Initial.zeros()));
        maker.pool.add(trace.shared("s", 2));
        int before = maker.random.nextInt(3);
        int after = 1 + maker.random.nextInt(4);
        for (int i = 0; i < before + 1 + after; i++) {
            Value y = maker.step(i == before ? word : words.get(maker.random.nextInt(words.size())));
            maker.pool.add(maker.tame(y));
        }
        Value last = maker.pool.get(maker.pool.size() - 1);
        Value y = maker.fit(maker.pool.get(maker.pool.size() - 2), last.shape())
                .times(maker.fit(x.sin(), last.shape()))
                .plus(last);
        trace.output("z", maker.pick());
        return trace.output("y", y).program();
    }

    /// A member of the pool, the later the likelier.
    private Value pick() {
        int n = pool.size();
        return pool.get(Math.max(random.nextInt(n), random.nextInt(n)));
    }

    private Value pick(Shape shape) {
        return fit(pick(), shape);
    }

    /// A value in another shape.
    private Value fit(Value x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x;
        }
        if (x.shape().size() == shape.size()) {
            return x.reshape(shape);
        }
        if (x.shape().size() == 0 || random.nextInt(3) == 0) {
            return x.sum().tanh().broadcastTo(shape);
        }
        int[] index = new int[shape.size()];
        for (int i = 0; i < index.length; i++) {
            index[i] = random.nextInt(5) == 0 ? -1 : random.nextInt(x.shape().size());
        }
        return x.gather(shape, index);
    }

    /// A value of order one; often the value itself, so that operations meet each other directly.
    private Value tame(Value x) {
        return switch (random.nextInt(6)) {
            case 0 -> x.tanh();
            case 1 -> x.times(0.5).sin();
            case 2 -> x.times(0.5);
            default -> x;
        };
    }

    private Value positive(Value x) {
        return x.square().plus(0.5);
    }

    private Value regular(Value x) {
        return x.tanh().plus(trace.constant(Shape.of(2, 2), new double[] {3, 0, 0, 3}));
    }

    private Shape shape() {
        return switch (random.nextInt(5)) {
            case 0 -> Shape.of();
            case 1 -> Shape.of(3);
            case 2 -> Shape.of(2, 3);
            case 3 -> Shape.of(2, 1, 2);
            default -> Shape.of(1 + random.nextInt(3), 2);
        };
    }

    /// A new real value that needs the given word.
    private Value step(String word) {
        for (Function f : Function.values()) {
            if (f.name().equals(word)) {
                return elementwise(f);
            }
        }
        Value x = pick();
        return switch (word) {
            case "Parameter" -> pick(Shape.of(2)).times(trace.parameter("c.d", Initial.zeros(), 2));
            case "SharedInput" -> x.times(trace.shared("temperature"));
            case "SampleInput" -> pick(Shape.of(2)).plus(trace.sample("field", 2));
            case "Constant" -> pick(Shape.of(3)).times(trace.constant(Shape.of(3), new double[] {0.5, -1, 2}));
            case "Reshape" -> pick(Shape.of(2, 3)).square().reshape(3, 2);
            case "Transpose" -> pick(Shape.of(2, 1, 3)).transpose(2, 0, 1).sin();
            case "Slice" -> pick(Shape.of(3, 2)).cos().slice(0, 1 + random.nextInt(2), 3);
            case "Pad" ->
                trace.emit(new Operation.Pad(new int[] {random.nextInt(2), 0}, Shape.of(3, 3)), pick(Shape.of(2, 3)));
            case "Broadcast" ->
                trace.emit(
                        new Operation.Broadcast(Shape.of(2, 3), new int[] {1}),
                        pick(Shape.of(3)).sin());
            case "Sum" ->
                random.nextBoolean()
                        ? pick(Shape.of(2, 3)).square().sum(0)
                        : pick(Shape.of(2, 2, 2)).sin().sum(0, 2);
            case "Concat" ->
                Value.concat(1, pick(Shape.of(2, 1)), pick(Shape.of(2, 2)).sin(), pick(Shape.of(2, 1)));
            case "Gather" ->
                random.nextBoolean()
                        ? pick(Shape.of(2, 2)).gather(Shape.of(3), new int[] {3, -1, random.nextInt(4)})
                        : convolution();
            case "SegmentSum" -> pick(Shape.of(2, 2)).segmentSum(Shape.of(2), new int[] {1, -1, random.nextInt(2), 1});
            case "SparseProduct" -> sparse();
            case "Contract" -> contract();
            case "Max" -> pick(Shape.of(2, 3)).max(random.nextInt(2));
            case "Inverse" -> regular(pick(Shape.of(2, 2))).inverse();
            case "LogAbsDeterminant" -> regular(pick(Shape.of(2, 2, 2))).logAbsDeterminant();
            case "SignDeterminant" ->
                regular(pick(Shape.of(2, 2))).signDeterminant().times(pick(Shape.of()));
            case "DeterminantPhase" ->
                regular(pick(Shape.of(2, 2)))
                        .determinantPhase(pick(Shape.of(2, 2)).sin());
            case "SignPfaffian" -> {
                Value a = pick(Shape.of(2, 2)).tanh();
                Value turned = a.minus(a.transpose()).plus(trace.constant(Shape.of(2, 2), new double[] {0, 3, -3, 0}));
                yield turned.signPfaffian().times(pick(Shape.of()));
            }
            case "LogSumExp" -> pick(Shape.of(3, 2)).logSumExp(random.nextInt(2));
            case "Softmax" -> pick(Shape.of(2, 3)).softmax();
            case "JetChain" -> jet(new Operation.JetChain(), 3, 1, 4);
            case "JetAffineChain" -> jet(new Operation.JetAffineChain(), 3, 1, 2);
            case "JetLogAbsDeterminant" ->
                trace.emit(
                        new Operation.JetLogAbsDeterminant(),
                        regular(pick(Shape.of(2, 2))),
                        Value.stack(
                                2,
                                pick(Shape.of(2, 2)),
                                pick(Shape.of(2, 2)).sin(),
                                pick(Shape.of(2, 2)),
                                pick(Shape.of(2, 2))));
            case "JetProduct" -> jet(new Operation.JetProduct(), 2, 2, 4);
            case "Scan" -> scan();
            case "SampleMean" -> {
                if (random.nextBoolean() && x.type().perSample()) {
                    yield x.sampleMean();
                }
                Value z = x.plus(fit(pool.get(0), x.shape()));
                yield z.minus(z.square().sampleMean()).plus(z.sin().sampleMean());
            }
            case "StopGradient" -> x.sin().stopGradient().times(x);
            default -> throw new IllegalStateException("random programs do not know " + word + ": add a line for it");
        };
    }

    private Value sparse() {
        SparseMatrix a = new SparseMatrix(
                4, 4, new int[] {0, 1, 3, 3}, new int[] {random.nextInt(4), 1, 2, 3}, new double[] {2, 1, 1, -0.5});
        SparseMatrix b =
                new SparseMatrix(4, 3, new int[] {3, 0}, new int[] {random.nextInt(3), 0}, new double[] {1, 1});
        return random.nextBoolean()
                ? trace.emit(new Operation.SparseProduct(List.of(a), Shape.of(4)), pick(Shape.of(2, 2)))
                : trace.emit(
                        new Operation.SparseProduct(List.of(a, b), Shape.of(2, 2)),
                        pick(Shape.of(4)),
                        pick(Shape.of(3)));
    }

    private Value convolution() {
        Padding padding = random.nextBoolean() ? Padding.PERIODIC : Padding.ZERO;
        int window = 1 + random.nextInt(3);
        return random.nextBoolean()
                ? pick(Shape.of(3, 2)).convolve(pick(Shape.of(2, window, 2)), padding, 1 + random.nextInt(2))
                : pick(Shape.of(2, 3, 1)).convolve(pick(Shape.of(1, 2, window, 1)), padding);
    }

    private Value contract() {
        return switch (random.nextInt(6)) {
            case 0 -> pick(Shape.of(2, 3)).contract(pick(Shape.of(3, 2)), "ij", "jk", "ki");
            case 1 -> pick(Shape.of(2, 3)).contract(pick(Shape.of(2, 3)), "ij", "ij", random.nextBoolean() ? "i" : "");
            case 2 -> pick(Shape.of(2, 1, 2)).contract(pick(Shape.of(2, 2)), "bij", "jb", "bi");
            case 3 -> pick(Shape.of(2)).contract(pick(Shape.of(3)), "i", "j", "ji");
            case 4 -> pick(Shape.of()).contract(pick(Shape.of(2, 3)), "", "ij", "ji");
            default ->
                pick(Shape.of(2, 3))
                        .dot(pick(Shape.of(3)).broadcastTo(Shape.of(2, 3)).transpose());
        };
    }

    private Value scan() {
        Value first = pick(Shape.of(2));
        Value x = pick(Shape.of(1 + random.nextInt(3), 2));
        return switch (random.nextInt(4)) {
            // a step that does not depend on its state, one that is the same each time, one with a scan inside
            case 0 -> first.scan(List.of(x), List.of(), (h, t, c) -> t.get(0).sin());
            case 1 ->
                first.scan(
                        List.of(x),
                        List.of(pick(Shape.of(2, 2))),
                        (h, t, c) -> c.get(0).dot(h).sin());
            case 2 ->
                first.scan(
                        List.of(x),
                        List.of(pick(Shape.of(2, 2))),
                        (h, t, c) -> h.times(0.5)
                                .scan(
                                        List.of(c.get(0)),
                                        List.of(t.get(0)),
                                        (g, u, d) ->
                                                g.plus(u.get(0)).times(d.get(0)).tanh())
                                .get(1));
            default ->
                first.scan(
                        List.of(x, x.cos()),
                        List.of(pick(Shape.of(2, 2))),
                        (h, t, c) ->
                                c.get(0).dot(h).times(t.get(1)).plus(t.get(0)).tanh());
        };
    }

    private Value jet(Operation operation, int values, int jets, int length) {
        Value[] x = new Value[values + jets];
        for (int i = 0; i < x.length; i++) {
            x[i] = pick(i < values ? Shape.of(2) : Shape.of(2, length));
        }
        return trace.emit(operation, x);
    }

    private Value elementwise(Function f) {
        Shape shape = shape();
        Value x = pick(shape);
        Value y = pick(shape);
        return switch (f) {
            case NEGATE, ABS, SQUARE, SIN, COS, TANH, SIGMOID, SOFTPLUS, LOG_COSH, ERF -> x.apply(f);
            case EXP, EXPM1 -> x.tanh().apply(f);
            case SIGN -> x.sign().times(y);
            case RECIPROCAL, SQRT, LOG, LOG1P -> positive(x).apply(f);
            case NOT -> x.less(y).not().select(x.sin(), y.exp());
            case TO_REAL -> x.less(0.1).toReal().times(y);
            case ADD -> x.plus(y);
            case SUBTRACT -> x.minus(y);
            case MULTIPLY -> x.times(y);
            case DIVIDE -> x.over(positive(y));
            case POWER -> random.nextBoolean() ? positive(x).power(y.tanh()) : x.power(random.nextInt(4));
            case MAXIMUM -> x.maximum(y.sin());
            case MINIMUM -> x.minimum(y.sin());
            case ATAN2 -> x.atan2(positive(y));
            case LESS -> x.less(y).select(y, x.sin());
            case LESS_OR_EQUAL -> x.lessOrEqual(y.sin()).select(y, x.cos());
            case EQUAL ->
                trace.sampleInteger("n").equalTo(trace.sampleInteger("m")).select(x.sin(), y);
            case AND -> x.less(0.5).and(y.less(0.3)).select(x, y.sin());
            case OR -> x.less(-0.5).or(y.less(-0.3)).select(x, y.sin());
            case SELECT -> x.less(0.1).select(y, x.exp().sin());
        };
    }
}
