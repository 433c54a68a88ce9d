package ansatz.thermal;

import ansatz.lattice.Bond;
import java.util.List;
import java.util.Optional;

/// The partition function of the Potts model on a lattice with few bonds, for any number of states: the sum over
/// all
/// sets A of bonds of v^|A| q^c(A), with v = exp(J / T) - 1 and c the number of connected clusters (C. M. Fortuin
/// and
/// P. W. Kasteleyn, Physica 57, 536 (1972)).
final class RandomClusters {
    private static final String SOURCE = "random clusters, C. M. Fortuin and P. W. Kasteleyn, Physica 57, 536 (1972)";

    /// A quarter of a million sets of bonds.
    private static final int MOST_BONDS = 18;

    private RandomClusters() {}

    /// The exact values, where there are few enough bonds.
    static Optional<ClassicalModel.Exact> exact(Potts model, double temperature) {
        List<Bond> bonds = model.lattice().bonds();
        int sites = model.lattice().sites();
        // without a site of its own in every cluster, c would not fit the table below
        if (bonds.size() > MOST_BONDS || sites > 2 * MOST_BONDS) {
            return Optional.empty();
        }
        long[][] sets = sets(bonds, sites);
        double beta = 1 / temperature;
        double j = model.coupling();
        double v = Math.expm1(beta * j);
        // v and its derivatives by beta
        double v1 = j * (v + 1);
        double v2 = j * v1;
        double z = 0;
        double z1 = 0;
        double z2 = 0;
        for (int b = 0; b < sets.length; b++) {
            double power = Math.pow(v, b);
            double slope = b == 0 ? 0 : b * Math.pow(v, b - 1) * v1;
            double curvature = (b < 2 ? 0 : b * (b - 1.0) * Math.pow(v, b - 2) * v1 * v1)
                    + (b == 0 ? 0 : b * Math.pow(v, b - 1) * v2);
            for (int c = 1; c <= sites; c++) {
                double weight = sets[b][c] * Math.pow(model.states(), c);
                z += weight * power;
                z1 += weight * slope;
                z2 += weight * curvature;
            }
        }
        double mean = z1 / z;
        return Optional.of(new ClassicalModel.Exact(
                -mean / sites, beta * beta * (z2 / z - mean * mean) / sites, Math.log(z), SOURCE));
    }

    /// How many sets of b bonds leave c clusters, `[b][c]`.
    private static long[][] sets(List<Bond> bonds, int sites) {
        var sets = new long[bonds.size() + 1][sites + 1];
        var parent = new int[sites];
        for (int set = 0; set < 1 << bonds.size(); set++) {
            for (int i = 0; i < sites; i++) {
                parent[i] = i;
            }
            int clusters = sites;
            for (int k = 0; k < bonds.size(); k++) {
                if ((set >> k & 1) == 1) {
                    int a = root(parent, bonds.get(k).from());
                    int b = root(parent, bonds.get(k).to());
                    if (a != b) {
                        parent[a] = b;
                        clusters--;
                    }
                }
            }
            sets[Integer.bitCount(set)][clusters]++;
        }
        return sets;
    }

    private static int root(int[] parent, int site) {
        int at = site;
        while (parent[at] != at) {
            at = parent[at];
        }
        return at;
    }
}
