package ansatz.model;

import ansatz.lattice.Spins;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A block of chains of a restricted Boltzmann machine with vectors over hidden units: for many of them.
final class RbmHiddenWalkers implements RbmBlock {
    private final RbmTables tables;
    private final Spins spins;
    private final int hidden;
    /// exp(2 theta_j) at [chain][hidden].
    private final double[] u;
    private final double[] inverse;
    private final double[] product;
    private final double[] scratch = new double[RbmKernels.PARTIALS];
    /// The factors of a move of several spins.
    private final double[] row;

    RbmHiddenWalkers(RbmTables tables, int chains) {
        this.tables = tables;
        this.hidden = tables.hidden;
        this.spins = new Spins(tables.shape.sites, chains);
        this.u = new double[spins.stride() * hidden];
        this.inverse = new double[spins.stride() * RbmKernels.PARTIALS];
        this.product = new double[inverse.length];
        this.row = new double[hidden];
    }

    @Override
    public Spins spins() {
        return spins;
    }

    @Override
    public void refresh() {
        RbmAngles.byChain(tables, spins, u);
        RbmAngles.toFactors(u, u.length);
        int partials = RbmKernels.PARTIALS;
        Arrays.fill(inverse, 1.0);
        for (int c = 0; c < spins.count(); c++) {
            Arrays.fill(u, c * hidden + tables.shape.hidden, (c + 1) * hidden, 0.0);
            for (int j = 0; j < hidden; j++) {
                inverse[c * partials + j % partials] *= 1 + u[c * hidden + j];
            }
        }
        for (int k = 0; k < inverse.length; k++) {
            inverse[k] = 1 / inverse[k];
        }
    }

    @Override
    public void ratios(int[] sites, double @Nullable [] needed, double[] out) {
        for (int c = 0; c < spins.count(); c++) {
            if (needed == null || needed[c] != 0) {
                out[c] = ratio(sites, c);
            }
        }
    }

    private double ratio(int[] sites, int c) {
        if (sites.length == 1) {
            int site = sites[0];
            boolean up = spins.get(site, c) > 0;
            double factor = up ? tables.factorUp[site] : tables.factorDown[site];
            return factor * product(up ? tables.up : tables.down, site * hidden, c);
        }
        double factor = 1;
        Arrays.fill(row, 1.0);
        for (int site : sites) {
            boolean up = spins.get(site, c) > 0;
            factor *= up ? tables.factorUp[site] : tables.factorDown[site];
            multiply(row, up ? tables.up : tables.down, site * hidden);
        }
        return factor * product(row, 0, c);
    }

    private static void multiply(double[] row, double[] q, int from) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= q[from + j];
        }
    }

    private double product(double[] q, int from, int c) {
        return RbmKernels.hiddenRatio(
                u, c * hidden, hidden, q, from, inverse, product, c * RbmKernels.PARTIALS, scratch);
    }

    @Override
    public int propose(int[] sites, double[] uniform) {
        int accepted = 0;
        for (int c = 0; c < spins.count(); c++) {
            if (uniform[c] >= 1) {
                continue;
            }
            double ratio = ratio(sites, c);
            if (uniform[c] < ratio * ratio) {
                accepted++;
                accept(sites, c);
            }
        }
        return accepted;
    }

    private void accept(int[] sites, int c) {
        int partial = c * RbmKernels.PARTIALS;
        if (sites.length == 1) {
            double[] q = spins.get(sites[0], c) > 0 ? tables.up : tables.down;
            RbmKernels.hiddenAccept(u, c * hidden, hidden, q, sites[0] * hidden, inverse, product, partial);
        } else {
            RbmKernels.hiddenAccept(u, c * hidden, hidden, row, 0, inverse, product, partial);
        }
        for (int site : sites) {
            spins.flip(site, c);
        }
    }

    @Override
    public void hyperbolicTangents(double[] out, int stride, int first) {
        for (int c = 0; c < spins.count(); c++) {
            for (int j = 0; j < tables.shape.hidden; j++) {
                double e = u[c * hidden + j];
                out[j * stride + first + c] = (e - 1) / (e + 1);
            }
        }
    }
}
