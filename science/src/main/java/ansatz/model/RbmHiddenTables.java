package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The tables of a restricted Boltzmann machine, with the factors of the moves once more outside of the heap.
final class RbmHiddenTables {
    final RbmTables tables;
    final RbmShape shape;
    final int hidden;
    /// The factors for spins that are 1, then for those that are -1, `[2][site][hidden]`.
    final MemorySegment moves;

    /// All sites.
    private final int[] all;
    /// A panel of zeros and one of ones.
    final MemorySegment zeros;

    final MemorySegment ones;
    final int panels;
    /// Hidden units of a panel; the last one may have fewer.
    final int width;
    /// What the products are multiplied by, `[2][site]`.
    final double[] factors;
    /// The partial products of the factors of a spin that is 1, `[site][panel][partial]`.
    final double[] whole;
    /// What the products of u_j + q_j are multiplied by for a spin that is -1, by site.
    final double[] lowered;

    RbmHiddenTables(RbmShape shape) {
        this.shape = shape;
        this.tables = new RbmTables(shape, RbmHiddenKernels.UNITS);
        this.hidden = tables.hidden;
        this.moves = Aligned.doubles(2L * shape.sites * hidden);
        this.factors = new double[2 * shape.sites];
        this.panels = (hidden + RbmHiddenKernels.PANEL - 1) / RbmHiddenKernels.PANEL;
        int units = RbmHiddenKernels.UNITS;
        this.width = (hidden / units + panels - 1) / panels * units;
        this.zeros = Aligned.doubles(width);
        this.ones = Aligned.doubles(width);
        for (int j = 0; j < width; j++) {
            ones.setAtIndex(ValueLayout.JAVA_DOUBLE, j, 1.0);
        }
        this.all = new int[shape.sites];
        Arrays.setAll(all, i -> i);
        this.whole = new double[shape.sites * panels * RbmHiddenKernels.PARTIALS];
        this.lowered = new double[shape.sites];
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
        bindLowered();
    }

    private void bindLowered() {
        int partials = panels * RbmHiddenKernels.PARTIALS;
        for (int p = 0; p < panels; p++) {
            RbmHiddenKernels.lowered(
                    moves,
                    all,
                    0,
                    shape.sites,
                    row(1),
                    start(p),
                    length(p),
                    zeros,
                    0,
                    whole,
                    partials,
                    p * RbmHiddenKernels.PARTIALS);
        }
        for (int i = 0; i < shape.sites; i++) {
            double rest = tables.factorDown[i];
            for (int k = i * partials; k < (i + 1) * partials; k++) {
                rest /= whole[k];
            }
            lowered[i] = rest;
        }
    }

    /// The number of a move: of turning a spin over that is 1, or -1. No branch, since no processor would guess it.
    int move(Spins spins, int site, int chain) {
        return (int) (Double.doubleToRawLongBits(spins.get(site, chain)) >>> 63) * shape.sites + site;
    }

    /// Where a panel begins, in bytes.
    long start(int panel) {
        return (long) panel * width * Double.BYTES;
    }

    /// The bytes of a panel.
    int length(int panel) {
        return Math.min(width, hidden - panel * width) * Double.BYTES;
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
