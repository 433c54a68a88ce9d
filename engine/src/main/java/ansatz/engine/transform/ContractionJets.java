package ansatz.engine.transform;

import static ansatz.engine.transform.Expressions.last;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Function;
import ansatz.engine.program.Indexing;
import ansatz.engine.program.Operation;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Jets of contractions.
final class ContractionJets {
    /// What spreading and adding one part's result costs, in units of one contracted element.
    private static final int ADDITION = 4;

    /// Products with known numbers are not carried out here beyond so many.
    private static final int MOST_PRODUCTS = 1 << 16;

    private ContractionJets() {}

    /// The contraction of a concatenation along the contracted axis, part by part, where that is less work: parts
    /// that depend on few coordinates (one-body features beside pair features) need not carry the rows of the
    /// others.
    ///
    /// @param concat the operation of which operand `side` of the contraction is the value
    /// @param parts  its operands
    /// @return null where the contraction as a whole is less work
    static @Nullable Jet ofParts(
            Operation.Contract c, int side, Lifted[] operands, Operation.Concat concat, List<Lifted> parts) {
        String own = side == 0 ? c.left() : c.right();
        String other = side == 0 ? c.right() : c.left();
        if (operands[1 - side].jet() != null
                || other.indexOf(own.charAt(concat.axis())) < 0
                || c.result().indexOf(own.charAt(concat.axis())) >= 0) {
            return null;
        }
        int widest = rowsAfter(own, c.result(), operands[side].derived()) + 2;
        int joined = 0;
        int apart = ADDITION * widest;
        for (Lifted part : parts) {
            int extent = part.value().shape().extent(concat.axis());
            Jet jet = part.jet();
            joined += extent * widest;
            apart += extent * (jet == null ? 0 : rowsAfter(own, c.result(), jet) + 2);
        }
        if (apart > 0.8 * joined) {
            return null;
        }
        Lifted sum = null;
        int from = 0;
        for (Lifted part : parts) {
            int to = from + part.value().shape().extent(concat.axis());
            Value factor = operands[1 - side].value().slice(other.indexOf(own.charAt(concat.axis())), from, to);
            Value value = part.value().contract(factor, own, other, c.result());
            Lifted term = part.jet() == null
                    ? new Lifted(value, null)
                    : Lifted.of(one(own, other, c.result(), part.jet(), factor, value));
            sum = sum == null ? term : ElementwiseJets.of(Function.ADD, sum, term);
            from = to;
        }
        return sum == null ? null : sum.jet();
    }

    /// The jet of a contraction, of which at least one operand has a jet.
    static Jet of(Operation.Contract c, Lifted a, Lifted b) {
        Value value = a.value().trace().emit(c, a.value(), b.value());
        if (b.jet() == null) {
            return one(c.left(), c.right(), c.result(), a.derived(), b.value(), value);
        }
        if (a.jet() == null) {
            return one(c.right(), c.left(), c.result(), b.jet(), a.value(), value);
        }
        Support all = Support.stack(a.jet().support(), b.jet().support()).everywhere();
        Jet x = a.jet().align(all.map(new int[a.value().shape().size()])).pack();
        Jet y = b.jet().align(all.map(new int[b.value().shape().size()])).pack();
        char r = unused(c);
        Value first = x.value().contract(y.derivatives(), c.left(), c.right() + r, c.result() + r);
        Value second = x.derivatives().contract(y.value(), c.left() + r, c.right(), c.result() + r);
        Value cross = x.jacobian()
                .contract(y.jacobian(), c.left() + r, c.right() + r, c.result())
                .times(2);
        Value packed = first.plus(second).plus(last(cross, first.shape()));
        return Jet.packed(value, packed, all.map(new int[value.shape().size()]));
    }

    /// How many rows an element of the result has when the axes that are not in it are summed over.
    private static int rowsAfter(String own, String result, Jet jet) {
        int[] contracted = IntStream.range(0, own.length())
                .filter(i -> result.indexOf(own.charAt(i)) < 0)
                .toArray();
        int[] group = Indexing.reduction(contracted, jet.value().shape());
        int groups = Arrays.stream(group).max().orElse(-1) + 1;
        return jet.support().group(group, groups).width();
    }

