package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.WaveFunction;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// Many Markov chains that turn single spins over (Metropolis and others 1953), and persist from one iteration to
/// the next.
@Name(
        value = "metropolis",
        summary = "Markov chains that turn single spins over, accepted with min(1, |psi(s')/psi(s)|^2)",
        cite = "N. Metropolis and others, J. Chem. Phys. 21, 1087 (1953)")
public record Metropolis(
        @Key(value = "number of chains; each gives one sample in an iteration", min = 2, max = 1_000_000)
        int chains,

        @Key(value = "sweeps in an iteration; a sweep proposes as many flips as there are spins", min = 1, max = 10_000)
        int sweeps)
        implements MarkovChains {

    /// 1024 chains, two sweeps.
    public static final Metropolis DEFAULTS = new Metropolis(1024, 2);

    /// The default chains.
    public static Metropolis singleFlips() {
        return DEFAULTS;
    }

    /// The same sampler with another number of chains.
    public Metropolis chains(int number) {
        return new Metropolis(number, sweeps);
    }

    /// The same sampler with another number of sweeps in an iteration.
    public Metropolis sweeps(int number) {
        return new Metropolis(chains, number);
    }

    @Override
    public double samples(int sites) {
        return chains;
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        // serves every lattice
    }

    @Override
    public Sampling replicated(Lattice lattice, WaveFunction psi, double[] betas, long seed, Team team) {
        return new PersistentChains(new SingleFlips(psi.sites()), psi, chains, sweeps, betas, seed, team);
    }
}
