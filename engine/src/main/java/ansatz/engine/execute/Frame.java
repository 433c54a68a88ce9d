package ansatz.engine.execute;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a step sees while it runs: the arenas, the tile of samples, and the arguments of the call.
final class Frame {
    /// The index in an arena at which its elements begin: the data of a large array starts 16 bytes after a
    /// multiple of 64, so that element 0 lies on a cache line.
    static final int ORIGIN = 48 / Double.BYTES;

    /// Elements of the tile, each a run of `lanes` doubles. For shared values it is the shared arena itself, with
    /// one lane.
    double[] tile;
    /// Shared values, one double an element.
    final double[] shared;
    /// Accumulators of all chunks.
    double[] sums = new double[0];
    /// Where those of this chunk begin.
    int sumsBase;
    /// How many samples a run holds, a multiple of 8 (1 for shared values). Those from `valid` on repeat the last
    /// sample.
    int lanes;
    int valid;
    /// The first sample of the tile.
    int first;
    /// The first index of the current block of the outer and of the inner loop of a group.
    int outerBlock;
    int innerBlock;
    /// Half the length of the scratch room.
    final int half;
    /// Room for steps that need it, in two halves.
    final double[] scratch;

    /// By what they are for.
    private final Map<Object, Prepared> prepared = new IdentityHashMap<>();

    private int chunk;

    double[][] inputs = new double[0][];
    double[][] outputs = new double[0][];
    int[] outputOffsets = new int[0];
    int[] outputStrides = new int[0];
    double @Nullable [] weights;

    Frame(double[] tile, double[] shared, int scratch) {
        this.tile = tile;
        this.shared = shared;
        this.half = scratch / 2;
        this.scratch = new double[2 * half];
    }

    /// Numbers made from shared values, such as a matrix in strips ([StripProducts]), which are the same for all
    /// tiles of
    /// a chunk.
    static final class Prepared {
        final double[] numbers;
        private int chunk = -1;

        private Prepared(int size) {
            this.numbers = new double[size];
        }
    }

    /// Begins the tiles of a chunk. Shared values may be others than before.
    void beginChunk() {
        chunk++;
    }

    /// So many numbers.
    ///
    /// @param owner what they are for
    Prepared prepared(Object owner, int size) {
        return prepared.computeIfAbsent(owner, key -> new Prepared(size));
    }

    /// Whether the numbers are still to be made in this chunk; they count as made from now on.
    boolean stale(Prepared of) {
        boolean stale = of.chunk != chunk;
        of.chunk = chunk;
        return stale;
    }
}
