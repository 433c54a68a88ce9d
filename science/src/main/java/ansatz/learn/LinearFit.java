package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;

/// A fitted model that is linear in its features: x . b + b0, or for classes the softmax of one such number a
/// class.
///
/// @param intercepts b0, one a output
/// @param coefficients b, outputs x features
/// @param errors the standard errors of the coefficients, outputs x features; NaN where no formula tells them
/// @param probabilities whether the outputs are those of a softmax
/// @param rank of the matrix of centred features, as far as the model found it out; -1 if not
/// @param condition its condition number; NaN if not known
/// @param gap how far the cost may lie above its least value, in units of the cost at b = 0; 0 for a closed form
public record LinearFit(
        double[] intercepts,
        Array coefficients,
        Array errors,
        boolean probabilities,
        int rank,
        double condition,
        double gap)
        implements Fitted {
    @Override
    public int features() {
        return coefficients.shape().extent(1);
    }

    /// The same fit with errors that were found in another way.
    public LinearFit withErrors(Array others) {
        return new LinearFit(intercepts, coefficients, others, probabilities, rank, condition, gap);
    }

    @Override
    public Array predict(Array x) {
        int n = x.shape().extent(0);
        int p = features();
        int k = intercepts.length;
        var out = new double[n * k];
        for (int i = 0; i < n; i++) {
            System.arraycopy(intercepts, 0, out, i * k, k);
        }
        Blas.best().gemm(false, true, n, k, p, 1, x.values(), 0, p, coefficients.values(), 0, p, 1, out, 0, k);
        if (probabilities) {
            for (int i = 0; i < n; i++) {
                softmax(out, i * k, k);
            }
        }
        return new Array(Shape.of(n, k), out);
    }

    /// exp(z_k) / sum exp(z), in place.
    static void softmax(double[] z, int offset, int k) {
        double most = z[offset];
        for (int c = 1; c < k; c++) {
            most = Math.max(most, z[offset + c]);
        }
        double sum = 0;
        for (int c = 0; c < k; c++) {
            z[offset + c] = StrictMath.exp(z[offset + c] - most);
            sum += z[offset + c];
        }
        for (int c = 0; c < k; c++) {
            z[offset + c] /= sum;
        }
    }
}
