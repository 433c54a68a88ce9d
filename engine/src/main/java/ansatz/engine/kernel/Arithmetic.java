package ansatz.engine.kernel;

/// Arithmetic over runs of doubles. A run is `n` consecutive values of an array from an offset on, `n >= 0`; `out`
/// may be an input at the same offset, and must not overlap it otherwise. A truth value is 1 or 0, and any value
/// that is not zero counts as true. Both implementations give the same bits.
public interface Arithmetic {
    /// A kernel of one run.
    @FunctionalInterface
    interface Unary {
        /// `out[i] = f(a[i])`.
        void apply(double[] a, int aOff, double[] out, int outOff, int n);
    }

    /// A kernel of two runs.
    @FunctionalInterface
    interface Binary {
        /// `out[i] = f(a[i], b[i])`.
        void apply(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);
    }

    /// out = -a.
    void neg(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = |a|.
    void abs(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = -1, 0 or 1; of a zero the zero itself, of NaN NaN.
    void sign(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = a a.
    void square(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = the square root.
    void sqrt(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = 1 / a.
    void reciprocal(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = 1 where a is zero, else 0.
    void not(double[] a, int aOff, double[] out, int outOff, int n);

    /// out = a + b.
    void add(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = a - b.
    void sub(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = a b.
    void mul(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = a / b.
    void div(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = the larger, as `Math.max`.
    void max(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = the smaller, as `Math.min`.
    void min(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = 1 where a < b, else 0.
    void less(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = 1 where a <= b, else 0.
    void lessOrEqual(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = 1 where a = b, else 0.
    void equal(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = 1 where a and b are both not zero, else 0.
    void and(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = 1 where a or b is not zero, else 0.
    void or(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = a b + c, rounded once.
    void fma(double[] a, int aOff, double[] b, int bOff, double[] c, int cOff, double[] out, int outOff, int n);

    /// out = out + a b, rounded once.
    void multiplyAdd(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n);

    /// out = out + s a, rounded once.
    void axpy(double s, double[] a, int aOff, double[] out, int outOff, int n);

    /// out = s a.
    void scale(double s, double[] a, int aOff, double[] out, int outOff, int n);

    /// out = a + s.
    void shift(double s, double[] a, int aOff, double[] out, int outOff, int n);

    /// out = b where the mask is not zero (NaN counts as not zero), else c. The value not selected does not pass,
    /// not even as NaN.
    void select(
            double[] mask, int maskOff, double[] b, int bOff, double[] c, int cOff, double[] out, int outOff, int n);

    /// out = value.
    void fill(double value, double[] out, int outOff, int n);

    /// out = a. The runs may overlap.
    void copy(double[] a, int aOff, double[] out, int outOff, int n);

    /// Copies runs of `n` values by an index table: run `e` of the output, at `outOff + e n`, is run
    /// `index[indexOff + e]` of `a`, at `aOff + index n`, for 0 <= e < count.
    void gather(double[] a, int aOff, int[] index, int indexOff, int count, double[] out, int outOff, int n);

    /// The adjoint of [#gather]: adds run `e` of `a` to run `index[indexOff + e]` of the output, in the order of e.
    void scatterAdd(double[] a, int aOff, int[] index, int indexOff, int count, double[] out, int outOff, int n);
}
