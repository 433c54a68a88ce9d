package ansatz.model;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of the restricted Boltzmann machine, each one small static loop so that it is compiled early.
///
/// With u_j = exp(2 theta_j) for the hidden angle theta_j = b_j + sum_i W_ij s_i the amplitude is
/// psi = exp(sum a_i s_i - sum theta_j) prod_j (1 + u_j), and turning spin i over multiplies u_j by q_j = exp(-4
/// s_i W_ij).
/// So a ratio costs one fused multiply-add and one product a hidden unit, an accepted move one product, and no
/// division:
/// the product of (1 + u_j) of the current configuration is kept as its inverse.
///
/// A product runs over few units only (a group), so that it stays within the range of a double.
final class RbmKernels {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();

    /// Hidden units in one partial product, where vectors run over chains.
    static final int GROUP = 8;

    /// Samples of one call of [#fourWeights].
    static final int SAMPLES = 2 * L;

    private RbmKernels() {}

    /// Vectors over chains: the ratios for turning one spin over.
    ///
    /// @param u [hidden][stride], an even number of hidden units
    /// @param up exp(-4 W) for a spin that is 1, from `row`, by hidden unit
    /// @param down exp(4 W) for a spin that is -1
    /// @param spins the spins of the site, from `site`, by chain
    /// @param inverse one over the products of the current configurations, [group][stride]
    /// @param product takes the products of the moved configurations, [group][stride]
    /// @param factorUp what multiplies the products for a spin that is 1
    /// @param factorDown what multiplies them for a spin that is -1
    static void chainRatios(
            double[] u,
            int stride,
            int hidden,
            double[] up,
            double[] down,
            int row,
            double[] spins,
            int site,
            double[] inverse,
            double[] product,
            double factorUp,
            double factorDown,
            double[] out) {
        for (int c = 0; c < stride; c += 2 * L) {
            var m0 = DoubleVector.fromArray(LANES, spins, site + c).compare(VectorOperators.GT, 0.0);
            var m1 = DoubleVector.fromArray(LANES, spins, site + c + L).compare(VectorOperators.GT, 0.0);
            var r0 = DoubleVector.broadcast(LANES, factorDown).blend(factorUp, m0);
            var r1 = DoubleVector.broadcast(LANES, factorDown).blend(factorUp, m1);
            for (int j = 0, g = c; j < hidden; g += stride) {
                int end = Math.min(hidden, j + GROUP);
                var a0 = DoubleVector.broadcast(LANES, 1.0);
                var a1 = a0;
                var b0 = a0;
                var b1 = a0;
                for (; j < end; j += 2) {
                    int at = j * stride + c;
                    var qUp = DoubleVector.broadcast(LANES, up[row + j]);
                    var qDown = DoubleVector.broadcast(LANES, down[row + j]);
                    a0 = a0.mul(DoubleVector.fromArray(LANES, u, at).fma(qDown.blend(qUp, m0), one()));
                    a1 = a1.mul(DoubleVector.fromArray(LANES, u, at + L).fma(qDown.blend(qUp, m1), one()));
                    qUp = DoubleVector.broadcast(LANES, up[row + j + 1]);
                    qDown = DoubleVector.broadcast(LANES, down[row + j + 1]);
                    at += stride;
                    b0 = b0.mul(DoubleVector.fromArray(LANES, u, at).fma(qDown.blend(qUp, m0), one()));
                    b1 = b1.mul(DoubleVector.fromArray(LANES, u, at + L).fma(qDown.blend(qUp, m1), one()));
                }
                a0 = a0.mul(b0);
                a1 = a1.mul(b1);
                a0.intoArray(product, g);
                a1.intoArray(product, g + L);
                r0 = r0.mul(a0.mul(DoubleVector.fromArray(LANES, inverse, g)));
                r1 = r1.mul(a1.mul(DoubleVector.fromArray(LANES, inverse, g + L)));
            }
            r0.intoArray(out, c);
            r1.intoArray(out, c + L);
        }
    }

    private static DoubleVector one() {
        return DoubleVector.broadcast(LANES, 1.0);
    }

