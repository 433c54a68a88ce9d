package ansatz.engine.program;

import ansatz.engine.array.Shape;
import java.util.Arrays;
import java.util.List;

/// What an instruction does, sealed by algebraic class: a transformation needs one rule for each class rather than
/// one for each operation, and the compiler holds it to have them all.
///
/// Index arrays given to a record are owned by it from then on and never changed.
public sealed interface Operation {

    // ------------------------------------------------------------------ sources

    /// A value that comes from outside, or a constant. Takes no operands.
    sealed interface Source extends Operation {}

    /// A named slice of the flat parameter vector theta, starting at `offset`; shared.
    record Parameter(String name, Shape shape, int offset) implements Source {}

    /// A named input that all samples share (a temperature, a coupling, a learning rate).
    record SharedInput(String name, Shape shape, Type.Kind kind) implements Source {}

    /// A named input of which each sample has its own.
    record SampleInput(String name, Shape shape, Type.Kind kind) implements Source {}

    /// A constant, row-major; shared. A `values` of length one with a larger shape is that number everywhere.
    record Constant(double[] values, Shape shape, Type.Kind kind) implements Source {
        public Constant {
            if (values.length != shape.size() && values.length != 1) {
                throw new IllegalArgumentException("constant of shape " + shape + " wants " + shape.size()
                        + " values or one, got " + values.length);
            }
        }

        /// True when one number fills the whole shape.
        public boolean isUniform() {
            for (double value : values) {
                if (Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(values[0])) {
                    return false;
                }
            }
            return values.length > 0;
        }

        /// The element at flat index `i`.
        public double at(int i) {
            return values.length == 1 ? values[0] : values[i];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Constant c
                    && shape.equals(c.shape)
                    && kind == c.kind
                    && Arrays.equals(values, c.values);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Arrays.hashCode(values) + shape.hashCode()) + kind.hashCode();
        }

