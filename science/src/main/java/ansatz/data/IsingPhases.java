package ansatz.data;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Square;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.thermal.ClassicalIsing;
import ansatz.thermal.Simulation;
import ansatz.thermal.Wolff;
import java.util.ArrayList;
import java.util.List;

/// Configurations of the Ising model on a square torus, drawn by Wolff's clusters at several temperatures, with the
/// phase to which a temperature belongs: ordered below 2 / ln(1 + sqrt 2), disordered above.
///
/// The phases differ by a symmetry, s -> -s, under which a linear function of the spins changes its sign: no linear
/// model tells them apart by the raw spins. So the features of a configuration may be even in the spins: |m|, m^2
/// and
/// m^4 of the mean spin m, and the mean products of spins at the distances 1, 2, 4, ... along the axes up to half
/// the
/// length.
@Name(
        value = "ising-phases",
        summary = "Configurations of the square Ising model by cluster moves, and the phase of each",
        cite = "J. Carrasquilla and R. Melko, Nat. Phys. 13, 431 (2017)",
        exact = "the phases meet at T = 2 / ln(1 + sqrt 2)")
public record IsingPhases(
        @Key(value = "sites along each side", min = 4, max = 1000)
        int length,

        @Key(value = "temperatures, on both sides of 2.269", unit = "J", above = 0, max = 100)
        List<Double> temperatures,

        @Key(value = "configurations at each temperature", min = 8, max = 1e6)
        int draws,

        @Key("what is told of a configuration") Features features)
        implements Source, Checked {
    /// What is told of a configuration.
    public enum Features {
        /// Means that are even in the spins.
        EVEN,
        /// All spins, -1 or 1.
        SPINS
    }

    /// 16 x 16 sites, away from the transition.
    public static final IsingPhases DEFAULTS =
            new IsingPhases(16, List.of(1.4, 1.6, 1.8, 2.0, 2.6, 2.8, 3.0, 3.2), 500, Features.EVEN);

    /// Chains at each temperature, half of which begin hot.
    private static final int CHAINS = 4;

    private static final int BURN_IN = 50;

    /// Draws from one configuration to the next, so that rows are nearly independent.
    private static final int APART = 3;

    public IsingPhases {
        temperatures = List.copyOf(temperatures);
    }

    /// The same source on another lattice.
    public IsingPhases length(int sites) {
        return new IsingPhases(sites, temperatures, draws, features);
    }

    /// The same source at other temperatures.
    public IsingPhases temperatures(List<Double> others) {
        return new IsingPhases(length, others, draws, features);
    }

    @Override
    public void check(Problems problems) {
        long ordered = temperatures.stream()
                .filter(t -> t < ClassicalIsing.CRITICAL_SQUARE)
                .count();
        if (ordered == 0 || ordered == temperatures.size()) {
            problems.add(
                    "temperatures",
                    "has none " + (ordered == 0 ? "below" : "above") + " 2.269; there must be some on both sides");
        }
    }

    @Override
    public Dataset read(long seed) {
        int n = length * length;
        int rows = Math.multiplyExact(draws, temperatures.size());
        List<String> names = names();
        var x = new double[names.size()][rows];
        var phase = new int[rows];
        try (Team alone = Team.of(1)) {
            for (int t = 0; t < temperatures.size(); t++) {
                double temperature = temperatures.get(t);
                var model = ClassicalIsing.on(Square.DEFAULTS.lengths(length, length));
                var chains = new Simulation(model, temperature, Wolff.DEFAULTS, CHAINS, CHAINS / 2, seed, alone);
                chains.equilibrate(BURN_IN);
                var energy = new double[CHAINS][APART];
                var order = new double[CHAINS][APART];
                for (int d = 0; d < draws; d++) {
                    if (d % CHAINS == 0) {
                        chains.draw(energy, order, 0, APART);
                    }
                    int row = t * draws + d;
                    byte[] states = chains.configuration(d % CHAINS).states();
                    var spins = new int[n];
                    for (int i = 0; i < n; i++) {
                        spins[i] = 1 - 2 * states[i];
                    }
                    double[] told = features == Features.SPINS ? all(spins) : even(spins);
                    for (int k = 0; k < told.length; k++) {
                        x[k][row] = told[k];
                    }
                    phase[row] = temperature < ClassicalIsing.CRITICAL_SQUARE ? 1 : 0;
                }
            }
        }
        var columns = new ArrayList<Column>();
        for (int k = 0; k < x.length; k++) {
            columns.add(new Column.Numeric(names.get(k), "", x[k]));
        }
        columns.add(new Column.Categorical(target(), List.of("disordered", "ordered"), phase));
        return Dataset.of("ising-phases", columns);
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        if (features == Features.SPINS) {
            for (int i = 0; i < length * length; i++) {
                names.add("s_" + i % length + "_" + i / length);
            }
            return names;
        }
        names.addAll(List.of("abs_m", "m2", "m4"));
        for (int distance = 1; distance <= length / 2; distance *= 2) {
            names.add("correlation_" + distance);
        }
        return names;
    }

    private static double[] all(int[] spins) {
        var values = new double[spins.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = spins[i];
        }
        return values;
    }

    private double[] even(int[] spins) {
        double n = spins.length;
        double m = 0;
        for (int s : spins) {
            m += s / n;
        }
        var values = new ArrayList<>(List.of(Math.abs(m), m * m, m * m * m * m));
        for (int distance = 1; distance <= length / 2; distance *= 2) {
            long sum = 0;
            for (int y = 0; y < length; y++) {
                for (int x = 0; x < length; x++) {
                    int s = spins[x + length * y];
                    sum += (long) s * spins[(x + distance) % length + length * y];
                    sum += (long) s * spins[x + length * ((y + distance) % length)];
                }
            }
            values.add(sum / (2 * n));
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public String target() {
        return "phase";
    }

    @Override
    public double memory() {
        double columns = features == Features.SPINS ? (double) length * length : 12;
        return 32.0 * draws * temperatures.size() * columns;
    }
}
