package ansatz.lattice;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sites on a line, each bound to the next one, the last to the first if periodic.
@Name(value = "chain", summary = "Sites on a line, each bound to the next; a ring if periodic")
public record Chain(
        @Key(value = "number of sites", min = 2, max = 1_000_000, required = true)
        int length,

        @Key("whether the last site is bound to the first") boolean periodic)
        implements Lattice, Checked {

    /// A ring of 20 sites.
    public static final Chain DEFAULTS = new Chain(20, true);

    /// The same chain with another number of sites.
    public Chain length(int sites) {
        return new Chain(sites, periodic);
    }

    /// The same chain with free ends.
    public Chain open() {
        return new Chain(length, false);
    }

    @Override
    public void check(Problems problems) {
        if (periodic && length < 3) {
            problems.add(
                    "length",
                    "is " + length
                            + ", so that both neighbours of a site are the same one; a periodic chain needs at least 3");
        }
    }

    @Override
    public int sites() {
        return length;
    }

    @Override
    public List<Bond> bonds() {
        var bonds = new ArrayList<Bond>(length);
        for (int i = 0; i + 1 < length; i++) {
            bonds.add(new Bond(i, i + 1));
        }
        if (periodic) {
            bonds.add(new Bond(length - 1, 0));
        }
        return bonds;
    }

    @Override
    public Optional<Geometry> geometry() {
        return Optional.of(
                new Geometry(new double[][] {{1}}, new double[][] {{0}}, new int[] {length}, new boolean[] {periodic}));
    }

    @Override
    public int translationCount() {
        return periodic ? length : 1;
    }
}
