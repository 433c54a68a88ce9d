package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.kernel.Arithmetic;
import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// The scatter of rows about their mean, sum (x - m)(x - m)^T, in one pass over them: blocks of rows that fit the
/// second-level cache are taken off a point near the mean, m' (the mean of the first block), and what that differs
/// from the mean is taken off the sum, n (m - m')(m - m')^T. Since m - m' is at most of the order of the spread of
/// the
/// rows, nothing cancels (T. Chan, G. Golub, R. LeVeque, The American Statistician 37, 242 (1983)).
///
/// @param means of the features, p
/// @param lower the lower triangle of the scatter, p x p
record Scatter(double[] means, double[] lower) {
    private static final int BLOCK = 192;

    /// Sums of their own, so that the order of additions does not hang on the number of threads.
    private static final int PARTS = 16;

    /// To begin a sum and to add it to the others costs as much as a hundred rows.
    private static final int ROWS = 2048;

    /// Fewer parts where their sums would need more numbers.
    private static final int ROOM = 1 << 23;

    /// Rows of the result that a thread adds up at a time.
    private static final int STRIP = 16;

    /// @param x n x p
    static Scatter of(Array x, Team team) {
        int n = x.shape().extent(0);
        int p = x.shape().extent(1);
        int blocks = Math.ceilDiv(n, BLOCK);
        int parts = Math.clamp(ROOM / ((long) p * p), 1, Math.clamp(Integer.highestOneBit(n / ROWS), 1, PARTS));
        double[] origin = mean(x.values(), Math.min(n, BLOCK), p);
        var sums = new double[parts][];
        var products = new double[parts][];
        var scratch = new double[team.size()][];
        team.run(parts, (worker, part) -> {
            var sum = new double[p];
            var product = new double[p * p];
            double[] rows = scratch[worker] == null ? new double[BLOCK * p] : scratch[worker];
            scratch[worker] = rows;
            int last = Math.ceilDiv(blocks * (part + 1), parts);
            for (int block = Math.ceilDiv(blocks * part, parts); block < last; block++) {
                int from = block * BLOCK;
                int count = Math.min(BLOCK, n - from);
                shift(x.values(), from * p, origin, rows, count, sum);
                Blas.best().syrk(true, p, count, 1, rows, 0, p, 1, product, 0, p);
            }
            sums[part] = sum;
            products[part] = product;
        });
        double[] means = sums[0];
        double[] scatter = products[0];
        Arithmetic kernels = Kernels.best().arithmetic();
        for (int part = 1; part < parts; part++) {
            kernels.add(means, 0, sums[part], 0, means, 0, p);
        }
        int strips = Math.ceilDiv(p, STRIP);
        team.run(strips, (_, strip) -> {
            for (int j = strip * STRIP; j < Math.min(p, (strip + 1) * STRIP); j++) {
                for (int part = 1; part < parts; part++) {
                    kernels.add(scatter, j * p, products[part], j * p, scatter, j * p, j + 1);
                }
                kernels.axpy(-means[j] / n, means, 0, scatter, j * p, j + 1);
            }
        });
        for (int j = 0; j < p; j++) {
            means[j] = origin[j] + means[j] / n;
        }
        return new Scatter(means, scatter);
    }

    private static double[] mean(double[] x, int n, int p) {
        var mean = new double[p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                mean[j] += x[i * p + j];
            }
        }
        Arrays.setAll(mean, j -> mean[j] / n);
        return mean;
    }

    /// Rows less the origin, which are added to the sum.
    private static void shift(double[] x, int from, double[] origin, double[] rows, int count, double[] sum) {
        Arithmetic kernels = Kernels.best().arithmetic();
        int p = origin.length;
        for (int row = 0; row < count * p; row += p) {
            kernels.sub(x, from + row, origin, 0, rows, row, p);
            kernels.add(sum, 0, rows, row, sum, 0, p);
        }
    }

    /// The sum of all squares.
    double trace() {
        int p = means.length;
        double trace = 0;
        for (int j = 0; j < p; j++) {
            trace += lower[j * p + j];
        }
        return trace;
    }
}
