package ansatz.model;

import ansatz.engine.parallel.Team;

/// Makes the log-derivatives of a projected wave function, means of those of its terms: sum_g p_g O(g s) with p_g =
/// chi(g)* phi(g s) / sum_g chi(g)* phi(g s).
final class ProjectedDerivatives {
    private final int parameters;
    private final int samples;
    private final boolean complex;
    private final StoredDerivatives sum;
    /// The derivatives of one term.
    private final double[] term;

    private final int termRows;

    /// @param complex whether the projected wave function is
    /// @param complexTerms whether its terms are
    ProjectedDerivatives(int parameters, int samples, boolean complex, boolean complexTerms) {
        this.parameters = parameters;
        this.samples = samples;
        this.complex = complex;
        this.sum = new StoredDerivatives(parameters, samples, complex ? 2 : 1);
        this.termRows = complexTerms ? 2 * samples : samples;
        this.term = new double[Math.multiplyExact(parameters, termRows)];
    }

    /// What was added since it was cleared.
    StoredDerivatives sum() {
        return sum;
    }

    /// Adds the derivatives of a term, times its share.
    ///
    /// @param re the real parts of the shares, from `at` on, by sample
    /// @param im the imaginary parts, where the wave function is complex
    void add(LogDerivatives of, double[] re, double[] im, int at, Team team) {
        of.write(term, 0, termRows, team);
        double[] stored = sum.values;
        team.run(parameters, (worker, k) -> {
            int x = k * termRows;
            int to = k * sum.rows();
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
}
