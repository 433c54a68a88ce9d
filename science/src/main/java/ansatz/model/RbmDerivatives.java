package ansatz.model;

import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.linalg.Gram;
import ansatz.engine.linalg.OuterMoments;
import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The log-derivatives of a restricted Boltzmann machine, kept as two factors: the spins s_i and t_j = tanh
/// theta_j.
///
/// d log psi / d a_i = s_i, d log psi / d b_j = t_j, d log psi / d W_ij = t_j s_i, and with symmetry the sum over
/// the units
/// and sites that share a parameter. Without symmetry the row of a sample is an outer product, so that
/// O O^T = A + B + A o B with A = S S^T (left out without visible bias) and B = T T^T never needs the rows.
final class RbmDerivatives implements LogDerivatives {
    private static final int CHUNK = 128;
    /// Hidden units in one matrix product of [#transposeTimes].
    private static final int UNITS = 64;
    /// Rows of the metric that one thread writes at a time.
    private static final int ROWS = 32;

    final Spins spins;
    /// t_j of sample n at [j][stride of the spins].
    final double[] tangents;

    private final RbmShape shape;
    /// Where the spins of site pi_g(i) begin, at `i * operations + g`.
    private final int[] rows;
    private double[] scratch = {};
    private double[] scaled = {};
    private double[] folded = {};
    private @Nullable OuterMoments moments;

    RbmDerivatives(RbmShape shape, int samples) {
        this.shape = shape;
        this.spins = new Spins(shape.sites, samples);
        this.tangents = new double[Math.multiplyExact(shape.hidden, spins.stride())];
        this.rows = new int[shape.sites * shape.operations];
        for (int i = 0; i < shape.sites; i++) {
            for (int g = 0; g < shape.operations; g++) {
                rows[i * shape.operations + g] = shape.image[g][i] * spins.stride();
            }
        }
    }

    @Override
    public int samples() {
        return spins.count();
    }

    @Override
    public int parameters() {
        return shape.parameters;
    }

    @Override
    public void write(double[] out, int offset, int stride, Team team) {
        int chunks = (samples() + CHUNK - 1) / CHUNK;
        team.run((shape.filters + 1) * chunks, (worker, part) -> {
            int from = part % chunks * CHUNK;
            int to = Math.min(samples(), from + CHUNK);
            int f = part / chunks;
            if (f == shape.filters) {
                writeVisible(out, offset, stride, from, to);
            } else {
                writeFilter(f, out, offset, stride, from, to);
            }
        });
    }

    private void writeVisible(double[] out, int offset, int stride, int from, int to) {
        if (!shape.visibleBias) {
            return;
        }
        for (int o = 0; o < shape.orbits; o++) {
            Arrays.fill(out, offset + o * stride + from, offset + o * stride + to, 0.0);
        }
        for (int i = 0; i < shape.sites; i++) {
            add(spins.values(), i * spins.stride() + from, out, offset + shape.orbit[i] * stride + from, to - from);
        }
    }

    private void writeFilter(int f, double[] out, int offset, int stride, int from, int to) {
        int length = to - from;
        int ld = spins.stride();
        int t = f * shape.operations * ld + from;
        if (shape.hiddenBias) {
            int b = offset + (shape.biases() + f) * stride + from;
            Arrays.fill(out, b, b + length, 0.0);
            for (int g = 0; g < shape.operations; g++) {
                add(tangents, t + g * ld, out, b, length);
            }
        }
        int filter = offset + (shape.weights() + f * shape.sites) * stride;
        if (shape.operations == 1) {
            for (int i = 0; i < shape.sites; i++) {
                multiply(tangents, t, spins.values(), i * ld + from, out, filter + i * stride + from, length);
            }
            return;
        }
        int sites = shape.sites / 4 * 4;
        int samples = length / RbmKernels.SAMPLES * RbmKernels.SAMPLES;
        for (int c = from; c < from + samples; c += RbmKernels.SAMPLES) {
            for (int i = 0; i < sites; i += 4) {
                RbmKernels.fourWeights(
                        tangents,
                        t - from,
                        spins.values(),
                        ld,
                        rows,
                        i,
                        shape.operations,
                        out,
                        filter + i * stride,
                        stride,
                        c);
            }
        }
        // what is left of samples and of sites
        for (int i = 0; i < shape.sites; i++) {
            int first = i < sites ? samples : 0;
            sumProducts(f, i, from + first, out, filter + i * stride + from + first, length - first);
        }
    }

