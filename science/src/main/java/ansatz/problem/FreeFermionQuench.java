package ansatz.problem;

import ansatz.lattice.Chain;
import java.util.Optional;

/// The Ising ring after a quench, by free fermions: it begins as the ground state for one coupling and field,
/// and evolves under others (E. Barouch, B. M. McCoy and M. Dresden, Phys. Rev. A 2, 1075 (1970)).
///
/// In the sector of even parity the momenta are k = (2m + 1) pi/N. Each pair k, -k with 0 < k < pi is empty or
/// full, a spin 1/2 with H_k = a tau^z + b tau^x, a = 2 (h - J cos k), b = 2 J sin k, of the energies -epsilon
/// and epsilon. The ground state has the vector <tau> = -(b, 0, a) / epsilon. In real time the vector turns
/// about (b, 0, a) by the angle 2 epsilon t, in imaginary time it leans towards the opposite of (b, 0, a). On a
/// ring of odd length the mode k = pi stays empty.
final class FreeFermionQuench {
    private static final String SOURCE =
            "free fermions, E. Barouch, B. M. McCoy and M. Dresden, Phys. Rev. A 2, 1075 (1970)";

    private final int length;
    private final Time time;
    private final double coupling;
    private final double field;
    /// By pair: (b, a) / epsilon, epsilon, and (<tau^x>, <tau^z>) at the beginning.
    private final double[][] pairs;

    private FreeFermionQuench(int length, Ising initial, Ising after, Time time) {
        this.length = length;
        this.time = time;
        this.coupling = after.coupling();
        this.field = after.field();
        this.pairs = new double[length / 2][];
        for (int m = 0; m < pairs.length; m++) {
            double k = (2 * m + 1) * Math.PI / length;
            double[] before = axis(initial, k);
            double[] axis = axis(after, k);
            pairs[m] = new double[] {axis[0], axis[1], axis[2], -before[0], -before[1]};
        }
    }

    private static double[] axis(Ising ising, double k) {
        double a = 2 * (ising.field() - ising.coupling() * Math.cos(k));
        double b = 2 * ising.coupling() * Math.sin(k);
        double epsilon = Math.hypot(a, b);
        // without a splitting nothing turns
        return epsilon == 0 ? new double[] {0, 1, 0} : new double[] {b / epsilon, a / epsilon, epsilon};
    }

    /// Where both are Ising rings and the first has a positive field, so that its ground state is the only one
    /// and positive; empty otherwise.
    static Optional<FreeFermionQuench> of(SpinProblem initial, SpinProblem problem, Time time) {
        return initial instanceof Ising first
                        && problem instanceof Ising after
                        && first.lattice() instanceof Chain chain
                        && chain.equals(after.lattice())
                        && chain.periodic()
                        && chain.length() > 2
                        && first.field() > 0
                        && (chain.length() % 2 == 0 || first.coupling() > 0)
                ? Optional.of(new FreeFermionQuench(chain.length(), first, after, time))
                : Optional.empty();
    }

    static String source() {
        return SOURCE;
    }

    /// sum_i <sigma^x_i> / N.
    double magnetizationX(double t) {
        double sum = length % 2;
        for (double[] pair : pairs) {
            sum -= 2 * at(pair, t)[1];
        }
        return sum / length;
    }

    /// <H>.
    double energy(double t) {
        double sum = length % 2 == 0 ? 0 : -(field + coupling);
        for (double[] pair : pairs) {
            double[] tau = at(pair, t);
            sum += pair[2] * (pair[0] * tau[0] + pair[1] * tau[1]);
        }
        return sum;
    }

    /// (<tau^x>, <tau^z>) at a time.
    private double[] at(double[] pair, double t) {
        double along = pair[0] * pair[3] + pair[1] * pair[4];
        double x = 2 * pair[2] * t;
        double acrossX = pair[3] - along * pair[0];
        double acrossZ = pair[4] - along * pair[1];
        if (time == Time.REAL) {
            double cos = Math.cos(x);
            return new double[] {along * pair[0] + cos * acrossX, along * pair[1] + cos * acrossZ};
        }
        double tanh = Math.tanh(x);
        double below = 1 - along * tanh;
        double now = (along - tanh) / below;
        double shrunk = 1 / (Math.cosh(x) * below);
        return new double[] {now * pair[0] + shrunk * acrossX, now * pair[1] + shrunk * acrossZ};
    }
}
