package ansatz.bench;

import java.util.List;
import java.util.Map;

/// The items by the names that bench/compare uses.
final class Items {
    private Items() {}

    /// The warm item of that name.
    ///
    /// @param arguments what the item wants besides: the number of rows for `train`, `train-single` and `csv`
    /// @throws IllegalArgumentException naming the items there are
    static Work of(String item, List<String> arguments, int threads) {
        return switch (item) {
            case "local-energy" -> Energies.network(threads);
            case "pair-energy" -> Energies.pair(threads);
            case "pair-value" -> Energies.pairValue(threads);
            case "gradient-rows" -> new GradientRows(threads);
            case "train" -> new Training(Integer.parseInt(arguments.getFirst()), threads);
            case "train-single" -> new FloatTraining(Integer.parseInt(arguments.getFirst()), threads);
            case "sr-20" -> Reconfigurations.ising(20, 1, 2, threads, 1);
            case "minsr-80" -> Reconfigurations.ising(80, 4, 4, threads, 1);
            case "heisenberg-100" -> Reconfigurations.antiferromagnet(10, 0, 4, threads);
            case "j1j2-36" -> Reconfigurations.antiferromagnet(6, 0.5, 4, threads);
            case "message-energy" -> new ParticleWork(ParticleModels.electronGas(), threads);
            case "message-step" -> Reconfigurations.particles(ParticleModels.electronGas(), threads);
            case "dot-energy" -> new ParticleWork(ParticleModels.quantumDot(), threads);
            case "dot-step" -> Reconfigurations.particles(ParticleModels.quantumDot(), threads);
            case "wolff-128" -> new Clusters(128, 3);
            case "least-squares" -> Learned.leastSquares();
            case "ridge-100" -> Learned.ridge();
            case "lasso-path" -> Learned.lasso();
            case "components" -> Learned.components(threads);
            case "softmax" -> Learned.softmax(threads);
            case "csv" -> Learned.table(Integer.parseInt(arguments.getFirst()), threads);
            default ->
                throw new IllegalArgumentException(
                        "no item is named \"" + item + "\"; items: local-energy, pair-energy,"
                                + " pair-value, gradient-rows, train ROWS, train-single ROWS, sr-20, minsr-80, heisenberg-100, j1j2-36, message-energy, message-step, dot-energy, dot-step, wolff-128, least-squares, ridge-100, lasso-path, components, softmax, csv ROWS, pair-cold, chain-20");
        };
    }

    /// The pair model's local energies, for the cold start.
    static Work pairEnergy(int threads) {
        return Energies.pair(threads);
    }

    /// The parameters after so many iterations on the chain of 20.
    static Map<String, double[]> chain(int threads, long seed, int iterations) {
        int length = 20;
        try (var run = Reconfigurations.ising(length, 1, 2, threads, seed)) {
            for (int k = 0; k < iterations; k++) {
                run.step();
            }
            return run.parameters(length);
        }
    }
}
