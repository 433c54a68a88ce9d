package ansatz.learn;

import ansatz.engine.array.Array;
import java.util.Arrays;

/// How far a linear fit and new observations scatter about what the fit says: the covariance of its coefficients,
/// kept
/// by the directions that the data determine, and the noise.
///
/// @param xMeans the means of the features, p
/// @param directions orthonormal, rank x p
/// @param variances of the coefficients along each direction, in the square of the unit of y
/// @param outside the variance along any direction orthogonal to these
/// @param noise the variance of the noise, in the square of the unit of y
/// @param rows n, from which the intercept is known to noise / n
/// @param whole whether nothing else makes the fit err: false where a penalty draws it by an amount that the
/// scatter
///     does not know
public record Uncertainty(
        double[] xMeans, Array directions, double[] variances, double outside, double noise, int rows, boolean whole) {
    /// The standard errors of the fitted function: sqrt(noise / n + (x - <x>)^T S (x - <x>)).
    ///
    /// @param x rows x p
    /// @return one a row, in the unit of y
    public double[] ofFunction(Array x) {
        return roots(x, noise / rows);
    }

    /// The standard deviations of new observations, noise included: sqrt(noise (1 + 1/n) + (x - <x>)^T S (x - <x>))
    /// (C. Bishop, Pattern Recognition and Machine Learning, eq. 3.59, with a term for the intercept).
    ///
    /// @param x rows x p
    /// @return one a row, in the unit of y
    public double[] ofObservations(Array x) {
        return roots(x, (1 + 1.0 / rows) * noise);
    }

    private double[] roots(Array x, double constant) {
        int p = xMeans.length;
        int count = x.shape().extent(0);
        double[] v = directions.values();
        var errors = new double[count];
        var d = new double[p];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < p; j++) {
                d[j] = x.values()[i * p + j] - xMeans[j];
            }
            double variance = constant;
            for (int k = 0; k < variances.length; k++) {
                double along = 0;
                for (int j = 0; j < p; j++) {
                    along += v[k * p + j] * d[j];
                }
                for (int j = 0; j < p; j++) {
                    d[j] -= along * v[k * p + j];
                }
                variance += along * along * variances[k];
            }
            if (variances.length < p) {
                variance += Arrays.stream(d).map(z -> z * z).sum() * outside;
            }
            errors[i] = Math.sqrt(variance);
        }
        return errors;
    }
}
