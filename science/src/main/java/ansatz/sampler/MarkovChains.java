package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.WaveFunction;

/// A sampler of Markov chains that persist from one iteration to the next.
public interface MarkovChains extends Sampler {
    /// Starts to sample, with replicas of each chain at other powers of |psi|^2 whose configurations are exchanged.
    ///
    /// @param betas the powers, the first of which is 1; each differs from those beside it
    Sampling replicated(Lattice lattice, WaveFunction psi, double[] betas, long seed, Team team);

    @Override
    default Sampling on(Lattice lattice, WaveFunction psi, long seed, Team team) {
        return replicated(lattice, psi, new double[] {1}, seed, team);
    }
}
