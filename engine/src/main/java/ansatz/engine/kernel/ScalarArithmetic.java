package ansatz.engine.kernel;

import java.util.Arrays;

/// [Arithmetic] in plain Java.
final class ScalarArithmetic implements Arithmetic {
    @Override
    public void neg(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = -a[aOff + i];
        }
    }

    @Override
    public void abs(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Math.abs(a[aOff + i]);
        }
    }

    @Override
    public void sign(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Math.signum(a[aOff + i]);
        }
    }

    @Override
    public void square(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            double x = a[aOff + i];
            out[outOff + i] = x * x;
        }
    }

    @Override
    public void sqrt(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Math.sqrt(a[aOff + i]);
        }
    }

    @Override
    public void reciprocal(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = 1 / a[aOff + i];
        }
    }

    @Override
    public void not(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] == 0 ? 1 : 0;
        }
    }

    @Override
    public void add(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] + b[bOff + i];
        }
    }

    @Override
    public void sub(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] - b[bOff + i];
        }
    }

    @Override
    public void mul(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] * b[bOff + i];
        }
    }

    @Override
    public void div(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] / b[bOff + i];
        }
    }

    @Override
    public void max(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Math.max(a[aOff + i], b[bOff + i]);
        }
    }

    @Override
    public void min(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Math.min(a[aOff + i], b[bOff + i]);
        }
    }

    @Override
    public void less(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] < b[bOff + i] ? 1 : 0;
        }
    }

    @Override
    public void lessOrEqual(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] <= b[bOff + i] ? 1 : 0;
        }
    }

    @Override
    public void equal(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] == b[bOff + i] ? 1 : 0;
        }
    }

    @Override
    public void and(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] != 0 && b[bOff + i] != 0 ? 1 : 0;
        }
    }

    @Override
    public void or(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] != 0 || b[bOff + i] != 0 ? 1 : 0;
        }
    }

    @Override
    public void fma(double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Math.fma(a[aOff + i], b[bOff + i], c[cOff + i]);
        }
    }

    @Override
    public void multiplyAdd(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Math.fma(a[aOff + i], b[bOff + i], out[outOff + i]);
        }
    }

    @Override
    public void axpy(double s, double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Math.fma(s, a[aOff + i], out[outOff + i]);
        }
    }

    @Override
    public void scale(double s, double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = s * a[aOff + i];
        }
    }

    @Override
    public void shift(double s, double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = a[aOff + i] + s;
        }
    }

    @Override
    public void select(
            double[] mask, int maskOff, double[] b, int bOff, double[] c, int cOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
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
