package ansatz.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.program.Interpreter;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.ShapeException;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.Definitions;
import ansatz.engine.transform.Vjp;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A recurrence is its steps, one after the other.
final class ScanTest {
    private static final int STEPS = 40;

    /// h_t = tanh(W h_(t-1) + V x_t + b).
    private static Program elman() {
        Trace t = new Trace();
        Value x = t.sample("x", STEPS, 3);
        Value w = t.parameter("W", Initial.zeros(), 5, 5);
        Value v = t.parameter("V", Initial.zeros(), 5, 3);
        Value b = t.parameter("b", Initial.zeros(), 5);
        Value states = t.parameter("h", Initial.zeros(), 5)
                .scan(
                        List.of(x),
                        List.of(w, v, b),
                        (h, s, c) -> h.linear(c.get(0))
                                .plus(s.get(0).linear(c.get(1)))
                                .plus(c.get(2).times(2))
                                .tanh());
        return t.output("states", states).output("y", states.sum()).program();
    }

    private static double[] numbers(int n, long seed) {
        return new Random(seed).doubles(n, -0.5, 0.5).toArray();
    }

    @Test
    void theExecutorTheInterpreterAndTheLoopAgree() {
        Program program = elman();
        int n = 70;
        double[] theta = numbers(program.parameterCount(), 1);
        double[] x = numbers(n * STEPS * 3, 2);
        Map<String, double[]> inputs = Map.of("x", x);
        double[] fast = Executable.of(program).run(theta, inputs, null, n).get("states");
        double[] slow = Interpreter.run(program, theta, inputs, null, n).get("states");
        for (int s = 0; s < n; s++) {
            double[] h = java.util.Arrays.copyOfRange(theta, 45, 50);
            for (int t = 0; t < STEPS; t++) {
                double[] next = new double[5];
                for (int i = 0; i < 5; i++) {
                    double sum = 2 * theta[40 + i];
                    for (int j = 0; j < 5; j++) {
                        sum += theta[i * 5 + j] * h[j];
                    }
                    for (int j = 0; j < 3; j++) {
                        sum += theta[25 + i * 3 + j] * x[(s * STEPS + t) * 3 + j];
                    }
                    next[i] = Math.tanh(sum);
                }
                h = next;
                for (int i = 0; i < 5; i++) {
                    // roundings of 40 contracting steps
                    int at = (s * STEPS + t) * 5 + i;
                    assertThat(fast[at]).isEqualTo(h[i], within(1e-13));
                    assertThat(slow[at]).isEqualTo(h[i], within(1e-13));
                }
            }
        }
    }

    @Test
    void theGradientIsThatOfTheUnrolledProgramInAFewInstructions() {
        Program program = elman();
        Program gradient = Vjp.gradient(program, "y", "W", "V", "b", "h");
        Program unrolled = Vjp.gradient(Definitions.expand(program), "y", "W", "V", "b", "h");
        assertThat(gradient.instructions()).hasSizeLessThan(100);
        assertThat(unrolled.instructions()).hasSizeGreaterThan(500);
        double[] theta = numbers(program.parameterCount(), 1);
        Map<String, double[]> inputs = Map.of("x", numbers(9 * STEPS * 3, 2));
        Map<String, double[]> fast = Executable.of(gradient).run(theta, inputs, null, 9);
        Map<String, double[]> slow = Interpreter.run(unrolled, theta, inputs, null, 9);
        for (String name : List.of("grad.W", "grad.V", "grad.b", "grad.h")) {
            for (int i = 0; i < slow.get(name).length; i++) {
                // sums of 200 terms of order one
                assertThat(fast.get(name)[i]).isEqualTo(slow.get(name)[i], within(1e-12));
            }
        }
    }

    @Test
    void whatIsTheSameInEachStepIsComputedOnceAndPrintedOutside() {
        String text = elman().toString();
        assertThat(text)
                .contains("scan of 40 steps")
                .containsOnlyOnce("multiply")
                .contains("next <- %");
        assertThat(text.indexOf("multiply")).isLessThan(text.indexOf("scan of"));
    }

    @Test
    void saysWhatDoesNotFit() {
        Trace t = new Trace();
        Value h = t.sample("h", 2);
        Value x = t.sample("x", 4, 3);
        assertThatThrownBy(() -> h.scan(List.of(x), List.of(), (s, v, c) -> v.get(0)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("its body makes");
        assertThatThrownBy(() -> h.scan(List.of(), List.of(), (s, v, c) -> s))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("at least one sequence");
        assertThatThrownBy(() -> h.scan(
                        List.of(x, h),
                        List.of(),
                        (s, v, c) -> s.plus(v.get(0).sum()).plus(v.get(1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("first axis of extent 4");
        assertThatThrownBy(() -> new Operation.Scan(t.program(), 0, 1)).hasMessageContaining("at least 1");
    }
}
