package ansatz.engine.program;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Type.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Infers the type of an operation's value from the types of its operands, and verifies whole programs. It runs
/// after every transformation.
public final class TypeCheck {
    private TypeCheck() {}

    /// The type of the value that `operation` yields on operands of the given types.
    ///
    /// @throws ShapeException if the operation does not take such operands
    public static Type infer(Operation operation, List<Type> operands) {
        return new Inference(operation, operands).infer();
    }

    /// Verifies that every instruction takes only earlier values, that its type is the inferred one, that
    /// parameters with the same name are the same slice, that slices do not overlap, and that outputs exist and
    /// have unique names.
    ///
    /// @throws IllegalStateException naming the first instruction that is wrong: a transformation is at fault, not
    /// the user
    public static void verify(List<Instruction> instructions, List<Output> outputs) {
        Map<String, Operation.Parameter> parameters = new HashMap<>();
        BitSet taken = new BitSet();
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            List<Type> types = new ArrayList<>();
            for (int operand : instruction.operands()) {
                if (operand < 0 || operand >= i) {
                    throw new IllegalStateException("instruction %" + i + " " + instruction.operation() + " takes %"
                            + operand + ", which does not come before it");
                }
                types.add(instructions.get(operand).type());
            }
            if (instruction.operation() instanceof Operation.Parameter p) {
                verifySlice(p, parameters, taken);
            }
            Type inferred = infer(instruction.operation(), types);
            if (!inferred.equals(instruction.type())) {
                throw new IllegalStateException("instruction %" + i + " " + instruction.operation() + " says "
                        + instruction.type() + " but its operands give " + inferred);
            }
        }
        Set<String> names = new HashSet<>();
        for (Output output : outputs) {
            if (output.value() < 0 || output.value() >= instructions.size()) {
                throw new IllegalStateException(
                        "output " + output.name() + " names %" + output.value() + ", which does not exist");
            }
            if (!names.add(output.name())) {
                throw new IllegalStateException("two outputs are named " + output.name());
            }
        }
    }

    private static void verifySlice(Operation.Parameter p, Map<String, Operation.Parameter> parameters, BitSet taken) {
        Operation.Parameter known = parameters.putIfAbsent(p.name(), p);
        if (known != null && !known.equals(p)) {
            throw new IllegalStateException("parameter " + p.name() + " is two things: " + known + " and " + p);
        }
        int end = p.offset() + p.shape().size();
        if (known == null) {
            if (p.offset() < 0 || taken.get(p.offset(), end).cardinality() > 0) {
                throw new IllegalStateException(
                        "parameter " + p.name() + " overlaps another at " + p.offset() + " to " + end);
            }
            taken.set(p.offset(), end);
        }
    }

    private record Inference(Operation operation, List<Type> operands) {

        Type infer() {
            return switch (operation) {
                case Operation.Parameter p -> count(0, Type.shared(p.shape()));
                case Operation.SharedInput s -> count(0, new Type(s.kind(), s.shape(), false));
                case Operation.SampleInput s -> count(0, new Type(s.kind(), s.shape(), true));
                case Operation.Constant c -> count(0, new Type(c.kind(), c.shape(), false));
                case Operation.Elementwise e -> elementwise(e.function());
                case Operation.Reshape r -> {
                    Type x = only();
                    if (r.shape().size() != x.shape().size()) {
                        throw wrong("wants a shape of " + x.shape().size() + " elements");
                    }
                    yield with(x, r.shape());
                }
                case Operation.Transpose t -> transpose(only(), t.permutation());
                case Operation.Slice s -> {
                    Type x = only();
                    box(x.shape(), s.start(), s.shape());
                    yield with(x, s.shape());
                }
                case Operation.Pad p -> {
                    Type x = only();
                    box(p.shape(), p.start(), x.shape());
                    yield with(x, p.shape());
                }
                case Operation.Broadcast b -> broadcast(only(), b);
                case Operation.Sum s -> reduced(s.axes());
                case Operation.Concat c -> concat(c.axis());
                case Operation.Gather g -> {
                    Type x = only();
                    indices(g.index(), x.shape().size());
                    yield with(x, g.shape());
                }
                case Operation.SegmentSum s -> {
                    Type x = only();
                    if (s.index().length != x.shape().size()) {
                        throw wrong("wants an index for each of the "
                                + x.shape().size() + " elements, got " + s.index().length);
                    }
                    indices(s.index(), s.shape().size());
                    yield with(x, s.shape());
                }
                case Operation.SparseProduct p -> sparse(p);
                case Operation.Contract c -> contract(c);
                case Operation.Max m -> reduced(m.axes());
                case Operation.Inverse ignored -> square(only(), 0);
                case Operation.LogAbsDeterminant ignored -> square(only(), 2);
                case Operation.SignDeterminant ignored -> square(only(), 2);
                case Operation.SignPfaffian ignored -> {
                    Type x = square(only(), 2);
                    if (only().shape().extent(only().shape().rank() - 1) % 2 != 0) {
                        throw wrong("wants matrices of even order");
                    }
                    yield x;
                }
                case Operation.DeterminantPhase ignored -> {
                    same(2);
                    yield with(square(operands.get(0), 2), perSample());
                }
                case Operation.LogSumExp l -> reduced(l.axes());
                case Operation.Softmax ignored -> {
                    Type x = real(only());
                    if (x.shape().rank() == 0) {
                        throw wrong("wants at least one axis");
                    }
                    yield x;
                }
                case Operation.JetChain ignored -> jet(3, 1, 0);
                case Operation.JetAffineChain ignored -> jet(3, 1, 2);
                case Operation.JetProduct ignored -> jet(2, 2, 0);
                case Operation.JetLogAbsDeterminant ignored -> {
                    Type jet = jet(1, 1, 0);
                    Shape batch = square(operands.get(0), 2).shape();
                    yield with(jet, batch.append(jet.shape().extent(jet.shape().rank() - 1)));
                }
                case Operation.Scan s -> scan(s);
                case Operation.SampleMean ignored ->
                    new Type(Kind.REAL, real(only()).shape(), false);
                case Operation.StopGradient ignored -> only();
            };
        }

        private Type elementwise(Function f) {
            List<Kind> kinds = operands.stream().map(Type::kind).toList();
            Type first = sameShape(f.arity());
            Kind kind = switch (f) {
                case NOT, AND, OR -> kinds.stream().allMatch(Kind.BOOLEAN::equals) ? Kind.BOOLEAN : bad("booleans");
                case TO_REAL -> Kind.REAL;
                case LESS, LESS_OR_EQUAL, EQUAL ->
                    kinds.stream().noneMatch(Kind.BOOLEAN::equals) ? Kind.BOOLEAN : bad("numbers");
                case SELECT ->
                    kinds.get(0) == Kind.BOOLEAN && kinds.get(1) == kinds.get(2)
                            ? kinds.get(1)
                            : bad("a boolean and two values of one kind");
                case ADD, SUBTRACT, MULTIPLY, MAXIMUM, MINIMUM, NEGATE, ABS, SIGN, SQUARE -> {
                    if (kinds.stream().allMatch(Kind.REAL::equals)) {
                        yield Kind.REAL;
                    }
                    yield kinds.stream().allMatch(Kind.INTEGER::equals)
                            ? Kind.INTEGER
                            : bad("values of one numeric kind");
                }
                case RECIPROCAL,
                        SQRT,
                        EXP,
                        EXPM1,
                        LOG,
                        LOG1P,
                        SIN,
                        COS,
                        TANH,
                        SIGMOID,
                        SOFTPLUS,
                        LOG_COSH,
                        ERF,
                        DIVIDE,
                        POWER,
                        ATAN2 -> kinds.stream().allMatch(Kind.REAL::equals) ? Kind.REAL : bad("real values");
            };
            return new Type(kind, first.shape(), perSample());
        }

        private Kind bad(String legal) {
            throw wrong("wants " + legal);
        }

        private Type transpose(Type x, int[] permutation) {
            int rank = x.shape().rank();
            boolean[] seen = new boolean[rank];
            if (permutation.length != rank) {
                throw wrong("wants a permutation of " + rank + " axes");
            }
            int[] extents = new int[rank];
            for (int i = 0; i < rank; i++) {
                int axis = permutation[i];
                if (axis < 0 || axis >= rank || seen[axis]) {
                    throw wrong("wants a permutation of " + rank + " axes");
                }
                seen[axis] = true;
                extents[i] = x.shape().extent(axis);
            }
            return with(x, Shape.of(extents));
        }

        private Type broadcast(Type x, Operation.Broadcast b) {
            int[] axes = b.axes();
            if (axes.length != x.shape().rank()) {
                throw wrong("wants one axis of the result for each of the operand's "
                        + x.shape().rank());
            }
            checkAxes(axes, b.shape().rank());
            for (int i = 0; i < axes.length; i++) {
                if (b.shape().extent(axes[i]) != x.shape().extent(i)) {
                    throw wrong("axis " + i + " of extent " + x.shape().extent(i) + " cannot become axis " + axes[i]
                            + " of extent " + b.shape().extent(axes[i]));
                }
            }
            return with(x, b.shape());
        }

        private Type reduced(int[] axes) {
            Type x = real(only());
            int rank = x.shape().rank();
            checkAxes(axes, rank);
            int[] extents = new int[rank - axes.length];
            int n = 0;
            int next = 0;
            for (int i = 0; i < rank; i++) {
                if (next < axes.length && axes[next] == i) {
                    next++;
                } else {
                    extents[n++] = x.shape().extent(i);
                }
            }
            return with(x, Shape.of(extents));
        }

        private Type concat(int axis) {
            if (operands.isEmpty()) {
                throw wrong("wants at least one operand");
            }
            Type first = operands.get(0);
            int rank = first.shape().rank();
            if (axis < 0 || axis >= rank) {
                throw wrong("wants an axis from 0 to " + (rank - 1));
            }
            int total = 0;
            for (Type type : operands) {
                if (type.kind() != first.kind() || type.shape().rank() != rank) {
                    throw wrong("wants operands of one kind and rank");
                }
                for (int i = 0; i < rank; i++) {
                    if (i != axis && type.shape().extent(i) != first.shape().extent(i)) {
                        throw wrong("wants operands that agree in every axis but " + axis);
                    }
                }
                total += type.shape().extent(axis);
            }
            int[] extents = new int[rank];
            for (int i = 0; i < rank; i++) {
                extents[i] = i == axis ? total : first.shape().extent(i);
            }
            return new Type(first.kind(), Shape.of(extents), perSample());
        }

        private Type sparse(Operation.SparseProduct p) {
            if (operands.isEmpty() || operands.size() != p.matrices().size()) {
                throw wrong("wants a matrix for each of its operands");
            }
            for (int i = 0; i < operands.size(); i++) {
                SparseMatrix matrix = p.matrices().get(i);
                int elements = real(operands.get(i)).shape().size();
                if (matrix.columns() != elements || matrix.rows() != p.shape().size()) {
                    throw wrong("wants " + p.shape().size() + " rows and " + elements + " columns, got " + matrix);
                }
            }
            return new Type(Kind.REAL, p.shape(), perSample());
        }

        private Type contract(Operation.Contract c) {
            if (operands.size() != 2) {
                throw wrong("wants two operands");
            }
            Shape a = real(operands.get(0)).shape();
            Shape b = real(operands.get(1)).shape();
            if (a.rank() != c.left().length() || b.rank() != c.right().length()) {
                throw wrong("wants operands of rank " + c.left().length() + " and "
                        + c.right().length());
            }
            for (int i = 0; i < a.rank(); i++) {
                int j = c.right().indexOf(c.left().charAt(i));
                if (j >= 0 && a.extent(i) != b.extent(j)) {
                    throw wrong("axis '" + c.left().charAt(i) + "' has extent " + a.extent(i) + " on the left and "
                            + b.extent(j) + " on the right");
                }
            }
            int[] extents = new int[c.result().length()];
            for (int i = 0; i < extents.length; i++) {
                int j = c.left().indexOf(c.result().charAt(i));
                extents[i] = j >= 0
                        ? a.extent(j)
                        : b.extent(c.right().indexOf(c.result().charAt(i)));
            }
            return new Type(Kind.REAL, Shape.of(extents), perSample());
        }

        /// `values` operands of shape s, then `jets` operands of one shape [s, R]; the result is [s, R +
        /// more].
        private Type jet(int values, int jets, int more) {
            if (operands.size() != values + jets) {
                throw wrong("wants " + values + " values and " + jets + " jets");
            }
            operands.forEach(this::real);
            Shape jet = operands.get(values).shape();
            if (jet.rank() == 0 || jet.extent(jet.rank() - 1) + more < 2) {
                throw wrong("wants jets, whose last axis holds the value, the rows and the Laplacian");
            }
            Shape value = Shape.of(Arrays.copyOf(jet.extents(), jet.rank() - 1));
            for (int i = 0; i < operands.size(); i++) {
                if (!operands.get(i).shape().equals(i < values ? value : jet)) {
                    throw wrong("wants values of shape " + value + ", then jets of shape " + jet);
                }
            }
            return new Type(Kind.REAL, value.append(jet.extent(jet.rank() - 1) + more), perSample());
        }

        private Type scan(Operation.Scan s) {
            if (operands.size() < 1 + s.sequences()) {
                throw wrong("wants a first state and " + s.sequences() + " sequences");
            }
            Type state = with(real(operands.get(0)), perSample());
            Map<String, Type> given = new HashMap<>();
            given.put(Operation.Scan.STATE, state);
            for (int i = 1; i < operands.size(); i++) {
                Type x = operands.get(i);
                if (i > s.sequences()) {
                    given.put(Operation.Scan.constant(i - 1 - s.sequences()), x);
                    continue;
                }
                int[] extents = x.shape().extents();
                if (extents.length == 0 || extents[0] != s.length()) {
                    throw wrong("wants sequences with a first axis of extent " + s.length());
                }
                given.put(
                        Operation.Scan.sequence(i - 1),
                        with(x, Shape.of(Arrays.copyOfRange(extents, 1, extents.length))));
            }
            s.body().inputs().forEach((name, type) -> {
                Type found = given.get(name);
                boolean fits = found != null
                        && found.kind() == type.kind()
                        && found.shape().equals(type.shape())
                        && (type.perSample() || !found.perSample() || name.equals(Operation.Scan.STATE));
                if (!fits) {
                    throw wrong("its body wants " + name + " : " + type + ", found " + found);
                }
            });
            if (s.body().outputs().size() != 1) {
                throw wrong("wants a body with one output");
            }
            Type next = s.body().type(s.body().outputs().get(0).value());
            if (next.kind() != Kind.REAL || !next.shape().equals(state.shape())) {
                throw wrong("its body makes " + next + " of a state " + state);
            }
            for (Instruction instruction : s.body().instructions()) {
                Operation inner = instruction.operation();
                boolean input = inner instanceof Operation.SampleInput || inner instanceof Operation.SharedInput;
                if (inner instanceof Operation.SampleMean || inner instanceof Operation.Source && !input) {
                    throw wrong("its body holds " + inner + ", which has to be an operand");
                }
            }
            int[] extents = state.shape().extents();
            int[] all = new int[extents.length + 1];
            all[0] = s.length();
            System.arraycopy(extents, 0, all, 1, extents.length);
            return with(state, Shape.of(all));
        }

        private Type square(Type x, int drop) {
            real(x);
            int rank = x.shape().rank();
            if (rank < 2 || x.shape().extent(rank - 1) != x.shape().extent(rank - 2)) {
                throw wrong("wants square matrices in the last two axes");
            }
            int[] extents = new int[rank - drop];
            for (int i = 0; i < extents.length; i++) {
                extents[i] = x.shape().extent(i);
            }
            return with(x, Shape.of(extents));
        }

        private void box(Shape outer, int[] start, Shape inner) {
            if (start.length != outer.rank() || inner.rank() != outer.rank()) {
                throw wrong("wants a box of rank " + outer.rank());
            }
            for (int i = 0; i < start.length; i++) {
                if (start[i] < 0 || start[i] + inner.extent(i) > outer.extent(i)) {
                    throw wrong("axis " + i + ": " + start[i] + " to " + (start[i] + inner.extent(i))
                            + " is outside 0 to " + outer.extent(i));
                }
            }
        }

        private void indices(int[] index, int size) {
            for (int i : index) {
                if (i < -1 || i >= size) {
                    throw wrong("index " + i + " is outside -1 to " + (size - 1));
                }
            }
        }

        private void checkAxes(int[] axes, int rank) {
            for (int i = 0; i < axes.length; i++) {
                if (axes[i] < 0 || axes[i] >= rank || i > 0 && axes[i] <= axes[i - 1]) {
                    throw wrong("wants strictly increasing axes from 0 to " + (rank - 1));
                }
            }
        }

        private Type only() {
            return count(1, operands.isEmpty() ? Type.shared(Shape.of()) : operands.get(0));
        }

        private Type count(int n, Type result) {
            if (operands.size() != n) {
                throw wrong("wants " + n + " operands");
            }
            return result;
        }

        private Type real(Type x) {
            if (x.kind() != Kind.REAL) {
                throw wrong("wants real values");
            }
            return x;
        }

        private Type same(int n) {
            operands.forEach(this::real);
            return sameShape(n);
        }

        private Type sameShape(int n) {
            if (operands.size() != n) {
                throw wrong("wants " + n + " operands");
            }
            for (Type type : operands) {
                if (!type.shape().equals(operands.get(0).shape())) {
                    throw wrong("wants operands of one shape");
                }
            }
            return operands.get(0);
        }

        private boolean perSample() {
            return operands.stream().anyMatch(Type::perSample);
        }

        private static Type with(Type x, Shape shape) {
            return new Type(x.kind(), shape, x.perSample());
        }

        private static Type with(Type x, boolean perSample) {
            return new Type(x.kind(), x.shape(), perSample);
        }

        private ShapeException wrong(String legal) {
            return new ShapeException(operation + " of " + operands + ": " + legal);
        }
    }
}
