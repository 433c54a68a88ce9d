package ansatz.model;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of the restricted Boltzmann machine with vectors over hidden units, four chains at a time.
///
/// Four chains keep eight products going, as many as hide the latency of a multiplication. Tables stand outside of
/// the heap, at multiples of 64 bytes: half of the loads from a double array cross a cache line. Offsets and
/// lengths
/// are in bytes.
///
/// See [RbmKernels] for the tables. A product runs over the units of one panel only, in partial products by lane,
/// so
/// that it stays within the range of a double.
final class RbmHiddenKernels {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int BYTES = LANES.vectorByteSize();

    /// Chains of one call.
    static final int CHAINS = 4;

    /// The number of hidden units is a multiple of it.
    static final int UNITS = 4 * L;

    /// Partial products of a chain in a panel.
    static final int PARTIALS = 2 * L;

    /// Most hidden units of a panel.
    static final int PANEL = 32 * PARTIALS;

    /// Numbers that [#fold] writes.
    static final int PRODUCTS = CHAINS * L;

    private RbmHiddenKernels() {}

    private static DoubleVector one() {
        return DoubleVector.broadcast(LANES, 1.0);
    }

    private static DoubleVector load(MemorySegment segment, long at) {
        return DoubleVector.fromMemorySegment(LANES, segment, at, ORDER);
    }

    /// The products of (1 + u_j q_j) over the units of a panel for four chains.
    ///
    /// @param u the first chain's u_j of the panel at `at`, the next chain's `next` further on
    /// @param length of the panel
    /// @param q the factors of the moves, for each chain from an offset of its own
    /// @param product takes the partial products, `[chain][PARTIALS]` from `partial`, with `stride` between chains
    static void products(
            MemorySegment u,
            long at,
            long next,
            int length,
            MemorySegment q,
            long q0,
            long q1,
            long q2,
            long q3,
            double[] product,
            int partial,
            int stride) {
        var one = one();
        var a0 = one;
        var a1 = one;
        var b0 = one;
        var b1 = one;
        var c0 = one;
        var c1 = one;
        var d0 = one;
        var d1 = one;
        long second = at + next;
        long third = second + next;
        long fourth = third + next;
        for (int j = 0; j < length; j += 2 * BYTES) {
            a0 = a0.mul(load(u, at + j).fma(load(q, q0 + j), one));
            b0 = b0.mul(load(u, second + j).fma(load(q, q1 + j), one));
            c0 = c0.mul(load(u, third + j).fma(load(q, q2 + j), one));
            d0 = d0.mul(load(u, fourth + j).fma(load(q, q3 + j), one));
            a1 = a1.mul(load(u, at + j + BYTES).fma(load(q, q0 + j + BYTES), one));
            b1 = b1.mul(load(u, second + j + BYTES).fma(load(q, q1 + j + BYTES), one));
            c1 = c1.mul(load(u, third + j + BYTES).fma(load(q, q2 + j + BYTES), one));
            d1 = d1.mul(load(u, fourth + j + BYTES).fma(load(q, q3 + j + BYTES), one));
        }
        a0.intoArray(product, partial);
        a1.intoArray(product, partial + L);
        b0.intoArray(product, partial + stride);
        b1.intoArray(product, partial + stride + L);
        c0.intoArray(product, partial + 2 * stride);
        c1.intoArray(product, partial + 2 * stride + L);
        d0.intoArray(product, partial + 3 * stride);
        d1.intoArray(product, partial + 3 * stride + L);
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

    /// The products of one move over those of the current configuration, lane by lane, for four chains.
    ///
    /// @param from where the partial products of the first chain begin
    /// @param count of a chain
    /// @param ratios takes `[chain][lane]`
    static void fold(double[] product, double[] inverse, int from, int count, double[] ratios) {
        for (int k = 0; k < CHAINS; k++) {
            fold(product, inverse, from + k * count, count, ratios, k * L);
        }
    }

    /// The same for one chain.
    ///
    /// @param to where its lanes go in `ratios`
    static void fold(double[] product, double[] inverse, int from, int count, double[] ratios, int to) {
        var r = one();
        for (int p = from; p < from + count; p += L) {
            r = r.mul(DoubleVector.fromArray(LANES, product, p).mul(DoubleVector.fromArray(LANES, inverse, p)));
        }
        r.intoArray(ratios, to);
    }

    /// The product over the lanes of one chain in what [#fold] gave.
    static double ratio(double[] ratios, int chain) {
        double ratio = ratios[chain * L];
        for (int k = chain * L + 1; k < (chain + 1) * L; k++) {
            ratio *= ratios[k];
        }
        return ratio;
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

    /// The partial products of (1 + u_j) over the units of a panel, for one chain.
    static void products(MemorySegment u, long at, int length, double[] product, int partial) {
        var p0 = one();
        var p1 = one();
        for (int j = 0; j < length; j += 2 * BYTES) {
            p0 = p0.mul(load(u, at + j).add(one()));
            p1 = p1.mul(load(u, at + j + BYTES).add(one()));
        }
        p0.intoArray(product, partial);
        p1.intoArray(product, partial + L);
    }
}
