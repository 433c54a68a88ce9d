package ansatz.engine.trace;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Function;
import ansatz.engine.program.Operation;
import ansatz.engine.program.ShapeException;
import ansatz.engine.program.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A symbolic value: what one sample's (or the shared) array at a place of a trace will be. Immutable; every method
/// records an operation and returns its value.
///
/// Elementwise methods broadcast as NumPy does: shapes are aligned at their last axes, and an axis that is absent
/// or of extent 1 is repeated. Every method throws a [ShapeException] with the operation, the shapes and the user's
/// line when the shapes do not fit.
///
/// @param trace the trace that it belongs to
/// @param place where it stands there
/// @param type  its type
public record Value(Trace trace, int place, Type type) {

    /// The shape of one sample's value.
    public Shape shape() {
        return type.shape();
    }

    // ------------------------------------------------------------------ arithmetic, element by element

    public Value plus(Value other) {
        return binary(Function.ADD, other);
    }

    public Value plus(double other) {
        return plus(number(other));
    }

    public Value minus(Value other) {
        return binary(Function.SUBTRACT, other);
    }

    public Value minus(double other) {
        return minus(number(other));
    }

    public Value times(Value other) {
        return binary(Function.MULTIPLY, other);
    }

    public Value times(double other) {
        return times(number(other));
    }

    public Value over(Value other) {
        return binary(Function.DIVIDE, other);
    }

    public Value over(double other) {
        return over(number(other));
    }

    /// This value to the power of another, element by element.
    public Value power(Value exponent) {
        return binary(Function.POWER, exponent);
    }

    public Value power(double exponent) {
        return power(number(exponent));
    }

    public Value maximum(Value other) {
        return binary(Function.MAXIMUM, other);
    }

    public Value maximum(double other) {
        return maximum(number(other));
    }

    public Value minimum(Value other) {
        return binary(Function.MINIMUM, other);
    }

    /// The angle of the point (`x`, this value), as in `Math.atan2(this, x)`.
    public Value atan2(Value x) {
        return binary(Function.ATAN2, x);
    }

    public Value negate() {
        return apply(Function.NEGATE);
    }

    public Value abs() {
        return apply(Function.ABS);
    }

    public Value sign() {
        return apply(Function.SIGN);
    }

    public Value square() {
        return apply(Function.SQUARE);
    }

    public Value reciprocal() {
        return apply(Function.RECIPROCAL);
    }

    public Value sqrt() {
        return apply(Function.SQRT);
    }

    public Value exp() {
        return apply(Function.EXP);
    }

    public Value expm1() {
        return apply(Function.EXPM1);
    }

    public Value log() {
        return apply(Function.LOG);
    }

    public Value log1p() {
        return apply(Function.LOG1P);
    }

    public Value sin() {
        return apply(Function.SIN);
    }

    public Value cos() {
        return apply(Function.COS);
    }

    public Value tanh() {
        return apply(Function.TANH);
    }

    /// 1 / (1 + exp(-x)).
    public Value sigmoid() {
        return apply(Function.SIGMOID);
    }

    /// log(1 + exp x), without overflow.
    public Value softplus() {
        return apply(Function.SOFTPLUS);
    }

    /// log cosh x, without overflow.
    public Value logCosh() {
        return apply(Function.LOG_COSH);
    }

    public Value erf() {
        return apply(Function.ERF);
    }

    /// max(0, x).
    public Value relu() {
        return maximum(0);
    }

    // ------------------------------------------------------------------ comparisons (boolean values) and choice

    public Value less(Value other) {
        return binary(Function.LESS, other);
    }

    public Value less(double other) {
        return less(number(other));
    }

    public Value lessOrEqual(Value other) {
        return binary(Function.LESS_OR_EQUAL, other);
    }

    /// Equality of numbers, element by element, as a boolean value.
    public Value equalTo(Value other) {
        return binary(Function.EQUAL, other);
    }

    public Value and(Value other) {
        return binary(Function.AND, other);
    }

    public Value or(Value other) {
        return binary(Function.OR, other);
    }

    public Value not() {
        return apply(Function.NOT);
    }

