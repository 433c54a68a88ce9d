package ansatz.lattice;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Optional;

/// The simple cubic lattice: each site has six nearest neighbours. Site x + L_1 (y + L_2 z).
@Name(value = "cubic", summary = "Simple cubic lattice, each site bound to six")
public record Cubic(
        @Key(value = "number of sites along each of the three directions", min = 1, max = 1_000_000, required = true)
        List<Integer> lengths,

        @Key("which directions close on themselves; true or false for all")
        SpaceBoundary periodic)
        implements Lattice, Checked {

    /// A torus of 3 times 3 times 3 sites.
    public static final Cubic DEFAULTS = new Cubic(List.of(3, 3, 3), SpaceBoundary.DEFAULTS);

    private static final double[][] PRIMITIVE = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    private static final double[][] BASIS = {{0, 0, 0}};

    public Cubic {
        lengths = List.copyOf(lengths);
    }

    /// The same lattice with other lengths.
    ///
    /// @param x sites along the first direction
    /// @param y sites along the second direction
    /// @param z sites along the third direction
    public Cubic lengths(int x, int y, int z) {
        return new Cubic(List.of(x, y, z), periodic);
    }

    /// The same lattice with all directions open.
    public Cubic open() {
        return periodic(false, false, false);
    }

    /// The same lattice with other boundaries.
    public Cubic periodic(boolean first, boolean second, boolean third) {
        return new Cubic(lengths, new SpaceBoundary(first, second, third));
    }

    @Override
    public void check(Problems problems) {
        Lengths.check(this, lengths, 3, problems);
    }

    @Override
    public int sites() {
        return Lengths.product(1, lengths);
    }

    @Override
    public Optional<Geometry> geometry() {
        return Optional.of(new Geometry(PRIMITIVE, BASIS, Lengths.array(lengths), new boolean[] {
            periodic.first(), periodic.second(), periodic.third()
        }));
    }

    @Override
    public List<Bond> bonds() {
        return geometry().orElseThrow().bonds(1);
    }

    @Override
    public int translationCount() {
        return Lengths.translations(lengths, periodic.first(), periodic.second(), periodic.third());
    }
}
