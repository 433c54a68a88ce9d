package ansatz.sampler;

import ansatz.lattice.Spins;

/// One spin at a time, each with equal chance.
///
/// @param spins the number of spins
record SingleFlips(int spins) implements Move {
    @Override
    public int sites() {
        return 1;
    }

    @Override
    public void start(long seed, Spins block, int first) {
        Proposals.start(seed, block, first);
    }

    @Override
    public void choose(Proposals random, int[] sites) {
        sites[0] = random.below(spins);
    }

    @Override
    public void restrict(Spins block, int[] sites, double[] uniforms) {
        // every chain may
    }
}
