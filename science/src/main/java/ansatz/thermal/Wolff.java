package ansatz.thermal;

import ansatz.engine.random.RandomStream;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// One cluster of equal spins, grown from a random site, gets another state: a bond between equal spins joins with
/// the probability 1 - exp(-pair / T).
@Name(
        value = "wolff",
        summary = "One cluster of equal spins, grown from a random site, gets another state",
        cite = "U. Wolff, Phys. Rev. Lett. 62, 361 (1989)")
public record Wolff() implements Update {
    /// The move has no settings.
    public static final Wolff DEFAULTS = new Wolff();

    @Override
    public void check(ClassicalModel model, Problems problems) {
        checkClusters(model, problems);
    }

    /// Clusters need a coupling that favours equal spins, and no field.
    static void checkClusters(ClassicalModel model, Problems problems) {
        if (!(model.pair() > 0)) {
            problems.add("", "turns clusters, which need a ferromagnetic coupling above 0; single-spin serves any");
        }
        if (model.field() != 0) {
            problems.add("", "turns clusters, which need a magneticField of 0; single-spin serves any");
        }
    }

    @Override
    public Move on(ClassicalModel model, double temperature) {
        return new Cluster(model, temperature);
    }

    /// The sites of the cluster stand in a queue, so that the neighbours of the next ones are known before those of
    /// one
    /// are done; and whether a site joins is arithmetic, since no processor would guess it.
    private static final class Cluster implements Move {
        /// How many random numbers of 32 bits are drawn first, and at a time later: many clusters are
        /// small.
        private static final int FEW = 32;

        private static final int MANY = 512;

        private final long threshold;
        private final int[] queue;
        private final long[] words;
        private final int[] draws;

        Cluster(ClassicalModel model, double temperature) {
            this.threshold = threshold(model.pair() / temperature);
            this.queue = new int[model.lattice().sites() + 1];
            this.words = new long[MANY / 2];
            this.draws = new int[MANY];
        }

        @Override
        public long apply(Configuration c, RandomStream random) {
            int seed = random.nextInt(c.sites());
            byte from = c.states()[seed];
            int q = c.counts().length;
            int other = q == 2 ? 1 - from : random.nextInt(q - 1);
            byte to = (byte) (q > 2 && other >= from ? other + 1 : other);
            c.states()[seed] = to;
            queue[0] = seed;
            int size = grow(c, from, to - from, random);
            c.moved(size, from, to);
            return size;
        }

        /// @return the size of the cluster
        private int grow(Configuration c, int from, int change, RandomStream random) {
            byte[] states = c.states();
            int[] first = c.first();
            int[] neighbours = c.neighbours();
            int size = 1;
            int next = 0;
            int drawn = 0;
            for (int head = 0; head < size; head++) {
                int site = queue[head];
                int end = first[site + 1];
                for (int k = first[site]; k < end; k++) {
                    if (next == drawn) {
                        drawn = draw(random, drawn == 0 ? FEW : MANY);
                        next = 0;
                    }
                    int neighbour = neighbours[k];
                    int state = states[neighbour];
                    // 1 where both are equal, and where the draw is below the threshold
                    int equal = ((state ^ from) - 1) >>> 31;
                    int joins = equal & (int) (((draws[next] & 0xffffffffL) - threshold) >>> 63);
                    states[neighbour] = (byte) (state + (change & -joins));
                    queue[size] = neighbour;
                    size += joins;
                    next += equal;
                }
            }
            return size;
        }

        private int draw(RandomStream random, int count) {
            random.longs(words, 0, count / 2);
            for (int k = 0; k < count / 2; k++) {
                draws[2 * k] = (int) words[k];
                draws[2 * k + 1] = (int) (words[k] >>> 32);
            }
            return count;
        }
    }

    /// 1 - exp(-x) in units of 2^-32, so that a draw of 32 bits below it has that probability to 2^-33.
    static long threshold(double x) {
        return Math.round(-Math.expm1(-x) * 0x1p32);
    }
}
