package ansatz.engine.transform;

import static ansatz.engine.transform.Expressions.inner;
import static ansatz.engine.transform.Expressions.last;
import static ansatz.engine.transform.Expressions.length;
import static ansatz.engine.transform.Expressions.repeat;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Function;
import ansatz.engine.program.Operation;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Jets of elementwise functions. For y = f(x) with Jacobian rows x_k and Laplacian x_L: y_k = f' x_k and y_L = f'
/// x_L + f'' sum_k x_k^2; products and other functions of two arguments accordingly.
final class ElementwiseJets {
    private ElementwiseJets() {}

    /// The jet of `f(x)`.
    static Lifted of(Function f, Lifted... x) {
        Value[] values = Arrays.stream(x).map(Lifted::value).toArray(Value[]::new);
        Value value = values[0].trace().emit(new Operation.Elementwise(f), values);
        if (f == Function.MULTIPLY) {
            return Lifted.of(multiply(x[0], x[1]));
        }
        if (f == Function.DIVIDE) {
            Lifted inverse = of(Function.RECIPROCAL, x[1]);
            return Lifted.of(multiply(x[0], inverse));
        }
        return switch (Derivatives.of(f)) {
            case Derivatives.Flat ignored -> new Lifted(value, null);
            case Derivatives.Signed s -> signed(s, x, value);
            case Derivatives.Smooth s -> {
                Jet jet = x[0].jet();
                yield jet == null
                        ? new Lifted(value, null)
                        : Lifted.of(chain(
                                value,
                                s.first().at(values[0], value),
                                s.second().at(values[0], value),
                                jet));
            }
            case Derivatives.SmoothPair s -> Lifted.of(pair(s, x[0], x[1], value));
            case Derivatives.Choice c -> Lifted.of(select(c.condition().at(values), x[c.yes()], x[c.no()], value));
        };
    }

    private static Jet chain(Value f0, @Nullable Value f1, @Nullable Value f2, Jet x) {
        Trace trace = f0.trace();
        Value zero = trace.constant(f0.shape(), 0);
        Operation operation = x.isAffine() ? new Operation.JetAffineChain() : new Operation.JetChain();
        Value first = f1 == null ? zero : f1;
        Value second = f2 == null ? zero : f2;
        return Jet.packed(trace.emit(operation, f0, first, second, x.derivatives()), x.support());
    }

    private static Lifted signed(Derivatives.Signed signs, Lifted[] x, Value value) {
        List<Jet> jets = new ArrayList<>();
        List<Integer> sign = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            Jet jet = x[i].jet();
            if (jet != null) {
                jets.add(jet);
                sign.add(i == 0 ? signs.first() : signs.second());
            }
        }
        if (jets.isEmpty()) {
            return new Lifted(value, null);
        }
        Jet form = LinearForms.combine(
                value,
                sign.stream()
                        .map(s -> SparseMatrix.diagonal(value.shape().size(), s))
                        .toList(),
                jets);
        if (form != null) {
            return Lifted.of(form);
        }
        Jet a = signed(sign.get(0), jets.get(0));
        return Lifted.of(jets.size() == 1 ? a.withValue(value) : plus(value, a, signed(sign.get(1), jets.get(1))));
    }

    private static Jet signed(int sign, Jet x) {
        return sign == 1 ? x : x.linear(x.value().negate(), x.derivatives().negate(), x.support());
    }

    private static Jet plus(Value value, Jet a, Jet b) {
        boolean affine = a.isAffine() && b.isAffine();
        Support support = a.support().union(b.support());
        Jet p = affine || !a.isAffine() ? a : a.align(support).pack();
        Jet q = affine || !b.isAffine() ? b : b.align(support).pack();
        boolean fresh = p.fresh() && q.fresh();
        Value sum;
        if (affine || p.support().equals(q.support())) {
            sum = p.align(support).derivatives().plus(q.align(support).derivatives());
        } else {
            // one step moves the rows to their places and adds them
            List<SparseMatrix> rows = Stream.of(p, q)
                    .map(x -> RowMatrices.of(SparseMatrix.diagonal(value.shape().size(), 1), x.support(), support, 2))
                    .toList();
            Shape shape = value.shape().append(support.width() + 2);
            sum = value.trace().emit(new Operation.SparseProduct(rows, shape), p.derivatives(), q.derivatives());
        }
        if (affine) {
            return Jet.affine(value, support, sum);
        }
        return fresh ? Jet.packed(sum, support) : Jet.packed(value, sum, support);
    }

    private static Jet multiply(Lifted a, Lifted b) {
        if (a.jet() == null) {
            return b.derived().scale(a.value());
        }
        if (b.jet() == null) {
            return a.jet().scale(b.value());
        }
        Support support = a.jet().support().union(b.jet().support());
        Jet x = a.jet().align(support).pack();
        Jet y = b.jet().align(support).pack();
        return Jet.packed(
                x.value()
                        .trace()
                        .emit(new Operation.JetProduct(), x.value(), y.value(), x.derivatives(), y.derivatives()),
                support);
    }

    /// y_k = f_a a_k + f_b b_k, y_L = f_a a_L + f_b b_L + sum_k (f_aa a_k^2 + 2 f_ab a_k b_k + f_bb b_k^2).
    private static Jet pair(Derivatives.SmoothPair f, Lifted a, Lifted b, Value value) {
        Value u = a.value();
        Value v = b.value();
        Jet x = a.jet();
        Jet y = b.jet();
        if (y == null) {
            return chain(value, f.a().at(u, v, value), f.aa().at(u, v, value), a.derived());
        }
        if (x == null) {
            return chain(value, f.b().at(u, v, value), f.bb().at(u, v, value), y);
        }
        Support support = x.support().union(y.support());
        Jet p = x.align(support).pack();
        Jet q = y.align(support).pack();
        Value second = zeroIfNull(f.aa().at(u, v, value), u)
                .times(inner(p.jacobian(), p.jacobian()))
                .plus(zeroIfNull(f.ab().at(u, v, value), u)
                        .times(inner(p.jacobian(), q.jacobian()))
                        .times(value.trace().constant(u.shape(), 2)))
                .plus(zeroIfNull(f.bb().at(u, v, value), u).times(inner(q.jacobian(), q.jacobian())));
        Value first = p.scale(zeroIfNull(f.a().at(u, v, value), u))
                .derivatives()
                .plus(q.scale(zeroIfNull(f.b().at(u, v, value), u)).derivatives());
        return Jet.packed(value, first.plus(last(second, first.shape())), support);
    }

    private static Value zeroIfNull(@Nullable Value derivative, Value like) {
        return derivative == null ? like.trace().constant(like.shape(), 0) : derivative;
    }

    private static Jet select(Value condition, Lifted yes, Lifted no, Value value) {
        Jet x = yes.jet();
        Jet y = no.jet();
        Support support = x == null
                ? no.derived().support()
                : y == null ? x.support() : x.support().union(y.support());
        Jet a = x == null
                ? Jet.constant(yes.value(), support)
                : x.align(support).pack();
        Jet b = y == null ? Jet.constant(no.value(), support) : y.align(support).pack();
        Value wide = repeat(condition, length(a.derivatives()));
        return Jet.packed(value, wide.select(a.derivatives(), b.derivatives()), support);
    }
}
