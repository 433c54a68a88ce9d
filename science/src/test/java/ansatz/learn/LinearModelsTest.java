package ansatz.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.data.Column;
import ansatz.data.Dataset;
import ansatz.data.Encoding;
import ansatz.data.Shipped;
import ansatz.data.Split;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Cholesky;
import ansatz.engine.linalg.Svd;
import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import ansatz.schema.InvalidInput;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearModelsTest {
    /// @param values the intercept and the coefficients
    record Known(String model, double strength, double rho, double[] values) {
        @Override
        public String toString() {
            return model + " " + strength + " " + rho;
        }
    }

    static Stream<Known> reference() throws Exception {
        try (var reader = new BufferedReader(new InputStreamReader(
                LinearModelsTest.class.getResourceAsStream("reference.csv"), StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .map(line -> line.split(","))
                    .map(cells -> new Known(
                            cells[0],
                            Double.parseDouble(cells[1]),
                            Double.parseDouble(cells[2]),
                            Arrays.stream(cells)
                                    .skip(3)
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()))
                    .toList()
                    .stream();
        }
    }

    /// All rows of a shipped table, standardised over all of them.
    private record Table(Array x, Target y) {
        static Table of(Shipped.Table name) {
            var shipped = new Shipped(name);
            Dataset data = shipped.read(1);
            // the row that a split must hold out is there twice
            int[] rows = new int[data.rows() + 1];
            Arrays.setAll(rows, i -> Math.min(i, data.rows() - 1));
            var all = Split.ordered(data.select(rows), 1e-9).training();
            Array x = Encoding.learn(all, shipped.target(), 1).apply(data);
            Target y = data.column(shipped.target()) instanceof Column.Numeric
                    ? Target.number(data, shipped.target())
                    : Target.classes(data, shipped.target());
            return new Table(x, y);
        }
    }

    @ParameterizedTest
    @MethodSource("reference")
    void coefficientsAgreeWithScikitLearn(Known known) {
        boolean logistic = known.model.equals("logistic");
        Table table = Table.of(logistic ? Shipped.Table.BREAST_CANCER : Shipped.Table.DIABETES);
        Learner learner = switch (known.model) {
            case "linear" -> LeastSquares.DEFAULTS;
            case "ridge" -> Ridge.DEFAULTS;
            case "elastic-net" -> new ElasticNet(List.of(), known.rho);
            default -> new Logistic(List.of(), known.rho);
        };
        LinearFit fit = (LinearFit)
                learner.path(table.x, table.y, new double[] {known.strength}).getFirst();
        int row = logistic ? 1 : 0;
        double factor = logistic ? 2 : 1; // the softmax holds half of the logarithm of the odds in each class
        near(factor * fit.intercepts()[row], known.values[0]);
        for (int j = 0; j < fit.features(); j++) {
            near(factor * fit.coefficients().get(row, j), known.values[j + 1]);
        }
        assertThat(fit.gap()).isLessThan(1e-11);
    }

    private static void near(double found, double known) {
        if (known == 0) {
            assertThat(found).isZero(); // left out there and here
        } else {
            assertThat(Math.abs(found / known - 1)).isLessThan(1e-6);
        }
    }

    /// n rows of p features and a target of the first few.
    private static Table random(int n, int p, long seed) {
        var stream = RandomStream.of(seed, 0, 0, 0);
        var x = new double[n * p];
        stream.gaussian(x, 0, x.length);
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = 3 + 2 * x[i * p] - x[i * p + 1] + 0.5 * stream.nextGaussian();
        }
        return new Table(new Array(Shape.of(n, p), x), new Target("y", "", y, List.of()));
    }

    @Test
    void theLassoFulfilsItsConditionsOfOptimality() {
        Table table = random(60, 150, 1);
        var lasso = ElasticNet.DEFAULTS;
        double[] strengths = lasso.strengths(table.x, table.y);
        var fits = lasso.path(table.x, table.y, strengths);
        assertThat(fits.getFirst().coefficients().values()).containsOnly(0);
        var data = Centred.of(table.x, table.y.values());
        for (int s = 0; s < fits.size(); s += 7) {
            double[] b = fits.get(s).coefficients().values();
            double[] r = data.residual(b);
            for (int j = 0; j < 150; j++) {
                double gradient = 0; // of (1/n) |y - X b|^2, with the sign turned
                for (int i = 0; i < 60; i++) {
                    gradient += 2 * data.x().get(i, j) * r[i] / 60;
                }
                // a gap of 1e-12 leaves the gradient its root
                if (b[j] == 0) {
                    assertThat(Math.abs(gradient)).isLessThanOrEqualTo(strengths[s] + 1e-5);
                } else {
                    assertThat(gradient)
                            .isBetween(
                                    Math.signum(b[j]) * strengths[s] - 1e-5, Math.signum(b[j]) * strengths[s] + 1e-5);
                }
            }
        }
    }

    @Test
    void ridgeBySingularValuesSolvesTheNormalEquations() {
        int n = 40;
        int p = 7;
        Table table = random(n, p, 2);
        var data = Centred.of(table.x, table.y.values());
        double lambda = 0.3;
        var normal = new double[p * p];
        var right = new double[p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                right[j] += data.x().get(i, j) * data.y()[i];
                for (int k = 0; k < p; k++) {
                    normal[j * p + k] += data.x().get(i, j) * data.x().get(i, k);
                }
            }
        }
        double[] b = Cholesky.of(new Array(Shape.of(p, p), normal), n * lambda).solve(right);
        LinearFit fit =
                Ridge.DEFAULTS.path(table.x, table.y, new double[] {lambda}).getFirst();
        for (int j = 0; j < p; j++) {
            assertThat(fit.coefficients().get(0, j)).isBetween(b[j] - 1e-12, b[j] + 1e-12); // condition below 100
        }
    }

    @Test
    void theErrorsOfLeastSquaresAreTheSpreadOverManyDataSets() {
        int trials = 400;
        double squares = 0;
        int count = 0;
        for (int t = 0; t < trials; t++) {
            Table table = random(25, 4, 100 + t);
            LinearFit fit = LeastSquares.DEFAULTS
                    .path(table.x, table.y, new double[] {0})
                    .getFirst();
            double[] truth = {2, -1, 0, 0};
            for (int j = 0; j < 4; j++) {
                squares += Math.pow(
                        (fit.coefficients().get(0, j) - truth[j]) / fit.errors().get(0, j), 2);
                count++;
            }
        }
        // t with 20 degrees of freedom has the variance 20/18 and a fourth moment below 4 of its squares
        double expected = 20 / 18.0;
        assertThat(squares / count)
                .isBetween(expected * (1 - 4 * Math.sqrt(3.0 / count)), expected * (1 + 4 * Math.sqrt(3.0 / count)));
    }

    @Test
    void aRepeatedColumnLowersTheRankAndLeavesNoError() {
        Table table = random(30, 3, 3);
        for (int i = 0; i < 30; i++) {
            table.x.values()[3 * i + 2] = 2 * table.x.values()[3 * i];
        }
        LinearFit fit =
                LeastSquares.DEFAULTS.path(table.x, table.y, new double[] {0}).getFirst();
        assertThat(fit.rank()).isEqualTo(2);
        assertThat(fit.condition()).isInfinite();
        assertThat(fit.errors().values()).containsOnly(Double.NaN);
    }

    @Test
    void theSoftmaxOfManyClassesHasNoGradientAtItsEnd() {
        Table table = Table.of(Shipped.Table.WINE);
        double lambda = 0.01;
        LinearFit fit =
                Logistic.DEFAULTS.path(table.x, table.y, new double[] {lambda}).getFirst();
        Array p = fit.predict(table.x);
        int n = table.y.rows();
        for (int c = 0; c < 3; c++) {
            double shift = 0;
            for (int i = 0; i < n; i++) {
                shift += (p.get(i, c) - (table.y.values()[i] == c ? 1 : 0)) / n;
            }
            assertThat(shift).isBetween(-1e-10, 1e-10);
            for (int j = 0; j < fit.features(); j++) {
                double gradient = 2 * lambda * fit.coefficients().get(c, j);
                for (int i = 0; i < n; i++) {
                    gradient += (p.get(i, c) - (table.y.values()[i] == c ? 1 : 0)) * table.x.get(i, j) / n;
                }
                assertThat(gradient).isBetween(-1e-10, 1e-10); // the root of the decrement, 1e-12, and rounding
            }
        }
        assertThat(Arrays.stream(fit.intercepts()).sum()).isBetween(-1e-9, 1e-9);
    }

    @Test
    void aTargetThatTellsNothingIsRefused() {
        var x = new Column.Numeric("x", "", new double[] {1, 1, 1});
        var text = new Column.Categorical("t", List.of("a", "b"), new int[] {0, 0, 1});
        Dataset data = Dataset.of("d", List.of(x, text));
        assertThatThrownBy(() -> Target.number(data, "x"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("in every row");
        assertThatThrownBy(() -> Target.number(data, "t")).hasMessageContaining("holds texts");
        assertThatThrownBy(() -> Target.classes(data, "t")).hasMessageContaining("\"b\" in one row only");
        assertThatThrownBy(() -> Target.number(data, "z")).hasMessageContaining("has no column \"z\"");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void aSoftmaxWithAbsoluteValuesFulfilsItsConditionsOfOptimality(double rho) {
        Table table = Table.of(Shipped.Table.WINE);
        var model = new Logistic(List.of(), rho);
        double[] strengths = model.strengths(table.x, table.y);
        List<LinearFit> fits = model.path(table.x, table.y, strengths);
        // at the strength where the first coefficient leaves zero, by rounding or not
        assertThat(fits.getFirst().coefficients().values()).containsExactly(new double[39], Offset.offset(1e-14));
        int n = table.y.rows();
        int p = table.x.shape().extent(1);
        for (int s = 1; s < fits.size(); s += 7) {
            LinearFit fit = fits.get(s);
            Array probability = fit.predict(table.x);
            for (int c = 0; c < 3; c++) {
                double ofIntercept = 0;
                for (int j = 0; j < p; j++) {
                    double b = fit.coefficients().get(c, j);
                    double slope = 2 * strengths[s] * (1 - rho) * b;
                    for (int i = 0; i < n; i++) {
                        double off = probability.get(i, c) - (table.y.values()[i] == c ? 1 : 0);
                        slope += off * table.x.get(i, j) / n;
                        ofIntercept += off / n / p;
                    }
                    double bound = strengths[s] * rho;
                    // a decrement of 1e-24 leaves the slope its root, times a curvature of order 1
                    if (b == 0) {
                        assertThat(Math.abs(slope)).isLessThanOrEqualTo(bound + 1e-11);
                    } else {
                        assertThat(slope).isEqualTo(-Math.signum(b) * bound, Offset.offset(1e-11));
                    }
                }
                assertThat(ofIntercept).isEqualTo(0, Offset.offset(1e-11));
            }
        }
    }

    @Test
    void theErrorsOfLeastSquaresAreThoseOfTheNormalEquations() {
        int n = 30;
        int p = 4;
        Table table = random(n, p, 5);
        LinearFit fit =
                LeastSquares.DEFAULTS.path(table.x, table.y, new double[] {0}).getFirst();
        Uncertainty uncertainty =
                LeastSquares.DEFAULTS.uncertainty(table.x, table.y, 0).orElseThrow();
        // with a column of ones, as textbooks have it: sigma^2 x (X^T X)^-1 x
        int q = p + 1;
        var normal = new double[q * q];
        double squares = 0;
        Array f = fit.predict(table.x);
        for (int i = 0; i < n; i++) {
            squares += Math.pow(table.y.values()[i] - f.get(i, 0), 2);
            for (int j = 0; j < q; j++) {
                for (int k = 0; k < q; k++) {
                    normal[j * q + k] += (j == p ? 1 : table.x.get(i, j)) * (k == p ? 1 : table.x.get(i, k));
                }
            }
        }
        double noise = squares / (n - q);
        assertThat(uncertainty.noise()).isEqualTo(noise, Offset.offset(1e-12));
        assertThat(uncertainty.whole()).isTrue();
        var factor = Cholesky.of(new Array(Shape.of(q, q), normal));
        double[] row = {0.3, -2, 1, 0.5};
        Array x = new Array(Shape.of(1, p), row);
        double[] wide = {0.3, -2, 1, 0.5, 1};
        double[] solved = factor.solve(wide);
        double variance = 0;
        for (int j = 0; j < q; j++) {
            variance += noise * wide[j] * solved[j];
        }
        assertThat(uncertainty.ofFunction(x)[0]).isEqualTo(Math.sqrt(variance), Offset.offset(1e-12));
        assertThat(uncertainty.ofObservations(x)[0]).isEqualTo(Math.sqrt(noise + variance), Offset.offset(1e-12));
        double[] singular = Svd.of(Centred.of(table.x, table.y.values()).x()).singularValues();
        assertThat(fit.condition()).isEqualTo(singular[0] / singular[p - 1], Offset.offset(1e-12));
        assertThat(fit.rank()).isEqualTo(p);
    }

    @Test
    void aColumnThatRepeatsOthersTakesTheRankAndNotTheFit() {
        Table table = random(30, 3, 6);
        var x = new double[30 * 4];
        for (int i = 0; i < 30; i++) {
            System.arraycopy(table.x.values(), 3 * i, x, 4 * i, 3);
            x[4 * i + 3] = table.x.get(i, 0) - 2 * table.x.get(i, 1);
        }
        Array repeated = new Array(Shape.of(30, 4), x);
        LinearFit fit =
                LeastSquares.DEFAULTS.path(repeated, table.y, new double[] {0}).getFirst();
        LinearFit known =
                LeastSquares.DEFAULTS.path(table.x, table.y, new double[] {0}).getFirst();
        assertThat(fit.rank()).isEqualTo(3);
        assertThat(fit.condition()).isInfinite();
        assertThat(LeastSquares.DEFAULTS.uncertainty(repeated, table.y, 0)).isEmpty();
        assertThat(fit.predict(repeated).values())
                .containsExactly(known.predict(table.x).values(), Offset.offset(1e-12));
    }

    @Test
    void aSoftmaxHasNoSlopeAtItsEnd() {
        Table table = Table.of(Shipped.Table.WINE);
        double[] strengths = {1, 1e-2, 1e-5};
        List<LinearFit> fits = Logistic.DEFAULTS.path(table.x, table.y, strengths);
        int n = table.y.rows();
        int p = table.x.shape().extent(1);
        for (int s = 0; s < strengths.length; s++) {
            LinearFit fit = fits.get(s);
            Array probability = fit.predict(table.x);
            for (int c = 0; c < 3; c++) {
                for (int j = 0; j < p; j++) {
                    double slope = 2 * strengths[s] * fit.coefficients().get(c, j);
                    for (int i = 0; i < n; i++) {
                        double off = probability.get(i, c) - (table.y.values()[i] == c ? 1 : 0);
                        slope += off * table.x.get(i, j) / n;
                    }
                    // a decrement of 1e-24 leaves the slope its root, times a curvature of order 1
                    assertThat(slope).isEqualTo(0, Offset.offset(1e-11));
                }
            }
            assertThat(fit.gap()).isLessThan(1e-24);
        }
    }

    @Test
    void aSoftmaxIsTheSameOnAnyNumberOfThreads() {
        Table table = Table.of(Shipped.Table.DIGITS);
        double[] strengths = {1e-2};
        double[] one = Logistic.DEFAULTS
                .path(table.x, table.y, strengths)
                .getFirst()
                .coefficients()
                .values();
        try (Team team = Team.of(3)) {
            assertThat(Logistic.DEFAULTS
                            .path(table.x, table.y, strengths, team)
                            .getFirst()
                            .coefficients()
                            .values())
                    .isEqualTo(one);
        }
    }
}
