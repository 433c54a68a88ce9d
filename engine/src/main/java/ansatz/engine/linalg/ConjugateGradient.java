package ansatz.engine.linalg;

import ansatz.engine.kernel.Arithmetic;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.kernel.Reductions;

/// The method of conjugate gradients for A x = b with a symmetric positive definite operator (M. R. Hestenes and
/// E. Stiefel, J. Res. Natl. Bur. Stand. 49, 409 (1952)).
///
/// @param tolerance the residual |b - A x| relative to |b| at which to stop
/// @param iterations the most iterations
public record ConjugateGradient(double tolerance, int iterations) {
    /// @throws IllegalArgumentException if the tolerance is not positive or the number of iterations is negative
    public ConjugateGradient {
        if (!(tolerance > 0) || iterations < 0) {
            throw new IllegalArgumentException("conjugate gradients with tolerance " + tolerance + " and " + iterations
                    + " iterations: the tolerance must be positive, the iterations not negative");
        }
    }

    /// What came out.
    ///
    /// @param x the solution
    /// @param iterations how many iterations were done
    /// @param residual |b - A x| / |b| by the recurrence, 0 for b = 0
    /// @param converged whether the tolerance was reached
    public record Result(double[] x, int iterations, double residual, boolean converged) {}

    /// Solves from the starting point 0.
    ///
    /// @throws IllegalArgumentException if the operator is not square or b does not fit
    public Result solve(LinearOperator a, double[] b) {
        return solve(a, b, new double[b.length]);
    }

    /// Solves from a starting point.
    ///
    /// @param start not changed
    /// @throws IllegalArgumentException if the operator is not square or b or the starting point do not fit
    public Result solve(LinearOperator a, double[] b, double[] start) {
        int n = a.rows();
        if (a.columns() != n) {
            throw new IllegalArgumentException(
                    "conjugate gradients need a square operator, got " + n + " x " + a.columns());
        }
        Matrices.length(b, n, "the right-hand side");
        Matrices.length(start, n, "the starting point");
        Arithmetic arithmetic = Kernels.best().arithmetic();
        Reductions reductions = Kernels.best().reductions();
        double[] x = start.clone();
        double[] r = new double[n];
        a.apply(x, r);
        arithmetic.sub(b, 0, r, 0, r, 0, n);
        double[] p = r.clone();
        double[] q = new double[n];
        double rr = reductions.dot(r, 0, r, 0, n);
        double norm = Math.sqrt(reductions.dot(b, 0, b, 0, n));
        if (norm == 0) {
            return new Result(new double[n], 0, 0, true);
        }
        int done = 0;
        while (done < iterations && Math.sqrt(rr) > tolerance * norm) {
            a.apply(p, q);
            double curvature = reductions.dot(p, 0, q, 0, n);
            if (!(curvature > 0)) {
                break; // not positive definite in this direction, or NaN
            }
            double alpha = rr / curvature;
            arithmetic.axpy(alpha, p, 0, x, 0, n);
            arithmetic.axpy(-alpha, q, 0, r, 0, n);
            double next = reductions.dot(r, 0, r, 0, n);
            arithmetic.scale(next / rr, p, 0, p, 0, n);
            arithmetic.add(p, 0, r, 0, p, 0, n);
            rr = next;
            done++;
        }
        double residual = Math.sqrt(rr) / norm;
        return new Result(x, done, residual, residual <= tolerance);
    }
}
