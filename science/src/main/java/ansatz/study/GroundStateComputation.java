package ansatz.study;

import ansatz.cost.LocalEnergies;
import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import ansatz.model.AmplitudeOverflow;
import ansatz.model.WaveFunction;
import ansatz.optimizer.Descent;
import ansatz.optimizer.SingularMetric;
import ansatz.optimizer.Step;
import ansatz.optimizer.Tangent;
import ansatz.problem.SpinProblem;
import ansatz.problem.StateVector;
import ansatz.sampler.Sampling;
import ansatz.schema.Reference;
import ansatz.statistics.Convergence;
import ansatz.statistics.Divergence;
import ansatz.statistics.RecentMixing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two phases of a ground state: the parameters are optimised; then they are frozen and the energy is measured.
final class GroundStateComputation implements Computation {
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

    /// How far below the exact energy a variational one may lie by rounding, relative: sums of hundreds of terms.
    private static final double ROUNDING = 1e-10;

    private final GroundState study;
    private final Team team;
    private final WaveFunction psi;
    private final Sampling sampling;
    private final LocalEnergies energies;
    private final Observations observations;
    private final Descent descent;
    private final @Nullable Reference reference;
    private final Divergence divergence;

    private final double[] theta;

    private long step;
    private boolean evaluating;
    private boolean finished;
    private double rhat = Double.NaN;
    private final RecentMixing recent;
    private final EnergyDraws draws;

    /// Energy and error of the last steps of the optimisation, as many as are judged.
    private final double[] lastEnergies;

    private final double[] lastErrors;

    /// How the last step of the optimisation was found.
    private String solver = "";

    private long nextJudgement = FEWEST;
    /// The draws that sufficed for the error of the energy, 0 before.
    private long enough;

    GroundStateComputation(GroundState study, Environment environment) {
        this.study = study;
        this.team = Team.of(environment.threads());
        var problem = study.problem();
        this.psi = study.model().on(problem.lattice());
        var imposed = study.model().imposed(problem.lattice());
        this.sampling = study.sampler().on(problem.lattice(), psi, study.seed(), team);
        this.energies = new LocalEnergies(problem.hamiltonian(), sampling);
        this.observations = new Observations(
                problem,
                study.sampler().sector(),
                new Observations.Known(
                        () -> problem.exactState(study.sampler().sector(), imposed)
                                .map(StateVector::real),
                        SpinProblem.exactStateSource()),
                study.observables(),
                psi,
                sampling);
        this.recent = new RecentMixing(sampling.ensemble().chains(), WINDOW);
        this.descent = study.optimizer().on(psi.parameterCount(), team);
        this.reference = problem.reference(study.sampler().sector(), imposed).orElse(null);
        this.draws = new EnergyDraws(study, reference, psi.complex());
        var hamiltonian = problem.hamiltonian();
        this.divergence = new Divergence(
                hamiltonian.centre(),
                hamiltonian.halfWidth(),
                exact(),
                sampling.ensemble().chains(),
                problem.unit());
        this.theta = psi.initialParameters(study.seed());
        this.lastEnergies = new double[Convergence.judgedSteps(study.steps())];
        this.lastErrors = new double[lastEnergies.length];
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
        step++;
        return evaluating ? evaluate() : optimise();
    }

    private Progress optimise() {
        sampling.bind(theta);
        sample(energies);
        double mean = energies.mean(sampling.weights());
        double variance = energies.variance(sampling.weights());
        double error = error();
        requireSound(mean, error, variance);
        if (sampling.stochastic()) {
            recent.add(energies.values());
            rhat = recent.rhat();
        }
        var tangent =
                new Tangent(sampling.ensemble().logDerivatives(team), sampling.weights(), energies.residuals(), true);
        Step made;
        try {
            made = descent.step(step - 1, tangent, theta);
        } catch (SingularMetric singular) {
            throw new ComputationFailed(step, singular.reason(), "raise optimizer.shift");
        }
        for (double parameter : theta) {
            if (!Double.isFinite(parameter)) {
                throw new ComputationFailed(
                        step,
                        "a parameter became " + parameter + " at the rate " + made.rate(),
                        "lower optimizer.rate or raise optimizer.shift");
            }
        }
        int judged = (int) Math.min(step - 1 - study.steps() + lastEnergies.length, Integer.MAX_VALUE);
        if (judged >= 0) {
            lastEnergies[judged] = mean;
            lastErrors[judged] = error;
        }
        var measurements = basics(mean, error, variance);
        measurements.add(new Measurement(
                "gradient_norm", made.gradient(), study.problem().unit()));
        measurements.add(new Measurement("step_length", made.length(), "rad"));
        measurements.add(new Measurement("rate", made.rate()));
        measurements.add(new Measurement("shift", made.shift()));
        measurements.add(new Measurement("condition", made.condition()));
        measurements.add(new Measurement("rank", made.rank() < 0 ? Double.NaN : made.rank()));
        var progress = new Progress(OPTIMISE, step, study.steps(), measurements);
        if (step == study.steps()) {
            solver = made.words();
            evaluating = true;
            step = 0;
            rhat = Double.NaN;
            recent.clear();
        }
        return progress;
    }

