import module java.base;
import module ansatz;
import ansatz.learn.Target;

/// The critical temperature of the square Ising model, from models that learned the two phases far away from it: where
/// such a model finds both phases equally probable, on tori of three sizes, and their limit.
/// Start it with: ./ansatz run examples/LearnedTransition.java
void main() {
    double[] sizes = {8, 16, 32};
    var crossings = Arrays.stream(sizes).mapToObj(l -> crossing((int) l)).toList();
    for (int k = 0; k < sizes.length; k++) {
        IO.println("%2.0f x %2.0f  %s J".formatted(sizes[k], sizes[k], crossings.get(k)));
    }
    var limit = Extrapolation.infiniteSize(sizes, crossings, 1); // shifts fall as L^(-1/nu), nu = 1
    IO.println("limit    " + limit.parameter(0) + " J");
    IO.println("exact    " + ClassicalIsing.CRITICAL_SQUARE);
}

/// Where the probability of the ordered phase is 1/2. Its error is that of the configurations judged.
Estimate crossing(int length) {
    var far = IsingPhases.DEFAULTS.length(length); // T = 1.4 to 2.0 and 2.6 to 3.2
    var training = Split.random(far.read(1), 0.2, 1).training();
    var features = Features.learn(training, List.of("phase"), 1, 0); // |m|, m^2, m^4, correlations: even in the spins
    var phases = Target.classes(training.rows(), "phase");
    var model = Logistic.DEFAULTS.path(features.of(training.rows()), phases, new double[] {1e-3}).getFirst();

    double[] temperatures = IntStream.range(0, 11).mapToDouble(k -> 2.15 + 0.05 * k).toArray();
    var mean = new double[temperatures.length];
    var error = new double[temperatures.length];
    for (int t = 0; t < temperatures.length; t++) {
        var rows = far.temperatures(List.of(temperatures[t])).read(2);
        var p = model.predict(features.of(rows));
        double[] blocks = IntStream.range(0, rows.rows() / 20) // of rows that may be correlated
                .mapToDouble(b -> IntStream.range(20 * b, 20 * b + 20).mapToDouble(i -> p.get(i, 1)).sum() / 20)
                .toArray();
        var moments = Moments.of(blocks);
        mean[t] = moments.mean();
        error[t] = Math.hypot(moments.error(), 1e-3); // 0 where all rows are sure
    }
    return Fit.of((t, c) -> 1 / (1 + Math.exp((t - c[0]) / c[1])), new double[] {2.35, 0.1}, temperatures, mean, error)
            .parameter(0);
}
