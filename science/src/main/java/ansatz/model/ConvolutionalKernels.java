package ansatz.model;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The inner loop of a convolutional network with vectors over chains.
final class ConvolutionalKernels {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();

    /// Channels that are computed together; the channels of a layer are a multiple of it.
    static final int CHANNELS = 4;

    private ConvolutionalKernels() {}

    /// So many chains, filled up to what [#add] takes; no more than the stride of their spins.
    static int stride(int chains) {
        return (chains + 2 * L - 1) / (2 * L) * (2 * L);
    }

    /// Adds to one cell the terms that it reads: out_o += sum_(e, i) w_(e, i, o) x_(e, i).
    ///
    /// @param w the weights, `[element][input][channel]`
    /// @param width the channels, a multiple of [#CHANNELS]
    /// @param x the cells before, `[cell][input][chain]`
    /// @param stride the chains, as [#stride] gives them
    /// @param element the element of the window of each term
    /// @param source the cell before of each term
    /// @param from the first term
    /// @param to the end of the terms
    /// @param out `[channel][chain]` from `at`
    static void add(
            double[] w,
            int width,
            double[] x,
            int inputs,
            int stride,
            int[] element,
            int[] source,
            int from,
            int to,
            double[] out,
            int at) {
        for (int c = 0; c < stride; c += 2 * L) {
            for (int o = 0; o < width; o += CHANNELS) {
                tile(w, o, width, x, c, inputs, stride, element, source, from, to, out, at + o * stride + c);
            }
        }
    }

    /// Four channels of two vectors of chains: eight sums in flight hide the latency of an addition.
    private static void tile(
            double[] w,
            int channel,
            int width,
            double[] x,
            int chain,
            int inputs,
            int stride,
            int[] element,
            int[] source,
            int from,
            int to,
            double[] out,
            int at) {
        int second = at + stride;
        int third = second + stride;
        int fourth = third + stride;
        var a0 = DoubleVector.fromArray(LANES, out, at);
        var a1 = DoubleVector.fromArray(LANES, out, at + L);
        var b0 = DoubleVector.fromArray(LANES, out, second);
        var b1 = DoubleVector.fromArray(LANES, out, second + L);
        var c0 = DoubleVector.fromArray(LANES, out, third);
        var c1 = DoubleVector.fromArray(LANES, out, third + L);
        var d0 = DoubleVector.fromArray(LANES, out, fourth);
        var d1 = DoubleVector.fromArray(LANES, out, fourth + L);
        for (int e = from; e < to; e++) {
            int k = element[e] * inputs * width + channel;
            int n = source[e] * inputs * stride + chain;
            for (int i = 0; i < inputs; i++, k += width, n += stride) {
                var x0 = DoubleVector.fromArray(LANES, x, n);
                var x1 = DoubleVector.fromArray(LANES, x, n + L);
                var wa = DoubleVector.broadcast(LANES, w[k]);
                a0 = x0.fma(wa, a0);
                a1 = x1.fma(wa, a1);
                var wb = DoubleVector.broadcast(LANES, w[k + 1]);
                b0 = x0.fma(wb, b0);
                b1 = x1.fma(wb, b1);
                var wc = DoubleVector.broadcast(LANES, w[k + 2]);
                c0 = x0.fma(wc, c0);
                c1 = x1.fma(wc, c1);
                var wd = DoubleVector.broadcast(LANES, w[k + 3]);
                d0 = x0.fma(wd, d0);
                d1 = x1.fma(wd, d1);
            }
        }
        a0.intoArray(out, at);
        a1.intoArray(out, at + L);
        b0.intoArray(out, second);
        b1.intoArray(out, second + L);
        c0.intoArray(out, third);
        c1.intoArray(out, third + L);
        d0.intoArray(out, fourth);
        d1.intoArray(out, fourth + L);
    }

    /// Adds up runs of `stride` numbers.
    static void sum(double[] x, int runs, int stride, double[] out) {
        for (int c = 0; c < stride; c += L) {
            var sum = DoubleVector.zero(LANES);
            for (int k = 0, n = c; k < runs; k++, n += stride) {
                sum = sum.add(DoubleVector.fromArray(LANES, x, n));
            }
            sum.intoArray(out, c);
        }
    }
}
