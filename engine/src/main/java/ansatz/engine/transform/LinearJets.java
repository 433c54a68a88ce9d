package ansatz.engine.transform;

import static ansatz.engine.transform.Expressions.expand;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Indexing;
import ansatz.engine.program.Operation;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Jets of operations that move elements and add them up: they do to all rows what they do to the value. Where
/// elements that are added change along different directions, each row goes to its place in the sum, or to the
/// coordinates of its direction.
final class LinearJets {
    private LinearJets() {}

    /// The jet of a linear operation on one operand.
    static Jet of(Operation.Linear operation, Jet x) {
        Shape shape = x.value().shape();
        Value value = x.value().trace().emit(operation, x.value());
        int[] source = Indexing.source(operation, shape).orElse(null);
        return source == null ? sum(operation, x, value) : move(operation, x, value, source);
    }

    private static Jet move(Operation.Linear operation, Jet x, Value value, int[] source) {
        Support support = x.support().map(source);
        double[] slopes = x.slopes();
        if (slopes != null) {
            double[] moved = new double[source.length];
            Arrays.setAll(moved, i -> source[i] < 0 ? 0 : slopes[source[i]]);
            return Jet.linearForm(value, support, moved);
        }
        Value d = x.derivatives();
        int width = d.shape().extent(d.shape().rank() - 1);
        int rank = x.value().shape().rank();
        return x.linear(value, value.trace().emit(withRows(operation, rank, width), d), support);
    }

    private static Jet sum(Operation.Linear operation, Jet x, Value value) {
        SparseMatrix matrix = matrix(operation, x.value().shape(), value.shape().size());
        Jet form = LinearForms.combine(value, List.of(matrix), List.of(x));
        if (form != null) {
            return form;
        }
        int[] target = new int[matrix.columns()];
        Arrays.fill(target, -1);
        boolean once = true;
        for (int k = 0; k < matrix.entries(); k++) {
            once &= target[matrix.column(k)] < 0;
            target[matrix.column(k)] = matrix.row(k);
        }
        Support grouped = once ? x.support().group(target, matrix.rows()) : grouped(x.support(), matrix);
        if (operation instanceof Operation.Sum s && grouped.map(target).equals(x.support())) {
            return x.linear(value, value.trace().emit(s, x.derivatives()), grouped);
        }
        SparseMatrix rows = RowMatrices.of(matrix, x.support(), grouped, x.extra());
        Shape shape = value.shape().append(grouped.width() + x.extra());
        return x.linear(value, RowMatrices.multiply(rows, x.derivatives(), shape), grouped);
    }

    /// The directions of all elements that make up each row of a matrix.
    private static Support grouped(Support x, SparseMatrix matrix) {
        int[] source = new int[matrix.entries()];
        int[] target = new int[matrix.entries()];
        Arrays.setAll(source, matrix::column);
        Arrays.setAll(target, matrix::row);
        return x.map(source).group(target, matrix.rows());
    }

    private static SparseMatrix matrix(Operation.Linear operation, Shape operand, int rows) {
        return switch (operation) {
            case Operation.Sum s -> adding(Indexing.reduction(s.axes(), operand), rows);
            case Operation.SegmentSum s -> adding(s.index(), rows);
            case Operation.SparseProduct p -> p.matrices().get(0);
            case Operation.Reshape r -> throw unexpected(r);
            case Operation.Transpose t -> throw unexpected(t);
            case Operation.Slice s -> throw unexpected(s);
            case Operation.Pad p -> throw unexpected(p);
            case Operation.Broadcast b -> throw unexpected(b);
            case Operation.Concat c -> throw unexpected(c);
            case Operation.Gather g -> throw unexpected(g);
        };
    }

