package ansatz.bench;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Chain;
import ansatz.model.Rbm;
import ansatz.sampler.Metropolis;
import ansatz.sampler.Sampling;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Parts of an iteration on a chain, 1008 Markov chains: one sweep, and the Gram matrix O O^T from factors.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
        })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LatticeBenchmark {
    private static final int CHAINS = 1008;

    /// Spins and hidden units a spin.
    @Param({"20x1", "80x4"})
    public String size = "20x1";

    /// Threads of the team.
    @Param("2")
    public int threads = 2;

    private @Nullable Team team;
    private @Nullable Sampling sampling;
    private final double[] gram = new double[CHAINS * CHAINS];

    /// Starts the Markov chains.
    @Setup(Level.Trial)
    public void setUp() {
        String[] numbers = size.split("x");
        var lattice = new Chain(Integer.parseInt(numbers[0]), true);
        var psi = Rbm.DEFAULTS
                .density(Integer.parseInt(numbers[1]))
                .bias(Rbm.Bias.BOTH)
                .on(lattice);
        team = Team.of(threads);
        sampling = Metropolis.singleFlips().chains(CHAINS).sweeps(1).on(lattice, psi, 1, team);
        sampling.bind(psi.initialParameters(1));
        sweep();
    }

    /// Gives the threads back.
    @TearDown(Level.Trial)
    public void tearDown() {
        Objects.requireNonNull(team).close();
    }

    /// One sweep of all chains.
    @Benchmark
    public double sweep() {
        Sampling s = Objects.requireNonNull(sampling);
        s.advance((block, first, walkers) -> {});
        return s.acceptance();
    }

    /// The Gram matrix of the derivatives at the present configurations.
    @Benchmark
    public double[] gram() {
        Team t = Objects.requireNonNull(team);
        Objects.requireNonNull(sampling).ensemble().logDerivatives(t).gram(gram, t);
        return gram;
    }
}
