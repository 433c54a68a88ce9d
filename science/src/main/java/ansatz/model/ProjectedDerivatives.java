package ansatz.model;

import ansatz.engine.kernel.Kernels;
import ansatz.engine.linalg.Gram;
import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// The log-derivatives of a projected wave function, means of those of its terms: sum_g p_g O(g s) with p_g =
/// chi(g)* phi(g s) / sum_g chi(g)* phi(g s). Their rows are stored.
final class ProjectedDerivatives implements LogDerivatives {
    private final int parameters;
    private final int samples;
    private final boolean complex;
    private final int rows;
    /// O^T in rows of `rows`.
    private final double[] stored;
    /// The derivatives of one term.
    private final double[] term;

    private final int termRows;

    /// @param complex whether the projected wave function is
    /// @param complexTerms whether its terms are
    ProjectedDerivatives(int parameters, int samples, boolean complex, boolean complexTerms) {
        this.parameters = parameters;
        this.samples = samples;
        this.complex = complex;
        this.rows = complex ? 2 * samples : samples;
        this.termRows = complexTerms ? 2 * samples : samples;
        this.stored = new double[Math.multiplyExact(parameters, rows)];
        this.term = new double[Math.multiplyExact(parameters, termRows)];
    }

    void clear() {
        Arrays.fill(stored, 0);
    }

    /// Adds the derivatives of a term, times its share.
    ///
    /// @param re the real parts of the shares, from `at` on, by sample
    /// @param im the imaginary parts, where the wave function is complex
    void add(LogDerivatives of, double[] re, double[] im, int at, Team team) {
        of.write(term, 0, termRows, team);
        team.run(parameters, (worker, k) -> {
            int x = k * termRows;
            int to = k * rows;
            addProduct(term, x, re, at, 1, stored, to, samples);
            if (!complex) {
                return;
            }
            addProduct(term, x, im, at, 1, stored, to + samples, samples);
            if (termRows > samples) {
                addProduct(term, x + samples, im, at, -1, stored, to, samples);
                addProduct(term, x + samples, re, at, 1, stored, to + samples, samples);
            }
        });
    }

    private static void addProduct(
            double[] x, int a, double[] y, int b, double sign, double[] out, int to, int length) {
        for (int n = 0; n < length; n++) {
            out[to + n] = Math.fma(sign * x[a + n], y[b + n], out[to + n]);
        }
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public int outputs() {
        return complex ? 2 : 1;
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public void write(double[] out, int offset, int stride, Team team) {
        team.run(parameters, (worker, k) -> System.arraycopy(stored, k * rows, out, offset + k * stride, rows));
    }

    @Override
    public void gram(double[] out, Team team) {
        Gram.ofColumns(team, parameters, rows, 1, stored, 0, rows, 0, out, 0, rows);
    }

    @Override
    public void times(double[] v, double[] out, Team team) {
        Arrays.fill(out, 0, rows, 0.0);
        for (int k = 0; k < parameters; k++) {
            Kernels.best().arithmetic().axpy(v[k], stored, k * rows, out, 0, rows);
        }
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        var reductions = Kernels.best().reductions();
        team.run(parameters, (worker, k) -> out[k] = reductions.dot(stored, k * rows, x, 0, rows));
    }
}
