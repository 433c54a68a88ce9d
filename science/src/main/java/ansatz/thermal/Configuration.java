package ansatz.thermal;

import java.util.Arrays;

/// The spins of one Markov chain with what its moves look up, changed in place. A move that changes spins says
/// so, which keeps the counts right.
public final class Configuration {
    private final byte[] states;
    private final int[] counts;
    private final int[] first;
    private final int[] neighbours;
    private final PairCount pairs;
    private long equalPairs;
    private boolean known;

    private Configuration(int[] first, int[] neighbours, PairCount pairs, int states) {
        this.states = new byte[first.length - 1];
        this.counts = new int[states];
        this.first = first;
        this.neighbours = neighbours;
        this.pairs = pairs;
    }

    /// All spins in state 0.
    public static Configuration of(ClassicalModel model) {
        var bonds = model.lattice().bonds();
        var first = new int[model.lattice().sites() + 1];
        for (var bond : bonds) {
            first[bond.from() + 1]++;
            first[bond.to() + 1]++;
        }
        Arrays.parallelPrefix(first, Integer::sum);
        var neighbours = new int[2 * bonds.size()];
        int[] next = first.clone();
        for (var bond : bonds) {
            neighbours[next[bond.from()]++] = bond.to();
            neighbours[next[bond.to()]++] = bond.from();
        }
        var c = new Configuration(first, neighbours, new PairCount(bonds), model.states());
        c.count();
        return c;
    }

    /// Another configuration on the same lattice, all spins in state 0.
    public Configuration sibling() {
        var c = new Configuration(first, neighbours, pairs, counts.length);
        c.count();
        return c;
    }

    /// The state of each site. Who changes it says so: [#moved] or [#count()].
    public byte[] states() {
        return states;
    }

    /// How many sites are in each state; not to be changed.
    public int[] counts() {
        return counts;
    }

    /// Where the neighbours of each site begin: those of site i stand from `first()[i]` to `first()[i + 1] - 1`;
    /// not
    /// to be changed.
    public int[] first() {
        return first;
    }

    /// The neighbours of all sites, each bond twice; not to be changed.
    public int[] neighbours() {
        return neighbours;
    }

    /// The number of sites.
    public int sites() {
        return states.length;
    }

    /// The most neighbours of a site.
    public int coordination() {
        int most = 0;
        for (int i = 0; i < sites(); i++) {
            most = Math.max(most, first[i + 1] - first[i]);
        }
        return most;
    }

    /// Counts anew after the states were changed from outside.
    public void count() {
        Arrays.fill(counts, 0);
        for (byte state : states) {
            counts[state]++;
        }
        known = false;
    }

    /// How many bonds have equal spins.
    public long equalPairs() {
        if (!known) {
            equalPairs = pairs.equal(states);
            known = true;
        }
        return equalPairs;
    }

    /// Says that spins changed from one state to another.
    ///
    /// @param gained how many more bonds have equal spins now
    public void moved(int spins, int from, int to, int gained) {
        counts[from] -= spins;
        counts[to] += spins;
        equalPairs += gained;
    }

    /// Says that spins changed from one state to another; bonds are counted when they are asked for.
    public void moved(int spins, int from, int to) {
        counts[from] -= spins;
        counts[to] += spins;
        known = false;
    }

    /// How many neighbours of a site are in a state.
    public int neighboursIn(int site, int state) {
        int equal = 0;
        for (int k = first[site]; k < first[site + 1]; k++) {
            equal += states[neighbours[k]] == state ? 1 : 0;
        }
        return equal;
    }
}
