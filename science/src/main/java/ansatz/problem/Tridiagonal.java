package ansatz.problem;

/// Eigenvalues of a real symmetric tridiagonal matrix by bisection on the number of negative pivots (Givens 1954;
/// Golub and Van Loan, Matrix Computations, section 8.4): each to rounding in the norm of the matrix.
final class Tridiagonal {
    private Tridiagonal() {}

    /// Eigenvalue number `index`, ascending from 0.
    ///
    /// @param diagonal n elements
    /// @param off the n - 1 elements beside the diagonal
    static double eigenvalue(double[] diagonal, double[] off, int size, int index) {
        double bound = 0;
        for (int i = 0; i < size; i++) {
            double radius = (i > 0 ? Math.abs(off[i - 1]) : 0) + (i + 1 < size ? Math.abs(off[i]) : 0);
            bound = Math.max(bound, Math.abs(diagonal[i]) + radius);
        }
        double low = -bound;
        double high = bound;
        while (true) {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high || high - low <= 0x1p-56 * bound) {
                return middle;
            }
            if (below(diagonal, off, size, middle) > index) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }

    /// How many eigenvalues are less than x: the negative pivots of A - x.
    private static int below(double[] diagonal, double[] off, int size, double x) {
        int count = 0;
        double pivot = 1;
        for (int i = 0; i < size; i++) {
            double coupling = i == 0 ? 0 : off[i - 1] * off[i - 1] / pivot;
            pivot = diagonal[i] - x - coupling;
            if (pivot == 0) {
                pivot = Double.MIN_NORMAL;
            }
            if (pivot < 0) {
                count++;
            }
        }
        return count;
    }
}
