package ansatz.sampler;

import ansatz.lattice.Spins;
import ansatz.model.Ensemble;
import java.util.List;

/// The configurations of some ensembles as bits, as [Sampling#configurations()] gives them.
final class Packed {
    private Packed() {}

    /// All configurations, ensemble by ensemble and block by block.
    static long[] of(List<Ensemble> ensembles, int sites) {
        int words = Spins.words(sites);
        var bits = new long[chains(ensembles) * words];
        int first = 0;
        for (var ensemble : ensembles) {
            for (var block : ensemble.blocks()) {
                block.spins().pack(bits, first * words);
                first += block.spins().count();
            }
        }
        return bits;
    }

    /// Sets all configurations.
    ///
    /// @throws IllegalArgumentException if the number of words is another one
    static void restore(long[] bits, List<Ensemble> ensembles, int sites) {
        int words = Spins.words(sites);
        int chains = chains(ensembles);
        if (bits.length != chains * words) {
            throw new IllegalArgumentException("found " + bits.length + " words of configurations; " + chains
                    + " chains of " + sites + " spins have " + chains * words);
        }
        int first = 0;
        for (var ensemble : ensembles) {
            for (var block : ensemble.blocks()) {
                block.spins().unpack(bits, first * words);
                first += block.spins().count();
            }
        }
    }

    private static int chains(List<Ensemble> ensembles) {
        return ensembles.stream().mapToInt(Ensemble::chains).sum();
    }
}
