package ansatz.model;

import ansatz.lattice.Spins;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A block of chains of a restricted Boltzmann machine with vectors over hidden units: for many of them.
///
/// For a move of one site the chains whose spin is 1 and those whose spin is -1 are taken by themselves. With q_j
/// the factors of
/// the one, 1 / q_j are those of the other, and 1 + u_j / q_j = (u_j + q_j) / q_j: both need the same row of q,
/// which
/// stays in the cache while the block passes by, and neither costs more than two operations a unit.
final class RbmHiddenWalkers implements RbmBlock {
    private static final int PARTIALS = RbmHiddenKernels.PARTIALS;

    private final RbmHiddenTables tables;
    private final Spins spins;
    private final int hidden;
    /// The bytes of one chain in u.
    private final long row;
    private final int panels;
    /// Partial products of a chain.
    private final int partials;

    private final int chains;
    /// exp(2 theta_j) at [chain][hidden].
    private final MemorySegment u;
    /// One over the products of 1 + u_j at [chain][panel][partial], and the products of a proposed move.
    private final double[] inverse;
    private final double[] product;

    private final double[] lanes = new double[RbmHiddenKernels.LANE_COUNT];
    private final double[] ratio;
    /// The chains that may move, then those that do.
    private final int[] chosen;
    /// 0, 1, 2 and so on.
    private final int[] all;
    /// Those whose spin is 1 from the beginning, those whose spin is -1 from the end on.
    private final int[] sorted;
    /// The factors of a move of more than two spins.
    private final MemorySegment moved;

    private final double[] angles;

    RbmHiddenWalkers(RbmHiddenTables tables, int chains) {
        this.tables = tables;
        this.hidden = tables.hidden;
        this.spins = new Spins(tables.shape.sites, chains);
        this.row = (long) hidden * Double.BYTES;
        this.panels = tables.panels;
        this.partials = panels * PARTIALS;
        this.chains = chains;
        this.u = RbmHiddenTables.Aligned.doubles((long) chains * hidden);
        this.inverse = new double[chains * partials];
        this.product = new double[inverse.length];
        this.ratio = new double[chains];
        this.chosen = new int[chains];
        this.sorted = new int[chains];
        this.all = new int[chains];
        Arrays.setAll(all, c -> c);
        this.moved = RbmHiddenTables.Aligned.doubles(hidden);
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
        for (int c = 0; c < chains; c++) {
            Arrays.fill(angles, c * hidden + padding, (c + 1) * hidden, 0.0);
        }
        MemorySegment.copy(angles, 0, u, ValueLayout.JAVA_DOUBLE, 0, angles.length);
        for (int p = 0; p < panels; p++) {
            RbmHiddenKernels.lowered(
                    u,
                    all,
                    0,
                    chains,
                    row,
                    tables.start(p),
                    tables.length(p),
                    tables.ones,
                    0,
                    product,
                    partials,
                    p * PARTIALS);
        }
        int used = chains * partials;
        RbmHiddenKernels.invert(product, 0, used, inverse);
        AmplitudeOverflow.check(inverse, used, tables.width / PARTIALS);
    }

    @Override
    public void ratios(int[] sites, double @Nullable [] needed, double[] out, double[] im) {
        int count = 0;
        for (int c = 0; c < chains; c++) {
            chosen[count] = c;
            count += needed == null || needed[c] != 0 ? 1 : 0;
        }
        ratios(sites, count, out);
    }

    /// The ratios of the chains that were chosen.
    private void ratios(int[] sites, int count, double[] out) {
        if (sites.length == 1) {
            one(sites[0], count, out);
            return;
        }
        for (int k = 0; k < count; k++) {
            int c = chosen[k];
            if (sites.length == 2) {
                pair(sites, c);
            } else {
                many(sites, c);
            }
            double ratio = RbmHiddenKernels.fold(product, inverse, c * partials, partials, lanes);
            for (int site : sites) {
                ratio *= tables.factors[tables.move(spins, site, c)];
            }
            out[c] = ratio;
        }
    }

