package ansatz.thermal;

import ansatz.engine.random.RandomStream;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// The lattice falls into clusters of equal spins, a bond between equal spins joining with the probability
/// 1 - exp(-pair / T); each cluster gets a random state.
@Name(
        value = "swendsen-wang",
        summary = "All clusters of equal spins get random states",
        cite = "R. H. Swendsen and J.-S. Wang, Phys. Rev. Lett. 58, 86 (1987)")
public record SwendsenWang() implements Update {
    /// The move has no settings.
    public static final SwendsenWang DEFAULTS = new SwendsenWang();

    @Override
    public void check(ClassicalModel model, Problems problems) {
        Wolff.checkClusters(model, problems);
    }

    @Override
    public Move on(ClassicalModel model, double temperature) {
        return new Clusters(model, temperature);
    }

    private static final class Clusters implements Move {
        private final long threshold;
        /// A smaller site of the same cluster, or the site itself.
        private final int[] parent;

        private final byte[] assigned;

        Clusters(ClassicalModel model, double temperature) {
            this.threshold = Wolff.threshold(model.pair() / temperature);
            this.parent = new int[model.lattice().sites()];
            this.assigned = new byte[parent.length];
        }

        @Override
        public long apply(Configuration c, RandomStream random) {
            int n = c.sites();
            byte[] states = c.states();
            int[] first = c.first();
            int[] neighbours = c.neighbours();
            for (int i = 0; i < n; i++) {
                parent[i] = i;
            }
            for (int i = 0; i < n; i++) {
                byte state = states[i];
                for (int k = first[i]; k < first[i + 1]; k++) {
                    int neighbour = neighbours[k];
                    // a bond is met from its later site
                    if (neighbour < i && states[neighbour] == state && random.nextLong() >>> 32 < threshold) {
                        join(i, neighbour);
                    }
                }
            }
            int q = c.counts().length;
            for (int i = 0; i < n; i++) {
                // the root of a cluster is its smallest site, which has its state by now
                assigned[i] = parent[i] == i ? (byte) random.nextInt(q) : assigned[parent[i] = root(i)];
            }
            System.arraycopy(assigned, 0, states, 0, n);
            c.count();
            return n;
        }

        private int root(int site) {
            int at = site;
            while (parent[at] != at) {
                parent[at] = parent[parent[at]];
                at = parent[at];
            }
            return at;
        }

        private void join(int a, int b) {
            int u = root(a);
            int v = root(b);
            parent[Math.max(u, v)] = Math.min(u, v);
        }
    }
}