    /// The error of the mean energy of one draw of each chain: chains are independent of each other.
    private double error() {
        return sampling.stochastic()
                ? Math.sqrt(energies.realVariance(sampling.weights())
                        / sampling.ensemble().chains())
                : 0;
    }

    private void sample(Sampling.Visitor visitor) {
        try {
            sampling.advance(visitor);
        } catch (AmplitudeOverflow overflow) {
            throw new ComputationFailed(
                    step, overflow.reason(), "lower optimizer.rate, raise optimizer.shift or lower model.sigma");
        }
    }

    private List<Measurement> basics(double mean, double error, double variance) {
        String unit = study.problem().unit();
        var measurements = new ArrayList<Measurement>();
        measurements.add(new Measurement(Measurement.ENERGY, mean, error, unit));
        if (!Double.isNaN(exact())) {
            measurements.add(new Measurement(Measurement.EXACT, exact(), unit));
            measurements.add(new Measurement(Measurement.OFF_BY, offBy(mean, exact())));
        }
        measurements.add(new Measurement(Measurement.ACCEPTANCE, sampling.acceptance()));
        if (!Double.isNaN(sampling.exchangeRate())) {
            measurements.add(new Measurement("exchange_rate", sampling.exchangeRate()));
        }
        measurements.add(new Measurement(Measurement.RHAT, rhat));
        measurements.add(new Measurement("variance", variance, unit + "^2"));
        return measurements;
    }

    private static double offBy(double mean, double exact) {
        return exact == 0 ? Double.NaN : (mean - exact) / Math.abs(exact);
    }

    private void requireSound(double mean, double error, double variance) {
        divergence.add(mean, error, variance, sampling.acceptance());
        if (!divergence.reason().isEmpty()) {
            throw new ComputationFailed(
                    step,
                    divergence.reason(),
                    divergence.frozen()
                            ? "lower optimizer.rate or raise optimizer.shift, so that the wave function does not"
                                    + " collapse onto one configuration"
                            : "lower optimizer.rate, raise optimizer.shift or lower model.sigma");
        }
    }

    @Override
    public boolean sound() {
        return divergence.sound();
    }

    private Progress evaluate() {
        sampling.bind(theta);
        observations.bind(theta);
        if (step == 1 && sampling.stochastic()) {
            for (int k = 0; !study.sampler().direct() && k < study.evaluation().burnIn(); k++) {
                sample((block, first, walkers) -> {});
            }
        }
        int batch = sampling.stochastic() ? Math.min(BATCH, study.evaluation().draws() - draws.size()) : 1;
        for (int k = 0; k < batch; k++) {
            sample((block, first, walkers) -> {
                energies.visit(block, first, walkers);
                observations.visit(block, first, walkers);
            });
            requireSound(energies.mean(sampling.weights()), error(), energies.variance(sampling.weights()));
            draws.add(energies, sampling.acceptance());
            observations.draw();
        }
        if (!sampling.stochastic()) {
            finished = true;
            return new Progress(
                    EVALUATE,
                    1,
                    1,
                    basics(energies.mean(sampling.weights()), 0, energies.variance(sampling.weights())));
        }
        var spread = draws.spread();
        boolean exhausted = draws.size() >= study.evaluation().draws();
        if (draws.size() >= nextJudgement
                && (exhausted || spread.error() <= study.evaluation().error())) {
            var estimate = draws.chains().estimate();
            rhat = estimate.rhat();
            boolean met = estimate.error() <= study.evaluation().error();
            if (met && enough == 0) {
                enough = draws.size();
            }
            finished = exhausted
                    || (met
                            && (draws.size() >= PATIENCE * enough
                                    || observations.verdict().converged()));
            // the full estimate costs more with each draw: ask again when there are a tenth more
            nextJudgement = draws.size() + draws.size() / 10;
        } else {
            finished = exhausted;
        }
        long steps = finished ? step : expectedSteps(spread.error());
        return new Progress(EVALUATE, step, steps, basics(spread.mean(), spread.error(), spread.variance()));
    }

