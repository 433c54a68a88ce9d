package ansatz.bench;

import ansatz.engine.kernel.Functions;
import ansatz.engine.kernel.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Transcendental functions, time an element, on a run that stays in the first-level cache.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    private static final int ELEMENTS = 1024;

    /// The set of kernels.
    @Param({"best", "scalar"})
    public String kernels = "best";

    private Functions functions = Kernels.best().functions();
    private double[] a = {};
    private double[] out = {};

    /// Fills the run with numbers of order one, of both signs.
    @Setup
    public void setUp() {
        functions = (kernels.equals("best") ? Kernels.best() : Kernels.scalar()).functions();
        a = Formulas.inputs(1, ELEMENTS);
        out = new double[ELEMENTS];
    }

    /// e to the power of a.
    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public double[] exp() {
        functions.exp(a, 0, out, 0, ELEMENTS);
        return out;
    }

    /// The hyperbolic tangent.
    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public double[] tanh() {
        functions.tanh(a, 0, out, 0, ELEMENTS);
        return out;
    }

    /// log cosh, the hidden units of a Boltzmann machine.
    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public double[] logCosh() {
        functions.logCosh(a, 0, out, 0, ELEMENTS);
        return out;
    }
}
