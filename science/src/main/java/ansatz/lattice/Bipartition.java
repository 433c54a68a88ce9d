package ansatz.lattice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Two sublattices such that each bond joins one to the other. Site 0, and the first site of each part that hangs
/// together, is on the even one.
public final class Bipartition {
    private final boolean[] odd;

    private Bipartition(boolean[] odd) {
        this.odd = odd;
    }

    /// The sublattices of a list of bonds, empty if a closed path of bonds has an odd length.
    public static Optional<Bipartition> of(int sites, List<Bond> bonds) {
        var neighbours = new ArrayList<List<Integer>>();
        for (int i = 0; i < sites; i++) {
            neighbours.add(new ArrayList<>());
        }
        for (var bond : bonds) {
            neighbours.get(bond.from()).add(bond.to());
            neighbours.get(bond.to()).add(bond.from());
        }
        var colour = new int[sites];
        Arrays.fill(colour, -1);
        var queue = new ArrayDeque<Integer>();
        for (int start = 0; start < sites; start++) {
            if (colour[start] >= 0) {
                continue;
            }
            colour[start] = 0;
            queue.add(start);
            while (!queue.isEmpty()) {
                int i = queue.remove();
                for (int j : neighbours.get(i)) {
                    if (colour[j] < 0) {
                        colour[j] = 1 - colour[i];
                        queue.add(j);
                    } else if (colour[j] == colour[i]) {
                        return Optional.empty();
                    }
                }
            }
        }
        var odd = new boolean[sites];
        for (int i = 0; i < sites; i++) {
            odd[i] = colour[i] == 1;
        }
        return Optional.of(new Bipartition(odd));
    }

    /// How many sites there are.
    public int sites() {
        return odd.length;
    }

    /// Whether a site is on the odd sublattice.
    public boolean odd(int site) {
        return odd[site];
    }
}
