package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    /// draws towards zero: they do not count how far. sigma^2 = |y - X b|^2 / (n - 1 - sum s^2 / (s^2 + n lambda)).
    @Override
    public List<LinearFit> path(Array x, Target y, double[] strengths) {
        var modes = Modes.of(Centred.of(x, y));
        return Arrays.stream(strengths)
                .mapToObj(lambda -> Filtered.of(modes, lambda).fit())
                .toList();
    }

    /// Of more features than rows without a penalty there is none.
    @Override
    public Optional<Uncertainty> uncertainty(Array x, Target y, double strength) {
        return Filtered.of(Modes.of(Centred.of(x, y)), strength).uncertainty();
    }

    /// The fit at one strength, along the singular vectors.
    ///
    /// @param filter s / (s^2 + n lambda), which takes u . y to the coefficient along v
    /// @param noise sigma^2; NaN where no row is left to tell it
    private record Filtered(Modes modes, double lambda, double[] filter, double noise) {
        static Filtered of(Modes modes, double lambda) {
            int n = modes.data().rows();
            double[] s = modes.s();
            var filter = new double[s.length];
            double freedom = n - 1;
            double squares = modes.rest();
            for (int k = 0; k < s.length; k++) {
                filter[k] = s[k] / (s[k] * s[k] + n * lambda);
                freedom -= s[k] * filter[k];
                double left = modes.c()[k] * n * lambda / (s[k] * s[k] + n * lambda);
                squares += left * left;
            }
            boolean known = freedom > 0.5 && (s.length == modes.data().features() || lambda > 0);
            return new Filtered(modes, lambda, filter, known ? squares / freedom : Double.NaN);
        }

        private double[] variances() {
            return Arrays.stream(filter).map(f -> noise * f * f).toArray();
        }

        LinearFit fit() {
            var parts = new double[filter.length];
            Arrays.setAll(parts, k -> filter[k] * modes.c()[k]);
            double[] errors = Arrays.stream(modes.squaresAlong(variances()))
                    .map(Math::sqrt)
                    .toArray();
            if (Double.isNaN(noise)) {
                Arrays.fill(errors, Double.NaN);
            }
            return modes.data().fit(modes.along(parts), errors, modes.rank(), modes.condition(), 0);
        }

        Optional<Uncertainty> uncertainty() {
            return Double.isNaN(noise)
                    ? Optional.empty()
                    : Optional.of(new Uncertainty(
                            modes.data().xMeans(),
                            modes.directions(),
                            variances(),
                            0,
                            noise,
                            modes.data().rows(),
                            lambda == 0));
        }
    }
}
