package ansatz.model;

import ansatz.engine.parallel.Team;
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

    RbmHiddenTables(RbmShape shape) {
        this.shape = shape;
        this.tables = new RbmTables(shape, RbmHiddenKernels.UNITS);
        this.hidden = tables.hidden;
        this.moves = Aligned.doubles(2L * shape.sites * hidden);
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
    }

    /// Where the factors of a move begin, in bytes.
    long row(int site, boolean up) {
        return ((up ? 0L : shape.sites) + site) * hidden * Double.BYTES;
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
