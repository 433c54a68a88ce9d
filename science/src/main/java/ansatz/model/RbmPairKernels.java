package ansatz.model;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of [RbmKernels], vectors over chains, for two spins that are turned over at once: an exchange.
final class RbmPairKernels {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();

    private RbmPairKernels() {}

    /// The ratios for turning two spins over.
    ///
    /// @param u [hidden][stride]
    /// @param up exp(-4 W) for a spin that is 1, [site][hidden]
    /// @param down exp(4 W) for a spin that is -1
    /// @param spins [site][stride]
    /// @param inverse one over the products of the current configurations, [group][stride]
    /// @param product takes the products of the moved configurations, [group][stride]
    /// @param factorUp what multiplies the products for a spin that is 1, by site
    /// @param factorDown what multiplies them for a spin that is -1, by site
    static void ratios(
            double[] u,
            int stride,
            int hidden,
            double[] up,
            double[] down,
            int one,
            int two,
            double[] spins,
            double[] inverse,
            double[] product,
            double[] factorUp,
            double[] factorDown,
            double[] out) {
        var unit = DoubleVector.broadcast(LANES, 1.0);
        for (int c = 0; c < stride; c += L) {
            var m = up(spins, one * stride + c);
            var n = up(spins, two * stride + c);
            var r = factor(factorUp, factorDown, one, m).mul(factor(factorUp, factorDown, two, n));
            for (int j = 0, g = c; j < hidden; g += stride) {
                int end = Math.min(hidden, j + RbmKernels.GROUP);
                var a = unit;
                for (; j < end; j++) {
                    var q = factor(up, down, one * hidden + j, m).mul(factor(up, down, two * hidden + j, n));
                    a = a.mul(DoubleVector.fromArray(LANES, u, j * stride + c).fma(q, unit));
                }
                a.intoArray(product, g);
                r = r.mul(a.mul(DoubleVector.fromArray(LANES, inverse, g)));
            }
            r.intoArray(out, c);
        }
    }

    private static VectorMask<Double> up(double[] spins, int at) {
        return DoubleVector.fromArray(LANES, spins, at).compare(VectorOperators.GT, 0.0);
    }

    private static DoubleVector factor(double[] up, double[] down, int at, VectorMask<Double> isUp) {
        return DoubleVector.broadcast(LANES, down[at]).blend(up[at], isUp);
    }

    /// Turns the two spins over where uniform < min(1, ratio^2), after [#ratios].
    ///
    /// @return how many chains moved
    static int accept(
            double[] u,
            int stride,
            int hidden,
            double[] up,
            double[] down,
            int one,
            int two,
            double[] spins,
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
            var m = up(spins, one * stride + c);
            var n = up(spins, two * stride + c);
            for (int j = 0; j < hidden; j++) {
                var q = factor(up, down, one * hidden + j, m).mul(factor(up, down, two * hidden + j, n));
                var old = DoubleVector.fromArray(LANES, u, j * stride + c);
                old.blend(old.mul(q), accept).intoArray(u, j * stride + c);
            }
            turn(spins, one * stride + c, accept);
            turn(spins, two * stride + c, accept);
            for (int j = 0, g = c; j < hidden; j += RbmKernels.GROUP, g += stride) {
                DoubleVector.fromArray(LANES, inverse, g)
                        .blend(
                                DoubleVector.broadcast(LANES, 1.0).div(DoubleVector.fromArray(LANES, product, g)),
                                accept)
                        .intoArray(inverse, g);
            }
        }
        return moved;
    }

    private static void turn(double[] spins, int at, VectorMask<Double> where) {
        var s = DoubleVector.fromArray(LANES, spins, at);
        s.blend(s.neg(), where).intoArray(spins, at);
    }
}
