package ansatz.study;

import ansatz.data.Column;
import ansatz.data.Dataset;
import ansatz.data.Encoding;
import ansatz.engine.array.Array;
import ansatz.learn.LinearFit;
import ansatz.learn.Predictions;
import ansatz.learn.PrincipalComponents;
import ansatz.learn.Target;
import ansatz.study.Picture.Axis;
import ansatz.study.Picture.Chart;
import ansatz.study.Picture.Layer;
import ansatz.study.Picture.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The figures of a fit.
final class LearningPictures {
    private static final int MOST_LINES = 12;
    private static final int MOST_COLUMNS = 15;
    private static final int GRID = 201;
    private static final int BINS = 10;
    private static final double[] NONE = {};

    private final LearningOutcome outcome;
    private final List<Importance> importance;
    private final FittedModel model;
    private final Predictions judged;
    private final Target training;
    private final Choice choice;

    LearningPictures(LearningOutcome outcome, List<Importance> importance) {
        this.outcome = outcome;
        this.importance = importance;
        model = outcome.model();
        judged = outcome.judged();
        training = outcome.training();
        choice = outcome.choice();
    }

    List<Picture> all() {
        var pictures = new ArrayList<Picture>();
        if (training.classes().isEmpty()) {
            function(pictures);
            numbers(pictures);
        } else {
            pictures.add(Picture.Matrix.of(
                    "Confusion matrix, rows held out (a row a true class, a column a predicted one)",
                    training.classes(),
                    training.classes(),
                    judged.confusion()));
            if (training.classes().size() == 2) {
                pictures.add(receiver());
            }
            pictures.add(calibration());
        }
        if (importance.size() > 1) {
            pictures.add(shuffled());
        }
        if (choice.open() && choice.strengths()[choice.strengths().length - 1] > 0) {
            strengths(pictures);
        }
        PrincipalComponents components = model.features().components();
        if (components != null) {
            pictures.add(explained(components.shares(), new double[][] {NONE, NONE}));
        }
        if (outcome.curve().length > 0) {
            pictures.add(learning());
        }
        return pictures;
    }

    /// Of one column of numbers the fit itself, with a band of one standard error where a formula tells it.
    private void function(List<Picture> pictures) {
        List<Encoding.Input> inputs = model.features().encoding().inputs();
        if (inputs.size() != 1 || !inputs.getFirst().levels().isEmpty()) {
            return;
        }
        Encoding.Input input = inputs.getFirst();
        double[] known = values(outcome.known(), input.name());
        double[] held = values(outcome.heldOut(), input.name());
        double[] ends = LearningOutcome.ends(known);
        var grid = new double[GRID];
        Arrays.setAll(grid, i -> ends[0] + (ends[1] - ends[0]) * i / (GRID - 1));
        Dataset rows = Dataset.of("grid", List.of(new Column.Numeric(input.name(), input.unit(), grid)));
        Array x = model.features().of(rows);
        var uncertainty = model.uncertainty();
        double[] error = uncertainty == null ? NONE : uncertainty.ofFunction(x);
        pictures.add(new Chart(
                "The fit",
                new Axis(input.name(), input.unit(), false),
                new Axis(model.target(), model.unit(), false),
                List.of(
                        points("rows learned from", known, training.values()),
                        points("rows held out", held, judged.truth().values()),
                        new Layer(
                                error.length == 0 ? "fit" : "fit \u00b1 error",
                                Style.LINE,
                                grid,
                                model.fit().predict(x).values(),
                                error))));
    }

    private static double[] values(Dataset rows, String name) {
        return rows.column(name) instanceof Column.Numeric numbers ? numbers.values() : NONE;
    }

