package ansatz.model;

import ansatz.engine.linalg.GaussJordan;
import ansatz.lattice.Spins;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A block of chains of a product of pairs. Each keeps the inverse W of its matrix M_ud = f(up u, down d).
///
/// An exchange of a spin i up, row r of M, and a spin j down, column k, puts j into the row and i into the column.
/// With x_d = f(j, down d), y_u = f(up u, i) and z = f(j, i) the determinant is multiplied by
/// (x W)_r (W y)_k - W_kr (x W y - z), by the matrix determinant lemma for two changes of rank one, and the
/// order of two fermions changes, which is another sign.
final class PairWalkers implements Walkers {
    /// How far the logarithm of the determinant may go from where the inverse was computed: rounding grows as much.
    private static final double FAR = Math.log(1e4);

    private final PairShape shape;
    private final int pairs;
    /// f_ij, shared by all blocks.
    private final double[] f;

    private final Spins spins;
    private final PairConfiguration[] chain;
    /// W^T of each chain, in rows of spins up.
    private final double[] inverse;
    /// Where psi is 0: then the inverse holds nothing.
    private final boolean[] zero;
    /// How many moves the inverse has been carried over since it was computed.
    private final int[] age;
    /// What these moves have added to the logarithm of the determinant.
    private final double[] since;

    private final GaussJordan elimination;
    private final double[] matrix;
    private final PairConfiguration moved;
    /// Of the last exchange that was asked for: row r, column k, z, x, W y, (x W)_r, x W y.
    private int r;

    private int k;
    private double z;
    private double xw;
    private double xwy;
    private final double[] x;
    private final double[] wy;
    private final double[] row;
    private final double[] column;

    PairWalkers(PairShape shape, double[] f, int chains) {
        this.shape = shape;
        this.pairs = shape.pairs;
        this.f = f;
        this.spins = new Spins(shape.sites, chains);
        this.chain = Stream.generate(() -> new PairConfiguration(shape))
                .limit(chains)
                .toArray(PairConfiguration[]::new);
        this.inverse = new double[chains * pairs * pairs];
        this.zero = new boolean[chains];
        this.age = new int[chains];
        this.since = new double[chains];
        this.elimination = new GaussJordan(pairs);
        this.matrix = new double[pairs * pairs];
        this.moved = new PairConfiguration(shape);
        this.x = new double[pairs];
        this.wy = new double[pairs];
        this.row = new double[pairs];
        this.column = new double[pairs];
    }

    @Override
    public Spins spins() {
        return spins;
    }

    @Override
    public void refresh() {
        for (int c = 0; c < chain.length; c++) {
            zero[c] = !chain[c].read(spins, c) || !invert(c);
        }
    }

    /// @return false if the matrix has no inverse
    private boolean invert(int c) {
        age[c] = 0;
        since[c] = 0;
        int at = c * pairs * pairs;
        boolean regular = chain[c].invert(f, elimination, matrix);
        for (int u = 0; u < pairs; u++) {
            for (int d = 0; d < pairs; d++) {
                inverse[at + u * pairs + d] = matrix[d * pairs + u];
            }
        }
        return regular;
    }

    @Override
    public void ratios(int[] sites, double @Nullable [] needed, double[] re, double[] im) {
        for (int c = 0; c < chain.length; c++) {
            if (needed == null || needed[c] != 0) {
                re[c] = zero[c] ? 0 : ratio(c, sites);
            }
        }
    }

    private double ratio(int c, int[] sites) {
        if (!keepsMagnetization(c, sites)) {
            return 0;
        }
        return sites.length == 2 ? exchange(c, sites) : quotient(c, sites);
    }

    private boolean keepsMagnetization(int c, int[] sites) {
        double sum = 0;
        for (int site : sites) {
            sum += spins.get(site, c);
        }
        return sum == 0;
    }

    /// The ratio of an exchange; leaves what [#carry] needs.
    private double exchange(int c, int[] sites) {
        boolean first = spins.get(sites[0], c) > 0;
        int i = first ? sites[0] : sites[1];
        int j = first ? sites[1] : sites[0];
        var of = chain[c];
        int at = c * pairs * pairs;
        r = of.place[i];
        k = of.place[j];
        z = f[j * shape.sites + i];
        for (int d = 0; d < pairs; d++) {
            x[d] = f[j * shape.sites + of.down[d]];
        }
        Arrays.fill(wy, 0);
        for (int u = 0; u < pairs; u++) {
            addRow(f[i * shape.sites + of.up[u]], inverse, at + u * pairs, wy);
        }
        int from = at + r * pairs;
        xw = 0;
        xwy = 0;
        for (int d = 0; d < pairs; d++) {
            xw = Math.fma(x[d], inverse[from + d], xw);
            xwy = Math.fma(x[d], wy[d], xwy);
        }
        return inverse[from + k] * (xwy - z) - xw * wy[k];
    }

