package ansatz.lattice;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Optional;

/// The honeycomb lattice: two sites a cell, each with three nearest neighbours of the other kind.
@Name(value = "honeycomb", summary = "Honeycomb lattice, two sites a cell, each site bound to three")
public record Honeycomb(
        @Key(value = "number of cells along each of the two directions", min = 1, max = 1_000_000, required = true)
        List<Integer> lengths,

        @Key("which directions close on themselves; true or false for both")
        PlaneBoundary periodic)
        implements Lattice, Checked {

    /// A torus of 3 times 3 cells, 18 sites.
    public static final Honeycomb DEFAULTS = new Honeycomb(List.of(3, 3), PlaneBoundary.DEFAULTS);

    private static final double[][] PRIMITIVE = {{Math.sqrt(3), 0}, {0.5 * Math.sqrt(3), 1.5}};
    private static final double[][] BASIS = {{0, 0}, {0.5 * Math.sqrt(3), 0.5}};

    public Honeycomb {
        lengths = List.copyOf(lengths);
    }

    /// The same lattice with other lengths.
    ///
    /// @param x cells along the first direction
    /// @param y cells along the second direction
    public Honeycomb lengths(int x, int y) {
        return new Honeycomb(List.of(x, y), periodic);
    }

    /// The same lattice with both directions open.
    public Honeycomb open() {
        return periodic(false, false);
    }

    /// The same lattice with other boundaries.
    public Honeycomb periodic(boolean first, boolean second) {
        return new Honeycomb(lengths, new PlaneBoundary(first, second));
    }

    @Override
    public void check(Problems problems) {
        Lengths.check(this, lengths, 2, problems);
    }

    @Override
    public int sites() {
        return Lengths.product(BASIS.length, lengths);
    }

    @Override
    public Optional<Geometry> geometry() {
        return Optional.of(new Geometry(
                PRIMITIVE, BASIS, Lengths.array(lengths), new boolean[] {periodic.first(), periodic.second()}));
    }

    @Override
    public List<Bond> bonds() {
        return geometry().orElseThrow().bonds(1);
    }

    @Override
    public int translationCount() {
        return Lengths.translations(lengths, periodic.first(), periodic.second());
    }
}
