package ansatz.model;

import ansatz.engine.kernel.Kernels;
import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// The matrix O of the derivatives d log psi(s_n) / d theta_k as a linear operator: stored, or kept in factors.
/// Nothing is centred.
///
/// A real wave function has one row a sample, a complex one two outputs, log |psi| and arg psi: first the rows of
/// the
/// real parts, then those of the imaginary parts, so that row a n + m is output a of sample m of n. With real
/// parameters all of the theory is in the products of these rows (the real part of the quantum geometric tensor is
/// O^T O, centred).
public interface LogDerivatives {
    /// The number of samples.
    int samples();

    /// The number of rows of each sample: 2 for a complex wave function, log |psi| and arg psi.
    default int outputs() {
        return 1;
    }

    /// The number of rows.
    default int rows() {
        return outputs() * samples();
    }

    /// The number of columns.
    int parameters();

    /// O itself, transposed: `out[offset + k * stride + row]`.
    ///
    /// @param stride at least [#rows()]; columns beyond are left alone
    void write(double[] out, int offset, int stride, Team team);

    /// O O^T in rows of [#rows()]: the lower triangle. What the rest holds is not said.
    void gram(double[] out, Team team);

    /// O^T diag(w) O in rows of [#parameters()], the lower triangle, where it costs less than the product of
    /// written
    /// rows.
    ///
    /// @param w a weight for each row
    /// @return false where it does not; then nothing is written
    default boolean moments(double[] w, double[] out, Team team) {
        return false;
    }

    /// O v. Rows are written for it, where there is no better way.
    ///
    /// @param v a number for each parameter
    /// @param out takes a number for each row
    default void times(double[] v, double[] out, Team team) {
        int n = rows();
        var written = new double[Math.multiplyExact(parameters(), n)];
        write(written, 0, n, team);
        Arrays.fill(out, 0, n, 0.0);
        for (int k = 0; k < v.length; k++) {
            Kernels.best().arithmetic().axpy(v[k], written, k * n, out, 0, n);
        }
    }

    /// x^T O.
    ///
    /// @param x a number for each row
    /// @param out takes a number for each parameter
    void transposeTimes(double[] x, double[] out, Team team);
}
