package ansatz.model;

import ansatz.lattice.Spins;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A block of chains of a restricted Boltzmann machine with vectors over hidden units: for many of them. For moves
/// of one
/// site chains are taken four at a time; behind the last one there are some whose u are 0 and that never move.
final class RbmHiddenWalkers implements RbmBlock {
    private static final int CHAINS = RbmHiddenKernels.CHAINS;
    private static final int PARTIALS = RbmHiddenKernels.PARTIALS;

    private final RbmHiddenTables tables;
    private final Spins spins;
    private final int hidden;
    /// The bytes of one chain in u.
    private final long row;
    private final int panels;
    /// Hidden units of a panel; the last one may have fewer.
    private final int width;
    /// exp(2 theta_j) at [chain][hidden].
    private final MemorySegment u;
    /// One over the products of 1 + u_j at [chain][panel][partial], and the products of a proposed move.
    private final double[] inverse;
    private final double[] product;

    private final double[] ratios = new double[RbmHiddenKernels.PRODUCTS];
    private final double[] ratio;
    /// The chains that may move, then those that do.
    private final int[] chosen;
    /// The factors of a move of several spins, [chain of four][hidden].
    private final MemorySegment moves;

    private final double[] angles;

    RbmHiddenWalkers(RbmHiddenTables tables, int chains) {
        this.tables = tables;
        this.hidden = tables.hidden;
        this.spins = new Spins(tables.shape.sites, chains);
        this.row = (long) hidden * Double.BYTES;
        this.panels = (hidden + RbmHiddenKernels.PANEL - 1) / RbmHiddenKernels.PANEL;
        int units = RbmHiddenKernels.UNITS;
        this.width = (hidden / units + panels - 1) / panels * units;
        int rounded = (chains + CHAINS - 1) / CHAINS * CHAINS;
        this.u = RbmHiddenTables.Aligned.doubles((long) rounded * hidden);
        this.inverse = new double[rounded * panels * PARTIALS];
        this.product = new double[inverse.length];
        this.ratio = new double[rounded];
        this.chosen = new int[chains];
        this.moves = RbmHiddenTables.Aligned.doubles((long) CHAINS * hidden);
        this.angles = new double[chains * hidden];
        Arrays.fill(inverse, 1.0);
    }

    @Override
    public Spins spins() {
        return spins;
    }

    @Override
    public void refresh() {
        RbmAngles.byChain(tables.tables.weights, tables.tables.bias, spins, angles);
        RbmAngles.toFactors(angles, angles.length);
        int padding = tables.shape.hidden;
        for (int c = 0; c < spins.count(); c++) {
            Arrays.fill(angles, c * hidden + padding, (c + 1) * hidden, 0.0);
        }
        MemorySegment.copy(angles, 0, u, ValueLayout.JAVA_DOUBLE, 0, angles.length);
        for (int c = 0; c < spins.count(); c++) {
            for (int p = 0; p < panels; p++) {
                RbmHiddenKernels.products(u, c * row + start(p), length(p), product, (c * panels + p) * PARTIALS);
            }
        }
        int used = spins.count() * panels * PARTIALS;
        RbmHiddenKernels.invert(product, 0, used, inverse);
        AmplitudeOverflow.check(inverse, used, width / PARTIALS);
    }

    /// Where a panel begins, in bytes.
    private long start(int panel) {
        return (long) panel * width * Double.BYTES;
    }

    /// The bytes of a panel.
    private int length(int panel) {
        return Math.min(width, hidden - panel * width) * Double.BYTES;
    }

    @Override
    public void ratios(int[] sites, double @Nullable [] needed, double[] out, double[] im) {
        if (sites.length == 2) {
            for (int c = 0; c < spins.count(); c++) {
                if (needed == null || needed[c] != 0) {
                    out[c] = pair(sites, c);
                }
            }
            return;
        }
        for (int c = 0; c < spins.count(); c += CHAINS) {
            if (needed == null || needed[c] != 0 || needed[c + 1] != 0 || needed[c + 2] != 0 || needed[c + 3] != 0) {
                four(sites, c);
                for (int k = 0; k < CHAINS; k++) {
                    out[c + k] = ratio(sites, c + k, k);
                }
            }
        }
    }

    /// The ratio of chain c, which is chain k of the four that the products are of.
    private double ratio(int[] sites, int c, int k) {
        double ratio = RbmHiddenKernels.ratio(ratios, k);
        for (int site : sites) {
            ratio *= tables.factors[tables.move(spins, site, c)];
        }
        return ratio;
    }

