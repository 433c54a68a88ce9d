package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Encoding;
import ansatz.data.Split;
import ansatz.engine.array.Array;
import ansatz.engine.random.RandomStream;
import ansatz.learn.LinearFit;
import ansatz.learn.Posterior;
import ansatz.learn.Predictions;
import ansatz.learn.Score;
import ansatz.learn.Target;
import ansatz.schema.InvalidInput;
import ansatz.statistics.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Fits a model: one step a fold of the cross-validation, if there is a choice, and one for the fit to all training
/// rows.
final class LearningComputation implements Computation {
    /// A matrix of features is held about so many times: as it is, centred, and in its factors.
    private static final double COPIES = 6;

    /// The error of an error is then 1 / sqrt(200), 7 %.
    private static final int RESAMPLINGS = 100;

    private static final int STREAM = 13;

    private final Learning study;
    private final Split split;
    private final Encoding encoding;
    private final Array x;
    private final Target y;
    private final double[] strengths;
    private final List<Split> folds;
    private final double[][] losses;
    private int done;
    private @Nullable FittedModel model;
    private List<LinearFit> path = List.of();

    /// Reads the data.
    ///
    /// @throws InvalidInput if the data cannot be read or do not suit the model
    LearningComputation(Learning study) {
        this.study = study;
        Dataset data = study.data().read(study.seed());
        if (data.rows() < 4) {
            throw new InvalidInput(data.source() + ": has " + data.rows() + " rows, and a fit needs at least 4");
        }
        Target whole = target(data);
        split = switch (study.order()) {
            case LAST -> Split.ordered(data, study.heldOut());
            case RANDOM ->
                whole.classes().isEmpty()
                        ? Split.random(data, study.heldOut(), study.seed())
                        : Split.stratified(data, whole.codes(), study.heldOut(), study.seed());
        };
        var training = split.training();
        y = known(training.rows(), whole.classes());
        encoding = Encoding.learn(training, study.data().target(), study.degree());
        double need = COPIES * 8 * encoding.features() * data.rows();
        if (need > Runtime.getRuntime().maxMemory()) {
            throw new InvalidInput(String.format(
                    Locale.ROOT,
                    "%s: %d features of %d rows need about %.1f GB of memory; lower the degree, or leave columns out",
                    data.source(),
                    encoding.features(),
                    data.rows(),
                    need / 1e9));
        }
        x = encoding.apply(training.rows());
        strengths = study.model().strengths(x, y);
        boolean choice = strengths.length > 1;
        int count = Math.min(study.folds(), training.rows().rows());
        folds = !choice
                ? List.of()
                : y.classes().isEmpty()
                        ? Split.folds(training, count, study.seed())
                        : Split.folds(training, y.codes(), count, study.seed());
        losses = new double[folds.size()][];
    }

    private Target target(Dataset data) {
        String name = study.data().target();
        return study.model().classifies() ? Target.classes(data, name) : Target.number(data, name);
    }

    /// The target of some of the rows, with the classes of all.
    private Target known(Dataset rows, List<String> classes) {
        if (classes.isEmpty()) {
            return Target.number(rows, study.data().target());
        }
        return Target.classes(rows, study.data().target(), classes);
    }

    private static double loss(LinearFit fit, Array x, Target y) {
        var predictions = new Predictions(fit.predict(x), y);
        var each = new double[y.rows()];
        Arrays.fill(each, 1);
        return (y.classes().isEmpty() ? Score.MEAN_SQUARED_ERROR : Score.LOG_LOSS).of(predictions, each);
    }

    @Override
    public boolean finished() {
        return model != null;
    }

    @Override
    public Progress advance() {
        if (finished()) {
            throw new IllegalStateException("the model is fitted");
        }
        String unit = y.unit().isEmpty() ? "" : "(" + y.unit() + ")^2";
        if (done < folds.size()) {
            Split fold = folds.get(done);
            Encoding own = Encoding.learn(fold.training(), study.data().target(), study.degree());
            Dataset rows = fold.training().rows();
            Dataset others = fold.heldOut();
            Array features = own.apply(others);
            Target truth = known(others, y.classes());
            losses[done] = study.model().path(own.apply(rows), known(rows, y.classes()), strengths).stream()
                    .mapToDouble(fit -> loss(fit, features, truth))
                    .toArray();
            double least = Arrays.stream(losses[done]).min().orElseThrow();
            done++;
            return new Progress(
                    "choose", done, folds.size(), List.of(new Measurement(Measurement.LOSS, least, Double.NaN, unit)));
        }
        path = study.model().path(x, y, strengths);
        LinearFit best = withErrors(path.get(chosen()));
        Predictions judged = judged(best);
        double spread = y.classes().isEmpty()
                ? Math.sqrt(
                        Score.MEAN_SQUARED_ERROR.estimate(judged, study.seed()).mean())
                : Double.NaN;
        model = new FittedModel(encoding, best, y.name(), y.unit(), y.classes(), spread);
        return new Progress(
                "fit", 1, 1, List.of(new Measurement(Measurement.LOSS, loss(best, x, y), Double.NaN, unit)));
    }

