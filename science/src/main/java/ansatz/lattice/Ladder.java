package ansatz.lattice;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Optional;

/// Chains side by side, each site bound to the next along its leg and to its neighbours on the rung. Site x +
/// length
/// times the number of the leg.
@Name(value = "ladder", summary = "Legs of sites bound to each other by rungs; the legs are rings if periodic")
public record Ladder(
        @Key(value = "number of rungs", min = 2, max = 500_000, required = true)
        int length,

        @Key(value = "number of legs", min = 2, max = 1000) int legs,
        @Key("whether the last rung is bound to the first") boolean periodic)
        implements Lattice, Checked {

    /// Two legs of 10 sites, periodic.
    public static final Ladder DEFAULTS = new Ladder(10, 2, true);

    /// The same ladder with another number of rungs.
    public Ladder length(int rungs) {
        return new Ladder(rungs, legs, periodic);
    }

    /// The same ladder with another number of legs.
    public Ladder legs(int number) {
        return new Ladder(length, number, periodic);
    }

    /// The same ladder with free ends.
    public Ladder open() {
        return new Ladder(length, legs, false);
    }

    @Override
    public void check(Problems problems) {
        if (sites() > Lengths.MOST_SITES) {
            problems.add(
                    "length",
                    "is " + length + " with " + legs + " legs, which is more than the " + Lengths.MOST_SITES
                            + " sites that a lattice may have");
        }
        if (periodic && length < 3) {
            problems.add(
                    "length",
                    "is " + length
                            + ", so that both neighbours along a leg are the same site; a periodic ladder needs at least 3");
        }
    }

    @Override
    public int sites() {
        return Lengths.product(1, List.of(length, legs));
    }

    @Override
    public Optional<Geometry> geometry() {
        return Optional.of(new Geometry(
                new double[][] {{1, 0}, {0, 1}}, new double[][] {{0, 0}}, new int[] {length, legs}, new boolean[] {
                    periodic, false
                }));
    }

    @Override
    public List<Bond> bonds() {
        return geometry().orElseThrow().bonds(1);
    }

    @Override
    public int translationCount() {
        return periodic ? length : 1;
    }
}
