package ansatz.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.parallel.Team;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.ForwardLaplacian;
import ansatz.engine.transform.Simplify;
import ansatz.engine.transform.Vjp;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A JVM that was not given the module of vectors runs the same programs in plain Java, to the same bits: no step
/// of
/// a plan may touch a class that needs the module.
class WithoutVectorsTest {
    private static final int SAMPLES = 400;
    private static final int INPUTS = 5;
    private static final int HIDDEN = 16;

    /// Two layers, wide enough for matrices in strips and outer products in blocks.
    private static Value network(Trace t, Value x) {
        Value h = x.linear(t.parameter("first", Initial.zeros(), HIDDEN, INPUTS))
                .plus(t.parameter("bias", Initial.zeros(), HIDDEN))
                .tanh();
        return h.linear(t.parameter("second", Initial.zeros(), 9, HIDDEN))
                .tanh()
                .sum();
    }

    private static Map<String, double[]> run(Program program) {
        double[] theta = new Random(1)
                .doubles(HIDDEN * (INPUTS + 1) + 9 * HIDDEN, -0.4, 0.4)
                .toArray();
        double[] x = new Random(2).doubles(SAMPLES * INPUTS, -2, 2).toArray();
        try (var team = Team.of(2)) {
            return Executable.of(program, team).run(theta, Map.of("x", x), null, SAMPLES);
        }
    }

    private static int hash(Map<String, double[]> outputs) {
        return outputs.values().stream().mapToInt(Arrays::hashCode).sum();
    }

    /// A Laplacian and rows of gradients by their bits, and the gradient of a mean to nine digits: a sum over
    /// samples
    /// has as many running sums as vectors have lanes.
    private static String results() {
        var laplacian = new Trace();
        Value x = laplacian.sample("x", INPUTS);
        laplacian.output(
                "laplacian", ForwardLaplacian.of(network(laplacian, x), x).laplacian());
        var each = new Trace();
        each.output("each", network(each, each.sample("x", INPUTS)));
        var mean = new Trace();
        mean.output("mean", network(mean, mean.sample("x", INPUTS)).sampleMean());
        double squares = run(Vjp.gradient(mean.program(), "mean", "first", "bias", "second")).values().stream()
                .flatMapToDouble(Arrays::stream)
                .map(g -> g * g)
                .sum();
        return hash(run(Simplify.apply(laplacian.program()))) + " "
                + hash(run(Vjp.rows(each.program(), "each", "first", "bias", "second"))) + " "
                + String.format(Locale.ROOT, "%.8e", squares);
    }

    /// Prints these.
    public static void main(String[] arguments) {
        System.out.print(results());
    }

    private static String home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    @Test
    void aJvmWithoutTheModuleGivesTheSameNumbers() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        home(Executable.class) + File.pathSeparator + home(WithoutVectorsTest.class),
                        WithoutVectorsTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(printed).isEqualTo(results());
    }
}
