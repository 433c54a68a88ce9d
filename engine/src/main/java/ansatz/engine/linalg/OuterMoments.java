package ansatz.engine.linalg;

import ansatz.engine.kernel.Arithmetic;
import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// Second moments of outer products: M_(ij)(kl) = sum_n w_n a_in d_jn a_kn d_ln for samples n of two vectors a and
/// d,
/// each with a component 1 appended, so that products of the components themselves are among them. These are the
/// elements of the metric of a dense layer with the inputs a (1 for the biases) and the derivatives d by its
/// outputs.
///
/// M is symmetric in i and k and in j and l by themselves. So the product of two tables of pairs,
/// [j <= l][n] times [n][i <= k], holds every element: (p + 1)(p + 2)(q + 1)(q + 2) / 2 multiplications a sample
/// for
/// p and q components, where the rows a_i d_j would cost (p + 1)^2 (q + 1)^2 / 2 for one triangle: half of them.
/// Where a is -1 or 1 all squares of a component are one row of the table.
///
/// The results do not depend on the number of threads.
public final class OuterMoments {
    /// At most so many pairs of d in one matrix product, and so many of a.
    private static final int HEIGHT = 64;

    private static final int WIDTH = 256;
    /// Rows that are a multiple of 4096 bytes apart would share a few lines of the cache.
    private static final int PADDING = 8;

    private final int p;
    private final int q;
    private final int samples;
    private final int stride;
    private final int heightPairs;
    private final int widthPairs;
    /// Where the pair (i, k) stands, at `i (p + 1) + k`; likewise for d.
    private final int[] widthIndex;
    private final int[] heightIndex;
    /// The first and second component of each pair.
    private final int[] widthFirst;

    private final int[] widthSecond;
    private final int[] heightFirst;
    private final int[] heightSecond;
    private final double[] widthTable;
    private final double[] heightTable;
    private final double[] moments;

    /// @param p components of a
    /// @param q components of d
    /// @param samples how many there are
    /// @param signs whether all components of a are -1 or 1
    public OuterMoments(int p, int q, int samples, boolean signs) {
        this.p = p;
        this.q = q;
        this.samples = samples;
        this.stride = (samples + PADDING - 1) / PADDING * PADDING + PADDING;
        this.widthPairs = pairs(p, signs);
        this.heightPairs = pairs(q, false);
        this.widthIndex = new int[(p + 1) * (p + 1)];
        this.heightIndex = new int[(q + 1) * (q + 1)];
        this.widthFirst = new int[widthPairs];
        this.widthSecond = new int[widthPairs];
        this.heightFirst = new int[heightPairs];
        this.heightSecond = new int[heightPairs];
        number(p, signs, widthIndex, widthFirst, widthSecond);
        number(q, false, heightIndex, heightFirst, heightSecond);
        this.widthTable = new double[Math.multiplyExact(widthPairs, stride)];
        this.heightTable = new double[Math.multiplyExact(heightPairs, stride)];
        this.moments = new double[Math.multiplyExact(heightPairs, widthPairs)];
    }

    /// Whether the tables take no more memory than the rows a_i d_j of all samples.
    public static boolean worthwhile(int p, int q) {
        return (long) (p + 1) * (p + 2) / 2 + (long) (q + 1) * (q + 2) / 2 <= 2L * p * q;
    }

    private static int pairs(int n, boolean signs) {
        return (n + 1) * (n + 2) / 2 - (signs ? n : 0);
    }

    /// Component n is the 1 that is appended. With signs the pairs (i, i) are the pair (n, n).
    private static void number(int n, boolean signs, int[] index, int[] first, int[] second) {
        int next = 0;
        for (int i = n; i >= 0; i--) {
            for (int k = i; k >= 0; k--) {
                int pair = signs && i == k && i < n ? 0 : next++;
                index[i * (n + 1) + k] = pair;
                index[k * (n + 1) + i] = pair;
                if (pair > 0 || i == n) {
                    first[pair] = i;
                    second[pair] = k;
                }
            }
        }
    }

    /// Computes all moments.
    ///
    /// @param a component i of sample n at `aOff + i lda + n`
    /// @param d component j of sample n at `dOff + j ldd + n`
    /// @param w the weight of each sample
    public void compute(Team team, double[] a, int aOff, int lda, double[] d, int dOff, int ldd, double[] w) {
        team.run((widthPairs + heightPairs + HEIGHT - 1) / HEIGHT, (worker, part) -> {
            int end = Math.min(widthPairs + heightPairs, (part + 1) * HEIGHT);
            for (int pair = part * HEIGHT; pair < end; pair++) {
                if (pair < widthPairs) {
                    int at = pair * stride;
                    multiply(a, aOff, lda, p, widthFirst[pair], widthSecond[pair], widthTable, at);
                } else {
                    int other = pair - widthPairs;
                    int at = other * stride;
                    multiply(d, dOff, ldd, q, heightFirst[other], heightSecond[other], heightTable, at);
                    Kernels.best().arithmetic().mul(heightTable, at, w, 0, heightTable, at, samples);
                }
            }
        });
        int across = (widthPairs + WIDTH - 1) / WIDTH;
        int down = (heightPairs + HEIGHT - 1) / HEIGHT;
        team.run(across * down, (worker, part) -> {
            // even parts: two threads would wait for the one that has more
            int row = heightPairs * (part / across) / down;
            int next = heightPairs * (part / across + 1) / down;
            int column = part % across * WIDTH;
            Blas.best()
                    .gemm(
                            false,
                            true,
                            next - row,
                            Math.min(WIDTH, widthPairs - column),
                            samples,
                            1,
                            heightTable,
                            row * stride,
                            stride,
                            widthTable,
                            column * stride,
                            stride,
                            0,
                            moments,
                            row * widthPairs + column,
                            widthPairs);
        });
    }

    /// One row of a table: the product of two components, of which number n is 1.
    private void multiply(double[] x, int off, int ld, int n, int first, int second, double[] table, int at) {
        Arithmetic arithmetic = Kernels.best().arithmetic();
        if (second == n) {
            Arrays.fill(table, at, at + samples, 1.0);
        } else if (first == n) {
            System.arraycopy(x, off + second * ld, table, at, samples);
        } else {
            arithmetic.mul(x, off + first * ld, x, off + second * ld, table, at, samples);
        }
    }

    /// Writes M_(ij)(kl) for all k from 0 to `count` at `out[at + k]`. The index p of a, or q of d, is that of the
    /// 1.
    public void row(int i, int j, int l, int count, double[] out, int at) {
        int base = heightIndex[j * (q + 1) + l] * widthPairs;
        int pair = i * (p + 1);
        for (int k = 0; k < count; k++) {
            out[at + k] = moments[base + widthIndex[pair + k]];
        }
    }

    /// M_(ij)(kl). The index p of a, or q of d, is that of the 1.
    public double get(int i, int j, int k, int l) {
        return moments[heightIndex[j * (q + 1) + l] * widthPairs + widthIndex[i * (p + 1) + k]];
    }
}
