package ansatz.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The verdict on a run: converged, or why not. All thresholds stand here and nowhere else, and no study overrides
/// them.
///
/// @param checks what was looked at, in order
public record Convergence(List<Check> checks) {
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
    /// 16,000 runs. An optimisation at rest must agree with its result to as many.
    public static final double DRIFT = 4;
    /// Chains must remember less than this of where they were ([Chains#memory()]), unless that is within [#DRIFT]
    /// standard deviations of nothing.
    public static final double MEMORY = 0.5;
    /// An optimisation is judged by the last two of this many equal windows.
    public static final int WINDOWS = 5;
    /// A change of an optimisation does not count within so many error bars of the result: as many as a variational
    /// energy may lie below the exact one.
    public static final double TOLERANCE = 3;
    /// With fewer steps than this the windows tell nothing.
    public static final int FEWEST_STEPS = 10;
    /// Windows longer than this many steps are cut to their end.
    public static final int LONGEST_WINDOW = 1000;

    /// A step of an optimisation is off if it differs from the result by more than this share of the distance
    /// between the result and the value at infinite temperature, and by more than [#DRIFT] typical errors of a
    /// step.
    public static final double OFF = 0.05;
    /// At most this share of the judged steps may be off: an outlier now and then is harmless.
    public static final double STEADY = 0.1;

    /// At most this share of local energies may be clipped in the gradient: 5 mean absolute deviations clip 1 in
    /// 15,000
    /// of a normal distribution, some per cent of one with long tails.
    public static final double CLIPPED = 0.1;

    /// No farther than this, in rad, may a state that evolves be from the exact one: so its fidelity is at least
    /// (1 - 0.1^2 / 2)^2 = 0.99.
    public static final double DISTANCE = 0.1;

    /// A fit is judged by at least this many rows held out: the error of its scores is then known to about 1/4.
    public static final int HELD_OUT = 10;

    /// The cost of a fit may lie above its least value by this share of the cost without coefficients.
    public static final double GAP = 1e-9;

    public Convergence {
        checks = List.copyOf(checks);
    }

    /// What speaks against convergence, in plain words, one sentence each; empty for a converged run.
    public List<String> reasons() {
        return checks.stream()
                .filter(check -> !check.passed())
                .map(Check::reason)
                .toList();
    }

    /// Whether nothing speaks against it.
    public boolean converged() {
        return checks.stream().allMatch(Check::passed);
    }

    /// The verdict in one sentence: "converged", or what speaks against it.
    public String words() {
        if (converged()) {
            return "converged";
        }
        boolean measured = checks.stream().anyMatch(check -> check.subject().equals(Check.EVALUATION))
                && checks.stream()
                        .allMatch(check -> check.passed() || !check.subject().equals(Check.EVALUATION));
        return "NOT CONVERGED: " + (measured ? "the evaluation is converged, but " : "") + String.join("; ", reasons());
    }

    /// Converged only where both are; the checks of both.
    public Convergence and(Convergence other) {
        var all = new ArrayList<>(checks);
        all.addAll(other.checks);
        return new Convergence(all);
    }

    /// Judges the evaluation of one observable.
    ///
    /// @param name what it is called in the reasons, such as "energy"
    public static Convergence of(String name, Chains.Diagnosis diagnosis) {
        var estimate = diagnosis.estimate();
        if (!Double.isFinite(estimate.mean())) {
            return new Convergence(
                    List.of(evaluation("draws", "not finite", "finite", name + ": a draw is not a finite number")));
        }
        return new Convergence(List.of(
                rhat(name, diagnosis), sampleSize(name, diagnosis), drift(name, diagnosis), memory(name, diagnosis)));
    }

    /// How the directions of an optimisation were found, for the record; nothing that could speak against it.
    ///
    /// @param words such as "in the space of samples by Cholesky"; empty for no check
    public static Convergence ofSolver(String words) {
        return new Convergence(
                words.isEmpty() ? List.of() : List.of(new Check(Check.OPTIMISATION, "last step", words, "any", "")));
    }

