package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Operation;
import ansatz.engine.trace.Value;

/// Expressions that the rules of several transformations share. Matrices stand in the last two axes.
final class Expressions {
    private Expressions() {}

    /// `reduced` repeated along the axes that were reduced, to the shape that the operand had.
    static Value expand(Value reduced, int[] axes, Shape operand) {
        return reduced.trace().emit(new Operation.Broadcast(operand, kept(axes, operand.rank())), reduced);
    }

    /// The axes of `rank` that are not among `axes` (strictly increasing).
    static int[] kept(int[] axes, int rank) {
        int[] kept = new int[rank - axes.length];
        int n = 0;
        int next = 0;
        for (int i = 0; i < rank; i++) {
            if (next < axes.length && axes[next] == i) {
                next++;
            } else {
                kept[n++] = i;
            }
        }
        return kept;
    }

    /// One number in the shape of a value.
    static Value number(Value like, double value) {
        return like.trace().constant(like.shape(), value);
    }

    private static String batch(Value matrices) {
        return "abcdefghijklmnopqrstuvw".substring(0, matrices.shape().rank() - 2);
    }

    /// The matrix products A B.
    static Value product(Value a, Value b) {
        String s = batch(a);
        return a.contract(b, s + "xy", s + "yz", s + "xz");
    }

    /// The matrix products A^T B.
    static Value transposedProduct(Value a, Value b) {
        String s = batch(a);
        return a.contract(b, s + "yx", s + "yz", s + "xz");
    }

    /// The matrix products A B^T.
    static Value productTransposed(Value a, Value b) {
        String s = batch(a);
        return a.contract(b, s + "xy", s + "zy", s + "xz");
    }

    /// The traces tr(A B).
    static Value traceOfProduct(Value a, Value b) {
        String s = batch(a);
        return a.contract(b, s + "xy", s + "yx", s);
    }

    /// The transposed matrices A^T, each times its own number.
    static Value scaledTranspose(Value numbers, Value a) {
        String s = batch(a);
        return numbers.contract(a, s, s + "yx", s + "xy");
    }

    /// (X + iY)^-1 = P + iQ.
    ///
    /// @param re P
    /// @param im Q
    record ComplexInverse(Value re, Value im) {

        /// From the inverse of the real matrix ((X, -Y), (Y, X)), which is ((P, -Q), (Q, P)).
        static ComplexInverse of(Value x, Value y) {
            int n = x.shape().extent(x.shape().rank() - 1);
            Value top = Value.concat(-1, x, y.negate());
            Value bottom = Value.concat(-1, y, x);
            Value left = Value.concat(-2, top, bottom).inverse().slice(-1, 0, n);
            return new ComplexInverse(left.slice(-2, 0, n), left.slice(-2, n, 2 * n));
        }
    }

    // ------------------------------------------------------------------ jets: value, rows, Laplacian along the last
    // axis

    /// Entry `i` of a jet, without the last axis.
    static Value entry(Value jet, int i) {
        return jet.at(-1, i);
    }

    /// Entries `from` to `to` of a jet.
    static Value entries(Value jet, int from, int to) {
        return jet.slice(-1, from, to);
    }

    /// A value of shape `s` in the Laplacian's place of zeros in the shape `[s, R]` of a jet.
    static Value last(Value x, Shape jet) {
        int length = jet.extent(jet.rank() - 1);
        return place(x.insertAxis(-1), length - 1, length);
    }

    /// How many entries a jet has: K + 2.
    static int length(Value jet) {
        return jet.shape().extent(jet.shape().rank() - 1);
    }

    /// Entries of a jet from index `from` on, in a jet of `length` entries that is zero elsewhere.
    static Value place(Value entries, int from, int length) {
        int rank = entries.shape().rank();
        int[] start = new int[rank];
        start[rank - 1] = from;
        int[] extents = entries.shape().extents();
        if (extents[rank - 1] == length) {
            return entries;
        }
        extents[rank - 1] = length;
        return entries.trace().emit(new Operation.Pad(start, Shape.of(extents)), entries);
    }

    /// Numbers `a` of shape `s` times each entry of `[s, r]`.
    static Value scale(Value a, Value entries) {
        return repeat(a, length(entries)).times(entries);
    }

    /// A value of shape `s` as `[s, r]`.
    static Value repeat(Value a, int r) {
        int rank = a.shape().rank();
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) {
            axes[i] = i;
        }
        return a.trace().emit(new Operation.Broadcast(a.shape().append(r), axes), a);
    }

    /// A value of shape `s` as `[s, 1]`.
    static Value column(Value a) {
        return a.reshape(a.shape().append(1));
    }

    /// The sum over the last axis of the products of two `[s, r]`.
    static Value inner(Value a, Value b) {
        String s = "abcdefghijklmnopqrstuvwxyz".substring(0, a.shape().rank());
        return a.contract(b, s, s, s.substring(0, s.length() - 1));
    }
}
