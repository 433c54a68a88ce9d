package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Operation;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A value with its Jacobian and Laplacian with respect to the coordinates of one sample.
///
/// Three forms. A *linear form* has one row an element, a number known while the program is transformed. While the
/// Laplacian is zero (*affine*) only the Jacobian is kept, shape `[s, K]`; behind linear layers it does not depend
/// on the sample and stays shared. After the first nonlinear operation all are *packed* in one array of shape `[s,
/// K + 2]`: value, K rows, Laplacian along the last axis, so that a linear operation is one operation on it.
///
/// @param value   the value, shape `s`
/// @param support along which direction each row of each element is
/// @param slopes  the rows of a linear form, one an element, else null; 0 where there is no direction
/// @param rows    the Jacobian of another affine jet, else null
/// @param packed  the array of a packed jet, else null
/// @param fresh   whether the value row of `packed` is the value; adding a constant changes the value alone
record Jet(
        Value value,
        Support support,
        double @Nullable [] slopes,
        @Nullable Value rows,
        @Nullable Value packed,
        boolean fresh) {

    /// A jet that is linear in the coordinates with known coefficients.
    ///
    /// @param support of width 1
    static Jet linearForm(Value value, Support support, double[] slopes) {
        return new Jet(value, support, slopes, null, null, false);
    }

    static Jet affine(Value value, Support support, Value rows) {
        return new Jet(value, support, null, rows, null, false);
    }

    /// A packed jet whose value row is right.
    static Jet packed(Value packed, Support support) {
        return new Jet(packed.at(-1, 0), support, null, null, packed, true);
    }

    /// A packed jet whose value stands apart and whose value row is anything.
    static Jet packed(Value value, Value packed, Support support) {
        return new Jet(value, support, null, null, packed, false);
    }

    /// True when the Laplacian is zero.
    boolean isAffine() {
        return packed == null;
    }

    /// The rows (affine) or the packed array: what a linear operation acts on.
    Value derivatives() {
        if (packed != null) {
            return packed;
        }
        return rows != null ? rows : numbers(value.shape().append(1), slopes == null ? new double[0] : slopes);
    }

    private Value numbers(Shape shape, double[] numbers) {
        for (double number : numbers) {
            if (Double.doubleToRawLongBits(number) != Double.doubleToRawLongBits(numbers[0])) {
                return value.trace().constant(shape, numbers);
            }
        }
        return value.trace().constant(shape, numbers.length == 0 ? 0 : numbers[0]);
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
        return new Jet(other, support, slopes, rows, packed, false);
    }

    /// The packed form.
    Jet pack() {
        if (packed != null) {
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
                        derivatives()),
                support);
    }

    /// Something that does not depend on the coordinates, as a packed jet.
    static Jet constant(Value value, Support support) {
        Value column = value.insertAxis(-1);
        Shape shape = value.shape().append(support.width() + 2);
        return packed(value.trace().emit(new Operation.Pad(new int[shape.rank()], shape), column), support);
    }

    /// How many entries an element of [#derivatives()] has beside its rows.
    int extra() {
        return isAffine() ? 0 : 2;
    }

    /// The same jet with its rows along the directions of a support that has all its directions, or their
    /// coordinates.
    Jet align(Support target) {
        if (support.equals(target)) {
            return this;
        }
        SparseMatrix rowsTo = RowMatrices.of(SparseMatrix.diagonal(support.elements(), 1), support, target, extra());
        Shape shape = value.shape().append(target.width() + extra());
        if (slopes != null) {
            double[] spread = new double[shape.size()];
            rowsTo.multiplyAdd(slopes, spread);
            return affine(value, target, numbers(shape, spread));
        }
        return linear(value, RowMatrices.multiply(rowsTo, derivatives(), shape), target);
    }

    /// Each element multiplied by a number that does not depend on the coordinates.
    Jet scale(Value factor) {
        Value product = value.times(factor);
        double[] numbers = slopes == null ? null : Constants.of(factor);
        if (slopes != null && numbers != null) {
            double[] scaled = new double[slopes.length];
            Arrays.setAll(scaled, i -> support.at(i, 0) < 0 ? 0 : slopes[i] * numbers[i]);
            return linearForm(product, support, scaled);
        }
        return linear(product, Expressions.scale(factor, derivatives()), support);
    }

    /// The rows alone, shape `[s, K]`.
    Value jacobian() {
        return isAffine() ? derivatives() : derivatives().slice(-1, 1, support.width() + 1);
    }

    /// The Laplacian, shape `s`.
    Value laplacian() {
        return isAffine()
                ? value.trace().constant(value.shape(), 0)
                : derivatives().at(-1, support.width() + 1);
    }
}
