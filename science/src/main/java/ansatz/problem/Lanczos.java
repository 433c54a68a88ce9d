package ansatz.problem;

import java.util.Arrays;
import java.util.List;

/// The lowest eigenvalue of a symmetric operator and its vector (C. Lanczos, J. Res. Natl. Bur. Stand. 45, 255
/// (1950)), in two passes: the first finds the tridiagonal matrix, the second goes the same way, to the last bit,
/// and
/// adds up the eigenvector. Three vectors are held whatever the number of steps; orthogonality is lost only once
/// an eigenvalue has converged, and the search ends there (C. C. Paige, 1971).
final class Lanczos {
    private static final int MOST_STEPS = 1000;

    /// Of the eigenvector, relative to the energy; the error of the energy is of the order of its square.
    private static final double RESIDUAL = 1e-13;

    private final SectorOperator operator;
    private final List<double[]> below;
    private final double[] alpha = new double[MOST_STEPS];
    private final double[] beta = new double[MOST_STEPS];
    private final double energy;
    private final double[] ritz;

    /// @param below eigenvectors, normalised and orthogonal, that are left out
    Lanczos(SectorOperator operator, List<double[]> below) {
        this.operator = operator;
        this.below = List.copyOf(below);
        if (operator.states() == 0) {
            throw new IllegalArgumentException("the sector has no state");
        }
        int size = operator.dimension();
        var before = new double[size];
        var v = start();
        double lowest = Double.NaN;
        var vector = new double[] {1};
        for (int step = 0; step < MOST_STEPS; step++) {
            var w = step(v, before, step);
            double next = Tridiagonal.eigenvalue(alpha, beta, step + 1, 0);
            vector = ritz(alpha, beta, step + 1, next);
            lowest = next;
            // the residual of the Ritz vector is the coupling to the next vector times its last element
            if (beta[step] * Math.abs(vector[step]) <= RESIDUAL * Math.max(Math.abs(next), Double.MIN_NORMAL)
                    || beta[step] <= Math.ulp(Math.abs(next))) {
                break;
            }
            scale(w, 1 / beta[step]);
            before = v;
            v = w;
        }
        this.energy = lowest;
        this.ritz = vector;
    }

    /// A start without symmetry: fractions of the golden ratio. With states left out it is another one, as what the
    /// first
    /// has of a degenerate level is left out with the first state of the level.
    private double[] start() {
        var v = new double[operator.dimension()];
        double ratio = 0.6180339887498949 + below.size() * (Math.sqrt(2) - 1);
        for (int i = 0; i < v.length; i++) {
            double x = (i + 1) * ratio;
            v[i] = 0.25 + (x - Math.floor(x));
        }
        leaveOut(v);
        scale(v, 1 / Math.sqrt(dot(v, v)));
        return v;
    }

    /// w = H v - beta v_before - alpha v, with alpha and beta entered.
    private double[] step(double[] v, double[] before, int step) {
        var w = new double[v.length];
        operator.apply(v, w);
        if (step > 0) {
            axpy(-beta[step - 1], before, w);
        }
        alpha[step] = dot(v, w);
        axpy(-alpha[step], v, w);
        leaveOut(w);
        beta[step] = Math.sqrt(dot(w, w));
        return w;
    }

    /// What rounding brings back grows from step to step.
    private void leaveOut(double[] v) {
        for (double[] vector : below) {
            axpy(-dot(vector, v), vector, v);
        }
    }

    /// The lowest eigenvalue.
    double energy() {
        return energy;
    }

    /// Its normalised eigenvector.
    double[] vector() {
        var before = new double[operator.dimension()];
        var v = start();
        var sum = new double[v.length];
        for (int step = 0; step < ritz.length; step++) {
            axpy(ritz[step], v, sum);
            if (step + 1 < ritz.length) {
                var w = step(v, before, step);
                scale(w, 1 / beta[step]);
                before = v;
                v = w;
            }
        }
        scale(sum, 1 / Math.sqrt(dot(sum, sum)));
        return sum;
    }

    /// The eigenvector of the tridiagonal matrix by inverse iteration.
    private static double[] ritz(double[] alpha, double[] beta, int size, double energy) {
        // a shift by some rounding keeps the last pivot from being zero exactly
        double shift = energy - 1e-13 * Math.max(1, Math.abs(energy));
        var x = new double[size];
        Arrays.fill(x, 1.0);
        for (int pass = 0; pass < 4; pass++) {
            solve(alpha, beta, size, shift, x);
            scale(x, 1 / Math.sqrt(dot(x, x)));
        }
        return x;
    }

    /// x := (T - shift)^-1 x. T - shift is positive definite, since the shift is below the least eigenvalue.
    private static void solve(double[] alpha, double[] beta, int size, double shift, double[] x) {
        var pivot = new double[size];
        pivot[0] = alpha[0] - shift;
        for (int i = 1; i < size; i++) {
            double factor = beta[i - 1] / pivot[i - 1];
            pivot[i] = alpha[i] - shift - factor * beta[i - 1];
            x[i] -= factor * x[i - 1];
        }
        x[size - 1] /= pivot[size - 1];
        for (int i = size - 2; i >= 0; i--) {
            x[i] = (x[i] - beta[i] * x[i + 1]) / pivot[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void axpy(double c, double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += c * x[i];
        }
    }

    private static void scale(double[] x, double c) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= c;
        }
    }
}
