package ansatz.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.program.Interpreter;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The models are those of the peers: expected values from the independent code in bench/peers (JAX 0.10.2).
class ModelsTest {
    private static final int SAMPLES = 4;

    /// Rounding of sums of at most 64 terms of order one; magnified near a node of the determinants.
    private static final double ROUNDING = 1e-12;

    @Test
    void theNetworkIsThePeersNetwork() {
        Trace t = new Trace();
        Value x = t.sample("x", 42);
        t.output("f", Models.network(t, x, Models.ENERGY_NETWORK));
        assertThat(t.parameters().count()).isEqualTo(6977);
        assertThat(evaluate(t))
                .containsExactly(
                        new double[] {-0.29965273001072146, 0.3211478897918263, 0.09528726236310531, 0.8813189068772196
                        },
                        within(ROUNDING));
    }

    @Test
    void thePairModelIsThePeersPairModel() {
        Trace t = new Trace();
        Value x = t.sample("x", 14, 3);
        t.output("f", Models.pair(t, x));
        assertThat(t.parameters().count()).isEqualTo(4376);
        assertThat(evaluate(t))
                .containsExactly(
                        new double[] {-38.48782905083554, -43.571453234108155, -36.07945038498962, -42.97941066807532},
                        within(ROUNDING));
    }

    @Test
    void theTrainingNetworkHas756Parameters() {
        Trace t = new Trace();
        Models.network(t, t.sample("x", 4), Models.TRAINING_NETWORK);
        assertThat(t.parameters().count()).isEqualTo(756);
    }

    @Test
    void targetsRunAroundTheColumns() {
        double[] x = {0.1, 0.2, 0.3, 0.4};
        assertThat(Formulas.targets(x, 4))
                .containsExactly(
                        new double[] {Math.sin(0.1 + 0.2), Math.sin(0.2 + 0.3), Math.sin(0.3 + 0.4), Math.sin(0.4 + 0.1)
                        },
                        within(0.0));
    }

    private static double[] evaluate(Trace t) {
        double[] x = Arrays.copyOf(Formulas.inputs(SAMPLES, 42), SAMPLES * 42);
        double[] values = Interpreter.run(t.program(), Models.theta(t.parameters()), Map.of("x", x), null, SAMPLES)
                .get("f");
        assertThat(values).isNotNull();
        return values;
    }
}
