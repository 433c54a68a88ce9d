package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.data.Column;
import ansatz.data.Dataset;
import ansatz.data.Franke;
import ansatz.data.Shipped;
import ansatz.data.Source;
import ansatz.engine.random.RandomStream;
import ansatz.learn.BayesianLinear;
import ansatz.learn.Centres;
import ansatz.learn.DenseRegions;
import ansatz.learn.ElasticNet;
import ansatz.learn.GaussianKernel;
import ansatz.learn.KernelMap;
import ansatz.learn.KernelRidge;
import ansatz.learn.LeastSquares;
import ansatz.learn.LinearComponents;
import ansatz.learn.Logistic;
import ansatz.learn.NormalClusters;
import ansatz.learn.Ridge;
import ansatz.schema.InvalidInput;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// How fits are judged: by groups, in time, against one another, by their bias and variance; and what is found
/// without
/// a target.
class JudgedFitsTest {
    /// y = 2 a + noise of deviation 1, with a column that is only noise, and a patient for every four rows.
    private record Made(int count) implements Source {
        @Override
        public Dataset read(long seed) {
            var random = RandomStream.of(seed, 77, 0, 0);
            var a = new double[count];
            var b = new double[count];
            var y = new double[count];
            var patient = new double[count];
            for (int i = 0; i < count; i++) {
                a[i] = random.nextGaussian();
                b[i] = random.nextGaussian();
                patient[i] = i / 4;
                y[i] = 2 * a[i] + random.nextGaussian();
            }
            return Dataset.of(
                    "made",
                    List.of(
                            new Column.Numeric("a", "", a),
                            new Column.Numeric("b", "", b),
                            new Column.Numeric("patient", "", patient),
                            new Column.Numeric("y", "m", y)));
        }

        @Override
        public String target() {
            return "y";
        }

        @Override
        public double memory() {
            return 100.0 * count;
        }
    }

    @Test
    void groupsAreNoFeatureAndNeedTheirColumn() {
        Learning fit = Learning.of(new Made(400), LeastSquares.DEFAULTS).groups("patient");
        Outcome outcome = fit.run();
        assertThat(outcome.results()).extracting(Result::name).doesNotContain("coefficient_of_patient");
        assertThatThrownBy(() -> fit.groups("patients").run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no column \"patients\"; did you mean \"patient\"?");
    }

    @Test
    void aKernelThatKnowsThePatientIsFoundOutByWholeGroups() {
        // y is nothing but the patient's own number, which b betrays: to new rows of known patients, not to new
        // patients
        Source betrayed = new Source() {
            @Override
            public Dataset read(long seed) {
                var random = RandomStream.of(seed, 78, 0, 0);
                int n = 240;
                var b = new double[n];
                var y = new double[n];
                var patient = new double[n];
                for (int i = 0; i < n; i++) {
                    if (i % 6 == 0) {
                        b[i] = random.nextGaussian();
                        y[i] = random.nextGaussian();
                    } else {
                        b[i] = b[i - 1];
                        y[i] = y[i - 1];
                    }
                    patient[i] = i / 6;
                }
                return Dataset.of(
                        "betrayed",
                        List.of(
                                new Column.Numeric("b", "", b),
                                new Column.Numeric("patient", "", patient),
                                new Column.Numeric("y", "", y)));
            }

            @Override
            public String target() {
                return "y";
            }

            @Override
            public double memory() {
                return 1e4;
            }
        };
        var learner = new KernelRidge(new GaussianKernel(0.003), List.of(1e-6));
        Result known = Learning.of(betrayed, learner).run().result("r2");
        Result unknown = Learning.of(betrayed, learner).groups("patient").run().result("r2");
        assertThat(known.mean()).isGreaterThan(0.5);
        assertThat(unknown.mean()).isLessThan(0.3);
    }

    @Test
    void shufflingAColumnCostsTwiceItsShareOfTheVariance() {
        // E (2 a - 2 a')^2 = 2 x 4 x var(a) = 8, with means of 2,000 rows
        Outcome outcome = Learning.of(new Made(8000), LeastSquares.DEFAULTS).run();
        Result ofA = outcome.result("importance_of_a");
        assertThat(Math.abs(ofA.mean() - 8))
                .isLessThan(4 * ofA.error() + 0.3); // the variance of a in these rows is 1 +- 0.03
        Result ofB = outcome.result("importance_of_b");
        assertThat(Math.abs(ofB.mean())).isLessThan(4 * ofB.error() + 0.01);
        assertThat(ofA.unit()).isEqualTo("(m)^2");
    }

