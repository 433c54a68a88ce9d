package ansatz.bench;

import ansatz.lattice.Chain;
import ansatz.model.Rbm;
import ansatz.optimizer.NaturalGradient;
import ansatz.problem.Ising;
import ansatz.sampler.Metropolis;
import ansatz.study.Computation;
import ansatz.study.Environment;
import ansatz.study.GroundState;
import ansatz.study.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Iterations of the natural gradient on the critical Ising chain, as a study makes them: sampling, local
/// energies, solve, step.
final class Reconfigurations implements Work {
    /// Iterations whose energies are compared.
    private static final int COMPARED = 12;

    private final Computation computation;
    private final int length;
    private final int threads;
    private final List<Measurement> energies = new ArrayList<>();

    Reconfigurations(int length, int alpha, int sweeps, int threads) {
        this(length, alpha, sweeps, threads, 1);
    }

    Reconfigurations(int length, int alpha, int sweeps, int threads, long seed) {
        this.length = length;
        this.threads = threads;
        var psi = Rbm.DEFAULTS.density(alpha).bias(Rbm.Bias.BOTH).sigma(0.01);
        // the peer does not cap its steps
        var optimizer = NaturalGradient.rate(0.05).shift(0.01).cap(1e6);
        this.computation = GroundState.of(Ising.on(new Chain(length, true)).field(1), psi)
                .sampler(Metropolis.singleFlips().chains(1008).sweeps(sweeps))
                .optimizer(optimizer)
                .steps(100_000_000)
                .seed(seed)
                .computation(new Environment(threads));
    }

    @Override
    public void step() {
        var progress = computation.advance();
        if (energies.size() < COMPARED) {
            progress.measurements().stream()
                    .filter(m -> m.name().equals(Measurement.ENERGY))
                    .forEach(energies::add);
        }
    }

    @Override
    public Map<String, double[]> result() {
        while (energies.size() < COMPARED) {
            step();
        }
        return Map.of(
                "energy", energies.stream().mapToDouble(Measurement::value).toArray(),
                "error", energies.stream().mapToDouble(Measurement::error).toArray());
    }

    /// a, b and W, the last one site by site.
    Map<String, double[]> parameters() {
        int hidden = length;
        double[] theta = computation.state().doubles("theta", 2 * length + length * hidden);
        var a = new double[length];
        var b = new double[hidden];
        var w = new double[length * hidden];
        System.arraycopy(theta, 0, a, 0, length);
        System.arraycopy(theta, length, b, 0, hidden);
        for (int j = 0; j < hidden; j++) {
            for (int i = 0; i < length; i++) {
                w[i * hidden + j] = theta[length + hidden + j * length + i];
            }
        }
        return Map.of("a", a, "b", b, "w", w);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("threads", Integer.toString(threads));
    }

    @Override
    public void close() {
        computation.close();
    }
}
