package ansatz.bench;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.statistics.Chains;
import ansatz.thermal.ClassicalIsing;
import ansatz.thermal.Simulation;
import ansatz.thermal.Wolff;
import java.util.Map;

/// Draws of one chain of Wolff's clusters on the critical Ising torus, as a study makes them.
final class Clusters implements Work {
    /// Draws of which the mean energy is compared.
    private static final int COMPARED = 8000;

    private final Team team = Team.of(1);
    private final Simulation simulation;
    private final double[][] energy = new double[1][COMPARED];
    private final double[][] order = new double[1][COMPARED];

    Clusters(int length, int clusters) {
        simulation = new Simulation(
                ClassicalIsing.on(Lattice.square(length, length)),
                ClassicalIsing.CRITICAL_SQUARE,
                new Wolff(),
                1,
                0,
                1,
                team);
        simulation.equilibrate(2000);
        if (simulation.movesOfADraw() != clusters) {
            throw new IllegalStateException(
                    "a draw has " + simulation.movesOfADraw() + " clusters; the peer's has " + clusters);
        }
    }

    @Override
    public void step() {
        simulation.draw(energy, order, 0, 1);
    }

    @Override
    public Map<String, double[]> result() {
        simulation.draw(energy, order, 0, COMPARED);
        var estimate = Chains.of(energy).estimate();
        return Map.of("energy", new double[] {estimate.mean()}, "error", new double[] {estimate.error()});
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("threads", "1");
    }

    @Override
    public void close() {
        team.close();
    }
}
