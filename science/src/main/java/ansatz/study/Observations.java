package ansatz.study;

import ansatz.observable.Quantity;
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

    private final List<Columns> measured;
    private final int chains;
    private final boolean stochastic;
    private final String source;
    /// What a draw gives, by observable, `[column][configuration]`.
    private final List<double[][]> values = new ArrayList<>();

    private final int groups;
    private final int columns;
    /// By draw, `[column * groups + group]`.
    private final List<double[]> draws = new ArrayList<>();

    /// An observable: some numbers, its columns, for each configuration.
    ///
    /// @param name in reasons
    /// @param count how many numbers
    /// @param quantities what is made of their means
    /// @param one what one count adds to each number: its error, over all draws, where nothing was counted; empty
    /// where
    /// the numbers are no counts
    /// @param exact their means in the exact state, empty where it is not known; asked for once
    record Columns(
            String name, int count, List<Quantity> quantities, double[] one, Supplier<Optional<double[]>> exact) {}

    /// @param chains the number of configurations
    /// @param stochastic whether they are drawn at random; else all of them have their exact weights
    /// @param source where exact means come from
    Observations(List<Columns> measured, int chains, boolean stochastic, String source) {
        this.measured = List.copyOf(measured);
        this.chains = chains;
        this.stochastic = stochastic;
        this.source = source;
        // neighbouring chains make the pairs of some estimators: a pair belongs to one group
        this.groups = stochastic ? Math.min(GROUPS, Math.max(1, chains / 2)) : 1;
        measured.forEach(each -> values.add(new double[each.count][chains]));
        this.columns = measured.stream().mapToInt(Columns::count).sum();
    }

    /// Where the numbers of an observable are to be written, `[column][configuration]`.
    double[][] values(int observable) {
        return values.get(observable);
    }

    /// Keeps what an iteration gave.
    ///
    /// @param weights the weight of each configuration
    void draw(double[] weights) {
        var kept = new double[columns * groups];
        int column = 0;
        for (double[][] each : values) {
            for (double[] value : each) {
                gather(weights, value, kept, column++ * groups);
            }
        }
        draws.add(kept);
    }

    private void gather(double[] w, double[] value, double[] kept, int at) {
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
        for (var each : measured) {
            var series = new ArrayList<Chains>();
            for (int c = 0; c < each.count; c++) {
                series.add(chains(first + c));
            }
            first += each.count;
            double[] known = series.isEmpty() ? null : each.exact.get().orElse(null);
            List<Chains.Diagnosis> diagnoses =
                    stochastic ? series.stream().map(this::diagnosis).toList() : List.of();
            Map<String, List<Curve.Point>> points = new LinkedHashMap<>();
            Map<String, Quantity.Place> axes = new LinkedHashMap<>();
            for (var quantity : each.quantities) {
                var result = counted(each, quantity, result(quantity, series, diagnoses, known));
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
        for (var each : stochastic ? measured : List.<Columns>of()) {
            var diagnoses = new ArrayList<Chains.Diagnosis>();
            for (int c = 0; c < each.count; c++) {
                diagnoses.add(diagnosis(chains(first + c)));
            }
            first += diagnoses.size();
            if (!diagnoses.isEmpty()) {
                verdict = verdict.and(Convergence.ofAll(each.name, diagnoses));
            }
        }
        return verdict;
    }

    /// A group counts for all its chains.
    private Chains.Diagnosis diagnosis(Chains groupMeans) {
        var d = groupMeans.diagnose();
        var e = d.estimate();
        double size = chains / (double) groups;
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
        Reference reference = known == null ? null : Reference.exact(cleaned(quantity.of(known)), source);
        if (!stochastic) {
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

    /// With the error of one count where there was none.
    private Result counted(Columns of, Quantity quantity, Result r) {
        if (of.one.length == 0 || r.mean() != 0 || r.error() != 0) {
            return r;
        }
        double error = of.one[quantity.columns().getFirst()] / ((double) chains * draws.size());
        return new Result(r.name(), r.mean(), error, r.unit(), r.method(), r.tau(), r.rhat(), r.ess(), r.reference());
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
