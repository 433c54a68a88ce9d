package ansatz.engine.random;

/// Philox4x32 with ten rounds: a bijection of 128-bit counters, chosen by a 64-bit key, whose values for successive
/// counters pass the known statistical tests.
///
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011).
public final class Philox {
    static final long M0 = 0xD2511F53L;
    static final long M1 = 0xCD9E8D57L;
    static final int W0 = 0x9E3779B9;
    static final int W1 = 0xBB67AE85;
    static final int ROUNDS = 10;

    private Philox() {}

    /// The block of the counter (c0, c1, c2, c3) under the key (k0, k1), first word in each pair the lowest.
    ///
    /// @param out receives two longs: words 0 and 1, words 2 and 3, the first of each in the low half
    public static void block(int c0, int c1, int c2, int c3, int k0, int k1, long[] out, int outOff) {
        blocks(c0, 1, c1, c2, c3, k0, k1, out, outOff);
    }

    /// `count` blocks of the counters c0, c0 + 1, ... (modulo 2^32) with the other words fixed.
    ///
    /// @param out receives 2 `count` longs
    static void blocks(int c0, int count, int c1, int c2, int c3, int k0, int k1, long[] out, int outOff) {
        for (int i = 0; i < count; i++) {
            int x0 = c0 + i;
            int x1 = c1;
            int x2 = c2;
            int x3 = c3;
            int y0 = k0;
            int y1 = k1;
            for (int round = 0; round < ROUNDS; round++) {
                long p0 = M0 * (x0 & 0xFFFFFFFFL);
                long p1 = M1 * (x2 & 0xFFFFFFFFL);
                x0 = (int) (p1 >>> 32) ^ x1 ^ y0;
                x2 = (int) (p0 >>> 32) ^ x3 ^ y1;
                x1 = (int) p1;
                x3 = (int) p0;
                y0 += W0;
                y1 += W1;
            }
            out[outOff + 2 * i] = (x0 & 0xFFFFFFFFL) | (long) x1 << 32;
            out[outOff + 2 * i + 1] = (x2 & 0xFFFFFFFFL) | (long) x3 << 32;
        }
    }
}