    /// The ratio of one chain for two sites. Exchanges are possible in about half of the chains, so that these are
    /// taken
    /// one by one.
    private double pair(int[] sites, int c) {
        long one = row(sites[0], c);
        long two = row(sites[1], c);
        int partial = c * panels * PARTIALS;
        for (int p = 0; p < panels; p++) {
            long s = start(p);
            RbmHiddenKernels.products(
                    u, c * row + s, length(p), tables.moves, one + s, two + s, product, partial + p * PARTIALS);
        }
        RbmHiddenKernels.fold(product, inverse, partial, panels * PARTIALS, ratios, 0);
        return ratio(sites, c, 0);
    }

    /// The products of four chains from c on, of one site or of more than two.
    private void four(int[] sites, int c) {
        if (sites.length == 1) {
            int site = sites[0];
            panels(tables.moves, c, row(site, c), row(site, c + 1), row(site, c + 2), row(site, c + 3));
            return;
        }
        for (int k = 0; k < CHAINS; k++) {
            MemorySegment.copy(tables.moves, row(sites[0], c + k), moves, k * row, row);
            for (int i = 1; i < sites.length; i++) {
                RbmHiddenKernels.multiply(moves, k * row, tables.moves, row(sites[i], c + k), (int) row);
            }
        }
        panels(moves, c, 0, row, 2 * row, 3 * row);
    }

    private long row(int site, int c) {
        return tables.row(tables.move(spins, site, c));
    }

    private void panels(MemorySegment q, int c, long q0, long q1, long q2, long q3) {
        for (int p = 0; p < panels; p++) {
            long s = start(p);
            RbmHiddenKernels.products(
                    u,
                    c * row + s,
                    row,
                    length(p),
                    q,
                    q0 + s,
                    q1 + s,
                    q2 + s,
                    q3 + s,
                    product,
                    (c * panels + p) * PARTIALS,
                    panels * PARTIALS);
        }
        RbmHiddenKernels.fold(product, inverse, c * panels * PARTIALS, panels * PARTIALS, ratios);
    }

    @Override
    public int propose(int[] sites, double[] uniform) {
        // all ratios first, then the chains that move without a branch: a wrong guess throws away the work on the
        // chains
        // behind it
        int evaluated = 0;
        if (sites.length == 2) {
            for (int c = 0; c < spins.count(); c++) {
                if (uniform[c] < 1) {
                    ratio[c] = pair(sites, c);
                    chosen[evaluated++] = c;
                }
            }
        } else {
            ratios(sites, null, ratio, ratio);
            for (; evaluated < spins.count(); evaluated++) {
                chosen[evaluated] = evaluated;
            }
        }
        int accepted = 0;
        for (int k = 0; k < evaluated; k++) {
            int c = chosen[k];
            double left = Math.min(1, ratio[c] * ratio[c]) - uniform[c];
            chosen[accepted] = c;
            accepted += left > 0 ? 1 : 0;
        }
        for (int k = 0; k < accepted; k++) {
            accept(sites, chosen[k]);
        }
        return accepted;
    }

    @Override
    public int follow(int[] sites, double[] uniform) {
        int accepted = 0;
        for (int c = 0; c < spins.count(); c++) {
            if (uniform[c] < 1 && invertible(c)) {
                accepted++;
                accept(sites, c);
            }
        }
        return accepted;
    }

    /// Whether the products of a move have stayed in the range of a double.
    private boolean invertible(int c) {
        int partials = panels * PARTIALS;
        for (int k = c * partials; k < (c + 1) * partials; k++) {
            if (product[k] == 0 || !Double.isFinite(product[k])) {
                return false;
            }
        }
        return true;
    }

    /// Makes the move of a chain, with the products that its ratio left behind.
    private void accept(int[] sites, int c) {
        if (sites.length == 2) {
            RbmHiddenKernels.multiply(u, c * row, tables.moves, row(sites[0], c), row(sites[1], c), (int) row);
        } else {
            for (int site : sites) {
                RbmHiddenKernels.multiply(u, c * row, tables.moves, row(site, c), (int) row);
            }
        }
        int partials = panels * PARTIALS;
        RbmHiddenKernels.invert(product, c * partials, partials, inverse);
        for (int site : sites) {
            spins.flip(site, c);
        }
    }

    @Override
    public void hyperbolicTangents(double[] out, int stride, int first) {
        for (int j = 0; j < tables.shape.hidden; j++) {
            for (int c = 0; c < spins.count(); c++) {
                double e = u.get(ValueLayout.JAVA_DOUBLE, c * row + (long) j * Double.BYTES);
                out[j * stride + first + c] = (e - 1) / (e + 1);
            }
        }
    }
}