    private void numbers(List<Picture> pictures) {
        double[] predicted = judged.outputs().values();
        double[] truth = judged.truth().values();
        double[] ends = LearningOutcome.ends(truth);
        String name = model.target();
        pictures.add(new Chart(
                "Predicted against true, rows held out",
                new Axis("true " + name, model.unit(), false),
                new Axis("predicted " + name, model.unit(), false),
                List.of(points("rows held out", truth, predicted), new Layer("equal", Style.KNOWN, ends, ends, NONE))));
        var residuals = new double[truth.length];
        Arrays.setAll(residuals, i -> truth[i] - predicted[i]);
        pictures.add(new Chart(
                "Residuals, rows held out",
                new Axis("predicted " + name, model.unit(), false),
                new Axis("true - predicted", model.unit(), false),
                List.of(
                        points("rows held out", predicted, residuals),
                        new Layer("zero", Style.KNOWN, LearningOutcome.ends(predicted), new double[2], NONE))));
    }

    private void strengths(List<Picture> pictures) {
        double[] ascending = reversed(choice.strengths());
        pictures.add(new Chart(
                "Loss in cross-validation against the strength of the penalty",
                new Axis("lambda", "", true),
                new Axis("loss", "", false),
                List.of(new Layer(
                        "mean \u00b1 error over folds",
                        Style.LINE,
                        ascending,
                        reversed(choice.means()),
                        reversed(choice.errors())))));
        if (training.outputs() <= 2 && model.fit() instanceof LinearFit fit) {
            pictures.add(paths(ascending, fit));
        }
    }