    /// Judges several numbers that belong to one observable, such as a correlation at all distances: one check,
    /// which
    /// passes if each number passes all of [#of].
    ///
    /// @param name what the observable is called
    public static Convergence ofAll(String name, List<Chains.Diagnosis> diagnoses) {
        double worst = 0;
        double least = Double.POSITIVE_INFINITY;
        var reasons = new ArrayList<String>();
        for (var diagnosis : diagnoses) {
            worst = Math.max(worst, diagnosis.estimate().rhat());
            least = Math.min(least, diagnosis.estimate().ess());
            of(name, diagnosis).reasons().stream().findFirst().ifPresent(reasons::add);
        }
        String reason = reasons.isEmpty()
                ? ""
                : reasons.getFirst()
                        + (diagnoses.size() > 1 ? said(" (%d of %d numbers)", reasons.size(), diagnoses.size()) : "");
        return new Convergence(List.of(evaluation(
                name,
                said("R-hat %s, effective sample size %.0f", Double.isNaN(worst) ? "unknown" : rhat(worst), least),
                said("each number: below %s, above %.0f, no drift", RHAT, EFFECTIVE_SAMPLE_SIZE),
                reason)));
    }

    private static Check rhat(String name, Chains.Diagnosis diagnosis) {
        double rhat = diagnosis.estimate().rhat();
        String reason = "";
        if (Double.isNaN(rhat)) {
            reason = name + ": R-hat needs at least 4 draws of each chain; found " + counts(diagnosis);
        } else if (!(rhat < RHAT)) {
            reason = said("%s: R-hat is %s and must be below %s: parts of the sample disagree", name, rhat(rhat), RHAT);
        }
        return evaluation("R-hat", Double.isNaN(rhat) ? "unknown" : rhat(rhat), "below " + RHAT, reason);
    }

    private static Check sampleSize(String name, Chains.Diagnosis diagnosis) {
        double ess = diagnosis.estimate().ess();
        String found = Double.isNaN(ess) ? "unknown" : said("%.0f", Math.floor(ess));
        String reason = ess > EFFECTIVE_SAMPLE_SIZE
                ? ""
                : said(
                        "%s: the effective sample size is %s and must be above %.0f; the autocorrelation time is %.3g draws, the sample %s",
                        name, found, EFFECTIVE_SAMPLE_SIZE, diagnosis.estimate().tau(), counts(diagnosis));
        return evaluation("effective sample size", found, said("above %.0f", EFFECTIVE_SAMPLE_SIZE), reason);
    }

    /// Judges how many independent draws an estimate by reweighting rests on.
    ///
    /// @param name what it is called in the reasons, such as "reweighting to 2.3"
    public static Check ofReweighting(String name, double draws) {
        String found = Double.isNaN(draws) ? "unknown" : said("%.0f", Math.floor(draws));
        String reason = draws > EFFECTIVE_SAMPLE_SIZE
                ? ""
                : said(
                        "%s: only %s independent draws count there, and more than %.0f must; draw more, or nearer to it",
                        name, found, EFFECTIVE_SAMPLE_SIZE);
        return evaluation(name, found, said("above %.0f", EFFECTIVE_SAMPLE_SIZE), reason);
    }

    private static Check drift(String name, Chains.Diagnosis diagnosis) {
        double drift = Math.abs(diagnosis.drift());
        String reason = "";
        if (Double.isNaN(drift)) {
            reason = name + ": too few draws to tell whether it drifts: " + counts(diagnosis);
        } else if (!(drift <= DRIFT)) {
            reason = said(
                    "%s: the first and the last third differ by %.1f error bars and may by %.0f: still drifting, burn in longer",
                    name, drift, DRIFT);
        }
        return evaluation(
                "drift",
                Double.isNaN(drift) ? "unknown" : said("%.1f error bars", drift),
                said("at most %.0f error bars", DRIFT),
                reason);
    }

