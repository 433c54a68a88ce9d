package ansatz.engine.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [Reductions] with the Vector API, where vectors of four lanes or more are native: the sixteen partial sums are
/// four vectors of four lanes or two of eight.
final class VectorReductions implements Reductions {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    @Override
    public double sum(double[] a, int aOff, int n) {
        return L == 4 ? sumOfFours(a, aOff, n) : sumOfEights(a, aOff, n);
    }

    private static double sumOfEights(double[] a, int aOff, int n) {
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector p1 = p0;
        int i = 0;
        for (int end = n & -PARTIAL_SUMS; i < end; i += PARTIAL_SUMS) {
            p0 = p0.add(DoubleVector.fromArray(S, a, aOff + i));
            p1 = p1.add(DoubleVector.fromArray(S, a, aOff + i + L));
        }
        if (i < n) {
            VectorMask<Double> mask0 = S.indexInRange(i, n);
            VectorMask<Double> mask1 = S.indexInRange(i + L, n);
            p0 = p0.add(DoubleVector.fromArray(S, a, aOff + i, mask0), mask0);
            p1 = p1.add(DoubleVector.fromArray(S, a, aOff + i + L, mask1), mask1);
        }
        return treeOfEight(p0.add(p1));
    }

    private static double sumOfFours(double[] a, int aOff, int n) {
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector p1 = p0;
        DoubleVector p2 = p0;
        DoubleVector p3 = p0;
        int i = 0;
        for (int end = n & -PARTIAL_SUMS; i < end; i += PARTIAL_SUMS) {
            p0 = p0.add(DoubleVector.fromArray(S, a, aOff + i));
            p1 = p1.add(DoubleVector.fromArray(S, a, aOff + i + L));
            p2 = p2.add(DoubleVector.fromArray(S, a, aOff + i + 2 * L));
            p3 = p3.add(DoubleVector.fromArray(S, a, aOff + i + 3 * L));
        }
        if (i < n) {
            VectorMask<Double> mask0 = S.indexInRange(i, n);
            VectorMask<Double> mask1 = S.indexInRange(i + L, n);
            VectorMask<Double> mask2 = S.indexInRange(i + 2 * L, n);
            VectorMask<Double> mask3 = S.indexInRange(i + 3 * L, n);
            p0 = p0.add(DoubleVector.fromArray(S, a, aOff + i, mask0), mask0);
            p1 = p1.add(DoubleVector.fromArray(S, a, aOff + i + L, mask1), mask1);
            p2 = p2.add(DoubleVector.fromArray(S, a, aOff + i + 2 * L, mask2), mask2);
            p3 = p3.add(DoubleVector.fromArray(S, a, aOff + i + 3 * L, mask3), mask3);
        }
        DoubleVector p = p0.add(p2).add(p1.add(p3));
        return (p.lane(0) + p.lane(2)) + (p.lane(1) + p.lane(3));
    }

    @Override
    public double dot(double[] a, int aOff, double[] b, int bOff, int n) {
        return L == 4 ? dotOfFours(a, aOff, b, bOff, n) : dotOfEights(a, aOff, b, bOff, n);
    }

    private static double dotOfEights(double[] a, int aOff, double[] b, int bOff, int n) {
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector p1 = p0;
        int i = 0;
        for (int end = n & -PARTIAL_SUMS; i < end; i += PARTIAL_SUMS) {
            p0 = DoubleVector.fromArray(S, a, aOff + i).fma(DoubleVector.fromArray(S, b, bOff + i), p0);
            p1 = DoubleVector.fromArray(S, a, aOff + i + L).fma(DoubleVector.fromArray(S, b, bOff + i + L), p1);
        }
        if (i < n) {
            VectorMask<Double> mask0 = S.indexInRange(i, n);
            VectorMask<Double> mask1 = S.indexInRange(i + L, n);
            DoubleVector x0 = DoubleVector.fromArray(S, a, aOff + i, mask0);
            p0 = p0.blend(x0.fma(DoubleVector.fromArray(S, b, bOff + i, mask0), p0), mask0);
            DoubleVector x1 = DoubleVector.fromArray(S, a, aOff + i + L, mask1);
            p1 = p1.blend(x1.fma(DoubleVector.fromArray(S, b, bOff + i + L, mask1), p1), mask1);
        }
        return treeOfEight(p0.add(p1));
    }

    private static double treeOfEight(DoubleVector p) {
        return ((p.lane(0) + p.lane(4)) + (p.lane(2) + p.lane(6)))
                + ((p.lane(1) + p.lane(5)) + (p.lane(3) + p.lane(7)));
    }

    private static double dotOfFours(double[] a, int aOff, double[] b, int bOff, int n) {
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector p1 = p0;
        DoubleVector p2 = p0;
        DoubleVector p3 = p0;
        int i = 0;
        for (int end = n & -PARTIAL_SUMS; i < end; i += PARTIAL_SUMS) {
            p0 = DoubleVector.fromArray(S, a, aOff + i).fma(DoubleVector.fromArray(S, b, bOff + i), p0);
            p1 = DoubleVector.fromArray(S, a, aOff + i + L).fma(DoubleVector.fromArray(S, b, bOff + i + L), p1);
            p2 = DoubleVector.fromArray(S, a, aOff + i + 2 * L).fma(DoubleVector.fromArray(S, b, bOff + i + 2 * L), p2);
            p3 = DoubleVector.fromArray(S, a, aOff + i + 3 * L).fma(DoubleVector.fromArray(S, b, bOff + i + 3 * L), p3);
        }
        if (i < n) {
            VectorMask<Double> mask0 = S.indexInRange(i, n);
            VectorMask<Double> mask1 = S.indexInRange(i + L, n);
            VectorMask<Double> mask2 = S.indexInRange(i + 2 * L, n);
            VectorMask<Double> mask3 = S.indexInRange(i + 3 * L, n);
            DoubleVector x0 = DoubleVector.fromArray(S, a, aOff + i, mask0);
            p0 = p0.blend(x0.fma(DoubleVector.fromArray(S, b, bOff + i, mask0), p0), mask0);
            DoubleVector x1 = DoubleVector.fromArray(S, a, aOff + i + L, mask1);
            p1 = p1.blend(x1.fma(DoubleVector.fromArray(S, b, bOff + i + L, mask1), p1), mask1);
            DoubleVector x2 = DoubleVector.fromArray(S, a, aOff + i + 2 * L, mask2);
            p2 = p2.blend(x2.fma(DoubleVector.fromArray(S, b, bOff + i + 2 * L, mask2), p2), mask2);
            DoubleVector x3 = DoubleVector.fromArray(S, a, aOff + i + 3 * L, mask3);
            p3 = p3.blend(x3.fma(DoubleVector.fromArray(S, b, bOff + i + 3 * L, mask3), p3), mask3);
        }
        DoubleVector p = p0.add(p2).add(p1.add(p3));
        return (p.lane(0) + p.lane(2)) + (p.lane(1) + p.lane(3));
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
