package ansatz.lattice;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Optional;

/// The kagome lattice of triangles that share corners: three sites a cell, each with four nearest neighbours.
@Name(value = "kagome", summary = "Kagome lattice, three sites a cell, each site bound to four")
public record Kagome(
        @Key(value = "number of cells along each of the two directions", min = 1, max = 1_000_000, required = true)
        List<Integer> lengths,

        @Key("which directions close on themselves; true or false for both")
        PlaneBoundary periodic)
        implements Lattice, Checked {

    /// A torus of 2 times 2 cells, 12 sites.
    public static final Kagome DEFAULTS = new Kagome(List.of(2, 2), PlaneBoundary.DEFAULTS);

    private static final double[][] PRIMITIVE = {{2, 0}, {1, Math.sqrt(3)}};
    private static final double[][] BASIS = {{0, 0}, {1, 0}, {0.5, 0.5 * Math.sqrt(3)}};

    public Kagome {
        lengths = List.copyOf(lengths);
    }

    /// The same lattice with other lengths.
    ///
    /// @param x cells along the first direction
    /// @param y cells along the second direction
    public Kagome lengths(int x, int y) {
        return new Kagome(List.of(x, y), periodic);
    }

    /// The same lattice with both directions open.
    public Kagome open() {
        return periodic(false, false);
    }

    /// The same lattice with other boundaries.
    public Kagome periodic(boolean first, boolean second) {
        return new Kagome(lengths, new PlaneBoundary(first, second));
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