    /// The matrix that adds element `e` to element `target[e]`, or to none (-1).
    private static SparseMatrix adding(int[] target, int rows) {
        int[] row = new int[target.length];
        int[] column = new int[target.length];
        int n = 0;
        for (int e = 0; e < target.length; e++) {
            if (target[e] >= 0) {
                row[n] = target[e];
                column[n++] = e;
            }
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return new SparseMatrix(rows, target.length, Arrays.copyOf(row, n), Arrays.copyOf(column, n), ones);
    }

    private static IllegalStateException unexpected(Operation operation) {
        return new IllegalStateException(operation + " does something else with its elements");
    }

    /// A linear operation that moves elements, on values with one more axis at the end.
    private static Operation withRows(Operation.Linear operation, int rank, int rows) {
        return switch (operation) {
            case Operation.Reshape r -> new Operation.Reshape(r.shape().append(rows));
            case Operation.Transpose t -> new Operation.Transpose(append(t.permutation(), rank));
            case Operation.Slice s ->
                new Operation.Slice(append(s.start(), 0), s.shape().append(rows));
            case Operation.Pad p ->
                new Operation.Pad(append(p.start(), 0), p.shape().append(rows));
            case Operation.Broadcast b ->
                new Operation.Broadcast(
                        b.shape().append(rows), append(b.axes(), b.shape().rank()));
            case Operation.Gather g ->
                new Operation.Gather(widen(g.index(), rows), g.shape().append(rows));
            case Operation.Sum s -> throw unexpected(s);
            case Operation.SegmentSum s -> throw unexpected(s);
            case Operation.Concat c -> throw unexpected(c);
            case Operation.SparseProduct p -> throw unexpected(p);
        };
    }

    private static int[] append(int[] array, int last) {
        int[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = last;
        return longer;
    }

    private static int[] widen(int[] index, int rows) {
        int[] wide = new int[index.length * rows];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = index[i / rows] < 0 ? -1 : index[i / rows] * rows + i % rows;
        }
        return wide;
    }

    /// The jet of a concatenation. Parts that carry rows carry those of the whole: all directions of the elements
    /// along the axis where that takes no more room than the widest part, else each element its own.
    static Jet concat(Operation.Concat c, Lifted... parts) {
        Value[] values = Arrays.stream(parts).map(Lifted::value).toArray(Value[]::new);
        Trace trace = values[0].trace();
        Value value = trace.emit(c, values);
        Support support = support(c, parts, value.shape());
        double[] slopes = slopes(c, parts, value.shape());
        if (slopes != null) {
            return Jet.linearForm(value, support, slopes);
        }
        int[] along = Indexing.reduction(new int[] {c.axis()}, value.shape());
        Support grouped = support.group(along, along.length / value.shape().extent(c.axis()));
        if (grouped.width() <= support.width()) {
            support = grouped.map(along);
        }
        boolean affine =
                Arrays.stream(parts).allMatch(p -> p.jet() == null || p.jet().isAffine());
        Value[] derivatives = new Value[parts.length];
        int before = 0;
        for (int i = 0; i < parts.length; i++) {
            Jet jet = parts[i].jet();
            Shape shape = values[i].shape();
            Support own = support.map(Indexing.concat(c.axis(), before, shape, value.shape()));
            if (jet != null) {
                Jet aligned = jet.align(own);
                derivatives[i] = (affine ? aligned : aligned.pack()).derivatives();
            } else {
                derivatives[i] = affine
                        ? trace.constant(shape.append(own.width()), 0)
                        : Jet.constant(values[i], own).derivatives();
            }
            before += shape.extent(c.axis());
        }
        boolean fresh = Arrays.stream(parts)
                .allMatch(p -> p.jet() == null || p.jet().isAffine() || p.jet().fresh());
        Value whole = trace.emit(c, derivatives);
        return affine
                ? Jet.affine(value, support, whole)
                : fresh ? Jet.packed(whole, support) : Jet.packed(value, whole, support);
    }

    /// Each element of a concatenation with the directions that it has in its part.
    private static Support support(Operation.Concat c, Lifted[] parts, Shape whole) {
        int[] source = new int[whole.size()];
        Support all = null;
        int before = 0;
        for (Lifted part : parts) {
            Jet jet = part.jet();
            Shape shape = part.value().shape();
            int[] places = Indexing.concat(c.axis(), before, shape, whole);
            int first = all == null ? 0 : all.elements();
            for (int e = 0; e < places.length; e++) {
                source[places[e]] = jet == null ? -1 : first + e;
            }
            if (jet != null) {
                all = all == null ? jet.support() : Support.stack(all, jet.support());
            }
            before += shape.extent(c.axis());
        }
        if (all == null) {
            throw new IllegalStateException("a concatenation of values without jets");
        }
        return all.map(source);
    }

    /// The slopes of a concatenation of linear forms and values that do not depend on the coordinates, else null.
    private static double @Nullable [] slopes(Operation.Concat c, Lifted[] parts, Shape whole) {
        double[] slopes = new double[whole.size()];
        int before = 0;
        for (Lifted part : parts) {
            Jet jet = part.jet();
            Shape shape = part.value().shape();
            int[] places = Indexing.concat(c.axis(), before, shape, whole);
            double[] own = jet == null ? new double[places.length] : jet.slopes();
            if (own == null) {
                return null;
            }
            for (int e = 0; e < places.length; e++) {
                slopes[places[e]] = own[e];
            }
            before += shape.extent(c.axis());
        }
        return slopes;
    }

    /// The jet of a sum of matrix products, of which some may not depend on the coordinates.
    static Lifted sparse(Operation.SparseProduct p, Lifted... x) {
        Lifted sum = null;
        for (int i = 0; i < x.length; i++) {
            Operation.SparseProduct one =
                    new Operation.SparseProduct(List.of(p.matrices().get(i)), p.shape());
            Jet jet = x[i].jet();
            Lifted term = jet == null
                    ? new Lifted(x[i].value().trace().emit(one, x[i].value()), null)
                    : Lifted.of(of(one, jet));
            sum = sum == null ? term : ElementwiseJets.of(ansatz.engine.program.Function.ADD, sum, term);
        }
        if (sum == null) {
            throw new IllegalStateException("a sum of no products");
        }
        return sum;
    }

    /// The maximum has the derivatives of the largest element; where several are largest, their mean.
    static Jet max(Operation.Max m, Jet x) {
        Value value = x.value().trace().emit(m, x.value());
        int[] axes = m.axes();
        Value wide = expand(value, axes, x.value().shape());
        Value largest = x.value().equalTo(wide).toReal();
        Value count = expand(largest.sum(axes), axes, x.value().shape());
        return of(new Operation.Sum(axes), x.scale(largest.over(count))).withValue(value);
    }
}