    @Test
    void theErrorOfLeastSquaresIsNoiseAndAVarianceByTheNumberOfCoefficients() {
        // a line through n rows with noise of variance 1 and p = 3 slopes: variance of the fit (p + 1) / n on average,
        // and
        // the bias from y is the noise
        int n = 400;
        Outcome outcome = new BiasVariance("bias", 1, new Made(n), LeastSquares.DEFAULTS, 1, 0.25, 200, 10).run();
        Result error = outcome.result("mean_squared_error");
        Result bias = outcome.result("square_of_the_bias");
        Result variance = outcome.result("variance");
        assertThat(error.mean()).isEqualTo(bias.mean() + variance.mean(), Offset.offset(1e-12));
        assertThat(Math.abs(bias.mean() - 1)).isLessThan(4 * bias.error());
        double known = 4.0 / (0.75 * n);
        assertThat(variance.mean())
                .isBetween(0.7 * known, 1.4 * known); // of 200 fits, to rows whose variance is 1 +- 0.08
        assertThat(outcome.pictures()).hasSize(1);
    }

    @Test
    void theBestDegreeOfFrankesFunctionLiesBetweenBiasAndVariance() {
        var study = new BiasVariance("f", 1, new Franke(300, 0.1), LeastSquares.DEFAULTS, 9, 0.25, 30, 10);
        Outcome outcome = study.run();
        assertThat(outcome.result("best_degree").mean()).isBetween(3.0, 7.0);
        double least = outcome.result("mean_squared_error").mean();
        assertThat(least).isBetween(0.006, 0.03); // the noise is 0.01
        assertThatThrownBy(() -> BiasVariance.of(new Shipped(Shipped.Table.IRIS), Logistic.DEFAULTS)
                        .run())
                .hasMessageContaining("predicts classes");
    }

    @Test
    void aModelThatIsTheSameTwiceDiffersByNothing() {
        Outcome outcome = Comparison.of(
                        new Shipped(Shipped.Table.DIABETES),
                        LeastSquares.DEFAULTS,
                        LeastSquares.DEFAULTS,
                        new Ridge(List.of(1e6)))
                .run();
        Result same = outcome.result("linear_2_minus_linear_1");
        assertThat(same.mean()).isZero();
        assertThat(same.error()).isZero();
        // a penalty that leaves the mean alone: far worse, and by far more than the error of the difference
        Result worse = outcome.result("ridge_minus_linear_1");
        assertThat(worse.mean() / worse.error()).isGreaterThan(5);
        // of what both lose in the same rows nothing is left in the difference
        double apart = Math.hypot(
                outcome.result("mean_squared_error_of_ridge").error(),
                outcome.result("mean_squared_error_of_linear_1").error());
        assertThat(worse.error()).isLessThan(apart);
        assertThatThrownBy(() -> Comparison.of(
                                new Shipped(Shipped.Table.DIABETES), LeastSquares.DEFAULTS, Logistic.DEFAULTS)
                        .run())
                .hasMessageContaining("models");
    }

    @Test
    void learningFromMoreRowsLosesLess() {
        Outcome outcome = Learning.of(new Shipped(Shipped.Table.DIGITS), new Logistic(List.of(1e-3), 0))
                .components(20)
                .learningCurve(4)
                .run();
        var curve = (Picture.Chart) outcome.pictures().stream()
                .filter(picture -> picture.title().equals("Learning curve"))
                .findFirst()
                .orElseThrow();
        double[] held = curve.layers().getFirst().y();
        assertThat(held[3]).isLessThan(held[0]);
        assertThat(curve.layers().getFirst().x()[3]).isEqualTo(1797 - 449);
        double last = outcome.result("log_loss").mean();
        assertThat(held[3]).isEqualTo(last, Offset.offset(1e-12)); // all rows: the model itself
        assertThat(outcome.result("accuracy").mean()).isGreaterThan(0.93);
    }

