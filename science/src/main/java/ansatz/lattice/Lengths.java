package ansatz.lattice;

import ansatz.schema.Problems;
import java.util.List;

/// The lengths of a lattice as a study gives them: how many sites they mean, and what can be wrong with them.
final class Lengths {
    /// More sites are a mistake: tables of sites and bonds are held in memory.
    static final int MOST_SITES = 1_000_000;

    private Lengths() {}

    /// The product, defined for any numbers: between 0 and the largest int.
    static int product(int basis, List<Integer> lengths) {
        long product = basis;
        for (int length : lengths) {
            product = Math.min(Integer.MAX_VALUE, product * Math.max(0, length));
        }
        return (int) product;
    }

    /// The lengths of the periodic directions multiplied.
    static int translations(List<Integer> lengths, boolean... periodic) {
        long product = 1;
        for (int d = 0; d < Math.min(lengths.size(), periodic.length); d++) {
            product = Math.min(Integer.MAX_VALUE, periodic[d] ? product * Math.max(0, lengths.get(d)) : product);
        }
        return (int) product;
    }

    /// Reports a wrong number of lengths, too many sites, and periodic directions that are too short.
    static void check(Lattice lattice, List<Integer> lengths, int directions, Problems problems) {
        if (lengths.size() != directions) {
            problems.add(
                    "lengths",
                    "has " + lengths.size() + (lengths.size() == 1 ? " number" : " numbers") + "; it must have "
                            + directions + ", one for each direction");
        } else if (lattice.sites() > MOST_SITES) {
            problems.add(
                    "lengths",
                    "are " + lengths + ", which is more than the " + MOST_SITES + " sites that a lattice may have");
        } else {
            lattice.geometry()
                    .filter(geometry -> !geometry.holds(1))
                    .ifPresent(geometry -> problems.add("lengths", geometry.tooShort(1)));
        }
    }

    static int[] array(List<Integer> lengths) {
        return lengths.stream().mapToInt(Integer::intValue).toArray();
    }
}
