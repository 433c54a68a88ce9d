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
import ansatz.problem.PauliString;
import ansatz.sampler.Sampling;
import ansatz.schema.Reference;
import ansatz.statistics.Chains;
import ansatz.statistics.Convergence;
import ansatz.statistics.Estimate;
import ansatz.statistics.Jackknife;
import ansatz.statistics.RecentMixing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The two phases of a ground state: the parameters are optimised; then they are frozen and the energy is measured.
final class GroundStateComputation implements Computation {
    private static final String OPTIMISE = "optimise";
    private static final String EVALUATE = "evaluate";
    private static final String V_SCORE = "v_score";

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
    /// The mean of the energy over all states: the coefficient of the identity.
    private final double infinite;

    private final double[] theta;

    private long step;
    private boolean evaluating;
    private boolean finished;
    private double rhat = Double.NaN;
    private final RecentMixing recent;
    /// Local energies of the evaluation by draw, real parts and, of a complex wave function, imaginary parts.
    private final List<double[]> draws = new ArrayList<>();

    private final List<double[]> imaginary = new ArrayList<>();

    /// Energy and error of the last steps of the optimisation, as many as are judged.
    private final double[] lastEnergies;

    private final double[] lastErrors;

    /// How the last step of the optimisation was found.
    private String solver = "";

    private double acceptances;
    private long nextJudgement = FEWEST;
    /// The draws that sufficed for the error of the energy, 0 before.
    private long enough;

