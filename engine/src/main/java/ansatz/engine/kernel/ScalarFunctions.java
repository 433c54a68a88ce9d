package ansatz.engine.kernel;

/// [Functions] in plain Java.
final class ScalarFunctions implements Functions {
    @Override
    public void exp(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.exp(a[aOff + i]);
        }
    }

    @Override
    public void expm1(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.expm1(a[aOff + i]);
        }
    }

    @Override
    public void log(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.log(a[aOff + i]);
        }
    }

    @Override
    public void log1p(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.log1p(a[aOff + i]);
        }
    }

    @Override
    public void sin(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.sin(a[aOff + i]);
        }
    }

    @Override
    public void cos(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.cos(a[aOff + i]);
        }
    }

    @Override
    public void tanh(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.tanh(a[aOff + i]);
        }
    }

    @Override
    public void sigmoid(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.sigmoid(a[aOff + i]);
        }
    }

    @Override
    public void softplus(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.softplus(a[aOff + i]);
        }
    }

    @Override
    public void logCosh(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.logCosh(a[aOff + i]);
        }
    }

    @Override
    public void erf(double[] a, int aOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.erf(a[aOff + i]);
        }
    }

    @Override
    public void pow(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.pow(a[aOff + i], b[bOff + i]);
        }
    }

    @Override
    public void atan2(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        for (int i = 0; i < n; i++) {
            out[outOff + i] = Elementary.atan2(a[aOff + i], b[bOff + i]);
        }
    }
}
