package ansatz.engine.random;

import ansatz.engine.kernel.Elementary;
import ansatz.engine.kernel.Functions;
import ansatz.engine.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// A sequence of random numbers that is a function of (seed, stream, step, sample): the same four numbers give the
/// same sequence, whatever was drawn elsewhere, on any number of threads.
///
/// The bits of [Philox]: the 64 bits of the key are the seed. Of the 128 bits of the counter, 16 are the stream
/// (what the numbers are for: proposals, initial values, ...), 40 the step, 40 the sample and 32 the block in the
/// sequence; a block is two numbers, so that a sequence has 2^33 of them. More of anything is an error, not a
/// repetition.
///
/// An object of this class belongs to one thread. [#moveTo] takes it to another sequence without allocation.
public final class RandomStream {
    /// The first illegal stream.
    public static final int STREAMS = 1 << 16;

    /// The first illegal step.
    public static final long STEPS = 1L << 40;

    /// The first illegal sample.
    public static final long SAMPLES = 1L << 40;

    private static final long WORDS = 1L << 33;
    private static final int BUFFER = 64;
    private static final double TWO_PI = 2 * Math.PI;
    private static final double UNIT = 0x1.0p-53;

    private final long seed;
    private final int stream;
    private final long[] buffer = new long[BUFFER];
    /// Made when they are needed: many sequences give only a few numbers.
    private @Nullable PhiloxLanes lanes;

    private final double[] radius = new double[BUFFER / 2];
    private final double[] angle = new double[BUFFER / 2];
    private final double[] sine = new double[BUFFER / 2];
    private int c1;
    private int c2;
    private int c3;

    /// The number of words given out.
    private long position;

    /// The words in the buffer are those from `filled - BUFFER` to `filled - 1`, fewer after a short fill.
    private long filledFrom;

    private long filledTo;
    private double spare;
    private boolean hasSpare;

    private RandomStream(long seed, int stream) {
        this.seed = seed;
        this.stream = stream;
    }

    /// The sequence of the given numbers.
    ///
    /// @param seed any
    /// @param stream 0 to 2^16 - 1
    /// @param step 0 to 2^40 - 1
    /// @param sample 0 to 2^40 - 1
    /// @throws IllegalArgumentException if one is out of range
    public static RandomStream of(long seed, int stream, long step, long sample) {
        if (stream < 0 || stream >= STREAMS) {
            throw new IllegalArgumentException("random stream " + stream + ": legal are 0 to " + (STREAMS - 1));
        }
        return new RandomStream(seed, stream).moveTo(step, sample);
    }

    /// Goes to the beginning of the sequence of another step and sample, with the same seed and stream.
    ///
    /// @return this
    /// @throws IllegalArgumentException if one is out of range
    public RandomStream moveTo(long step, long sample) {
        if (step < 0 || step >= STEPS) {
            throw new IllegalArgumentException("random step " + step + ": legal are 0 to " + (STEPS - 1));
        }
        if (sample < 0 || sample >= SAMPLES) {
            throw new IllegalArgumentException("random sample " + sample + ": legal are 0 to " + (SAMPLES - 1));
        }
        c1 = (int) sample;
        c2 = (int) step;
        c3 = stream << 16 | (int) (sample >>> 32) << 8 | (int) (step >>> 32);
        position = 0;
        filledFrom = 0;
        filledTo = 0;
        hasSpare = false;
        return this;
    }

    /// The next 64 random bits.
    ///
    /// @throws IllegalArgumentException if the 2^33 numbers of the sequence are used up
    public long nextLong() {
        if (position >= filledTo) {
            fill();
        }
        return buffer[(int) (position++ - filledFrom)];
    }

    /// The first fill is short, because many sequences give only a few numbers.
    private void fill() {
        if (position >= WORDS) {
            throw new IllegalArgumentException("random sequence used up: it has 2^33 numbers");
        }
        int words = position == 0 ? 4 : BUFFER;
        blocks(position, words);
        filledFrom = position;
        filledTo = position + words;
    }

    private void blocks(long from, int words) {
        blocks((int) (from / 2), (words + 1) / 2, buffer, 0);
    }

