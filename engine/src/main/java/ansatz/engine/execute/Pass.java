package ansatz.engine.execute;

import ansatz.engine.program.Function;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plans one pass over the samples: the per-sample values that its means and outputs need. Sums, reshapes and
/// concatenations at the very end are not computed: their parts go straight to their places ([Sink]).
final class Pass {
    /// An instruction that computes y (1 - x^2).
    private record Slope(int x, int y) {}

    private final Program program;
    private final List<String> inputs;
    private final boolean weighted;
    private final @Nullable View[] shared;
    private final @Nullable View[] tile;
    private final StepList list = new StepList(true);
    private final Lowering lowering = new Lowering(list);
    private final boolean[] wanted;
    private final int[] uses;
    private final List<List<Sink>> sinks = new ArrayList<>();
    private final boolean[] absorbed;
    private final Map<Integer, Slope> slopes = new HashMap<>();
    /// For contractions with the jets of a function of values without a Laplacian: these jets.
    private final Map<Integer, Integer> chains = new HashMap<>();
    private final List<Phase.Mean> means = new ArrayList<>();
    private final List<Buffer> sums = new ArrayList<>();
    private @Nullable View weight;

    Pass(
            Program program,
            List<String> inputs,
            boolean weighted,
            int[] level,
            boolean[] needed,
            @Nullable View[] shared,
            int p) {
        this.program = program;
        this.inputs = inputs;
        this.weighted = weighted;
        this.shared = shared;
        int n = program.instructions().size();
        this.tile = new View[n];
        this.wanted = new boolean[n];
        this.uses = new int[n];
        this.absorbed = new boolean[n];
        for (int i = 0; i < n; i++) {
            sinks.add(new ArrayList<>(0));
        }
        for (int k = 0; k < program.outputs().size(); k++) {
            int value = program.outputs().get(k).value();
            if (program.type(value).perSample() && level[value] == p) {
                sink(value, new Sink(false, k, View.of(new Buffer(Buffer.Place.SHARED, 0), extents(value))));
            }
        }
        for (int i = 0; i < n; i++) {
            Instruction instruction = program.instructions().get(i);
            if (needed[i] && instruction.operation() instanceof Operation.SampleMean && level[i] == p + 1) {
                int operand = instruction.operands().get(0);
                if (program.type(operand).perSample() && level[operand] == p) {
                    mean(i, operand);
                }
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            if (wanted[i]) {
                for (int k : program.instructions().get(i).operands()) {
                    uses[k]++;
                    wanted[k] |= program.type(k).perSample();
                }
            }
        }
    }

    private void mean(int i, int operand) {
        int size = program.type(i).shape().size();
        Buffer accumulator = new Buffer(Buffer.Place.SUMS, size);
        Buffer value = new Buffer(Buffer.Place.SHARED, size);
        sums.add(accumulator);
        means.add(new Phase.Mean(accumulator, value));
        shared[i] = View.of(value, extents(i));
        sink(operand, new Sink(true, -1, View.of(accumulator, extents(operand))));
    }

    private void sink(int value, Sink sink) {
        sinks.get(value).add(sink);
        uses[value]++;
        wanted[value] = true;
    }

    /// The buffers of the shared values that the means of this pass become.
    List<Buffer> meanValues() {
        return means.stream().map(Phase.Mean::value).toList();
    }

    private int[] extents(int i) {
        return program.type(i).shape().extents();
    }

    Phase phase(Step[] sharedSteps) {
        for (int i = program.instructions().size() - 1; i >= 0; i--) {
            if (wanted[i] && uses[i] == 1 && sinks.get(i).size() == 1) {
                passOn(i, sinks.get(i).get(0));
            }
        }
        for (int i = 0; i < program.instructions().size(); i++) {
            absorbTanhSlope(i);
            absorbAffineChain(i);
        }
        for (int i = 0; i < program.instructions().size(); i++) {
            if (wanted[i] && !absorbed[i]) {
                compute(i);
            }
        }
        int sumsElements = Arena.line(sums, 0);
        Grouping grouping = new Grouping(list);
        Group[] groups = grouping.groups();
        return new Phase(sharedSteps, groups, grouping.elements(), sumsElements, means, work());
    }

    /// If the value need not exist because its parts can go to its place one by one, passes the sink on to them.
    private void passOn(int i, Sink sink) {
        Instruction instruction = program.instructions().get(i);
        List<Integer> operands = instruction.operands();
        int first = operands.isEmpty() ? -1 : operands.get(0);
        View target = sink.target();
        switch (instruction.operation()) {
            case Operation.Reshape ignored -> hand(i, first, sink, target.reshape(extents(first)));
            case Operation.Transpose t -> hand(i, first, sink, target.transpose(Contractions.inverse(t.permutation())));
            case Operation.Concat c -> {
                if (operands.stream().allMatch(k -> program.type(k).perSample())) {
                    int[] start = new int[target.extents().length];
                    for (int k : operands) {
                        hand(i, k, sink, target.slice(start, extents(k)));
                        start[c.axis()] += extents(k)[c.axis()];
                    }
                }
            }
            case Operation.Elementwise e -> {
                boolean perSample =
                        operands.stream().allMatch(k -> program.type(k).perSample());
                if (sink.mean() && e.function() == Function.ADD && perSample) {
                    operands.forEach(k -> hand(i, k, sink, target));
                }
            }
            default -> {
                // every other operation is computed
            }
        }
    }

    /// Finds y (1 - x^2), which the derivative of tanh ends in: where nothing else needs the square and the
    /// difference, the three are one step.
    private void absorbTanhSlope(int i) {
        if (!wanted[i] || !computes(i, Function.MULTIPLY)) {
            return;
        }
        List<Integer> operands = program.instructions().get(i).operands();
        for (int k = 0; k < 2; k++) {
            int difference = operands.get(k);
            if (!onlyHere(difference, Function.SUBTRACT)) {
                continue;
            }
            int one = program.instructions().get(difference).operands().get(0);
            int square = program.instructions().get(difference).operands().get(1);
            if (isOne(one) && onlyHere(square, Function.SQUARE)) {
                int x = program.instructions().get(square).operands().get(0);
                absorbed[difference] = true;
                absorbed[square] = true;
                slopes.put(i, new Slope(x, operands.get(1 - k)));
                return;
            }
        }
    }

    /// Finds a shared value contracted with jets whose Jacobian is shared and which nothing else needs.
    private void absorbAffineChain(int i) {
        Instruction instruction = program.instructions().get(i);
        if (!wanted[i] || !(instruction.operation() instanceof Operation.Contract)) {
            return;
        }
        for (int k = 0; k < 2; k++) {
            int jets = instruction.operands().get(k);
            Instruction chain = program.instructions().get(jets);
            if (chain.operation() instanceof Operation.JetAffineChain
                    && uses[jets] == 1
                    && sinks.get(jets).isEmpty()
                    && program.type(jets).perSample()
                    && !program.type(instruction.operands().get(1 - k)).perSample()
                    && !program.type(chain.operands().get(3)).perSample()) {
                absorbed[jets] = true;
                chains.put(i, jets);
            }
        }
    }

    /// The contraction with jets as one step where it is a matrix product, as two steps otherwise.
    private View chained(Operation.Contract c, int i, int jets) {
        Instruction chain = program.instructions().get(jets);
        List<View> operands = chain.operands().stream().map(this::value).toList();
        int left = program.instructions().get(i).operands().get(0);
        boolean second = left != jets;
        View matrix =
                value(second ? left : program.instructions().get(i).operands().get(1));
        View product = JetAffineProductStep.plan(
                list,
                second ? c.left() : c.right(),
                matrix,
                second ? c.right() : c.left(),
                operands,
                c.result(),
                extents(i));
        if (product != null) {
            return product;
        }
        View view = lowering.lower(chain.operation(), operands, chain.type().shape());
        return lowering.contractions().contract(c, second ? matrix : view, second ? view : matrix);
    }

    private boolean computes(int i, Function function) {
        return program.instructions().get(i).operation() instanceof Operation.Elementwise e && e.function() == function;
    }

    private boolean onlyHere(int i, Function function) {
        return computes(i, function)
                && uses[i] == 1
                && sinks.get(i).isEmpty()
                && program.type(i).perSample();
    }

    private boolean isOne(int i) {
        Instruction instruction = program.instructions().get(i);
        return switch (instruction.operation()) {
            case Operation.Constant c -> c.isUniform() && c.values()[0] == 1;
            case Operation.Broadcast ignored -> isOne(instruction.operands().get(0));
            default -> false;
        };
    }

    private void hand(int from, int to, Sink sink, View target) {
        absorbed[from] = true;
        // the use by the absorbed instruction becomes the use by the sink
        sinks.get(to).add(sink.with(target));
    }

    private void compute(int i) {
        Instruction instruction = program.instructions().get(i);
        if (uses[i] == 1
                && sinks.get(i).size() == 1
                && endsAsOuter(instruction, sinks.get(i).get(0))) {
            return;
        }
        Slope slope = slopes.get(i);
        View biased = biased(i);
        View view = switch (instruction.operation()) {
            case Operation ignored when biased != null -> biased;
            case Operation ignored when slope != null -> lowering.tanhSlope(value(slope.x), value(slope.y), extents(i));
            case Operation.Contract c when chains.containsKey(i) -> chained(c, i, chains.get(i));
            case Operation.SampleInput s -> load(inputs.indexOf(s.name()), extents(i));
            case Operation operation ->
                lowering.lower(
                        operation,
                        instruction.operands().stream().map(this::value).toList(),
                        instruction.type().shape());
        };
        tile[i] = view;
        for (Sink sink : sinks.get(i)) {
            end(view, sink);
        }
    }

    /// The sum of a contraction that nothing else needs and a shared value, where one step gives it.
    private @Nullable View biased(int i) {
        if (!computes(i, Function.ADD)) {
            return null;
        }
        List<Integer> operands = program.instructions().get(i).operands();
        for (int k = 0; k < 2; k++) {
            int product = operands.get(k);
            int bias = operands.get(1 - k);
            if (program.instructions().get(product).operation() instanceof Operation.Contract
                    && uses[product] == 1
                    && sinks.get(product).isEmpty()
                    && program.type(product).perSample()
                    && !program.type(bias).perSample()) {
                return lowering.biased(value(product), value(bias));
            }
        }
        return null;
    }

    private View load(int input, int[] extents) {
        View view = View.of(list.buffer(View.size(extents)), extents);
        if (view.size() > 0) {
            list.add(new LoadStep(input, Operand.whole(view.buffer())));
        }
        return view;
    }

    /// Ends a contraction as a matrix product into the accumulators, or as rows written straight to the output.
    private boolean endsAsOuter(Instruction instruction, Sink sink) {
        if (!(instruction.operation() instanceof Operation.Contract c)) {
            return false;
        }
        int left = instruction.operands().get(0);
        int right = instruction.operands().get(1);
        if (!program.type(left).perSample() || !program.type(right).perSample()) {
            return false;
        }
        View a = value(left);
        View b = value(right);
        if (!sink.mean()) {
            return OuterStoreStep.plan(list, c, a, b, sink);
        }
        if (!Contractions.isOuter(c) || !a.affine() || !b.affine()) {
            return false;
        }
        if (weighted) {
            boolean smaller = a.size() <= b.size();
            a = smaller ? weigh(a) : a;
            b = smaller ? b : weigh(b);
        }
        return lowering.contractions().outerMean(c, a, b, sink.target());
    }

    private View weigh(View x) {
        return lowering.elementwise(
                Function.MULTIPLY, List.of(x, weight().broadcast(x.extents(), new int[0])), x.extents());
    }

    private View weight() {
        View w = weight;
        if (w == null) {
            w = load(inputs.size(), new int[0]);
            weight = w;
        }
        return w;
    }

    private void end(View given, Sink sink) {
        View view = list.scalar(given) ? list.materialise(given) : given;
        if (view.size() == 0) {
            return;
        }
        View target = sink.target();
        Operand source = Operand.whole(view.buffer());
        if (sink.mean()) {
            Operand w = weighted ? Operand.whole(weight().buffer()) : null;
            list.add(new MeanStep(source, view.positions(), Operand.whole(target.buffer()), target.positions(), w));
        } else if (target.contiguous()) {
            list.add(new StoreStep(sink.output(), source, view.positions(), target.offset(), null));
        } else {
            list.add(new StoreStep(sink.output(), source, view.positions(), 0, target.positions()));
        }
    }

    private View value(int i) {
        View view = program.type(i).perSample() ? tile[i] : shared[i];
        if (view == null) {
            throw new IllegalStateException("value %" + i + " is used before it is planned");
        }
        return view;
    }

    /// Elements written, contractions counted with their inner extent: a rough count of operations a sample.
    private double work() {
        return 1 + work(list.steps);
    }

    private static double work(List<Step> steps) {
        double work = 0;
        for (Step step : steps) {
            work += work(step);
        }
        return work;
    }

    private static double work(Step step) {
        return switch (step) {
            case ProductStep s -> 0.2 * s.work();
            case JetAffineProductStep s -> 0.2 * s.work();
            case LaneProductStep s -> 0.5 * s.work();
            case OuterMeanStep s -> 0.2 * s.runs() * s.kA().length * s.rows() * s.columns() * s.inner();
            case OuterStoreStep s -> s.elements();
            case StoreStep s -> s.positions().length;
            case ElementwiseStep s -> 3 * elements(s.loops());
            case TanhSlopeStep s -> 3 * elements(s.loops());
            case ScanStep s -> s.length() * work(s.body());
            default -> {
                double elements = 0;
                for (Operand operand : step.writes()) {
                    elements += operand.buffer.elements;
                }
                yield elements;
            }
        };
    }

    private static double elements(Loops loops) {
        return (double) loops.outer * loops.runs * loops.count * loops.length;
    }
}
