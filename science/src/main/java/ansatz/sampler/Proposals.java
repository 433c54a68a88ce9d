package ansatz.sampler;

import ansatz.lattice.Spins;
import ansatz.model.Philox;

/// The random numbers of a Markov chain, keyed by the number of the proposal and of the chain.
final class Proposals {
    private static final int START = 1;
    private static final int SITE = 2;
    private static final int ACCEPT = 3;

    private final long seed;

    Proposals(long seed) {
        this.seed = seed;
    }

    /// Sets each spin up or down with equal chance.
    void start(Spins spins, int first) {
        var word = new int[4];
        for (int n = 0; n < spins.count(); n++) {
            for (int i = 0; i < spins.sites(); i++) {
                if (i % 128 == 0) {
                    Philox.block(seed, i / 128, first + n, 0, START, word);
                }
                spins.set(i, n, (word[i / 32 % 4] >>> i & 1) == 1);
            }
        }
    }

    /// A site for all chains of a block.
    int site(int block, long proposal, int sites) {
        var word = new int[4];
        Philox.block(seed, (int) proposal, (int) (proposal >>> 32), block, SITE, word);
        // 32 bits times the number of sites: uneven by less than sites / 2^32
        return (int) (((word[0] & 0xffffffffL) * sites) >>> 32);
    }

    /// Numbers in (0, 1) for the chains of a block.
    void uniforms(int first, int count, long proposal, double[] out) {
        var word = new int[4];
        for (int n = 0; n < count; n++) {
            if (n % 4 == 0) {
                Philox.block(seed, (int) proposal, (int) (proposal >>> 32), first + n, ACCEPT, word);
            }
            out[n] = Philox.uniform(word[n % 4]);
        }
    }
}