    private void blocks(int from, int count, long[] out, int outOff) {
        int done = 0;
        for (; done <= count - PhiloxLanes.BLOCKS; done += PhiloxLanes.BLOCKS) {
            if (lanes == null) {
                lanes = new PhiloxLanes();
            }
            lanes.blocks(from + done, c1, c2, c3, (int) seed, (int) (seed >>> 32), out, outOff + 2 * done);
        }
        Philox.blocks(from + done, count - done, c1, c2, c3, (int) seed, (int) (seed >>> 32), out, outOff + 2 * done);
    }

    /// A multiple of 2^-53 in [0, 1).
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /// An odd multiple of 2^-53 in (0, 1).
    public double nextOpenDouble() {
        return ((nextLong() >>> 12) * 2 + 1) * UNIT;
    }

    /// An integer in [0, bound), each with the same probability (D. Lemire, ACM Trans. Model. Comput. Simul. 29, 3
    /// (2019)).
    ///
    /// @throws IllegalArgumentException if the bound is not positive
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("random integer below " + bound + ": the bound must be positive");
        }
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xFFFFFFFFL;
        if (low < bound) {
            long threshold = (1L << 32) % bound;
            while (low < threshold) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xFFFFFFFFL;
            }
        }
        return (int) (product >>> 32);
    }

    /// A normal deviate with mean 0 and variance 1 (Box and Muller; the second of a pair is kept for the next
    /// call).
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double r = Math.sqrt(-2 * Elementary.log(1 - nextDouble()));
        double phi = TWO_PI * nextDouble();
        spare = r * Elementary.sin(phi);
        hasSpare = true;
        return r * Elementary.cos(phi);
    }

    /// A random order of the integers 0 to n - 1 (Fisher and Yates).
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 1; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// Fills a run with what `n` calls of [#nextLong] give.
    public void longs(long[] out, int outOff, int n) {
        int i = 0;
        while (i < n && (position < filledTo || position % 2 != 0)) {
            out[outOff + i++] = nextLong();
        }
        if (position > WORDS - (n - i)) {
            throw new IllegalArgumentException("random sequence used up: it has 2^33 numbers");
        }
        int pairs = (n - i) / 2;
        if (pairs > 0) {
            blocks((int) (position / 2), pairs, out, outOff + i);
            position += 2 * pairs;
            filledFrom = position;
            filledTo = position;
            i += 2 * pairs;
        }
        if (i < n) {
            out[outOff + i] = nextLong();
        }
    }

    /// Fills a run with what `n` calls of [#nextDouble] give.
    public void uniform(double[] out, int outOff, int n) {
        int i = 0;
        while (i < n && (position < filledTo || position % 2 != 0)) {
            out[outOff + i++] = nextDouble();
        }
        while (i < n) {
            int words = Math.min(BUFFER, n - i);
            if (position > WORDS - words) {
                throw new IllegalArgumentException("random sequence used up: it has 2^33 numbers");
            }
            blocks(position, words);
            for (int j = 0; j < words; j++) {
                out[outOff + i + j] = (buffer[j] >>> 11) * UNIT;
            }
            filledFrom = position;
            filledTo = position + (words + 1) / 2 * 2;
            position += words;
            i += words;
        }
    }

    /// Fills a run with what `n` calls of [#nextGaussian] give.
    public void gaussian(double[] out, int outOff, int n) {
        int i = 0;
        if (i < n && hasSpare) {
            out[outOff + i++] = nextGaussian();
        }
        Functions functions = Kernels.best().functions();
        int half = BUFFER / 2;
        while (n - i >= 2) {
            int pairs = Math.min(half, (n - i) / 2);
            uniform(out, outOff + i, 2 * pairs);
            for (int j = 0; j < pairs; j++) {
                radius[j] = 1 - out[outOff + i + 2 * j];
                angle[j] = TWO_PI * out[outOff + i + 2 * j + 1];
            }
            functions.log(radius, 0, radius, 0, pairs);
            functions.sin(angle, 0, sine, 0, pairs);
            functions.cos(angle, 0, angle, 0, pairs);
            for (int j = 0; j < pairs; j++) {
                double r = Math.sqrt(-2 * radius[j]);
                out[outOff + i + 2 * j] = r * angle[j];
                out[outOff + i + 2 * j + 1] = r * sine[j];
            }
            i += 2 * pairs;
        }
        if (i < n) {
            out[outOff + i] = nextGaussian();
        }
    }
}