    private static Check memory(String name, Chains.Diagnosis diagnosis) {
        double memory = diagnosis.memory();
        boolean kept = memory >= MEMORY && memory * Math.sqrt(diagnosis.chains() - 1.0) > DRIFT;
        String reason = kept
                ? said(
                        "%s: chains stay where they began: their first and last thirds correlate to %.2f and may to %.1f; more sweeps between draws, or more draws",
                        name, memory, MEMORY)
                : "";
        return evaluation(
                "memory",
                Double.isNaN(memory) ? "too few chains" : said("correlation %.2f", memory),
                said("below %.1f, or within noise", MEMORY),
                reason);
    }

    /// Judges the share of proposals that a Metropolis sampler accepted.
    ///
    /// @param acceptance between 0 and 1, NaN where nothing was proposed
    public static Convergence ofAcceptance(double acceptance) {
        String found = Double.isNaN(acceptance) ? "unknown" : said("%.2g %%", 100 * acceptance);
        String legal = said("between %.0f and %.0f %%", 100 * LOWEST_ACCEPTANCE, 100 * HIGHEST_ACCEPTANCE);
        String reason = "";
        if (!(acceptance >= LOWEST_ACCEPTANCE && acceptance <= HIGHEST_ACCEPTANCE)) {
            String meaning = acceptance < LOWEST_ACCEPTANCE
                    ? ": the chains hardly move"
                    : acceptance > HIGHEST_ACCEPTANCE ? ": the moves hardly change anything" : "";
            reason = "the acceptance is " + found + " and must be " + legal + meaning;
        }
        return new Convergence(List.of(evaluation("acceptance", found, legal, reason)));
    }

    /// Judges the share of local energies that the gradient took as clipped in the last steps.
    public static Convergence ofClipping(double share) {
        String found = said("%.2g %%", 100 * share);
        String reason = share <= CLIPPED
                ? ""
                : found
                        + " of the local energies were clipped in the last steps, which biases the gradient; raise clip";
        return new Convergence(List.of(
                new Check(Check.OPTIMISATION, "clipped", found, said("at most %.0f %%", 100 * CLIPPED), reason)));
    }

    /// Judges whether an error bar is as small as it was asked to be.
    ///
    /// @param name what it is called in the reasons, such as "energy"
    /// @param error the error bar
    /// @param wanted what the study asks for
    /// @param unit the unit of both
    /// @param draws the draws of each chain that it took
    public static Convergence ofError(String name, double error, double wanted, String unit, int draws) {
        String reason = error <= wanted
                ? ""
                : said(
                        "%s: the error is %.2g%s after %d draws of each chain; evaluation.error asks for %.2g",
                        name, error, unit(unit), draws, wanted);
        return new Convergence(List.of(evaluation(
                "error", said("%.2g%s", error, unit(unit)), said("at most %.2g%s", wanted, unit(unit)), reason)));
    }

    /// How many of the last steps of an optimisation are judged.
    ///
    /// @param steps the steps that it has in all
    public static int judgedSteps(long steps) {
        return steps < FEWEST_STEPS ? 0 : 2 * (int) Math.min(steps / WINDOWS, LONGEST_WINDOW);
    }

    /// Judges whether an optimisation has come to rest, by its last two windows of steps against the result.
    ///
    /// A difference counts where it is above [#DRIFT] of its own errors and above [#TOLERANCE] times the precision.
    ///
    /// @param name what it is called in the reasons, such as "energy"
    /// @param values the quantity in the last [#judgedSteps] steps
    /// @param errors the standard error of each
    /// @param result the reported value
    /// @param error its error bar
    /// @param wanted the error that the study asks for; the larger of both is the precision
    /// @param infinite the value at infinite temperature, the scale of what is a large distance
    /// @param unit the unit of the quantity
    public static Convergence ofOptimisation(
            String name,
            double[] values,
            double[] errors,
            double result,
            double error,
            double wanted,
            double infinite,
            String unit) {
        double tolerance = TOLERANCE * Math.max(error, wanted);
        if (values.length < 2 * (FEWEST_STEPS / WINDOWS)) {
            return new Convergence(List.of(optimisation(
                    "trend",
                    "too few steps",
                    tolerance,
                    unit,
                    said(
                            "%s: the optimisation is too short to tell whether it has come to rest; it needs at least %d steps",
                            name, FEWEST_STEPS))));
        }
        var settling = Settling.of(values, errors, result, error);
        double off = Math.max(tolerance, Math.max(OFF * Math.abs(result - infinite), DRIFT * Mixing.median(errors)));
        var checks =
                new ArrayList<>(List.of(trend(name, settling, tolerance, unit), lag(name, settling, tolerance, unit)));
        if (checks.stream().allMatch(Check::passed)) {
            checks.add(steadiness(name, values, result, off, unit));
        }
        return new Convergence(checks);
    }

