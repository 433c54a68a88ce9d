package ansatz.sampler;

import ansatz.lattice.Spins;
import ansatz.model.Ensemble;

/// The configurations of an ensemble as bits, as [Sampling#configurations()] gives them.
final class Packed {
    private Packed() {}

    /// All configurations, block by block.
    static long[] of(Ensemble ensemble, int sites) {
        int words = Spins.words(sites);
        var bits = new long[ensemble.chains() * words];
        int first = 0;
        for (var block : ensemble.blocks()) {
            block.spins().pack(bits, first * words);
            first += block.spins().count();
        }
        return bits;
    }

    /// Sets all configurations.
    ///
    /// @throws IllegalArgumentException if the number of words is another one
    static void restore(long[] bits, Ensemble ensemble, int sites) {
        int words = Spins.words(sites);
        if (bits.length != ensemble.chains() * words) {
            throw new IllegalArgumentException("found " + bits.length + " words of configurations; " + ensemble.chains()
                    + " chains of " + sites + " spins have " + ensemble.chains() * words);
        }
        int first = 0;
        for (var block : ensemble.blocks()) {
            block.spins().unpack(bits, first * words);
            first += block.spins().count();
        }
    }
}
