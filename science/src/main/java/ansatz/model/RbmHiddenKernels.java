package ansatz.model;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of the restricted Boltzmann machine with vectors over hidden units.
///
/// Tables stand outside of the heap, at multiples of 64 bytes: half of the loads from a double array cross a cache
/// line.
/// Offsets and lengths are in bytes. Loops over chains stand inside of the kernels, which are then too large to be
/// inlined: a
/// caller with several of them inside loses its vectors to the heap.
///
/// See [RbmKernels] for the tables. A product runs over the units of one panel only, in partial products by lane,
/// so that it
/// stays within the range of a double.
final class RbmHiddenKernels {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int BYTES = LANES.vectorByteSize();

    /// The number of hidden units is a multiple of it.
    static final int UNITS = 4 * L;

    /// Partial products of a chain in a panel.
    static final int PARTIALS = 2 * L;

    /// Most hidden units of a panel.
    static final int PANEL = 32 * PARTIALS;

    /// Numbers of a vector.
    static final int LANE_COUNT = L;

    private RbmHiddenKernels() {}

    private static DoubleVector one() {
        return DoubleVector.broadcast(LANES, 1.0);
    }

    private static DoubleVector load(MemorySegment segment, long at) {
        return DoubleVector.fromMemorySegment(LANES, segment, at, ORDER);
    }

    /// The products of (1 + u_j q_j) over the units of a panel, of some chains whose spin is 1: two at a time, so
    /// that four products
    /// hide the latency of a multiplication and each factor is loaded once for both.
    ///
    /// @param u the u_j of chain c from `c * row + at` on
    /// @param chains from `begin` to `end`
    /// @param length of the panel
    /// @param q the factors of the move from `from` on
    /// @param product takes the partial products of chain c, [#PARTIALS] from `c * partials + partial` on
    static void raised(
            MemorySegment u,
            int[] chains,
            int begin,
            int end,
            long row,
            long at,
            int length,
            MemorySegment q,
            long from,
            double[] product,
            int partials,
            int partial) {
        var unit = one();
        int k = begin;
        for (; k < end - 1; k += 2) {
            long first = chains[k] * row + at;
            long second = chains[k + 1] * row + at;
            var a0 = unit;
            var a1 = unit;
            var b0 = unit;
            var b1 = unit;
            for (int j = 0; j < length; j += 2 * BYTES) {
                var q0 = load(q, from + j);
                var q1 = load(q, from + j + BYTES);
                a0 = a0.mul(load(u, first + j).fma(q0, unit));
                b0 = b0.mul(load(u, second + j).fma(q0, unit));
                a1 = a1.mul(load(u, first + j + BYTES).fma(q1, unit));
                b1 = b1.mul(load(u, second + j + BYTES).fma(q1, unit));
            }
            a0.intoArray(product, chains[k] * partials + partial);
            a1.intoArray(product, chains[k] * partials + partial + L);
            b0.intoArray(product, chains[k + 1] * partials + partial);
            b1.intoArray(product, chains[k + 1] * partials + partial + L);
        }
        if (k < end) {
            long first = chains[k] * row + at;
            var a0 = unit;
            var a1 = unit;
            var b0 = unit;
            var b1 = unit;
            for (int j = 0; j < length; j += 4 * BYTES) {
                var q0 = load(q, from + j);
                var q1 = load(q, from + j + BYTES);
                var q2 = load(q, from + j + 2 * BYTES);
                var q3 = load(q, from + j + 3 * BYTES);
                a0 = a0.mul(load(u, first + j).fma(q0, unit));
                a1 = a1.mul(load(u, first + j + BYTES).fma(q1, unit));
                b0 = b0.mul(load(u, first + j + 2 * BYTES).fma(q2, unit));
                b1 = b1.mul(load(u, first + j + 3 * BYTES).fma(q3, unit));
            }
            a0.mul(b0).intoArray(product, chains[k] * partials + partial);
            a1.mul(b1).intoArray(product, chains[k] * partials + partial + L);
        }
    }

    /// The products of (u_j + q_j), as above, of chains whose spin is -1: their factors are 1 / q_j, and the
    /// products of the q_j
    /// are left out.
    static void lowered(
            MemorySegment u,
            int[] chains,
            int begin,
            int end,
            long row,
            long at,
            int length,
            MemorySegment q,
            long from,
            double[] product,
            int partials,
            int partial) {
        var unit = one();
        int k = begin;
        for (; k < end - 1; k += 2) {
            long first = chains[k] * row + at;
            long second = chains[k + 1] * row + at;
            var a0 = unit;
            var a1 = unit;
            var b0 = unit;
            var b1 = unit;
            for (int j = 0; j < length; j += 2 * BYTES) {
                var q0 = load(q, from + j);
                var q1 = load(q, from + j + BYTES);
                a0 = a0.mul(load(u, first + j).add(q0));
                b0 = b0.mul(load(u, second + j).add(q0));
                a1 = a1.mul(load(u, first + j + BYTES).add(q1));
                b1 = b1.mul(load(u, second + j + BYTES).add(q1));
            }
            a0.intoArray(product, chains[k] * partials + partial);
            a1.intoArray(product, chains[k] * partials + partial + L);
            b0.intoArray(product, chains[k + 1] * partials + partial);
            b1.intoArray(product, chains[k + 1] * partials + partial + L);
        }
        if (k < end) {
            long first = chains[k] * row + at;
            var a0 = unit;
            var a1 = unit;
            var b0 = unit;
            var b1 = unit;
            for (int j = 0; j < length; j += 4 * BYTES) {
                var q0 = load(q, from + j);
                var q1 = load(q, from + j + BYTES);
                var q2 = load(q, from + j + 2 * BYTES);
                var q3 = load(q, from + j + 3 * BYTES);
                a0 = a0.mul(load(u, first + j).add(q0));
                a1 = a1.mul(load(u, first + j + BYTES).add(q1));
                b0 = b0.mul(load(u, first + j + 2 * BYTES).add(q2));
                b1 = b1.mul(load(u, first + j + 3 * BYTES).add(q3));
            }
            a0.mul(b0).intoArray(product, chains[k] * partials + partial);
            a1.mul(b1).intoArray(product, chains[k] * partials + partial + L);
        }
    }

