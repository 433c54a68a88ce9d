package ansatz.sampler;

import ansatz.lattice.Spins;

/// The spins of a pair of sites are exchanged, each pair of a list with equal chance: where they are antiparallel
/// both
/// turn over, elsewhere the chain stays. The number of spins down is kept.
final class Exchanges implements Move {
    private static final double NEVER = 2;

    private final int[] from;
    private final int[] to;
    private final int down;

    /// @param from one site of each pair
    /// @param to the other site of each pair
    /// @param down how many spins are down
    Exchanges(int[] from, int[] to, int down) {
        this.from = from;
        this.to = to;
        this.down = down;
    }

    @Override
    public int sites() {
        return 2;
    }

    @Override
    public void start(long seed, Spins spins, int first) {
        Proposals.start(seed, spins, first, down);
    }

    @Override
    public void choose(Proposals random, int[] sites) {
        int pair = random.below(from.length);
        sites[0] = from[pair];
        sites[1] = to[pair];
    }

    @Override
    public void restrict(Spins spins, int[] sites, double[] uniforms) {
        double[] s = spins.values();
        int a = sites[0] * spins.stride();
        int b = sites[1] * spins.stride();
        for (int n = 0; n < spins.count(); n++) {
            uniforms[n] = s[a + n] == s[b + n] ? NEVER : uniforms[n];
        }
    }
}
