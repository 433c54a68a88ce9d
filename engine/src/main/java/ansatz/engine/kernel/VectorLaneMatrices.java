package ansatz.engine.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [LaneMatrices] with the Vector API: a whole factorisation for one vector of lanes before the next, so that the
/// matrices of these lanes stay in the first-level cache.
final class VectorLaneMatrices implements LaneMatrices {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    @Override
    public void multiplyAdd(
            double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, int rows, int inner, int columns, int n) {
        int lane = 0;
        for (int end = S.loopBound(n); lane < end; lane += L) {
            int i = 0;
            for (; i + 2 <= rows; i += 2) {
                int j = 0;
                for (; j + 4 <= columns; j += 4) {
                    tile(
                            a,
                            aOff + i * inner * n + lane,
                            b,
                            bOff + j * n + lane,
                            c,
                            cOff + (i * columns + j) * n + lane,
                            inner,
                            columns,
                            n);
                }
                for (; j < columns; j++) {
                    single(
                            a,
                            aOff + i * inner * n + lane,
                            b,
                            bOff + j * n + lane,
                            c,
                            cOff + (i * columns + j) * n + lane,
                            inner,
                            columns,
                            n);
                    single(
                            a,
                            aOff + (i + 1) * inner * n + lane,
                            b,
                            bOff + j * n + lane,
                            c,
                            cOff + ((i + 1) * columns + j) * n + lane,
                            inner,
                            columns,
                            n);
                }
            }
            for (; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    single(
                            a,
                            aOff + i * inner * n + lane,
                            b,
                            bOff + j * n + lane,
                            c,
                            cOff + (i * columns + j) * n + lane,
                            inner,
                            columns,
                            n);
                }
            }
        }
        ScalarLaneMatrices.multiplyAddFrom(lane, a, aOff, b, bOff, c, cOff, rows, inner, columns, n);
    }

    /// Two rows by four columns of c for one vector of lanes.
    private static void tile(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, int inner, int columns, int n) {
        int c1 = cAt + columns * n;
        DoubleVector s00 = DoubleVector.fromArray(S, c, cAt);
        DoubleVector s01 = DoubleVector.fromArray(S, c, cAt + n);
        DoubleVector s02 = DoubleVector.fromArray(S, c, cAt + 2 * n);
        DoubleVector s03 = DoubleVector.fromArray(S, c, cAt + 3 * n);
        DoubleVector s10 = DoubleVector.fromArray(S, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(S, c, c1 + n);
        DoubleVector s12 = DoubleVector.fromArray(S, c, c1 + 2 * n);
        DoubleVector s13 = DoubleVector.fromArray(S, c, c1 + 3 * n);
        int x = aAt;
        int y = bAt;
        for (int k = 0; k < inner; k++, x += n, y += columns * n) {
            DoubleVector x0 = DoubleVector.fromArray(S, a, x);
            DoubleVector x1 = DoubleVector.fromArray(S, a, x + inner * n);
            DoubleVector v = DoubleVector.fromArray(S, b, y);
            s00 = x0.fma(v, s00);
            s10 = x1.fma(v, s10);
            v = DoubleVector.fromArray(S, b, y + n);
            s01 = x0.fma(v, s01);
            s11 = x1.fma(v, s11);
            v = DoubleVector.fromArray(S, b, y + 2 * n);
            s02 = x0.fma(v, s02);
            s12 = x1.fma(v, s12);
            v = DoubleVector.fromArray(S, b, y + 3 * n);
            s03 = x0.fma(v, s03);
            s13 = x1.fma(v, s13);
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + n);
        s02.intoArray(c, cAt + 2 * n);
        s03.intoArray(c, cAt + 3 * n);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + n);
        s12.intoArray(c, c1 + 2 * n);
        s13.intoArray(c, c1 + 3 * n);
    }

    private static void single(
            double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, int inner, int columns, int n) {
        DoubleVector sum = DoubleVector.fromArray(S, c, cAt);
        int x = aAt;
        int y = bAt;
        for (int k = 0; k < inner; k++, x += n, y += columns * n) {
            sum = DoubleVector.fromArray(S, a, x).fma(DoubleVector.fromArray(S, b, y), sum);
        }
        sum.intoArray(c, cAt);
    }

    @Override
    public void factor(
            double[] a,
            int aOff,
            double[] pivots,
            int pivotsOff,
            double[] logModulus,
            int logModulusOff,
            double[] sign,
            int signOff,
            int size,
            int n) {
        int lane = 0;
        for (int end = S.loopBound(n); lane < end; lane += L) {
            DoubleVector m = DoubleVector.broadcast(S, 1);
            DoubleVector power = DoubleVector.zero(S);
            for (int k = 0; k < size; k++) {
                int row = aOff + k * size * n + lane;
                int diagonal = row + k * n;
                DoubleVector largest = DoubleVector.fromArray(S, a, diagonal).abs();
                DoubleVector p = DoubleVector.broadcast(S, k);
                for (int i = k + 1, at = diagonal + size * n; i < size; i++, at += size * n) {
                    DoubleVector candidate = DoubleVector.fromArray(S, a, at).abs();
                    VectorMask<Double> larger = candidate.compare(VectorOperators.GT, largest);
                    largest = largest.blend(candidate, larger);
                    p = p.blend(i, larger);
                }
                p.intoArray(pivots, pivotsOff + k * n + lane);
                m = m.blend(m.neg(), p.compare(VectorOperators.NE, k));
                for (int i = k + 1; i < size; i++) {
                    VectorMask<Double> exchanged = p.compare(VectorOperators.EQ, i);
                    if (exchanged.anyTrue()) {
                        int other = row + (i - k) * size * n;
                        for (int j = 0, at = 0; j < size; j++, at += n) {
                            DoubleVector x = DoubleVector.fromArray(S, a, row + at);
                            DoubleVector y = DoubleVector.fromArray(S, a, other + at);
                            x.blend(y, exchanged).intoArray(a, row + at);
                            y.blend(x, exchanged).intoArray(a, other + at);
                        }
                    }
                }
                DoubleVector pivot = DoubleVector.fromArray(S, a, diagonal);
                DoubleVector modulus = pivot.abs();
                VectorMask<Double> tiny = modulus.compare(VectorOperators.LT, Double.MIN_NORMAL);
                LongVector bits = pivot.blend(pivot.mul(0x1.0p54), tiny).reinterpretAsLongs();
                LongVector biased = bits.lanewise(VectorOperators.LSHL, 1).lanewise(VectorOperators.LSHR, 53);
                power = power.add(biased.or(Coefficients.TWO_52_BITS)
                        .reinterpretAsDoubles()
                        .sub(Coefficients.TWO_52_PLUS_1023));
                power = power.blend(power.sub(54), tiny);
                DoubleVector scaled =
                        bits.and(~(2047L << 52)).or(Coefficients.EXPONENT_ONE).reinterpretAsDoubles();
                VectorMask<Double> zero = modulus.compare(VectorOperators.EQ, 0);
                VectorMask<Double> finite = modulus.compare(VectorOperators.LT, Double.POSITIVE_INFINITY);
                m = m.mul(scaled.blend(Double.NaN, finite.not()).blend(0, zero));
                DoubleVector reciprocal =
                        DoubleVector.broadcast(S, 1).div(pivot).blend(0, zero);
                for (int i = k + 1; i < size; i++) {
                    int other = row + (i - k) * size * n + k * n;
                    DoubleVector l = DoubleVector.fromArray(S, a, other).mul(reciprocal);
                    l.intoArray(a, other);
                    DoubleVector minus = l.neg();
                    for (int j = k + 1, at = n; j < size; j++, at += n) {
                        minus.fma(DoubleVector.fromArray(S, a, diagonal + at), DoubleVector.fromArray(S, a, other + at))
                                .intoArray(a, other + at);
                    }
                }
            }
            m.intoArray(logModulus, logModulusOff + lane);
            power.intoArray(sign, signOff + lane);
        }
        ScalarLaneMatrices.factorFrom(
                lane, a, aOff, pivots, pivotsOff, logModulus, logModulusOff, sign, signOff, size, n);
        ScalarLaneMatrices.finishDeterminant(logModulus, logModulusOff, sign, signOff, n);
    }

    @Override
    public void invert(
            double[] lu, int luOff, double[] pivots, int pivotsOff, double[] inverse, int inverseOff, int size, int n) {
        ScalarLaneMatrices.permutation(pivots, pivotsOff, inverse, inverseOff, size, n);
        int lane = 0;
        for (int end = S.loopBound(n); lane < end; lane += L) {
            for (int k = 0; k < size; k++) {
                for (int i = k + 1; i < size; i++) {
                    eliminate(lu, luOff + (i * size + k) * n + lane, inverse, inverseOff + lane, k, i, size, n);
                }
            }
            for (int k = size - 1; k >= 0; k--) {
                DoubleVector reciprocal = DoubleVector.broadcast(S, 1)
                        .div(DoubleVector.fromArray(S, lu, luOff + (k * size + k) * n + lane));
                for (int j = 0, at = inverseOff + k * size * n + lane; j < size; j++, at += n) {
                    DoubleVector.fromArray(S, inverse, at).mul(reciprocal).intoArray(inverse, at);
                }
                for (int i = 0; i < k; i++) {
                    eliminate(lu, luOff + (i * size + k) * n + lane, inverse, inverseOff + lane, k, i, size, n);
                }
            }
        }
        ScalarLaneMatrices.substituteFrom(lane, lu, luOff, inverse, inverseOff, size, n);
    }

    /// Row i of x minus (the entry of `lu` at `at`) times row k, for one vector of lanes.
    private static void eliminate(double[] lu, int at, double[] x, int xOff, int k, int i, int size, int n) {
        DoubleVector minus = DoubleVector.fromArray(S, lu, at).neg();
        int source = xOff + k * size * n;
        int target = xOff + i * size * n;
        for (int j = 0; j < size; j++, source += n, target += n) {
            minus.fma(DoubleVector.fromArray(S, x, source), DoubleVector.fromArray(S, x, target))
                    .intoArray(x, target);
        }
    }
}
