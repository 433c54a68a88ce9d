package ansatz.bench;

import ansatz.data.Column;
import ansatz.data.Csv;
import ansatz.data.Dataset;
import ansatz.data.Encoding;
import ansatz.data.Shipped;
import ansatz.data.Split;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.parallel.Team;
import ansatz.learn.ElasticNet;
import ansatz.learn.LeastSquares;
import ansatz.learn.LinearFit;
import ansatz.learn.Logistic;
import ansatz.learn.PrincipalComponents;
import ansatz.learn.Ridge;
import ansatz.learn.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Linear models, principal components and reading of a table: work without state, that a step does from the start.
final class Learned<T> implements Work {
    private final Supplier<T> work;
    private final Function<T, double[]> values;
    private final Team team;
    private T last;

    private Learned(Supplier<T> work, Function<T, double[]> values) {
        this(work, values, Team.of(1));
    }

    private Learned(Supplier<T> work, Function<T, double[]> values, Team team) {
        this.work = work;
        this.values = values;
        this.team = team;
        this.last = work.get();
    }

    /// Rows with noise of deviation 1/2, every so many-th column with a coefficient.
    private record Regression(Array x, Target y) {
        static Regression of(int rows, int columns, int every) {
            double[] x = Formulas.inputs(rows, columns);
            double[] b = Formulas.weights(columns);
            var y = new double[rows];
            for (int i = 0; i < rows; i++) {
                y[i] = Math.sqrt(0.5) * Formulas.wave(i + 1L, 0.75);
                for (int j = 0; j < columns; j += every) {
                    y[i] += x[i * columns + j] * b[j];
                }
            }
            return new Regression(new Array(Shape.of(rows, columns), x), new Target("y", "", y, List.of()));
        }
    }

    static Work leastSquares() {
        var data = Regression.of(10_000, 200, 1);
        return new Learned<>(() -> LeastSquares.DEFAULTS.path(data.x, data.y, new double[] {0}), fits -> {
            LinearFit fit = fits.getFirst();
            var all = new double[201];
            all[0] = fit.intercepts()[0];
            System.arraycopy(fit.coefficients().values(), 0, all, 1, 200);
            return all;
        });
    }

    static Work ridge() {
        var data = Regression.of(10_000, 200, 1);
        double[] strengths = falling(1e2, 1e-4);
        double[] w = Formulas.weights(200);
        return new Learned<>(
                () -> Ridge.DEFAULTS.path(data.x, data.y, strengths),
                fits -> fits.stream()
                        .mapToDouble(fit -> dot(fit.coefficients().values(), 0, w))
                        .toArray());
    }

    /// The cost at each strength, over that without coefficients.
    static Work lasso() {
        var data = Regression.of(500, 5000, 100);
        int n = 500;
        int p = 5000;
        double mean = Arrays.stream(data.y.values()).average().orElse(0);
        var xMeans = new double[p];
        for (int i = 0; i < n * p; i++) {
            xMeans[i % p] += data.x.values()[i] / n;
        }
        double highest = ElasticNet.DEFAULTS.strengths(data.x, data.y)[0];
        double[] strengths = falling(highest, highest * 1e-2);
        return new Learned<>(() -> ElasticNet.DEFAULTS.path(data.x, data.y, strengths, 2e-4), fits -> {
            var costs = new double[strengths.length];
            double all = Arrays.stream(data.y.values())
                    .map(y -> (y - mean) * (y - mean))
                    .sum();
            for (int s = 0; s < costs.length; s++) {
                double[] b = fits.get(s).coefficients().values();
                double squares = 0;
                for (int i = 0; i < n; i++) {
                    double r = data.y.values()[i] - mean;
                    for (int j = 0; j < p; j++) {
                        r -= b[j] == 0 ? 0 : b[j] * (data.x.values()[i * p + j] - xMeans[j]);
                    }
                    squares += r * r;
                }
                double absolute = Arrays.stream(b).map(Math::abs).sum();
                costs[s] = (squares + n * strengths[s] * absolute) / all;
            }
            return costs;
        });
    }

    static Work components(int threads) {
        Team team = Team.of(threads);
        int p = 200;
        double[] x = Formulas.inputs(10_000, p);
        double[] w = Formulas.weights(p);
        for (int i = 0; i < x.length; i++) {
            x[i] *= 1 + w[i % p] / 2;
        }
        Array rows = new Array(Shape.of(10_000, p), x);
        return new Learned<>(
                () -> PrincipalComponents.exact(rows, p, team),
                found -> {
                    double[] all = Arrays.copyOf(found.shares(), 2 * p);
                    for (int k = 0; k < p; k++) {
                        all[p + k] = dot(found.directions().values(), k * p, w);
                    }
                    return all;
                },
                team);
    }

    /// The cost at the fit, which ends within 1e-8 of that without coefficients: 2e-7 of itself, as those of the
    /// peer.
    static Work softmax(int threads) {
        var shipped = new Shipped(Shipped.Table.DIGITS);
        Dataset data = shipped.read(1);
        Array x = Encoding.learn(Split.whole(data), shipped.target(), 1).apply(data);
        Target y = Target.classes(data, shipped.target());
        double strength = 1e-3;
        Team team = Team.of(threads);
        return new Learned<>(
                () -> Logistic.DEFAULTS.path(x, y, new double[] {strength}, 1e-8, team),
                fits -> {
                    LinearFit fit = fits.getFirst();
                    Array probability = fit.predict(x);
                    double cost = 0;
                    for (int i = 0; i < y.rows(); i++) {
                        cost -= Math.log(probability.get(i, (int) y.values()[i])) / y.rows();
                    }
                    for (double b : fit.coefficients().values()) {
                        cost += strength * b * b;
                    }
                    return new double[] {cost};
                },
                team);
    }

    /// The sum of each column of the table that the peer has written.
    static Work table(int rows, int threads) {
        Team team = Team.of(threads);
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "ansatz-compare-" + rows + ".csv");
        return new Learned<>(
                () -> Csv.STANDARD.read(file, team),
                data -> data.columns().stream()
                        .mapToDouble(column -> Arrays.stream(((Column.Numeric) column).values())
                                .sum())
                        .toArray(),
                team);
    }

    private static double[] falling(double from, double to) {
        var values = new double[100];
        Arrays.setAll(values, k -> from * Math.pow(to / from, k / 99.0));
        return values;
    }

    private static double dot(double[] a, int offset, double[] b) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += a[offset + i] * b[i];
        }
        return sum;
    }

    @Override
    public void step() {
        last = work.get();
    }

    @Override
    public Map<String, double[]> result() {
        return Map.of("values", values.apply(last));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("threads", Integer.toString(team.size()));
    }

    @Override
    public void close() {
        team.close();
    }
}
