package ansatz.lattice;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.HashSet;
import java.util.List;

/// Sites and bonds one by one, each bond with a coupling of its own: a graph, a spin glass, a molecule.
@Name(value = "bonds", summary = "Any sites and bonds, each bond with a coupling of its own")
public record BondList(
        @Key(value = "number of sites", min = 2, max = 1_000_000, required = true)
        int sites,

        @Key(value = "pairs of sites, [0, 1] or { from = 0, to = 1, coupling = -0.5 }", required = true)
        List<Bond> bonds)
        implements Lattice, Checked {

    /// Four sites in a ring.
    public static final BondList DEFAULTS =
            new BondList(4, List.of(new Bond(0, 1), new Bond(1, 2), new Bond(2, 3), new Bond(3, 0)));

    public BondList {
        bonds = List.copyOf(bonds);
    }

    @Override
    public void check(Problems problems) {
        if (bonds.isEmpty()) {
            problems.add("bonds", "is an empty list; it must hold at least one bond");
        }
        var seen = new HashSet<Long>();
        for (int k = 0; k < bonds.size(); k++) {
            var bond = bonds.get(k);
            int last = Math.max(bond.from(), bond.to());
            if (last >= sites) {
                problems.add(
                        "bonds[" + k + "]",
                        "joins sites " + bond.from() + " and " + bond.to() + ", but site " + last
                                + " does not exist; the sites are 0 to " + (sites - 1));
            } else if (!seen.add((long) Math.min(bond.from(), bond.to()) << 32 | last)) {
                problems.add(
                        "bonds[" + k + "]",
                        "joins sites " + bond.from() + " and " + bond.to()
                                + ", which an earlier bond does already; each pair stands once, with the sum of its couplings");
            }
        }
    }

    @Override
    public int translationCount() {
        return 1;
    }
}
