package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Bond;
import ansatz.lattice.Lattice;
import ansatz.model.WaveFunction;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Many Markov chains that exchange antiparallel spins, so that the magnetisation stays, and persist from one
/// iteration
/// to the next (K. Kawasaki, Phys. Rev. 145, 224 (1966)).
@Name(
        value = "exchange",
        summary = "Markov chains that exchange antiparallel spins: the magnetisation stays as it is",
        cite = "K. Kawasaki, Phys. Rev. 145, 224 (1966)")
public record Exchange(
        @Key(value = "number of chains; each gives one sample in an iteration", min = 2, max = 1_000_000)
        int chains,

        @Key(
                value = "sweeps in an iteration; a sweep proposes as many exchanges as there are spins",
                min = 1,
                max = 10_000)
        int sweeps,

        @Key(value = "sum of the spins -1 and 1", min = -1_000_000, max = 1_000_000)
        int magnetization,

        @Key("which pairs are exchanged: those that a bond joins, or all")
        Pairs pairs)
        implements MarkovChains {

    /// Pairs of sites.
    public enum Pairs {
        /// Nearest neighbours.
        BONDS,
        /// All pairs, whatever their distance.
        ALL
    }

    /// 1024 chains, two sweeps, as many spins up as down, along bonds.
    public static final Exchange DEFAULTS = new Exchange(1024, 2, 0, Pairs.BONDS);

    /// Of a list of all pairs.
    private static final int MOST_SITES_ALL = 4096;

    /// The same sampler with another number of chains.
    public Exchange chains(int number) {
        return new Exchange(number, sweeps, magnetization, pairs);
    }

    /// The same sampler with another number of sweeps in an iteration.
    public Exchange sweeps(int number) {
        return new Exchange(chains, number, magnetization, pairs);
    }

    /// The same sampler at another magnetisation.
    ///
    /// @param sum of the spins, -1 or 1 each
    public Exchange magnetization(int sum) {
        return new Exchange(chains, sweeps, sum, pairs);
    }

    /// The same sampler with other pairs.
    public Exchange pairs(Pairs which) {
        return new Exchange(chains, sweeps, magnetization, which);
    }

    @Override
    public double samples(int sites) {
        return chains;
    }

    @Override
    public OptionalInt sector() {
        return OptionalInt.of(magnetization);
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        int n = lattice.sites();
        if (Math.abs(magnetization) > n || Math.floorMod(n - magnetization, 2) != 0) {
            problems.add(
                    "magnetization",
                    "is " + magnetization + ", which " + n + " spins of -1 or 1 cannot have; it must be "
                            + (n % 2 == 0 ? "an even" : "an odd") + " number from " + -n + " to " + n);
        }
        if (pairs == Pairs.ALL && n > MOST_SITES_ALL) {
            problems.add(
                    "pairs", "is \"all\" on " + n + " sites; at most " + MOST_SITES_ALL + ", or it must be \"bonds\"");
        }
        if (pairs == Pairs.BONDS && !connected(n, lattice.bonds())) {
            problems.add(
                    "pairs",
                    "is \"bonds\", but the bonds do not join all sites, so that spins could not reach all of them; it"
                            + " must be \"all\"");
        }
    }

    private static boolean connected(int sites, List<Bond> bonds) {
        var root = new int[sites];
        Arrays.setAll(root, i -> i);
        int parts = sites;
        for (var bond : bonds) {
            int a = find(root, bond.from());
            int b = find(root, bond.to());
            if (a != b) {
                root[a] = b;
                parts--;
            }
        }
        return parts == 1;
    }

    private static int find(int[] root, int site) {
        int i = site;
        while (root[i] != i) {
            root[i] = root[root[i]];
            i = root[i];
        }
        return i;
    }

    @Override
    public Sampling replicated(Lattice lattice, WaveFunction psi, double[] betas, long seed, Team team) {
        int n = lattice.sites();
        var list = new ArrayList<Bond>();
        if (pairs == Pairs.BONDS) {
            list.addAll(lattice.bonds());
        } else {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    list.add(new Bond(j, i));
                }
            }
        }
        var move = new Exchanges(
                list.stream().mapToInt(Bond::from).toArray(),
                list.stream().mapToInt(Bond::to).toArray(),
                (n - magnetization) / 2);
        return new PersistentChains(move, psi, chains, sweeps, betas, seed, team);
    }
}
