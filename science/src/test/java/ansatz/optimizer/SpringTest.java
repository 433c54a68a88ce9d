package ansatz.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.optimizer.NaturalGradient.Solver;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpringTest {
    private static final double SHIFT = 0.05;
    private static final Spring FREE = Spring.rate(1)
            .shift(Schedule.constant(SHIFT))
            .momentum(0.8)
            .norm(1e6)
            .cap(1e6);

    private static Tangent tangent(int seed, int samples, int outputs, int parameters) {
        var random = new Random(seed);
        var rows = new double[samples * outputs][parameters];
        var residuals = new double[samples * outputs];
        for (int n = 0; n < rows.length; n++) {
            Arrays.setAll(rows[n], k -> random.nextGaussian() + 1);
            residuals[n] = random.nextGaussian();
        }
        var weights = new double[samples];
        Arrays.fill(weights, 1.0 / samples);
        return new Tangent(new StoredRows(rows, outputs), weights, residuals, true);
    }

    /// The directions of successive steps on different samples.
    private static double[][] directions(Optimizer optimizer, int samples, int outputs, int parameters) {
        try (var team = Team.of(2)) {
            var descent = optimizer.on(parameters, team);
            var directions = new double[4][];
            for (int step = 0; step < directions.length; step++) {
                directions[step] = new double[parameters];
                descent.step(step, tangent(step, samples, outputs, parameters), directions[step]);
                for (int k = 0; k < parameters; k++) {
                    directions[step][k] *= -1;
                }
            }
            return directions;
        }
    }

    @Test
    void bothSpacesGiveTheSameDirections() {
        for (int samples : new int[] {5, 40}) {
            for (int outputs : new int[] {1, 2}) {
                double[][] a = directions(FREE.solver(Solver.PARAMETERS), samples, outputs, 20);
                double[][] b = directions(FREE.solver(Solver.SAMPLES), samples, outputs, 20);
                for (int step = 0; step < a.length; step++) {
                    // rounding times a condition number of some hundreds
                    assertThat(a[step]).containsExactly(b[step], within(1e-11));
                }
            }
        }
    }

    @Test
    void theDirectionIsAtTheMinimumOfItsDefinition() {
        int parameters = 12;
        double[][] d = directions(FREE, 7, 1, parameters);
        for (int step = 1; step < d.length; step++) {
            double[] at = d[step];
            double[] before = d[step - 1];
            double least = cost(step, at, before);
            var random = new Random(step);
            for (int trial = 0; trial < 50; trial++) {
                var other = at.clone();
                for (int k = 0; k < parameters; k++) {
                    other[k] += 1e-3 * random.nextGaussian();
                }
                assertThat(cost(step, other, before)).isGreaterThan(least);
            }
        }
    }

    /// |X d - y|^2 + shift |d - mu d'|^2.
    private static double cost(int step, double[] d, double[] before) {
        var tangent = tangent(step, 7, 1, d.length);
        double[][] rows = ((StoredRows) tangent.derivatives()).matrix();
        var y = new double[rows.length];
        tangent.target(y);
        double sum = 0;
        var mean = new double[d.length];
        for (double[] row : rows) {
            for (int k = 0; k < d.length; k++) {
                mean[k] += row[k] / rows.length;
            }
        }
        for (int n = 0; n < rows.length; n++) {
            double product = 0;
            for (int k = 0; k < d.length; k++) {
                product += (rows[n][k] - mean[k]) * d[k] / Math.sqrt(rows.length);
            }
            sum += (product - y[n]) * (product - y[n]);
        }
        for (int k = 0; k < d.length; k++) {
            double off = d[k] - FREE.momentum() * before[k];
            sum += SHIFT * off * off;
        }
        return sum;
    }

    @Test
    void withoutMomentumItIsTheNaturalGradient() {
        double[][] spring = directions(FREE.momentum(0), 7, 1, 12);
        double[][] natural = directions(NaturalGradient.rate(1).shift(SHIFT).cap(1e6), 7, 1, 12);
        assertThat(spring).isDeepEqualTo(natural);
    }

    @Test
    void aStepSaysHowItWasFound() {
        try (var team = Team.of(1)) {
            var step = FREE.on(12, team).step(0, tangent(0, 7, 1, 12), new double[12]);
            assertThat(step.words()).matches("in the space of samples by Cholesky, rank 7, condition at least [0-9].*");
            // without a shift and with fewer samples than parameters the metric of the parameters is singular
            var singular = NaturalGradient.rate(1)
                    .shift(0)
                    .solver(Solver.PARAMETERS)
                    .on(12, team)
                    .step(0, tangent(0, 7, 1, 12), new double[12]);
            assertThat(singular.words())
                    .matches("in the space of parameters by eigenvalues, rank 6, condition [0-9].*");
        }
    }

    @Test
    void aStepIsNoLongerThanItMayBe() {
        double[][] steps = directions(FREE.norm(1e-3), 7, 1, 12);
        for (double[] step : steps) {
            assertThat(Math.sqrt(Arrays.stream(step).map(x -> x * x).sum())).isLessThan(1e-3 * (1 + 1e-12));
        }
    }
}
