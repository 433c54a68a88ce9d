package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chains of a wave function without tables: it is evaluated at each proposed configuration. Slow, and right for
/// all.
final class DirectEnsemble implements Ensemble {
    static final int BLOCK = 64;

    private final WaveFunction psi;
    private final int chains;
    private final double[] theta;
    private final List<Walkers> blocks;

    DirectEnsemble(WaveFunction psi, int[] sizes) {
        this.psi = psi;
        this.chains = Arrays.stream(sizes).sum();
        this.theta = new double[psi.parameterCount()];
        var list = new ArrayList<Walkers>();
        for (int size : sizes) {
            list.add(new Block(psi, theta, size));
        }
        this.blocks = List.copyOf(list);
    }

    @Override
    public int chains() {
        return chains;
    }

    @Override
    public boolean complex() {
        return psi.complex();
    }

    @Override
    public List<Walkers> blocks() {
        return blocks;
    }

    @Override
    public void bind(double[] parameters, Team team) {
        System.arraycopy(parameters, 0, theta, 0, theta.length);
    }

    @Override
    public LogDerivatives logDerivatives(Team team) {
        return psi.logDerivatives(theta, Blocks.joined(psi.sites(), chains, blocks));
    }

    private static final class Block implements Walkers {
        private final WaveFunction psi;
        private final boolean complex;
        private final double[] theta;
        private final Spins spins;
        private final Spins moved;
        private final double[] log;
        private final double[] phase;
        private final double[] movedLog;
        private final double[] movedPhase;

        Block(WaveFunction psi, double[] theta, int size) {
            this.psi = psi;
            this.complex = psi.complex();
            this.theta = theta;
            this.spins = new Spins(psi.sites(), size);
            this.moved = new Spins(psi.sites(), size);
            this.log = new double[size];
            this.phase = new double[size];
            this.movedLog = new double[size];
            this.movedPhase = new double[size];
        }

        @Override
        public Spins spins() {
            return spins;
        }

        @Override
        public void refresh() {
            psi.logAmplitudes(theta, spins, log, phase);
        }

        @Override
        public void ratios(int[] sites, double @Nullable [] needed, double[] re, double[] im) {
            move(sites);
            for (int n = 0; n < spins.count(); n++) {
                double modulus = Math.exp(movedLog[n] - log[n]);
                double angle = movedPhase[n] - phase[n];
                re[n] = angle == 0 ? modulus : modulus * Math.cos(angle);
                if (complex) {
                    im[n] = modulus * Math.sin(angle);
                }
            }
        }

        @Override
        public int propose(int[] sites, double[] uniform) {
            move(sites);
            int accepted = 0;
            for (int n = 0; n < spins.count(); n++) {
                if (uniform[n] < 1 && uniform[n] < Math.exp(2 * (movedLog[n] - log[n]))) {
                    for (int site : sites) {
                        spins.flip(site, n);
                    }
                    log[n] = movedLog[n];
                    phase[n] = movedPhase[n];
                    accepted++;
                }
            }
            return accepted;
        }

        private void move(int[] sites) {
            System.arraycopy(spins.values(), 0, moved.values(), 0, spins.values().length);
            for (int site : sites) {
                for (int n = 0; n < spins.count(); n++) {
                    moved.flip(site, n);
                }
            }
            psi.logAmplitudes(theta, moved, movedLog, movedPhase);
        }
    }
}
