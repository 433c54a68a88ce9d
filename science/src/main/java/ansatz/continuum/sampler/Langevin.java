package ansatz.continuum.sampler;

import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.parallel.Team;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// Many walkers that drift to where |psi| is larger and diffuse, each step accepted or not so that |psi|^2 is
/// sampled exactly: importance sampling, or the Langevin algorithm adjusted by Metropolis.
@Name(
        value = "langevin",
        summary = "Walkers that follow the gradient of log |psi| and diffuse: importance sampling",
        cite =
                "P. J. Rossky, J. D. Doll and H. L. Friedman, J. Chem. Phys. 69, 4628 (1978); drift at nodes: C. J. Umrigar and others, J. Chem. Phys. 99, 2865 (1993)")
public record Langevin(
        @Key(value = "number of walkers; each gives one sample in an iteration", min = 2, max = 1_000_000)
        int walkers,

        @Key(value = "sweeps in an iteration; a sweep proposes to move each particle once", min = 1, max = 10_000)
        int sweeps,

        @Key("which particles a proposal moves: all, or one after the other")
        Moved moves,

        @Key(
                value = "first standard deviation of the diffusion along each axis; tuned to the acceptance",
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

    /// 1024 walkers, five moves of all particles, six of ten accepted (the optimum for many particles is 0.574:
    /// G. O. Roberts and J. S. Rosenthal, J. R. Stat. Soc. B 60, 255 (1998)).
    public static final Langevin DEFAULTS = new Langevin(1024, 5, Moved.ALL, 0.3, 0.6);

    /// The same with another number of walkers.
    public Langevin walkers(int number) {
        return new Langevin(number, sweeps, moves, step, acceptance);
    }

    /// The same with another number of sweeps in an iteration.
    public Langevin sweeps(int number) {
        return new Langevin(walkers, number, moves, step, acceptance);
    }

    /// The same with another choice of the particles of a proposal.
    public Langevin moves(Moved particles) {
        return new Langevin(walkers, sweeps, particles, step, acceptance);
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        // serves every system
    }

    @Override
    public ParticleSampling on(ParticleWaveFunction psi, long seed, Team team) {
        return new Walk(psi, new Walk.Plan(walkers, sweeps, moves, true, step, acceptance), seed, team);
    }
}