    /// The mean and the standard error of the loss over the folds, at each strength.
    double[][] choice() {
        var mean = new double[strengths.length];
        var error = new double[strengths.length];
        for (int s = 0; s < strengths.length; s++) {
            int at = s;
            var moments = Moments.of(
                    Arrays.stream(losses).mapToDouble(fold -> fold[at]).toArray());
            mean[s] = moments.mean();
            error[s] = Math.sqrt(moments.variance() / losses.length);
        }
        return new double[][] {mean, error};
    }

    private int chosen() {
        if (strengths.length == 1) {
            return 0;
        }
        double[][] choice = choice();
        int least = 0;
        for (int s = 1; s < strengths.length; s++) {
            least = choice[0][s] < choice[0][least] ? s : least;
        }
        if (study.rule() == Learning.Rule.LEAST) {
            return least;
        }
        int s = 0; // the strengths descend
        while (choice[0][s] > choice[0][least] + choice[1][least]) {
            s++;
        }
        return s;
    }

    /// With errors from fits to resampled rows where no formula tells them: the spread of an estimate that the
    /// penalty
    /// draws towards zero, not how far.
    private LinearFit withErrors(LinearFit fit) {
        double[] known = fit.errors().values();
        if (!y.classes().isEmpty() || Arrays.stream(known).allMatch(Double::isFinite) || fit.rank() >= 0) {
            return fit;
        }
        int n = y.rows();
        int p = fit.features();
        var draws = new double[p][RESAMPLINGS];
        double[] strength = {strengths[chosen()]};
        for (int r = 0; r < RESAMPLINGS; r++) {
            var random = RandomStream.of(study.seed(), STREAM, r, 0);
            int[] rows = IntStream.range(0, n).map(i -> random.nextInt(n)).toArray();
            var resampled = new double[n * p];
            for (int i = 0; i < n; i++) {
                System.arraycopy(x.values(), rows[i] * p, resampled, i * p, p);
            }
            double[] b = study.model()
                    .path(new Array(x.shape(), resampled), y.select(rows), strength)
                    .getFirst()
                    .coefficients()
                    .values();
            for (int j = 0; j < p; j++) {
                draws[j][r] = b[j];
            }
        }
        double[] errors = Arrays.stream(draws)
                .mapToDouble(each -> Math.sqrt(Moments.of(each).variance()))
                .toArray();
        return fit.withErrors(new Array(fit.errors().shape(), errors));
    }

    private Predictions judged(LinearFit fit) {
        Dataset rows = split.heldOut();
        return new Predictions(fit.predict(encoding.apply(rows)), known(rows, y.classes()));
    }

    @Override
    public Outcome outcome() {
        if (model == null) {
            throw new IllegalStateException("the model is not fitted");
        }
        if (path.isEmpty()) {
            path = study.model().path(x, y, strengths); // restored
        }
        double[][] choice = strengths.length > 1 ? choice() : new double[0][];
        Posterior posterior = study.model().posterior(x, y, strengths[chosen()]).orElse(null);
        Array features = encoding.apply(split.heldOut());
        double[] predictive = posterior == null ? new double[0] : posterior.predictiveErrors(features);
        return new LearningOutcome(
                        study.seed(),
                        model,
                        judged(model.fit()),
                        y,
                        strengths,
                        chosen(),
                        path,
                        choice,
                        posterior,
                        predictive)
                .outcome();
    }

    @Override
    public State state() {
        var state = new State().put("done", (long) done);
        for (int k = 0; k < done; k++) {
            state.put("losses-" + k, losses[k]);
        }
        if (model != null) {
            state.put(FittedModel.PART, model.state());
        }
        return state;
    }

    @Override
    public void restore(State state) {
        long folds = state.whole("done");
        if (folds < 0 || folds > losses.length) {
            throw new IllegalArgumentException("the saved choice has " + folds + " folds of " + losses.length);
        }
        for (int k = 0; k < folds; k++) {
            losses[k] = state.doubles("losses-" + k, strengths.length);
        }
        done = (int) folds;
        model = state.has(FittedModel.PART) ? FittedModel.of(state.part(FittedModel.PART)) : null;
        if (model != null && model.encoding().features() != encoding.features()) {
            throw new IllegalArgumentException(
                    "the saved model has " + model.encoding().features() + " features, the data give "
                            + encoding.features() + ": they have changed");
        }
    }

    @Override
    public void close() {}
}
