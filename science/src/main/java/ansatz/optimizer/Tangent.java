package ansatz.optimizer;

import ansatz.engine.parallel.Team;
import ansatz.model.LogDerivatives;

/// A cost near the current parameters: derivatives O_nk of what the samples are compared by, and residuals e_n.
///
/// The gradient is g = 2 sum_n w_n (O_n - <O>) (e_n - <e>), the metric S = sum_n w_n (O_n - <O>) (O_n - <O>)^T,
/// with
/// <.> the weighted mean. For a wave function O is the derivative of log psi and e the local energy: g is the
/// gradient of the energy, S the real part of the quantum geometric tensor (S. Sorella, Phys. Rev. Lett. 80, 4558
/// (1998)). For a fit by least squares O is the derivative of the model and e its residual: the Gauss-Newton step.
///
/// @param derivatives O
/// @param weights w, whose sum is 1, by sample
/// @param residuals e, by sample
/// @param centred whether the means are taken off; a fit does not
public record Tangent(LogDerivatives derivatives, double[] weights, double[] residuals, boolean centred) {

    /// Writes 2 sqrt(w_n) (e_n - <e>): what the centred rows sqrt(w_n) (O_n - <O>) are multiplied with to give the
    /// gradient.
    void target(double[] out) {
        double mean = 0;
        for (int n = 0; centred && n < weights.length; n++) {
            mean += weights[n] * residuals[n];
        }
        for (int n = 0; n < weights.length; n++) {
            out[n] = 2 * Math.sqrt(weights[n]) * (residuals[n] - mean);
        }
    }

    /// Writes x for which X^T y = O^T x, with X_n = sqrt(w_n) (O_n - <O>).
    void uncentred(double[] y, double[] x) {
        // X^T y = O^T (sqrt(w) y) - <O> sum sqrt(w) y, and <O> = O^T w
        double sum = 0;
        for (int n = 0; n < weights.length; n++) {
            x[n] = Math.sqrt(weights[n]) * y[n];
            sum += x[n];
        }
        for (int n = 0; centred && n < weights.length; n++) {
            x[n] -= weights[n] * sum;
        }
    }

    /// The gradient g.
    public double[] gradient(Team team) {
        var target = new double[weights.length];
        var x = new double[weights.length];
        var g = new double[derivatives.parameters()];
        target(target);
        uncentred(target, x);
        derivatives.transposeTimes(x, g, team);
        return g;
    }
}
