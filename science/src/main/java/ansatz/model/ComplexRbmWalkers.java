package ansatz.model;

import ansatz.lattice.Spins;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A block of chains of a complex restricted Boltzmann machine. As in [RbmKernels] the tables hold u_j =
/// exp(2 theta_j) and the inverse of products of 1 + u_j; all arrays hold real parts, then imaginary parts.
final class ComplexRbmWalkers implements Walkers {
    private final ComplexRbmTables tables;
    private final Spins spins;
    private final int stride;
    private final int hidden;
    /// u_j at [hidden][chain].
    private final double[] u;
    private final double[] moved;
    /// One over the products, [group][chain], and the products of a proposed move.
    private final double[] inverse;
    private final double[] product;
    private final double[] ratio;

    ComplexRbmWalkers(ComplexRbmTables tables, int chains) {
        this.tables = tables;
        this.hidden = tables.shape.hidden;
        this.spins = new Spins(tables.shape.sites, chains);
        this.stride = spins.stride();
        this.u = new double[Math.multiplyExact(2 * hidden, stride)];
        this.moved = new double[u.length];
        int groups = (hidden + ComplexRbmKernels.GROUP - 1) / ComplexRbmKernels.GROUP;
        this.inverse = new double[2 * groups * stride];
        this.product = new double[inverse.length];
        this.ratio = new double[2 * stride];
    }

    @Override
    public Spins spins() {
        return spins;
    }

    @Override
    public void refresh() {
        int im = hidden * stride;
        RbmAngles.byHidden(tables.weightsRe, tables.biasRe, spins, u);
        RbmAngles.byHidden(tables.weightsIm, tables.biasIm, spins, moved);
        for (int k = 0; k < im; k++) {
            double modulus = Math.exp(2 * u[k]);
            double angle = 2 * moved[k];
            u[k] = modulus * Math.cos(angle);
            u[im + k] = modulus * Math.sin(angle);
        }
        ComplexRbmKernels.products(u, stride, hidden, product);
        for (int k = 0; k < product.length / 2; k++) {
            invert(k);
        }
        AmplitudeOverflow.checkModulus(inverse, ComplexRbmKernels.GROUP);
    }

    private void invert(int k) {
        int im = product.length / 2;
        double re = product[k];
        double norm = re * re + product[im + k] * product[im + k];
        inverse[k] = re / norm;
        inverse[im + k] = -product[im + k] / norm;
    }

    /// Computes the ratios of a move, with u_j and the products of the moved configurations.
    private void move(int[] sites) {
        double[] s = spins.values();
        if (sites.length == 2) {
            ComplexRbmKernels.two(
                    u,
                    stride,
                    hidden,
                    tables.up,
                    tables.down,
                    sites[0] * hidden,
                    sites[1] * hidden,
                    s,
                    sites[0] * stride,
                    sites[1] * stride,
                    moved,
                    product);
        } else {
            // more than two sites are rare: one after the other
            double[] from = u;
            for (int site : sites) {
                ComplexRbmKernels.one(
                        from, stride, hidden, tables.up, tables.down, site * hidden, s, site * stride, moved, product);
                from = moved;
            }
        }
        Arrays.fill(ratio, 0, stride, 1.0);
        Arrays.fill(ratio, stride, 2 * stride, 0.0);
        for (int site : sites) {
            for (int c = 0; c < stride; c++) {
                boolean up = spins.values()[site * stride + c] > 0;
                double x = up ? tables.factorUpRe[site] : tables.factorDownRe[site];
                double y = up ? tables.factorUpIm[site] : tables.factorDownIm[site];
                double a = ratio[c];
                double b = ratio[stride + c];
                ratio[c] = a * x - b * y;
                ratio[stride + c] = a * y + b * x;
            }
        }
        int half = product.length / 2;
        for (int g = 0; g < half; g += stride) {
            // product by product, so that nothing leaves the range of a double that need not
            ComplexRbmKernels.multiply(ratio, 0, stride, product, g, half, stride);
            ComplexRbmKernels.multiply(ratio, 0, stride, inverse, g, half, stride);
        }
    }

    @Override
    public void ratios(int[] sites, double @Nullable [] needed, double[] re, double[] im) {
        move(sites);
        System.arraycopy(ratio, 0, re, 0, stride);
        System.arraycopy(ratio, stride, im, 0, stride);
    }

    @Override
    public int propose(int[] sites, double[] uniform) {
        move(sites);
        return follow(sites, uniform);
    }

    @Override
    public int follow(int[] sites, double[] uniform) {
        int accepted = 0;
        for (int c = 0; c < spins.count(); c++) {
            double a = ratio[c];
            double b = ratio[stride + c];
            if (uniform[c] < Math.min(1, a * a + b * b)) {
                accepted++;
                for (int site : sites) {
                    spins.flip(site, c);
                }
                for (int k = c; k < u.length; k += stride) {
                    u[k] = moved[k];
                }
                for (int k = c; k < product.length / 2; k += stride) {
                    invert(k);
                }
            }
        }
        return accepted;
    }

    /// Writes tanh theta_j of chain c at `[j * outStride + first + c]`, 0 where it has a pole and psi a zero.
    void hyperbolicTangents(double[] re, double[] im, int outStride, int first) {
        int half = hidden * stride;
        for (int j = 0; j < hidden; j++) {
            for (int c = 0; c < spins.count(); c++) {
                double x = u[j * stride + c];
                double y = u[half + j * stride + c];
                // (u - 1)/(u + 1)
                double norm = (x + 1) * (x + 1) + y * y;
                int to = j * outStride + first + c;
                re[to] = norm == 0 ? 0 : (x * x + y * y - 1) / norm;
                im[to] = norm == 0 ? 0 : 2 * y / norm;
            }
        }
    }
}
