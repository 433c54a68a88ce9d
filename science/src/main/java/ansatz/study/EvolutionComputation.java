package ansatz.study;

import ansatz.cost.LocalEnergies;
import ansatz.dynamics.Trajectory;
import ansatz.dynamics.Velocity;
import ansatz.engine.parallel.Team;
import ansatz.model.AmplitudeOverflow;
import ansatz.model.WaveFunction;
import ansatz.observable.Magnetization;
import ansatz.optimizer.SingularMetric;
import ansatz.problem.Quench;
import ansatz.problem.Time;
import ansatz.sampler.Sampling;
import ansatz.schema.Reference;
import ansatz.statistics.Chains;
import ansatz.statistics.Convergence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The two phases of an evolution: the ground state of the initial Hamiltonian is prepared in imaginary time;
/// then the state goes from one time of measurement to the next.
final class EvolutionComputation implements Computation {
    private static final String PREPARE = "prepare";
    private static final String EVOLVE = "evolve";
    private static final String HELP = "raise integrator.shift or integrator.tolerance, or lower model.sigma";

    private final Evolution study;
    private final Team team;
    private final WaveFunction psi;
    private final Sampling sampling;
    private final Trajectory preparation;
    private final Trajectory evolution;
    private final LocalEnergies initial;
    private final LocalEnergies energies;
    private final Quench quench;
    /// The exact energies of the initial Hamiltonian and of the one after it, where they are known; the second
    /// in real time only, where it stays.
    private final @Nullable Reference ground;

    private final @Nullable Reference conserved;

    private long step;
    private boolean begun;
    private boolean prepared;
    private final Measurements measured;

    EvolutionComputation(Evolution study, Environment environment) {
        this.study = study;
        this.team = Team.of(environment.threads());
        var problem = study.problem();
        this.psi = study.model().on(problem.lattice());
        this.sampling = study.sampler().on(problem.lattice(), psi, study.seed(), team);
        var before = study.initial().hamiltonian();
        var after = problem.hamiltonian();
        int parameters = psi.parameterCount();
        this.preparation = new Trajectory(study.integrator(), before, Time.IMAGINARY, sampling, parameters, team);
        this.evolution = new Trajectory(study.integrator(), after, study.time(), sampling, parameters, team);
        this.initial = new LocalEnergies(before, sampling);
        this.energies = new LocalEnergies(after, sampling);
        this.quench = new Quench(
                study.initial(),
                problem,
                study.sampler().sector(),
                study.model().imposed(problem.lattice()),
                study.time(),
                study.interval());
        this.ground = study.initial()
                .reference(study.sampler().sector(), study.model().imposed(problem.lattice()))
                .orElse(null);
        this.conserved = study.time() == Time.REAL ? quench.energy(0).orElse(null) : null;
        this.measured = new Measurements();
    }

    @Override
    public boolean finished() {
        return measured.points() > study.points();
    }

    @Override
    public Progress advance() {
        if (finished()) {
            throw new IllegalStateException("the evolution is finished: ask for its outcome");
        }
        step++;
        try {
            return prepared ? evolve() : prepare();
        } catch (SingularMetric singular) {
            throw new ComputationFailed(phase(), step, singular.reason(), HELP);
        } catch (AmplitudeOverflow overflow) {
            throw new ComputationFailed(phase(), step, overflow.reason(), HELP);
        }
    }

    private String phase() {
        return prepared ? EVOLVE : PREPARE;
    }

    private Progress prepare() {
        if (!begun) {
            begun = true;
            burnIn(psi.initialParameters(study.seed()));
            preparation.begin(psi.initialParameters(study.seed()));
        } else {
            preparation.advance(study.preparation());
        }
        var progress = progress(
                PREPARE, preparation, study.preparation(), study.initial().unit(), ground);
        if (preparation.time() >= study.preparation()) {
            prepared = true;
            step = 0;
            evolution.begin(preparation.theta());
        }
        return progress;
    }

    private Progress evolve() {
        int point = measured.points();
        double until = point * study.interval();
        if (evolution.time() < until) {
            evolution.advance(until);
        } else {
            measure(point);
        }
        return progress(EVOLVE, evolution, study.duration(), study.problem().unit(), conserved);
    }

    private void burnIn(double[] theta) {
        sampling.bind(theta);
        for (int k = 0;
                k < study.burnIn() && sampling.stochastic() && !study.sampler().direct();
                k++) {
            sampling.advance((block, first, walkers) -> {});
        }
    }

    private Progress progress(
            String phase, Trajectory trajectory, double duration, String unit, @Nullable Reference known) {
        Velocity velocity = trajectory.velocity();
        var measurements = new ArrayList<Measurement>();
        measurements.add(new Measurement(Measurement.ENERGY, velocity.energy(), velocity.error(), unit));
        if (known != null && known.exact()) {
            measurements.add(new Measurement(Measurement.EXACT, known.value(), unit));
        }
        measurements.add(new Measurement("time", trajectory.time(), Measurement.inverse(unit)));
        measurements.add(new Measurement("variance", velocity.variance(), Measurement.squared(unit)));
        measurements.add(new Measurement("step_size", trajectory.step(), Measurement.inverse(unit)));
        measurements.add(new Measurement("step_error", trajectory.error(), "rad"));
        measurements.add(new Measurement(Measurement.ACCEPTANCE, sampling.acceptance()));
        double share = trajectory.time() / duration;
        long steps = share > 0 ? (long) Math.ceil(step / share) : step + (long) Math.ceil(duration / trajectory.step());
        return new Progress(phase, step, Math.max(step, steps), measurements);
    }

