package ansatz.lattice;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Optional;

/// The square lattice: each site has four nearest neighbours. Site x + L_1 y.
@Name(value = "square", summary = "Square lattice, each site bound to four")
public record Square(
        @Key(value = "number of sites along each of the two directions", min = 1, max = 1_000_000, required = true)
        List<Integer> lengths,

        @Key("which directions close on themselves; true or false for both")
        PlaneBoundary periodic)
        implements Lattice, Checked {

    /// A torus of 6 times 6 sites.
    public static final Square DEFAULTS = new Square(List.of(6, 6), PlaneBoundary.DEFAULTS);

    private static final double[][] PRIMITIVE = {{1, 0}, {0, 1}};
    private static final double[][] BASIS = {{0, 0}};

    public Square {
        lengths = List.copyOf(lengths);
    }

    /// The same lattice with other lengths.
    ///
    /// @param x sites along the first direction
    /// @param y sites along the second direction
    public Square lengths(int x, int y) {
        return new Square(List.of(x, y), periodic);
    }

    /// The same lattice with both directions open.
    public Square open() {
        return periodic(false, false);
    }

    /// The same lattice with other boundaries.
    public Square periodic(boolean first, boolean second) {
        return new Square(lengths, new PlaneBoundary(first, second));
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