    /// The coefficients that are largest at the chosen strength, against the strength.
    private Chart paths(double[] ascending, LinearFit fit) {
        int p = fit.features();
        int k = training.outputs();
        List<String> names = model.features().names();
        List<LinearFit> fits = outcome.path().stream()
                .filter(LinearFit.class::isInstance)
                .map(LinearFit.class::cast)
                .toList();
        var layers = IntStream.range(0, p)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        j -> -Math.abs(fit.coefficients().values()[(k - 1) * p + j])))
                .limit(MOST_LINES)
                .map(j -> new Layer(
                        p > 5 ? "" : names.get(j),
                        Style.LINE,
                        ascending,
                        reversed(fits.stream()
                                .mapToDouble(at -> k * at.coefficients().values()[(k - 1) * p + j])
                                .toArray()),
                        NONE))
                .toList();
        return new Chart(
                "Regularisation path" + (p > MOST_LINES ? ", the " + MOST_LINES + " largest coefficients" : ""),
                new Axis("lambda", "", true),
                new Axis("coefficient", model.unit(), false),
                layers);
    }

    /// The share of the last class that is found against the share of the first that is taken for it.
    private Chart receiver() {
        int n = judged.rows();
        Integer[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -judged.output(i, 1)))
                .toArray(Integer[]::new);
        double last = Arrays.stream(judged.truth().values()).sum();
        var x = new ArrayList<Double>(List.of(0.0));
        var y = new ArrayList<Double>(List.of(0.0));
        double hits = 0;
        for (int i = 0; i < n; i++) {
            hits += judged.truth().values()[order[i]];
            if (i == n - 1 || judged.output(order[i], 1) != judged.output(order[i + 1], 1)) {
                x.add((i + 1 - hits) / (n - last));
                y.add(hits / last);
            }
        }
        double[] ends = {0, 1};
        String first = training.classes().getFirst();
        String found = training.classes().getLast();
        return new Chart(
                "Receiver operating characteristic, rows held out",
                new Axis("share of " + first + " taken for " + found, "", false),
                new Axis("share of " + found + " found", "", false),
                List.of(
                        new Layer("rows held out", Style.LINE, unboxed(x), unboxed(y), NONE),
                        new Layer("by chance", Style.KNOWN, ends, ends, NONE)));
    }

    /// How often a class is true that is given a probability: rows sorted by the probability of the last of two
    /// classes,
    /// or of more classes by that of the most probable one, in parts of equal number.
    private Chart calibration() {
        int n = judged.rows();
        boolean two = training.classes().size() == 2;
        var given = new double[n];
        var hit = new double[n];
        for (int i = 0; i < n; i++) {
            int of = two ? 1 : judged.choice(i);
            given[i] = judged.output(i, of);
            hit[i] = (int) judged.truth().values()[i] == of ? 1 : 0;
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> given[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int bins = Math.max(1, Math.min(BINS, n / BINS));
        var x = new double[bins];
        var y = new double[bins];
        var error = new double[bins];
        for (int b = 0; b < bins; b++) {
            int from = (int) ((long) b * n / bins);
            int to = (int) ((long) (b + 1) * n / bins);
            double count = to - from;
            for (int i = from; i < to; i++) {
                x[b] += given[order[i]] / count;
                y[b] += hit[order[i]] / count;
            }
            // with one success and one failure more, so that 0 of 10 is not certain (E. Laplace's rule)
            double share = (y[b] * count + 1) / (count + 2);
            error[b] = Math.sqrt(share * (1 - share) / count);
        }
        double[] ends = {0, 1};
        String of = two ? training.classes().getLast() : "the most probable class";
        return new Chart(
                "Calibration, rows held out",
                new Axis("probability of " + of, "", false),
                new Axis("share that is " + (two ? of : "right"), "", false),
                List.of(
                        new Layer("equal numbers of rows", Style.POINTS, x, y, error),
                        new Layer("calibrated", Style.KNOWN, ends, ends, NONE)));
    }

    /// The columns that matter most.
    private Chart shuffled() {
        var most = importance.stream()
                .sorted(Comparator.comparingDouble(of -> -of.mean()))
                .limit(MOST_COLUMNS)
                .toList();
        String loss = training.classes().isEmpty() ? "squared error" : "log loss";
        return new Chart(
                "Importance of the columns, rows held out",
                Axis.of("", most.stream().map(Importance::column).toList()),
                new Axis("rise of the " + loss, "", false),
                List.of(new Layer(
                        "values of a column shuffled",
                        Style.POINTS,
                        positions(most.size()),
                        most.stream().mapToDouble(Importance::mean).toArray(),
                        most.stream().mapToDouble(Importance::error).toArray())));
    }

    private Chart learning() {
        double[][] curve = outcome.curve();
        double[] rows = column(curve, 0);
        return new Chart(
                "Learning curve",
                new Axis("rows learned from", "", false),
                new Axis(training.classes().isEmpty() ? "mean squared error" : "log loss", "", false),
                List.of(
                        new Layer("rows held out", Style.LINE, rows, column(curve, 3), column(curve, 4)),
                        new Layer("rows learned from", Style.LINE, rows, column(curve, 1), column(curve, 2))));
    }

    /// The share of the variance along each component, and of all up to it.
    ///
    /// @param errors of the shares and of their sums
    static Chart explained(double[] shares, double[][] errors) {
        var sums = shares.clone();
        Arrays.parallelPrefix(sums, Double::sum);
        double[] at = positions(shares.length);
        return new Chart(
                "Explained variance",
                new Axis("principal component", "", false),
                new Axis("share of the variance", "", false),
                List.of(
                        new Layer("up to this one", Style.LINE, at, sums, errors[1]),
                        new Layer("this one", Style.LINE, at, shares, errors[0])));
    }

    /// 1, 2, ..., count.
    static double[] positions(int count) {
        return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
    }

    private static double[] column(double[][] rows, int k) {
        return Arrays.stream(rows).mapToDouble(row -> row[k]).toArray();
    }

    private static double[] unboxed(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Marks in the order of x.
    static Layer points(String label, double[] x, double[] y) {
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Layer(
                label,
                Style.POINTS,
                Arrays.stream(order).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> y[i]).toArray(),
                NONE);
    }

    private static double[] reversed(double[] x) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> x[x.length - 1 - i])
                .toArray();
    }
}
