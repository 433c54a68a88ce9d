package ansatz.bench;

import java.util.List;
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

/// One unit of each work item of the comparison. With `-prof gc` the column `gc.alloc.rate.norm` is the bytes
/// allocated in a unit: the engine's items stand at zero but for the profiler's own rounding.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0",
            "-Xmx4g"
        })
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorkBenchmark {
    /// The item, as in bench/compare, with its argument after a blank.
    @Param({
        "local-energy",
        "gradient-rows",
        "train 10000",
        "train 200",
        "pair-energy",
        "pair-value",
        "sr-20",
        "minsr-80"
    })
    public String item = "local-energy";

    /// Threads of the team.
    @Param("2")
    public int threads = 2;

    private @Nullable Work work;

    /// Makes the item ready.
    @Setup(Level.Trial)
    public void setUp() {
        List<String> words = List.of(item.split(" "));
        work = Items.of(words.getFirst(), words.subList(1, words.size()), threads);
    }

    /// Gives its threads back.
    @TearDown(Level.Trial)
    public void tearDown() {
        Objects.requireNonNull(work).close();
    }

    /// One unit of work.
    @Benchmark
    public void unit() {
        Objects.requireNonNull(work).step();
    }
}
