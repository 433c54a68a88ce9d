package ansatz.model;

import ansatz.engine.trace.Value;
import ansatz.lattice.Geometry;
import ansatz.lattice.Lattice;
import ansatz.schema.Problems;
import java.util.stream.IntStream;

/// The spins of a periodic lattice by their cells: what a network that moves with the lattice reads.
final class Cells {
    private Cells() {}

    /// Reports a lattice that is not periodic in each direction.
    ///
    /// @return whether it is periodic
    static boolean check(Lattice lattice, Problems problems) {
        boolean periodic = lattice.geometry()
                .map(g -> IntStream.range(0, g.dimension()).allMatch(g::periodic))
                .orElse(false);
        if (!periodic) {
            problems.add(
                    "",
                    "moves with the translations of its lattice, which must be periodic in each direction; an open one"
                            + " or a list of bonds can have \"feed-forward\"");
        }
        return periodic;
    }

    /// How many directions there are; 1 for a lattice without a geometry.
    static int dimension(Lattice lattice) {
        return lattice.geometry().map(Geometry::dimension).orElse(1);
    }

    /// How many sites a cell has; 1 for a lattice without a geometry.
    static int basis(Lattice lattice) {
        return lattice.geometry().map(Geometry::basisSize).orElse(1);
    }

    /// The numbers of cells along the directions, the last direction first, as sites are numbered.
    static int[] lengths(Lattice lattice) {
        var geometry = lattice.geometry().orElseThrow();
        int d = geometry.dimension();
        return IntStream.range(0, d).map(i -> geometry.length(d - 1 - i)).toArray();
    }

    /// The spins of shape [sites] as [cells.., sites of a cell].
    static Value of(Value s, Lattice lattice) {
        return s.reshape(IntStream.concat(IntStream.of(lengths(lattice)), IntStream.of(basis(lattice)))
                .toArray());
    }
}
