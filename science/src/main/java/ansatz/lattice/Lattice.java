package ansatz.lattice;

import java.util.List;
import java.util.Optional;

/// Sites, numbered from 0, and the bonds between them.
///
/// An implementation is a record that holds lengths, not sites: building one is cheap whatever it says, and
/// [#sites()] and [#translationCount()] are defined for illegal lengths too, so that what is wrong can be reported.
/// A lattice needs only [#sites()] and [#bonds()]; one with a [Geometry] has all the rest by itself.
public interface Lattice {
    /// How many sites there are; at least 0, and the largest int where there are more.
    int sites();

    /// The pairs of nearest neighbours, each pair once.
    List<Bond> bonds();

    /// Where the sites are, empty for a lattice that is only a list of bonds.
    default Optional<Geometry> geometry() {
        return Optional.empty();
    }

    /// The pairs of neighbours of a shell, each pair once: 1 are the nearest neighbours, 2 the next nearest by
    /// their
    /// distance.
    ///
    /// @throws IllegalArgumentException if the lattice has no such shell: the line says why
    default List<Bond> bonds(int shell) {
        if (shell == 1) {
            return bonds();
        }
        return geometry()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a list of bonds has nearest neighbours only, found shell " + shell))
                .bonds(shell);
    }

    /// What keeps the lattice from having next-nearest neighbours, after its name; empty if it has them.
    default Optional<String> secondNeighbourProblem() {
        if (geometry().isEmpty()) {
            return Optional.of("is a list of bonds, which has nearest neighbours only; its bonds hold all couplings");
        }
        return geometry()
                .filter(geometry -> !geometry.holds(2))
                .map(geometry -> "is too small for next-nearest neighbours: its lengths " + geometry.tooShort(2));
    }

    /// The translations that map the lattice and its bonds onto themselves, the identity first. Only the identity
    /// where there is no other.
    default List<Permutation> translations() {
        return geometry().map(Geometry::translations).orElseGet(() -> List.of(Permutation.identity(sites())));
    }

    /// The translations by one cell, one along each periodic direction of more than one cell: all others are their
    /// products. None where there is only the identity.
    default List<Permutation> unitTranslations() {
        return geometry().map(Geometry::unitTranslations).orElse(List.of());
    }

    /// How many translations there are, without listing them.
    int translationCount();

    /// Rotations and reflections that map the lattice and its bonds onto themselves, one for each linear map, the
    /// identity first: each symmetry of the lattice is one of these followed by one of the translations. Only the
    /// identity where there is no other.
    default List<Permutation> pointGroup() {
        return pointOperations().stream().map(PointOperation::permutation).toList();
    }

    /// The same with what kind of map each is.
    default List<PointOperation> pointOperations() {
        return geometry()
                .map(Geometry::pointOperations)
                .orElseGet(() -> List.of(new PointOperation(Permutation.identity(sites()), true, 1)));
    }

    /// The two sublattices that all nearest-neighbour bonds join, empty if there are none.
    default Optional<Bipartition> bipartition() {
        return Bipartition.of(sites(), bonds());
    }

    /// A periodic chain.
    ///
    /// @param length the number of sites, at least 3
    static Chain chain(int length) {
        return Chain.DEFAULTS.length(length);
    }

    /// A ladder of two legs, periodic along them.
    ///
    /// @param length the number of rungs, at least 3
    static Ladder ladder(int length) {
        return Ladder.DEFAULTS.length(length);
    }

    /// A periodic square lattice.
    ///
    /// @param x sites along the first direction, at least 3
    /// @param y sites along the second direction, at least 3
    static Square square(int x, int y) {
        return Square.DEFAULTS.lengths(x, y);
    }

    /// A periodic triangular lattice.
    ///
    /// @param x sites along the first direction, at least 3
    /// @param y sites along the second direction, at least 3
    static Triangular triangular(int x, int y) {
        return Triangular.DEFAULTS.lengths(x, y);
    }

    /// A periodic honeycomb lattice of two sites a cell.
    ///
    /// @param x cells along the first direction, at least 2
    /// @param y cells along the second direction, at least 2
    static Honeycomb honeycomb(int x, int y) {
        return Honeycomb.DEFAULTS.lengths(x, y);
    }

    /// A periodic kagome lattice of three sites a cell.
    ///
    /// @param x cells along the first direction, at least 2
    /// @param y cells along the second direction, at least 2
    static Kagome kagome(int x, int y) {
        return Kagome.DEFAULTS.lengths(x, y);
    }

    /// A periodic simple cubic lattice.
    ///
    /// @param x sites along the first direction, at least 3
    /// @param y sites along the second direction, at least 3
    /// @param z sites along the third direction, at least 3
    static Cubic cubic(int x, int y, int z) {
        return Cubic.DEFAULTS.lengths(x, y, z);
    }

    /// Any sites and bonds.
    ///
    /// @param sites the number of sites, at least 1
    /// @param bonds pairs of sites with their couplings, each pair once
    static BondList of(int sites, List<Bond> bonds) {
        return new BondList(sites, bonds);
    }
}
