package ansatz.lattice;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Optional;

/// The triangular lattice: each site has six nearest neighbours; the directions are at 60 degrees.
@Name(value = "triangular", summary = "Triangular lattice, each site bound to six")
public record Triangular(
        @Key(value = "number of sites along each of the two directions", min = 1, max = 1_000_000, required = true)
        List<Integer> lengths,

        @Key("which directions close on themselves; true or false for both")
        PlaneBoundary periodic)
        implements Lattice, Checked {

    /// A torus of 6 times 6 sites.
    public static final Triangular DEFAULTS = new Triangular(List.of(6, 6), PlaneBoundary.DEFAULTS);

    private static final double[][] PRIMITIVE = {{1, 0}, {0.5, 0.5 * Math.sqrt(3)}};
    private static final double[][] BASIS = {{0, 0}};

    public Triangular {
        lengths = List.copyOf(lengths);
    }

    /// The same lattice with other lengths.
    ///
    /// @param x sites along the first direction
    /// @param y sites along the second direction
    public Triangular lengths(int x, int y) {
        return new Triangular(List.of(x, y), periodic);
    }

    /// The same lattice with both directions open.
    public Triangular open() {
        return periodic(false, false);
    }

    /// The same lattice with other boundaries.
    public Triangular periodic(boolean first, boolean second) {
        return new Triangular(lengths, new PlaneBoundary(first, second));
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
