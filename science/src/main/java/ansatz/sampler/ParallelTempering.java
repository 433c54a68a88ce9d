package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.WaveFunction;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.OptionalInt;

/// Markov chains with replicas that sample |psi|^(2 beta), beta from 1 downwards by equal ratios: where |psi|^2 has
/// valleys, replicas at a small beta cross them, and configurations wander between replicas. Only those at beta = 1
/// are measured.
///
/// In each iteration, before the moves, neighbouring replicas exchange their configurations with the probability
/// min(1, |psi(s_b) / psi(s_a)|^(2 (beta_a - beta_b))): in even iterations the first with the second and so on, in
/// odd
/// ones the second with the third.
@Name(
        value = "parallel-tempering",
        summary = "Markov chains with replicas at |psi|^(2 beta) that exchange configurations; beta = 1 is measured",
        cite = "K. Hukushima and K. Nemoto, J. Phys. Soc. Jpn. 65, 1604 (1996)")
public record ParallelTempering(
        @Key("how each replica moves, and how many chains there are")
        MarkovChains moves,

        @Key(value = "replicas of each chain, that at beta = 1 included", min = 2, max = 64)
        int replicas,

        @Key(value = "beta of the last replica", above = 0, below = 1)
        double lowest)
        implements Sampler {

    /// Eight replicas of single flips, down to |psi|^0.2.
    public static final ParallelTempering DEFAULTS = new ParallelTempering(Metropolis.DEFAULTS, 8, 0.1);

    /// The same with other moves.
    public ParallelTempering moves(MarkovChains other) {
        return new ParallelTempering(other, replicas, lowest);
    }

    /// The same with another number of replicas.
    public ParallelTempering replicas(int number) {
        return new ParallelTempering(moves, number, lowest);
    }

    /// The same down to another power.
    public ParallelTempering lowest(double beta) {
        return new ParallelTempering(moves, replicas, beta);
    }

    @Override
    public double samples(int sites) {
        return moves.samples(sites);
    }

    @Override
    public double held(int sites) {
        return replicas * moves.held(sites);
    }

    @Override
    public OptionalInt sector() {
        return moves.sector();
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        moves.check(lattice, (key, text) -> problems.add(key.isEmpty() ? "moves" : "moves." + key, text));
    }

    @Override
    public Sampling on(Lattice lattice, WaveFunction psi, long seed, Team team) {
        var betas = new double[replicas];
        for (int r = 0; r < replicas; r++) {
            betas[r] = Math.pow(lowest, r / (replicas - 1.0));
        }
        return moves.replicated(lattice, psi, betas, seed, team);
    }
}
