package ansatz.thermal;

import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import java.util.Arrays;

/// Independent Markov chains of a model at one temperature, measured after every draw.
///
/// A draw is so many moves that each site is looked at about once: a single sweep, or a number of clusters that
/// [#equilibrate] finds and that is fixed from then on, so that the time of a measurement does not depend on the
/// configuration. Results do not depend on the number of threads.
public final class Simulation {
    /// What the random numbers are for.
    private static final int MOVES = 5;

    private static final int START = 6;

    /// 2^64 over the golden ratio, odd: spreads the bits of a number.
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final ClassicalModel model;
    private final Team team;
    private final long seed;
    private final Configuration[] chains;
    private final Update.Move[] moves;
    private final RandomStream[] random;
    private final double offset;
    private long iteration;
    private int movesOfADraw = 1;

    /// @param hot how many of the chains start with every spin at random; the others with all spins equal
    public Simulation(
            ClassicalModel model, double temperature, Update update, int chains, int hot, long seed, Team team) {
        this.model = model;
        this.team = team;
        this.seed = seed;
        // runs at different temperatures or of different sizes, as the points of a sweep, are independent although
        // their seeds agree: clusters on 3 x 3 and 4 x 4 sites that grow from the same numbers have order parameters
        // whose correlation is 0.4
        long point = Double.doubleToLongBits(temperature) + model.lattice().sites() * GOLDEN;
        long key = seed ^ Long.rotateLeft(point * GOLDEN, 32);
        this.offset = model.offset();
        this.chains = new Configuration[chains];
        this.moves = new Update.Move[chains];
        this.random = new RandomStream[chains];
        for (int c = 0; c < chains; c++) {
            this.chains[c] = c == 0 ? Configuration.of(model) : this.chains[0].sibling();
            moves[c] = update.on(model, temperature);
            random[c] = RandomStream.of(key, MOVES, 0, c);
            if (c < hot) {
                var bits = RandomStream.of(key, START, 0, c);
                byte[] states = this.chains[c].states();
                for (int i = 0; i < states.length; i++) {
                    states[i] = (byte) bits.nextInt(model.states());
                }
                this.chains[c].count();
            }
        }
    }

    /// How many chains there are.
    public int chains() {
        return chains.length;
    }

    /// The spins of a chain.
    public Configuration configuration(int chain) {
        return chains[chain];
    }

    /// How many moves make a draw.
    public int movesOfADraw() {
        return movesOfADraw;
    }

    /// Moves until each site was looked at, some times over, and fixes how many moves a draw has from how many that
    /// took.
    public void equilibrate(int draws) {
        long sites = chains[0].sites();
        var made = new long[chains.length];
        team.run(chains.length, (worker, c) -> {
            random[c].moveTo(iteration, c);
            long looked = 0;
            while (looked < sites * draws) {
                looked += moves[c].apply(chains[c], random[c]);
                made[c]++;
            }
        });
        iteration++;
        long all = Arrays.stream(made).sum();
        movesOfADraw = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round((double) all / chains.length / draws)));
    }

    /// Draws, and measures after each.
    ///
    /// @param energy takes the energies per site, `[chain][draw]`
    /// @param order takes the order parameters, `[chain][draw]`
    /// @param from the first draw to fill
    /// @param to the draw after the last one
    public void draw(double[][] energy, double[][] order, int from, int to) {
        team.run(chains.length, (worker, c) -> {
            random[c].moveTo(iteration, c);
            for (int d = from; d < to; d++) {
                for (int k = 0; k < movesOfADraw; k++) {
                    moves[c].apply(chains[c], random[c]);
                }
                energy[c][d] = energy(chains[c]);
                order[c][d] = model.order(chains[c].counts());
            }
        });
        iteration++;
    }

    private double energy(Configuration c) {
        return (offset - model.pair() * c.equalPairs() - model.field() * c.counts()[0]) / c.sites();
    }

    /// The states of all chains, `[chain][site]`.
    public byte[] states() {
        int n = chains[0].sites();
        var all = new byte[Math.multiplyExact(chains.length, n)];
        for (int c = 0; c < chains.length; c++) {
            System.arraycopy(chains[c].states(), 0, all, c * n, n);
        }
        return all;
    }

    /// How often [#equilibrate] and [#draw] were called.
    public long iteration() {
        return iteration;
    }

    /// Goes back to what [#iteration()], [#movesOfADraw()] and [#states()] gave.
    ///
    /// @throws IllegalArgumentException if there is another number of states, or one that the model does not have
    public void restore(long at, int movesInADraw, byte[] states) {
        int n = chains[0].sites();
        if (states.length != chains.length * n) {
            throw new IllegalArgumentException("found the states of " + states.length + " spins; " + chains.length
                    + " chains of " + n + " sites have " + chains.length * n);
        }
        for (byte state : states) {
            if (state < 0 || state >= model.states()) {
                throw new IllegalArgumentException(
                        "found a spin in state " + state + "; states are 0 to " + (model.states() - 1));
            }
        }
        for (int c = 0; c < chains.length; c++) {
            System.arraycopy(states, c * n, chains[c].states(), 0, n);
            chains[c].count();
        }
        iteration = at;
        movesOfADraw = movesInADraw;
    }

    @Override
    public String toString() {
        return chains.length + " chains of " + chains[0].sites() + " sites, " + movesOfADraw + " moves a draw, seed "
                + seed;
    }
}
