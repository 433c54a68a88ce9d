package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Operation;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/// A value with its Jacobian and Laplacian with respect to the coordinates of one sample.
///
/// Two forms. While the Laplacian is zero (*affine*) only the Jacobian is kept, shape `[s, K]`; behind linear
/// layers it does not depend on the sample and stays shared. After the first nonlinear operation all are
/// *packed* in one array of shape `[s, K + 2]`: value, K rows, Laplacian along the last axis, so that a linear
/// operation is one operation on it.
///
/// @param value   the value, shape `s`
/// @param support which coordinate each row of each element belongs to
/// @param rows    the Jacobian of an affine jet, else null
/// @param packed  the array of a packed jet, else null
/// @param fresh   whether the value row of `packed` is the value; adding a constant changes the value alone
record Jet(
        Value value,
        Support support,
        @Nullable Value rows,
        @Nullable Value packed,
        boolean fresh) {

    static Jet affine(Value value, Support support, Value rows) {
        return new Jet(value, support, rows, null, false);
    }

    /// A packed jet whose value row is right.
    static Jet packed(Value packed, Support support) {
        return new Jet(packed.at(-1, 0), support, null, packed, true);
    }

    /// A packed jet whose value stands apart and whose value row is anything.
    static Jet packed(Value value, Value packed, Support support) {
        return new Jet(value, support, null, packed, false);
    }

    boolean isAffine() {
        return rows != null;
    }

    /// The rows (affine) or the packed array: what a linear operation acts on.
    Value derivatives() {
        Value d = rows != null ? rows : packed;
        if (d == null) {
            throw new IllegalStateException("a jet holds rows or a packed array");
        }
        return d;
    }

    /// The jet of the same form after a linear operation.
    ///
    /// @param newValue    the operation on the value (used unless the value row of `derivatives` is right)
    /// @param derivatives the operation on [#derivatives()]
    Jet linear(Value newValue, Value derivatives, Support newSupport) {
        return isAffine()
                ? affine(newValue, newSupport, derivatives)
                : fresh ? packed(derivatives, newSupport) : packed(newValue, derivatives, newSupport);
    }

    /// The same value and derivatives with another value: the sum with something that does not depend on the
    /// coordinates.
    Jet withValue(Value other) {
        return new Jet(other, support, rows, packed, false);
    }

    /// The packed form.
    Jet pack() {
        if (rows == null) {
            return this;
        }
        Trace trace = value.trace();
        Shape shape = value.shape();
        return packed(
                trace.emit(
                        new Operation.JetAffineChain(),
                        value,
                        trace.constant(shape, 1),
                        trace.constant(shape, 0),
                        rows),
                support);
    }

    /// Something that does not depend on the coordinates, as a packed jet.
    static Jet constant(Value value, Support support) {
        Value column = value.insertAxis(-1);
        Shape shape = value.shape().append(support.width() + 2);
        return packed(value.trace().emit(new Operation.Pad(new int[shape.rank()], shape), column), support);
    }

    /// The same jet with its rows at the places of a support that has all its coordinates.
    Jet align(Support target) {
        if (support.equals(target)) {
            return this;
        }
        int[] source = support.rowsOf(target);
        int extra = isAffine() ? 0 : 2;
        int from = support.width() + extra;
        int to = target.width() + extra;
        int[] index = new int[target.elements() * to];
        for (int e = 0; e < target.elements(); e++) {
            if (extra > 0) {
                index[e * to] = e * from;
                index[e * to + to - 1] = e * from + from - 1;
            }
            for (int r = 0; r < target.width(); r++) {
                int row = source[e * target.width() + r];
                index[e * to + r + extra / 2] = row < 0 ? -1 : e * from + row + extra / 2;
            }
        }
        Value aligned = derivatives().gather(value.shape().append(to), index);
        return linear(value, aligned, target);
    }

    /// Each element multiplied by a number that does not depend on the coordinates.
    Jet scale(Value factor) {
        Value d = derivatives();
        return linear(value.times(factor), Expressions.scale(factor, d), support);
    }

    /// The rows of a packed jet alone, shape `[s, K]`.
    Value jacobian() {
        return rows != null ? rows : derivatives().slice(-1, 1, support.width() + 1);
    }

    /// The Laplacian, shape `s`.
    Value laplacian() {
        return rows != null
                ? value.trace().constant(value.shape(), 0)
                : derivatives().at(-1, support.width() + 1);
    }
}
