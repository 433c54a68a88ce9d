package ansatz.study;

import ansatz.data.Dataset;
import ansatz.engine.array.Array;
import ansatz.engine.random.RandomStream;
import ansatz.learn.Reducer;
import ansatz.statistics.Convergence;
import ansatz.statistics.Moments;
import ansatz.study.Picture.Axis;
import ansatz.study.Picture.Chart;
import ansatz.study.Picture.Layer;
import ansatz.study.Picture.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What principal components tell.
final class ComponentsOutcome {
    private static final int STREAM = 21;
    private static final int MOST_RESULTS = 10;
    private static final int MOST_COLUMNS = 20;

    /// The error of an error is then 1 / sqrt(200), 7 %.
    private static final int RESAMPLINGS = 100;

    /// Components of so many rows times features squared take a second or so for all resamplings.
    private static final double MOST_WORK = 1e8;

    private final Components study;
    private final Unlabelled rows;
    private final Reducer.Reduced found;

    /// @throws ansatz.schema.InvalidInput if the components would not fit into memory
    ComponentsOutcome(Components study, Dataset data) {
        this.study = study;
        rows = Unlabelled.of(data, study.data(), 0);
        Room.ask(rows.source() + ": its components", study.method().memory(rows.rows(), rows.count()), "");
        found = study.method().reduce(rows.x(), study.count(), study.seed());
    }

    Outcome outcome() {
        double[] shares = found.shares();
        int k = shares.length;
        double[][] errors = errors();
        var results = new ArrayList<Result>();
        for (int c = 0; c < Math.min(k, MOST_RESULTS); c++) {
            results.add(Result.of("share_of_component_" + (c + 1), shares[c], errors[0][c], "", "bootstrap"));
        }
        if (k > 1 && (found.directions() == null || k < rows.count())) { // of all directions it is 1
            double all = Arrays.stream(shares).sum();
            results.add(Result.of("share_of_all_" + k, all, errors[1][k - 1], "", "bootstrap"));
        }
        var arrays = new ArrayList<NamedArray>();
        arrays.add(NamedArray.of("shares", shares, k));
        arrays.add(NamedArray.of("variances", found.variances(), k));
        Array directions = found.directions();
        if (directions != null) {
            arrays.add(NamedArray.of("directions", directions.values(), k, rows.count()));
        }
        return new Outcome(
                results,
                Convergence.ofRows("rows", rows.rows()),
                arrays,
                List.of(NamedArray.of("coordinates", found.coordinates().values(), rows.rows(), k)),
                List.of(),
                pictures(shares, errors));
    }

    /// The errors of the shares and of their sums, by resampling rows; NaN where that would take long.
    private double[][] errors() {
        int k = found.shares().length;
        var errors = new double[2][k];
        int n = rows.rows();
        double order = found.directions() == null ? n : rows.count();
        if ((double) n * order * order > MOST_WORK) {
            Arrays.fill(errors[0], Double.NaN);
            Arrays.fill(errors[1], Double.NaN);
            return errors;
        }
        int p = rows.count();
        var draws = new double[2][k][RESAMPLINGS];
        for (int r = 0; r < RESAMPLINGS; r++) {
            var random = RandomStream.of(study.seed(), STREAM, r, 0);
            var drawn = new double[n * p];
            for (int i = 0; i < n; i++) {
                System.arraycopy(rows.x().values(), random.nextInt(n) * p, drawn, i * p, p);
            }
            double[] shares = study.method()
                    .reduce(new Array(rows.x().shape(), drawn), k, study.seed())
                    .shares();
            double sum = 0;
            for (int c = 0; c < Math.min(k, shares.length); c++) {
                sum += shares[c];
                draws[0][c][r] = shares[c];
                draws[1][c][r] = sum;
            }
        }
        for (int which = 0; which < 2; which++) {
            for (int c = 0; c < k; c++) {
                errors[which][c] = Math.sqrt(Moments.of(draws[which][c]).variance());
            }
        }
        return errors;
    }

    private List<Picture> pictures(double[] shares, double[][] errors) {
        var pictures = new ArrayList<Picture>();
        pictures.add(LearningPictures.explained(shares, errors));
        if (shares.length > 1) {
            pictures.add(rows.classes()
                    .map(target -> Unlabelled.map(
                            "The first two components, by " + target.name(),
                            found.coordinates(),
                            target.codes(),
                            target.classes()))
                    .orElseGet(() -> Unlabelled.map(
                            "The first two components", found.coordinates(), new int[rows.rows()], List.of("rows"))));
        }
        Array directions = found.directions();
        if (directions != null && rows.count() > 1) {
            pictures.add(directions(directions));
        }
        return pictures;
    }

    /// The first two directions, of the columns with the largest elements.
    private Chart directions(Array directions) {
        int shown = Math.min(2, directions.shape().extent(0));
        List<String> names = rows.features().names();
        int[] columns = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -IntStream.range(0, shown)
                        .mapToDouble(c -> Math.abs(directions.get(c, j)))
                        .max()
                        .orElse(0)))
                .limit(MOST_COLUMNS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        double[] at = LearningPictures.positions(columns.length);
        var layers = new ArrayList<Layer>();
        layers.add(new Layer("", Style.KNOWN, new double[] {0.5, columns.length + 0.5}, new double[2], new double[0]));
        for (int c = 0; c < shown; c++) {
            int of = c;
            layers.add(new Layer(
                    c == 0 ? "first component" : "second component",
                    Style.POINTS,
                    at,
                    Arrays.stream(columns)
                            .mapToDouble(j -> directions.get(of, j))
                            .toArray(),
                    new double[0]));
        }
        return new Chart(
                "What the components are made of",
                Axis.of("", Arrays.stream(columns).mapToObj(names::get).toList()),
                new Axis("element of the direction", "", false),
                layers);
    }
}