    /// The products of (1 + u_j q_j r_j) over the units of a panel for one chain: two spins are turned over.
    ///
    /// @param u the chain's u_j of the panel at `at`
    /// @param length of the panel
    /// @param q the factors of both moves, from `one` and from `two`
    /// @param product takes the partial products, [#PARTIALS] from `partial`
    static void products(
            MemorySegment u, long at, int length, MemorySegment q, long one, long two, double[] product, int partial) {
        var unit = one();
        var p0 = unit;
        var p1 = unit;
        var p2 = unit;
        var p3 = unit;
        for (int j = 0; j < length; j += 4 * BYTES) {
            int k = j + BYTES;
            int l = j + 2 * BYTES;
            int m = j + 3 * BYTES;
            p0 = p0.mul(load(q, one + j).mul(load(q, two + j)).fma(load(u, at + j), unit));
            p1 = p1.mul(load(q, one + k).mul(load(q, two + k)).fma(load(u, at + k), unit));
            p2 = p2.mul(load(q, one + l).mul(load(q, two + l)).fma(load(u, at + l), unit));
            p3 = p3.mul(load(q, one + m).mul(load(q, two + m)).fma(load(u, at + m), unit));
        }
        p0.mul(p2).intoArray(product, partial);
        p1.mul(p3).intoArray(product, partial + L);
    }

    /// The product of all partial products of a move over those of the current configuration.
    ///
    /// @param from where the partial products of the chain begin
    /// @param lanes takes the products of each lane
    static double fold(double[] product, double[] inverse, int from, int count, double[] lanes) {
        var r = one();
        for (int p = from; p < from + count; p += L) {
            r = r.mul(DoubleVector.fromArray(LANES, product, p).mul(DoubleVector.fromArray(LANES, inverse, p)));
        }
        r.intoArray(lanes, 0);
        double even = lanes[0];
        double odd = lanes[1];
        for (int k = 2; k < L; k += 2) {
            even *= lanes[k];
            odd *= lanes[k + 1];
        }
        return even * odd;
    }

    /// x_j := x_j q_j; the length is a multiple of [#UNITS] numbers.
    static void multiply(MemorySegment x, long at, MemorySegment q, long from, int length) {
        for (int j = 0; j < length; j += 4 * BYTES) {
            var a = load(x, at + j).mul(load(q, from + j));
            var b = load(x, at + j + BYTES).mul(load(q, from + j + BYTES));
            var c = load(x, at + j + 2 * BYTES).mul(load(q, from + j + 2 * BYTES));
            var d = load(x, at + j + 3 * BYTES).mul(load(q, from + j + 3 * BYTES));
            a.intoMemorySegment(x, at + j, ORDER);
            b.intoMemorySegment(x, at + j + BYTES, ORDER);
            c.intoMemorySegment(x, at + j + 2 * BYTES, ORDER);
            d.intoMemorySegment(x, at + j + 3 * BYTES, ORDER);
        }
    }

    /// x_j := x_j q_j r_j, as the above with the factors of both moves.
    static void multiply(MemorySegment x, long at, MemorySegment q, long one, long two, int length) {
        for (int j = 0; j < length; j += 2 * BYTES) {
            int k = j + BYTES;
            var a = load(x, at + j).mul(load(q, one + j).mul(load(q, two + j)));
            var b = load(x, at + k).mul(load(q, one + k).mul(load(q, two + k)));
            a.intoMemorySegment(x, at + j, ORDER);
            b.intoMemorySegment(x, at + k, ORDER);
        }
    }

    /// Writes one over each number.
    static void invert(double[] product, int from, int count, double[] inverse) {
        for (int k = from; k < from + count; k += L) {
            one().div(DoubleVector.fromArray(LANES, product, k)).intoArray(inverse, k);
        }
    }

    /// Writes the numbers of `whole` over those of `product`.
    static void divide(double[] whole, int at, double[] product, int from, int count, double[] inverse) {
        for (int k = 0; k < count; k += L) {
            DoubleVector.fromArray(LANES, whole, at + k)
                    .div(DoubleVector.fromArray(LANES, product, from + k))
                    .intoArray(inverse, from + k);
        }
    }
}
