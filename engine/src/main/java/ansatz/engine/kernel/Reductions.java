package ansatz.engine.kernel;

/// Sums with a fixed tree of additions, so that the bits depend neither on the width of the vectors nor on the
/// compiler.
///
/// The sum of one run goes into 16 partial sums, term i into number i mod 16 in the order of i; these are added as
/// `p[j] + p[j + 8]` for j < 8, then `p[j] + p[j + 4]`, `p[j] + p[j + 2]`, `p[0] + p[1]`. A sum across runs adds
/// the
/// runs one after another, for each lane.
public interface Reductions {
    /// The number of partial sums of one run.
    int PARTIAL_SUMS = 16;

    /// The sum of a run.
    double sum(double[] a, int aOff, int n);

    /// The sum of a b over a run (a weighted sum), each term added by a fused multiply-add.
    double dot(double[] a, int aOff, double[] b, int bOff, int n);

    /// `out[i]` += sum over e of `a[e][i]`: adds `count` runs of `n` values, run e at `aOff + e stride`, in the
    /// order
    /// of e.
    void sumRuns(double[] a, int aOff, int count, int stride, double[] out, int outOff, int n);

    /// `out[i]` += sum over e of `a[e][i] b[e][i]` by fused multiply-adds, runs as in [#sumRuns].
    void dotRuns(
            double[] a,
            int aOff,
            int aStride,
            double[] b,
            int bOff,
            int bStride,
            int count,
            double[] out,
            int outOff,
            int n);

    /// `out[i]` = max over e of `a[e][i]` (as `Math.max`), minus infinity for `count = 0`.
    void maxRuns(double[] a, int aOff, int count, int stride, double[] out, int outOff, int n);

    /// `out[e]` += [#sum] of run e: sums over the lanes.
    default void sumEach(double[] a, int aOff, int count, int stride, double[] out, int outOff, int n) {
        for (int e = 0; e < count; e++) {
            out[outOff + e] += sum(a, aOff + e * stride, n);
        }
    }

    /// `out[e]` += [#dot] of run e with the run of weights w: weighted sums over the lanes.
    default void dotEach(
            double[] a, int aOff, int count, int stride, double[] w, int wOff, double[] out, int outOff, int n) {
        for (int e = 0; e < count; e++) {
            out[outOff + e] += dot(a, aOff + e * stride, w, wOff, n);
        }
    }
}
