package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Split;
import ansatz.engine.array.Array;
import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import ansatz.learn.Features;
import ansatz.learn.Fitted;
import ansatz.learn.LinearFit;
import ansatz.learn.Posterior;
import ansatz.learn.Predictions;
import ansatz.learn.Score;
import ansatz.learn.Target;
import ansatz.statistics.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Fits a model: one step a fold of the cross-validation, if there is a choice, one for the fit to all training
/// rows,
/// and one a point of the learning curve.
final class LearningComputation implements Computation {
    /// The error of an error is then 1 / sqrt(200), 7 %.
    private static final int RESAMPLINGS = 100;

    private static final int STREAM = 13;

    /// What a point of the learning curve holds: rows, the loss of these and of the rows held out, with errors.
    private static final int CURVE_NUMBERS = 5;

    private final Learning study;
    private final Team team;
    private final Recipe recipe;
    private final Split split;
    private final Features features;
    private final Array x;
    private final Target y;
    private final double[] strengths;
    private final List<Split> folds;
    private final double[][] losses;
    private final double[][] curve;
    private int done;
    private int drawn;
    private @Nullable FittedModel model;
    private List<? extends Fitted> path = List.of();

    /// Reads the data.
    ///
    /// @throws ansatz.schema.InvalidInput if the data cannot be read or do not suit the model
    LearningComputation(Learning study, Environment environment) {
        this.study = study;
        Dataset data = environment.read(study.data(), study.seed());
        team = Team.of(environment.threads());
        Target whole = Recipe.whole(study.model(), data, study.data().target());
        recipe = new Recipe(
                whole.name(),
                whole.classes(),
                study.groups(),
                study.data().weights(),
                study.model(),
                study.degree(),
                study.components(),
                team);
        var folding = new Folding(study.order(), study.groups(), study.seed());
        split = folding.split(data, whole, study.heldOut());
        var training = split.training();
        y = recipe.target(training.rows());
        features = recipe.features(training);
        x = features.of(training.rows());
        strengths = study.model().strengths(x, y);
        folds = strengths.length > 1 ? folding.folds(training, y, study.folds()) : List.of();
        losses = new double[folds.size()][];
        curve = new double[study.learningCurve()][];
    }

    private Choice choice() {
        return new Choice(strengths, losses, study.rule());
    }

    @Override
    public boolean finished() {
        return model != null && drawn == curve.length;
    }

    @Override
    public Progress advance() {
        if (finished()) {
            throw new IllegalStateException("the model is fitted");
        }
        if (done < folds.size()) {
            losses[done] = recipe.meanLosses(folds.get(done), strengths);
            double least = Arrays.stream(losses[done]).min().orElseThrow();
            done++;
            return progress("choose", done, folds.size(), least);
        }
        if (model != null) {
            curve[drawn] = point(drawn);
            drawn++;
            return progress("learning curve", drawn, curve.length, curve[drawn - 1][3]);
        }
        path = recipe.fits(x, y, strengths);
        Choice choice = choice();
        Fitted best =
                path.get(choice.chosen()) instanceof LinearFit linear ? withErrors(linear) : path.get(choice.chosen());
        double spread = y.classes().isEmpty()
                ? Math.sqrt(Score.MEAN_SQUARED_ERROR
                        .estimate(judged(best), study.seed())
                        .mean())
                : Double.NaN;
        model = new FittedModel(
                features,
                best,
                study.model().uncertainty(x, y, choice.strength()).orElse(null),
                y.name(),
                y.unit(),
                y.classes(),
                spread);
        return progress("fit", 1, 1, mean(Recipe.losses(best, x, y)));
    }

    private Progress progress(String phase, int step, int steps, double loss) {
        return new Progress(
                phase, step, steps, List.of(new Measurement(Measurement.LOSS, loss, Double.NaN, y.squaredUnit())));
    }

    private static double mean(double[] values) {
        return Moments.of(values).mean();
    }