    /// A contraction with something that does not depend on the coordinates: linear in the jet once all elements
    /// that are added up have the same support.
    private static Jet one(String own, String other, String result, Jet jet, Value factor, Value value) {
        Jet form = linearForm(own, other, result, jet, factor, value);
        if (form != null) {
            return form;
        }
        Shape shape = jet.value().shape();
        int[] contracted = new int[own.length()];
        int n = 0;
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < own.length(); i++) {
            if (result.indexOf(own.charAt(i)) < 0) {
                contracted[n++] = i;
            } else {
                kept.append(own.charAt(i));
            }
        }
        int[] group = Indexing.reduction(Arrays.copyOf(contracted, n), shape);
        int groups = 1;
        int[] keptExtents = new int[kept.length()];
        for (int i = 0; i < keptExtents.length; i++) {
            keptExtents[i] = shape.extent(own.indexOf(kept.charAt(i)));
            groups *= keptExtents[i];
        }
        Support grouped = jet.support().group(group, groups);
        Jet x = jet.align(grouped.map(group));
        char r = unused(new Operation.Contract(own, other, result));
        Value derivatives = x.derivatives().contract(factor, own + r, other, result + r);
        int[] strides = new int[result.length()];
        int[] keptStrides = Shape.of(keptExtents).strides();
        for (int i = 0; i < strides.length; i++) {
            int axis = kept.indexOf(String.valueOf(result.charAt(i)));
            strides[i] = axis < 0 ? 0 : keptStrides[axis];
        }
        return x.linear(value, derivatives, grouped.map(Indexing.walk(value.shape(), strides, 0)));
    }

    /// The contraction of a linear form with known numbers, or null.
    private static @Nullable Jet linearForm(
            String own, String other, String result, Jet jet, Value factor, Value value) {
        double[] numbers = jet.slopes() == null ? null : Constants.of(factor);
        if (numbers == null) {
            return null;
        }
        StringBuilder letters = new StringBuilder(result);
        for (int i = 0; i < own.length(); i++) {
            if (result.indexOf(own.charAt(i)) < 0) {
                letters.append(own.charAt(i));
            }
        }
        int[] extents = new int[letters.length()];
        long products = 1;
        for (int i = 0; i < extents.length; i++) {
            int at = own.indexOf(letters.charAt(i));
            extents[i] =
                    at >= 0 ? jet.value().shape().extent(at) : factor.shape().extent(other.indexOf(letters.charAt(i)));
            products *= extents[i];
        }
        if (products > MOST_PRODUCTS) {
            return null;
        }
        Shape all = Shape.of(extents);
        int[] column = walk(letters, own, jet.value().shape(), all);
        int[] row = walk(letters, result, value.shape(), all);
        int[] at = walk(letters, other, factor.shape(), all);
        int n = 0;
        double[] weight = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            if (numbers[at[i]] != 0) {
                row[n] = row[i];
                column[n] = column[i];
                weight[n++] = numbers[at[i]];
            }
        }
        SparseMatrix matrix = new SparseMatrix(
                value.shape().size(),
                jet.value().shape().size(),
                Arrays.copyOf(row, n),
                Arrays.copyOf(column, n),
                Arrays.copyOf(weight, n));
        return LinearForms.combine(value, List.of(matrix), List.of(jet));
    }

    /// The flat index in a value with the axes `word` at each index of all letters.
    private static int[] walk(CharSequence letters, String word, Shape shape, Shape all) {
        int[] strides = new int[letters.length()];
        int[] own = shape.strides();
        for (int i = 0; i < strides.length; i++) {
            int at = word.indexOf(letters.charAt(i));
            strides[i] = at < 0 ? 0 : own[at];
        }
        return Indexing.walk(all, strides, 0);
    }

    private static char unused(Operation.Contract c) {
        char r = 'a';
        while ((c.left() + c.right()).indexOf(r) >= 0) {
            r = r == 'z' ? 'A' : (char) (r + 1);
        }
        return r;
    }
}
