package ansatz.study;

import ansatz.continuum.sampler.NotFinite;
import ansatz.engine.parallel.Team;
import ansatz.model.AmplitudeOverflow;
import ansatz.optimizer.Descent;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.Optimizer;
import ansatz.optimizer.Schedule;
import ansatz.optimizer.SingularMetric;
import ansatz.optimizer.Step;
import ansatz.optimizer.Tangent;
import ansatz.schema.Reference;
import ansatz.statistics.Convergence;
import ansatz.statistics.Divergence;
import ansatz.statistics.RecentMixing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The phases of a ground state: the parameters may be prepared; they are optimised; then they are frozen and the
/// energy is measured.
final class GroundStateComputation implements Computation {
    /// The parameters in the archive of a run.
    static final String PARAMETERS = "theta";

    private static final String PRETRAIN = "pretrain";
    private static final String OPTIMISE = "optimise";
    private static final String EVALUATE = "evaluate";

    /// Iterations over which R-hat is taken while the parameters still change.
    private static final int WINDOW = 20;

    /// Draws of each chain in one step of the evaluation.
    private static final int BATCH = 8;

    /// The fewest draws of each chain that an error is trusted for.
    private static final int FEWEST = 32;

    /// An evaluation goes on for its observables up to so many times the draws that the energy asked for.
    private static final int PATIENCE = 16;

    /// Damping and largest length of a step of the preparation, sqrt(<(d log psi)^2>): logarithms of networks are
    /// far
    /// from linear beyond.
    private static final double PREPARATION_SHIFT = 1e-3;

    private static final double PREPARATION_CAP = 0.5;

    /// How far below the exact energy a variational one may lie by rounding, relative: sums of hundreds of terms.
    private static final double ROUNDING = 1e-10;

    private final Plan plan;
    private final Team team;
    private final Sampled sampled;
    private final Descent preparation;
    private final Descent descent;
    private final @Nullable Reference reference;
    private final Divergence divergence;

    private final double[] theta;

    private long step;
    private boolean prepared;
    private boolean evaluating;
    private boolean finished;
    private double rhat = Double.NaN;
    private final RecentMixing recent;
    private final EnergyDraws draws;

    /// Energy and error of the last steps of the optimisation.
    private final LastSteps last = new LastSteps(Convergence.judgedSteps(Long.MAX_VALUE));

    /// How the last step of the optimisation was found.
    private String solver = "";

    private long nextJudgement = FEWEST;
    /// The draws that sufficed for the error of the energy, 0 before.
    private long enough;

    /// What is done.
    record Plan(
            long seed,
            Pretraining pretraining,
            int steps,
            Optimizer optimizer,
            Schedule draws,
            Evaluation evaluation) {}

    /// @param team is closed with the computation
    GroundStateComputation(Sampled sampled, Plan plan, EnergyDraws.Share share, Team team) {
        this.plan = plan;
        this.team = team;
        this.sampled = sampled;
        this.recent = new RecentMixing(sampled.samples(), WINDOW);
        this.preparation = new NaturalGradient(
                        Schedule.constant(plan.pretraining.rate()),
                        Schedule.constant(PREPARATION_SHIFT),
                        PREPARATION_CAP,
                        NaturalGradient.Solver.SMALLER)
                .on(sampled.parameters(), team);
        this.descent = plan.optimizer.on(sampled.parameters(), team);
        this.reference = sampled.reference();
        this.draws = new EnergyDraws(share, reference, sampled.unit(), sampled.complex());
        this.divergence =
                new Divergence(sampled.centre(), sampled.halfWidth(), exact(), sampled.samples(), sampled.unit());
        this.theta = sampled.initialParameters(plan.seed);
        // without parameters there is nothing to optimise
        this.evaluating = theta.length == 0;
        this.prepared = plan.pretraining.steps() == 0;
    }