    /// Sees an optimisation that jumps away again and again: its means are so uncertain that no trend is
    /// significant.
    private static Check steadiness(String name, double[] values, double result, double off, String unit) {
        // written so that a NaN is off
        long far = Arrays.stream(values)
                .filter(value -> !(Math.abs(value - result) <= off))
                .count();
        String reason = far <= STEADY * values.length
                ? ""
                : said(
                        "%s: %d of the last %d steps of the optimisation lay more than %.2g%s from the evaluation: it jumps; lower optimizer.rate or raise optimizer.shift",
                        name, far, values.length, off, unit(unit));
        return new Check(
                Check.OPTIMISATION,
                "steps far off",
                said("%d of %d", far, values.length),
                said("at most %.0f %% more than %.2g%s off", 100 * STEADY, off, unit(unit)),
                reason);
    }

    private static Check trend(String name, Settling settling, double tolerance, String unit) {
        String reason = "";
        if (counts(settling.change(), settling.significance(), tolerance)) {
            boolean falling = settling.change() < 0;
            reason = said(
                    "%s: the optimisation was still %s by %.2g%s per 100 steps (%.0f error bars over its last %d): %s",
                    name,
                    falling ? "falling" : "rising",
                    100 * Math.abs(settling.slope()),
                    unit(unit),
                    Math.abs(settling.significance()),
                    2 * settling.window(),
                    falling ? "more steps would lower it" : "lower optimizer.rate or raise optimizer.shift");
        }
        return optimisation(
                "trend", notation(settling.change(), settling.changeError(), unit), tolerance, unit, reason);
    }

    /// Only a result above the last steps speaks against them: below them it is the trend that counts.
    private static Check lag(String name, Settling settling, double tolerance, String unit) {
        String reason = settling.lag() > 0 && counts(settling.lag(), settling.lagSignificance(), tolerance)
                ? said(
                        "%s: the last %d steps read %.2g%s lower than the evaluation (%.0f error bars): their chains lagged behind the parameters; raise sampler.sweeps or lower optimizer.rate",
                        name, settling.window(), settling.lag(), unit(unit), settling.lagSignificance())
                : "";
        return optimisation("lag", notation(settling.lag(), settling.lagError(), unit), tolerance, unit, reason);
    }

    /// Written so that a NaN counts.
    private static boolean counts(double difference, double significance, double tolerance) {
        return !(Math.abs(difference) <= tolerance) && !(Math.abs(significance) <= DRIFT);
    }

    private static String notation(double value, double error, String unit) {
        return ErrorNotation.format(value, error) + unit(unit);
    }

    private static Check optimisation(String quantity, String found, double tolerance, String unit, String reason) {
        return new Check(
                Check.OPTIMISATION,
                quantity,
                found,
                said("within %.0f of its errors or %.2g%s", DRIFT, tolerance, unit(unit)),
                reason);
    }

    /// Judges the measurements of an evolution at its times.
    ///
    /// @param times how many there are
    /// @param doubts what speaks against those that cannot be trusted, one sentence each
    public static Convergence ofTimes(int times, List<String> doubts) {
        String reason = doubts.isEmpty()
                ? ""
                : doubts.getFirst() + (doubts.size() > 1 ? said(" (%d of %d times)", doubts.size(), times) : "");
        return new Convergence(List.of(evaluation(
                "measurements",
                said("%d of %d times", times - doubts.size(), times),
                said("R-hat below %s, effective sample size above %.0f, no drift", RHAT, EFFECTIVE_SAMPLE_SIZE),
                reason)));
    }