    GroundStateComputation(GroundState study, Environment environment) {
        this.study = study;
        this.team = Team.of(environment.threads());
        var problem = study.problem();
        this.psi = study.model().on(problem.lattice());
        this.sampling = study.sampler().on(problem.lattice(), psi, study.seed(), team);
        this.energies = new LocalEnergies(problem.hamiltonian(), sampling);
        this.observations = new Observations(problem, study.sampler().sector(), study.observables(), psi, sampling);
        this.recent = new RecentMixing(sampling.ensemble().chains(), WINDOW);
        this.descent = study.optimizer().on(psi.parameterCount(), team);
        this.reference = problem.reference(study.sampler().sector()).orElse(null);
        this.infinite = problem.hamiltonian().terms().getOrDefault(PauliString.IDENTITY, 0.0);
        this.theta = psi.initialParameters(study.seed());
        this.lastEnergies = new double[Convergence.judgedSteps(study.steps())];
        this.lastErrors = new double[lastEnergies.length];
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
        requireSound(mean, variance, sampling.acceptance());
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
        solver = made.words();
        for (double parameter : theta) {
            if (!Double.isFinite(parameter)) {
                throw new ComputationFailed(
                        step,
                        "a parameter became " + parameter + " at the rate " + made.rate(),
                        "lower optimizer.rate or raise optimizer.shift");
            }
        }
        // chains are independent of each other, so that one draw of each has the error of independent samples
        double error = sampling.stochastic()
                ? Math.sqrt(energies.realVariance(sampling.weights())
                        / sampling.ensemble().chains())
                : 0;
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
            evaluating = true;
            step = 0;
            rhat = Double.NaN;
            recent.clear();
        }
        return progress;
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
        if (reference != null && reference.exact()) {
            measurements.add(new Measurement(Measurement.EXACT, reference.value(), unit));
            measurements.add(new Measurement(Measurement.OFF_BY, offBy(mean, reference.value())));
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

    private void requireSound(double mean, double variance, double acceptance) {
        if (!Double.isFinite(mean) || !Double.isFinite(variance)) {
            throw new ComputationFailed(
                    step,
                    "the energy is " + mean + " with the variance " + variance,
                    "lower optimizer.rate, raise optimizer.shift or lower model.sigma");
        }
        if (acceptance == 0) {
            throw new ComputationFailed(
                    step,
                    "no proposal of any chain was accepted, the chains are frozen at the energy " + mean,
                    "lower optimizer.rate or raise optimizer.shift, so that the wave function does not collapse onto one"
                            + " configuration");
        }
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
            requireSound(
                    energies.mean(sampling.weights()), energies.variance(sampling.weights()), sampling.acceptance());
            draws.add(energies.copy());
            imaginary.add(energies.imaginary());
            observations.draw();
            acceptances += sampling.acceptance();
        }
        if (!sampling.stochastic()) {
            finished = true;
            return new Progress(
                    EVALUATE,
                    1,
                    1,
                    basics(energies.mean(sampling.weights()), 0, energies.variance(sampling.weights())));
        }
        var spread = Spread.of(draws);
        boolean exhausted = draws.size() >= study.evaluation().draws();
        if (draws.size() >= nextJudgement
                && (exhausted || spread.error() <= study.evaluation().error())) {
            var estimate = chains().estimate();
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

    private Chains chains() {
        return Chains.ofDraws(draws.toArray(double[][]::new));
    }

    @Override
    public Outcome outcome() {
        if (!finished) {
            throw new IllegalStateException("the ground state is not finished");
        }
        var results = new ArrayList<Result>();
        Convergence verdict;
        if (sampling.stochastic()) {
            var diagnosis = chains().diagnose();
            var energy = diagnosis.estimate();
            add(results, "Monte Carlo", energy.mean(), energy.error(), energy.tau(), energy.rhat(), energy.ess());
            double[][] squares = squares(energy.mean());
            addVariance(results, squares);
            var score = vScore(energy.mean(), squares);
            results.add(new Result(
                    V_SCORE, score.mean(), score.error(), "", "jackknife", Double.NaN, Double.NaN, Double.NaN, null));
            verdict = Convergence.of(Measurement.ENERGY, diagnosis)
                    .and(
                            study.sampler().direct()
                                    ? new Convergence(List.of())
                                    : Convergence.ofAcceptance(acceptances / draws.size()))
                    .and(Convergence.ofError(
                            Measurement.ENERGY,
                            energy.error(),
                            study.evaluation().error(),
                            study.problem().unit(),
                            draws.size()));
        } else {
            double[] w = sampling.weights();
            double mean = 0;
            double variance = 0;
            double[] values = draws.getFirst();
            sampling.bind(theta);
            for (int n = 0; n < w.length; n++) {
                mean += w[n] * values[n];
            }
            double[] squares = squares(0, mean);
            for (int n = 0; n < w.length; n++) {
                variance += w[n] * squares[n];
            }
            add(results, "exact", mean, 0, Double.NaN, Double.NaN, Double.NaN);
            results.add(new Result(
                    "variance", variance, 0, squareUnit(), "exact", Double.NaN, Double.NaN, Double.NaN, null));
            results.add(new Result(
                    V_SCORE, vScore(mean, variance), 0, "", "exact", Double.NaN, Double.NaN, Double.NaN, null));
            verdict = new Convergence(List.of());
        }
        var energy = results.getFirst();
        requireAboveExact(energy);
        verdict = verdict.and(Convergence.ofOptimisation(
                Measurement.ENERGY,
                lastEnergies,
                lastErrors,
                energy.mean(),
                energy.error(),
                study.evaluation().error(),
                study.problem().unit()));
        var findings = observations.findings();
        results.addAll(findings.results());
        verdict = verdict.and(observations.verdict()).and(Convergence.ofSolver(solver));
        var samples = new ArrayList<NamedArray>();
        samples.add(NamedArray.of("spins", spins(), sampling.ensemble().chains(), psi.sites()));
        if (sampling.stochastic()) {
            double[] means = chains().chainMeans();
            samples.add(NamedArray.of(Measurement.ENERGY + NamedArray.CHAIN_MEANS, means, means.length));
        }
        return new Outcome(
                results, verdict, List.of(NamedArray.of("theta", theta, theta.length)), samples, findings.curves());
    }

    private String squareUnit() {
        return study.problem().unit() + "^2";
    }

    private void add(
            List<Result> results, String method, double mean, double error, double tau, double rHat, double ess) {
        int n = psi.sites();
        String unit = study.problem().unit();
        var known = GroundState.known(Optional.ofNullable(reference), n);
        results.add(new Result(
                GroundState.ENERGY, mean, error, unit, method, tau, rHat, ess, known.get(GroundState.ENERGY)));
        results.add(new Result(
                GroundState.ENERGY_PER_SITE,
                mean / n,
                error / n,
                unit,
                method,
                tau,
                rHat,
                ess,
                known.get(GroundState.ENERGY_PER_SITE)));
    }

    /// |E_L - mean|^2 of a draw; the mean is real, as the Hamiltonian is Hermitian.
    private double[] squares(int draw, double mean) {
        double[] squares = draws.get(draw).clone();
        double[] im = imaginary.get(draw);
        for (int n = 0; n < squares.length; n++) {
            squares[n] = (squares[n] - mean) * (squares[n] - mean);
        }
        for (int n = 0; n < im.length; n++) {
            squares[n] += im[n] * im[n];
        }
        return squares;
    }

    private double[][] squares(double mean) {
        var squares = new double[draws.size()][];
        for (int k = 0; k < squares.length; k++) {
            squares[k] = squares(k, mean);
        }
        return squares;
    }

    /// The variance of the local energy is the mean of its squared deviations, each chain giving one a draw.
    private void addVariance(List<Result> results, double[][] squares) {
        var variance = Chains.ofDraws(squares).estimate();
        results.add(new Result(
                "variance",
                variance.mean(),
                variance.error(),
                squareUnit(),
                "Monte Carlo",
                variance.tau(),
                variance.rhat(),
                variance.ess(),
                null));
    }

    /// The V-score N Var(E) / (E - E_inf)^2, with the energy E_inf at infinite temperature: near 0 for an
    /// eigenstate,
    /// whatever the system (D. Wu and others, Science 386, 296 (2024)).
    private double vScore(double energy, double variance) {
        double distance = energy - infinite;
        return psi.sites() * variance / (distance * distance);
    }

    private Estimate.Jackknife vScore(double mean, double[][] squares) {
        var deviations = new double[squares.length][];
        for (int k = 0; k < squares.length; k++) {
            deviations[k] = draws.get(k).clone();
            for (int n = 0; n < squares[k].length; n++) {
                deviations[k][n] -= mean;
            }
        }
        return Jackknife.of(
                List.of(Chains.ofDraws(deviations), Chains.ofDraws(squares)),
                m -> vScore(mean + m[0], m[1] - m[0] * m[0]));
    }

    private void requireAboveExact(Result energy) {
        if (reference == null || !reference.exact()) {
            return;
        }
        double below = reference.value() - energy.mean();
        if (below > 3 * energy.error() + ROUNDING * Math.abs(reference.value())) {
            throw new ComputationFailed(
                    step,
                    "the energy " + energy.mean() + " with the error " + energy.error()
                            + " lies below the exact energy " + reference.value()
                            + " by more than three errors, which no wave function can",
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
                .put("draws", joined(draws))
                .put("observables", observations.state())
                .put("last_energies", lastEnergies)
                .put("last_errors", lastErrors)
                .put("acceptances", acceptances)
                .put("next_judgement", nextJudgement)
                .put("enough", enough)
                .put("solver", solver.getBytes(StandardCharsets.UTF_8));
        return psi.complex() ? state.put("imaginary_draws", joined(imaginary)) : state;
    }

    private static double[] joined(List<double[]> lists) {
        return lists.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    @Override
    public void restore(State state) {
        int chains = sampling.ensemble().chains();
        double[] kept = state.doubles("draws", -1);
        double[] keptImaginary = psi.complex() ? state.doubles("imaginary_draws", kept.length) : new double[0];
        if (kept.length % chains != 0) {
            throw new IllegalArgumentException("the saved draws have " + kept.length + " values; this study has "
                    + chains + " configurations in a draw");
        }
        double[] parameters = state.doubles("theta", theta.length);
        sampling.restore(state.whole("iteration"), state.longs("spins", -1));
        descent.restore(state.doubles("descent", -1));
        System.arraycopy(parameters, 0, theta, 0, theta.length);
        step = state.whole("step");
        evaluating = state.whole("evaluating") == 1;
        finished = state.whole("finished") == 1;
        rhat = state.real("rhat");
        recent.restore(state.doubles("recent", -1));
        observations.restore(state.doubles("observables", -1), kept.length / chains);
        draws.clear();
        imaginary.clear();
        for (int k = 0; k < kept.length; k += chains) {
            draws.add(Arrays.copyOfRange(kept, k, k + chains));
            imaginary.add(psi.complex() ? Arrays.copyOfRange(keptImaginary, k, k + chains) : new double[0]);
        }
        System.arraycopy(state.doubles("last_energies", lastEnergies.length), 0, lastEnergies, 0, lastEnergies.length);
        System.arraycopy(state.doubles("last_errors", lastErrors.length), 0, lastErrors, 0, lastErrors.length);
        acceptances = state.real("acceptances");
        nextJudgement = state.whole("next_judgement");
        enough = state.whole("enough");
        solver = new String(state.bytes("solver", -1), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        team.close();
    }
}
