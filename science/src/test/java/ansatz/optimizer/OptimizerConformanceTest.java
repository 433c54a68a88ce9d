package ansatz.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.engine.parallel.Team;
import ansatz.study.Catalogued;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every optimiser promises: a quadratic cost goes down, and a restored one goes on with the same steps.
class OptimizerConformanceTest {
    static final double[][] A = {{2, 0.3, 0}, {0.3, 1, 0.2}, {0, 0.2, 1.5}, {1, 1, 1}, {0.5, -1, 0.25}};
    private static final double[] SOLUTION = {0.4, -0.3, 0.2};

    static Stream<Optimizer> optimizers() {
        return Stream.concat(
                Catalogued.defaults(Optimizer.class).stream(),
                Stream.of(
                        new Sgd(Schedule.constant(0.02), 0.9),
                        NaturalGradient.rate(0.2).solver(NaturalGradient.Solver.SAMPLES),
                        Spring.rate(0.05).solver(NaturalGradient.Solver.SAMPLES)));
    }

    /// Least squares: sum_n (A theta - y)_n^2 / 5.
    static Tangent tangent(double[] theta) {
        var residuals = new double[A.length];
        for (int n = 0; n < A.length; n++) {
            for (int k = 0; k < theta.length; k++) {
                residuals[n] += A[n][k] * (theta[k] - SOLUTION[k]);
            }
        }
        var weights = new double[A.length];
        Arrays.fill(weights, 1.0 / A.length);
        return new Tangent(new StoredRows(A), weights, residuals, false);
    }

    private static double cost(double[] theta) {
        return Arrays.stream(tangent(theta).residuals()).map(r -> r * r).sum() / A.length;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aQuadraticCostIsMinimised(Optimizer optimizer) {
        try (var team = Team.of(2)) {
            var descent = optimizer.on(3, team);
            var theta = new double[3];
            double before = cost(theta);
            // the slowest is Adam with steps of 0.001, over a distance of 0.4
            for (int step = 0; step < 3000; step++) {
                descent.step(step, tangent(theta), theta);
            }
            assertThat(cost(theta)).isLessThan(1e-8 * before);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aRestoredOptimiserGoesOnWithTheSameBits(Optimizer optimizer) {
        try (var team = Team.of(2)) {
            var straight = optimizer.on(3, team);
            var theta = new double[3];
            for (int step = 0; step < 3; step++) {
                straight.step(step, tangent(theta), theta);
            }
            var restored = optimizer.on(3, team);
            restored.restore(straight.state());
            double[] copy = theta.clone();
            for (int step = 3; step < 6; step++) {
                straight.step(step, tangent(theta), theta);
                restored.step(step, tangent(copy), copy);
            }
            assertThat(copy).isEqualTo(theta);
            assertThatThrownBy(() -> restored.restore(new double[17])).hasMessageContaining("17");
        }
    }
}
