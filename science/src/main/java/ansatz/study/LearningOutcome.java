package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Encoding;
import ansatz.data.Source;
import ansatz.data.ToyHiggs;
import ansatz.learn.Fitted;
import ansatz.learn.KernelFit;
import ansatz.learn.LinearFit;
import ansatz.learn.MarginFit;
import ansatz.learn.Posterior;
import ansatz.learn.Predictions;
import ansatz.learn.PrincipalComponents;
import ansatz.learn.Score;
import ansatz.learn.Selection;
import ansatz.learn.Target;
import ansatz.learn.TreeFit;
import ansatz.learn.Uncertainty;
import ansatz.learn.VoteFit;
import ansatz.statistics.Convergence;
import ansatz.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a fit tells: scores on the rows held out, coefficients, what the columns matter, and the figures of the
/// report.
///
/// @param source of the data
/// @param heldOut the rows held out
/// @param judged their predictions
/// @param known the rows learned from
/// @param training their target
/// @param choice of the strength of the penalty
/// @param path the fits at all strengths
/// @param posterior of a model that has a prior
/// @param curve the learning curve: rows, their loss and its error, that of the rows held out and its error
record LearningOutcome(
        long seed,
        Source source,
        FittedModel model,
        Dataset heldOut,
        Predictions judged,
        Dataset known,
        Target training,
        Choice choice,
        List<? extends Fitted> path,
        @Nullable Posterior posterior,
        double[][] curve) {
    /// More coefficients than this stand in parameters.npz only.
    private static final int MOST_COEFFICIENTS = 40;

    /// The importance of more columns than this stands in samples.npz and the figure only.
    private static final int MOST_COLUMNS = 20;

    /// The covariance of more coefficients than this is not written.
    private static final int MOST_COVARIANCES = 1000;

    Outcome outcome() {
        Fitted fit = model.fit();
        var checks = Convergence.ofFit(
                judged.rows(), fit.rank(), fit.features(), choice.strength() > 0, fit.gap(), choice.edge());
        List<Importance> importance = Importance.of(model, heldOut, judged.truth(), seed);
        Uncertainty uncertainty = model.uncertainty();
        double[] errors = uncertainty != null && uncertainty.whole() ? model.errors(heldOut) : new double[0];
        return new Outcome(
                results(importance, errors),
                checks,
                parameters(),
                samples(importance, errors),
                List.of(),
                new LearningPictures(this, importance).all());
    }

    private List<NamedArray> parameters() {
        Encoding encoding = model.features().encoding();
        var arrays = new ArrayList<>(List.of(
                NamedArray.of("means", encoding.means(), encoding.features()),
                NamedArray.of("scales", encoding.scales(), encoding.features())));
        add(arrays, "", model.fit(), training.outputs());
        PrincipalComponents components = model.features().components();
        if (components != null) {
            int k = components.variances().length;
            arrays.add(NamedArray.of("directions", components.directions().values(), k, encoding.features()));
            arrays.add(NamedArray.of("variances", components.variances(), k));
        }
        int p = model.fit().features();
        if (posterior != null && p <= MOST_COVARIANCES) {
            arrays.add(NamedArray.of("covariance", posterior.covariance().values(), p, p));
        }
        return arrays;
    }

    /// @param prefix of the names
    private static void add(List<NamedArray> arrays, String prefix, Fitted of, int outputs) {
        switch (of) {
            case LinearFit fit -> {
                int k = outputs;
                arrays.add(NamedArray.of(prefix + "intercepts", fit.intercepts(), k));
                arrays.add(NamedArray.of(
                        prefix + "coefficients", fit.coefficients().values(), k, fit.features()));
            }
            case TreeFit fit -> {
                int nodes = fit.feature().length;
                arrays.add(NamedArray.of(prefix + "tree_roots", FittedModel.wide(fit.roots()), fit.roots().length));
                arrays.add(NamedArray.of(prefix + "node_features", FittedModel.wide(fit.feature()), nodes));
                arrays.add(NamedArray.of(prefix + "node_thresholds", fit.threshold(), nodes));
                arrays.add(NamedArray.of(prefix + "node_left_children", FittedModel.wide(fit.left()), nodes));
                arrays.add(NamedArray.of(prefix + "node_missing_children", FittedModel.wide(fit.missing()), nodes));
                arrays.add(NamedArray.of(prefix + "node_values", fit.values().values(), nodes, outputs));
            }
            case MarginFit fit -> {
                int n = fit.points().shape().extent(0);
                int functions = fit.intercepts().length;
                arrays.add(NamedArray.of(prefix + "points", fit.points().values(), n, fit.features()));
                arrays.add(NamedArray.of(prefix + "weights", fit.weights().values(), functions, n));
                arrays.add(NamedArray.of(prefix + "intercepts", fit.intercepts(), functions));
            }
            case KernelFit fit -> {
                int n = fit.weights().length;
                arrays.add(NamedArray.of(prefix + "weights", fit.weights(), n));
                arrays.add(NamedArray.of(prefix + "points", fit.points().values(), n, fit.features()));
            }
            case VoteFit fit -> {
                for (int k = 0; k < fit.members().size(); k++) {
                    add(arrays, prefix + "model_" + (k + 1) + "_", fit.members().get(k), outputs);
                }
            }
        }
    }

    /// @param errors of the predictions; empty where the model does not know them
    private List<NamedArray> samples(List<Importance> importance, double[] errors) {
        int n = judged.rows();
        var arrays = new ArrayList<>(List.of(
                NamedArray.of("truth", judged.truth().values(), n),
                NamedArray.of("predicted", judged.outputs().values(), n, training.outputs())));
        if (errors.length > 0) {
            arrays.add(NamedArray.of("predicted_error", errors, n));
        }
        if (!importance.isEmpty()) {
            int count = importance.size();
            double[] means = importance.stream().mapToDouble(Importance::mean).toArray();
            double[] spreads =
                    importance.stream().mapToDouble(Importance::error).toArray();
            arrays.add(NamedArray.of("importance", means, count));
            arrays.add(NamedArray.of("importance_error", spreads, count));
        }
        return arrays;
    }

    /// @param errors of the predictions; empty where the model does not know them
    private List<Result> results(List<Importance> importance, double[] errors) {
        var results = new ArrayList<Result>();
        String unit = training.unit();
        String square = training.squaredUnit();
        for (Score score : Score.of(training)) {
            Estimate.Bootstrap estimate = score.estimate(judged, seed);
            String of = switch (score) {
                case MEAN_SQUARED_ERROR -> square;
                case MEAN_ABSOLUTE_ERROR -> unit;
                default -> "";
            };
            results.add(Result.of(
                    score.name().toLowerCase(Locale.ROOT), estimate.mean(), estimate.error(), of, "bootstrap"));
        }
        if (!source.weights().isEmpty() && training.classes().size() == 2) {
            results.add(significance());
        }
        if (choice.open()) {
            results.add(Result.of("lambda", choice.strength(), 0, "", "cross-validation"));
        }
        Fitted fit = model.fit();
        if (fit.rank() >= 0) {
            results.add(Result.of("rank", fit.rank(), 0, "", "singular values"));
        }
        if (Double.isFinite(fit.condition())) {
            results.add(Result.of("condition_number", fit.condition(), 0, "", "singular values"));
        }
        if (posterior != null) {
            results.add(Result.of(
                    "alpha", posterior.alpha(), posterior.alphaError(), Measurement.inverse(square), "evidence"));
            results.add(Result.of("noise", posterior.noise(), posterior.noiseError(), unit, "evidence"));
            results.add(Result.of(
                    "effective_parameters", posterior.effective(), posterior.effectiveError(), "", "evidence"));
            results.add(Result.of("log_evidence", posterior.logEvidence(), 0, "", "evidence"));
        }
        if (errors.length > 0) {
            results.add(covered(errors));
        }
        if (fit instanceof LinearFit linear) {
            results.addAll(coefficients(linear));
        }
        if (importance.size() <= MOST_COLUMNS) {
            importance.forEach(of -> results.add(Result.of(
                    "importance_of_" + of.column(),
                    of.mean(),
                    of.error(),
                    training.classes().isEmpty() ? square : "",
                    "permutation")));
        }
        return results;
    }

    /// Of the selected signal, where rows stand for expected events: the rows held out then stand for all.
    private Result significance() {
        double[] events = Target.events(heldOut, source.weights()).clone();
        double[] others = Target.events(known, source.weights());
        var held = new double[2];
        var whole = new double[2];
        for (int i = 0; i < events.length; i++) {
            held[(int) judged.truth().values()[i]] += events[i];
        }
        for (int i = 0; i < others.length; i++) {
            whole[(int) training.values()[i]] += others[i];
        }
        for (int i = 0; i < events.length; i++) {
            int c = (int) judged.truth().values()[i];
            events[i] *= (held[c] + whole[c]) / held[c];
        }
        Estimate.Bootstrap estimate = Selection.significance(judged, events, seed);
        return new Result(
                ToyHiggs.SIGNIFICANCE,
                estimate.mean(),
                estimate.error(),
                "",
                "bootstrap",
                Double.NaN,
                Double.NaN,
                Double.NaN,
                source.best(ToyHiggs.SIGNIFICANCE).orElse(null));
    }

    private List<Result> coefficients(LinearFit fit) {
        int k = training.outputs();
        if (k > 2 || fit.features() > MOST_COEFFICIENTS) {
            return List.of();
        }
        String unit = training.unit();
        // the columns have the variance 1, the principal components of them have not
        String per = model.features().components() == null ? "per standard deviation" : "";
        String whole = unit.isEmpty() ? per : (unit + " " + per).strip();
        var results = new ArrayList<Result>();
        List<String> names = model.features().names();
        for (int j = 0; j < names.size(); j++) {
            int at = (k - 1) * fit.features() + j;
            // of two classes the logarithm of the odds is the difference of their two functions: the factor is k
            results.add(Result.of(
                    "coefficient_of_" + names.get(j),
                    k * fit.coefficients().values()[at],
                    k * fit.errors().values()[at],
                    whole,
                    "fit"));
        }
        return results;
    }

    /// The share of the rows held out that lie within one predictive error; 0.683 if the errors are right.
    private Result covered(double[] errors) {
        int n = judged.rows();
        double[] truth = judged.truth().values();
        double share = IntStream.range(0, n)
                        .filter(i -> Math.abs(truth[i] - judged.output(i, 0)) <= errors[i])
                        .count()
                / (double) n;
        return Result.of("within_predicted_error", share, Math.sqrt(share * (1 - share) / n), "", "binomial");
    }

    /// The smallest and the largest of some numbers.
    static double[] ends(double[] x) {
        return new double[] {
            Arrays.stream(x).min().orElse(0), Arrays.stream(x).max().orElse(1)
        };
    }
}
