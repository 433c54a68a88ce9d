package ansatz.engine.execute;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Operation;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.ForwardLaplacian;
import ansatz.engine.transform.Simplify;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What forward Laplacians are made of runs as the reference interpreter says.
class LaplaciansTest {
    private static final int[] SIZES = {1, 7, 65};

    private static void agrees(Trace trace) {
        for (int samples : SIZES) {
            ExecutableTest.agrees(Simplify.apply(trace.program()), samples, false, samples);
        }
    }

    /// Matrices 3 + 0.2 x of dominant diagonal.
    private static Value regular(Value x) {
        int n = x.shape().extent(x.shape().rank() - 1);
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 3;
        }
        return x.times(0.2).plus(x.trace().constant(Shape.of(n, n), identity));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 14})
    void jetsOfDeterminantsOfAnyOrder(int n) {
        Trace t = new Trace();
        Value a = regular(t.sample("a", 2, n, n));
        Value x = t.sample("x", 2, n, n, 9);
        Value turned = t.sample("y", n, 2, 9, n).transpose(1, 0, 3, 2);
        t.output("plain", t.emit(new Operation.JetLogAbsDeterminant(), a, x));
        t.output(
                "transposed",
                t.emit(
                        new Operation.JetLogAbsDeterminant(),
                        a.transpose(1, 0, 2).transpose(1, 0, 2),
                        turned));
        t.output("without rows", t.emit(new Operation.JetLogAbsDeterminant(), a, x.slice(3, 3, 5)));
        t.output(
                "shared",
                t.emit(new Operation.JetLogAbsDeterminant(), regular(t.parameter("w", Initial.zeros(), 2, n, n)), x));
        agrees(t);
    }

    @Test
    void aSingularMatrixHasNoDerivatives() {
        Trace t = new Trace();
        Value zero = t.sample("a", 2, 2).times(0);
        t.output("z", t.emit(new Operation.JetLogAbsDeterminant(), zero, t.sample("x", 2, 2, 4)));
        agrees(t);
    }

    @Test
    void sumsOverPairsOfParticles() {
        Trace t = new Trace();
        Value x = t.sample("x", 5, 3);
        Value d = x.insertAxis(1).minus(x.insertAxis(0));
        Value r = d.square().sum(2).plus(0.3).sqrt().insertAxis(2);
        Value p = Value.concat(2, d, r)
                .linear(t.parameter("v", Initial.zeros(), 6, 4))
                .tanh();
        Value e = x.linear(t.parameter("u", Initial.zeros(), 6, 3)).sin();
        Value h = Value.concat(1, e, p.mean(1))
                .linear(t.parameter("w", Initial.zeros(), 5, 12))
                .tanh();
        ForwardLaplacian.Result result = ForwardLaplacian.of(regular(h).logAbsDeterminant(), x);
        t.output("value", result.value()).output("gradient", result.gradient()).output("laplacian", result.laplacian());
        agrees(t);
    }

    @Test
    void sparseProductsOfEveryPattern() {
        Trace t = new Trace();
        Value x = t.sample("x", 4, 3, 5);
        Value y = t.sample("y", 4, 3, 2);
        Value p = t.parameter("p", Initial.zeros(), 4, 3, 5);
        // all rows of an element in one place; each row shifted; elements overlapping those before them
        t.output("sums", sparse(Shape.of(12), 60, i -> i / 5, i -> 1 + i % 3, x));
        t.output("overlapping", sparse(Shape.of(17), 60, i -> i / 5 + i % 5, i -> 0.5, x));
        t.output("turned", sparse(Shape.of(4, 15), 60, i -> 59 - i, i -> -1, x.transpose(2, 0, 1)));
        t.output("holes", sparse(Shape.of(100), 60, i -> i / 7 * 11 + i % 7 % 3, i -> i % 2, x));
        t.output(
                "shared",
                sparse(Shape.of(3, 4), 60, i -> i % 12, i -> 2, p)
                        .times(x.get(0).sum()));
        t.output("of shared", sparse(Shape.of(12), 60, i -> i % 12, i -> 2, p));
        SparseMatrix wide = matrix(60, 60, i -> i, i -> 1);
        SparseMatrix narrow = matrix(60, 24, i -> i / 2 * 5 + 2 * (i % 2), i -> 3);
        t.output("both", t.emit(new Operation.SparseProduct(List.of(narrow, wide), Shape.of(4, 3, 5)), y, x.exp()));
        t.output("scalar", sparse(Shape.of(2), 1, i -> 1, i -> 4, x.sum()));
        agrees(t);
    }

    private interface Place {
        int of(int i);
    }

    private interface Weight {
        double of(int i);
    }

    private static SparseMatrix matrix(int rows, int columns, Place place, Weight weight) {
        int[] row = new int[columns];
        int[] column = new int[columns];
        double[] weights = new double[columns];
        Arrays.setAll(row, place::of);
        Arrays.setAll(column, i -> i);
        Arrays.setAll(weights, weight::of);
        return new SparseMatrix(rows, columns, row, column, weights);
    }

    private static Value sparse(Shape shape, int columns, Place place, Weight weight, Value x) {
        SparseMatrix matrix = matrix(shape.size(), columns, place, weight);
        return x.trace().emit(new Operation.SparseProduct(List.of(matrix), shape), x);
    }
}
