package ansatz.engine.transform;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Function;
import ansatz.engine.program.Operation;
import ansatz.engine.trace.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Simpler forms of contractions, for [Simplify].
final class ContractAlgebra {
    private ContractAlgebra() {}

    /// A simpler form of a contraction, or null.
    static @Nullable Value simpler(Simplify s, Operation.Contract c, Value a, Value b) {
        if (c.left().equals(c.right()) && c.left().equals(c.result())) {
            return ElementwiseAlgebra.apply(s, Function.MULTIPLY, a, b);
        }
        Value simple = oneSide(s, c.left(), c.right(), c.result(), a, b, false);
        return simple != null ? simple : oneSide(s, c.right(), c.left(), c.result(), b, a, true);
    }

    /// The rules for one operand `x` with axes `own`, the other operand `y` having the axes `other`.
    ///
    /// @param swapped whether `x` is the right operand
    private static @Nullable Value oneSide(
            Simplify s, String own, String other, String result, Value x, Value y, boolean swapped) {
        Double number = s.number(x);
        if (number != null && own.isEmpty()) {
            return scaled(s, other, result, y, number);
        }
        if (number != null) {
            Value scalar = s.emit(new Operation.Constant(
                    new double[] {number}, Shape.of(), x.type().kind()));
            return withoutRepetition(
                    s, own, other, result, new Operation.Broadcast(x.shape(), new int[0]), scalar, y, swapped);
        }
        return switch (s.operation(x)) {
            case Operation.Broadcast b -> withoutRepetition(s, own, other, result, b, s.operand(x, 0), y, swapped);
            case Operation.Transpose t -> {
                char[] word = new char[own.length()];
                for (int i = 0; i < word.length; i++) {
                    word[t.permutation()[i]] = own.charAt(i);
                }
                yield contract(s, new String(word), other, result, s.operand(x, 0), y, swapped);
            }
            case Operation.Elementwise e -> {
                Double factor = e.function() == Function.NEGATE ? Double.valueOf(-1) : ElementwiseAlgebra.factor(s, x);
                if (factor == null) {
                    yield null;
                }
                Value product = contract(s, own, other, result, s.operand(x, 0), y, swapped);
                if (product.shape().size() > x.shape().size()) {
                    // a factor is cheaper where there are fewer elements
                    yield null;
                }
                yield ElementwiseAlgebra.apply(s, Function.MULTIPLY, product, s.number(product, factor));
            }
            case Operation.Source ignored -> null;
            case Operation.Linear ignored -> null;
            case Operation.Contract ignored -> null;
            case Operation.Max ignored -> null;
            case Operation.Matrix ignored -> null;
            case Operation.Fused ignored -> null;
            case Operation.SampleMean ignored -> null;
            case Operation.StopGradient ignored -> null;
        };
    }

    /// A number times `y`, its axes in another order.
    private static Value scaled(Simplify s, String word, String result, Value y, double number) {
        int[] permutation = new int[result.length()];
        Arrays.setAll(permutation, i -> word.indexOf(result.charAt(i)));
        Value turned = s.emit(new Operation.Transpose(permutation), y);
        return ElementwiseAlgebra.apply(s, Function.MULTIPLY, turned, s.number(turned, number));
    }

    /// The operand without its repetition: an axis along which it is repeated is left to the other operand, which
    /// is summed over it first if the result does not have it; and if the other operand does not have it, then the
    /// result is
    /// repeated instead.
    private static Value withoutRepetition(
            Simplify s,
            String own,
            String other,
            String result,
            Operation.Broadcast repetition,
            Value inner,
            Value y,
            boolean swapped) {
        StringBuilder word = new StringBuilder();
        for (int axis : repetition.axes()) {
            word.append(own.charAt(axis));
        }
        int[] summed = new int[other.length()];
        int n = 0;
        StringBuilder otherWord = new StringBuilder();
        for (int i = 0; i < other.length(); i++) {
            char letter = other.charAt(i);
            if (word.indexOf(String.valueOf(letter)) < 0 && result.indexOf(letter) < 0) {
                summed[n++] = i;
            } else {
                otherWord.append(letter);
            }
        }
        StringBuilder resultWord = new StringBuilder();
        int[] kept = new int[result.length()];
        int[] extents = new int[result.length()];
        for (int i = 0; i < result.length(); i++) {
            char letter = result.charAt(i);
            int here = own.indexOf(letter);
            int there = other.indexOf(letter);
            extents[i] = here >= 0 ? repetition.shape().extent(here) : y.shape().extent(there);
            if (word.indexOf(String.valueOf(letter)) >= 0 || there >= 0) {
                kept[resultWord.length()] = i;
                resultWord.append(letter);
            }
        }
        Value rest = n == 0 ? y : s.emit(new Operation.Sum(Arrays.copyOf(summed, n)), y);
        Value product = contract(s, word.toString(), otherWord.toString(), resultWord.toString(), inner, rest, swapped);
        return resultWord.length() == result.length()
                ? product
                : s.emit(new Operation.Broadcast(Shape.of(extents), Arrays.copyOf(kept, resultWord.length())), product);
    }

    private static Value contract(
            Simplify s, String own, String other, String result, Value x, Value y, boolean swapped) {
        return swapped
                ? s.emit(new Operation.Contract(other, own, result), y, x)
                : s.emit(new Operation.Contract(own, other, result), x, y);
    }
}
