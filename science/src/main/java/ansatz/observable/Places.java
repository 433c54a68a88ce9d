package ansatz.observable;

import ansatz.lattice.Lattice;
import ansatz.schema.Problems;

/// Positions of sites, as observables that depend on them need them.
final class Places {
    private static final double ROUNDING = 1e-9;

    private Places() {}

    static void check(Lattice lattice, int mostSites, Problems problems) {
        if (lattice.geometry().isEmpty()) {
            problems.add("", "depends on where the sites are, which a list of bonds does not say");
        } else if (lattice.sites() > mostSites) {
            problems.add(
                    "",
                    "looks at all pairs of sites, of which " + lattice.sites() + " sites have too many; at most "
                            + mostSites + " sites");
        }
    }

    /// A component of a vector: what is zero but for rounding is zero.
    static double cleaned(double component) {
        return Math.abs(component) < ROUNDING ? 0.0 : component;
    }

    /// A length without the rounding of the sums that it comes from.
    static double rounded(double length) {
        return Math.rint(length / ROUNDING) * ROUNDING;
    }
}
