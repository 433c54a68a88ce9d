package ansatz.engine.kernel;

/// Transcendental functions over runs of doubles, under the conventions of [Arithmetic]. Each gives the bits of the
/// function of the same name of [Elementary].
public interface Functions {
    /// out = e to the power a.
    void exp(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = exp(a) - 1, accurate near 0.
    void expm1(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = the natural logarithm.
    void log(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = log(1 + a), accurate near 0.
    void log1p(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = the sine.
    void sin(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = the cosine.
    void cos(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = the hyperbolic tangent.
    void tanh(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = 1 / (1 + exp(-a)).
    void sigmoid(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = log(1 + exp a), without overflow.
    void softplus(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = log cosh a, without overflow.
    void logCosh(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = the error function.
    void erf(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = a to the power b.
    void pow(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = the angle of the point (b, a).
    void atan2(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);
}
