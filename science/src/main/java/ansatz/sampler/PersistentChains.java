package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.model.Ensemble;
import ansatz.model.Walkers;
import ansatz.model.WaveFunction;
import java.util.Arrays;

/// Markov chains that persist from one iteration to the next. All chains of a block propose the same move, chosen
/// at
/// random.
final class PersistentChains implements Sampling {
    private final Move move;
    private final int sites;
    private final int sweeps;
    private final Team team;
    private final Ensemble ensemble;
    private final Walkers[] blocks;
    private final int[] first;
    private final double[] weights;
    private final Proposals[] proposals;
    private final double[][] uniforms;
    private final int[][] site;
    private final long[] accepted;
    private long iteration;
    private double acceptance = Double.NaN;

    PersistentChains(Move move, WaveFunction psi, int chains, int sweeps, long seed, Team team) {
        this.move = move;
        this.sites = psi.sites();
        this.sweeps = sweeps;
        this.team = team;
        this.ensemble = psi.ensemble(chains);
        this.blocks = ensemble.blocks().toArray(Walkers[]::new);
        this.first = new int[blocks.length];
        this.weights = new double[chains];
        Arrays.fill(weights, 1.0 / chains);
        this.proposals = new Proposals[blocks.length];
        this.uniforms = new double[blocks.length][];
        this.site = new int[blocks.length][move.sites()];
        this.accepted = new long[blocks.length];
        int sum = 0;
        for (int b = 0; b < blocks.length; b++) {
            first[b] = sum;
            sum += blocks[b].spins().count();
            uniforms[b] = new double[blocks[b].spins().stride()];
            // columns that are padding never move
            Arrays.fill(uniforms[b], 2.0);
            proposals[b] = new Proposals(seed, b);
            move.start(seed, blocks[b].spins(), first[b]);
        }
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
    public void bind(double[] theta) {
        ensemble.bind(theta, team);
    }

    @Override
    public void advance(Visitor visitor) {
        team.run(blocks.length, (worker, b) -> {
            sweep(b);
            visitor.visit(b, first[b], blocks[b]);
        });
        iteration++;
        long moved = 0;
        for (long count : accepted) {
            moved += count;
        }
        acceptance = moved / ((double) ensemble.chains() * sweeps * sites);
    }

    private void sweep(int b) {
        var walkers = blocks[b];
        walkers.refresh();
        long moved = 0;
        int count = walkers.spins().count();
        var random = proposals[b];
        random.begin(iteration);
        for (int step = 0; step < sweeps * sites; step++) {
            move.choose(random, site[b]);
            random.uniforms(count, uniforms[b]);
            move.restrict(walkers.spins(), site[b], uniforms[b]);
            moved += walkers.propose(site[b], uniforms[b]);
        }
        accepted[b] = moved;
    }

    @Override
    public double acceptance() {
        return acceptance;
    }

    @Override
    public long iteration() {
        return iteration;
    }

    @Override
    public long[] configurations() {
        return Packed.of(ensemble, sites);
    }

    @Override
    public void restore(long at, long[] configurations) {
        Packed.restore(configurations, ensemble, sites);
        iteration = at;
    }
}
