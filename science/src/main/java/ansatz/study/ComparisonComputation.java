package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Split;
import ansatz.engine.parallel.Team;
import ansatz.learn.Learner;
import ansatz.learn.Target;
import ansatz.schema.Name;
import ansatz.statistics.Convergence;
import ansatz.statistics.Moments;
import ansatz.study.Picture.Axis;
import ansatz.study.Picture.Chart;
import ansatz.study.Picture.Layer;
import ansatz.study.Picture.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One step a fold and model.
///
/// The folds learn from rows that they share, so that their losses are not independent. The variance of the mean
/// over K
/// folds is taken as (1/K + tested/learned) of that between them, in place of 1/K of it, as C. Nadeau and Y. Bengio
/// advise (Mach. Learn. 52, 239 (2003), eq. 3).
final class ComparisonComputation implements Computation {
    private final Comparison study;
    private final Team team;
    private final List<String> names;
    private final Folding folding;
    private final Target whole;
    private final List<Split> folds;
    private final double[][] losses; // model, fold
    private int done;

    ComparisonComputation(Comparison study, Environment environment) {
        this.study = study;
        names = names(study.models());
        Dataset data = environment.read(study.data(), study.seed());
        team = Team.of(environment.threads());
        whole = Recipe.whole(study.models().getFirst(), data, study.data().target());
        folding = new Folding(study.order(), study.groups(), study.seed());
        folds = folding.folds(Split.whole(data), whole, study.folds());
        losses = new double[study.models().size()][folds.size()];
    }

    /// The names in the catalogue, numbered where one comes more than once.
    private static List<String> names(List<Learner> models) {
        List<String> types = models.stream()
                .map(model -> model.getClass().getAnnotation(Name.class))
                .map(name -> name == null ? "model" : name.value())
                .toList();
        return IntStream.range(0, types.size())
                .mapToObj(m -> {
                    String type = types.get(m);
                    long before =
                            types.subList(0, m).stream().filter(type::equals).count();
                    long all = types.stream().filter(type::equals).count();
                    return all == 1 ? type : type + " " + (before + 1);
                })
                .toList();
    }

    @Override
    public boolean finished() {
        return done == losses.length * folds.size();
    }

    @Override
    public Progress advance() {
        if (finished()) {
            throw new IllegalStateException("all folds are done");
        }
        int m = done % losses.length;
        int k = done / losses.length;
        var recipe = new Recipe(
                whole.name(),
                whole.classes(),
                study.groups(),
                study.data().weights(),
                study.models().get(m),
                study.degree(),
                study.components(),
                team);
        Choice choice = recipe.choice(folds.get(k).training(), folding, study.folds(), study.rule());
        losses[m][k] = recipe.meanLosses(folds.get(k), new double[] {choice.strength()})[0];
        done++;
        var loss = new Measurement(Measurement.LOSS, losses[m][k], Double.NaN, whole.squaredUnit());
        return new Progress("folds", done, (long) losses.length * folds.size(), List.of(loss));
    }

    private String loss() {
        return whole.classes().isEmpty() ? "mean squared error" : "log loss";
    }

    /// The mean over folds and its error.
    private double[] mean(double[] values) {
        var moments = Moments.of(values);
        double share = folds.stream()
                .mapToDouble(fold ->
                        (double) fold.heldOut().rows() / fold.training().rows().rows())
                .average()
                .orElse(0);
        return new double[] {moments.mean(), Math.sqrt(moments.variance() * (1.0 / values.length + share))};
    }

    @Override
    public Outcome outcome() {
        if (!finished()) {
            throw new IllegalStateException("not all folds are done");
        }
        double[][] means = Arrays.stream(losses).map(this::mean).toArray(double[][]::new);
        int best = 0;
        for (int m = 1; m < means.length; m++) {
            best = means[m][0] < means[best][0] ? m : best;
        }
        double[] least = losses[best];
        double[][] behind = Arrays.stream(losses)
                .map(own -> {
                    var difference = new double[own.length];
                    Arrays.setAll(difference, k -> own[k] - least[k]);
                    return mean(difference);
                })
                .toArray(double[][]::new);
        var results = new ArrayList<Result>();
        for (int m = 0; m < means.length; m++) {
            results.add(Result.of(
                    (loss() + "_of_" + names.get(m)).replace(' ', '_').replace('-', '_'),
                    means[m][0],
                    means[m][1],
                    whole.squaredUnit(),
                    "cross-validation"));
        }
        for (int m = 0; m < means.length; m++) {
            if (m != best) {
                results.add(Result.of(
                        (names.get(m) + "_minus_" + names.get(best))
                                .replace(' ', '_')
                                .replace('-', '_'),
                        behind[m][0],
                        behind[m][1],
                        whole.squaredUnit(),
                        "the same folds"));
            }
        }
        int rows = folds.stream().mapToInt(fold -> fold.heldOut().rows()).sum();
        var flat = Arrays.stream(losses).flatMapToDouble(Arrays::stream).toArray();
        return new Outcome(
                results,
                Convergence.ofRows("rows held out", rows),
                List.of(),
                List.of(NamedArray.of("losses", flat, losses.length, folds.size())),
                List.of(),
                List.of(
                        chart("The models on the same folds", loss(), means, List.of()),
                        chart(
                                "How much worse than " + names.get(best),
                                "difference of the " + loss(),
                                behind,
                                List.of(new Layer(
                                        names.get(best),
                                        Style.KNOWN,
                                        new double[] {0.5, names.size() + 0.5},
                                        new double[2],
                                        new double[0])))));
    }

    private Chart chart(String title, String label, double[][] values, List<Layer> known) {
        var layers = new ArrayList<>(known);
        layers.add(new Layer(
                "mean \u00b1 error over folds",
                Style.POINTS,
                LearningPictures.positions(names.size()),
                Arrays.stream(values).mapToDouble(value -> value[0]).toArray(),
                Arrays.stream(values).mapToDouble(value -> value[1]).toArray()));
        return new Chart(title, Axis.of("", names), new Axis(label, whole.squaredUnit(), false), layers);
    }

    @Override
    public State state() {
        var state = new State().put("done", (long) done);
        for (int m = 0; m < losses.length; m++) {
            state.put("losses-" + m, losses[m]);
        }
        return state;
    }

    @Override
    public void restore(State state) {
        done = state.count("done", losses.length * folds.size());
        for (int m = 0; m < losses.length; m++) {
            losses[m] = state.doubles("losses-" + m, folds.size());
        }
    }

    @Override
    public void close() {
        team.close();
    }
}
