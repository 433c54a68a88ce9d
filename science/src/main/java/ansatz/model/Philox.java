package ansatz.model;

/// Philox4x32-10, a generator without state: each block of four words is a function of a key and a counter (J. K.
/// Salmon and
/// others, Parallel random numbers: as easy as 1, 2, 3, SC11 (2011)).
public final class Philox {
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final int W0 = 0x9E3779B9;
    private static final int W1 = 0xBB67AE85;
    private static final long LOW = 0xffffffffL;
    private static final int ROUNDS = 10;

    private Philox() {}

    /// The block of a counter of four words under a key of two.
    ///
    /// @param seed the key, its low half first
    /// @param out takes four words
    public static void block(long seed, int counter0, int counter1, int counter2, int counter3, int[] out) {
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        int c0 = counter0;
        int c1 = counter1;
        int c2 = counter2;
        int c3 = counter3;
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = (c0 & LOW) * M0;
            long p1 = (c2 & LOW) * M1;
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c1 = (int) p1;
            c3 = (int) p0;
            k0 += W0;
            k1 += W1;
        }
        out[0] = c0;
        out[1] = c1;
        out[2] = c2;
        out[3] = c3;
    }

    /// A number in (0, 1) from a word: the middle of one of 2^32 equal parts.
    public static double uniform(int word) {
        return ((word & LOW) + 0.5) * 0x1p-32;
    }
}
