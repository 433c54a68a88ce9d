package ansatz.sampler;

import ansatz.engine.random.RandomStream;
import ansatz.lattice.Spins;

/// The random numbers of a block of Markov chains in one iteration: the sequence with the number of the iteration
/// as its step
/// and the number of the block as its sample.
final class Proposals {
    private static final int START = 1;
    private static final int MOVES = 2;
    private static final int EXCHANGES = 4;
    private static final double UNIT = 0x1p-32;

    private final RandomStream stream;
    private final int block;

    Proposals(long seed, int block) {
        this(seed, MOVES, block);
    }

    private Proposals(long seed, int streamNumber, int block) {
        this.stream = RandomStream.of(seed, streamNumber, 0, block);
        this.block = block;
    }

    /// Those of the exchanges between replicas, for the block that begins with a chain.
    static Proposals ofExchanges(long seed, int chain) {
        return new Proposals(seed, EXCHANGES, chain);
    }

    /// Sets each spin up or down with equal chance; the sequence of a chain has its number as the sample.
    static void start(long seed, Spins spins, int first) {
        for (int n = 0; n < spins.count(); n++) {
            var bits = RandomStream.of(seed, START, 0, first + n);
            for (int i = 0; i < spins.sites(); i++) {
                spins.set(i, n, bits.nextLong() < 0);
            }
        }
    }

    /// Turns so many spins down, each choice of them with equal chance; the sequence of a chain has its number as
    /// the
    /// sample.
    static void start(long seed, Spins spins, int first, int down) {
        for (int n = 0; n < spins.count(); n++) {
            var bits = RandomStream.of(seed, START, 0, first + n);
            int left = down;
            for (int i = 0; i < spins.sites(); i++) {
                // the next of the remaining sites is down with the share of those that are still to be
                boolean turn = bits.nextInt(spins.sites() - i) < left;
                spins.set(i, n, turn);
                left -= turn ? 1 : 0;
            }
        }
    }

    /// Goes to the beginning of an iteration.
    void begin(long iteration) {
        stream.moveTo(iteration, block);
    }

    /// A number below a bound, for all chains of the block.
    int below(int bound) {
        return stream.nextInt(bound);
    }

    /// Numbers in (0, 1), the middles of 2^32 equal parts, two from each word: what is accepted with a probability
    /// p is so with
    /// an error below 2^-32.
    void uniforms(int count, double[] out) {
        for (int n = 0; n < count; n += 2) {
            long word = stream.nextLong();
            out[n] = ((word >>> 32) + 0.5) * UNIT;
            if (n + 1 < count) {
                out[n + 1] = ((word & 0xffffffffL) + 0.5) * UNIT;
            }
        }
    }
}
