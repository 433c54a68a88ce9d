package ansatz.optimizer;

import java.util.Locale;

/// What one step of an optimiser did.
///
/// @param gradient the norm of the gradient
/// @param length the length of the step in the metric of the samples, sqrt(dtheta^T S dtheta): for a wave function
/// its change as an angle; NaN where the optimiser does not know the metric
/// @param rate the rate that was used, after the cap
/// @param shift what was added to the diagonal of the metric; NaN where there is none
/// @param solver how the linear system was solved: "parameters", "samples", with "eigenvalues" where Cholesky
/// failed; empty where there is none
/// @param rank the numerical rank of the metric with its shift, -1 if unknown
/// @param condition a lower bound of the condition number of the metric with its shift, NaN if unknown
public record Step(
        double gradient, double length, double rate, double shift, String solver, int rank, double condition) {
    /// How the linear system was solved, as a person reads it: "in the space of samples by Cholesky, rank 1008,
    /// condition at
    /// least 3e5"; empty where there is none.
    public String words() {
        if (solver.isEmpty()) {
            return "";
        }
        boolean byEigenvalues = solver.endsWith(", eigenvalues");
        String space = byEigenvalues ? solver.substring(0, solver.lastIndexOf(',')) : solver;
        return String.format(
                Locale.ROOT,
                "in the space of %s by %s, rank %d, condition %s%.1e",
                space,
                byEigenvalues ? "eigenvalues" : "Cholesky",
                rank,
                byEigenvalues ? "" : "at least ",
                condition);
    }

    /// A step along the gradient.
    static Step plain(double gradient, double rate) {
        return new Step(gradient, Double.NaN, rate, Double.NaN, "", -1, Double.NaN);
    }
}