    /// One site: those chains whose spin is 1 and those whose spin is -1 by themselves, two at a time.
    private void one(int site, int count, double[] out) {
        int up = 0;
        int down = chains;
        for (int k = 0; k < count; k++) {
            int c = chosen[k];
            int isDown = (int) (Double.doubleToRawLongBits(spins.get(site, c)) >>> 63);
            sorted[up] = c;
            sorted[down - 1] = c;
            up += 1 - isDown;
            down -= isDown;
        }
        for (int panel = 0; panel < panels; panel++) {
            long s = tables.start(panel);
            long q = tables.row(site) + s;
            int length = tables.length(panel);
            int to = panel * PARTIALS;
            RbmHiddenKernels.raised(u, sorted, 0, up, row, s, length, tables.moves, q, product, partials, to);
            RbmHiddenKernels.lowered(u, sorted, down, chains, row, s, length, tables.moves, q, product, partials, to);
        }
        for (int k = 0; k < up; k++) {
            int c = sorted[k];
            out[c] = RbmHiddenKernels.fold(product, inverse, c * partials, partials, lanes) * tables.factors[site];
        }
        for (int k = down; k < chains; k++) {
            int c = sorted[k];
            out[c] = RbmHiddenKernels.fold(product, inverse, c * partials, partials, lanes) * tables.lowered[site];
        }
    }

    private void pair(int[] sites, int c) {
        long one = row(sites[0], c);
        long two = row(sites[1], c);
        for (int p = 0; p < panels; p++) {
            long s = tables.start(p);
            RbmHiddenKernels.products(
                    u,
                    c * row + s,
                    tables.length(p),
                    tables.moves,
                    one + s,
                    two + s,
                    product,
                    c * partials + p * PARTIALS);
        }
    }

    private void many(int[] sites, int c) {
        MemorySegment.copy(tables.moves, row(sites[0], c), moved, 0, row);
        for (int i = 1; i < sites.length; i++) {
            RbmHiddenKernels.multiply(moved, 0, tables.moves, row(sites[i], c), (int) row);
        }
        for (int p = 0; p < panels; p++) {
            long s = tables.start(p);
            RbmHiddenKernels.raised(
                    u, all, c, c + 1, row, s, tables.length(p), moved, s, product, partials, p * PARTIALS);
        }
    }

    private long row(int site, int c) {
        return tables.row(tables.move(spins, site, c));
    }

    @Override
    public int propose(int[] sites, double[] uniform) {
        // all ratios first, then the chains that move without a branch: a wrong guess throws away the work on the
        // chains
        // behind it
        int evaluated = 0;
        for (int c = 0; c < chains; c++) {
            chosen[evaluated] = c;
            evaluated += uniform[c] < 1 ? 1 : 0;
        }
        ratios(sites, evaluated, ratio);
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
        for (int c = 0; c < chains; c++) {
            if (uniform[c] < 1 && invertible(c)) {
                accepted++;
                accept(sites, c);
            }
        }
        return accepted;
    }

    /// Whether the products of a move have stayed in the range of a double.
    private boolean invertible(int c) {
        for (int k = c * partials; k < (c + 1) * partials; k++) {
            if (product[k] == 0 || !Double.isFinite(product[k])) {
                return false;
            }
        }
        return true;
    }

    /// Makes the move of a chain, with the products that its ratio left behind.
    private void accept(int[] sites, int c) {
        int at = c * partials;
        if (sites.length == 1 && spins.get(sites[0], c) < 0) {
            RbmHiddenKernels.divide(tables.whole, sites[0] * partials, product, at, partials, inverse);
        } else {
            RbmHiddenKernels.invert(product, at, partials, inverse);
        }
        if (sites.length == 2) {
            RbmHiddenKernels.multiply(u, c * row, tables.moves, row(sites[0], c), row(sites[1], c), (int) row);
        } else {
            for (int site : sites) {
                RbmHiddenKernels.multiply(u, c * row, tables.moves, row(site, c), (int) row);
            }
        }
        for (int site : sites) {
            spins.flip(site, c);
        }
    }

    @Override
    public void hyperbolicTangents(double[] out, int stride, int first) {
        for (int j = 0; j < tables.shape.hidden; j++) {
            for (int c = 0; c < chains; c++) {
                double e = u.get(ValueLayout.JAVA_DOUBLE, c * row + (long) j * Double.BYTES);
                out[j * stride + first + c] = (e - 1) / (e + 1);
            }
        }
    }
}
