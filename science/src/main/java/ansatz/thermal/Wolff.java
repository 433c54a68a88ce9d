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

    private static final class Cluster implements Move {
        private final long threshold;
        private final int[] stack;

        Cluster(ClassicalModel model, double temperature) {
            this.threshold = threshold(model.pair() / temperature);
            this.stack = new int[model.lattice().sites()];
        }

        @Override
        public long apply(Configuration c, RandomStream random) {
            int seed = random.nextInt(c.sites());
            byte from = c.states()[seed];
            int q = c.counts().length;
            int other = q == 2 ? 1 - from : random.nextInt(q - 1);
            byte to = (byte) (q > 2 && other >= from ? other + 1 : other);
            byte[] states = c.states();
            int[] first = c.first();
            int[] neighbours = c.neighbours();
            states[seed] = to;
            stack[0] = seed;
            int top = 1;
            int size = 1;
            long word = 0;
            int halves = 0;
            while (top > 0) {
                int site = stack[--top];
                for (int k = first[site], end = first[site + 1]; k < end; k++) {
                    int neighbour = neighbours[k];
                    byte state = states[neighbour];
                    if (state == from) {
                        if (halves == 0) {
                            word = random.nextLong();
                            halves = 2;
                        }
                        halves--;
                        long draw = word & 0xffffffffL;
                        word >>>= 32;
                        if (draw < threshold) {
                            states[neighbour] = to;
                            stack[top++] = neighbour;
                            size++;
                        }
                    }
                }
            }
            c.moved(size, from, to);
            return size;
        }
    }

    /// 1 - exp(-x) in units of 2^-32, so that a draw of 32 bits below it has that probability to 2^-33.
    static long threshold(double x) {
        return Math.round(-Math.expm1(-x) * 0x1p32);
    }
}
