package ansatz.study;

import ansatz.continuum.cost.ParticleEnergies;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.schema.Reference;
import ansatz.statistics.Chains;
import ansatz.statistics.Estimate;
import ansatz.statistics.Jackknife;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The kinetic energy, the parts of the potential energy and what they tell together, draw by draw. Walkers are
/// gathered into groups, whose means are kept.
final class EnergyParts {
    private static final MathContext DIGITS = new MathContext(10);

    private final ParticleProblem problem;
    private final ParticleEnergies energies;
    private final int groups;
    /// By draw, `[part * groups + group]`.
    private final List<double[]> draws = new ArrayList<>();

    EnergyParts(ParticleProblem problem, ParticleEnergies energies) {
        this.problem = problem;
        this.energies = energies;
        this.groups = Math.min(Observations.GROUPS, energies.values().length);
    }

    /// Keeps the parts of the last local energies.
    void draw() {
        double[][] parts = energies.parts();
        var kept = new double[parts.length * groups];
        for (int p = 0; p < parts.length; p++) {
            int walkers = parts[p].length;
            for (int g = 0; g < groups; g++) {
                int from = (int) ((long) walkers * g / groups);
                int to = (int) ((long) walkers * (g + 1) / groups);
                double sum = 0;
                for (int n = from; n < to; n++) {
                    sum += parts[p][n];
                }
                kept[p * groups + g] = sum / (to - from);
            }
        }
        draws.add(kept);
    }

    /// Kinetic and potential energy with the parts of the latter, the virial ratio where the theorem holds, and the
    /// energies of simpler theories.
    List<Result> results() {
        var results = new ArrayList<Result>();
        var names = energies.names();
        var series = new ArrayList<Chains>();
        for (int p = 0; p < names.size(); p++) {
            series.add(chains(p));
        }
        results.add(result("kinetic_energy", series.getFirst(), problem.unit()));
        if (names.size() > 1) {
            results.add(result("potential_energy", potential(), problem.unit()));
        }
        // a hard core only keeps particles away
        int[] shown = IntStream.range(1, names.size()).filter(p -> !vanishes(p)).toArray();
        for (int p : shown.length > 1 ? shown : new int[0]) {
            results.add(result(names.get(p).replace('-', '_') + "_energy", series.get(p), problem.unit()));
        }
        Map<String, Double> degrees = problem.degrees();
        if (names.size() > 1 && degrees.keySet().containsAll(names.subList(1, names.size()))) {
            var virial = Jackknife.of(series, means -> virial(means, names, degrees));
            results.add(new Result(
                    "virial_ratio",
                    virial.mean(),
                    virial.error(),
                    "",
                    "jackknife",
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    null));
        }
        int particles = problem.system().particles().count();
        problem.comparisons().forEach((name, energy) -> {
            results.add(known(name, energy, 1));
            results.add(known(name + "_per_particle", energy, particles));
        });
        return results;
    }

    private boolean vanishes(int part) {
        return draws.stream()
                .allMatch(draw ->
                        Arrays.stream(draw, part * groups, (part + 1) * groups).allMatch(mean -> mean == 0));
    }

    /// 2 <T> / sum n <V_n>, which is 1 for an eigenstate.
    private static double virial(double[] means, List<String> names, Map<String, Double> degrees) {
        double sum = 0;
        for (int p = 1; p < means.length; p++) {
            sum += degrees.getOrDefault(names.get(p), 0.0) * means[p];
        }
        return 2 * means[0] / sum;
    }

    private Result known(String name, Reference energy, int share) {
        // as many digits as sums of some thousand terms keep
        double value = new BigDecimal(energy.value() / share).round(DIGITS).doubleValue();
        return new Result(
                name,
                value,
                energy.error() / share,
                problem.unit(),
                energy.exact() ? "exact" : "published",
                Double.NaN,
                Double.NaN,
                Double.NaN,
                null);
    }

    private Result result(String name, Chains chains, String unit) {
        Estimate.MonteCarlo e = chains.estimate();
        double size = energies.values().length / (double) groups;
        return new Result(name, e.mean(), e.error(), unit, "Monte Carlo", e.tau(), e.rhat(), size * e.ess(), null);
    }

    private Chains chains(int part) {
        return Chains.ofDraws(draws.stream()
                .map(draw -> Arrays.copyOfRange(draw, part * groups, (part + 1) * groups))
                .toArray(double[][]::new));
    }

    private Chains potential() {
        return Chains.ofDraws(draws.stream().map(this::potential).toArray(double[][]::new));
    }

    private double[] potential(double[] draw) {
        var sum = new double[groups];
        for (int k = groups; k < draw.length; k++) {
            sum[k % groups] += draw[k];
        }
        return sum;
    }

    /// All draws, one after the other.
    double[] state() {
        return draws.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /// Goes back to what [#state()] gave.
    ///
    /// @param count how many draws there were
    /// @throws IllegalArgumentException if the length does not fit
    void restore(double[] kept, int count) {
        int size = energies.names().size() * groups;
        if (kept.length != count * size) {
            throw new IllegalArgumentException("the saved parts of the energy have " + kept.length + " values; " + count
                    + " draws of this study have " + count * size);
        }
        draws.clear();
        for (int d = 0; d < count; d++) {
            draws.add(Arrays.copyOfRange(kept, d * size, (d + 1) * size));
        }
    }
}
