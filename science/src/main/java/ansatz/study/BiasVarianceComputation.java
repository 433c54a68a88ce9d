package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Split;
import ansatz.engine.array.Array;
import ansatz.engine.parallel.Team;
import ansatz.learn.Features;
import ansatz.learn.Fitted;
import ansatz.learn.Target;
import ansatz.statistics.Convergence;
import ansatz.statistics.Moments;
import ansatz.study.Picture.Axis;
import ansatz.study.Picture.Chart;
import ansatz.study.Picture.Layer;
import ansatz.study.Picture.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One step a degree.
///
/// In a row held out, with the fits f_1 ... f_B to resampled rows and their mean m, sum_b (y - f_b)^2 / B = (y -
/// m)^2 +
/// sum_b (f_b - m)^2 / B. The mean of B fits is itself uncertain by variance / B, which is taken from the square of
/// the
/// bias and given to the variance, so that neither depends on B on average and their sum stays the error. The bias
/// is
/// that from y and holds the noise of the row.
final class BiasVarianceComputation implements Computation {
    /// The error, the square of the bias, the variance and the error on the rows learned from, each with its
    /// standard
    /// error, and the strength of the penalty.
    private static final int NUMBERS = 9;

    private final BiasVariance study;
    private final Team team;
    private final Recipe recipe;
    private final Folding folding;
    private final Split split;
    private final Target truth;
    private final double[][] found;
    private int done;

    BiasVarianceComputation(BiasVariance study, Environment environment) {
        this.study = study;
        Dataset data = environment.read(study.data(), study.seed());
        team = Team.of(environment.threads());
        Target whole = Recipe.whole(study.model(), data, study.data().target());
        recipe = new Recipe(whole.name(), List.of(), "", study.data().weights(), study.model(), 1, 0, team);
        folding = new Folding(Learning.Order.RANDOM, "", study.seed());
        split = folding.split(data, whole, study.heldOut());
        truth = recipe.target(split.heldOut());
        recipe.degree(study.degree()).features(split.training()); // too many are refused at once
        found = new double[study.degree()][];
    }

    @Override
    public boolean finished() {
        return done == found.length;
    }

    @Override
    public Progress advance() {
        if (finished()) {
            throw new IllegalStateException("all degrees are done");
        }
        found[done] = at(recipe.degree(done + 1));
        done++;
        var error = new Measurement(Measurement.LOSS, found[done - 1][0], found[done - 1][1], truth.squaredUnit());
        return new Progress("degree", done, found.length, List.of(error));
    }

    private double[] at(Recipe own) {
        Choice choice = own.choice(split.training(), folding, study.folds(), Learning.Rule.LEAST);
        int n = truth.rows();
        int count = study.resamplings();
        var sum = new double[n];
        var squares = new double[n];
        var errors = new double[n];
        var inside = new double[count];
        for (int b = 0; b < count; b++) {
            Split part = split.resampled(study.seed(), b);
            Dataset rows = part.training().rows();
            Features features = own.features(part.training());
            Array x = features.of(rows);
            Target y = own.target(rows);
            Fitted fit = own.fits(x, y, choice.elsewhere(study.model(), x, y)).getFirst();
            double[] f = fit.predict(features.of(split.heldOut())).values();
            for (int i = 0; i < n; i++) {
                // about the truth, which is near: the variance shall not be lost in the size of y
                double d = f[i] - truth.values()[i];
                sum[i] += d;
                squares[i] += d * d;
            }
            inside[b] = Moments.of(Recipe.losses(fit, x, y)).mean();
        }
        var bias = new double[n];
        var variance = new double[n];
        for (int i = 0; i < n; i++) {
            double mean = sum[i] / count;
            errors[i] = squares[i] / count;
            variance[i] = Math.max(0, errors[i] - mean * mean) * count / (count - 1.0);
            bias[i] = errors[i] - variance[i];
        }
        var numbers = new double[NUMBERS];
        double[][] all = {errors, bias, variance, inside};
        for (int k = 0; k < all.length; k++) {
            var moments = Moments.of(all[k]);
            numbers[2 * k] = moments.mean();
            numbers[2 * k + 1] = moments.error();
        }
        numbers[NUMBERS - 1] = choice.strength();
        return numbers;
    }

    @Override
    public Outcome outcome() {
        if (!finished()) {
            throw new IllegalStateException("not all degrees are done");
        }
        int best = 0;
        for (int d = 1; d < found.length; d++) {
            best = found[d][0] < found[best][0] ? d : best;
        }
        double[] at = found[best];
        String unit = truth.squaredUnit();
        String method = "bootstrap";
        var results = List.of(
                Result.of("mean_squared_error", at[0], at[1], unit, method),
                Result.of("square_of_the_bias", at[2], at[3], unit, method),
                Result.of("variance", at[4], at[5], unit, method),
                Result.of("best_degree", best + 1, 0, "", "least error"));
        var arrays = new ArrayList<NamedArray>();
        String[] names = {
            "error",
            "error_error",
            "bias_squared",
            "bias_squared_error",
            "variance",
            "variance_error",
            "training_error",
            "training_error_error",
            "lambda"
        };
        for (int k = 0; k < NUMBERS; k++) {
            arrays.add(NamedArray.of(names[k], column(k), found.length));
        }
        return new Outcome(
                results,
                Convergence.ofRows("rows held out", truth.rows()),
                List.of(),
                arrays,
                List.of(),
                List.of(picture()));
    }

    private double[] column(int k) {
        return Arrays.stream(found).mapToDouble(row -> row[k]).toArray();
    }

    private Chart picture() {
        double[] degrees = LearningPictures.positions(found.length);
        var layers = new ArrayList<>(List.of(
                new Layer("error", Style.LINE, degrees, column(0), column(1)),
                new Layer("bias\u00b2", Style.LINE, degrees, column(2), column(3)),
                new Layer("variance", Style.LINE, degrees, column(4), column(5)),
                new Layer("rows learned from", Style.LINE, degrees, column(6), new double[0])));
        double noise = study.data().noise();
        if (noise > 0) {
            var level = new double[found.length];
            Arrays.fill(level, noise * noise);
            layers.add(new Layer("noise", Style.KNOWN, degrees, level, new double[0]));
        }
        return new Chart(
                "Bias and variance, rows held out",
                new Axis("degree", "", false),
                new Axis("squared error", truth.squaredUnit(), true),
                layers);
    }

    @Override
    public State state() {
        var state = new State().put("done", (long) done);
        for (int d = 0; d < done; d++) {
            state.put("degree-" + d, found[d]);
        }
        return state;
    }

    @Override
    public void restore(State state) {
        done = state.count("done", found.length);
        for (int d = 0; d < done; d++) {
            found[d] = state.doubles("degree-" + d, NUMBERS);
        }
    }

    @Override
    public void close() {
        team.close();
    }
}
