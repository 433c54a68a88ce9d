package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;

/// Support vector machines, and the probabilities that their margins tell: of two classes one function f, with
/// p(last class) = 1 / (1 + exp(-(a f + b))); of more one against the others each, their probabilities brought to
/// the
/// sum 1 (J. Platt, Advances in Large Margin Classifiers (1999), p. 61).
///
/// @param kernel of two rows
/// @param points the support vectors, m x p
/// @param weights of each point in each function, functions x m
/// @param intercepts one a function
/// @param slopes a, one a function
/// @param shifts b, one a function
public record MarginFit(
        Kernel kernel, Array points, Array weights, double[] intercepts, double[] slopes, double[] shifts)
        implements Fitted {
    /// @throws IllegalArgumentException if the tables do not fit together
    public MarginFit {
        if (weights.shape().extent(1) != points.shape().extent(0)
                || weights.shape().extent(0) != intercepts.length
                || slopes.length != intercepts.length
                || shifts.length != intercepts.length) {
            throw new IllegalArgumentException("the tables of support vectors have different lengths");
        }
    }

    @Override
    public int features() {
        return points.shape().extent(1);
    }

    /// The functions f of rows.
    ///
    /// @return n x functions
    public Array margins(Array x) {
        int n = x.shape().extent(0);
        int m = points.shape().extent(0);
        int k = intercepts.length;
        var f = new double[n * k];
        for (int i = 0; i < n; i++) {
            System.arraycopy(intercepts, 0, f, i * k, k);
        }
        Blas.best()
                .gemm(
                        false,
                        true,
                        n,
                        k,
                        m,
                        1,
                        kernel.matrix(x, points).values(),
                        0,
                        m,
                        weights.values(),
                        0,
                        m,
                        1,
                        f,
                        0,
                        k);
        return new Array(Shape.of(n, k), f);
    }

    @Override
    public Array predict(Array x) {
        double[] f = margins(x).values();
        int functions = intercepts.length;
        int n = x.shape().extent(0);
        int k = Math.max(2, functions);
        var p = new double[n * k];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < functions; c++) {
                double own = 1 / (1 + StrictMath.exp(-(slopes[c] * f[i * functions + c] + shifts[c])));
                p[i * k + k - functions + c] = own;
            }
            if (functions == 1) {
                p[i * k] = 1 - p[i * k + 1];
            } else {
                Shares.of(p, i * k, k);
            }
        }
        return new Array(Shape.of(n, k), p);
    }
}
