package ansatz.study;

import ansatz.model.Walkers;
import ansatz.model.WaveFunction;
import ansatz.observable.Estimator;
import ansatz.observable.Observable;
import ansatz.observable.Quantity;
import ansatz.observable.Setting;
import ansatz.problem.SpinProblem;
import ansatz.problem.StateVector;
import ansatz.sampler.Sampling;
import ansatz.schema.Reference;
import ansatz.statistics.Chains;
import ansatz.statistics.Convergence;
import ansatz.statistics.Jackknife;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The observables of an evaluation: what each draw gave, and what follows from it.
///
/// The chains are gathered into at most [#GROUPS] groups, whose means are kept draw by draw: they have the
/// autocorrelation time of single chains, agree where these do, and take little memory for many numbers.
final class Observations {
    static final int GROUPS = 64;

    /// Of sums over all configurations, whose columns are of order one.
    private static final double ROUNDING = 1e-12;

    private final Sampling sampling;
    private final List<Observable> observables;
    private final List<Estimator> estimators = new ArrayList<>();
    /// What a draw gives, by estimator, `[column][configuration]`.
    private final List<double[][]> values = new ArrayList<>();

    private final int groups;
    private final int columns;
    /// By draw, `[column * groups + group]`.
    private final List<double[]> draws = new ArrayList<>();

    private final Known known;
    private @Nullable Optional<StateVector> exact;

    /// The exact state.
    ///
    /// @param state computed when it is asked for, empty where it is not known
    /// @param source where it comes from
    record Known(Supplier<Optional<StateVector>> state, String source) {}

    Observations(
            SpinProblem problem,
            OptionalInt sector,
            Known known,
            List<Observable> observables,
            WaveFunction psi,
            Sampling sampling) {
        this.known = known;
        this.sampling = sampling;
        this.observables = observables;
        int chains = sampling.ensemble().chains();
        // neighbouring chains make the pairs of some estimators: a pair belongs to one group
        this.groups = sampling.stochastic() ? Math.min(GROUPS, Math.max(1, chains / 2)) : 1;
        int sum = 0;
        for (var observable : observables) {
            var estimator = observable.on(new Setting(problem, psi, sampling, sector, this::exactState));
            estimators.add(estimator);
            values.add(new double[estimator.columns()][chains]);
            sum += estimator.columns();
        }
        this.columns = sum;
    }

    private Optional<StateVector> exactState() {
        var state = exact;
        if (state == null) {
            state = known.state().get();
            exact = state;
        }
        return state;
    }

    void bind(double[] theta) {
        estimators.forEach(estimator -> estimator.bind(theta));
    }

    /// A part of [Sampling.Visitor].
    void visit(int block, int first, Walkers walkers) {
        for (int e = 0; e < estimators.size(); e++) {
            estimators.get(e).visit(block, first, walkers, values.get(e));
        }
    }

    /// Keeps what all blocks of an iteration gave.
    void draw() {
        var kept = new double[columns * groups];
        int column = 0;
        for (int e = 0; e < estimators.size(); e++) {
            estimators.get(e).complete(values.get(e));
            for (double[] value : values.get(e)) {
                gather(value, kept, column++ * groups);
            }
        }
        draws.add(kept);
    }

    private void gather(double[] value, double[] kept, int at) {
        double[] w = sampling.weights();
        int pairs = value.length / 2;
        for (int g = 0; g < groups; g++) {
            int from = groups == 1 ? 0 : 2 * (int) ((long) g * pairs / groups);
            int to = g == groups - 1 ? value.length : 2 * (int) ((long) (g + 1) * pairs / groups);
            double sum = 0;
            double weight = 0;
            for (int n = from; n < to; n++) {
                sum += w[n] * value[n];
                weight += w[n];
            }
            kept[at + g] = sum / weight;
        }
    }

    private Chains chains(int column) {
        var series = new double[draws.size()][];
        for (int d = 0; d < series.length; d++) {
            series[d] = Arrays.copyOfRange(draws.get(d), column * groups, (column + 1) * groups);
        }
        return Chains.ofDraws(series);
    }

    /// Numbers and curves.
    record Findings(List<Result> results, List<Curve> curves) {}

