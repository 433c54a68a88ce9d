package ansatz.statistics;

/// The approximate median significance of a search for a signal.
public final class Significance {
    /// Added to the background, so that a few events do not decide (C. Adam-Bourdarios et al., JMLR W&CP 42, 19
    /// (2015), eq. 7).
    private static final double REGULARISATION = 10;

    private Significance() {}

    /// sqrt(2 [(s + b + 10) ln(1 + s / (b + 10)) - s]) in standard deviations.
    ///
    /// @param s the weighted number of selected signal events
    /// @param b that of the background
    public static double of(double s, double b) {
        double regularised = b + REGULARISATION;
        return Math.sqrt(2 * ((s + regularised) * StrictMath.log1p(s / regularised) - s));
    }
}
