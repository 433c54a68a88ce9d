package ansatz.problem;

/// The exact evolution of all amplitudes of a small system.
///
/// exp(-i H t) v by Taylor's series, in pieces so short that the terms grow by no more than [#GROWTH] before
/// they fall.
public final class Propagation {
    /// The most spins for which it is worth the time.
    public static final int MOST_SITES = 14;

    /// A bound of |H| times the length of a piece: exp(4) = 55 units in the last place are lost to
    /// cancellation.
    private static final double GROWTH = 4;

    /// Terms smaller than this, relative to the state, are left out.
    private static final double NEGLIGIBLE = 1e-17;

    private Propagation() {}

    /// exp(-i H t) v, or exp(-H t) v divided by its norm.
    ///
    /// @param t at least 0
    public static StateVector evolve(PauliSum hamiltonian, StateVector v, double t, Time time) {
        double bound =
                hamiltonian.terms().values().stream().mapToDouble(Math::abs).sum();
        int pieces = (int) Math.max(1, Math.ceil(bound * t / GROWTH));
        var state = v;
        for (int k = 0; k < pieces; k++) {
            state = piece(hamiltonian, state, t / pieces, time);
            state = time == Time.IMAGINARY ? state.normalized() : state;
        }
        return state;
    }

    private static StateVector piece(PauliSum hamiltonian, StateVector v, double t, Time time) {
        double[] re = v.re().clone();
        double[] im = v.im().clone();
        double least = NEGLIGIBLE * NEGLIGIBLE * v.squaredNorm();
        var term = v;
        for (int k = 1; term.squaredNorm() > least; k++) {
            var image = term.image(hamiltonian);
            double factor = t / k;
            var nextRe = new double[re.length];
            var nextIm = new double[re.length];
            for (int s = 0; s < re.length; s++) {
                // times -i or -1
                nextRe[s] = factor * (time == Time.REAL ? image.im()[s] : -image.re()[s]);
                nextIm[s] = factor * (time == Time.REAL ? -image.re()[s] : -image.im()[s]);
                re[s] += nextRe[s];
                im[s] += nextIm[s];
            }
            term = new StateVector(nextRe, nextIm);
        }
        return new StateVector(re, im);
    }
}