    /// Vectors over chains: turns the spin of one site over where uniform < min(1, ratio^2), after [#chainRatios].
    ///
    /// @return how many chains moved
    static int chainAccept(
            double[] u,
            int stride,
            int hidden,
            double[] up,
            double[] down,
            int row,
            double[] spins,
            int site,
            double[] inverse,
            double[] product,
            double[] uniform,
            double[] ratio) {
        int moved = 0;
        for (int c = 0; c < stride; c += L) {
            var r = DoubleVector.fromArray(LANES, ratio, c);
            var accept = DoubleVector.fromArray(LANES, uniform, c).lt(r.mul(r).min(1.0));
            if (!accept.anyTrue()) {
                continue;
            }
            moved += accept.trueCount();
            var s = DoubleVector.fromArray(LANES, spins, site + c);
            multiply(u, stride, hidden, up, down, row, c, s.compare(VectorOperators.GT, 0.0), accept);
            s.blend(s.neg(), accept).intoArray(spins, site + c);
            for (int j = 0, g = c; j < hidden; j += GROUP, g += stride) {
                DoubleVector.fromArray(LANES, inverse, g)
                        .blend(one().div(DoubleVector.fromArray(LANES, product, g)), accept)
                        .intoArray(inverse, g);
            }
        }
        return moved;
    }

    private static void multiply(
            double[] u,
            int stride,
            int hidden,
            double[] up,
            double[] down,
            int row,
            int c,
            VectorMask<Double> isUp,
            VectorMask<Double> where) {
        for (int j = 0; j < hidden; j++) {
            var q = DoubleVector.broadcast(LANES, down[row + j]).blend(up[row + j], isUp);
            var old = DoubleVector.fromArray(LANES, u, j * stride + c);
            old.blend(old.mul(q), where).intoArray(u, j * stride + c);
        }
    }

    /// The derivatives by a few weights of one filter, sum_g t_g s_(pi_g i), for 2 L samples from `at` on.
    ///
    /// @param t t_g at `t[tAt + g * stride + at]`
    /// @param s the spins, [site][stride]
    /// @param rows where row pi_g(i) begins in s, at `i * operations + g`, for four sites from `site` on
    /// @param out row i at `outAt + i * outStride + at`, for the four sites
    static void fourWeights(
            double[] t,
            int tAt,
            double[] s,
            int stride,
            int[] rows,
            int site,
            int operations,
            double[] out,
            int outAt,
            int outStride,
            int at) {
        var a0 = DoubleVector.zero(LANES);
        var b0 = a0;
        var c0 = a0;
        var d0 = a0;
        var a1 = a0;
        var b1 = a0;
        var c1 = a0;
        var d1 = a0;
        int ra = site * operations;
        int rb = ra + operations;
        int rc = rb + operations;
        int rd = rc + operations;
        for (int g = 0; g < operations; g++) {
            var t0 = DoubleVector.fromArray(LANES, t, tAt + g * stride + at);
            var t1 = DoubleVector.fromArray(LANES, t, tAt + g * stride + at + L);
            int a = rows[ra + g] + at;
            int b = rows[rb + g] + at;
            int c = rows[rc + g] + at;
            int d = rows[rd + g] + at;
            a0 = DoubleVector.fromArray(LANES, s, a).fma(t0, a0);
            a1 = DoubleVector.fromArray(LANES, s, a + L).fma(t1, a1);
            b0 = DoubleVector.fromArray(LANES, s, b).fma(t0, b0);
            b1 = DoubleVector.fromArray(LANES, s, b + L).fma(t1, b1);
            c0 = DoubleVector.fromArray(LANES, s, c).fma(t0, c0);
            c1 = DoubleVector.fromArray(LANES, s, c + L).fma(t1, c1);
            d0 = DoubleVector.fromArray(LANES, s, d).fma(t0, d0);
            d1 = DoubleVector.fromArray(LANES, s, d + L).fma(t1, d1);
        }
        int to = outAt + at;
        a0.intoArray(out, to);
        a1.intoArray(out, to + L);
        b0.intoArray(out, to + outStride);
        b1.intoArray(out, to + outStride + L);
        c0.intoArray(out, to + 2 * outStride);
        c1.intoArray(out, to + 2 * outStride + L);
        d0.intoArray(out, to + 3 * outStride);
        d1.intoArray(out, to + 3 * outStride + L);
    }
}
