package ansatz.optimizer;

import ansatz.engine.parallel.Team;
import ansatz.model.LogDerivatives;

/// A cost near the current parameters: derivatives O of what the samples are compared by, and residuals e, by
/// sample
/// or, where each sample has several outputs, by row ([LogDerivatives]).
///
/// With one output the gradient is g = 2 sum_n w_n (O_n - <O>) (e_n - <e>), the metric S = sum_n w_n (O_n - <O>)
/// (O_n - <O>)^T, with <.> the weighted mean; with more of them both are sums over the outputs, each with a mean of
/// its own. For a wave function O is the derivative of log psi and e the local energy: g = 2 Re(<O* e> - <O*><e>)
/// is
/// the gradient of the energy, S the real part of the quantum geometric tensor <O* O> - <O*><O> (S. Sorella, Phys.
/// Rev. Lett. 80, 4558 (1998)), and real and imaginary parts are the two outputs. For a fit by least squares O is
/// the
/// derivative of the model and e its residual: the Gauss-Newton step.
///
/// @param derivatives O
/// @param weights w, whose sum is 1, by sample
/// @param residuals e, by row
/// @param centred whether the means are taken off; a fit does not
public record Tangent(LogDerivatives derivatives, double[] weights, double[] residuals, boolean centred) {

    /// The number of rows of O.
    public int rows() {
        return derivatives.rows();
    }

    /// Writes 2 sqrt(w_n) (e_n - <e>): what the centred rows sqrt(w_n) (O_n - <O>) are multiplied with to give the
    /// gradient.
    public void target(double[] out) {
        int samples = weights.length;
        for (int from = 0; from < rows(); from += samples) {
            double mean = 0;
            for (int n = 0; centred && n < samples; n++) {
                mean += weights[n] * residuals[from + n];
            }
            for (int n = 0; n < samples; n++) {
                out[from + n] = 2 * Math.sqrt(weights[n]) * (residuals[from + n] - mean);
            }
        }
    }

    /// Writes x for which X^T y = O^T x, with X_n = sqrt(w_n) (O_n - <O>).
    void uncentred(double[] y, double[] x) {
        // X^T y = O^T (sqrt(w) y) - <O> sum sqrt(w) y, and <O> = O^T w, for each output
        int samples = weights.length;
        for (int from = 0; from < rows(); from += samples) {
            double sum = 0;
            for (int n = 0; n < samples; n++) {
                x[from + n] = Math.sqrt(weights[n]) * y[from + n];
                sum += x[from + n];
            }
            for (int n = 0; centred && n < samples; n++) {
                x[from + n] -= weights[n] * sum;
            }
        }
    }

    /// Writes X v, with X_n = sqrt(w_n) (O_n - <O>).
    public void times(double[] v, double[] out, Team team) {
        derivatives.times(v, out, team);
        int samples = weights.length;
        for (int from = 0; from < rows(); from += samples) {
            double mean = 0;
            for (int n = 0; centred && n < samples; n++) {
                mean += weights[n] * out[from + n];
            }
            for (int n = 0; n < samples; n++) {
                out[from + n] = Math.sqrt(weights[n]) * (out[from + n] - mean);
            }
        }
    }

    /// The gradient g.
    public double[] gradient(Team team) {
        var target = new double[rows()];
        var x = new double[rows()];
        var g = new double[derivatives.parameters()];
        target(target);
        uncentred(target, x);
        derivatives.transposeTimes(x, g, team);
        return g;
    }
}