    private void sumProducts(int f, int i, int from, double[] out, int to, int length) {
        int ld = spins.stride();
        Arrays.fill(out, to, to + length, 0.0);
        for (int g = 0; g < shape.operations; g++) {
            int t = (f * shape.operations + g) * ld + from;
            addProduct(tangents, t, spins.values(), rows[i * shape.operations + g] + from, out, to, length);
        }
    }

    private static void add(double[] x, int at, double[] out, int to, int length) {
        for (int n = 0; n < length; n++) {
            out[to + n] += x[at + n];
        }
    }

    private static void multiply(double[] x, int a, double[] y, int b, double[] out, int to, int length) {
        for (int n = 0; n < length; n++) {
            out[to + n] = x[a + n] * y[b + n];
        }
    }

    private static void addProduct(double[] x, int a, double[] y, int b, double[] out, int to, int length) {
        for (int n = 0; n < length; n++) {
            out[to + n] = Math.fma(x[a + n], y[b + n], out[to + n]);
        }
    }

    @Override
    public void gram(double[] out, Team team) {
        int n = samples();
        int ld = spins.stride();
        if (shape.operations > 1) {
            scratch = sized(scratch, shape.parameters * ld);
            write(scratch, 0, ld, team);
            Gram.ofColumns(team, shape.parameters, n, 1, scratch, 0, ld, 0, out, 0, n);
            return;
        }
        int words = Spins.words(shape.sites);
        var bits = new long[n * words];
        spins.pack(bits, 0);
        double visible = shape.visibleBias ? 1 : 0;
        double hidden = shape.hiddenBias ? 1 : 0;
        Gram.tiles(team, n, (worker, row, column, height, width) -> {
            product(row, column, height, width, out, row * n + column, n);
            var differ = new int[width];
            for (int i = row; i < row + height; i++) {
                int count = row == column ? i - row + 1 : width;
                Arrays.fill(differ, 0);
                for (int word = 0; word < words; word++) {
                    differences(bits[i * words + word], bits, column * words + word, words, differ, count);
                }
                combine(shape.sites, differ, visible, hidden, out, i * n + column, count);
            }
        });
    }

    /// One block of T T^T, of its lower triangle if it stands on the diagonal.
    private void product(int row, int column, int height, int width, double[] out, int at, int stride) {
        int ld = spins.stride();
        double[] t = tangents;
        int inner = shape.hidden;
        if (row == column) {
            Blas.best().syrk(true, height, inner, 1, t, row, ld, 0, out, at, stride);
        } else {
            Blas.best().gemm(true, false, height, width, inner, 1, t, row, ld, t, column, ld, 0, out, at, stride);
        }
    }

    /// Adds the number of bits in which a word differs from each of some others.
    private static void differences(long word, long[] bits, int at, int stride, int[] differ, int count) {
        for (int k = 0; k < count; k++) {
            differ[k] += Long.bitCount(word ^ bits[at + k * stride]);
        }
    }

    /// out := va a + vb out + a out, with the scalar products a of spins, which count the sites where they differ.
    private static void combine(int sites, int[] differ, double va, double vb, double[] out, int to, int length) {
        for (int k = 0; k < length; k++) {
            double a = sites - 2 * differ[k];
            out[to + k] = Math.fma(vb + a, out[to + k], va * a);
        }
    }

    @Override
    public boolean moments(double[] w, double[] out, Team team) {
        if (shape.operations > 1 || !OuterMoments.worthwhile(shape.sites, shape.hidden)) {
            return false;
        }
        if (moments == null) {
            moments = new OuterMoments(shape.sites, shape.hidden, samples(), true);
        }
        var of = moments;
        of.compute(team, spins.values(), 0, spins.stride(), tangents, 0, spins.stride(), w);
        int chunks = (shape.parameters + ROWS - 1) / ROWS;
        team.run(chunks, (worker, part) -> {
            int end = Math.min(shape.parameters, (part + 1) * ROWS);
            for (int row = part * ROWS; row < end; row++) {
                momentsOf(of, row, out);
            }
        });
        return true;
    }

    /// One row of the lower triangle: a, then b, then w.
    private void momentsOf(OuterMoments of, int row, double[] out) {
        int one = shape.sites;
        int two = shape.hidden;
        int at = row * shape.parameters;
        boolean visible = row < shape.biases();
        boolean bias = !visible && row < shape.weights();
        int weight = row - shape.weights();
        int i = visible ? row : bias ? one : weight % shape.sites;
        int j = visible ? two : bias ? row - shape.biases() : weight / shape.sites;
        if (shape.visibleBias) {
            of.row(i, j, two, visible ? row + 1 : shape.sites, out, at);
        }
        if (shape.hiddenBias && !visible) {
            for (int l = 0; l < (bias ? j + 1 : shape.hidden); l++) {
                out[at + shape.biases() + l] = of.get(i, j, one, l);
            }
        }
        if (!visible && !bias) {
            for (int l = 0; l <= j; l++) {
                of.row(i, j, l, l == j ? i + 1 : shape.sites, out, at + shape.weights() + l * shape.sites);
            }
        }
    }