        @Override
        public String toString() {
            return values.length == 1 || isUniform() ? "Constant[" + values[0] + "]" : "Constant" + shape;
        }
    }

    // ------------------------------------------------------------------ elementwise

    /// One function applied element by element. All operands have the same shape (broadcasting is an operation of
    /// its own); they may be shared or per sample.
    record Elementwise(Function function) implements Operation {}

    // ------------------------------------------------------------------ linear in one operand: index maps and sums

    /// Linear operations that only move, repeat or add up elements. Their derivative is themselves; their
    /// transposes are each other.
    sealed interface Linear extends Operation {}

    /// The same elements in the same row-major order under another shape.
    record Reshape(Shape shape) implements Linear {}

    /// Axis `i` of the result is axis `permutation[i]` of the operand.
    record Transpose(int[] permutation) implements Linear {
        @Override
        public boolean equals(Object other) {
            return other instanceof Transpose t && Arrays.equals(permutation, t.permutation);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(permutation);
        }

        @Override
        public String toString() {
            return "Transpose" + Arrays.toString(permutation);
        }
    }

    /// The box that begins at `start` and has the extents of `shape` (same rank as the operand).
    record Slice(int[] start, Shape shape) implements Linear {
        @Override
        public boolean equals(Object other) {
            return other instanceof Slice s && Arrays.equals(start, s.start) && shape.equals(s.shape);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(start) + shape.hashCode();
        }

        @Override
        public String toString() {
            return "Slice" + Arrays.toString(start) + "+" + shape;
        }
    }

    /// The operand as the box at `start` inside zeros of the given shape (same rank). The transpose of [Slice].
    record Pad(int[] start, Shape shape) implements Linear {
        @Override
        public boolean equals(Object other) {
            return other instanceof Pad p && Arrays.equals(start, p.start) && shape.equals(p.shape);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(start) + shape.hashCode() + 1;
        }

        @Override
        public String toString() {
            return "Pad" + Arrays.toString(start) + "in" + shape;
        }
    }

    /// The operand repeated along new axes: axis `i` of the operand is axis `axes[i]` (strictly increasing) of the
    /// result; an operand axis keeps its extent. The transpose of [Sum].
    record Broadcast(Shape shape, int[] axes) implements Linear {
        @Override
        public boolean equals(Object other) {
            return other instanceof Broadcast b && shape.equals(b.shape) && Arrays.equals(axes, b.axes);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(axes) + shape.hashCode() + 2;
        }

        @Override
        public String toString() {
            return "Broadcast" + shape + Arrays.toString(axes);
        }
    }

    /// The sum over the given axes (strictly increasing), which disappear.
    record Sum(int[] axes) implements Linear {
        @Override
        public boolean equals(Object other) {
            return other instanceof Sum s && Arrays.equals(axes, s.axes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(axes) + 3;
        }

        @Override
        public String toString() {
            return "Sum" + Arrays.toString(axes);
        }
    }

    /// All operands joined along one axis; they agree in every other extent. Linear in all operands together.
    record Concat(int axis) implements Linear {}

    /// Result element `i` (row-major) is operand element `index[i]`, or zero where `index[i]` is -1. The transpose
    /// of [SegmentSum] with the same index.
    record Gather(int[] index, Shape shape) implements Linear {
        public Gather {
            if (index.length != shape.size()) {
                throw new IllegalArgumentException(
                        "gather of shape " + shape + " wants " + shape.size() + " indices, got " + index.length);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Gather g && shape.equals(g.shape) && Arrays.equals(index, g.index);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(index) + shape.hashCode() + 4;
        }

        @Override
        public String toString() {
            return "Gather" + shape + "#" + Integer.toHexString(Arrays.hashCode(index));
        }
    }

    /// Operand element `i` (row-major) is added to result element `index[i]`, or dropped where `index[i]` is -1.
    /// The transpose of [Gather] with the same index.
    record SegmentSum(int[] index, Shape shape) implements Linear {
        @Override
        public boolean equals(Object other) {
            return other instanceof SegmentSum s && shape.equals(s.shape) && Arrays.equals(index, s.index);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(index) + shape.hashCode() + 5;
        }

        @Override
        public String toString() {
            return "SegmentSum" + shape + "#" + Integer.toHexString(Arrays.hashCode(index));
        }
    }

    /// The sum over operands of a constant sparse matrix times the operand, both taken as vectors of their elements
    /// in row-major order: `result = sum_p matrices[p] x_p`. The transpose is the same with the matrices
    /// transposed.
    ///
    /// @param matrices one matrix an operand, with as many columns as it has elements and as many rows as `shape`
    record SparseProduct(List<SparseMatrix> matrices, Shape shape) implements Linear {
        public SparseProduct {
            matrices = List.copyOf(matrices);
        }

        @Override
        public String toString() {
            return "SparseProduct" + shape + "#" + Integer.toHexString(matrices.hashCode());
        }
    }

    // ------------------------------------------------------------------ bilinear

    /// The sum of products of two operands, one letter an axis as in Einstein's convention: `ij,jk->ik` is the
    /// matrix product. A letter occurs at most once in each of the three words; a letter of an operand occurs in
    /// the other operand or in the result, and every letter of the result occurs in an operand. The transposes of a
    /// contraction are contractions with the words exchanged.
    record Contract(String left, String right, String result) implements Operation {
        public Contract {
            checkWord(left);
            checkWord(right);
            checkWord(result);
            for (int i = 0; i < left.length(); i++) {
                char c = left.charAt(i);
                if (right.indexOf(c) < 0 && result.indexOf(c) < 0) {
                    throw new IllegalArgumentException("contraction " + left + "," + right + "->" + result + ": axis '"
                            + c + "' stands only in the left operand; sum over it first");
                }
            }
            for (int i = 0; i < right.length(); i++) {
                char c = right.charAt(i);
                if (left.indexOf(c) < 0 && result.indexOf(c) < 0) {
                    throw new IllegalArgumentException("contraction " + left + "," + right + "->" + result + ": axis '"
                            + c + "' stands only in the right operand; sum over it first");
                }
            }
            for (int i = 0; i < result.length(); i++) {
                char c = result.charAt(i);
                if (left.indexOf(c) < 0 && right.indexOf(c) < 0) {
                    throw new IllegalArgumentException("contraction " + left + "," + right + "->" + result + ": axis '"
                            + c + "' of the result stands in no operand");
                }
            }
        }

        private static void checkWord(String word) {
            for (int i = 0; i < word.length(); i++) {
                if (word.indexOf(word.charAt(i), i + 1) >= 0) {
                    throw new IllegalArgumentException(
                            "contraction: axis '" + word.charAt(i) + "' stands twice in \"" + word + "\"");
                }
            }
        }

        @Override
        public String toString() {
            return "Contract " + left + "," + right + "->" + result;
        }
    }

    // ------------------------------------------------------------------ reductions that are not linear

    /// The largest element over the given axes (strictly increasing), which disappear.
    record Max(int[] axes) implements Operation {
        @Override
        public boolean equals(Object other) {
            return other instanceof Max m && Arrays.equals(axes, m.axes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(axes) + 6;
        }

        @Override
        public String toString() {
            return "Max" + Arrays.toString(axes);
        }
    }

    // ------------------------------------------------------------------ square matrices in the last two axes, any
    // leading axes

    /// Functions of square matrices, which stand in the last two axes; leading axes are separate matrices.
    sealed interface Matrix extends Operation {}

    /// The inverse matrix; of a singular matrix all elements are NaN.
    record Inverse() implements Matrix {}

    /// log |det A|; of a singular matrix minus infinity.
    record LogAbsDeterminant() implements Matrix {}

    /// The sign of det A: -1, 0 or 1. Its derivative is zero.
    record SignDeterminant() implements Matrix {}

    /// The argument of det(X + iY) in (-pi, pi], of two operands X and Y. The modulus is half the
    /// [LogAbsDeterminant] of the real matrix ((X, -Y), (Y, X)).
    record DeterminantPhase() implements Matrix {}

    /// The sign of the Pfaffian of an antisymmetric matrix of even order. Its modulus is half the
    /// [LogAbsDeterminant]. Its derivative is zero.
    record SignPfaffian() implements Matrix {}

    // ------------------------------------------------------------------ fused operations, each defined in primitive
    // ones by Definitions

    /// Operations that stand for several primitive ones and run faster. `ansatz.engine.transform.Definitions`
    /// spells each out; a transformation without a rule for one uses that.
    sealed interface Fused extends Operation {}

    /// log sum exp over the given axes (strictly increasing), which disappear; without overflow.
    record LogSumExp(int[] axes) implements Fused {
        @Override
        public boolean equals(Object other) {
            return other instanceof LogSumExp l && Arrays.equals(axes, l.axes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(axes) + 7;
        }

        @Override
        public String toString() {
            return "LogSumExp" + Arrays.toString(axes);
        }
    }

    /// exp(x) / sum exp(x) along the last axis; without overflow.
    record Softmax() implements Fused {}

    /// The second-order chain rule on a jet. Operands: f0 = f(x), f1 = f'(x), f2 = f''(x) of shape `s`, and the jet
    /// x of shape `[s, R]`, R = K + 2: the value, K rows of the Jacobian, the Laplacian, in this order along the
    /// last axis. Result, shape `[s, R]`: f0; f1 x_k; f1 x_lap + f2 sum_k x_k^2. The value row of x is not read.
    record JetChain() implements Fused {}

    /// The second-order chain rule on a value whose Laplacian is zero. Operands: f0, f1, f2 of shape `s` and the K
    /// Jacobian rows of x, shape `[s, K]`. Result, shape `[s, K + 2]`: f0; f1 x_k; f2 sum_k x_k^2.
    record JetAffineChain() implements Fused {}

    /// The product rule on two jets x and y of the same shape `[s, R]`. Operands: the values x0 and y0 of shape
    /// `s`, then x and y, whose value rows are not read. Result: x0 y0; x0 y_k + y0 x_k; x0 y_lap + y0 x_lap + 2
    /// sum_k x_k y_k.
    record JetProduct() implements Fused {}

    /// log |det A| of a jet of square matrices. Operands: the values A of shape `[.., n, n]` and the jet of shape
    /// `[.., n, n, R]`, whose value rows are not read. Result, shape `[.., R]`, with M_k = A^-1 A_k: log |det A|;
    /// tr
    /// M_k; tr M_lap - sum_k tr M_k M_k. Where the value is not finite, all else is NaN.
    record JetLogAbsDeterminant() implements Fused {}

    /// A recurrence of static length T: h_t = body(h_(t-1), x_t, c) for t from 1 to T. Operands: the first state
    /// h_0
    /// of shape `s`; as many sequences of shape `[T, ..]` as `sequences` says, whose slices along the first axis
    /// are
    /// the x_t; values c that are the same in each step. Result: h_1 to h_T, shape `[T, s]`.
    ///
    /// The body is a program of inputs only ([#STATE], [#sequence], [#constant]) whose one output is the next
    /// state.
    /// All that it computes depends on the state or a sequence: the rest is an operand.
    record Scan(Program body, int length, int sequences) implements Fused {
        /// The input of the body that is the state.
        public static final String STATE = "h";

        public Scan {
            if (length < 1) {
                throw new IllegalArgumentException("a scan of " + length + " steps: wants at least 1");
            }
        }

        /// The input of the body that is the slice of sequence `i`.
        public static String sequence(int i) {
            return "x" + i;
        }

        /// The input of the body that is the same in each step, the `i`-th of them.
        public static String constant(int i) {
            return "c" + i;
        }

        @Override
        public String toString() {
            return "Scan[" + length + "]#" + Integer.toHexString(body.hashCode());
        }
    }

    // ------------------------------------------------------------------ the two with a meaning of their own

    /// The (weighted) mean over all samples: per sample to shared. Of a shared value it is the value itself.
    record SampleMean() implements Operation {}

    /// The identity, with derivative zero.
    record StopGradient() implements Operation {}
}