    /// The losses after learning from a part of the rows, at the strength that all of them chose.
    private double[] point(int k) {
        int rows = Math.max(10, (int) Math.round(y.rows() * (k + 1.0) / curve.length));
        Split part = split.shortened(rows, study.seed());
        Dataset known = part.training().rows();
        Features own = recipe.features(part.training());
        Array features = own.of(known);
        Target truth = recipe.target(known);
        double[] strengths = choice().elsewhere(study.model(), features, truth);
        Fitted fit = recipe.fits(features, truth, strengths).getFirst();
        var inside = Moments.of(Recipe.losses(fit, features, truth));
        var outside = Moments.of(Recipe.losses(fit, own.of(part.heldOut()), recipe.target(part.heldOut())));
        return new double[] {known.rows(), inside.mean(), inside.error(), outside.mean(), outside.error()};
    }

    /// With errors from fits to resampled rows where no formula tells them: the spread of an estimate that the
    /// penalty
    /// draws towards zero, not how far.
    private LinearFit withErrors(LinearFit fit) {
        double[] known = fit.errors().values();
        int k = y.outputs();
        if (k > 2 || Arrays.stream(known).allMatch(Double::isFinite) || fit.rank() >= 0) {
            return fit;
        }
        int n = y.rows();
        int p = fit.features();
        var draws = new double[k * p][RESAMPLINGS];
        double[] strength = {choice().strength()};
        for (int r = 0; r < RESAMPLINGS; r++) {
            var random = RandomStream.of(study.seed(), STREAM, r, 0);
            int[] rows = IntStream.range(0, n).map(i -> random.nextInt(n)).toArray();
            var resampled = new double[n * p];
            for (int i = 0; i < n; i++) {
                System.arraycopy(x.values(), rows[i] * p, resampled, i * p, p);
            }
            Fitted other = recipe.fits(new Array(x.shape(), resampled), y.select(rows), strength)
                    .getFirst();
            if (!(other instanceof LinearFit linear)) {
                return fit;
            }
            for (int j = 0; j < k * p; j++) {
                draws[j][r] = linear.coefficients().values()[j];
            }
        }
        double[] errors = Arrays.stream(draws)
                .mapToDouble(each -> Math.sqrt(Moments.of(each).variance()))
                .toArray();
        return fit.withErrors(new Array(fit.errors().shape(), errors));
    }

    private Predictions judged(Fitted fit) {
        Dataset rows = split.heldOut();
        return new Predictions(fit.predict(features.of(rows)), recipe.target(rows));
    }

    @Override
    public Outcome outcome() {
        if (model == null || !finished()) {
            throw new IllegalStateException("the model is not fitted");
        }
        if (path.isEmpty()) {
            path = recipe.fits(x, y, strengths); // restored
        }
        Posterior posterior = study.model().posterior(x, y, choice().strength()).orElse(null);
        return new LearningOutcome(
                        study.seed(),
                        study.data(),
                        model,
                        split.heldOut(),
                        judged(model.fit()),
                        split.training().rows(),
                        y,
                        choice(),
                        path,
                        posterior,
                        curve)
                .outcome();
    }

    @Override
    public State state() {
        var state = new State().put("done", (long) done).put("drawn", (long) drawn);
        for (int k = 0; k < done; k++) {
            state.put("losses-" + k, losses[k]);
        }
        for (int k = 0; k < drawn; k++) {
            state.put("curve-" + k, curve[k]);
        }
        if (model != null) {
            state.put(FittedModel.PART, model.state());
        }
        return state;
    }

    @Override
    public void restore(State state) {
        done = state.count("done", losses.length);
        drawn = state.count("drawn", curve.length);
        for (int k = 0; k < done; k++) {
            losses[k] = state.doubles("losses-" + k, strengths.length);
        }
        for (int k = 0; k < drawn; k++) {
            curve[k] = state.doubles("curve-" + k, CURVE_NUMBERS);
        }
        model = state.has(FittedModel.PART) ? FittedModel.of(state.part(FittedModel.PART)) : null;
        if (model != null && model.features().count() != features.count()) {
            throw new IllegalArgumentException(
                    "the saved model has " + model.features().count() + " features, the data give " + features.count()
                            + ": they have changed");
        }
    }

    @Override
    public void close() {
        team.close();
    }
}
