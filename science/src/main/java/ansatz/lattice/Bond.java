package ansatz.lattice;

/// A pair of sites that interact.
///
/// @param from one site, from 0
/// @param to the other site, from 0, different from `from`
public record Bond(int from, int to) {
    public Bond {
        if (from < 0 || to < 0 || from == to) {
            throw new IllegalArgumentException("a bond joins sites " + from + " and " + to
                    + "; it must join two different sites, numbered from 0");
        }
    }
}
