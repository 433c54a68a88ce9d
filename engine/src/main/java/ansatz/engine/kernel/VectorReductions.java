package ansatz.engine.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [Reductions] with the Vector API: the sixteen partial sums are four vectors of four lanes, two of eight or one
/// of
/// sixteen; with fewer lanes a single run is summed in plain Java.
final class VectorReductions implements Reductions {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final boolean SHORT = PARTIAL_SUMS / L > 4;
    private static final boolean TWO = PARTIAL_SUMS / L > 1;
    private static final boolean FOUR = PARTIAL_SUMS / L > 2;

    private final Reductions plain = new ScalarReductions();

    @Override
    public double sum(double[] a, int aOff, int n) {
        if (SHORT) {
            return plain.sum(a, aOff, n);
        }
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector p1 = p0;
        DoubleVector p2 = p0;
        DoubleVector p3 = p0;
        int i = 0;
        for (int end = n & -PARTIAL_SUMS; i < end; i += PARTIAL_SUMS) {
            p0 = p0.add(DoubleVector.fromArray(S, a, aOff + i));
            if (TWO) {
                p1 = p1.add(DoubleVector.fromArray(S, a, aOff + i + L));
            }
            if (FOUR) {
                p2 = p2.add(DoubleVector.fromArray(S, a, aOff + i + 2 * L));
                p3 = p3.add(DoubleVector.fromArray(S, a, aOff + i + 3 * L));
            }
        }
        if (i < n) {
            VectorMask<Double> mask0 = S.indexInRange(i, n);
            p0 = p0.add(DoubleVector.fromArray(S, a, aOff + i, mask0), mask0);
            if (TWO) {
                VectorMask<Double> mask1 = S.indexInRange(i + L, n);
                p1 = p1.add(DoubleVector.fromArray(S, a, aOff + i + L, mask1), mask1);
            }
            if (FOUR) {
                VectorMask<Double> mask2 = S.indexInRange(i + 2 * L, n);
                p2 = p2.add(DoubleVector.fromArray(S, a, aOff + i + 2 * L, mask2), mask2);
                VectorMask<Double> mask3 = S.indexInRange(i + 3 * L, n);
                p3 = p3.add(DoubleVector.fromArray(S, a, aOff + i + 3 * L, mask3), mask3);
            }
        }
        return tree(FOUR ? p0.add(p2).add(p1.add(p3)) : TWO ? p0.add(p1) : p0);
    }

    @Override
    public double dot(double[] a, int aOff, double[] b, int bOff, int n) {
        if (SHORT) {
            return plain.dot(a, aOff, b, bOff, n);
        }
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector p1 = p0;
        DoubleVector p2 = p0;
        DoubleVector p3 = p0;
        int i = 0;
        for (int end = n & -PARTIAL_SUMS; i < end; i += PARTIAL_SUMS) {
            p0 = DoubleVector.fromArray(S, a, aOff + i).fma(DoubleVector.fromArray(S, b, bOff + i), p0);
            if (TWO) {
                p1 = DoubleVector.fromArray(S, a, aOff + i + L).fma(DoubleVector.fromArray(S, b, bOff + i + L), p1);
            }
            if (FOUR) {
                p2 = DoubleVector.fromArray(S, a, aOff + i + 2 * L)
                        .fma(DoubleVector.fromArray(S, b, bOff + i + 2 * L), p2);
                p3 = DoubleVector.fromArray(S, a, aOff + i + 3 * L)
                        .fma(DoubleVector.fromArray(S, b, bOff + i + 3 * L), p3);
            }
        }
        if (i < n) {
            VectorMask<Double> mask0 = S.indexInRange(i, n);
            DoubleVector x0 = DoubleVector.fromArray(S, a, aOff + i, mask0);
            p0 = p0.blend(x0.fma(DoubleVector.fromArray(S, b, bOff + i, mask0), p0), mask0);
            if (TWO) {
                VectorMask<Double> mask1 = S.indexInRange(i + L, n);
                DoubleVector x1 = DoubleVector.fromArray(S, a, aOff + i + L, mask1);
                p1 = p1.blend(x1.fma(DoubleVector.fromArray(S, b, bOff + i + L, mask1), p1), mask1);
            }
            if (FOUR) {
                VectorMask<Double> mask2 = S.indexInRange(i + 2 * L, n);
                DoubleVector x2 = DoubleVector.fromArray(S, a, aOff + i + 2 * L, mask2);
                p2 = p2.blend(x2.fma(DoubleVector.fromArray(S, b, bOff + i + 2 * L, mask2), p2), mask2);
                VectorMask<Double> mask3 = S.indexInRange(i + 3 * L, n);
                DoubleVector x3 = DoubleVector.fromArray(S, a, aOff + i + 3 * L, mask3);
                p3 = p3.blend(x3.fma(DoubleVector.fromArray(S, b, bOff + i + 3 * L, mask3), p3), mask3);
            }
        }
        return tree(FOUR ? p0.add(p2).add(p1.add(p3)) : TWO ? p0.add(p1) : p0);
    }

    private static double tree(DoubleVector p) {
        return switch (L) {
            case 4 -> (p.lane(0) + p.lane(2)) + (p.lane(1) + p.lane(3));
            case 8 ->
                ((p.lane(0) + p.lane(4)) + (p.lane(2) + p.lane(6)))
                        + ((p.lane(1) + p.lane(5)) + (p.lane(3) + p.lane(7)));
            default ->
                (((p.lane(0) + p.lane(8)) + (p.lane(4) + p.lane(12)))
                                + ((p.lane(2) + p.lane(10)) + (p.lane(6) + p.lane(14))))
                        + (((p.lane(1) + p.lane(9)) + (p.lane(5) + p.lane(13)))
                                + ((p.lane(3) + p.lane(11)) + (p.lane(7) + p.lane(15))));
        };
    }

    @Override
    public void sumRuns(double[] a, int aOff, int count, int stride, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector p = DoubleVector.fromArray(S, out, outOff + i);
            for (int e = 0, run = aOff + i; e < count; e++, run += stride) {
                p = p.add(DoubleVector.fromArray(S, a, run));
            }
            p.intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            for (int e = 0; e < count; e++) {
                out[outOff + i] += a[aOff + e * stride + i];
            }
        }
    }

    @Override
    public void dotRuns(
            double[] a,
            int aOff,
            int aStride,
            double[] b,
            int bOff,
            int bStride,
            int count,
            double[] out,
            int outOff,
            int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector p = DoubleVector.fromArray(S, out, outOff + i);
            for (int e = 0, ra = aOff + i, rb = bOff + i; e < count; e++, ra += aStride, rb += bStride) {
                p = DoubleVector.fromArray(S, a, ra).fma(DoubleVector.fromArray(S, b, rb), p);
            }
            p.intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            for (int e = 0; e < count; e++) {
                out[outOff + i] = Math.fma(a[aOff + e * aStride + i], b[bOff + e * bStride + i], out[outOff + i]);
            }
        }
    }

    @Override
    public void maxRuns(double[] a, int aOff, int count, int stride, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector max = DoubleVector.broadcast(S, Double.NEGATIVE_INFINITY);
            for (int e = 0, run = aOff + i; e < count; e++, run += stride) {
                max = max.max(DoubleVector.fromArray(S, a, run));
            }
            max.intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int e = 0; e < count; e++) {
                max = Math.max(max, a[aOff + e * stride + i]);
            }
            out[outOff + i] = max;
        }
    }
}