    /// Judges whether a wave function could follow the equation of motion.
    ///
    /// @param distance a bound of the distance from the exact state at the end, rad
    public static Convergence ofDistance(double distance) {
        String reason = distance <= DISTANCE
                ? ""
                : said(
                        "the wave function may be %.2g rad from the exact one at the end and must be within %s; a larger model, more samples, a shorter duration, or a longer preparation if it begins so",
                        distance, DISTANCE);
        return new Convergence(List.of(new Check(
                Check.EVOLUTION, "distance", said("%.2g rad", distance), said("at most %s rad", DISTANCE), reason)));
    }

    /// Judges whether an evolution in real time kept its energy: a state within [#DISTANCE] of another one has
    /// nearly the
    /// same, to first order within twice this share of its spread.
    ///
    /// @param change the energy at the end minus that at the beginning
    /// @param error its standard error
    /// @param spread sqrt(<H^2> - <H>^2)
    /// @param unit the unit of all three
    public static Convergence ofConservation(double change, double error, double spread, String unit) {
        double legal = Math.max(DRIFT * error, 2 * DISTANCE * spread);
        String reason = Math.abs(change) <= legal
                ? ""
                : said(
                        "the energy is not conserved: it changed by %s%s and may by %.2g; a smaller integrator.tolerance, or more samples",
                        ErrorNotation.format(change, error), unit(unit), legal);
        return new Convergence(List.of(new Check(
                Check.EVOLUTION,
                "change of the energy",
                ErrorNotation.format(change, error) + unit(unit),
                said("at most %.2g%s", legal, unit(unit)),
                reason)));
    }

    /// Judges a fit to data.
    ///
    /// @param heldOut the rows that judge it
    /// @param rank of the matrix of its features, -1 if not known
    /// @param features how many there are
    /// @param penalised whether a penalty makes the coefficients unique whatever the rank
    /// @param gap the share of the cost that a better fit might save
    /// @param edge whether the strength of the penalty was chosen at an end of those offered where the loss still
    /// falls
    public static Convergence ofFit(int heldOut, int rank, int features, boolean penalised, double gap, boolean edge) {
        var checks = new ArrayList<>(ofRows("rows held out", heldOut).checks);
        if (rank >= 0 && !penalised) {
            checks.add(new Check(
                    Check.OPTIMISATION,
                    "rank",
                    said("%d", rank),
                    said("%d, the number of features", features),
                    rank == features
                            ? ""
                            : said(
                                    "the features have rank %d of %d: their coefficients are not unique; a lower degree, fewer columns, or a model with a penalty",
                                    rank, features)));
        }
        checks.add(new Check(
                Check.OPTIMISATION,
                "gap",
                said("%.1e", gap),
                said("at most %s", GAP),
                gap <= GAP ? "" : said("the fit is not at its end: its cost may fall by a share of %.1e", gap)));
        if (edge) {
            checks.add(
                    new Check(
                            Check.OPTIMISATION,
                            "strength of the penalty",
                            "at an end of those offered",
                            "between them",
                            "the best strength of the penalty is the first or the last of those offered: model.lambda must reach farther"));
        }
        return new Convergence(checks);
    }

    /// The verdict on what is judged by rows and has nothing to come to rest.
    ///
    /// @param what such as "rows held out"
    public static Convergence ofRows(String what, int rows) {
        String reason =
                rows >= HELD_OUT ? "" : said("%d %s judge nothing; at least %d are needed", rows, what, HELD_OUT);
        return new Convergence(List.of(evaluation(what, said("%d", rows), said("at least %d", HELD_OUT), reason)));
    }

    /// The verdict on clusters.
    ///
    /// @param rest whether the search came to rest
    public static Convergence ofClusters(int rows, boolean rest) {
        var checks = new ArrayList<>(ofRows("rows", rows).checks);
        checks.add(new Check(
                Check.OPTIMISATION,
                "the search",
                rest ? "at rest" : "stopped",
                "at rest",
                rest ? "" : "the search for clusters was stopped before it came to rest"));
        return new Convergence(checks);
    }

    private static Check evaluation(String quantity, String found, String legal, String reason) {
        return new Check(Check.EVALUATION, quantity, found, legal, reason);
    }

    private static String unit(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
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
