package ansatz.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.Vjp;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A program runs in single precision as it is. That each operation agrees with the interpreter is claimed in the
/// suites of the operations and of the random programs.
class FloatExecutableTest {
    private static final int SAMPLES = 2000;

    /// mean over samples of (V tanh(W x + b) - sin(x_0 + x_1))^2, with the gradient.
    private static Program regression() {
        Trace t = new Trace();
        Value w = t.parameter("W", Initial.zeros(), 16, 2);
        Value b = t.parameter("b", Initial.zeros(), 16);
        Value v = t.parameter("V", Initial.zeros(), 16);
        Value x = t.sample("x", 2);
        Value f = v.dot(w.dot(x).plus(b).tanh());
        Value loss = f.minus(t.sample("y")).square().sampleMean();
        Program program = t.output("loss", loss).program();
        return Vjp.gradient(program, "loss", "W", "b", "V");
    }

    private static float[] normal(int n, double scale, long seed) {
        Random random = new Random(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }

    private static float[] targets(float[] x) {
        float[] y = new float[x.length / 2];
        for (int s = 0; s < y.length; s++) {
            y[s] = (float) Math.sin(x[2 * s] + x[2 * s + 1]);
        }
        return y;
    }

    @Test
    void aNetworkIsTrainedWithParametersInSinglePrecision() {
        Program program = regression();
        float[] theta = normal(program.parameterCount(), 0.5, 1);
        float[] x = normal(2 * SAMPLES, 1, 2);
        FloatExecutable executable = FloatExecutable.of(program);
        FloatArguments arguments = executable
                .arguments()
                .theta(theta)
                .input("x", x)
                .input("y", targets(x))
                .samples(SAMPLES);
        float first = executable.run(arguments).scalar("loss");
        for (int step = 0; step < 300; step++) {
            FloatResults results = executable.run(arguments);
            int at = 0;
            for (String name : program.parameters().keySet()) {
                float[] gradient = results.get("grad." + name);
                int size = program.parameters().get(name).shape().size();
                for (int i = 0; i < size; i++) {
                    theta[at + i] -= 0.1f * gradient[i];
                }
                at += size;
            }
        }
        // plain descent, whose loss falls by far more than a tenth from a random start
        assertThat(executable.run(arguments).scalar("loss")).isLessThan(0.1f * first);
    }

    @Test
    void theBitsDoNotDependOnTheNumberOfThreads() {
        Program program = regression();
        float[] x = normal(2 * SAMPLES, 1, 3);
        Map<String, float[]> inputs = Map.of("x", x, "y", targets(x));
        float[] theta = normal(program.parameterCount(), 0.5, 4);
        Map<String, float[]> alone = FloatExecutable.of(program).run(theta, inputs, null, SAMPLES);
        for (int threads : new int[] {2, 3, 4}) {
            try (Team team = Team.of(threads)) {
                FloatExecutable.of(program, team)
                        .run(theta, inputs, null, SAMPLES)
                        .forEach((name, values) -> assertThat(values).as(name).containsExactly(alone.get(name)));
            }
        }
    }

    @Test
    void theMeanOfAMillionEqualNumbersIsThatNumber() {
        Trace t = new Trace();
        Program program = t.output("mean", t.sample("x").sampleMean()).program();
        int n = 1 << 20;
        float[] x = new float[n];
        java.util.Arrays.fill(x, 0.1f);
        float[] weights = new float[n];
        java.util.Arrays.fill(weights, 0.3f);
        float plain = FloatExecutable.of(program)
                .run(new float[0], Map.of("x", x), null, n)
                .get("mean")[0];
        float weighted = FloatExecutable.of(program)
                .run(new float[0], Map.of("x", x), weights, n)
                .get("mean")[0];
        // the longest chain of additions: 126 in a tile of 504, 131 tiles of a chunk, 4 levels of the tree; a sum
        // of all in a row would be wrong by some percent
        double rounding = 0.1 * 270 * 0x1.0p-24;
        assertThat(plain).isCloseTo(0.1f, within((float) rounding));
        assertThat(weighted).isCloseTo(0.1f, within((float) rounding));
    }

    @Test
    void oneExecutableInEachPrecisionAgrees() {
        Program program = regression();
        float[] x = normal(2 * SAMPLES, 1, 5);
        float[] theta = normal(program.parameterCount(), 0.5, 6);
        Map<String, float[]> single =
                FloatExecutable.of(program).run(theta, Map.of("x", x, "y", targets(x)), null, SAMPLES);
        Map<String, double[]> twice = Executable.of(program)
                .run(doubles(theta), Map.of("x", doubles(x), "y", doubles(targets(x))), null, SAMPLES);
        twice.forEach((name, values) -> {
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            // some twenty roundings of terms that cancel to a tenth of themselves
            assertThat(doubles(single.get(name))).as(name).containsExactly(values, within(200 * 0x1.0p-24 * largest));
        });
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    @Test
    void aMissingInputIsNamed() {
        Trace t = new Trace();
        Program program = t.output("y", t.sample("x").square()).program();
        FloatExecutable executable = FloatExecutable.of(program);
        assertThatThrownBy(() -> executable.run(executable.arguments().samples(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input x is missing");
    }
}
