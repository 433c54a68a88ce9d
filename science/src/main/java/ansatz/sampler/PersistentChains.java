package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import ansatz.model.Ensemble;
import ansatz.model.Walkers;
import ansatz.model.WaveFunction;
import java.util.Arrays;
import java.util.List;

/// Markov chains that persist from one iteration to the next, and replicas of them at other powers of |psi|^2. All
/// chains of a block propose the same move, chosen at random.
final class PersistentChains implements Sampling {
    private static final double NEVER = 2;

    private final Move move;
    private final WaveFunction psi;
    private final int sites;
    private final int sweeps;
    private final Team team;
    private final double[] weights;
    /// The first is measured.
    private final Replica[] replicas;
    /// The number of the first chain of each block.
    private final int[] first;

    private final Swaps[] exchanges;
    /// What exchanges between replicas take the amplitudes at.
    private double[] theta = {};
    private long iteration;
    private double acceptance = Double.NaN;

    /// All chains at one power of |psi|^2, in blocks.
    private static final class Replica {
        final double beta;
        final Ensemble ensemble;
        final Walkers[] blocks;
        final Proposals[] proposals;
        final double[][] uniforms;
        final int[][] site;
        final long[] accepted;

        Replica(int number, double beta, Move move, WaveFunction psi, int chains, long seed) {
            this.beta = beta;
            this.ensemble = psi.ensemble(chains);
            this.blocks = ensemble.blocks().toArray(Walkers[]::new);
            this.proposals = new Proposals[blocks.length];
            this.uniforms = new double[blocks.length][];
            this.site = new int[blocks.length][move.sites()];
            this.accepted = new long[blocks.length];
            int chain = number * chains;
            for (int b = 0; b < blocks.length; b++) {
                uniforms[b] = new double[blocks[b].spins().stride()];
                // columns that are padding never move
                Arrays.fill(uniforms[b], NEVER);
                proposals[b] = new Proposals(seed, number * blocks.length + b);
                move.start(seed, blocks[b].spins(), chain);
                chain += blocks[b].spins().count();
            }
        }
    }

    PersistentChains(Move move, WaveFunction psi, int chains, int sweeps, double[] betas, long seed, Team team) {
        this.move = move;
        this.psi = psi;
        this.sites = psi.sites();
        this.sweeps = sweeps;
        this.team = team;
        this.weights = new double[chains];
        Arrays.fill(weights, 1.0 / chains);
        this.replicas = new Replica[betas.length];
        for (int r = 0; r < betas.length; r++) {
            replicas[r] = new Replica(r, betas[r], move, psi, chains, seed);
        }
        int blocks = replicas[0].blocks.length;
        this.first = replicas[0].ensemble.first();
        this.exchanges = new Swaps[betas.length > 1 ? blocks : 0];
        for (int b = 0; b < exchanges.length; b++) {
            int count = replicas[0].blocks[b].spins().count();
            exchanges[b] = new Swaps(seed, first[b], betas.length, count);
        }
    }

    @Override
    public Ensemble ensemble() {
        return replicas[0].ensemble;
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
        for (var replica : replicas) {
            replica.ensemble.bind(parameters, team);
        }
        if (exchanges.length > 0) {
            theta = parameters.clone();
        }
    }

    @Override
    public void advance(Visitor visitor) {
        team.run(exchanges.length, (worker, b) -> exchange(b));
        int blocks = first.length;
        team.run(replicas.length * blocks, (worker, task) -> {
            int b = task % blocks;
            var replica = replicas[task / blocks];
            sweep(replica, b);
            if (task < blocks) {
                visitor.visit(b, first[b], replica.blocks[b]);
            }
        });
        iteration++;
        long moved = 0;
        for (long count : replicas[0].accepted) {
            moved += count;
        }
        acceptance = moved / ((double) ensemble().chains() * sweeps * sites);
    }

    private void sweep(Replica replica, int b) {
        var walkers = replica.blocks[b];
        walkers.refresh();
        long moved = 0;
        int count = walkers.spins().count();
        var random = replica.proposals[b];
        double[] uniforms = replica.uniforms[b];
        int[] site = replica.site[b];
        random.begin(iteration);
        for (int step = 0; step < sweeps * sites; step++) {
            move.choose(random, site);
            random.uniforms(count, uniforms);
            if (replica.beta != 1) {
                // u < r^beta where u^(1/beta) < r
                for (int n = 0; n < count; n++) {
                    uniforms[n] = Math.pow(uniforms[n], 1 / replica.beta);
                }
            }
            move.restrict(walkers.spins(), site, uniforms);
            moved += walkers.propose(site, uniforms);
        }
        replica.accepted[b] = moved;
    }

    /// The exchange of configurations between neighbouring replicas of a block of chains.
    private static final class Swaps {
        final Proposals random;
        /// log |psi|, `[replica][chain]`.
        final double[][] log;

        final double[] phase;
        long accepted;

        Swaps(long seed, int first, int replicas, int count) {
            this.random = Proposals.ofExchanges(seed, first);
            this.log = new double[replicas][count];
            this.phase = new double[count];
        }
    }

    private void exchange(int b) {
        var of = exchanges[b];
        for (int r = 0; r < replicas.length; r++) {
            psi.logAmplitudes(theta, replicas[r].blocks[b].spins(), of.log[r], of.phase);
        }
        var random = of.random;
        random.begin(iteration);
        var uniforms = new double[of.phase.length];
        of.accepted = 0;
        for (int r = (int) (iteration % 2); r + 1 < replicas.length; r += 2) {
            Spins cold = replicas[r].blocks[b].spins();
            Spins hot = replicas[r + 1].blocks[b].spins();
            double power = 2 * (replicas[r].beta - replicas[r + 1].beta);
            random.uniforms(uniforms.length, uniforms);
            for (int n = 0; n < uniforms.length; n++) {
                if (uniforms[n] < Math.exp(power * (of.log[r + 1][n] - of.log[r][n]))) {
                    exchange(cold, hot, n);
                    of.accepted++;
                }
            }
        }
    }

    private static void exchange(Spins a, Spins b, int chain) {
        for (int i = 0; i < a.sites(); i++) {
            if (a.get(i, chain) != b.get(i, chain)) {
                a.flip(i, chain);
                b.flip(i, chain);
            }
        }
    }

    @Override
    public double acceptance() {
        return acceptance;
    }

    @Override
    public double exchangeRate() {
        // the last iteration, one before the count, began with the first pair or the second
        int pairs = (replicas.length - (int) ((iteration + 1) % 2)) / 2;
        long accepted = 0;
        for (var exchange : exchanges) {
            accepted += exchange.accepted;
        }
        return pairs == 0 || iteration == 0 ? Double.NaN : accepted / ((double) pairs * weights.length);
    }

    @Override
    public long iteration() {
        return iteration;
    }

    private List<Ensemble> ensembles() {
        return Arrays.stream(replicas).map(replica -> replica.ensemble).toList();
    }

    @Override
    public long[] configurations() {
        return Packed.of(ensembles(), sites);
    }

    @Override
    public void restore(long at, long[] configurations) {
        Packed.restore(configurations, ensembles(), sites);
        iteration = at;
    }
}
