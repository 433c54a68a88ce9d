package ansatz.model;

import ansatz.engine.kernel.Blas;
import ansatz.engine.linalg.Gram;
import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// The log-derivatives of a restricted Boltzmann machine with complex weights. With O the derivatives by complex
/// weights, which are holomorphic, those by real parts are O and those by imaginary parts i O: rows Re O, -Im O for
/// the real parts of log psi, rows Im O, Re O for its imaginary parts.
///
/// O is linear in t = tanh theta, but for the derivatives s_i by visible biases, so that Re O and Im O are those of
/// two machines with real weights that have Re t and Im t in the place of t.
final class ComplexRbmDerivatives implements LogDerivatives {
    private static final int TILE = Gram.BLOCK * Gram.BLOCK;

    final RbmDerivatives real;
    /// Without derivatives by visible biases, which are real.
    final RbmDerivatives imaginary;

    private final RbmShape shape;
    private double[] scratch = {};
    private double[] product = {};

    ComplexRbmDerivatives(RbmShape shape, int samples) {
        this.shape = shape;
        this.real = new RbmDerivatives(shape, samples);
        this.imaginary = new RbmDerivatives(shape, samples);
    }

    @Override
    public int samples() {
        return real.samples();
    }

    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public int parameters() {
        return 2 * shape.parameters;
    }

    @Override
    public void write(double[] out, int offset, int stride, Team team) {
        writeHolomorphic(out, offset, stride, team);
        int n = samples();
        int p = shape.parameters;
        team.run(p, (worker, k) -> {
            int from = offset + k * stride;
            int to = offset + (p + k) * stride;
            for (int m = 0; m < n; m++) {
                out[to + m] = -out[from + n + m];
            }
            System.arraycopy(out, from, out, to + n, n);
        });
    }

    /// Writes Re O and beside it Im O.
    private void writeHolomorphic(double[] out, int offset, int stride, Team team) {
        int n = samples();
        real.write(out, offset, stride, team);
        imaginary.write(out, offset + n, stride, team);
        for (int k = 0; k < shape.biases(); k++) {
            int at = offset + k * stride + n;
            Arrays.fill(out, at, at + n, 0.0);
        }
    }

    /// With C = O O^+: the rows of real parts have the products Re C with each other, as those of imaginary parts
    /// have, and row m of the imaginary parts has Im C_mk with row k of the real parts.
    @Override
    public void gram(double[] out, Team team) {
        if (shape.operations == 1) {
            gramOfFactors(out, team);
        } else {
            gramOfRows(out, team);
        }
    }

    private void gramOfRows(double[] out, Team team) {
        int n = samples();
        int rows = 2 * n;
        scratch = sized(scratch, shape.parameters * rows);
        product = sized(product, rows * rows);
        writeHolomorphic(scratch, 0, rows, team);
        Gram.ofColumns(team, shape.parameters, rows, 1, scratch, 0, rows, 0, product, 0, rows);
        Gram.mirror(team, rows, product);
        team.run(n, (worker, m) -> {
            int a = m * rows;
            int b = (n + m) * rows;
            for (int k = 0; k < n; k++) {
                double re = product[a + k] + product[b + n + k];
                out[a + k] = re;
                out[b + n + k] = re;
                out[b + k] = product[b + k] - product[a + n + k];
            }
        });
    }

    /// Without symmetry C = va A + (vb + A) o (T T^+) with A = S S^T, by tiles.
    private void gramOfFactors(double[] out, Team team) {
        int n = samples();
        int rows = 2 * n;
        scratch = sized(scratch, team.size() * 3 * TILE);
        double va = shape.visibleBias ? 1 : 0;
        double vb = shape.hiddenBias ? 1 : 0;
        double[] s = real.spins.values();
        double[] x = real.tangents;
        double[] y = imaginary.tangents;
        Gram.tiles(team, n, (worker, row, column, height, width) -> {
            int a = worker * 3 * TILE;
            int re = a + TILE;
            int im = re + TILE;
            multiply(shape.sites, 1, s, row, s, column, height, width, 0, a);
            multiply(shape.hidden, 1, x, row, x, column, height, width, 0, re);
            multiply(shape.hidden, 1, y, row, y, column, height, width, 1, re);
            multiply(shape.hidden, 1, y, row, x, column, height, width, 0, im);
            multiply(shape.hidden, -1, x, row, y, column, height, width, 1, im);
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    int at = i * Gram.BLOCK + j;
                    double spins = scratch[a + at];
                    double c = va * spins + (vb + spins) * scratch[re + at];
                    double d = (vb + spins) * scratch[im + at];
                    int m = row + i;
                    int k = column + j;
                    out[m * rows + k] = c;
                    out[(n + m) * rows + n + k] = c;
                    out[(n + m) * rows + k] = d;
                    out[(n + k) * rows + m] = -d;
                }
            }
        });
    }

    /// A tile of alpha X^T Y + beta times itself, in the scratch.
    private void multiply(
            int inner,
            double alpha,
            double[] x,
            int row,
            double[] y,
            int column,
            int height,
            int width,
            double beta,
            int at) {
        int ld = real.spins.stride();
        Blas.best()
                .gemm(
                        true,
                        false,
                        height,
                        width,
                        inner,
                        alpha,
                        x,
                        row,
                        ld,
                        y,
                        column,
                        ld,
                        beta,
                        scratch,
                        at,
                        Gram.BLOCK);
    }

    @Override
    public void times(double[] v, double[] out, Team team) {
        int n = samples();
        int p = shape.parameters;
        double[] re = Arrays.copyOf(v, p);
        double[] im = Arrays.copyOfRange(v, p, 2 * p);
        var part = new double[n];
        real.times(re, out, team);
        real.times(im, part, team);
        System.arraycopy(part, 0, out, n, n);
        Arrays.fill(re, 0, shape.biases(), 0.0);
        Arrays.fill(im, 0, shape.biases(), 0.0);
        imaginary.times(im, part, team);
        for (int m = 0; m < n; m++) {
            out[m] -= part[m];
        }
        imaginary.times(re, part, team);
        for (int m = 0; m < n; m++) {
            out[n + m] += part[m];
        }
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        int n = samples();
        int p = shape.parameters;
        double[] re = Arrays.copyOf(x, n);
        double[] im = Arrays.copyOfRange(x, n, 2 * n);
        var part = new double[p];
        real.transposeTimes(re, part, team);
        System.arraycopy(part, 0, out, 0, p);
        imaginary.transposeTimes(im, part, team);
        for (int k = shape.biases(); k < p; k++) {
            out[k] += part[k];
        }
        real.transposeTimes(im, part, team);
        System.arraycopy(part, 0, out, p, p);
        imaginary.transposeTimes(re, part, team);
        for (int k = shape.biases(); k < p; k++) {
            out[p + k] -= part[k];
        }
    }

    private static double[] sized(double[] array, int length) {
        return array.length == length ? array : new double[length];
    }
}
