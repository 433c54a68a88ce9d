package ansatz.model;

import ansatz.engine.kernel.Kernels;
import ansatz.lattice.Spins;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A block of chains of a convolutional network that keep all layers. Turning spins over changes a layer only near
/// them: the changes are carried from layer to layer, with vectors over chains.
final class ConvolutionalWalkers implements Walkers {
    private final ConvolutionalTables tables;
    private final ConvolutionalShape shape;
    private final Spins spins;
    /// Chains, filled up to full vectors.
    private final int stride;

    private final int layers;
    /// By layer from 1 on, `[cell][channel][chain]`: h.
    private final double[][] h;
    /// What is made of h: tanh h, which the next layer reads, or log cosh h, of the last layer.
    private final double[][] f;
    /// Both where they changed in the last move that was looked at, `[reached][channel][chain]`.
    private final double[][] movedH;

    private final double[][] movedF;
    /// The change of h in a layer and in that before.
    private double[] change;

    private double[] before;
    /// The change of what a layer reads.
    private final double[] x;
    /// The cells that the last move reached, by layer.
    private final int[][] reached;

    private ConvolutionalShape.Reach reach;
    private final double[] log;

    ConvolutionalWalkers(ConvolutionalTables tables, int chains) {
        this.tables = tables;
        this.shape = tables.shape;
        this.spins = new Spins(shape.cells * shape.basis, chains);
        this.stride = ConvolutionalKernels.stride(chains);
        this.layers = shape.layers();
        this.h = new double[layers + 1][0];
        this.f = new double[layers + 1][0];
        this.movedH = new double[layers + 1][0];
        this.movedF = new double[layers + 1][0];
        this.reached = new int[layers + 1][shape.cells];
        int most = shape.cells * shape.basis * stride;
        for (int l = 1; l <= layers; l++) {
            int size = Math.multiplyExact(shape.cells * stride, shape.width(l));
            h[l] = new double[size];
            f[l] = new double[size];
            movedH[l] = new double[size];
            movedF[l] = new double[size];
            most = Math.max(most, size);
        }
        this.change = new double[most];
        this.before = new double[most];
        this.x = new double[most];
        this.reach = tables.all;
        this.log = new double[stride];
    }

    @Override
    public Spins spins() {
        return spins;
    }

    @Override
    public void refresh() {
        // everything changes from h = 0 on, where tanh and log cosh are 0
        for (int l = 1; l <= layers; l++) {
            Arrays.fill(h[l], 0.0);
            Arrays.fill(f[l], 0.0);
        }
        for (int i = 0; i < spins.sites(); i++) {
            System.arraycopy(spins.values(), i * spins.stride(), x, i * stride, stride);
        }
        reach = tables.all;
        carry(0);
        for (int l = 1; l <= layers; l++) {
            System.arraycopy(movedH[l], 0, h[l], 0, h[l].length);
            System.arraycopy(movedF[l], 0, f[l], 0, f[l].length);
        }
    }

    @Override
    public void ratios(int[] sites, double @Nullable [] needed, double[] re, double[] im) {
        if (needed != null && none(needed)) {
            return;
        }
        turn(sites);
        for (int n = 0; n < spins.count(); n++) {
            re[n] = Math.exp(log[n]);
        }
    }

    private boolean none(double[] needed) {
        for (int n = 0; n < spins.count(); n++) {
            if (needed[n] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int propose(int[] sites, double[] uniform) {
        boolean allowed = false;
        for (int n = 0; n < spins.count(); n++) {
            allowed |= uniform[n] < 1;
        }
        if (!allowed) {
            return 0;
        }
        turn(sites);
        int accepted = 0;
        for (int n = 0; n < spins.count(); n++) {
            if (uniform[n] < 1 && uniform[n] < Math.exp(2 * log[n])) {
                accept(sites, n);
                accepted++;
            }
        }
        return accepted;
    }

    @Override
    public int follow(int[] sites, double[] uniform) {
        int accepted = 0;
        for (int n = 0; n < spins.count(); n++) {
            if (uniform[n] < 1) {
                accept(sites, n);
                accepted++;
            }
        }
        return accepted;
    }

    /// Finds the change of log psi where some spins are turned over, with all layers.
    private void turn(int[] sites) {
        reach = shape.reach(sites);
        int first = sites[0] / shape.basis;
        int[] from = reached[0];
        shape.move(reach.cells()[0], first, from);
        int count = reach.cells()[0].length;
        double[] s = spins.values();
        Arrays.fill(x, 0, count * shape.basis * stride, 0.0);
        for (int site : sites) {
            int i = 0;
            while (from[i] != site / shape.basis) {
                i++;
            }
            int to = (i * shape.basis + site % shape.basis) * stride;
            for (int c = 0; c < stride; c++) {
                x[to + c] = -2 * s[site * spins.stride() + c];
            }
        }
        carry(first);
    }

    /// Carries the change of the spins through all layers.
    ///
    /// @param first the cell that the cells of [#reach] are relative to
    private void carry(int first) {
        var kernels = Kernels.best();
        for (int l = 1; l <= layers; l++) {
            int run = shape.width(l) * stride;
            int count = reach.cells()[l].length;
            int[] cell = reached[l];
            shape.move(reach.cells()[l], first, cell);
            double[] last = before;
            before = change;
            change = last;
            for (int q = 0; q < count; q++) {
                addTerms(l, q);
                kernels.arithmetic().add(h[l], cell[q] * run, change, q * run, movedH[l], q * run, run);
            }
            if (l < layers) {
                kernels.functions().tanh(movedH[l], 0, movedF[l], 0, count * run);
            } else {
                kernels.functions().logCosh(movedH[l], 0, movedF[l], 0, count * run);
            }
            for (int q = 0; q < count; q++) {
                kernels.arithmetic().sub(movedF[l], q * run, f[l], cell[q] * run, x, q * run, run);
            }
        }
        ConvolutionalKernels.sum(x, reach.cells()[layers].length * shape.width(layers), stride, log);
    }

    private void addTerms(int l, int q) {
        int run = shape.width(l) * stride;
        int same = shape.residual(l) ? reach.same()[l][q] : -1;
        if (same < 0) {
            Arrays.fill(change, q * run, (q + 1) * run, 0.0);
        } else {
            System.arraycopy(before, same * run, change, q * run, run);
        }
        ConvolutionalKernels.add(
                tables.weights[l],
                shape.width(l),
                x,
                shape.width(l - 1),
                stride,
                reach.element()[l],
                reach.source()[l],
                reach.begin()[l][q],
                reach.begin()[l][q + 1],
                change,
                q * run);
    }

    /// Makes the move that was looked at in one chain.
    private void accept(int[] sites, int chain) {
        for (int site : sites) {
            spins.flip(site, chain);
        }
        for (int l = 1; l <= layers; l++) {
            int run = shape.width(l) * stride;
            int count = reach.cells()[l].length;
            for (int q = 0; q < count; q++) {
                int from = q * run + chain;
                int to = reached[l][q] * run + chain;
                for (int k = 0; k < run; k += stride) {
                    h[l][to + k] = movedH[l][from + k];
                    f[l][to + k] = movedF[l][from + k];
                }
            }
        }
    }
}
