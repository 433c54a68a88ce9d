package ansatz.study;

import ansatz.schema.Key;
import ansatz.schema.Name;

/// How a final value is measured: with the parameters frozen, after a fresh burn-in, until its error is small
/// enough, and for observables that are not converged by then up to sixteen times as long.
@Name(value = "evaluation", summary = "Final measurement with frozen parameters, until the error is small enough")
public record Evaluation(
        @Key(value = "standard error of the energy at which the evaluation ends", unit = "of the problem", above = 0)
        double error,

        @Key(
                value = "most draws of each chain; at fewer the evaluation does not end without its error",
                min = 32,
                max = 1e6)
        int draws,

        @Key(value = "iterations that are thrown away first", min = 0, max = 1e6)
        int burnIn) {

    /// An error of 1e-4 within 2000 draws, after 50 iterations.
    public static final Evaluation DEFAULTS = new Evaluation(1e-4, 2000, 50);

    /// The same evaluation down to another error.
    public Evaluation error(double standardError) {
        return new Evaluation(standardError, draws, burnIn);
    }

    /// The same evaluation with another largest number of draws.
    public Evaluation draws(int most) {
        return new Evaluation(error, most, burnIn);
    }

    /// The same evaluation after another number of iterations.
    public Evaluation burnIn(int iterations) {
        return new Evaluation(error, draws, iterations);
    }
}
