package ansatz.thermal;

import ansatz.lattice.Bond;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The partition function of a classical model on any small lattice, exactly: sites are added one after the other,
/// and each is summed over as soon as all its neighbours are there (H. A. Kramers and G. H. Wannier, Phys. Rev. 60,
/// 252 (1941), site by site). The work grows like q to the number of sites that are open at the same time: twice
/// the
/// width of a torus.
final class TransferMatrix {
    private static final String SOURCE = "transfer matrix, H. A. Kramers and G. H. Wannier, Phys. Rev. 60, 252 (1941)";

    /// The most numbers of a transfer vector: three such vectors are held, and read once a site.
    private static final double MOST_STATES = 1 << 20;

    /// Vectors are rescaled above this, far from overflow.
    private static final double LARGE = 1e100;

    private final ClassicalModel model;
    private final double beta;
    private final int q;
    private final int[][] before;
    private final List<Integer> open = new ArrayList<>();
    /// The sum over the summed sites, by the states of the open ones (the first varies fastest), and its first two
    /// derivatives by beta.
    private double[][] z = {{1}, {0}, {0}};

    private double scale;

    private TransferMatrix(ClassicalModel model, double temperature) {
        this.model = model;
        this.beta = 1 / temperature;
        this.q = model.states();
        this.before = neighboursBefore(model);
    }

    /// The exact values, where the lattice is narrow enough.
    static Optional<ClassicalModel.Exact> exact(ClassicalModel model, double temperature) {
        // the widest part first: a large lattice is refused before anything of its size is made
        if (mostStates(model) > MOST_STATES) {
            return Optional.empty();
        }
        return Optional.of(new TransferMatrix(model, temperature).solve());
    }

    /// Whether [#exact] looks at no more than a million numbers.
    static boolean isQuick(ClassicalModel model) {
        return mostStates(model) * model.lattice().sites() < 1e6;
    }

    private static double mostStates(ClassicalModel model) {
        int[] last = lastNeighbour(model);
        int width = 0;
        int widest = 0;
        var closing = new int[last.length];
        for (int i = 0; i < last.length; i++) {
            closing[last[i]]++;
        }
        for (int i = 0; i < last.length; i++) {
            widest = Math.max(widest, ++width);
            width -= closing[i];
        }
        return Math.pow(model.states(), widest);
    }

    /// The step after which all bonds of a site are counted.
    private static int[] lastNeighbour(ClassicalModel model) {
        var last = new int[model.lattice().sites()];
        for (int i = 0; i < last.length; i++) {
            last[i] = i;
        }
        for (Bond bond : model.lattice().bonds()) {
            int later = Math.max(bond.from(), bond.to());
            last[bond.from()] = Math.max(last[bond.from()], later);
            last[bond.to()] = Math.max(last[bond.to()], later);
        }
        return last;
    }

    private static int[][] neighboursBefore(ClassicalModel model) {
        var lists = new ArrayList<List<Integer>>();
        for (int i = 0; i < model.lattice().sites(); i++) {
            lists.add(new ArrayList<>());
        }
        for (Bond bond : model.lattice().bonds()) {
            lists.get(Math.max(bond.from(), bond.to())).add(Math.min(bond.from(), bond.to()));
        }
        return lists.stream().map(l -> l.stream().mapToInt(i -> i).toArray()).toArray(int[][]::new);
    }

    private ClassicalModel.Exact solve() {
        int[] last = lastNeighbour(model);
        for (int i = 0; i < last.length; i++) {
            add(i);
            for (int k = open.size() - 1; k >= 0; k--) {
                if (last[open.get(k)] <= i) {
                    sumOver(k);
                }
            }
            rescale();
        }
        double slope = z[1][0] / z[0][0];
        double curvature = z[2][0] / z[0][0] - slope * slope;
        return new ClassicalModel.Exact(
                (model.offset() - slope) / last.length,
                beta * beta * curvature / last.length,
                scale + Math.log(z[0][0]) - beta * model.offset(),
                SOURCE);
    }

    /// A site more: its state is the slowest of the open ones.
    private void add(int site) {
        int size = z[0].length;
        var places = new int[before[site].length];
        for (int k = 0; k < places.length; k++) {
            places[k] = (int) Math.pow(q, open.indexOf(before[site][k]));
        }
        // by the number of equal neighbours
        var gain = new double[places.length + 1];
        var next = new double[3][size * q];
        for (int state = 0; state < q; state++) {
            for (int equal = 0; equal < gain.length; equal++) {
                gain[equal] = model.pair() * equal + (state == 0 ? model.field() : 0);
            }
            for (int a = 0; a < size; a++) {
                int equal = 0;
                for (int place : places) {
                    equal += a / place % q == state ? 1 : 0;
                }
                double u = gain[equal];
                double weight = Math.exp(beta * u);
                int at = state * size + a;
                next[0][at] = weight * z[0][a];
                next[1][at] = weight * (z[1][a] + u * z[0][a]);
                next[2][at] = weight * (z[2][a] + 2 * u * z[1][a] + u * u * z[0][a]);
            }
        }
        z = next;
        open.add(site);
    }

    private void sumOver(int k) {
        int inner = (int) Math.pow(q, k);
        int outer = z[0].length / inner / q;
        var next = new double[3][inner * outer];
        for (int d = 0; d < 3; d++) {
            for (int o = 0; o < outer; o++) {
                for (int state = 0; state < q; state++) {
                    for (int a = 0; a < inner; a++) {
                        next[d][o * inner + a] += z[d][(o * q + state) * inner + a];
                    }
                }
            }
        }
        z = next;
        open.remove(k);
    }

    private void rescale() {
        double largest = 0;
        for (double v : z[0]) {
            largest = Math.max(largest, v);
        }
        if (largest > LARGE || largest < 1 / LARGE) {
            for (double[] vector : z) {
                for (int a = 0; a < vector.length; a++) {
                    vector[a] /= largest;
                }
            }
            scale += Math.log(largest);
        }
    }
}
