package ansatz.model;

import ansatz.lattice.Spins;
import java.util.List;

/// The division of chains into blocks, which depends on their number only.
final class Blocks {
    private Blocks() {}

    /// The sizes of the fewest blocks of at most `most` chains, as even as possible.
    static int[] sizes(int chains, int most) {
        if (chains < 1) {
            throw new IllegalArgumentException("an ensemble of " + chains + " chains; at least 1");
        }
        int blocks = (chains + most - 1) / most;
        var sizes = new int[blocks];
        for (int b = 0; b < blocks; b++) {
            sizes[b] = (int) ((long) chains * (b + 1) / blocks - (long) chains * b / blocks);
        }
        return sizes;
    }

    /// The configurations of all blocks, in order.
    static Spins joined(int sites, int chains, List<Walkers> blocks) {
        var all = new Spins(sites, chains);
        int first = 0;
        for (var block : blocks) {
            copy(block.spins(), all, first);
            first += block.spins().count();
        }
        return all;
    }

    /// Copies the configurations of a block into columns of a larger set.
    static void copy(Spins from, Spins to, int first) {
        for (int i = 0; i < from.sites(); i++) {
            System.arraycopy(from.values(), i * from.stride(), to.values(), i * to.stride() + first, from.count());
        }
    }
}