    private void measure(int point) {
        double[] theta = evolution.theta();
        burnIn(theta);
        var observations = new SpinObservations(
                study.problem(),
                study.sampler().sector(),
                new SpinObservations.Known(() -> quench.state(point), Quench.stateSource()),
                study.observables(),
                psi,
                sampling);
        observations.bind(theta);
        sampling.bind(theta);
        var draws = new ArrayList<double[]>();
        var before = new ArrayList<double[]>();
        int count = sampling.stochastic() ? study.draws() : 1;
        for (int k = 0; k < count; k++) {
            sampling.advance((block, first, walkers) -> {
                energies.visit(block, first, walkers);
                observations.visit(block, first, walkers);
                if (point == 0) {
                    initial.visit(block, first, walkers);
                }
            });
            observations.draw();
            draws.add(energies.copy());
            if (point == 0) {
                before.add(initial.copy());
            }
        }
        var results = new ArrayList<Result>();
        var verdict = observations.kept().verdict();
        results.add(energy(Measurement.ENERGY, draws, study.problem().unit(), quench.energy(point)));
        if (point == 0) {
            // the distance from an eigenstate that all others are at least 1 / preparation away from
            var deviation = preparation.deviation();
            measured.begin(
                    energy(Evolution.INITIAL_ENERGY, before, study.initial().unit(), Optional.ofNullable(ground)),
                    deviation.speed() * study.preparation(),
                    deviation.speedError() * study.preparation());
        }
        if (sampling.stochastic()) {
            verdict = Convergence.of(
                            Measurement.ENERGY,
                            Chains.ofDraws(draws.toArray(double[][]::new)).diagnose())
                    .and(verdict);
        }
        for (Result result : observations.kept().findings().results()) {
            results.add(withFormula(result, point));
        }
        measured.add(results, evolution.deviation(), verdict.reasons());
    }

    private Result energy(String name, List<double[]> draws, String unit, Optional<Reference> reference) {
        if (!sampling.stochastic()) {
            double mean = 0;
            for (int n = 0; n < draws.getFirst().length; n++) {
                mean += sampling.weights()[n] * draws.getFirst()[n];
            }
            return new Result(name, mean, 0, unit, "exact", Double.NaN, Double.NaN, Double.NaN, reference.orElse(null));
        }
        var e = Chains.ofDraws(draws.toArray(double[][]::new)).estimate();
        return new Result(
                name, e.mean(), e.error(), unit, "Monte Carlo", e.tau(), e.rhat(), e.ess(), reference.orElse(null));
    }

    /// Where only a formula knows the exact value.
    private Result withFormula(Result result, int point) {
        if (result.reference() != null || !result.name().equals(Magnetization.ALONG_X)) {
            return result;
        }
        return new Result(
                result.name(),
                result.mean(),
                result.error(),
                result.unit(),
                result.method(),
                result.tau(),
                result.rhat(),
                result.ess(),
                quench.magnetizationX(point).orElse(null));
    }

    @Override
    public Outcome outcome() {
        if (!finished()) {
            throw new IllegalStateException("the evolution is not finished");
        }
        var curves = measured.curves(study);
        var results = new ArrayList<Result>(measured.last());
        results.add(measured.initialEnergy());
        Result distance = measured.distances(study.interval()).getLast();
        results.add(distance);
        var verdict =
                Convergence.ofTimes(measured.points(), measured.reasons()).and(Convergence.ofDistance(distance.mean()));
        if (study.time() == Time.REAL) {
            Result first = measured.first().getFirst();
            Result last = measured.last().getFirst();
            verdict = verdict.and(Convergence.ofConservation(
                    last.mean() - first.mean(),
                    Math.hypot(last.error(), first.error()),
                    Math.sqrt(evolution.velocity().variance()),
                    study.problem().unit()));
        }
        double[] theta = evolution.theta();
        return new Outcome(results, verdict, List.of(NamedArray.of("theta", theta, theta.length)), List.of(), curves);
    }

    @Override
    public State state() {
        return new State()
                .put("step", step)
                .put("begun", begun ? 1L : 0L)
                .put("prepared", prepared ? 1L : 0L)
                .put("preparation", preparation.state())
                .put("evolution", evolution.state())
                .put("iteration", sampling.iteration())
                .put("spins", sampling.configurations())
                .put("measured", measured.state());
    }

    @Override
    public void restore(State state) {
        sampling.restore(state.whole("iteration"), state.longs("spins", -1));
        preparation.restore(state.doubles("preparation", -1));
        evolution.restore(state.doubles("evolution", -1));
        measured.restore(state.part("measured"));
        step = state.whole("step");
        begun = state.whole("begun") == 1;
        prepared = state.whole("prepared") == 1;
    }

    @Override
    public void close() {
        team.close();
    }
}
