package ansatz.sampler;

import ansatz.lattice.Spins;

/// What a Markov chain proposes: some spins that are turned over together.
interface Move {
    /// How many spins.
    int sites();

    /// Sets the first configurations.
    ///
    /// @param first the number of the first chain of the block
    void start(long seed, Spins spins, int first);

    /// Chooses the sites for all chains of a block.
    void choose(Proposals random, int[] sites);

    /// Sets the random number of each chain that may not make the move to at least 1.
    void restrict(Spins spins, int[] sites, double[] uniforms);
}
