package ansatz.problem;

/// The transverse-field Ising chain as free fermions (Lieb, Schultz and Mattis 1961; Pfeuty 1970).
///
/// A Jordan-Wigner transformation turns H = -J sum z z - h sum x into fermions whose modes have the energies 2
/// sigma, where sigma are the singular values of M = h - J T, T the shift by one site: E = -sum sigma plus 2 sigma
/// for each occupied mode.
final class FreeFermions {
    private FreeFermions() {}

    /// The ring. In the sector of even parity P = prod sigma^x the fermions are antiperiodic, k = (2m+1) pi/L, in
    /// the odd one periodic, k = 2 m pi/L; sigma_k = |h - J e^ik|. The parity of the state without a mode is the
    /// sign of det M. Where it is not the sector's, the lowest mode is occupied.
    static double ring(int length, double coupling, double field) {
        return Math.min(sector(length, coupling, field, true), sector(length, coupling, field, false));
    }

    private static double sector(int length, double coupling, double field, boolean even) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        boolean negative = false;
        for (int m = 0; m < length; m++) {
            int twice = 2 * m + (even ? 1 : 0);
            // k = pi twice / length; at k = 0 and pi the eigenvalue h - J e^ik of M is real, the others are pairs
            double sigma;
            if (twice == 0 || twice == length) {
                double real = twice == 0 ? field - coupling : field + coupling;
                negative ^= real < 0;
                sigma = Math.abs(real);
            } else {
                double half = Math.sin(Math.PI * twice / (2.0 * length));
                // |h - J e^ik|^2 without cancellation near k = 0
                sigma = Math.sqrt((field - coupling) * (field - coupling) + 4 * coupling * field * half * half);
            }
            sum += sigma;
            least = Math.min(least, sigma);
        }
        return -sum + (negative == even ? 2 * least : 0);
    }

    /// The open chain: minus the sum of the singular values of the bidiagonal M, which are the positive eigenvalues
    /// of the tridiagonal matrix with zero diagonal and h, J, h, J, ..., h beside it (Golub and Kahan 1965).
    static double open(int length, double coupling, double field) {
        var off = new double[2 * length - 1];
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(i % 2 == 0 ? field : coupling);
        }
        var zero = new double[2 * length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Tridiagonal.eigenvalue(zero, off, 2 * length, length + i);
        }
        return -sum;
    }
}
