package ansatz.thermal;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import ansatz.lattice.Lattice;
import ansatz.statistics.Chains;
import ansatz.statistics.Jackknife;
import ansatz.study.Catalogued;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What every move of classical spins promises: the Boltzmann distribution, and right counts.
class UpdateConformanceTest {
    private static List<Update> updates() {
        var updates = new ArrayList<>(Catalogued.defaults(Update.class));
        updates.add(SingleSpin.heatBath());
        return updates;
    }

    static Stream<Arguments> cases() {
        var models = List.of(
                ClassicalIsing.on(Lattice.chain(12)),
                ClassicalIsing.on(Lattice.square(4, 4)),
                ClassicalIsing.on(Lattice.square(4, 4)).magneticField(0.1),
                ClassicalIsing.on(Lattice.square(4, 4)).coupling(-1),
                Potts.on(Lattice.square(4, 4), 3),
                Potts.on(Lattice.chain(9), 10));
        return updates().stream()
                .flatMap(u -> models.stream().filter(m -> serves(u, m)).map(m -> Arguments.of(u, m)));
    }

    private static boolean serves(Update update, ClassicalModel model) {
        var problems = new ArrayList<String>();
        update.check(model, (key, text) -> problems.add(text));
        return problems.isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void energyAndHeatCapacityAreTheExactOnesWithinErrors(Update update, ClassicalModel model) {
        double t = model.states() == 2 ? 2.4 : 1.0;
        var energy = new double[8][3000];
        var order = new double[8][3000];
        try (var team = Team.of(2)) {
            var simulation = new Simulation(model, t, update, 8, 4, 3, team);
            simulation.equilibrate(100);
            simulation.draw(energy, order, 0, 3000);
        }
        var exact = model.exact(t).orElseThrow();
        Chains e = Chains.of(energy);
        var squares = Arrays.stream(energy)
                .map(x -> Arrays.stream(x).map(v -> v * v).toArray())
                .toArray(double[][]::new);
        double sites = model.lattice().sites();
        var heat = Jackknife.of(List.of(e, Chains.of(squares)), m -> sites * (m[1] - m[0] * m[0]) / (t * t));
        // 20 cases of two numbers: beyond four errors once in 400 sets
        assertThat(Math.abs(e.estimate().distance(exact.energy()))).isLessThan(4);
        assertThat(Math.abs(heat.distance(exact.heatCapacity()))).isLessThan(4);
        assertThat(e.estimate().error()).isLessThan(0.02);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAreRightAfterManyMoves(Update update, ClassicalModel model) {
        var c = Configuration.of(model);
        var move = update.on(model, 1.7);
        var random = RandomStream.of(5, 0, 0, 0);
        int changes = 0;
        for (int k = 0; k < 200; k++) {
            byte[] before = c.states().clone();
            assertThat(move.apply(c, random)).isPositive();
            changes += Arrays.equals(before, c.states()) ? 0 : 1;
        }
        assertThat(changes).isGreaterThan(20);
        long pairs = c.equalPairs();
        int[] counts = c.counts().clone();
        c.count();
        assertThat(c.equalPairs()).isEqualTo(pairs);
        assertThat(c.counts()).isEqualTo(counts);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(c.sites());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void chainsDoNotDependOnTheNumberOfThreads(Update update, ClassicalModel model) {
        assertThat(drawn(update, model, 3)).isDeepEqualTo(drawn(update, model, 1));
    }

    private static double[][] drawn(Update update, ClassicalModel model, int threads) {
        var energy = new double[5][20];
        try (var team = Team.of(threads)) {
            var simulation = new Simulation(model, 2, update, 5, 2, 9, team);
            simulation.equilibrate(7);
            simulation.draw(energy, new double[5][20], 0, 20);
        }
        return energy;
    }
}
