package ansatz.study;

import ansatz.dynamics.Deviation;
import ansatz.schema.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// What an evolution measured at its times.
final class Measurements {
    /// Numbers of a result in a saved state: mean, error, tau, R-hat, sample size, reference with its error and
    /// kind.
    private static final int NUMBERS = 8;

    /// Numbers of a deviation in a saved state.
    private static final int DEVIATION = 6;

    /// The name of the bound of the distance from the exact state.
    private static final String DISTANCE = "distance";

    private static final String RESIDUAL = "residual";

    private final List<List<Result>> results = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private @Nullable Result initialEnergy;
    private double initialDistance;
    private double initialError;

    /// @param distance of the state at the beginning from the ground state, rad
    /// @param error of the distance
    void begin(Result energyOfTheInitialProblem, double distance, double error) {
        initialEnergy = energyOfTheInitialProblem;
        initialDistance = distance;
        initialError = error;
    }

    /// Adds a time.
    ///
    /// @param all the energy first
    /// @param doubts why the results are not to be trusted, none if they are
    void add(List<Result> all, Deviation deviation, List<String> doubts) {
        doubts.stream().findFirst().ifPresent(doubt -> reasons.add("at point " + results.size() + ": " + doubt));
        results.add(List.copyOf(all));
        deviations.add(deviation);
    }

    /// How many times there are.
    int points() {
        return results.size();
    }

    /// The first doubt of each time that has one.
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    Result initialEnergy() {
        if (initialEnergy == null) {
            throw new IllegalStateException("nothing is measured yet");
        }
        return initialEnergy;
    }

    List<Result> first() {
        return results.getFirst();
    }

    List<Result> last() {
        return results.getLast();
    }

    /// A bound of the distance | |psi> - |exact> | of the normalised states at each time, up to a phase, in
    /// real time: it grows by no more than the speed that is missed, which is integrated by the trapezoidal
    /// rule. In imaginary time it is what the state missed in all, which the exact evolution then partly takes
    /// back.
    List<Result> distances(double interval) {
        var distances = new ArrayList<Result>();
        // with the weights of all times before, which no longer change
        double before = initialDistance;
        double variance = square(initialError);
        for (int k = 0; k < deviations.size(); k++) {
            var deviation = deviations.get(k);
            double end = k == 0 ? 0 : interval / 2;
            distances.add(number(
                    DISTANCE,
                    before + end * deviation.missed(),
                    Math.sqrt(variance + square(end * deviation.missedError())),
                    "rad"));
            double within = k == 0 ? interval / 2 : interval;
            before += within * deviation.missed();
            variance += square(within * deviation.missedError());
        }
        return distances;
    }

    private static double square(double x) {
        return x * x;
    }

    /// A curve each, against the time.
    List<Curve> curves(Evolution study) {
        var curves = new ArrayList<Curve>();
        for (int q = 0; q < results.getFirst().size(); q++) {
            var all = new ArrayList<Result>();
            for (var there : results) {
                all.add(there.get(q));
            }
            curves.add(curve(study, all));
        }
        // the energy of an isolated system says least
        curves.add(curves.removeFirst());
        curves.add(curve(study, distances(study.interval())));
        curves.add(curve(
                study,
                deviations.stream()
                        .map(deviation -> number(RESIDUAL, deviation.residual(), deviation.residualError(), ""))
                        .toList()));
        return curves;
    }

    private static Curve curve(Evolution study, List<Result> all) {
        var points = new ArrayList<Curve.Point>();
        for (int k = 0; k < all.size(); k++) {
            double t = k * study.interval();
            points.add(new Curve.Point(t, List.of(t), all.get(k)));
        }
        return new Curve(
                all.getFirst().name(),
                "time",
                Measurement.inverse(study.problem().unit()),
                points);
    }

    private static Result number(String name, double value, double error, String unit) {
        double nan = Double.NaN;
        return new Result(name, value, error, unit, error > 0 ? "Monte Carlo" : "exact", nan, nan, nan, null);
    }

    State state() {
        var all = new ArrayList<>(initialEnergy == null ? List.<Result>of() : List.of(initialEnergy));
        results.forEach(all::addAll);
        var numbers = new double[all.size() * NUMBERS];
        var words = new ArrayList<String>();
        for (int k = 0; k < all.size(); k++) {
            Result result = all.get(k);
            Reference known = result.reference();
            double[] row = {
                result.mean(),
                result.error(),
                result.tau(),
                result.rhat(),
                result.ess(),
                known == null ? Double.NaN : known.value(),
                known == null ? Double.NaN : known.error(),
                known == null ? 0 : known.kind().ordinal()
            };
            System.arraycopy(row, 0, numbers, k * NUMBERS, NUMBERS);
            words.addAll(List.of(result.name(), result.unit(), result.method(), known == null ? "" : known.source()));
        }
        return new State()
                .put("points", results.size())
                .put("numbers", numbers)
                .put("words", bytes(words))
                .put("distance", initialDistance)
                .put("distance_error", initialError)
                .put(
                        "deviations",
                        deviations.stream()
                                .flatMapToDouble(Measurements::numbers)
                                .toArray())
                .put("reasons", bytes(reasons));
    }

    private static DoubleStream numbers(Deviation d) {
        return DoubleStream.of(d.missed(), d.missedError(), d.speed(), d.speedError(), d.residual(), d.residualError());
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(byte[] bytes) {
        return bytes.length == 0 ? List.of() : Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
    }

    /// @throws IllegalArgumentException if the parts of the state do not fit together
    void restore(State state) {
        int points = (int) state.whole("points");
        double[] numbers = state.doubles("numbers", -1);
        List<String> words = lines(state.bytes("words", -1));
        double[] d = state.doubles("deviations", DEVIATION * points);
        int count = numbers.length / NUMBERS;
        if (words.size() != 4 * count || (points == 0) != (count == 0) || points > 0 && (count - 1) % points != 0) {
            throw new IllegalArgumentException("the saved measurements have " + numbers.length + " numbers and "
                    + words.size() + " words for " + points + " times");
        }
        var all = new ArrayList<Result>();
        for (int k = 0; k < count; k++) {
            all.add(result(
                    Arrays.copyOfRange(numbers, k * NUMBERS, (k + 1) * NUMBERS), words.subList(4 * k, 4 * k + 4)));
        }
        results.clear();
        deviations.clear();
        reasons.clear();
        initialEnergy = points == 0 ? null : all.getFirst();
        initialDistance = state.real("distance");
        initialError = state.real("distance_error");
        for (int k = 0; k < points; k++) {
            int each = (count - 1) / points;
            results.add(List.copyOf(all.subList(1 + k * each, 1 + (k + 1) * each)));
            int at = DEVIATION * k;
            deviations.add(new Deviation(d[at], d[at + 1], d[at + 2], d[at + 3], d[at + 4], d[at + 5]));
        }
        reasons.addAll(lines(state.bytes("reasons", -1)));
    }

    private static Result result(double[] row, List<String> words) {
        Reference known = words.get(3).isEmpty()
                ? null
                : new Reference(row[5], row[6], Reference.Kind.values()[(int) row[7]], words.get(3));
        return new Result(words.get(0), row[0], row[1], words.get(1), words.get(2), row[2], row[3], row[4], known);
    }
}