    private static double[] sized(double[] array, int length) {
        return array.length == length ? array : new double[length];
    }

    @Override
    public void times(double[] v, double[] out, Team team) {
        int g = shape.operations;
        // the weight of each unit and site, as without symmetry
        folded = sized(folded, shape.hidden * shape.sites);
        for (int j = 0; j < shape.hidden; j++) {
            for (int i = 0; i < shape.sites; i++) {
                folded[j * shape.sites + shape.image[j % g][i]] = v[shape.weights() + j / g * shape.sites + i];
            }
        }
        scaled = sized(scaled, tangents.length);
        int n = samples();
        team.run((n + CHUNK - 1) / CHUNK, (worker, part) -> {
            int from = part * CHUNK;
            timesSamples(v, from, Math.min(n, from + CHUNK), out);
        });
    }

    /// sum_i s_i a_i + sum_j t_j (b_j + sum_i W_ij s_i) for some samples.
    private void timesSamples(double[] v, int from, int to, double[] out) {
        int ld = spins.stride();
        int length = to - from;
        Arrays.fill(out, from, to, 0.0);
        for (int i = 0; shape.visibleBias && i < shape.sites; i++) {
            Kernels.best().arithmetic().axpy(v[shape.orbit[i]], spins.values(), i * ld + from, out, from, length);
        }
        Blas.best()
                .gemm(
                        false,
                        false,
                        shape.hidden,
                        length,
                        shape.sites,
                        1,
                        folded,
                        0,
                        shape.sites,
                        spins.values(),
                        from,
                        ld,
                        0,
                        scaled,
                        from,
                        ld);
        for (int j = 0; j < shape.hidden; j++) {
            int at = j * ld + from;
            if (shape.hiddenBias) {
                double bias = v[shape.biases() + j / shape.operations];
                for (int n = 0; n < length; n++) {
                    scaled[at + n] += bias;
                }
            }
            addProduct(tangents, at, scaled, at, out, from, length);
        }
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        int n = samples();
        int ld = spins.stride();
        if (shape.visibleBias) {
            Arrays.fill(out, 0, shape.orbits, 0.0);
            for (int i = 0; i < shape.sites; i++) {
                out[shape.orbit[i]] += dot(x, 0, spins.values(), i * ld, n);
            }
        }
        scaled = sized(scaled, tangents.length);
        folded = sized(folded, shape.hidden * shape.sites);
        int chunk = Math.max(1, UNITS / shape.operations);
        team.run((shape.filters + chunk - 1) / chunk, (worker, part) -> {
            int from = part * chunk;
            foldFilters(x, from, Math.min(shape.filters, from + chunk), out);
        });
    }

    /// The part of x^T O of some filters: (T diag x) S^T, summed over the units and sites that share a weight.
    private void foldFilters(double[] x, int from, int to, double[] out) {
        int n = samples();
        int ld = spins.stride();
        int g = shape.operations;
        int units = (to - from) * g;
        int begin = from * g * ld;
        int product = from * g * shape.sites;
        for (int j = 0; j < units; j++) {
            multiply(x, 0, tangents, begin + j * ld, scaled, begin + j * ld, n);
        }
        Blas.best()
                .gemm(
                        false,
                        true,
                        units,
                        shape.sites,
                        n,
                        1,
                        scaled,
                        begin,
                        ld,
                        spins.values(),
                        0,
                        ld,
                        0,
                        folded,
                        product,
                        shape.sites);
        Arrays.fill(out, shape.weights() + from * shape.sites, shape.weights() + to * shape.sites, 0.0);
        for (int j = 0; j < units; j++) {
            int w = shape.weights() + (from + j / g) * shape.sites;
            int[] image = shape.image[j % g];
            for (int i = 0; i < shape.sites; i++) {
                out[w + i] += folded[product + j * shape.sites + image[i]];
            }
        }
        for (int f = from; shape.hiddenBias && f < to; f++) {
            double sum = 0;
            for (int j = (f - from) * g; j < (f - from + 1) * g; j++) {
                sum += Kernels.best().reductions().sum(scaled, begin + j * ld, n);
            }
            out[shape.biases() + f] = sum;
        }
    }

    private static double dot(double[] x, int a, double[] y, int b, int n) {
        return Kernels.best().reductions().dot(x, a, y, b, n);
    }
}
