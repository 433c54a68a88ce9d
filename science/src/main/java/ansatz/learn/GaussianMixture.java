package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A density that is a sum of normal ones, p(x) = sum_k w_k N(x; m_k, S_k), by expectation and maximisation
/// (A. Dempster, N. Laird, D. Rubin, J. R. Stat. Soc. B 39, 1 (1977)).
///
/// A component that shrinks onto a few rows has a likelihood without bound. Therefore no eigenvalue of a covariance
/// may
/// be below [#FLOOR] of the mean variance of the features; the best covariance under this condition has its lower
/// eigenvalues raised to the floor, so that the likelihood does not fall. Features of very different
/// variance are to be standardised first.
///
/// @param components with their weights
/// @param likelihoods log p of all rows at the start and after each step; the last is that of the mixture
/// @param rows n
/// @param converged whether the last step gained less than [#GAIN] a row
public record GaussianMixture(List<Component> components, double[] likelihoods, int rows, boolean converged) {
    /// The least eigenvalue of a covariance, in units of the mean variance of the features.
    public static final double FLOOR = 1e-6;

    /// The gain of the logarithm of the likelihood a row at which it ends.
    public static final double GAIN = 1e-10;

    private static final int MOST_STEPS = 10_000;

    /// One normal density.
    ///
    /// @param weight from 0 to 1; those of a mixture sum to 1
    /// @param mean p
    /// @param variances the eigenvalues of the covariance, ascending, p
    /// @param directions its eigenvectors, one a row, p x p
    public record Component(double weight, double[] mean, double[] variances, Array directions) {
        /// S, p x p.
        public Array covariance() {
            int p = mean.length;
            var s = new double[p * p];
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    for (int k = 0; k < p; k++) {
                        s[i * p + j] += variances[k] * directions.get(k, i) * directions.get(k, j);
                    }
                }
            }
            return new Array(Shape.of(p, p), s);
        }

        /// log [w N(x; m, S)], minus infinity at the weight 0.
        private double logDensity(double[] x, int offset, double[] d) {
            int p = mean.length;
            for (int j = 0; j < p; j++) {
                d[j] = x[offset + j] - mean[j];
            }
            double sum = -p * StrictMath.log(2 * Math.PI);
            for (int k = 0; k < p; k++) {
                double along = 0;
                for (int j = 0; j < p; j++) {
                    along += directions.values()[k * p + j] * d[j];
                }
                sum -= along * along / variances[k] + StrictMath.log(variances[k]);
            }
            return StrictMath.log(weight) + sum / 2;
        }
    }

    public GaussianMixture {
        components = List.copyOf(components);
    }

    /// The mixture of the largest likelihood of several starts, each from the clusters of one start of k-means.
    ///
    /// @param x n x p
    /// @param count of components, from 1 to the number of different rows
    /// @param starts at least 1
    /// @throws IllegalArgumentException if there are not so many different rows, no start, or if all rows are equal
    public static GaussianMixture fit(Array x, int count, int starts, long seed) {
        if (starts < 1) {
            throw new IllegalArgumentException(starts + " starts of a mixture; legal are 1 and more");
        }
        double floor =
                FLOOR * PrincipalComponents.exact(x, 1).total() / x.shape().extent(1);
        if (!(floor > 0)) {
            throw new IllegalArgumentException("a mixture of rows that are all equal; at least 2 must differ");
        }
        GaussianMixture best = climb(x, KMeans.fit(x, count, 1, seed), floor);
        for (int s = 1; s < starts; s++) {
            GaussianMixture other = climb(x, KMeans.fit(x, count, 1, seed + s), floor);
            best = other.logLikelihood() > best.logLikelihood() ? other : best;
        }
        return best;
    }

    private static GaussianMixture climb(Array x, KMeans clusters, double floor) {
        int n = x.shape().extent(0);
        int k = clusters.count();
        var r = new double[n * k];
        for (int i = 0; i < n; i++) {
            r[i * k + clusters.labels()[i]] = 1;
        }
        var empty = IntStream.range(0, k)
                .mapToObj(c -> new Component(0, clusters.centres().row(c).values(), new double[0], Array.zeros(0, 0)))
                .toList();
        List<Component> components = maximised(x, r, empty, floor);
        var likelihoods = new ArrayList<Double>();
        likelihoods.add(expectation(x, components, r));
        boolean converged = false;
        for (int step = 0; step < MOST_STEPS && !converged; step++) {
            components = maximised(x, r, components, floor);
            double likelihood = expectation(x, components, r);
            converged = likelihood - likelihoods.getLast() < GAIN * n;
            likelihoods.add(likelihood);
        }
        return new GaussianMixture(
                components,
                likelihoods.stream().mapToDouble(Double::doubleValue).toArray(),
                n,
                converged);
    }

    /// The share of each component in each row, r_ik = w_k N(x_i; m_k, S_k) / p(x_i).
    ///
    /// @param r n x k, overwritten
    /// @return log p of all rows
    private static double expectation(Array x, List<Component> components, double[] r) {
        int n = x.shape().extent(0);
        int p = x.shape().extent(1);
        int k = components.size();
        var d = new double[p];
        double total = 0;
        for (int i = 0; i < n; i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                r[i * k + c] = components.get(c).logDensity(x.values(), i * p, d);
                most = Math.max(most, r[i * k + c]);
            }
            double sum = 0;
            for (int c = 0; c < k; c++) {
                r[i * k + c] = StrictMath.exp(r[i * k + c] - most);
                sum += r[i * k + c];
            }
            for (int c = 0; c < k; c++) {
                r[i * k + c] /= sum;
            }
            total += most + StrictMath.log(sum);
        }
        return total;
    }

    /// The components of the largest expected likelihood at given shares.
    private static List<Component> maximised(Array x, double[] r, List<Component> before, double floor) {
        int n = x.shape().extent(0);
        int k = before.size();
        var components = new ArrayList<Component>();
        for (int c = 0; c < k; c++) {
            var share = new double[n];
            double size = 0;
            for (int i = 0; i < n; i++) {
                share[i] = r[i * k + c];
                size += share[i];
            }
            Component old = before.get(c);
            components.add(
                    size > Double.MIN_NORMAL
                            ? component(x, share, size, floor)
                            : new Component(0, old.mean, old.variances, old.directions)); // it has died
        }
        return components;
    }

    private static Component component(Array x, double[] share, double size, double floor) {
        int n = x.shape().extent(0);
        int p = x.shape().extent(1);
        var mean = new double[p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                mean[j] += share[i] / size * x.values()[i * p + j];
            }
        }
        var s = new double[p * p];
        var d = new double[p];
        for (int i = 0; i < n; i++) {
            if (share[i] == 0) {
                continue;
            }
            for (int j = 0; j < p; j++) {
                d[j] = x.values()[i * p + j] - mean[j];
            }
            for (int j = 0; j < p; j++) {
                for (int l = 0; l <= j; l++) {
                    s[j * p + l] += share[i] / size * d[j] * d[l];
                }
            }
        }
        for (int j = 0; j < p; j++) {
            for (int l = 0; l < j; l++) {
                s[l * p + j] = s[j * p + l];
            }
        }
        var eigen = SymmetricEigen.of(new Array(Shape.of(p, p), s));
        double[] variances =
                Arrays.stream(eigen.values()).map(v -> Math.max(v, floor)).toArray();
        return new Component(size / n, mean, variances, eigen.vectors());
    }

    /// log p of the rows that it was fitted to.
    public double logLikelihood() {
        return likelihoods[likelihoods.length - 1];
    }

    /// The number of free parameters: k - 1 weights, k p means, k p (p + 1) / 2 covariances.
    public int parameters() {
        int k = components.size();
        int p = components.getFirst().mean.length;
        return k - 1 + k * p + k * p * (p + 1) / 2;
    }

    /// Schwarz' criterion, -2 log p + parameters log n: of several numbers of components the one of the least is to
    /// be
    /// taken (G. Schwarz, Ann. Stat. 6, 461 (1978)).
    public double bic() {
        return -2 * logLikelihood() + parameters() * StrictMath.log(rows);
    }

    /// The probability that each row came from each component.
    ///
    /// @param x rows x p
    /// @return rows x k
    public Array shares(Array x) {
        int count = x.shape().extent(0);
        var r = new double[count * components.size()];
        expectation(x, components, r);
        return new Array(Shape.of(count, components.size()), r);
    }

    /// log p(x) summed over rows that need not be those of the fit.
    public double logLikelihood(Array x) {
        return expectation(x, components, new double[x.shape().extent(0) * components.size()]);
    }
}
