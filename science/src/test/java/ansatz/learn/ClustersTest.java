package ansatz.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.data.Column;
import ansatz.data.Shipped;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Cholesky;
import ansatz.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClustersTest {
    /// The four measurements of 150 irises, in centimetres.
    private static Array irises() {
        List<Column> columns = new Shipped(Shipped.Table.IRIS).read(1).columns();
        var x = new double[150 * 4];
        int j = 0;
        for (Column column : columns) {
            if (column instanceof Column.Numeric numbers) {
                for (int i = 0; i < 150; i++) {
                    x[i * 4 + j] = numbers.values()[i];
                }
                j++;
            }
        }
        return new Array(Shape.of(150, 4), x);
    }

    private static Array normal(int n, int p, long seed) {
        var x = new double[n * p];
        RandomStream.of(seed, 0, 0, 0).gaussian(x, 0, x.length);
        return new Array(Shape.of(n, p), x);
    }

    /// The sum over pairs of a cluster over its size, which needs no centres.
    private static double inertia(Array x, int[] labels, int count) {
        int n = x.shape().extent(0);
        int p = x.shape().extent(1);
        var pairs = new double[count];
        var sizes = new int[count];
        for (int i = 0; i < n; i++) {
            sizes[labels[i]]++;
            for (int l = 0; l < i; l++) {
                for (int j = 0; labels[i] == labels[l] && j < p; j++) {
                    pairs[labels[i]] += Math.pow(x.get(i, j) - x.get(l, j), 2);
                }
            }
        }
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += sizes[c] > 0 ? pairs[c] / sizes[c] : 0;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"2, 152.347951760358", "3, 78.851441426146"})
    void theInertiaOfTheIrisesIsThatOfScikitLearnAndR(int count, double known) {
        Array x = irises();
        KMeans clusters = KMeans.fit(x, count, 10, 1);
        assertThat(clusters.inertia()).isEqualTo(known, Offset.offset(1e-9));
        assertThat(clusters.inertia()).isEqualTo(inertia(x, clusters.labels(), count), Offset.offset(1e-10));
        assertThat(clusters.converged()).isTrue();
        assertThat(clusters.assign(x)).containsExactly(clusters.labels());
    }

    @Test
    void noPartitionOfAFewRowsIsBetter() {
        int n = 9;
        for (long seed = 1; seed <= 5; seed++) {
            Array x = normal(n, 2, seed);
            double least = Double.POSITIVE_INFINITY;
            var labels = new int[n];
            for (int code = 0; code < 19683; code++) { // 3^9
                for (int i = 0, rest = code; i < n; i++, rest /= 3) {
                    labels[i] = rest % 3;
                }
                least = Math.min(least, inertia(x, labels, 3));
            }
            assertThat(KMeans.fit(x, 3, 50, seed).inertia()).isEqualTo(least, Offset.offset(1e-12));
        }
    }

    @Test
    void oneClusterHasTheVarianceOfAllAndAClusterARowNone() {
        Array x = normal(30, 3, 7);
        double total = PrincipalComponents.exact(x, 1).total();
        assertThat(KMeans.fit(x, 1, 1, 1).inertia()).isEqualTo(30 * total, Offset.offset(1e-11));
        KMeans each = KMeans.fit(x, 30, 1, 1);
        assertThat(each.inertia()).isZero();
        assertThat(each.labels()).doesNotHaveDuplicates();
        KMeans again = KMeans.fit(x, 5, 3, 2);
        assertThat(KMeans.fit(x, 5, 3, 2).labels()).containsExactly(again.labels());
    }

    @Test
    void moreClustersThanDifferentRowsAreRefused() {
        Array x = Array.of(new double[][] {{1, 2}, {1, 2}, {3, 4}, {3, 4}});
        assertThat(KMeans.fit(x, 2, 3, 1).inertia()).isZero();
        assertThatThrownBy(() -> KMeans.fit(x, 3, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 clusters of rows of which 2 differ; legal are 1 to 2");
        assertThatThrownBy(() -> KMeans.fit(x, 5, 1, 1)).hasMessage("5 clusters of 4 rows; legal are 1 to 4");
        assertThatThrownBy(() -> KMeans.fit(x, 1, 0, 1)).hasMessageContaining("0 starts");
        Array equal = Array.of(new double[][] {{1, 2}, {1, 2}});
        assertThatThrownBy(() -> GaussianMixture.fit(equal, 1, 1, 1)).hasMessageContaining("all equal");
    }

    @ParameterizedTest
    @CsvSource({"2, 574.0178", "3, 580.8389"})
    void theMixturesOfTheIrisesAreThoseOfMclust(int count, double bic) {
        // C. Fraley and A. Raftery's mclust, model VVV, which turns the sign of the criterion
        GaussianMixture mixture = GaussianMixture.fit(irises(), count, 1, 1);
        assertThat(mixture.converged()).isTrue();
        assertThat(mixture.bic()).isEqualTo(bic, Offset.offset(2e-3)); // where mclust stops
        assertThat(mixture.components().stream()
                        .mapToDouble(GaussianMixture.Component::weight)
                        .sum())
                .isEqualTo(1, Offset.offset(1e-13));
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "2, 30", "4, 30", "8, 30", "3, 6"})
    void theLikelihoodNeverFalls(int count, int n) {
        // six rows for three components make some of them sink to the floor
        for (long seed = 1; seed <= 5; seed++) {
            double[] likelihoods =
                    GaussianMixture.fit(normal(n, 3, seed), count, 1, seed).likelihoods();
            for (int step = 1; step < likelihoods.length; step++) {
                double rounding = 1e-11 * (1 + Math.abs(likelihoods[step]));
                assertThat(likelihoods[step]).isGreaterThanOrEqualTo(likelihoods[step - 1] - rounding);
            }
        }
    }

    @Test
    void oneComponentIsTheMeanAndTheCovariance() {
        int n = 40;
        int p = 3;
        Array x = normal(n, p, 11);
        var mixture = GaussianMixture.fit(x, 1, 1, 1);
        var data = Centred.of(x, new double[n]);
        var s = new double[p * p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                for (int k = 0; k < p; k++) {
                    s[j * p + k] += data.x().get(i, j) * data.x().get(i, k) / n;
                }
            }
        }
        var component = mixture.components().getFirst();
        assertThat(component.mean()).containsExactly(data.xMeans(), Offset.offset(1e-14));
        assertThat(component.covariance().values()).containsExactly(s, Offset.offset(1e-14));
        double logDeterminant = Cholesky.of(new Array(Shape.of(p, p), s)).logDeterminant();
        assertThat(mixture.logLikelihood())
                .isEqualTo(-n / 2.0 * (p * Math.log(2 * Math.PI) + logDeterminant + p), Offset.offset(1e-11));
        assertThat(mixture.parameters()).isEqualTo(9);
    }

    @Test
    void theSharesAreThoseOfDensitiesByCholeskyAndTheEndIsAFixedPoint() {
        Array x = irises();
        int n = 150;
        int p = 4;
        var mixture = GaussianMixture.fit(x, 3, 1, 1);
        var density = new double[n][3];
        double likelihood = 0;
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                var component = mixture.components().get(c);
                var factor = Cholesky.of(component.covariance());
                var d = new double[p];
                for (int j = 0; j < p; j++) {
                    d[j] = x.get(i, j) - component.mean()[j];
                }
                double[] solved = factor.solve(d);
                double square = 0;
                for (int j = 0; j < p; j++) {
                    square += d[j] * solved[j];
                }
                density[i][c] = component.weight()
                        * Math.exp(-(p * Math.log(2 * Math.PI) + factor.logDeterminant() + square) / 2);
            }
            likelihood += Math.log(Arrays.stream(density[i]).sum());
        }
        assertThat(mixture.logLikelihood()).isEqualTo(likelihood, Offset.offset(1e-9));
        assertThat(mixture.logLikelihood(x)).isEqualTo(mixture.logLikelihood());
        Array shares = mixture.shares(x);
        for (int c = 0; c < 3; c++) {
            double size = 0;
            var mean = new double[p];
            for (int i = 0; i < n; i++) {
                double share = density[i][c] / Arrays.stream(density[i]).sum();
                assertThat(shares.get(i, c)).isEqualTo(share, Offset.offset(1e-9));
                size += share;
                for (int j = 0; j < p; j++) {
                    mean[j] += share * x.get(i, j);
                }
            }
            // a gain of 1e-10 a row leaves the mean its root
            assertThat(mixture.components().get(c).weight()).isEqualTo(size / n, Offset.offset(1e-4));
            for (int j = 0; j < p; j++) {
                assertThat(mixture.components().get(c).mean()[j]).isEqualTo(mean[j] / size, Offset.offset(1e-4));
            }
        }
    }

    @Test
    void theCriterionCountsTheClustersThatWereDrawn() {
        int each = 200;
        Array noise = normal(3 * each, 2, 21);
        double[][] centres = {{0, 0}, {8, 0}, {0, 9}};
        double[] width = {1, 0.5, 2};
        var x = new double[6 * each];
        for (int i = 0; i < 3 * each; i++) {
            for (int j = 0; j < 2; j++) {
                x[2 * i + j] = centres[i % 3][j] + width[i % 3] * noise.get(i, j);
            }
        }
        Array rows = new Array(Shape.of(3 * each, 2), x);
        double[] bic = new double[6];
        for (int k = 1; k < 6; k++) {
            bic[k] = GaussianMixture.fit(rows, k, 3, 1).bic();
        }
        for (int k = 1; k < 6; k++) {
            assertThat(bic[k]).isGreaterThanOrEqualTo(bic[3]);
        }
        var mixture = GaussianMixture.fit(rows, 3, 3, 1);
        for (int c = 0; c < 3; c++) {
            int cluster = c;
            var found = mixture.components().stream()
                    .filter(m -> Math.hypot(m.mean()[0] - centres[cluster][0], m.mean()[1] - centres[cluster][1])
                            < 4 * width[cluster] * Math.sqrt(2.0 / each)) // 4 errors of both coordinates
                    .toList();
            assertThat(found).hasSize(1);
            double square = width[c] * width[c];
            // a variance scatters by sqrt(2/n) of itself
            for (double variance : found.getFirst().variances()) {
                assertThat(variance).isEqualTo(square, Offset.offset(4 * square * Math.sqrt(2.0 / each)));
            }
        }
    }
}