    @Test
    void everyKindOfFitGoesOnWithTheSameBits() {
        Shipped diabetes = new Shipped(Shipped.Table.DIABETES);
        Resumed.goesOn(Learning.of(diabetes, KernelRidge.DEFAULTS).learningCurve(3), 4, 11, 13);
        Resumed.goesOn(Learning.of(diabetes, BayesianLinear.DEFAULTS).components(4), 1);
        Resumed.goesOn(Learning.of(diabetes, LeastSquares.DEFAULTS).order(Learning.Order.LAST), 1);
        Resumed.goesOn(Comparison.of(diabetes, LeastSquares.DEFAULTS, Ridge.DEFAULTS), 7);
        Resumed.goesOn(
                BiasVariance.of(new Franke(100, 0.1), LeastSquares.DEFAULTS).degree(3), 2);
        Resumed.goesOn(Clustering.of(new Shipped(Shipped.Table.IRIS), Centres.DEFAULTS), 1);
    }

    @Test
    void theSpeciesOfTheIrisesAreFoundWithoutThem() {
        Shipped iris = new Shipped(Shipped.Table.IRIS);
        Outcome mixture = Clustering.of(iris, NormalClusters.DEFAULTS).run();
        assertThat(mixture.converged()).isTrue();
        // 5 of 150 are taken for another species (C. Fraley and A. Raftery, J. Classif. 16, 297 (1999))
        assertThat(mixture.result("adjusted_rand_index").mean()).isEqualTo(0.904, Offset.offset(1e-3));
        var table = (Picture.Matrix) mixture.pictures().getLast();
        assertThat(table.counts().stream()
                        .flatMap(List::stream)
                        .mapToDouble(d -> d)
                        .sum())
                .isEqualTo(150);
        Outcome dense = Clustering.of(iris, DenseRegions.DEFAULTS).run();
        assertThat(dense.result("clusters").mean()).isEqualTo(2); // two of the species touch
        assertThatThrownBy(() -> Clustering.of(iris, new Centres(200, 1)).run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("200 clusters of 150 rows; legal are 1 to 150");
    }

    @Test
    void theSharesOfComponentsAreThoseOfTheCorrelations() {
        Outcome exact = Components.of(new Shipped(Shipped.Table.WINE), LinearComponents.DEFAULTS)
                .run();
        Outcome randomised = Components.of(new Shipped(Shipped.Table.WINE), new LinearComponents(true))
                .run();
        // 4.7059 and 2.4970 of 13, the eigenvalues of the correlations of these 13 measurements by R's prcomp
        double[] known = {4.7058503 / 13, 2.4969737 / 13};
        IntStream.range(0, 2).forEach(c -> {
            Result share = exact.result("share_of_component_" + (c + 1));
            assertThat(share.mean()).isEqualTo(known[c], Offset.offset(1e-7));
            assertThat(share.error()).isBetween(0.003, 0.03);
            assertThat(randomised.result("share_of_component_" + (c + 1)).mean())
                    .isEqualTo(share.mean(), Offset.offset(1e-6));
        });
        assertThat(Components.of(new Shipped(Shipped.Table.IRIS), KernelMap.DEFAULTS)
                        .run()
                        .result("share_of_all_10")
                        .mean())
                .isBetween(0.8, 1.0);
    }

    @Test
    void aFitOfOneColumnIsDrawnWithItsBand() {
        Source line = new Source() {
            @Override
            public Dataset read(long seed) {
                var random = RandomStream.of(seed, 79, 0, 0);
                double[] x = IntStream.range(0, 80).mapToDouble(i -> i / 10.0).toArray();
                double[] y = x.clone();
                for (int i = 0; i < 80; i++) {
                    y[i] = Math.sin(x[i]) + 0.2 * random.nextGaussian();
                }
                return Dataset.of("line", List.of(new Column.Numeric("x", "s", x), new Column.Numeric("y", "V", y)));
            }

            @Override
            public String target() {
                return "y";
            }

            @Override
            public double memory() {
                return 1e4;
            }
        };
        var fit = Learning.of(line, LeastSquares.DEFAULTS).degree(7).run();
        var chart = (Picture.Chart) fit.pictures().getFirst();
        assertThat(chart.title()).isEqualTo("The fit");
        Picture.Layer band = chart.layers().getLast();
        int inside = 0;
        for (int i = 0; i < band.x().length; i++) {
            inside += Math.abs(band.y()[i] - Math.sin(band.x()[i])) < 3 * band.error()[i] ? 1 : 0;
        }
        assertThat(inside)
                .isGreaterThan(190); // of 201, three errors; eight coefficients make them rise and fall together
        assertThat(((Picture.Chart) Learning.of(line, ElasticNet.DEFAULTS)
                                .run()
                                .pictures()
                                .getFirst())
                        .layers()
                        .getLast()
                        .error())
                .isEmpty();
    }
}
