package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
import java.util.Arrays;

/// A sum of kernels about the rows that were learned from, f(x) = sum_i a_i k(x, x_i) + a_0.
///
/// @param points the rows, n x p
/// @param weights a, n, of sum 0
/// @param intercept a_0
public record KernelFit(Kernel kernel, Array points, double[] weights, double intercept) implements Fitted {
    @Override
    public int features() {
        return points.shape().extent(1);
    }

    @Override
    public Array predict(Array x) {
        int n = x.shape().extent(0);
        int m = weights.length;
        var f = new double[n];
        Arrays.fill(f, intercept);
        Blas.best().gemv(false, n, m, 1, kernel.matrix(x, points).values(), 0, m, weights, 0, 1, f, 0);
        return new Array(Shape.of(n, 1), f);
    }
}
