package ansatz.study;

/// One number measured in a step, as it goes into metrics.jsonl and onto the progress line.
///
/// The command line shows `energy` (with its error), `exact`, `off by` (relative distance from the exact value),
/// `acceptance`, `R-hat` and `samples`, which are measurements with the names below. Others go into metrics.jsonl
/// only.
///
/// @param name the name in metrics.jsonl: lower case, words joined by an underscore
/// @param value the value, in `unit`; NaN if it could not be measured in this step
/// @param error its standard error, NaN if it has none
/// @param unit the unit, empty for a pure number
public record Measurement(String name, double value, double error, String unit) {
    /// The energy, the first number of a ground state's progress line.
    public static final String ENERGY = "energy";
    /// The loss, the first number of a fit's progress line.
    public static final String LOSS = "loss";
    /// The exact value of the energy or loss, where it is known.
    public static final String EXACT = "exact";
    /// The relative distance of the energy from the exact value.
    public static final String OFF_BY = "off_by";
    /// The share of accepted proposals of a sampler.
    public static final String ACCEPTANCE = "acceptance";
    /// The rank-normalised split R-hat of a sampler's chains.
    public static final String RHAT = "rhat";
    /// The number of samples in a step, where it may be another one in another step.
    public static final String SAMPLES = "samples";

    /// A pure number without an error.
    public Measurement(String name, double value) {
        this(name, value, Double.NaN, "");
    }

    /// A number without an error.
    public Measurement(String name, double value, String unit) {
        this(name, value, Double.NaN, unit);
    }

    /// The unit of the square of a quantity: none if the quantity has none.
    static String squared(String unit) {
        return unit.isEmpty() ? "" : unit + "^2";
    }

    /// The unit of one over a quantity: none if the quantity has none.
    static String inverse(String unit) {
        return unit.isEmpty() ? "" : "1/" + unit;
    }
}
