package ansatz.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.engine.program.Program;
import ansatz.engine.random.RandomStream;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.Vjp;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivativeMatrixTest {
    /// Sums of at most 200 products of numbers of order 10, in another order than the reference.
    private static final double ROUNDING = 1e-11;

    /// Two dense layers with biases (factors and rows), a weight used twice (rows), a parameter that does nothing,
    /// and a last bias whose derivative is the same for all samples.
    private static Program network() {
        Trace t = new Trace();
        Value x = t.sample("x", 5);
        Value h = x.linear(t.parameter("W1", Initial.normal(0.5), 7, 5))
                .plus(t.parameter("b1", Initial.normal(0.5), 7))
                .tanh();
        Value square = t.parameter("U", Initial.normal(0.5), 7, 7);
        t.parameter("idle", Initial.zeros(), 3);
        Value g = h.linear(square).tanh().linear(square).tanh();
        Value y = g.dot(t.parameter("v", Initial.normal(0.5), 7)).plus(t.parameter("c", Initial.zeros()));
        return t.output("y", y).program();
    }

    private static double[] numbers(int n, int stream) {
        double[] numbers = new double[n];
        RandomStream.of(5, stream, 0, 0).gaussian(numbers, 0, n);
        return numbers;
    }

    private record Reference(double[] matrix, int samples, int columns) {
        static Reference of(Program program, double[] theta, double[] x, int samples) {
            Program rows = Vjp.rows(program, "y", program.parameters().keySet().toArray(String[]::new));
            Map<String, double[]> outputs = Executable.of(rows).run(theta, Map.of("x", x), null, samples);
            int columns = program.parameterCount();
            double[] matrix = new double[samples * columns];
            program.parameters().forEach((name, p) -> {
                double[] part = outputs.get("grad." + name);
                int size = p.shape().size();
                for (int s = 0; s < samples; s++) {
                    System.arraycopy(part, part.length == size ? 0 : s * size, matrix, s * columns + p.offset(), size);
                }
            });
            return new Reference(matrix, samples, columns);
        }

        void centre(double[] weights) {
            double sum = 0;
            for (double w : weights) {
                sum += w;
            }
            for (int k = 0; k < columns; k++) {
                double mean = 0;
                for (int s = 0; s < samples; s++) {
                    mean += weights[s] / sum * matrix[s * columns + k];
                }
                for (int s = 0; s < samples; s++) {
                    matrix[s * columns + k] -= mean;
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "70, false", "70, true"})
    void productsAndGramMatrixAreThoseOfTheStoredRows(int samples, boolean centred) {
        Program program = network();
        double[] theta = numbers(program.parameterCount(), 1);
        double[] x = numbers(samples * 5, 2);
        double[] weights = numbers(samples, 3);
        for (int s = 0; s < samples; s++) {
            weights[s] = Math.abs(weights[s]) + 0.1;
        }
        Reference o = Reference.of(program, theta, x, samples);
        if (centred) {
            o.centre(weights);
        }
        DerivativeMatrix matrix = DerivativeMatrix.of(program, "y", Team.of(2));
        matrix.centre(centred);
        matrix.evaluate(
                matrix.arguments().theta(theta).input("x", x).samples(samples).weights(weights));
        int p = matrix.columns();
        assertThat(matrix.rows()).isEqualTo(samples);
        assertThat(matrix.factoredColumns()).isEqualTo(7 * 5);

        double[] v = numbers(p, 4);
        double[] y = new double[samples];
        matrix.apply(v, y);
        double[] w = numbers(samples, 5);
        double[] z = new double[p];
        matrix.applyTransposed(w, z);
        double[] gram = new double[samples * samples];
        matrix.gram(gram);
        for (int s = 0; s < samples; s++) {
            double expected = 0;
            for (int k = 0; k < p; k++) {
                expected += o.matrix[s * p + k] * v[k];
            }
            assertThat(y[s]).isCloseTo(expected, within(ROUNDING));
            for (int r = 0; r <= s; r++) {
                double product = 0;
                for (int k = 0; k < p; k++) {
                    product += o.matrix[s * p + k] * o.matrix[r * p + k];
                }
                assertThat(gram[s * samples + r]).isCloseTo(product, within(ROUNDING));
            }
        }
        for (int k = 0; k < p; k++) {
            double expected = 0;
            for (int s = 0; s < samples; s++) {
                expected += o.matrix[s * p + k] * w[s];
            }
            assertThat(z[k]).isCloseTo(expected, within(ROUNDING));
        }
    }

    @Test
    void aFunctionOfSeveralElementsHasNoDerivativeMatrix() {
        Trace t = new Trace();
        t.output("y", t.sample("x", 2).times(t.parameter("a", Initial.zeros(), 2)));
        assertThatThrownBy(() -> DerivativeMatrix.of(t.program(), "y", Team.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2]");
    }
}
