package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.linalg.Svd;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.ArrayList;
import java.util.List;

/// Least squares with a quadratic penalty, (1/n) |y - X b|^2 + lambda |b|^2, for all lambda from one singular value
/// decomposition.
@Name(
        value = "ridge",
        summary = "Linear model with a quadratic penalty: (1/n) |y - X b|^2 + lambda |b|^2",
        cite = "A. Hoerl and R. Kennard, Technometrics 12, 55 (1970)")
public record Ridge(
        @Key(
                value = "strengths to choose from by cross-validation; without any 37 from 1e-10 to 100",
                min = 0,
                max = 1e12)
        List<Double> lambda)
        implements Learner {
    /// With the strengths of [#strengths].
    public static final Ridge DEFAULTS = new Ridge(List.of());

    /// Singular values below this share of the largest count as zero.
    private static final double CUTOFF = 1e-12;

    public Ridge {
        lambda = List.copyOf(lambda);
    }

    @Override
    public boolean classifies() {
        return false;
    }

    /// Twelve decades where none are given: polynomials of a high degree need small strengths.
    @Override
    public double[] strengths(Array x, Target y) {
        return Strengths.descending(lambda.isEmpty() ? Strengths.decades(1e-10, 1e2, 37) : lambda);
    }

    /// With the errors sqrt(sigma^2 diag(A X^T X A)), A = (X^T X + n lambda)^-1, of an estimate that the penalty
    /// draws
    /// towards zero: they do not count how far. sigma^2 = |y - X b|^2 / (n - 1 - sum s^2 / (s^2 + n lambda)).
    @Override
    public List<LinearFit> path(Array x, Target y, double[] strengths) {
        var data = Centred.of(x, y.values());
        int n = data.rows();
        int p = data.features();
        Svd svd = Svd.of(data.x());
        double[] s = svd.singularValues();
        int rank = svd.rank(CUTOFF);
        double condition = rank < Math.min(n - 1, p) ? Double.POSITIVE_INFINITY : s[0] / s[rank - 1];
        var projected = new double[rank]; // u_k . y
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < rank; k++) {
                projected[k] += svd.u().values()[i * s.length + k] * data.y()[i];
            }
        }
        var fits = new ArrayList<LinearFit>();
        for (double lambda : strengths) {
            var b = new double[p];
            var variance = new double[p];
            double freedom = n - 1;
            for (int k = 0; k < rank; k++) {
                double filter = s[k] / (s[k] * s[k] + n * lambda);
                freedom -= s[k] * filter;
                for (int j = 0; j < p; j++) {
                    double v = svd.vt().values()[k * p + j];
                    b[j] += v * filter * projected[k];
                    variance[j] += v * v * filter * filter;
                }
            }
            double squares = 0;
            for (double r : data.residual(b)) {
                squares += r * r;
            }
            var errors = new double[p];
            for (int j = 0; j < p; j++) {
                errors[j] = freedom > 0.5 && (rank == p || lambda > 0)
                        ? Math.sqrt(squares / freedom * variance[j])
                        : Double.NaN;
            }
            fits.add(data.fit(b, errors, rank, condition, 0));
        }
        return fits;
    }
}
