package ansatz.study;

import ansatz.engine.parallel.Team;
import ansatz.model.Amplitude;
import ansatz.model.Rbm;
import ansatz.observable.Observable;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.Optimizer;
import ansatz.optimizer.Schedule;
import ansatz.problem.Ising;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Metropolis;
import ansatz.sampler.Sampler;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The ground state of spins on a lattice by variational Monte Carlo (W. L. McMillan, Phys. Rev. 138, A442 (1965)).
@Name(
        value = "ground-state",
        summary = "Ground state of a quantum problem: the energy of a wave function is minimised, then measured",
        cite = "W. L. McMillan, Phys. Rev. 138, A442 (1965); G. Carleo and M. Troyer, Science 355, 602 (2017)")
public record GroundState(
        @Key("what the study is about, one line") String title,
        @Key("seed of all random numbers") long seed,

        @Key(value = "steps of the optimiser", min = 1, max = 100_000_000)
        int steps,

        @Key(value = "the Hamiltonian", required = true) SpinProblem problem,
        @Key("the wave function") Amplitude model,
        @Key("where configurations come from") Sampler sampler,
        @Key("how parameters are improved") Optimizer optimizer,

        @Key(StepDraws.MEANING) Schedule draws,

        @Key("what is measured besides the energy, its variance and the V-score")
        List<Observable> observables,

        @Key("how the final energy is measured") Evaluation evaluation,

        @Key("parameters.npz of a run whose parameters are the first ones, from the folder in which the command runs;"
                + " its model must have as many, but its lattice may be another one; empty for random parameters")
        String start)
        implements Study, Checked {

    /// The name of the energy.
    static final String ENERGY = Measurement.ENERGY;

    /// The name of the energy a site.
    static final String ENERGY_PER_SITE = "energy_per_site";

    /// The critical ring of 20 spins.
    public static final GroundState DEFAULTS = new GroundState(
            "Ground state",
            1,
            300,
            Ising.DEFAULTS,
            Rbm.DEFAULTS,
            Metropolis.DEFAULTS,
            NaturalGradient.DEFAULTS,
            Schedule.constant(1),
            List.of(),
            Evaluation.DEFAULTS,
            "");

    public GroundState {
        observables = List.copyOf(observables);
    }

    /// The defaults for a problem and a wave function.
    public static GroundState of(SpinProblem problem, Amplitude model) {
        return DEFAULTS.problem(problem).model(model);
    }

    /// The same study with another title.
    public GroundState title(String line) {
        return new GroundState(
                line, seed, steps, problem, model, sampler, optimizer, draws, observables, evaluation, start);
    }

    /// The same study with another seed.
    public GroundState seed(long number) {
        return new GroundState(
                title, number, steps, problem, model, sampler, optimizer, draws, observables, evaluation, start);
    }

    /// The same study with another number of steps.
    public GroundState steps(int number) {
        return new GroundState(
                title, seed, number, problem, model, sampler, optimizer, draws, observables, evaluation, start);
    }

    /// The same study of another problem.
    public GroundState problem(SpinProblem other) {
        return new GroundState(
                title, seed, steps, other, model, sampler, optimizer, draws, observables, evaluation, start);
    }

    /// The same study with another wave function.
    public GroundState model(Amplitude other) {
        return new GroundState(
                title, seed, steps, problem, other, sampler, optimizer, draws, observables, evaluation, start);
    }

    /// The same study with another sampler.
    public GroundState sampler(Sampler other) {
        return new GroundState(
                title, seed, steps, problem, model, other, optimizer, draws, observables, evaluation, start);
    }

    /// The same study with another optimiser.
    public GroundState optimizer(Optimizer other) {
        return new GroundState(
                title, seed, steps, problem, model, sampler, other, draws, observables, evaluation, start);
    }

    /// The same study with another number of draws that a step takes from each chain.
    public GroundState draws(Schedule schedule) {
        return new GroundState(
                title, seed, steps, problem, model, sampler, optimizer, schedule, observables, evaluation, start);
    }

    /// The same study with other observables.
    public GroundState observables(Observable... others) {
        return new GroundState(
                title, seed, steps, problem, model, sampler, optimizer, draws, List.of(others), evaluation, start);
    }

    /// The same study with another evaluation.
    public GroundState evaluation(Evaluation other) {
        return new GroundState(
                title, seed, steps, problem, model, sampler, optimizer, draws, observables, other, start);
    }

    /// The same study from the parameters of a run.
    ///
    /// @param parameters the file parameters.npz of the run; empty for random parameters
    public GroundState start(String parameters) {
        return new GroundState(
                title, seed, steps, problem, model, sampler, optimizer, draws, observables, evaluation, parameters);
    }

    @Override
    public void check(Problems problems) {
        var state = new SpinState(model, sampler);
        state.check(List.of(new SpinState.Hamiltonian("problem", "the problem", problem)), problems);
        state.check(observables, problem, problems);
        StepDraws.check(draws, !(sampler instanceof Enumeration), problems);
        if (!start.isEmpty()) {
            checkStart(problems);
        }
    }

    private void checkStart(Problems problems) {
        double wanted = model.parameterCount(problem.lattice());
        try {
            int found = trained().length;
            if (found != wanted) {
                problems.add(
                        "start",
                        "names a file with " + found + " parameters, but the model has "
                                + String.format(Locale.ROOT, "%.0f", wanted)
                                + "; it must be of a run whose model has as many");
            }
        } catch (UncheckedIOException unreadable) {
            problems.add(
                    "start",
                    "is \"" + start
                            + "\", which cannot be read; it must be the file parameters.npz of a run, or empty");
        }
    }

    /// The parameters to start from.
    ///
    /// @throws UncheckedIOException if their file cannot be read, or holds none
    double[] trained() {
        try {
            return NamedArray.read(Path.of(start), GroundStateComputation.PARAMETERS)
                    .orElseThrow(() -> new IOException("no parameters"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InvalidPathException none) {
            throw new UncheckedIOException(new IOException(none));
        }
    }

    @Override
    public double memory() {
        var lattice = problem.lattice();
        var state = new SpinState(model, sampler);
        double most = StepDraws.most(draws, steps);
        double gathered = most == 1 ? 0 : most * sampler.samples(lattice.sites());
        double numbers = state.memory(lattice, observables, evaluation.draws())
                + gathered * state.memoryOfOne(lattice)
                + optimizer.memory(model.parameterCount(lattice), most * sampler.samples(lattice.sites()));
        return 8 * numbers;
    }

    @Override
    public Map<String, Reference> known() {
        return sampler.sector().isEmpty() && model.imposed(problem.lattice()).symmetric()
                ? share(Double.NaN).known(problem.formula())
                : Map.of();
    }

    private EnergyDraws.Share share(double infinite) {
        return new EnergyDraws.Share(problem.lattice().sites(), ENERGY_PER_SITE, infinite);
    }

    @Override
    public List<Result> together(List<Measured> points) {
        return ExcitationEnergies.of(points);
    }

    @Override
    public List<Adjustable> adjustable(Study before) {
        return GroundStateComputation.adjustable(steps);
    }

    @Override
    public Computation computation(Environment environment) {
        var team = Team.of(environment.threads());
        return new GroundStateComputation(
                new SampledSpins(this, team),
                new GroundStateComputation.Plan(seed, Pretraining.DEFAULTS, steps, optimizer, draws, evaluation),
                share(problem.hamiltonian().centre()),
                team);
    }
}