    /// What may still change of a run: what its evaluation is asked for, and how many steps there are before.
    ///
    /// @param steps the number of steps that is wanted
    static List<Adjustable> adjustable(int steps) {
        return List.of(
                Adjustable.always(Adjustable.TITLE),
                new Adjustable(
                        Set.of("steps"),
                        "steps must be at least those that were made",
                        (phase, step) -> !phase.equals(EVALUATE) && (!phase.equals(OPTIMISE) || step <= steps)),
                new Adjustable(Set.of("observables", "evaluation"), "", (phase, step) -> !phase.equals(EVALUATE)));
    }

    /// The exact energy, NaN if it is not known.
    private double exact() {
        return reference != null && reference.exact() ? reference.value() : Double.NaN;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public Progress advance() {
        if (finished) {
            throw new IllegalStateException("the ground state is finished: ask for its outcome");
        }
        if (turns()) {
            // not at the end of the last step, so that a study of more steps may go on from there
            evaluating = true;
            step = 0;
            rhat = Double.NaN;
            recent.clear();
        }
        step++;
        return evaluating ? evaluate() : prepared ? optimise() : prepare();
    }

    private String phase() {
        return evaluating ? EVALUATE : prepared ? OPTIMISE : PRETRAIN;
    }

    private Progress prepare() {
        bind(false);
        sample(Sampled.Purpose.PREPARE);
        var draws = new StepDraws(sampled, 1);
        draws.take();
        Step made = improve(preparation, draws.tangent(), "lower pretraining.rate");
        var measurements = basics(draws);
        measurements.add(new Measurement("step_length", made.length(), "rad"));
        var progress = new Progress(PRETRAIN, step, plan.pretraining.steps(), measurements);
        if (step == plan.pretraining.steps()) {
            prepared = true;
            step = 0;
        }
        return progress;
    }

    /// One step of a descent.
    ///
    /// @param remedy what may help where a parameter is not finite any more
    private Step improve(Descent by, Tangent tangent, String remedy) {
        Step made;
        try {
            made = by.step(step - 1, tangent, theta);
        } catch (SingularMetric singular) {
            throw new ComputationFailed(phase(), step, singular.reason(), "raise optimizer.shift");
        }
        for (double parameter : theta) {
            if (!Double.isFinite(parameter)) {
                throw new ComputationFailed(
                        phase(), step, "a parameter became " + parameter + " at the rate " + made.rate(), remedy);
            }
        }
        return made;
    }

    private Progress optimise() {
        bind(false);
        int count = StepDraws.count(plan.draws, step - 1);
        var draws = new StepDraws(sampled, count);
        for (int k = 0; k < count; k++) {
            sample(Sampled.Purpose.OPTIMISE);
            draws.take();
            if (sampled.stochastic()) {
                recent.add(sampled.energies());
            }
        }
        if (sampled.stochastic()) {
            rhat = recent.rhat();
        }
        requireSound(draws);
        Step made = improve(descent, draws.tangent(), "lower optimizer.rate or raise optimizer.shift");
        last.add(draws.mean(), draws.error());
        var measurements = basics(draws);
        if (!plan.draws.equals(Schedule.constant(1))) {
            measurements.add(new Measurement(Measurement.SAMPLES, (double) count * sampled.samples()));
        }
        measurements.add(new Measurement("gradient_norm", made.gradient(), sampled.unit()));
        measurements.add(new Measurement("step_length", made.length(), "rad"));
        measurements.add(new Measurement("rate", made.rate()));
        measurements.add(new Measurement("shift", made.shift()));
        measurements.add(new Measurement("condition", made.condition()));
        measurements.add(new Measurement("rank", made.rank() < 0 ? Double.NaN : made.rank()));
        solver = made.words();
        return new Progress(OPTIMISE, step, plan.steps, measurements);
    }

    @Override
    public boolean turns() {
        return prepared && !evaluating && step == plan.steps;
    }

    private void bind(boolean measured) {
        attempt(() -> sampled.bind(theta, measured));
    }

    private void sample(Sampled.Purpose purpose) {
        attempt(() -> sampled.advance(purpose));
    }

    /// Does what may find that psi or a potential is no number: the first configurations are chosen when parameters
    /// are bound, and may have no amplitude.
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (AmplitudeOverflow overflow) {
            throw new ComputationFailed(phase(), step, overflow.reason(), sampled.remedy());
        } catch (NotFinite at) {
            throw new ComputationFailed(phase(), step, at.reason(), sampled.remedy());
        }
    }

