package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.WaveFunction;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// All 2^N configurations with the weights |psi|^2 / sum |psi|^2: averages without a statistical error.
@Name(value = "enumeration", summary = "All 2^N configurations with their weights; averages have no statistical error")
public record Enumeration(
        @Key(value = "most spins that are enumerated", min = 1, max = Enumeration.MOST)
        int limit) implements Sampler {

    /// More spins would not fit into memory.
    public static final int MOST = 20;

    /// At most 14 spins.
    public static final Enumeration DEFAULTS = new Enumeration(14);

    @Override
    public double samples(int sites) {
        return Math.pow(2, Math.min(sites, MOST));
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        if (lattice.sites() > limit) {
            problems.add(
                    "limit",
                    "is " + limit + ", but the lattice has " + lattice.sites() + " sites; at most " + MOST
                            + " can be enumerated");
        }
    }

    @Override
    public Sampling on(Lattice lattice, WaveFunction psi, long seed, Team team) {
        return new Enumerated(psi, team);
    }
}