    Findings findings() {
        var results = new ArrayList<Result>();
        var curves = new ArrayList<Curve>();
        int first = 0;
        for (int e = 0; e < estimators.size(); e++) {
            var estimator = estimators.get(e);
            var series = new ArrayList<Chains>();
            for (int c = 0; c < estimator.columns(); c++) {
                series.add(chains(first + c));
            }
            first += estimator.columns();
            double[] known =
                    series.isEmpty() ? null : exactState().map(estimator::exact).orElse(null);
            List<Chains.Diagnosis> diagnoses =
                    sampling.stochastic() ? series.stream().map(this::diagnosis).toList() : List.of();
            Map<String, List<Curve.Point>> points = new LinkedHashMap<>();
            Map<String, Quantity.Place> axes = new LinkedHashMap<>();
            for (var quantity : estimator.quantities()) {
                var result = result(quantity, series, diagnoses, known);
                var place = quantity.place();
                if (place == null) {
                    results.add(result);
                } else {
                    axes.putIfAbsent(quantity.name(), place);
                    points.computeIfAbsent(quantity.name(), name -> new ArrayList<>())
                            .add(new Curve.Point(place.value(), place.vector(), result));
                }
            }
            axes.forEach((name, place) ->
                    curves.add(new Curve(name, place.axis(), place.unit(), points.getOrDefault(name, List.of()))));
        }
        return new Findings(results, curves);
    }

    /// Whether all numbers can be trusted.
    Convergence verdict() {
        var verdict = new Convergence(List.of());
        int first = 0;
        for (int e = 0; e < estimators.size() && sampling.stochastic(); e++) {
            var diagnoses = new ArrayList<Chains.Diagnosis>();
            for (int c = 0; c < estimators.get(e).columns(); c++) {
                diagnoses.add(diagnosis(chains(first + c)));
            }
            first += diagnoses.size();
            if (!diagnoses.isEmpty()) {
                verdict =
                        verdict.and(Convergence.ofAll(observables.get(e).label().replace('_', ' '), diagnoses));
            }
        }
        return verdict;
    }

    /// A group counts for all its chains.
    private Chains.Diagnosis diagnosis(Chains groupMeans) {
        var d = groupMeans.diagnose();
        var e = d.estimate();
        double size = sampling.ensemble().chains() / (double) groups;
        return new Chains.Diagnosis(
                e.withSize(size * e.ess(), Math.round(size * e.n())),
                d.chains(),
                d.draws(),
                d.blockingError(),
                d.drift(),
                d.memory());
    }

    private Result result(
            Quantity quantity, List<Chains> series, List<Chains.Diagnosis> diagnoses, double @Nullable [] known) {
        Reference reference = known == null ? null : Reference.exact(cleaned(quantity.of(known)), this.known.source());
        if (!sampling.stochastic()) {
            double[] means = series.stream().mapToDouble(Chains::mean).toArray();
            return new Result(
                    quantity.name(),
                    quantity.of(means),
                    0,
                    quantity.unit(),
                    "exact",
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    reference);
        }
        double tau = 0;
        double rhat = 0;
        double ess = Double.POSITIVE_INFINITY;
        for (int column : quantity.columns()) {
            var estimate = diagnoses.get(column).estimate();
            tau = Math.max(tau, estimate.tau());
            rhat = Math.max(rhat, estimate.rhat());
            ess = Math.min(ess, estimate.ess());
        }
        var function = quantity.function();
        var estimate = function == null
                ? diagnoses.get(quantity.columns().getFirst()).estimate()
                : Jackknife.of(quantity.columns().stream().map(series::get).toList(), function);
        return new Result(
                quantity.name(),
                estimate.mean(),
                estimate.error(),
                quantity.unit(),
                function == null ? "Monte Carlo" : "jackknife",
                tau,
                rhat,
                ess,
                reference);
    }

    /// What vanishes by symmetry has no digits to be off by.
    private static double cleaned(double exact) {
        return Math.abs(exact) < ROUNDING ? 0 : exact;
    }

    /// All draws, one after the other.
    double[] state() {
        var kept = new double[draws.size() * columns * groups];
        for (int d = 0; d < draws.size(); d++) {
            System.arraycopy(draws.get(d), 0, kept, d * columns * groups, columns * groups);
        }
        return kept;
    }

    /// Goes back to what [#state()] gave.
    ///
    /// @param count how many draws there were
    /// @throws IllegalArgumentException if the length does not fit
    void restore(double[] kept, int count) {
        int size = columns * groups;
        if (kept.length != count * size) {
            throw new IllegalArgumentException("the saved observables have " + kept.length + " values; " + count
                    + " draws of this study have " + count * size);
        }
        draws.clear();
        for (int d = 0; d < count; d++) {
            draws.add(Arrays.copyOfRange(kept, d * size, (d + 1) * size));
        }
    }
}
