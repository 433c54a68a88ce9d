package ansatz.engine.kernel;

/// One small matrix a lane, in the layout `[row][column][lane]`: element (i, j) is a run of `n` lanes at
/// `off + (i columns + j) n`. Lane l of every operation sees only lane l of the inputs.
public interface LaneMatrices {
    /// c += a b, one product a lane by fused multiply-adds in the order of the inner index.
    ///
    /// @param a rows x inner
    /// @param b inner x columns
    /// @param c rows x columns; overlaps neither a nor b
    void multiplyAdd(
            double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, int rows, int inner, int columns, int n);

    /// The LU factorisation with partial pivoting of a `size` x `size` matrix a lane, in place: P A = L U, L with
    /// unit diagonal. Each lane chooses its own pivots, the largest modulus in the column, the first of equal ones.
    ///
    /// @param a the matrices, overwritten by L (below the diagonal) and U
    /// @param pivots `size` runs of row numbers (as doubles): step k exchanged rows k and `pivots[k]`
    /// @param logModulus one run: log |det A|, minus infinity where singular
    /// @param sign one run: the sign of det A: -1, 0 or 1 (NaN if the determinant is NaN)
    void factor(
            double[] a,
            int aOff,
            double[] pivots,
            int pivotsOff,
            double[] logModulus,
            int logModulusOff,
            double[] sign,
            int signOff,
            int size,
            int n);

    /// The inverse from [#factor]. In a singular lane the inverse is not finite.
    ///
    /// @param lu the factorisation; kept
    /// @param inverse `size` x `size`, overlaps nothing else
    void invert(
            double[] lu, int luOff, double[] pivots, int pivotsOff, double[] inverse, int inverseOff, int size, int n);
}
