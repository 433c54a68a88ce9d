package ansatz.study;

import ansatz.schema.Reference;
import ansatz.statistics.ErrorNotation;
import ansatz.statistics.Estimate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One estimate of a study, with what tells how far to trust it, and the known value to hold it against.
///
/// @param name the name in result.json: lower case, words joined by an underscore
/// @param mean the value, in `unit`
/// @param error its standard error, 0 if exact
/// @param unit the unit, empty for a pure number
/// @param method how it was made: "Monte Carlo", "bootstrap", "posterior", "exact"
/// @param tau the integrated autocorrelation time in samples of a chain; NaN if not a Monte Carlo estimate
/// @param rhat the rank-normalised split R-hat; NaN if not a Monte Carlo estimate
/// @param ess the effective sample size; NaN if not a Monte Carlo estimate
/// @param reference the exact or published value, null if none is known
public record Result(
        String name,
        double mean,
        double error,
        String unit,
        String method,
        double tau,
        double rhat,
        double ess,
        @Nullable Reference reference) {
    /// An estimate that no Markov chain made, of which no known value is told.
    public static Result of(String name, double mean, double error, String unit, String method) {
        return new Result(name, mean, error, unit, method, Double.NaN, Double.NaN, Double.NaN, null);
    }

    /// The estimate that an entry of result.json tells; what is missing there is NaN or empty.
    public static Result of(JsonNode entry) {
        return RunJson.result(entry);
    }

    /// The value with its error, to fit or to extrapolate with.
    public Estimate estimate() {
        return new Estimate.Given(mean, error);
    }

    /// The value with its error in units of the last digit, and the unit: `-25.4909(2) J`.
    @Override
    public String toString() {
        return (ErrorNotation.format(mean, error) + " " + unit).strip();
    }
}
