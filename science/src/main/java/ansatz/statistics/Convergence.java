package ansatz.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The verdict on a final evaluation: converged, or why not. All thresholds stand here and nowhere else, and no
/// study overrides them.
///
/// @param reasons what speaks against convergence, in plain words, one sentence each; empty for a converged run
public record Convergence(List<String> reasons) {
    /// R-hat must be below this (Vehtari et al., Bayesian Analysis 16, 667 (2021), section 5).
    public static final double RHAT = 1.01;
    /// The effective sample size must be above this (same source: 100 for each of four chains), so that R-hat and
    /// tau themselves can be trusted.
    public static final double EFFECTIVE_SAMPLE_SIZE = 400;
    /// The acceptance must be at least this: below, chains hardly move.
    public static final double LOWEST_ACCEPTANCE = 0.05;
    /// The acceptance must be at most this: above, moves hardly change anything.
    public static final double HIGHEST_ACCEPTANCE = 0.95;
    /// The first and the last third must agree to this many error bars: stationary chains differ more in 1 of
    /// 16,000 runs.
    public static final double DRIFT = 4;
    /// Chains must remember less than this of where they were ([Chains#memory()]), unless that is within [#DRIFT]
    /// standard deviations of nothing.
    public static final double MEMORY = 0.5;

    public Convergence {
        reasons = List.copyOf(reasons);
    }

    public boolean converged() {
        return reasons.isEmpty();
    }

    /// Converged only where both are; the reasons of both.
    public Convergence and(Convergence other) {
        var all = new ArrayList<>(reasons);
        all.addAll(other.reasons);
        return new Convergence(all);
    }

    /// Judges one observable.
    ///
    /// @param name what it is called in the reasons, such as "energy"
    public static Convergence of(String name, Chains.Diagnosis diagnosis) {
        var estimate = diagnosis.estimate();
        var reasons = new ArrayList<String>();
        if (!Double.isFinite(estimate.mean())) {
            reasons.add(name + ": a draw is not a finite number");
            return new Convergence(reasons);
        }
        if (!(estimate.rhat() < RHAT)) {
            reasons.add(
                    Double.isNaN(estimate.rhat())
                            ? name + ": R-hat needs at least 4 draws of each chain; found " + counts(diagnosis)
                            : said(
                                    "%s: R-hat is %s and must be below %s: parts of the sample disagree",
                                    name, rhat(estimate.rhat()), RHAT));
        }
        if (!(estimate.ess() > EFFECTIVE_SAMPLE_SIZE)) {
            reasons.add(said(
                    "%s: the effective sample size is %s and must be above %.0f; the autocorrelation time is %.3g draws, the sample %s",
                    name,
                    Double.isNaN(estimate.ess()) ? "unknown" : said("%.0f", Math.floor(estimate.ess())),
                    EFFECTIVE_SAMPLE_SIZE,
                    estimate.tau(),
                    counts(diagnosis)));
        }
        double drift = Math.abs(diagnosis.drift());
        if (!(drift <= DRIFT)) {
            reasons.add(
                    Double.isNaN(drift)
                            ? name + ": too few draws to tell whether it drifts: " + counts(diagnosis)
                            : said(
                                    "%s: the first and the last third differ by %.1f error bars and may by %.0f: still drifting, burn in longer",
                                    name, drift, DRIFT));
        }
        double memory = diagnosis.memory();
        if (memory >= MEMORY && memory * Math.sqrt(diagnosis.chains() - 1.0) > DRIFT) {
            reasons.add(said(
                    "%s: chains stay where they began: their first and last thirds correlate to %.2f and may to %.1f; more sweeps between draws, or more draws",
                    name, memory, MEMORY));
        }
        return new Convergence(reasons);
    }

    /// Judges the share of proposals that a Metropolis sampler accepted.
    ///
    /// @param acceptance between 0 and 1, NaN where nothing was proposed
    public static Convergence ofAcceptance(double acceptance) {
        if (acceptance >= LOWEST_ACCEPTANCE && acceptance <= HIGHEST_ACCEPTANCE) {
            return new Convergence(List.of());
        }
        String found = Double.isNaN(acceptance) ? "unknown" : said("%.2g %%", 100 * acceptance);
        String meaning = acceptance < LOWEST_ACCEPTANCE
                ? ": the chains hardly move"
                : acceptance > HIGHEST_ACCEPTANCE ? ": the moves hardly change anything" : "";
        return new Convergence(List.of(said(
                "the acceptance is %s and must be between %.0f and %.0f %%%s",
                found, 100 * LOWEST_ACCEPTANCE, 100 * HIGHEST_ACCEPTANCE, meaning)));
    }

    private static String counts(Chains.Diagnosis diagnosis) {
        return said("%d x %d (chains x draws)", diagnosis.chains(), diagnosis.draws());
    }

    /// Enough digits never to print a value above the threshold as the threshold.
    private static String rhat(double rhat) {
        return rhat < RHAT + 0.001 ? said("%.5f", rhat) : said("%.3f", rhat);
    }

    private static String said(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
