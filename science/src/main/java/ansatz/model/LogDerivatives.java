package ansatz.model;

import ansatz.engine.parallel.Team;

/// The matrix O_nk = d log |psi(s_n)| / d theta_k, by samples n and parameters k, as a linear operator: stored, or
/// kept in factors. Nothing is centred.
public interface LogDerivatives {
    /// The number of rows.
    int samples();

    /// The number of columns.
    int parameters();

    /// O itself, transposed: `out[k * stride + n]` = O_nk.
    ///
    /// @param stride at least [#samples()]; columns beyond are left alone
    void write(double[] out, int stride, Team team);

    /// O O^T, n by n in rows of [#samples()]: the lower triangle. What the rest holds is not said.
    void gram(double[] out, Team team);

    /// O^T diag(w) O in rows of [#parameters()], the lower triangle, where it costs less than the product of
    /// written
    /// rows.
    ///
    /// @param w a weight for each sample
    /// @return false where it does not; then nothing is written
    default boolean moments(double[] w, double[] out, Team team) {
        return false;
    }

    /// x^T O.
    ///
    /// @param x a number for each sample
    /// @param out takes a number for each parameter
    void transposeTimes(double[] x, double[] out, Team team);
}
