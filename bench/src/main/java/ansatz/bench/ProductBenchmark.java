package ansatz.bench;

import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Matrix products on one thread in the shapes of the engine and of the natural gradient, time a product. One
/// of m x n x k takes 2 m n k floating point operations.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
        })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmark {
    /// Rows, columns and inner length: a layer on a tile of jets (44 rows of 8 samples), a layer on a plain
    /// tile, the first layer of the pair network, the metric of 440 parameters and 1008 samples, the Gram
    /// matrix of 80 spins.
    @Param({"64x352x64", "64x64x64", "32x1568x4", "440x440x1008", "1008x1008x80"})
    public String shape = "64x352x64";

    /// The implementation.
    @Param({"best", "java"})
    public String blas = "best";

    private Blas products = Blas.best();
    private int m;
    private int n;
    private int k;
    private double[] a = {};
    private double[] b = {};
    private double[] c = {};

    /// Fills the factors with numbers of order one.
    @Setup
    public void setUp() {
        products = blas.equals("best") ? Blas.best() : Blas.java(Kernels.best());
        String[] extents = shape.split("x");
        m = Integer.parseInt(extents[0]);
        n = Integer.parseInt(extents[1]);
        k = Integer.parseInt(extents[2]);
        a = Formulas.inputs(m, k);
        b = Formulas.inputs(k, n);
        c = new double[m * n];
    }

    /// C = A B.
    @Benchmark
    public double[] product() {
        products.gemm(false, false, m, n, k, 1, a, 0, k, b, 0, n, 0, c, 0, n);
        return c;
    }
}
