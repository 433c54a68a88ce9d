package ansatz.problem;

import java.util.Arrays;

/// The ground state of a small system by the method of Lanczos, matrix-free over all 2^N configurations.
///
/// Configuration number n has spin i down (-1) where bit i of n is set.
public final class ExactDiagonalization {
    /// The most spins: the Krylov vectors of 2^N doubles have to fit into memory.
    public static final int MOST_SITES = 16;

    private static final int MOST_STEPS = 300;

    /// Of the eigenvector, relative to the energy.
    private static final double RESIDUAL = 1e-13;

    private ExactDiagonalization() {}

    /// @param energy the lowest eigenvalue
    /// @param vector its normalised eigenvector, by configuration number
    public record GroundState(double energy, double[] vector) {}

    /// @throws IllegalArgumentException if there are more than [#MOST_SITES] spins
    public static GroundState groundState(PauliSum hamiltonian) {
        int n = hamiltonian.sites();
        if (n > MOST_SITES) {
            throw new IllegalArgumentException(
                    "exact diagonalization of " + n + " spins; at most " + MOST_SITES + " fit into memory");
        }
        int size = 1 << n;
        int most = Math.min(MOST_STEPS, size);
        var basis = new double[most][];
        var alpha = new double[most];
        var beta = new double[most];
        var v = new double[size];
        // a start without symmetry: it overlaps with the ground state of any sector
        for (int i = 0; i < size; i++) {
            v[i] = 1 + 0.5 * Math.sin(1 + 0.7 * i * (i % 7));
        }
        scale(v, 1 / Math.sqrt(dot(v, v)));
        double energy = Double.POSITIVE_INFINITY;
        int steps = 0;
        while (steps < most) {
            basis[steps] = v;
            var w = apply(hamiltonian, v);
            alpha[steps] = dot(v, w);
            // full orthogonalisation, twice, keeps the basis orthogonal to rounding (Parlett)
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k <= steps; k++) {
                    axpy(-dot(basis[k], w), basis[k], w);
                }
            }
            double norm = Math.sqrt(dot(w, w));
            beta[steps] = norm;
            steps++;
            double next = Tridiagonal.eigenvalue(alpha, beta, steps, 0);
            // the residual of the Ritz vector is the coupling to the next Krylov vector times its last element
            double[] ritz = ritz(alpha, beta, steps, next);
            boolean done = norm * Math.abs(ritz[steps - 1]) <= RESIDUAL * Math.abs(next);
            energy = next;
            if (done) {
                break;
            }
            scale(w, 1 / norm);
            v = w;
        }
        return new GroundState(energy, combine(basis, ritz(alpha, beta, steps, energy)));
    }

    /// H v, by configuration number.
    public static double[] apply(PauliSum hamiltonian, double[] v) {
        var w = new double[v.length];
        for (int s = 0; s < v.length; s++) {
            w[s] = hamiltonian.diagonal().element(s) * v[s];
        }
        for (var group : hamiltonian.offDiagonal()) {
            int mask = 0;
            for (int site : group.flips()) {
                mask |= 1 << site;
            }
            for (int s = 0; s < v.length; s++) {
                w[s] += group.element(s) * v[s ^ mask];
            }
        }
        return w;
    }

    /// The eigenvector of the tridiagonal matrix by inverse iteration with partial pivoting.
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

    private static double[] combine(double[][] basis, double[] x) {
        var v = new double[basis[0].length];
        for (int k = 0; k < x.length; k++) {
            axpy(x[k], basis[k], v);
        }
        scale(v, 1 / Math.sqrt(dot(v, v)));
        return v;
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
