package ansatz.continuum.sampler;

import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.parallel.Team;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// Many walkers that propose Gaussian steps in all directions alike (Metropolis and others 1953), and persist from
/// one iteration to the next.
@Name(
        value = "random-walk",
        summary = "Walkers with Gaussian steps, accepted with min(1, |psi(x')/psi(x)|^2)",
        cite = "N. Metropolis and others, J. Chem. Phys. 21, 1087 (1953)")
public record RandomWalk(
        @Key(value = "number of walkers; each gives one sample in an iteration", min = 2, max = 1_000_000)
        int walkers,

        @Key(value = "sweeps in an iteration; a sweep proposes to move each particle once", min = 1, max = 10_000)
        int sweeps,

        @Key("which particles a proposal moves: all, or one after the other")
        Moved moves,

        @Key(
                value = "first standard deviation of a step along each axis; tuned to the acceptance",
                unit = "length of the system",
                above = 0,
                max = 1e6)
        double step,

        @Key(
                value = "share of accepted proposals that the step is tuned to, before the evaluation",
                min = 0.05,
                max = 0.95)
        double acceptance)
        implements ParticleSampler {

    /// 1024 walkers, ten moves of all particles, half of them accepted.
    public static final RandomWalk DEFAULTS = new RandomWalk(1024, 10, Moved.ALL, 0.3, 0.5);

    /// The same with another number of walkers.
    public RandomWalk walkers(int number) {
        return new RandomWalk(number, sweeps, moves, step, acceptance);
    }

    /// The same with another number of sweeps in an iteration.
    public RandomWalk sweeps(int number) {
        return new RandomWalk(walkers, number, moves, step, acceptance);
    }

    /// The same with another choice of the particles of a proposal.
    public RandomWalk moves(Moved particles) {
        return new RandomWalk(walkers, sweeps, particles, step, acceptance);
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        // serves every system
    }

    @Override
    public ParticleSampling on(ParticleWaveFunction psi, long seed, Team team) {
        return new Walk(psi, new Walk.Plan(walkers, sweeps, moves, false, step, acceptance), seed, team);
    }
}
