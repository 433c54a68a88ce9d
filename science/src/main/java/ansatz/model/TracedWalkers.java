package ansatz.model;

import ansatz.lattice.Spins;
import org.jspecify.annotations.Nullable;

/// Markov chains of a traced wave function: those whose proposal is allowed, or whose ratio is needed, are
/// evaluated together in one run of the program; the others are left out.
final class TracedWalkers implements Walkers {
    private final TracedWaveFunction psi;
    private final double[] theta;
    private final Spins spins;
    private final boolean complex;
    /// Numbers of one configuration: log |psi|, followed by arg psi where psi is complex.
    private final int width;
    /// By chain.
    private final double[] log;
    /// The configurations that are evaluated, `[configuration][site]`, and the chain of each.
    private final double[] rows;

    private final int[] chain;
    private final double[] values;

    /// @param theta the parameters that are bound, shared by all blocks
    TracedWalkers(TracedWaveFunction psi, double[] theta, int size) {
        this.psi = psi;
        this.theta = theta;
        this.spins = new Spins(psi.sites(), size);
        this.complex = psi.complex();
        this.width = complex ? 2 : 1;
        this.log = new double[size * width];
        this.rows = new double[size * psi.sites()];
        this.chain = new int[size];
        this.values = new double[size * width];
    }

    @Override
    public Spins spins() {
        return spins;
    }

    @Override
    public void refresh() {
        for (int n = 0; n < spins.count(); n++) {
            row(n, n);
        }
        psi.values().write(theta, rows, spins.count(), log);
    }

    @Override
    public void ratios(int[] sites, double @Nullable [] needed, double[] re, double[] im) {
        int count = 0;
        for (int n = 0; n < spins.count(); n++) {
            if (needed == null || needed[n] != 0) {
                moved(n, sites, count++);
            }
        }
        evaluate(count);
        for (int k = 0; k < count; k++) {
            int n = chain[k];
            double modulus = Math.exp(values[k * width] - log[n * width]);
            re[n] = modulus;
            if (complex) {
                double angle = values[2 * k + 1] - log[2 * n + 1];
                re[n] = modulus * Math.cos(angle);
                im[n] = modulus * Math.sin(angle);
            }
        }
    }

    @Override
    public int propose(int[] sites, double[] uniform) {
        int count = 0;
        for (int n = 0; n < spins.count(); n++) {
            if (uniform[n] < 1) {
                moved(n, sites, count++);
            }
        }
        evaluate(count);
        int accepted = 0;
        for (int k = 0; k < count; k++) {
            int n = chain[k];
            if (uniform[n] < Math.exp(2 * (values[k * width] - log[n * width]))) {
                for (int site : sites) {
                    spins.flip(site, n);
                }
                System.arraycopy(values, k * width, log, n * width, width);
                accepted++;
            }
        }
        return accepted;
    }

    private void evaluate(int count) {
        if (count > 0) {
            psi.values().write(theta, rows, count, values);
        }
    }

    /// Puts the configuration of a chain with some spins flipped into a row.
    private void moved(int n, int[] sites, int row) {
        chain[row] = n;
        row(n, row);
        for (int site : sites) {
            rows[row * spins.sites() + site] *= -1;
        }
    }

    private void row(int n, int row) {
        double[] s = spins.values();
        for (int i = 0, from = n, to = row * spins.sites(); i < spins.sites(); i++, from += spins.stride(), to++) {
            rows[to] = s[from];
        }
    }
}
