package ansatz.study;

import ansatz.continuum.cost.ParticleEnergies;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.observable.Quantity;
import ansatz.schema.Reference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The kinetic energy by two estimators, the parts of the potential energy and what they tell together.
final class EnergyParts {
    private static final MathContext DIGITS = new MathContext(10);

    /// Columns before those of the parts of the potential energy: kinetic energy by the Laplacian and by the
    /// squared
    /// gradient, potential energy, local energy and its square.
    private static final int SUMS = 5;

    private final ParticleProblem problem;
    private final ParticleEnergies energies;
    private final Observations observations;

    EnergyParts(ParticleProblem problem, ParticleEnergies energies) {
        this.problem = problem;
        this.energies = energies;
        int parts = energies.names().size() - 1;
        var columns = new Observations.Columns("energy", SUMS + parts, quantities(), new double[0], Optional::empty);
        this.observations = new Observations(List.of(columns), energies.values().length, true, "");
    }

    private List<Quantity> quantities() {
        var names = energies.names();
        int particles = problem.system().particles().count();
        var quantities = new ArrayList<Quantity>();
        quantities.add(new Quantity("v_score", "", List.of(0, 3, 4), means -> vScore(particles, means), null));
        quantities.add(mean("kinetic_energy", 0));
        quantities.add(mean("kinetic_energy_from_gradient", 1));
        if (names.size() == 1) {
            return quantities;
        }
        quantities.add(mean("potential_energy", 2));
        Map<String, Double> degrees = problem.degrees();
        for (String name : potentials()) {
            quantities.add(mean(label(name), SUMS + names.indexOf(name) - 1));
        }
        if (degrees.keySet().containsAll(potentials())) {
            var columns = new ArrayList<>(List.of(0));
            IntStream.range(1, names.size()).forEach(p -> columns.add(SUMS + p - 1));
            quantities.add(new Quantity("virial_ratio", "", columns, means -> virial(means, names, degrees), null));
        }
        return quantities;
    }

    private List<String> potentials() {
        return energies.names().subList(1, energies.names().size());
    }

    private static String label(String part) {
        return part.replace('-', '_') + "_energy";
    }

    private Quantity mean(String name, int column) {
        return new Quantity(name, problem.unit(), List.of(column), null, null);
    }

    /// The V-score N Var(E) / (E - E_0)^2 (D. Wu and others, Science 386, 296 (2024)) with E_0 = <V>, the energy of
    /// particles that are where they are but at rest: N Var(E) / <T>^2.
    ///
    /// @param means kinetic energy, local energy and its square
    private static double vScore(int particles, double[] means) {
        // the difference may be rounding where psi is exact
        double variance = Math.max(0, means[2] - means[1] * means[1]);
        return particles * variance / (means[0] * means[0]);
    }

    /// 2 <T> / sum n <V_n>, which is 1 for an eigenstate.
    private static double virial(double[] means, List<String> names, Map<String, Double> degrees) {
        double sum = 0;
        for (int p = 1; p < means.length; p++) {
            sum += degrees.getOrDefault(names.get(p), 0.0) * means[p];
        }
        return 2 * means[0] / sum;
    }

    /// Keeps the parts of the last local energies.
    ///
    /// @param weights the weight of each walker
    void draw(double[] weights) {
        double[][] parts = energies.parts();
        double[][] out = observations.values(0);
        System.arraycopy(parts[0], 0, out[0], 0, out[0].length);
        System.arraycopy(energies.squaredGradients(), 0, out[1], 0, out[1].length);
        Arrays.fill(out[2], 0);
        for (int p = 1; p < parts.length; p++) {
            for (int n = 0; n < parts[p].length; n++) {
                out[SUMS + p - 1][n] = parts[p][n];
                out[2][n] += parts[p][n];
            }
        }
        double[] local = energies.values();
        for (int n = 0; n < local.length; n++) {
            out[3][n] = local[n];
            out[4][n] = local[n] * local[n];
        }
        observations.draw(weights);
    }

    /// The V-score, kinetic and potential energy with the parts of the latter, the virial ratio where the theorem
    /// holds, and the
    /// energies of simpler theories.
    List<Result> results() {
        var results = new ArrayList<>(observations.findings().results());
        var labels = potentials().stream().map(EnergyParts::label).collect(Collectors.toSet());
        // a hard core only keeps particles away
        results.removeIf(result -> labels.contains(result.name()) && result.mean() == 0 && result.error() == 0);
        if (results.stream().filter(result -> labels.contains(result.name())).count() == 1) {
            // it is the potential energy
            results.removeIf(result -> labels.contains(result.name()));
        }
        int particles = problem.system().particles().count();
        problem.comparisons().forEach((name, energy) -> {
            results.add(known(name, energy, 1));
            results.add(known(name + "_per_particle", energy, particles));
        });
        return results;
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

    /// All draws, one after the other.
    double[] state() {
        return observations.state();
    }

    /// Goes back to what [#state()] gave.
    ///
    /// @param count how many draws there were
    /// @throws IllegalArgumentException if the length does not fit
    void restore(double[] kept, int count) {
        observations.restore(kept, count);
    }
}
