package ansatz.study;

import ansatz.learn.LinearFit;
import ansatz.learn.Posterior;
import ansatz.learn.Predictions;
import ansatz.learn.Score;
import ansatz.learn.Target;
import ansatz.statistics.Convergence;
import ansatz.statistics.Estimate;
import ansatz.study.Picture.Axis;
import ansatz.study.Picture.Chart;
import ansatz.study.Picture.Layer;
import ansatz.study.Picture.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a fit tells: scores on the rows held out, coefficients, and the figures of the report.
///
/// @param judged the predictions of the rows held out
/// @param training the target of the rows learned from
/// @param strengths of the penalty, descending
/// @param chosen the position of the one that was taken
/// @param path the fits at all strengths
/// @param choice mean and error of the loss over the folds at each strength; empty without a choice
/// @param posterior of a model that has a prior
/// @param predictive the errors that the posterior gives the rows held out, one a row; empty without one
record LearningOutcome(
        long seed,
        FittedModel model,
        Predictions judged,
        Target training,
        double[] strengths,
        int chosen,
        List<LinearFit> path,
        double[][] choice,
        @Nullable Posterior posterior,
        double[] predictive) {
    /// More coefficients than this stand in parameters.npz only.
    private static final int MOST_COEFFICIENTS = 40;

    /// The covariance of more coefficients than this is not written.
    private static final int MOST_COVARIANCES = 1000;

    private static final int MOST_LINES = 12;

    private static final double FLAT = 0.1;

    Outcome outcome() {
        int n = judged.rows();
        int k = training.outputs();
        LinearFit fit = model.fit();
        var checks = Convergence.ofFit(n, fit.rank(), fit.features(), strengths[chosen] > 0, fit.gap(), edge());
        return new Outcome(results(), checks, parameters(fit, k), samples(n, k), List.of(), pictures());
    }

    private List<NamedArray> parameters(LinearFit fit, int k) {
        int p = fit.features();
        var arrays = new ArrayList<>(List.of(
                NamedArray.of("intercepts", fit.intercepts(), k),
                NamedArray.of("coefficients", fit.coefficients().values(), k, p),
                NamedArray.of("means", model.encoding().means(), p),
                NamedArray.of("scales", model.encoding().scales(), p)));
        if (posterior != null && p <= MOST_COVARIANCES) {
            arrays.add(NamedArray.of("covariance", posterior.covariance().values(), p, p));
        }
        return arrays;
    }

    private List<NamedArray> samples(int n, int k) {
        var arrays = new ArrayList<>(List.of(
                NamedArray.of("truth", judged.truth().values(), n),
                NamedArray.of("predicted", judged.outputs().values(), n, k)));
        if (posterior != null) {
            arrays.add(NamedArray.of("predicted_error", predictive, n));
        }
        return arrays;
    }

    /// Whether the loss would still fall, by more than [#FLAT] of its error, beyond the strengths that were
    /// offered.
    private boolean edge() {
        int last = strengths.length - 1;
        if (last < 1 || chosen > 0 && chosen < last) {
            return false;
        }
        int neighbour = chosen == 0 ? 1 : last - 1;
        return choice[0][neighbour] - choice[0][chosen] > FLAT * choice[1][chosen];
    }

    private List<Result> results() {
        var results = new ArrayList<Result>();
        String unit = training.unit();
        for (Score score : Score.of(training)) {
            Estimate.Bootstrap estimate = score.estimate(judged, seed);
            String of = switch (score) {
                case MEAN_SQUARED_ERROR -> unit.isEmpty() ? "" : "(" + unit + ")^2";
                case MEAN_ABSOLUTE_ERROR -> unit;
                default -> "";
            };
            results.add(
                    result(score.name().toLowerCase(Locale.ROOT), estimate.mean(), estimate.error(), of, "bootstrap"));
        }
        if (strengths.length > 1) {
            results.add(result("lambda", strengths[chosen], 0, "", "cross-validation"));
        }
        if (posterior != null) {
            String precision = unit.isEmpty() ? "" : "1/(" + unit + ")^2";
            results.add(result("alpha", posterior.alpha(), posterior.alphaError(), precision, "evidence"));
            results.add(result("noise", posterior.noise(), posterior.noiseError(), unit, "evidence"));
            results.add(
                    result("effective_parameters", posterior.effective(), posterior.effectiveError(), "", "evidence"));
            results.add(result("log_evidence", posterior.logEvidence(), 0, "", "evidence"));
            results.add(covered());
        }
        LinearFit fit = model.fit();
        if (training.outputs() <= 2 && fit.features() <= MOST_COEFFICIENTS) {
            int row = training.outputs() - 1;
            // of two classes the logarithm of the odds is the difference of their two functions
            double factor = training.outputs();
            List<String> names = model.encoding().names();
            for (int j = 0; j < names.size(); j++) {
                int at = row * fit.features() + j;
                results.add(result(
                        "coefficient_of_" + names.get(j),
                        factor * fit.coefficients().values()[at],
                        factor * fit.errors().values()[at],
                        unit.isEmpty() ? "per standard deviation" : unit + " per standard deviation",
                        "fit"));
            }
        }
        return results;
    }

    /// The share of the rows held out that lie within one predictive error; 0.683 if the errors are right.
    private Result covered() {
        int n = judged.rows();
        double share = IntStream.range(0, n)
                        .filter(i -> Math.abs(judged.truth().values()[i] - judged.output(i, 0)) <= predictive[i])
                        .count()
                / (double) n;
        return result("within_predicted_error", share, Math.sqrt(share * (1 - share) / n), "", "binomial");
    }

    private static Result result(String name, double mean, double error, String unit, String method) {
        return new Result(name, mean, error, unit, method, Double.NaN, Double.NaN, Double.NaN, null);
    }

    private List<Picture> pictures() {
        var pictures = new ArrayList<Picture>();
        if (training.classes().isEmpty()) {
            double[] predicted = judged.outputs().values();
            double[] truth = judged.truth().values();
            double[] ends = ends(truth);
            String name = model.target();
            pictures.add(new Chart(
                    "Predicted against true, rows held out",
                    new Axis("true " + name, model.unit(), false),
                    new Axis("predicted " + name, model.unit(), false),
                    List.of(
                            points("rows held out", truth, predicted),
                            new Layer("equal", Style.KNOWN, ends, ends, new double[0]))));
            var residuals = new double[truth.length];
            Arrays.setAll(residuals, i -> truth[i] - predicted[i]);
            pictures.add(new Chart(
                    "Residuals, rows held out",
                    new Axis("predicted " + name, model.unit(), false),
                    new Axis("true - predicted", model.unit(), false),
                    List.of(
                            points("rows held out", predicted, residuals),
                            new Layer("zero", Style.KNOWN, ends(predicted), new double[2], new double[0]))));
        } else {
            pictures.add(new Picture.Matrix(
                    "Confusion matrix, rows held out",
                    training.classes(),
                    Arrays.stream(judged.confusion())
                            .map(row -> Arrays.stream(row).boxed().toList())
                            .toList()));
            if (training.classes().size() == 2) {
                pictures.add(receiver());
            }
        }
        if (choice.length > 0 && strengths[strengths.length - 1] > 0) {
            double[] ascending = reversed(strengths);
            pictures.add(new Chart(
                    "Loss in cross-validation against the strength of the penalty",
                    new Axis("lambda", "", true),
                    new Axis("loss", "", false),
                    List.of(new Layer(
                            "mean \u00b1 error over folds",
                            Style.LINE,
                            ascending,
                            reversed(choice[0]),
                            reversed(choice[1])))));
            if (training.outputs() == 1) {
                pictures.add(paths(ascending));
            }
        }
        return pictures;
    }

    /// The coefficients that are largest at the chosen strength, against the strength.
    private Chart paths(double[] ascending) {
        LinearFit fit = model.fit();
        List<String> names = model.encoding().names();
        var layers = IntStream.range(0, fit.features())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        j -> -Math.abs(fit.coefficients().values()[j])))
                .limit(MOST_LINES)
                .map(j -> new Layer(
                        fit.features() > 5 ? "" : names.get(j),
                        Style.LINE,
                        ascending,
                        reversed(path.stream()
                                .mapToDouble(at -> at.coefficients().values()[j])
                                .toArray()),
                        new double[0]))
                .toList();
        return new Chart(
                "Regularisation path"
                        + (fit.features() > MOST_LINES ? ", the " + MOST_LINES + " largest coefficients" : ""),
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
        return new Chart(
                "Receiver operating characteristic, rows held out",
                new Axis(
                        "share of " + training.classes().getFirst() + " taken for "
                                + training.classes().getLast(),
                        "",
                        false),
                new Axis("share of " + training.classes().getLast() + " found", "", false),
                List.of(
                        new Layer("rows held out", Style.LINE, unboxed(x), unboxed(y), new double[0]),
                        new Layer("by chance", Style.KNOWN, ends, ends, new double[0])));
    }

    private static double[] unboxed(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Layer points(String label, double[] x, double[] y) {
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
                new double[0]);
    }

    private static double[] ends(double[] x) {
        return new double[] {
            Arrays.stream(x).min().orElse(0), Arrays.stream(x).max().orElse(1)
        };
    }

    private static double[] reversed(double[] x) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> x[x.length - 1 - i])
                .toArray();
    }
}