    /// A boolean or an integer as a real number.
    public Value toReal() {
        return apply(Function.TO_REAL);
    }

    /// Where this boolean is true the one, else the other; the one not selected does not pass, not even as NaN.
    public Value select(Value yes, Value no) {
        Shape shape = common(common(shape(), yes.shape()), no.shape());
        return trace.emit(
                new Operation.Elementwise(Function.SELECT),
                broadcastTo(shape),
                yes.broadcastTo(shape),
                no.broadcastTo(shape));
    }

    // ------------------------------------------------------------------ products and sums

    /// The product over the last axis of this value and the last but one (or only) axis of the other, as in NumPy's
    /// `dot`: inner product, matrix times vector, matrix times matrix.
    public Value dot(Value other) {
        if (shape().rank() == 0 || other.shape().rank() == 0) {
            return times(other);
        }
        int a = shape().rank();
        int b = other.shape().rank();
        String left = letters(0, a);
        char k = left.charAt(a - 1);
        String right = letters(a, b);
        int axis = Math.max(0, b - 2);
        String rightWithK = right.substring(0, axis) + k + right.substring(axis + 1);
        return contract(
                other,
                left,
                rightWithK,
                left.substring(0, a - 1) + right.substring(0, axis) + right.substring(axis + 1));
    }

    /// A linear layer: the last axis of this value against the last axis of the weights [out, in]; the result ends
    /// with axis `out`.
    public Value linear(Value weights) {
        int a = shape().rank();
        if (a == 0 || weights.shape().rank() != 2) {
            throw new ShapeException("linear of " + type + " and " + weights.type
                    + ": wants a last axis `in` and weights [out, in]" + Trace.userLine());
        }
        String left = letters(0, a);
        char out = letters(a, 1).charAt(0);
        return contract(weights, left, "" + out + left.charAt(a - 1), left.substring(0, a - 1) + out);
    }

    /// A convolution over all axes but the last, which holds the channels: `y[i, o] = sum_(j, c) w[o, j, c]
    /// x[stride i + j - (k - 1) / 2, c]` for a window of extent k, with vectors i and j. A result axis has the
    /// extent
    /// of that of this value, divided by the stride and rounded up.
    ///
    /// @param weights shape [out, window.., in]
    /// @param padding what stands beyond the edges
    /// @param strides one for each axis of positions; none for 1 everywhere
    /// @throws ShapeException if the shapes do not fit
    public Value convolve(Value weights, Padding padding, int... strides) {
        return Convolution.of(this, weights, padding, strides.clone());
    }

    /// The sum of products with one letter an axis, as in Einstein's convention: `a.contract(b, "ij", "jk", "ik")`
    /// is the matrix product.
    public Value contract(Value other, String left, String right, String result) {
        return trace.emit(new Operation.Contract(left, right, result), this, other);
    }

    /// The sum of all elements.
    public Value sum() {
        return sum(IntStream.range(0, shape().rank()).toArray());
    }

    /// The sum over the given axes (negative ones count from the end), which disappear.
    public Value sum(int... axes) {
        int[] sorted = axes(axes);
        return sorted.length == 0 ? this : trace.emit(new Operation.Sum(sorted), this);
    }

    /// The mean over the given axes, which disappear; over all when none is given.
    public Value mean(int... axes) {
        int[] sorted = axes.length == 0 ? IntStream.range(0, shape().rank()).toArray() : axes(axes);
        int count = 1;
        for (int axis : sorted) {
            count *= shape().extent(axis);
        }
        return sum(sorted).times(1.0 / count);
    }

    /// The largest element over the given axes, which disappear.
    public Value max(int... axes) {
        return trace.emit(new Operation.Max(axes(axes)), this);
    }

    /// log sum exp over the given axes, which disappear; without overflow.
    public Value logSumExp(int... axes) {
        return trace.emit(new Operation.LogSumExp(axes(axes)), this);
    }

    /// exp(x) / sum exp(x) along the last axis.
    public Value softmax() {
        return trace.emit(new Operation.Softmax(), this);
    }

    // ------------------------------------------------------------------ shape and place of elements

    public Value reshape(int... extents) {
        return reshape(Shape.of(extents));
    }

