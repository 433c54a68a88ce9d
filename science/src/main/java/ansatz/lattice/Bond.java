package ansatz.lattice;

import ansatz.schema.Key;
import ansatz.schema.Shorthand;
import java.util.List;

/// A pair of sites that interact. In a study `[3, 4]` stands for the bond of sites 3 and 4 with the coupling 1.
///
/// @param from one site, from 0
/// @param to the other site, from 0, different from `from`
/// @param coupling the strength of this bond, relative to the coupling that a problem states
public record Bond(
        @Key(value = "one site, from 0", min = 0, required = true)
        int from,

        @Key(value = "the other site, from 0", min = 0, required = true)
        int to,

        @Key(value = "strength relative to the problem's coupling", min = -1e6, max = 1e6)
        double coupling) {

    /// The bond of the first two sites.
    public static final Bond DEFAULTS = new Bond(0, 1, 1.0);

    public Bond {
        if (from < 0 || to < 0 || from == to) {
            throw new IllegalArgumentException("a bond joins sites " + from + " and " + to
                    + "; it must join two different sites, numbered from 0");
        }
    }

    /// A bond of strength 1.
    public Bond(int from, int to) {
        this(from, to, 1.0);
    }

    /// The bond of a pair of sites, with the coupling 1.
    ///
    /// @throws IllegalArgumentException if there are not two sites
    @Shorthand
    public static Bond of(List<Integer> pair) {
        if (pair.size() != 2) {
            throw new IllegalArgumentException(
                    "a bond names " + pair.size() + " sites, " + pair + "; it must name two, such as [0, 1]");
        }
        return new Bond(pair.get(0), pair.get(1));
    }
}
