package ansatz.engine.linalg;

/// Inverses and determinants of small general matrices of one order, one after the other in the caller's memory: by
/// elimination with row pivots (G. H. Golub and C. F. Van Loan, Matrix Computations, section 3.4), whose inner
/// loops
/// run along rows. For a single or a large matrix [Lu] is the better way.
///
/// An object belongs to one thread at a time.
public final class GaussJordan {
    /// Pivots below it, relative to the largest element, are 0 to rounding.
    private static final double ROUNDING = 1e-12;

    private final int n;
    private final int[] pivots;
    private double logDeterminant;
    private int sign;

    /// @param n the order, at least 0
    public GaussJordan(int n) {
        this.n = n;
        this.pivots = new int[n];
    }

    /// Puts the inverse of a matrix in its place.
    ///
    /// @param a holds the matrix in rows of n
    /// @param at where it begins
    /// @return false if a pivot is 0 to rounding or not a number: what stands in the place of the matrix is of no
    /// use then
    public boolean invert(double[] a, int at) {
        logDeterminant = 0;
        sign = 1;
        double least = ROUNDING * largest(a, at);
        for (int k = 0; k < n; k++) {
            int p = pivot(a, at, k);
            pivots[k] = p;
            if (p != k) {
                exchangeRows(a, at + k * n, at + p * n);
                sign = -sign;
            }
            int row = at + k * n;
            double pivot = a[row + k];
            if (!(Math.abs(pivot) > least)) {
                logDeterminant = Double.NEGATIVE_INFINITY;
                sign = 0;
                return false;
            }
            logDeterminant += Math.log(Math.abs(pivot));
            sign = pivot < 0 ? -sign : sign;
            double inverse = 1 / pivot;
            a[row + k] = 1;
            for (int j = 0; j < n; j++) {
                a[row + j] *= inverse;
            }
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    eliminate(a, at + i * n, row, k);
                }
            }
        }
        // the columns of the inverse go back in the opposite order
        for (int k = n - 1; k >= 0; k--) {
            int p = pivots[k];
            for (int i = at; i < at + n * n && p != k; i += n) {
                double swap = a[i + k];
                a[i + k] = a[i + p];
                a[i + p] = swap;
            }
        }
        return true;
    }

    private double largest(double[] a, int at) {
        double largest = 0;
        for (int k = at; k < at + n * n; k++) {
            largest = Math.max(largest, Math.abs(a[k]));
        }
        return largest;
    }

    private int pivot(double[] a, int at, int k) {
        int p = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(a[at + i * n + k]) > Math.abs(a[at + p * n + k])) {
                p = i;
            }
        }
        return p;
    }

    private void exchangeRows(double[] a, int x, int y) {
        for (int j = 0; j < n; j++) {
            double swap = a[x + j];
            a[x + j] = a[y + j];
            a[y + j] = swap;
        }
    }

    /// Takes the multiple of the pivot's row off another row that leaves nothing in column k.
    private void eliminate(double[] a, int to, int row, int k) {
        double factor = -a[to + k];
        a[to + k] = 0;
        for (int j = 0; j < n; j++) {
            a[to + j] = Math.fma(factor, a[row + j], a[to + j]);
        }
    }

    /// The logarithm of the modulus of the determinant of the last matrix, minus infinity if it had no inverse.
    public double logDeterminant() {
        return logDeterminant;
    }

    /// The sign of the determinant of the last matrix: -1, 1, or 0 if it had no inverse.
    public int sign() {
        return sign;
    }
}