    private long expectedSteps(double error) {
        double ratio = error / study.evaluation().error();
        double needed = Math.max(
                FEWEST,
                Math.min(draws.size() * ratio * ratio, study.evaluation().draws()));
        return Math.max(step + 1, (long) Math.ceil(needed / BATCH));
    }

    @Override
    public Outcome outcome() {
        if (!finished) {
            throw new IllegalStateException("the ground state is not finished");
        }
        List<Result> results;
        Convergence verdict;
        if (sampling.stochastic()) {
            var diagnosis = draws.chains().diagnose();
            results = draws.results(diagnosis.estimate());
            verdict = draws.verdict(
                    diagnosis, study.sampler().direct(), study.evaluation().error());
        } else {
            sampling.bind(theta);
            results = draws.results(sampling.weights());
            verdict = new Convergence(List.of());
        }
        var energy = results.getFirst();
        requirePossible(energy);
        verdict = verdict.and(Convergence.ofOptimisation(
                Measurement.ENERGY,
                lastEnergies,
                lastErrors,
                energy.mean(),
                energy.error(),
                study.evaluation().error(),
                study.problem().hamiltonian().centre(),
                study.problem().unit()));
        var findings = observations.findings();
        results.addAll(findings.results());
        verdict = verdict.and(observations.verdict()).and(Convergence.ofSolver(solver));
        var samples = new ArrayList<NamedArray>();
        samples.add(NamedArray.of("spins", spins(), sampling.ensemble().chains(), psi.sites()));
        if (sampling.stochastic()) {
            double[] means = draws.chains().chainMeans();
            samples.add(NamedArray.of(Measurement.ENERGY + NamedArray.CHAIN_MEANS, means, means.length));
        }
        return new Outcome(
                results, verdict, List.of(NamedArray.of("theta", theta, theta.length)), samples, findings.curves());
    }

    private void requirePossible(Result energy) {
        boolean known = !Double.isNaN(exact());
        var hamiltonian = study.problem().hamiltonian();
        double lowest = known ? exact() : hamiltonian.centre() - hamiltonian.halfWidth();
        if (lowest - energy.mean() > 3 * energy.error() + ROUNDING * Math.abs(lowest)) {
            throw new ComputationFailed(
                    step,
                    "the energy " + energy.mean() + " with the error " + energy.error() + " lies below "
                            + (known ? "the exact energy " : "all energies of the Hamiltonian, which are above ")
                            + lowest + " by more than three errors, which no wave function can",
                    "report this as a bug; more sampler.sweeps may help if the chains move slowly");
        }
    }

    private byte[] spins() {
        var out = new byte[sampling.ensemble().chains() * psi.sites()];
        int at = 0;
        for (var block : sampling.ensemble().blocks()) {
            Spins s = block.spins();
            for (int c = 0; c < s.count(); c++) {
                for (int i = 0; i < s.sites(); i++) {
                    out[at++] = (byte) s.get(i, c);
                }
            }
        }
        return out;
    }

    @Override
    public State state() {
        var state = new State()
                .put("step", step)
                .put("evaluating", evaluating ? 1L : 0L)
                .put("finished", finished ? 1L : 0L)
                .put("theta", theta)
                .put("descent", descent.state())
                .put("iteration", sampling.iteration())
                .put("spins", sampling.configurations())
                .put("rhat", rhat)
                .put("recent", recent.state())
                .put("observables", observations.state())
                .put("last_energies", lastEnergies)
                .put("last_errors", lastErrors)
                .put("next_judgement", nextJudgement)
                .put("enough", enough)
                .put("solver", solver.getBytes(StandardCharsets.UTF_8))
                .put("divergence", divergence.state());
        draws.addTo(state);
        return state;
    }

    @Override
    public void restore(State state) {
        double[] parameters = state.doubles("theta", theta.length);
        draws.restore(state, sampling.ensemble().chains());
        sampling.restore(state.whole("iteration"), state.longs("spins", -1));
        descent.restore(state.doubles("descent", -1));
        System.arraycopy(parameters, 0, theta, 0, theta.length);
        step = state.whole("step");
        evaluating = state.whole("evaluating") == 1;
        finished = state.whole("finished") == 1;
        rhat = state.real("rhat");
        recent.restore(state.doubles("recent", -1));
        observations.restore(state.doubles("observables", -1), draws.size());
        System.arraycopy(state.doubles("last_energies", lastEnergies.length), 0, lastEnergies, 0, lastEnergies.length);
        System.arraycopy(state.doubles("last_errors", lastErrors.length), 0, lastErrors, 0, lastErrors.length);
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
