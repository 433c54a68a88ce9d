package ansatz.study;

import ansatz.continuum.cost.ParticleEnergies;
import ansatz.continuum.model.Gaussian;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.observable.ParticleObservable;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.continuum.problem.Trap;
import ansatz.continuum.sampler.Langevin;
import ansatz.continuum.sampler.ParticleSampler;
import ansatz.engine.parallel.Team;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.Optimizer;
import ansatz.optimizer.Schedule;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The ground state of particles in continuous space by variational Monte Carlo.
@Name(
        value = "particles",
        summary =
                "Ground state of particles in continuous space: the energy of a wave function is minimised, then measured",
        cite = "W. L. McMillan, Phys. Rev. 138, A442 (1965); S. Sorella, Phys. Rev. B 64, 024512 (2001)")
public record ParticleGroundState(
        @Key("what the study is about, one line") String title,
        @Key("seed of all random numbers") long seed,

        @Key(value = "steps of the optimiser", min = 1, max = 100_000_000)
        int steps,

        @Key(value = "the particles and their Hamiltonian", required = true)
        ParticleProblem problem,

        @Key(value = "the wave function", required = true) ParticleModel model,
        @Key("where configurations come from") ParticleSampler sampler,
        @Key("what the parameters are prepared by") Pretraining pretraining,
        @Key("how parameters are improved") Optimizer optimizer,
        @Key(StepDraws.MEANING) Schedule draws,

        @Key(
                value =
                        "the gradient takes local energies farther from their median than so many mean absolute deviations as if they were there; the energy itself is never clipped",
                above = 0,
                max = 1e6)
        double clip,

        @Key("what is measured besides the energy, its parts and its variance")
        List<ParticleObservable> observables,

        @Key("how the final energy is measured") Evaluation evaluation)
        implements Study, Checked {

    /// No machine of today holds more.
    private static final double MOST_BYTES = 1e13;

    /// The name of the energy of one particle.
    static final String ENERGY_PER_PARTICLE = "energy_per_particle";

    /// What a study has where it does not say otherwise.
    public static final ParticleGroundState DEFAULTS = of(Trap.DEFAULTS, Gaussian.DEFAULTS);

    public ParticleGroundState {
        observables = List.copyOf(observables);
    }

    /// The defaults for a problem and a wave function.
    public static ParticleGroundState of(ParticleProblem problem, ParticleModel model) {
        return new ParticleGroundState(
                "Ground state of particles",
                1,
                200,
                problem,
                model,
                Langevin.DEFAULTS,
                Pretraining.DEFAULTS,
                NaturalGradient.DEFAULTS,
                Schedule.constant(1),
                5,
                List.of(),
                Evaluation.DEFAULTS);
    }

    /// The same study with another title.
    public ParticleGroundState title(String line) {
        return new ParticleGroundState(
                line,
                seed,
                steps,
                problem,
                model,
                sampler,
                pretraining,
                optimizer,
                draws,
                clip,
                observables,
                evaluation);
    }

    /// The same study with another seed.
    public ParticleGroundState seed(long number) {
        return new ParticleGroundState(
                title,
                number,
                steps,
                problem,
                model,
                sampler,
                pretraining,
                optimizer,
                draws,
                clip,
                observables,
                evaluation);
    }

    /// The same study with another number of steps.
    public ParticleGroundState steps(int number) {
        return new ParticleGroundState(
                title,
                seed,
                number,
                problem,
                model,
                sampler,
                pretraining,
                optimizer,
                draws,
                clip,
                observables,
                evaluation);
    }

    /// The same study with another sampler.
    public ParticleGroundState sampler(ParticleSampler other) {
        return new ParticleGroundState(
                title,
                seed,
                steps,
                problem,
                model,
                other,
                pretraining,
                optimizer,
                draws,
                clip,
                observables,
                evaluation);
    }

    /// The same study with another pre-training.
    public ParticleGroundState pretraining(Pretraining other) {
        return new ParticleGroundState(
                title, seed, steps, problem, model, sampler, other, optimizer, draws, clip, observables, evaluation);
    }

    /// The same study with another optimiser.
    public ParticleGroundState optimizer(Optimizer other) {
        return new ParticleGroundState(
                title, seed, steps, problem, model, sampler, pretraining, other, draws, clip, observables, evaluation);
    }

    /// The same study with another number of draws that a step takes from each walker.
    public ParticleGroundState draws(Schedule schedule) {
        return new ParticleGroundState(
                title,
                seed,
                steps,
                problem,
                model,
                sampler,
                pretraining,
                optimizer,
                schedule,
                clip,
                observables,
                evaluation);
    }

    /// The same study with another width of the window of local energies in the gradient.
    public ParticleGroundState clip(double deviations) {
        return new ParticleGroundState(
                title,
                seed,
                steps,
                problem,
                model,
                sampler,
                pretraining,
                optimizer,
                draws,
                deviations,
                observables,
                evaluation);
    }

    /// The same study with other observables.
    public ParticleGroundState observables(ParticleObservable... others) {
        return new ParticleGroundState(
                title,
                seed,
                steps,
                problem,
                model,
                sampler,
                pretraining,
                optimizer,
                draws,
                clip,
                List.of(others),
                evaluation);
    }

    /// The same study with another evaluation.
    public ParticleGroundState evaluation(Evaluation other) {
        return new ParticleGroundState(
                title, seed, steps, problem, model, sampler, pretraining, optimizer, draws, clip, observables, other);
    }

    @Override
    public void check(Problems problems) {
        var system = problem.system();
        model.check(system, (key, text) -> problems.add(key.isEmpty() ? "model" : "model." + key, text));
        sampler.check(system, (key, text) -> problems.add(key.isEmpty() ? "sampler" : "sampler." + key, text));
        if (pretraining.steps() > 0) {
            pretraining
                    .target()
                    .check(
                            system,
                            (key, text) -> problems.add(
                                    key.isEmpty() ? "pretraining.target" : "pretraining.target." + key, text));
        }
        StepDraws.check(draws, true, problems);
        var labels = new HashSet<String>();
        for (int k = 0; k < observables.size(); k++) {
            String path = "observables[" + k + "]";
            var observable = observables.get(k);
            observable.check(system, (key, text) -> problems.add(key.isEmpty() ? path : path + "." + key, text));
            if (!labels.add(observable.label())) {
                problems.add(path, "gives results named \"" + observable.label() + "\" as another one before it does");
            }
        }
    }

    @Override
    public double memory() {
        var system = problem.system();
        double parameters = model.parameterCount(system);
        double walkers = sampler.walkers();
        double rows = walkers * StepDraws.most(draws, steps);
        // parameters with their copies, walkers with their moves, energies that are kept, and rows of derivatives
        double numbers = 4 * parameters
                + walkers * (8.0 * system.coordinates() + 3.0 * evaluation.draws())
                + (rows > walkers ? rows * system.coordinates() : 0)
                + rows * parameters
                + observables.stream()
                                .mapToDouble(observable -> observable.columns(system))
                                .sum()
                        * (walkers + 3.0 * Observations.GROUPS * evaluation.draws())
                + optimizer.memory(parameters, rows);
        double bytes = 8 * numbers;
        // the formula itself is looked at only where its parameters could be held
        return bytes < MOST_BYTES
                ? bytes + Runtime.getRuntime().availableProcessors() * ParticleEnergies.memory(model, system)
                : bytes;
    }

    @Override
    public Map<String, Reference> known() {
        return share().known(problem.reference());
    }

    private EnergyDraws.Share share() {
        return new EnergyDraws.Share(problem.system().particles().count(), ENERGY_PER_PARTICLE, Double.NaN);
    }

    @Override
    public List<Adjustable> adjustable(Study before) {
        return GroundStateComputation.adjustable(steps);
    }

    @Override
    public Computation computation(Environment environment) {
        var team = Team.of(environment.threads());
        return new GroundStateComputation(
                new SampledParticles(this, team),
                new GroundStateComputation.Plan(seed, pretraining, steps, optimizer, draws, evaluation),
                share(),
                team);
    }
}
