package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import ansatz.model.Ensemble;
import ansatz.model.Walkers;
import ansatz.model.WaveFunction;

/// All configurations: number n has spin i down where bit i of n is set.
final class Enumerated implements Sampling {
    private final WaveFunction psi;
    private final Team team;
    private final Ensemble ensemble;
    private final Walkers[] blocks;
    private final int[] first;
    private final double[] weights;
    private double[] theta = {};
    private long iteration;

    Enumerated(WaveFunction psi, Team team) {
        this.psi = psi;
        this.team = team;
        this.ensemble = psi.ensemble(1 << psi.sites());
        this.blocks = ensemble.blocks().toArray(Walkers[]::new);
        this.first = ensemble.first();
        this.weights = new double[ensemble.chains()];
        int n = 0;
        for (int b = 0; b < blocks.length; b++) {
            var spins = blocks[b].spins();
            for (int c = 0; c < spins.count(); c++, n++) {
                for (int i = 0; i < spins.sites(); i++) {
                    spins.set(i, c, (n >> i & 1) == 1);
                }
            }
        }
    }

    @Override
    public Ensemble ensemble() {
        return ensemble;
    }

    @Override
    public boolean stochastic() {
        return false;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public void bind(double[] parameters) {
        theta = parameters.clone();
        ensemble.bind(theta, team);
        // in turn: evaluating the wave function may need the memory of a whole block
        double most = Double.NEGATIVE_INFINITY;
        for (int b = 0; b < blocks.length; b++) {
            Spins s = blocks[b].spins();
            var log = new double[s.count()];
            psi.logAmplitudes(theta, s, log, new double[s.count()]);
            for (int c = 0; c < log.length; c++) {
                weights[first[b] + c] = 2 * log[c];
                most = Math.max(most, 2 * log[c]);
            }
        }
        double sum = 0;
        for (int n = 0; n < weights.length; n++) {
            weights[n] = Math.exp(weights[n] - most);
            sum += weights[n];
        }
        for (int n = 0; n < weights.length; n++) {
            weights[n] /= sum;
        }
    }

    @Override
    public void advance(Visitor visitor) {
        team.run(blocks.length, (worker, b) -> {
            blocks[b].refresh();
            visitor.visit(b, first[b], blocks[b]);
        });
        iteration++;
    }

    @Override
    public double acceptance() {
        return Double.NaN;
    }

    @Override
    public long iteration() {
        return iteration;
    }

    @Override
    public long[] configurations() {
        return new long[0];
    }

    @Override
    public void restore(long at, long[] configurations) {
        if (configurations.length != 0) {
            throw new IllegalArgumentException(
                    "found " + configurations.length + " words of configurations; an enumeration saves none");
        }
        iteration = at;
    }
}
