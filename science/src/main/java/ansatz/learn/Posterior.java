package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;

/// What a linear model knows after the data: coefficients that are normal with a mean and a covariance, and the two
/// precisions that the data chose.
///
/// The prior is b_j ~ N(0, 1/alpha), the noise N(0, 1/beta), and nothing is known beforehand of the intercept: so
/// the
/// data are the n - 1 differences of the rows, and the posterior of b, taken with centred features X, is
///
///     N(m, S),  S = (alpha 1 + beta X^T X)^-1,  m = beta S X^T y
///
/// (C. Bishop, Pattern Recognition and Machine Learning, eqs. 3.53, 3.54). S is kept by the directions that the
/// data
/// determine, so that more features than rows take no p x p matrix.
///
/// @param fit m, with the roots of the diagonal of S as errors
/// @param xMeans the means of the features, p
/// @param directions orthonormal, rank x p: the right singular vectors of X
/// @param variances of b along each direction, 1 / (alpha + beta s^2), in the square of the unit of y
/// @param rows n
/// @param alpha the precision of the prior, in 1 / unit^2
/// @param beta the precision of the noise, in 1 / unit^2
/// @param effective gamma = sum beta s^2 / (alpha + beta s^2), how many coefficients the data determine, from 0 to
/// rank
/// @param logEvidence log p(y | alpha, beta) of the n - 1 differences
public record Posterior(
        LinearFit fit,
        double[] xMeans,
        Array directions,
        double[] variances,
        int rows,
        double alpha,
        double beta,
        double effective,
        double logEvidence) {
    /// The standard deviation of the noise, in the unit of y.
    public double noise() {
        return 1 / Math.sqrt(beta);
    }

    /// The error of alpha: log alpha scatters by sqrt(2 / gamma) (D. MacKay, Neural Comput. 4, 415 (1992), section
    /// 4).
    public double alphaError() {
        return alpha * Math.sqrt(2 / effective);
    }

    /// The error of [#noise]: log beta scatters by sqrt(2 / (n - 1 - gamma)), its root by half of that.
    public double noiseError() {
        return noise() / Math.sqrt(2 * (rows - 1 - effective));
    }

    /// The error of gamma: it falls with log (alpha / beta) by sum f (1 - f), f = beta s^2 / (alpha + beta s^2),
    /// and the
    /// two logarithms scatter as [#alphaError] and [#noiseError] say.
    public double effectiveError() {
        double slope = 0;
        for (double variance : variances) {
            double f = 1 - alpha * variance;
            slope += f * (1 - f);
        }
        return slope * Math.sqrt(2 / effective + 2 / (rows - 1 - effective));
    }

    /// S, p x p.
    public Array covariance() {
        int p = xMeans.length;
        int rank = variances.length;
        double[] v = directions.values();
        var s = new double[p * p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j <= i; j++) {
                double inside = 0;
                double known = 0;
                for (int k = 0; k < rank; k++) {
                    double product = v[k * p + i] * v[k * p + j];
                    known += product;
                    inside += product * variances[k];
                }
                // of a full rank nothing lies outside, and rounding divided by a small alpha would be seen
                double outside = rank == p ? 0 : ((i == j ? 1 : 0) - known) / alpha;
                s[i * p + j] = inside + outside;
                s[j * p + i] = s[i * p + j];
            }
        }
        return new Array(Shape.of(p, p), s);
    }

    /// What new rows may say: the covariance S, and the prior's variance along what the data have not seen.
    public Uncertainty uncertainty() {
        double outside = variances.length < xMeans.length ? 1 / alpha : 0;
        return new Uncertainty(xMeans, directions, variances, outside, 1 / beta, rows, true);
    }
}
