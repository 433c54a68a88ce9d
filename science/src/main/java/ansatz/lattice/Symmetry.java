package ansatz.lattice;

/// A symmetry of spins on a lattice: the spin of each site moves to the image of the site, then all spins are
/// turned
/// over if `flip`.
///
/// @param permutation where the spins move
/// @param flip whether they are turned over
public record Symmetry(Permutation permutation, boolean flip) {
    /// The symmetry that leaves everything as it is.
    public static Symmetry identity(int sites) {
        return new Symmetry(Permutation.identity(sites), false);
    }

    /// The spin flip, which turns all spins over.
    public static Symmetry flip(int sites) {
        return new Symmetry(Permutation.identity(sites), true);
    }

    /// `first`, then this one.
    public Symmetry after(Symmetry first) {
        return new Symmetry(permutation.after(first.permutation), flip ^ first.flip);
    }

    /// The least power that is the identity.
    public int order() {
        var identity = identity(permutation.sites());
        int order = 1;
        for (var power = this; !power.equals(identity); power = after(power)) {
            order++;
        }
        return order;
    }
}
