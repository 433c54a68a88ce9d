package ansatz.engine.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Arithmetic] with the Vector API. The tails are plain Java; the bits are the same.
final class VectorArithmetic implements Arithmetic {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    @Override
    public void neg(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            x.neg().intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = -a[aOff + i];
        }
    }

    @Override
    public void abs(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            x.abs().intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Math.abs(a[aOff + i]);
        }
    }

    @Override
    public void sign(double[] a, int aOff, double[] out, int outOff, int n) {
        DoubleVector one = DoubleVector.broadcast(S, 1);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            VectorMask<Double> zeroOrNaN =
                    x.abs().compare(VectorOperators.GT, 0).not();
            DoubleVector sign = one.reinterpretAsLongs()
                    .or(x.reinterpretAsLongs().and(Coefficients.SIGN_BIT))
                    .reinterpretAsDoubles();
            sign.blend(x, zeroOrNaN).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Math.signum(a[aOff + i]);
        }
    }

    @Override
    public void square(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            x.mul(x).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] * a[aOff + i];
        }
    }

    @Override
    public void sqrt(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            x.lanewise(VectorOperators.SQRT).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Math.sqrt(a[aOff + i]);
        }
    }

    @Override
    public void reciprocal(double[] a, int aOff, double[] out, int outOff, int n) {
        DoubleVector one = DoubleVector.broadcast(S, 1);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            one.div(x).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = 1 / a[aOff + i];
        }
    }

    @Override
    public void not(double[] a, int aOff, double[] out, int outOff, int n) {
        DoubleVector zero = DoubleVector.zero(S);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            zero.blend(1, x.compare(VectorOperators.EQ, 0)).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] == 0 ? 1 : 0;
        }
    }

    @Override
    public void add(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            x.add(y).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] + b[bOff + i];
        }
    }

    @Override
    public void sub(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            x.sub(y).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] - b[bOff + i];
        }
    }

    @Override
    public void mul(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            x.mul(y).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] * b[bOff + i];
        }
    }

    @Override
    public void div(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            x.div(y).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] / b[bOff + i];
        }
    }

    @Override
    public void max(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            x.max(y).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Math.max(a[aOff + i], b[bOff + i]);
        }
    }

    @Override
    public void min(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            x.min(y).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Math.min(a[aOff + i], b[bOff + i]);
        }
    }

    @Override
    public void less(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        DoubleVector zero = DoubleVector.zero(S);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            zero.blend(1, x.compare(VectorOperators.LT, y)).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] < b[bOff + i] ? 1 : 0;
        }
    }

    @Override
    public void lessOrEqual(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        DoubleVector zero = DoubleVector.zero(S);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            zero.blend(1, x.compare(VectorOperators.LE, y)).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] <= b[bOff + i] ? 1 : 0;
        }
    }

    @Override
    public void equal(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        DoubleVector zero = DoubleVector.zero(S);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            zero.blend(1, x.compare(VectorOperators.EQ, y)).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] == b[bOff + i] ? 1 : 0;
        }
    }

    @Override
    public void and(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        DoubleVector zero = DoubleVector.zero(S);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            zero.blend(1, x.compare(VectorOperators.NE, 0).and(y.compare(VectorOperators.NE, 0)))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] != 0 && b[bOff + i] != 0 ? 1 : 0;
        }
    }

    @Override
    public void or(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        DoubleVector zero = DoubleVector.zero(S);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            zero.blend(1, x.compare(VectorOperators.NE, 0).or(y.compare(VectorOperators.NE, 0)))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] != 0 || b[bOff + i] != 0 ? 1 : 0;
        }
    }

    @Override
    public void fma(double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            DoubleVector z = DoubleVector.fromArray(S, c, cOff + i);
            x.fma(y, z).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Math.fma(a[aOff + i], b[bOff + i], c[cOff + i]);
        }
    }

    @Override
    public void multiplyAdd(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            DoubleVector z = DoubleVector.fromArray(S, out, outOff + i);
            x.fma(y, z).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Math.fma(a[aOff + i], b[bOff + i], out[outOff + i]);
        }
    }

    @Override
    public void axpy(double s, double[] a, int aOff, double[] out, int outOff, int n) {
        DoubleVector factor = DoubleVector.broadcast(S, s);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector z = DoubleVector.fromArray(S, out, outOff + i);
            x.fma(factor, z).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Math.fma(s, a[aOff + i], out[outOff + i]);
        }
    }

    @Override
    public void scale(double s, double[] a, int aOff, double[] out, int outOff, int n) {
        DoubleVector factor = DoubleVector.broadcast(S, s);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            x.mul(factor).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = s * a[aOff + i];
        }
    }

    @Override
    public void shift(double s, double[] a, int aOff, double[] out, int outOff, int n) {
        DoubleVector term = DoubleVector.broadcast(S, s);
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            x.add(term).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = a[aOff + i] + s;
        }
    }

    @Override
    public void select(
            double[] mask, int maskOff, double[] b, int bOff, double[] c, int cOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, mask, maskOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            DoubleVector z = DoubleVector.fromArray(S, c, cOff + i);
            z.blend(y, x.compare(VectorOperators.NE, 0)).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = mask[maskOff + i] != 0 ? b[bOff + i] : c[cOff + i];
        }
    }

    @Override
    public void fill(double value, double[] out, int outOff, int n) {
        Arrays.fill(out, outOff, outOff + n, value);
    }

    @Override
    public void copy(double[] a, int aOff, double[] out, int outOff, int n) {
        System.arraycopy(a, aOff, out, outOff, n);
    }

    @Override
    public void gather(double[] a, int aOff, int[] index, int indexOff, int count, double[] out, int outOff, int n) {
        for (int e = 0; e < count; e++) {
            System.arraycopy(a, aOff + index[indexOff + e] * n, out, outOff + e * n, n);
        }
    }

    @Override
    public void scatterAdd(
            double[] a, int aOff, int[] index, int indexOff, int count, double[] out, int outOff, int n) {
        for (int e = 0; e < count; e++) {
            add(a, aOff + e * n, out, outOff + index[indexOff + e] * n, out, outOff + index[indexOff + e] * n, n);
        }
    }
}
