package ansatz.model;

import ansatz.lattice.Spins;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A block of chains of a restricted Boltzmann machine with vectors over chains: for few hidden units.
final class RbmWalkers implements RbmBlock {
    private final RbmTables tables;
    private final Spins spins;
    private final int stride;
    /// exp(2 theta_j) at [hidden][chain].
    private final double[] u;
    private final double[] moved;
    private final double[] inverse;
    private final double[] product;
    private final double[] ratio;

    RbmWalkers(RbmTables tables, int chains) {
        this.tables = tables;
        this.spins = new Spins(tables.shape.sites, chains);
        this.stride = spins.stride();
        this.u = new double[tables.hidden * stride];
        this.moved = new double[u.length];
        int groups = (tables.hidden + RbmKernels.GROUP - 1) / RbmKernels.GROUP;
        this.inverse = new double[groups * stride];
        this.product = new double[groups * stride];
        this.ratio = new double[stride];
    }

    @Override
    public Spins spins() {
        return spins;
    }

    @Override
    public void refresh() {
        RbmAngles.byHidden(tables.weights, tables.bias, spins, u);
        RbmAngles.toFactors(u, tables.shape.hidden * stride);
        Arrays.fill(inverse, 1.0);
        for (int j = 0; j < tables.shape.hidden; j++) {
            int group = j / RbmKernels.GROUP * stride;
            for (int c = 0; c < stride; c++) {
                inverse[group + c] *= 1 + u[j * stride + c];
            }
        }
        for (int k = 0; k < inverse.length; k++) {
            inverse[k] = 1 / inverse[k];
        }
        AmplitudeOverflow.check(inverse, inverse.length, RbmKernels.GROUP);
    }

    @Override
    public void ratios(int[] sites, double @Nullable [] needed, double[] out, double[] im) {
        if (sites.length == 1) {
            one(sites[0], out);
        } else if (sites.length == 2) {
            two(sites, out);
        } else {
            many(sites, out);
        }
    }

    private void two(int[] sites, double[] out) {
        RbmPairKernels.ratios(
                u,
                stride,
                tables.hidden,
                tables.up,
                tables.down,
                sites[0],
                sites[1],
                spins.values(),
                inverse,
                product,
                tables.factorUp,
                tables.factorDown,
                out);
    }

    private void one(int site, double[] out) {
        RbmKernels.chainRatios(
                u,
                stride,
                tables.hidden,
                tables.up,
                tables.down,
                site * tables.hidden,
                spins.values(),
                site * stride,
                inverse,
                product,
                tables.factorUp[site],
                tables.factorDown[site],
                out);
    }

    private void many(int[] sites, double[] out) {
        System.arraycopy(u, 0, moved, 0, u.length);
        Arrays.fill(out, 0, stride, 1.0);
        double[] s = spins.values();
        for (int site : sites) {
            int row = site * tables.hidden;
            for (int j = 0; j < tables.shape.hidden; j++) {
                for (int c = 0; c < stride; c++) {
                    moved[j * stride + c] *= s[site * stride + c] > 0 ? tables.up[row + j] : tables.down[row + j];
                }
            }
            for (int c = 0; c < stride; c++) {
                out[c] *= s[site * stride + c] > 0 ? tables.factorUp[site] : tables.factorDown[site];
            }
        }
        Arrays.fill(product, 1.0);
        for (int j = 0; j < tables.shape.hidden; j++) {
            int group = j / RbmKernels.GROUP * stride;
            for (int c = 0; c < stride; c++) {
                product[group + c] *= 1 + moved[j * stride + c];
            }
        }
        for (int k = 0; k < product.length; k++) {
            out[k % stride] *= product[k] * inverse[k];
        }
    }

    @Override
    public int propose(int[] sites, double[] uniform) {
        ratios(sites, null, ratio, ratio);
        return accept(sites, uniform);
    }

    @Override
    public int follow(int[] sites, double[] uniform) {
        Arrays.fill(ratio, 1.0);
        return accept(sites, uniform);
    }

    /// Makes the move where the ratio wants it, with the products that [#ratios] left behind.
    private int accept(int[] sites, double[] uniform) {
        if (sites.length == 1) {
            int site = sites[0];
            return RbmKernels.chainAccept(
                    u,
                    stride,
                    tables.hidden,
                    tables.up,
                    tables.down,
                    site * tables.hidden,
                    spins.values(),
                    site * stride,
                    inverse,
                    product,
                    uniform,
                    ratio);
        }
        if (sites.length == 2) {
            return RbmPairKernels.accept(
                    u,
                    stride,
                    tables.hidden,
                    tables.up,
                    tables.down,
                    sites[0],
                    sites[1],
                    spins.values(),
                    inverse,
                    product,
                    uniform,
                    ratio);
        }
        int accepted = 0;
        for (int c = 0; c < spins.count(); c++) {
            if (uniform[c] < Math.min(1, ratio[c] * ratio[c])) {
                accepted++;
                for (int site : sites) {
                    spins.flip(site, c);
                }
                for (int j = 0; j < tables.shape.hidden; j++) {
                    u[j * stride + c] = moved[j * stride + c];
                }
                for (int k = c; k < inverse.length; k += stride) {
                    inverse[k] = 1 / product[k];
                }
            }
        }
        return accepted;
    }

    @Override
    public void hyperbolicTangents(double[] out, int outStride, int first) {
        for (int j = 0; j < tables.shape.hidden; j++) {
            for (int c = 0; c < spins.count(); c++) {
                double e = u[j * stride + c];
                out[j * outStride + first + c] = (e - 1) / (e + 1);
            }
        }
    }
}
