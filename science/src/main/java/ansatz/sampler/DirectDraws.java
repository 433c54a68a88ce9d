package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import ansatz.model.Autoregressive;
import ansatz.model.Ensemble;
import ansatz.model.Walkers;
import java.util.Arrays;
import java.util.List;

/// Independent draws: new ones in each iteration, which follow from the seed, the iteration and the parameters.
final class DirectDraws implements Sampling {
    private static final int DRAWS = 3;
    private static final double UNIT = 0x1p-53;

    private final Autoregressive psi;
    private final long seed;
    private final Team team;
    private final Ensemble ensemble;
    private final Walkers[] blocks;
    private final int[] first;
    private final double[] weights;
    private double[] theta = {};
    private long iteration;

    DirectDraws(Autoregressive psi, int samples, long seed, Team team) {
        this.psi = psi;
        this.seed = seed;
        this.team = team;
        this.ensemble = psi.ensemble(samples);
        this.blocks = ensemble.blocks().toArray(Walkers[]::new);
        this.first = ensemble.first();
        this.weights = new double[samples];
        Arrays.fill(weights, 1.0 / samples);
    }

    @Override
    public Ensemble ensemble() {
        return ensemble;
    }

    @Override
    public boolean stochastic() {
        return true;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public void bind(double[] parameters) {
        theta = parameters.clone();
        ensemble.bind(theta, team);
    }

    @Override
    public void advance(Visitor visitor) {
        team.run(blocks.length, (worker, b) -> {
            draw(b);
            blocks[b].refresh();
            visitor.visit(b, first[b], blocks[b]);
        });
        iteration++;
    }

    private void draw(int b) {
        var spins = blocks[b].spins();
        var logOdds = new double[spins.count()];
        var random = RandomStream.of(seed, DRAWS, iteration, b);
        for (int i = 0; i < spins.sites(); i++) {
            psi.logOdds(theta, spins, i, logOdds);
            for (int n = 0; n < logOdds.length; n++) {
                // the middles of 2^53 equal parts
                double u = ((random.nextLong() >>> 11) + 0.5) * UNIT;
                spins.set(i, n, u * (1 + Math.exp(-logOdds[n])) > 1);
            }
        }
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
        return Packed.of(List.of(ensemble), psi.sites());
    }

    @Override
    public void restore(long at, long[] configurations) {
        Packed.restore(configurations, List.of(ensemble), psi.sites());
        iteration = at;
    }
}
