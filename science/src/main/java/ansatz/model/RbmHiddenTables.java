package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The tables of a restricted Boltzmann machine, with the factors of the moves once more outside of the heap.
final class RbmHiddenTables {
    final RbmTables tables;
    final RbmShape shape;
    final int hidden;
    /// The factors for spins that are 1, then for those that are -1, `[2][site][hidden]`.
    final MemorySegment moves;
    /// What the products are multiplied by, `[2][site]`.
    final double[] factors;

    RbmHiddenTables(RbmShape shape) {
        this.shape = shape;
        this.tables = new RbmTables(shape, RbmHiddenKernels.UNITS);
        this.hidden = tables.hidden;
        this.moves = Aligned.doubles(2L * shape.sites * hidden);
        this.factors = new double[2 * shape.sites];
    }

    void bind(double[] theta, Team team) {
        tables.bind(theta, team);
        MemorySegment.copy(tables.up, 0, moves, ValueLayout.JAVA_DOUBLE, 0, tables.up.length);
        MemorySegment.copy(
                tables.down,
                0,
                moves,
                ValueLayout.JAVA_DOUBLE,
                (long) Double.BYTES * tables.up.length,
                tables.down.length);
        System.arraycopy(tables.factorUp, 0, factors, 0, shape.sites);
        System.arraycopy(tables.factorDown, 0, factors, shape.sites, shape.sites);
    }

    /// The number of a move: of turning a spin over that is 1, or -1. No branch, since no processor would guess it.
    int move(Spins spins, int site, int chain) {
        return (int) (Double.doubleToRawLongBits(spins.get(site, chain)) >>> 63) * shape.sites + site;
    }

    /// Where the factors of a move begin, in bytes.
    long row(int move) {
        return (long) move * hidden * Double.BYTES;
    }

    /// Numbers outside of the heap that begin at a multiple of 64 bytes, freed with the last reference to them.
    static final class Aligned {
        private static final long LINE = 64;

        private Aligned() {}

        static MemorySegment doubles(long count) {
            return Arena.ofAuto().allocate(count * Double.BYTES, LINE);
        }
    }
}
