package ansatz.study;

import ansatz.dynamics.Integrator;
import ansatz.model.Amplitude;
import ansatz.model.Rbm;
import ansatz.observable.Magnetization;
import ansatz.observable.Observable;
import ansatz.optimizer.NaturalGradient;
import ansatz.problem.Ising;
import ansatz.problem.SpinProblem;
import ansatz.problem.Time;
import ansatz.sampler.Metropolis;
import ansatz.sampler.Sampler;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Set;

/// A state that evolves in time within a family of wave functions, by the time-dependent variational principle:
/// it begins as the ground state of one Hamiltonian, found in imaginary time, and goes on under another.
@Name(
        value = "evolution",
        summary =
                "Time evolution after a quench: a wave function follows the equation of motion, and is measured on its way",
        cite = "G. Carleo and M. Troyer, Science 355, 602 (2017)",
        exact = "Ising ring: free fermions; up to 14 spins: all amplitudes")
public record Evolution(
        @Key("what the study is about, one line") String title,
        @Key("seed of all random numbers") long seed,

        @Key(value = "the Hamiltonian under which the state evolves", required = true)
        SpinProblem problem,

        @Key(value = "the Hamiltonian whose ground state it is at the beginning", required = true)
        SpinProblem initial,

        @Key("the wave function") Amplitude model,

        @Key("where configurations come from, new ones for each stage of a step")
        Sampler sampler,

        @Key("real or imaginary time") Time time,

        @Key(value = "how long it evolves", unit = "inverse unit of the energy", above = 0, max = 1e6)
        double duration,

        @Key(value = "times at which it is measured after the beginning, evenly spaced", min = 1, max = 10_000)
        int points,

        @Key(
                value = "how long the beginning is prepared in imaginary time",
                unit = "inverse unit of the energy",
                above = 0,
                max = 1e6)
        double preparation,

        @Key("how the parameters are carried forward") Integrator integrator,
        @Key("what is measured besides the energy") List<Observable> observables,

        @Key(value = "measurements of each chain at each of the times", min = 32, max = 1e6)
        int draws,

        @Key(
                value = "iterations that are thrown away before each measurement, and at the very beginning",
                min = 0,
                max = 1e6)
        int burnIn)
        implements Study, Checked {

    /// The name of the energy of the initial Hamiltonian at the beginning.
    static final String INITIAL_ENERGY = "initial_energy";

    /// The critical ring of 20 spins, from the paramagnet at twice the field.
    public static final Evolution DEFAULTS = new Evolution(
            "Time evolution",
            1,
            Ising.DEFAULTS,
            Ising.DEFAULTS.field(2),
            Rbm.DEFAULTS.complexWeights(),
            Metropolis.DEFAULTS.chains(1024),
            Time.REAL,
            1,
            20,
            2,
            Integrator.DEFAULTS,
            List.of(Magnetization.DEFAULTS),
            64,
            5);

    public Evolution {
        observables = List.copyOf(observables);
    }

    /// The defaults for a quench.
    ///
    /// @param initial the Hamiltonian before
    /// @param problem the Hamiltonian after
    public static Evolution of(SpinProblem initial, SpinProblem problem, Amplitude model) {
        return DEFAULTS.with(problem, initial, model, DEFAULTS.sampler);
    }

    private Evolution with(SpinProblem after, SpinProblem before, Amplitude psi, Sampler source) {
        return new Evolution(
                title,
                seed,
                after,
                before,
                psi,
                source,
                time,
                duration,
                points,
                preparation,
                integrator,
                observables,
                draws,
                burnIn);
    }

    private Evolution with(Time kind, double length, int times, double before, Integrator steps) {
        return new Evolution(
                title,
                seed,
                problem,
                initial,
                model,
                sampler,
                kind,
                length,
                times,
                before,
                steps,
                observables,
                draws,
                burnIn);
    }

    private Evolution with(String line, long number, List<Observable> others, int measurements, int thrownAway) {
        return new Evolution(
                line,
                number,
                problem,
                initial,
                model,
                sampler,
                time,
                duration,
                points,
                preparation,
                integrator,
                others,
                measurements,
                thrownAway);
    }

    /// The same study with another title.
    public Evolution title(String line) {
        return with(line, seed, observables, draws, burnIn);
    }

    /// The same study with another seed.
    public Evolution seed(long number) {
        return with(title, number, observables, draws, burnIn);
    }

    /// The same study with another sampler.
    public Evolution sampler(Sampler other) {
        return with(problem, initial, model, other);
    }

    /// The same study in real or imaginary time.
    public Evolution time(Time kind) {
        return with(kind, duration, points, preparation, integrator);
    }

    /// The same study of another length, measured at another number of times.
    public Evolution duration(double length, int times) {
        return with(time, length, times, preparation, integrator);
    }

    /// The same study with another time of preparation.
    public Evolution preparation(double length) {
        return with(time, duration, points, length, integrator);
    }

    /// The same study with other steps.
    public Evolution integrator(Integrator other) {
        return with(time, duration, points, preparation, other);
    }

    /// The same study with other observables.
    public Evolution observables(Observable... others) {
        return with(title, seed, List.of(others), draws, burnIn);
    }

    /// The same study with another number of measurements at each time, after others that are thrown away.
    public Evolution draws(int number, int thrownAway) {
        return with(title, seed, observables, number, thrownAway);
    }

    @Override
    public void check(Problems problems) {
        if (!initial.lattice().equals(problem.lattice())) {
            problems.add("initial.lattice", "is another one than problem.lattice; both must be the same");
            return;
        }
        if (time == Time.REAL && !model.complex()) {
            problems.add(
                    "model",
                    "is a real wave function, which cannot follow real time; it must have complex values, as"
                            + " \"modulus-phase\" and \"rbm\" with complex weights have");
            return;
        }
        var state = new SpinState(model, sampler);
        state.check(
                List.of(
                        new SpinState.Hamiltonian("problem", "the problem", problem),
                        new SpinState.Hamiltonian("initial", "the initial problem", initial)),
                problems);
        state.check(observables, problem, problems);
        for (int k = 0; k < observables.size(); k++) {
            if (observables.get(k).curve()) {
                problems.add(
                        "observables[" + k + "]",
                        "is a curve by itself; an evolution measures numbers, such as \"magnetization\"");
            }
        }
    }

    /// The time between two measurements.
    double interval() {
        return duration / points;
    }

    @Override
    public double memory() {
        var lattice = problem.lattice();
        double rows = (model.complex() ? 2 : 1) * sampler.samples(lattice.sites());
        double numbers = new SpinState(model, sampler).memory(lattice, observables, draws)
                // a system each for the preparation and the evolution
                + 2 * NaturalGradient.Solver.SMALLER.memory(model.parameterCount(lattice), rows);
        return 8 * numbers;
    }

    @Override
    public List<Adjustable> adjustable(Study before) {
        boolean further = before instanceof Evolution other && interval() == other.interval() && points >= other.points;
        return List.of(
                Adjustable.always(Adjustable.TITLE),
                new Adjustable(
                        Set.of("duration", "points"),
                        "duration and points can grow together, with the same time between two points",
                        (phase, step) -> further));
    }

    @Override
    public Computation computation(Environment environment) {
        return new EvolutionComputation(this, environment);
    }
}