    private static void addRow(double y, double[] rows, int at, double[] to) {
        for (int d = 0; d < to.length; d++) {
            to[d] = Math.fma(y, rows[at + d], to[d]);
        }
    }

    /// The ratio of a move of more than two spins, as many up as down, from two determinants.
    private double quotient(int c, int[] sites) {
        chain[c].invert(f, elimination, matrix);
        double log = elimination.logDeterminant();
        int sign = elimination.sign();
        copy(chain[c], moved);
        sign *= exchangeAll(moved, c, sites);
        return moved.invert(f, elimination, matrix)
                ? sign * elimination.sign() * Math.exp(elimination.logDeterminant() - log)
                : 0;
    }

    private static void copy(PairConfiguration from, PairConfiguration to) {
        System.arraycopy(from.up, 0, to.up, 0, from.up.length);
        System.arraycopy(from.down, 0, to.down, 0, from.down.length);
        System.arraycopy(from.place, 0, to.place, 0, from.place.length);
    }

    /// Exchanges spins up with spins down, in the order of the sites given, and says the sign of that.
    private int exchangeAll(PairConfiguration of, int c, int[] sites) {
        int sign = 1;
        int j = 0;
        for (int site : sites) {
            if (spins.get(site, c) > 0) {
                while (spins.get(sites[j], c) > 0) {
                    j++;
                }
                of.exchange(site, sites[j++]);
                sign = -sign;
            }
        }
        return sign;
    }

    @Override
    public int propose(int[] sites, double[] uniform) {
        return move(sites, uniform, false);
    }

    @Override
    public int follow(int[] sites, double[] uniform) {
        return move(sites, uniform, true);
    }

    private int move(int[] sites, double[] uniform, boolean accepted) {
        int moves = 0;
        for (int c = 0; c < chain.length; c++) {
            if (uniform[c] < 1) {
                double ratio = zero[c] ? 0 : ratio(c, sites);
                // from where psi is 0 all moves are good that need not end there
                boolean go = zero[c] ? keepsMagnetization(c, sites) : uniform[c] < Math.min(1, ratio * ratio);
                if (accepted || go) {
                    accept(c, sites, ratio);
                    moves++;
                }
            }
        }
        return moves;
    }

    private void accept(int c, int[] sites, double ratio) {
        // as many moves as pairs cost as much as another inverse, and rounding grows with each
        since[c] += Math.log(Math.abs(ratio));
        boolean carried = sites.length == 2 && age[c] < pairs && Math.abs(since[c]) < FAR;
        if (carried) {
            carry(c, -ratio);
            exchangeAll(chain[c], c, sites);
        }
        for (int site : sites) {
            spins.flip(site, c);
        }
        if (!carried) {
            zero[c] = !chain[c].read(spins, c) || !invert(c);
        }
    }

    /// Takes the inverse over an exchange right after its ratio: with M' = M + e_r p^T + q e_c^T,
    /// W' = W - (W e_r, W q) S^(-1) (p^T W; e_c^T W), S = 1 + (p^T W; e_c^T W) (e_r, q) (M. A. Woodbury, Memorandum
    /// 42,
    /// Princeton 1950).
    ///
    /// @param determinant by what the determinant is multiplied, that of S
    private void carry(int c, double determinant) {
        int at = c * pairs * pairs;
        // M_rk = f_ij is replaced by f_ji, while x_k and y_r, no pairs, would leave -f_ij
        double corner = 2 * z;
        double wkr = inverse[at + r * pairs + k];
        double s22 = wy[k];
        double s11 = xw + corner * wkr;
        double s12 = xwy - z + corner * s22;
        System.arraycopy(inverse, at + r * pairs, column, 0, pairs);
        wy[k] -= 1;
        for (int u = 0; u < pairs; u++) {
            row[u] = inverse[at + u * pairs + k];
        }
        for (int u = 0; u < pairs; u++) {
            int from = at + u * pairs;
            double h = 0;
            for (int d = 0; d < pairs; d++) {
                h = Math.fma(x[d], inverse[from + d], h);
            }
            h += corner * row[u] - (u == r ? 1 : 0);
            double alpha = (s22 * h - s12 * row[u]) / determinant;
            double beta = (s11 * row[u] - wkr * h) / determinant;
            for (int d = 0; d < pairs; d++) {
                inverse[from + d] -= alpha * column[d] + beta * wy[d];
            }
        }
        age[c]++;
    }

    /// Adds the derivatives of all chains.
    ///
    /// @param first the sample of the first chain
    void addDerivatives(StoredDerivatives to, int first) {
        for (int c = 0; c < chain.length; c++) {
            if (!zero[c]) {
                chain[c].addDerivatives(inverse, c * pairs * pairs, pairs, 1, to, first + c);
            }
        }
    }
}
