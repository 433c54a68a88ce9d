package ansatz.bench;

import ansatz.continuum.sampler.Langevin;
import ansatz.continuum.sampler.Moved;
import ansatz.lattice.Chain;
import ansatz.lattice.Square;
import ansatz.model.Rbm;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.Schedule;
import ansatz.optimizer.Spring;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.J1J2;
import ansatz.problem.SignRule;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Exchange;
import ansatz.sampler.Metropolis;
import ansatz.sampler.Sampler;
import ansatz.study.Computation;
import ansatz.study.Environment;
import ansatz.study.GroundState;
import ansatz.study.Measurement;
import ansatz.study.ParticleGroundState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Iterations of the natural gradient, as a study makes them: sampling, local energies, solve, step.
final class Reconfigurations implements Work {
    /// Iterations whose energies are compared.
    private static final int COMPARED = 12;

    private static final int CHAINS = 1008;

    /// More than anybody waits for.
    private static final int STEPS = 100_000_000;

    private final Computation computation;
    private final int threads;
    private final List<Measurement> energies = new ArrayList<>();

    private Reconfigurations(Computation computation, int threads) {
        this.computation = computation;
        this.threads = threads;
    }

    private static Reconfigurations spins(
            SpinProblem problem, Sampler sampler, int alpha, double rate, int threads, long seed) {
        var psi = Rbm.DEFAULTS.density(alpha).bias(Rbm.Bias.BOTH).sigma(0.01);
        // the peer does not cap its steps
        var optimizer = NaturalGradient.rate(rate).shift(0.01).cap(1e6);
        var study = GroundState.of(problem, psi)
                .sampler(sampler)
                .optimizer(optimizer)
                .steps(STEPS)
                .seed(seed);
        return new Reconfigurations(study.computation(new Environment(threads)), threads);
    }

    /// Particles in continuous space with Langevin moves and momentum in the natural gradient.
    static Reconfigurations particles(ParticleModels of, int threads) {
        var study = ParticleGroundState.of(of.problem(), of.model())
                .sampler(new Langevin(ParticleModels.WALKERS, 5, Moved.ALL, 0.3, 0.6))
                .optimizer(new Spring(
                        Schedule.constant(0.1), Schedule.constant(1e-3), 0.9, 1, 0.1, NaturalGradient.Solver.SMALLER))
                .clip(5)
                .steps(STEPS)
                .seed(1);
        return new Reconfigurations(study.computation(new Environment(threads)), threads);
    }

    /// The critical Ising chain.
    static Reconfigurations ising(int length, int alpha, int sweeps, int threads, long seed) {
        return spins(
                Ising.on(new Chain(length, true)).field(1),
                Metropolis.singleFlips().chains(CHAINS).sweeps(sweeps),
                alpha,
                0.05,
                threads,
                seed);
    }

    /// Spins with antiferromagnetic couplings 1 and `second` of nearest and next-nearest neighbours on a torus.
    static Reconfigurations antiferromagnet(int side, double second, int alpha, int threads) {
        var torus = Square.DEFAULTS.lengths(side, side);
        SpinProblem problem =
                second == 0 ? Heisenberg.on(torus) : J1J2.on(torus).j2(second).signRule(SignRule.MARSHALL);
        return spins(problem, Exchange.DEFAULTS.chains(CHAINS).sweeps(1), alpha, 0.005, threads, 1);
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

    /// a, b and W of a chain with as many hidden units as sites, the last one site by site.
    Map<String, double[]> parameters(int length) {
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
