package ansatz.continuum.model;

import ansatz.engine.array.Shape;
import ansatz.engine.trace.Value;
import java.util.List;

/// Sums of products of determinants, one factor a species.
final class Determinants {
    private Determinants() {}

    /// psi = prod_s det M_s.
    ///
    /// @param matrices `[n_s, n_s]` each
    static LogPsi product(List<Value> matrices) {
        return matrices.stream()
                .map(m -> new LogPsi(m.logAbsDeterminant(), m.signDeterminant()))
                .reduce(LogPsi::times)
                .orElseThrow();
    }

    /// psi = sum_k w_k prod_s det M_sk, without overflow.
    ///
    /// @param weights `[determinants]`
    /// @param matrices `[determinants, n_s, n_s]` each
    static LogPsi sum(Value weights, List<Value> matrices) {
        LogPsi products = product(matrices);
        Value top = products.log().max(0).stopGradient();
        Value sum = weights.times(products.sign())
                .times(products.log().minus(top).exp())
                .sum();
        return new LogPsi(sum.abs().log().plus(top), sum.sign());
    }

    /// The identity matrix, repeated.
    static Value identity(Value like, int times, int rows, int columns) {
        var ones = new double[times * rows * columns];
        for (int k = 0; k < times; k++) {
            for (int i = 0; i < Math.min(rows, columns); i++) {
                ones[(k * rows + i) * columns + i] = 1;
            }
        }
        return like.trace().constant(Shape.of(times, rows, columns), ones);
    }
}
