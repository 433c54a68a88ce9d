package ansatz.statistics;

import java.util.Locale;

/// Tells an optimisation that is lost from one with an outlier now and then, sample by sample.
///
/// All energies of a Hamiltonian lie within h of a centre c. So the local energies of each state have
/// <|E_L - c|^2> <= h^2, and by Markov's inequality a sample of any state exceeds x times that with a probability
/// of
/// at most 1/x, however heavy the tails are. A sample above h^2, or with a mean far below the lowest energy, is
/// *impossible*: it is hardly one of the wave function any more. One such sample tells little, since local energies
/// are huge where a wave function is nearly 0 and chains need some steps to leave such places. Therefore a count
/// goes up with each impossible sample and down with each other one, never below 0 (a cumulative sum, E. S. Page,
/// Biometrika 41, 100 (1954)); at [#PATIENCE] the wave function is lost.
///
/// Chains of which none has moved in [#TRIALS] trials are frozen: with any acceptance that counts as converged
/// ([Convergence#LOWEST_ACCEPTANCE]) that happens once in 1e22.
public final class Divergence {
    /// So many more impossible samples than others are a divergence. Runs that recover and end well were seen to
    /// reach 3.
    public static final int PATIENCE = 50;

    /// A mean counts as impossible this many error bars below the lowest energy, and ...
    public static final double BELOW = 10;

    /// ... this share of the distance between the centre and the lowest energy: chains lag behind moving parameters
    /// and may read an energy a little too low.
    public static final double SHARE = 0.01;

    /// Trials without any move, a chain and step counting as one, after which chains are frozen.
    public static final long TRIALS = 1000;

    private static final int NUMBERS = 4;

    private final double centre;
    private final double halfWidth;
    private final double lowest;
    private final int chains;
    private final String unit;

    private long count;
    private long samples;
    private long impossible;
    private long still;
    private String reason = "";

    /// @param centre the mean of all energies
    /// @param halfWidth no energy is farther than this from the centre; infinite where they have no bound
    /// @param lowest the exact ground-state energy; NaN if it is not known
    /// @param chains the chains of a sample
    /// @param unit the unit of the energies
    public Divergence(double centre, double halfWidth, double lowest, int chains, String unit) {
        this.centre = centre;
        this.halfWidth = halfWidth;
        this.lowest = lowest;
        this.chains = chains;
        this.unit = unit;
    }

    /// Takes a sample.
    ///
    /// @param mean of the local energies
    /// @param error the standard error of the mean
    /// @param variance of the local energies
    /// @param acceptance the share of accepted proposals, NaN if nothing is proposed
    public void add(double mean, double error, double variance, double acceptance) {
        if (!Double.isFinite(mean) || !Double.isFinite(variance)) {
            count++;
            reason = "the energy is " + mean + " with the variance " + variance;
            return;
        }
        still = acceptance == 0 ? still + 1 : 0;
        boolean bad = impossible(mean, error, variance);
        if (count == 0) {
            samples = 0;
            impossible = 0;
        }
        count = bad ? count + 1 : Math.max(0, count - 1);
        samples++;
        impossible += bad ? 1 : 0;
        if (still * chains >= TRIALS) {
            reason = "no proposal of any chain was accepted, the chains are frozen at the energy " + with(mean);
        } else if (count >= PATIENCE) {
            reason = "the wave function is lost: " + impossible + " of the last " + samples
                    + " samples have energies that no state has, the last one "
                    + with(ErrorNotation.format(mean, error)) + " with the standard deviation "
                    + with(rounded(Math.sqrt(variance))) + "; "
                    + (Double.isNaN(lowest) ? "" : "the lowest energy is " + with(lowest))
                    + (Double.isNaN(lowest) || Double.isInfinite(halfWidth) ? "" : " and ")
                    + (Double.isInfinite(halfWidth)
                            ? ""
                            : "all lie between " + rounded(centre - halfWidth) + " and "
                                    + with(rounded(centre + halfWidth)));
        }
    }

    private boolean impossible(double mean, double error, double variance) {
        double off = mean - centre;
        return variance + off * off > halfWidth * halfWidth * (1 + 1e-9)
                || mean < lowest - BELOW * error - SHARE * Math.abs(centre - lowest);
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.4g", number);
    }

    private String with(Object number) {
        return unit.isEmpty() ? String.valueOf(number) : number + " " + unit;
    }

    /// Whether nothing speaks against the last samples: a state after them is worth keeping.
    public boolean sound() {
        return count == 0 && still == 0;
    }

    /// Why the computation cannot go on, empty while it can.
    public String reason() {
        return reason;
    }

    /// Whether the chains stand still, where there is a [#reason()].
    public boolean frozen() {
        return still * chains >= TRIALS;
    }

    /// What further verdicts depend on.
    public double[] state() {
        return new double[] {count, samples, impossible, still};
    }

    /// Goes back to what [#state()] gave.
    ///
    /// @throws IllegalArgumentException if the length is another one
    public void restore(double[] state) {
        if (state.length != NUMBERS) {
            throw new IllegalArgumentException("the saved counts are " + state.length + "; they must be " + NUMBERS);
        }
        count = (long) state[0];
        samples = (long) state[1];
        impossible = (long) state[2];
        still = (long) state[3];
        reason = "";
    }
}