    public Value reshape(Shape shape) {
        return shape.equals(shape()) ? this : trace.emit(new Operation.Reshape(shape), this);
    }

    /// All axes in reverse order; of a matrix the transpose.
    public Value transpose() {
        int rank = shape().rank();
        return transpose(IntStream.range(0, rank).map(i -> rank - 1 - i).toArray());
    }

    /// Axis `i` of the result is axis `permutation[i]` of this value.
    public Value transpose(int... permutation) {
        boolean identity = IntStream.range(0, permutation.length).allMatch(i -> permutation[i] == i);
        return identity && permutation.length == shape().rank()
                ? this
                : trace.emit(new Operation.Transpose(permutation.clone()), this);
    }

    /// Indices `from` (inclusive) to `to` (exclusive) along one axis, which stays.
    public Value slice(int axis, int from, int to) {
        int rank = shape().rank();
        int a = axis < 0 ? axis + rank : axis;
        if (a < 0 || a >= rank || from < 0 || to < from || to > shape().extent(a)) {
            throw new ShapeException("slice of " + type + " along axis " + axis + " from " + from + " to " + to
                    + ": wants an axis and a range inside the shape" + Trace.userLine());
        }
        int[] start = new int[rank];
        start[a] = from;
        int[] extents = shape().extents();
        extents[a] = to - from;
        return from == 0 && to == shape().extent(a)
                ? this
                : trace.emit(new Operation.Slice(start, Shape.of(extents)), this);
    }

    /// The element `i` along one axis, which disappears.
    public Value at(int axis, int i) {
        int a = axis < 0 ? axis + shape().rank() : axis;
        Value box = slice(a, i, i + 1);
        int[] extents = box.shape().extents();
        int[] fewer = new int[extents.length - 1];
        System.arraycopy(extents, 0, fewer, 0, a);
        System.arraycopy(extents, a + 1, fewer, a, fewer.length - a);
        return box.reshape(fewer);
    }

    /// The element `i` along the first axis, which disappears.
    public Value get(int i) {
        return at(0, i);
    }

    /// This value with a new axis of extent 1 at `axis`.
    public Value insertAxis(int axis) {
        int rank = shape().rank();
        int a = axis < 0 ? axis + rank + 1 : axis;
        int[] extents = new int[rank + 1];
        for (int i = 0; i <= rank; i++) {
            extents[i] = i < a ? shape().extent(i) : i == a ? 1 : shape().extent(i - 1);
        }
        return reshape(extents);
    }

    /// This value repeated to a larger shape, as NumPy broadcasts.
    public Value broadcastTo(Shape target) {
        if (target.equals(shape())) {
            return this;
        }
        int shift = target.rank() - shape().rank();
        int kept = 0;
        int[] extents = new int[shape().rank()];
        int[] axes = new int[shape().rank()];
        for (int i = 0; i < shape().rank(); i++) {
            int extent = shape().extent(i);
            if (shift < 0 || extent != 1 && extent != target.extent(i + shift)) {
                throw new ShapeException("broadcast of " + type + " to " + target
                        + ": wants each axis, from the last, to have extent 1 or the target's" + Trace.userLine());
            }
            if (extent == target.extent(i + shift)) {
                extents[kept] = extent;
                axes[kept++] = i + shift;
            }
        }
        Value squeezed = reshape(Arrays.copyOf(extents, kept));
        return trace.emit(new Operation.Broadcast(target, Arrays.copyOf(axes, kept)), squeezed);
    }

