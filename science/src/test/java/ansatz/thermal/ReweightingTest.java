package ansatz.thermal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.statistics.Chains;
import org.junit.jupiter.api.Test;

class ReweightingTest {
    private static final ClassicalIsing TORUS = ClassicalIsing.on(Lattice.square(8, 8));

    private static Reweighting drawn(long seed, double[][] energy) {
        var order = new double[energy.length][energy[0].length];
        try (Team team = Team.of(1)) {
            var simulation = new Simulation(TORUS, 2.3, new Wolff(), energy.length, energy.length, seed, team);
            simulation.equilibrate(100);
            simulation.draw(energy, order, 0, energy[0].length);
        }
        return new Reweighting(2.3, 64, energy, order);
    }

    @Test
    void whereItWasDrawnNothingChanges() {
        // blocks of the jackknife are powers of two, so that no draw is left over
        var energy = new double[4][512];
        var reweighting = drawn(1, energy);
        assertThat(reweighting.share(2.3)).isEqualTo(1, within(1e-12));
        assertThat(reweighting.energy(2.3).mean()).isEqualTo(Chains.of(energy).mean(), within(1e-12));
        assertThat(reweighting.share(2.5)).isLessThan(reweighting.share(2.4)).isGreaterThan(0);
    }

    /// The error bar itself is tested: over many seeds the distance from the exact value has unit spread.
    @Test
    void otherTemperaturesHaveTheirExactValuesWithinErrorsThatHold() {
        for (double t : new double[] {2.2, 2.4}) {
            var exact = TORUS.exact(t).orElseThrow();
            double energies = 0;
            double capacities = 0;
            int seeds = 40;
            for (int seed = 1; seed <= seeds; seed++) {
                var reweighting = drawn(seed, new double[4][512]);
                energies += Math.pow(reweighting.energy(t).distance(exact.energy()), 2) / seeds;
                capacities += Math.pow(reweighting.heatCapacity(t).distance(exact.heatCapacity()), 2) / seeds;
            }
            // chi^2 of 40 numbers divided by 40 lies between 0.4 and 2.1 but once in ten thousand times
            assertThat(energies).isBetween(0.4, 2.1);
            assertThat(capacities).isBetween(0.4, 2.1);
        }
    }
}
