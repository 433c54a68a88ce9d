package ansatz.problem;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Lu;

/// The antiferromagnetic Heisenberg chain H = sum_i sigma_i . sigma_(i+1) by the ansatz of H. Bethe, Z. Phys. 71,
/// 205
/// (1931); the equations are those of M. Takahashi, Thermodynamics of One-Dimensional Solvable Models (1999),
/// chapter 2, and for free ends of F. C. Alcaraz and others, J. Phys. A 20, 6397 (1987).
///
/// The ground state has M = L/2 real rapidities x_j; with theta_n(x) = 2 atan(2 x / n)
/// on a ring L theta_1(x_j) = 2 pi I_j + sum_k theta_2(x_j - x_k), I_j = -(M-1)/2, ..., (M-1)/2, and with free
/// ends 2 L theta_1(x_j) = 2 pi I_j + sum_(k != j) [theta_2(x_j - x_k) + theta_2(x_j + x_k)], I_j = 1, ..., M.
/// E = (number of bonds) - sum_j 8 / (1 + 4 x_j^2).
public final class BetheAnsatz {
    /// Of the equations, whose terms sum up to 2 pi L.
    private static final double RESIDUAL = 1e-13;

    private static final int MOST_STEPS = 100;

    /// The longest chain that is solved in about a second: the work grows with the cube of the length.
    public static final int LONGEST = 1000;

    private BetheAnsatz() {}

    /// The ground-state energy of a ring.
    ///
    /// @param length an even number of spins, at least 4
    public static double ring(int length) {
        require(length, 4);
        int m = length / 2;
        var quantum = new double[m];
        for (int j = 0; j < m; j++) {
            quantum[j] = j - 0.5 * (m - 1);
        }
        return energy(length, rapidities(length, quantum, false));
    }

    /// The ground-state energy of a chain with free ends.
    ///
    /// @param length an even number of spins, at least 2
    public static double open(int length) {
        require(length, 2);
        int m = length / 2;
        var quantum = new double[m];
        for (int j = 0; j < m; j++) {
            quantum[j] = j + 1;
        }
        return energy(length - 1, rapidities(length, quantum, true));
    }

    /// The energy of a site of the endless chain, 1 - 4 ln 2 (L. Hulthen, Ark. Mat. Astron. Fys. 26A, 1 (1938)).
    public static double endless() {
        return 1 - 4 * Math.log(2);
    }

    private static void require(int length, int least) {
        if (length < least || length % 2 == 1) {
            throw new IllegalArgumentException("the Bethe equations are solved for an even number of spins, at least "
                    + least + ", found " + length);
        }
    }

    private static double energy(int bonds, double[] x) {
        double sum = 0;
        for (double rapidity : x) {
            sum += 8 / (1 + 4 * rapidity * rapidity);
        }
        return bonds - sum;
    }

    /// Newton's method from the rapidities of the endless chain, x = asinh(tan(2 pi I / L)) / pi; a step that does
    /// not
    /// lower the residual is halved.
    private static double[] rapidities(int length, double[] quantum, boolean open) {
        int m = quantum.length;
        var x = new double[m];
        for (int j = 0; j < m; j++) {
            // free ends: the I of a ring of 2 L + 1 sites, all below the quarter
            double share = open ? quantum[j] / (2.0 * length + 2) : quantum[j] / length;
            double tangent = Math.tan(2 * Math.PI * share);
            // asinh
            x[j] = Math.signum(tangent) * Math.log(Math.abs(tangent) + Math.hypot(1, tangent)) / Math.PI;
        }
        double[] f = equations(length, quantum, x, open);
        for (int step = 0; step < MOST_STEPS; step++) {
            if (norm(f) <= RESIDUAL * 2 * Math.PI * length) {
                return x;
            }
            double[] change = Lu.of(jacobian(length, x, open)).solve(f);
            double fraction = 1;
            double[] next;
            double[] there;
            do {
                next = new double[m];
                for (int j = 0; j < m; j++) {
                    next[j] = x[j] - fraction * change[j];
                }
                there = equations(length, quantum, next, open);
                fraction /= 2;
            } while (norm(there) > norm(f) && fraction > 1e-6);
            if (norm(there) >= norm(f)) {
                // rounding: no step lowers the residual any more
                return x;
            }
            x = next;
            f = there;
        }
        return x;
    }

    private static double[] equations(int length, double[] quantum, double[] x, boolean open) {
        var f = new double[x.length];
        for (int j = 0; j < f.length; j++) {
            double sum = (open ? 2 : 1) * length * 2 * Math.atan(2 * x[j]) - 2 * Math.PI * quantum[j];
            for (int k = 0; k < f.length; k++) {
                if (k != j) {
                    sum -= 2 * Math.atan(x[j] - x[k]) + (open ? 2 * Math.atan(x[j] + x[k]) : 0);
                }
            }
            f[j] = sum;
        }
        return f;
    }

    private static Array jacobian(int length, double[] x, boolean open) {
        int m = x.length;
        var a = new double[m * m];
        for (int j = 0; j < m; j++) {
            double own = (open ? 2 : 1) * length * 4 / (1 + 4 * x[j] * x[j]);
            for (int k = 0; k < m; k++) {
                if (k != j) {
                    double minus = 2 / (1 + (x[j] - x[k]) * (x[j] - x[k]));
                    double plus = open ? 2 / (1 + (x[j] + x[k]) * (x[j] + x[k])) : 0;
                    own -= minus + plus;
                    a[j * m + k] = minus - plus;
                }
            }
            a[j * m + j] = own;
        }
        return new Array(Shape.of(m, m), a);
    }

    private static double norm(double[] f) {
        double most = 0;
        for (double value : f) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }
}
