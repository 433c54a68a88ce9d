package ansatz.statistics;

/// One question that a verdict asks, and the answer.
///
/// @param subject what is judged: "evaluation", "optimisation" or "evolution"
/// @param quantity the quantity that is looked at, such as "R-hat"
/// @param found what was found, as a person reads it
/// @param legal what it must be
/// @param reason what speaks against convergence, one sentence; empty if nothing does
public record Check(String subject, String quantity, String found, String legal, String reason) {
    /// The subject of what concerns the final measurement.
    public static final String EVALUATION = "evaluation";
    /// The subject of what concerns the way to the final parameters.
    public static final String OPTIMISATION = "optimisation";

    /// The subject of what concerns the way of a state in time.
    public static final String EVOLUTION = "evolution";

    /// Whether nothing speaks against convergence.
    public boolean passed() {
        return reason.isEmpty();
    }
}