    /// Values joined along one axis.
    public static Value concat(int axis, Value first, Value... others) {
        Value[] all = new Value[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all.length == 1
                ? first
                : first.trace.emit(
                        new Operation.Concat(axis < 0 ? axis + first.shape().rank() : axis), all);
    }

    /// Values of one shape as the slices along a new axis.
    public static Value stack(int axis, Value first, Value... others) {
        Value[] boxes = Arrays.stream(others).map(v -> v.insertAxis(axis)).toArray(Value[]::new);
        return concat(axis < 0 ? axis + first.shape().rank() + 1 : axis, first.insertAxis(axis), boxes);
    }

    /// Element `i` of the result (row-major) is element `index[i]` of this value, or zero where that is -1.
    public Value gather(Shape shape, int[] index) {
        return trace.emit(new Operation.Gather(index.clone(), shape), this);
    }

    /// Element `i` of this value is added to element `index[i]` of the result, or dropped where that is -1.
    public Value segmentSum(Shape shape, int[] index) {
        return trace.emit(new Operation.SegmentSum(index.clone(), shape), this);
    }

    // ------------------------------------------------------------------ recurrences

    /// One step of a recurrence.
    @FunctionalInterface
    public interface Step {
        /// The next state, of the shape of the state.
        ///
        /// @param state     the state
        /// @param x         the elements of the sequences at this step
        /// @param constants what is the same in each step
        Value next(Value state, List<Value> x, List<Value> constants);
    }

    /// The states h_1 to h_T of the recurrence h_t = step(h_(t-1), x_t, c) that begins with this value as h_0,
    /// along a
    /// new first axis.
    ///
    /// @param sequences values with a first axis of extent T, at least one: the x_t are their slices
    /// @param constants what the step uses besides: weights, for example
    /// @param step      is called once, with values of a trace of its own
    /// @throws ShapeException if the shapes do not fit
    public Value scan(List<Value> sequences, List<Value> constants, Step step) {
        return Recurrence.of(this, sequences, constants, step);
    }

    // ------------------------------------------------------------------ square matrices in the last two axes

    public Value inverse() {
        return trace.emit(new Operation.Inverse(), this);
    }

    /// log |det|; minus infinity for a singular matrix.
    public Value logAbsDeterminant() {
        return trace.emit(new Operation.LogAbsDeterminant(), this);
    }

    /// The sign of the determinant: -1, 0 or 1.
    public Value signDeterminant() {
        return trace.emit(new Operation.SignDeterminant(), this);
    }

    /// The argument of det(this + i `imaginary`) in (-pi, pi].
    public Value determinantPhase(Value imaginary) {
        return trace.emit(new Operation.DeterminantPhase(), this, imaginary);
    }

    /// log |Pf| of antisymmetric matrices of even order: half of log |det|, since Pf^2 = det.
    public Value logAbsPfaffian() {
        return logAbsDeterminant().times(0.5);
    }

    /// The sign of the Pfaffian of antisymmetric matrices of even order.
    public Value signPfaffian() {
        return trace.emit(new Operation.SignPfaffian(), this);
    }

    // ------------------------------------------------------------------ samples and derivatives

    /// The (weighted) mean over all samples; shared.
    public Value sampleMean() {
        return type.perSample() ? trace.emit(new Operation.SampleMean(), this) : this;
    }

    /// This value, taken as constant by every derivative.
    public Value stopGradient() {
        return trace.emit(new Operation.StopGradient(), this);
    }

    /// A unary elementwise function.
    public Value apply(Function function) {
        return trace.emit(new Operation.Elementwise(function), this);
    }

    /// A number of this value's kind of trace, for expressions that begin with a number.
    public Value number(double value) {
        return trace.constant(value);
    }

    private Value binary(Function function, Value other) {
        Shape shape = common(shape(), other.shape());
        return trace.emit(new Operation.Elementwise(function), broadcastTo(shape), other.broadcastTo(shape));
    }

    private static Shape common(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        int[] extents = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int x = i > a.rank() ? 1 : a.extent(a.rank() - i);
            int y = i > b.rank() ? 1 : b.extent(b.rank() - i);
            if (x != y && x != 1 && y != 1) {
                throw new ShapeException("shapes " + a + " and " + b + " do not broadcast: axis " + i
                        + " from the end is " + x + " and " + y + Trace.userLine());
            }
            extents[rank - i] = x == 1 ? y : x;
        }
        return Shape.of(extents);
    }

    private int[] axes(int[] axes) {
        int rank = shape().rank();
        return Arrays.stream(axes).map(a -> a < 0 ? a + rank : a).sorted().toArray();
    }

    private static String letters(int from, int count) {
        StringBuilder word = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            word.append((char) (i < 26 ? 'a' + i : 'A' + i - 26));
        }
        return word.toString();
    }

    @Override
    public String toString() {
        return "%" + place + " : " + type;
    }
}