    private List<Measurement> basics(StepDraws draws) {
        return basics(draws.mean(), draws.error(), draws.variance(), draws.acceptance());
    }

    private List<Measurement> basics(double mean, double error, double variance, double acceptance) {
        String unit = sampled.unit();
        var measurements = new ArrayList<Measurement>();
        measurements.add(new Measurement(Measurement.ENERGY, mean, error, unit));
        if (!Double.isNaN(exact())) {
            measurements.add(new Measurement(Measurement.EXACT, exact(), unit));
            measurements.add(new Measurement(Measurement.OFF_BY, offBy(mean, exact())));
        }
        measurements.add(new Measurement(Measurement.ACCEPTANCE, acceptance));
        measurements.addAll(sampled.measurements());
        measurements.add(new Measurement(Measurement.RHAT, rhat));
        measurements.add(new Measurement("variance", variance, Measurement.squared(unit)));
        return measurements;
    }

    private static double offBy(double mean, double exact) {
        return exact == 0 ? Double.NaN : (mean - exact) / Math.abs(exact);
    }

    private void requireSound(StepDraws draws) {
        divergence.add(draws.mean(), draws.error(), draws.variance(), draws.acceptance());
        if (!divergence.reason().isEmpty()) {
            throw new ComputationFailed(
                    phase(),
                    step,
                    divergence.reason(),
                    divergence.frozen()
                            ? "lower optimizer.rate or raise optimizer.shift, so that the wave function does not"
                                    + " collapse onto one configuration"
                            : sampled.remedy());
        }
    }

    @Override
    public boolean sound() {
        return divergence.sound();
    }

    private Progress evaluate() {
        bind(true);
        if (step == 1 && sampled.stochastic()) {
            for (int k = 0; !sampled.direct() && k < plan.evaluation.burnIn(); k++) {
                sample(Sampled.Purpose.SETTLE);
            }
        }
        int batch = sampled.stochastic() ? Math.min(BATCH, plan.evaluation.draws() - draws.size()) : 1;
        for (int k = 0; k < batch; k++) {
            sample(Sampled.Purpose.MEASURE);
            var one = new StepDraws(sampled, 1);
            one.take();
            requireSound(one);
            draws.add(sampled);
            sampled.draw();
        }
        if (!sampled.stochastic()) {
            finished = true;
            return new Progress(EVALUATE, 1, 1, basics(sampled.mean(), 0, sampled.variance(), sampled.acceptance()));
        }
        var spread = draws.spread();
        boolean exhausted = draws.size() >= plan.evaluation.draws();
        if (draws.size() >= nextJudgement && (exhausted || spread.error() <= plan.evaluation.error())) {
            var estimate = draws.chains().estimate();
            rhat = estimate.rhat();
            boolean met = estimate.error() <= plan.evaluation.error();
            if (met && enough == 0) {
                enough = draws.size();
            }
            finished = exhausted
                    || (met
                            && (draws.size() >= PATIENCE * enough
                                    || sampled.verdict().converged()));
            // the full estimate costs more with each draw: ask again when there are a tenth more
            nextJudgement = draws.size() + draws.size() / 10;
        } else {
            finished = exhausted;
        }
        long steps = finished ? step : expectedSteps(spread.error());
        return new Progress(
                EVALUATE, step, steps, basics(spread.mean(), spread.error(), spread.variance(), sampled.acceptance()));
    }

    private long expectedSteps(double error) {
        double ratio = error / plan.evaluation.error();
        double needed = Math.max(FEWEST, Math.min(draws.size() * ratio * ratio, plan.evaluation.draws()));
        return Math.max(step + 1, (long) Math.ceil(needed / BATCH));
    }

    @Override
    public Outcome outcome() {
        if (!finished) {
            throw new IllegalStateException("the ground state is not finished");
        }
        List<Result> results;
        Convergence verdict;
        if (sampled.stochastic()) {
            var diagnosis = draws.chains().diagnose();
            results = draws.results(diagnosis.estimate());
            verdict = draws.verdict(diagnosis, sampled.direct(), plan.evaluation.error());
        } else {
            sampled.bind(theta, false);
            results = draws.results(sampled.weights());
            verdict = new Convergence(List.of());
        }
        var energy = results.getFirst();
        requirePossible(energy);
        if (theta.length > 0) {
            int judged = Convergence.judgedSteps(plan.steps);
            verdict = verdict.and(Convergence.ofOptimisation(
                    Measurement.ENERGY,
                    last.values(judged),
                    last.errors(judged),
                    energy.mean(),
                    energy.error(),
                    plan.evaluation.error(),
                    sampled.centre(),
                    sampled.unit()));
        }
        var findings = sampled.findings();
        results.addAll(findings.results());
        verdict = verdict.and(sampled.verdict()).and(sampled.remarks()).and(Convergence.ofSolver(solver));
        var samples = new ArrayList<NamedArray>();
        samples.add(sampled.configurations());
        if (sampled.stochastic()) {
            double[] means = draws.chains().chainMeans();
            samples.add(NamedArray.of(Measurement.ENERGY + NamedArray.CHAIN_MEANS, means, means.length));
        }
        return new Outcome(
                results, verdict, List.of(NamedArray.of(PARAMETERS, theta, theta.length)), samples, findings.curves());
    }

    private void requirePossible(Result energy) {
        boolean known = !Double.isNaN(exact());
        double lowest = known ? exact() : sampled.centre() - sampled.halfWidth();
        if (lowest - energy.mean() > 3 * energy.error() + ROUNDING * Math.abs(lowest)) {
            throw new ComputationFailed(
                    phase(),
                    step,
                    "the energy " + energy.mean() + " with the error " + energy.error() + " lies below "
                            + (known ? "the exact energy " : "all energies of the Hamiltonian, which are above ")
                            + lowest + " by more than three errors, which no wave function can",
                    "report this as a bug; more sampler.sweeps may help if the chains move slowly");
        }
    }

    @Override
    public State state() {
        var state = new State()
                .put("step", step)
                .put("prepared", prepared ? 1L : 0L)
                .put("evaluating", evaluating ? 1L : 0L)
                .put("finished", finished ? 1L : 0L)
                .put(PARAMETERS, theta)
                .put("descent", descent.state())
                .put("rhat", rhat)
                .put("recent", recent.state())
                .put("last_steps", last.state())
                .put("next_judgement", nextJudgement)
                .put("enough", enough)
                .put("solver", solver.getBytes(StandardCharsets.UTF_8))
                .put("divergence", divergence.state());
        sampled.addTo(state);
        draws.addTo(state);
        return state;
    }

    @Override
    public void restore(State state) {
        double[] parameters = state.doubles(PARAMETERS, theta.length);
        draws.restore(state, sampled.samples());
        sampled.restore(state, draws.size());
        descent.restore(state.doubles("descent", -1));
        System.arraycopy(parameters, 0, theta, 0, theta.length);
        step = state.whole("step");
        prepared = !state.has("prepared") || state.whole("prepared") == 1;
        evaluating = state.whole("evaluating") == 1;
        finished = state.whole("finished") == 1;
        rhat = state.real("rhat");
        recent.restore(state.doubles("recent", -1));
        last.restore(state.doubles("last_steps", -1));
        nextJudgement = state.whole("next_judgement");
        enough = state.whole("enough");
        if (state.has("divergence")) {
            divergence.restore(state.doubles("divergence", -1));
        }
        solver = new String(state.bytes("solver", -1), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        team.close();
    }
}
