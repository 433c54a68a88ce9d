package ansatz.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.optimizer.NaturalGradient.Solver;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalGradientTest {
    private static Tangent random(int samples, int parameters, boolean centred) {
        var random = new Random(samples);
        var rows = new double[samples][parameters];
        var weights = new double[samples];
        var residuals = new double[samples];
        double sum = 0;
        for (int n = 0; n < samples; n++) {
            for (int k = 0; k < parameters; k++) {
                rows[n][k] = random.nextGaussian() + 3;
            }
            residuals[n] = random.nextGaussian() - 20;
            weights[n] = random.nextDouble();
            sum += weights[n];
        }
        for (int n = 0; n < samples; n++) {
            weights[n] /= sum;
        }
        return new Tangent(new StoredRows(rows), weights, residuals, centred);
    }

    private static double[] direction(Tangent tangent, NaturalGradient optimizer) {
        try (var team = Team.of(2)) {
            var theta = new double[tangent.derivatives().parameters()];
            optimizer.on(theta.length, team).step(0, tangent, theta);
            return theta;
        }
    }

    @Test
    void bothSpacesGiveTheSameDirection() {
        for (int samples : new int[] {5, 30, 61}) {
            for (boolean centred : new boolean[] {true, false}) {
                var tangent = random(samples, 30, centred);
                var optimizer = NaturalGradient.rate(0.1).shift(1e-3).cap(1e6);
                double[] a = direction(tangent, optimizer.solver(Solver.PARAMETERS));
                double[] b = direction(tangent, optimizer.solver(Solver.SAMPLES));
                // rounding times the condition number, 1e-15 times 1e3 / 1e-3
                assertThat(a).containsExactly(b, within(1e-9));
            }
        }
    }

    @Test
    void theDirectionSolvesItsEquations() {
        var tangent = random(40, 6, true);
        double shift = 0.01;
        double[] d = direction(tangent, NaturalGradient.rate(1).shift(shift).cap(1e6));
        double[][] rows = ((StoredRows) tangent.derivatives()).rows();
        double[] w = tangent.weights();
        var mean = new double[6];
        double energy = 0;
        for (int n = 0; n < 40; n++) {
            energy += w[n] * tangent.residuals()[n];
            for (int k = 0; k < 6; k++) {
                mean[k] += w[n] * rows[n][k];
            }
        }
        for (int k = 0; k < 6; k++) {
            double left = -shift * d[k];
            double g = 0;
            for (int n = 0; n < 40; n++) {
                double ok = rows[n][k] - mean[k];
                g += 2 * w[n] * ok * (tangent.residuals()[n] - energy);
                for (int l = 0; l < 6; l++) {
                    left -= w[n] * ok * (rows[n][l] - mean[l]) * d[l];
                }
            }
            assertThat(left).isEqualTo(g, within(1e-12));
        }
    }

    @Test
    void oneStepOfRateOneHalfWithoutShiftSolvesLeastSquares() {
        var theta = new double[3];
        try (var team = Team.of(1)) {
            NaturalGradient.rate(0.5)
                    .shift(0)
                    .cap(1e6)
                    .on(3, team)
                    .step(0, OptimizerConformanceTest.tangent(theta), theta);
        }
        assertThat(OptimizerConformanceTest.tangent(theta).residuals()).containsOnly(new double[] {0}, within(1e-13));
    }

    @Test
    void aStepIsShortenedToTheCap() {
        var tangent = random(40, 6, true);
        for (var solver : new Solver[] {Solver.PARAMETERS, Solver.SAMPLES}) {
            try (var team = Team.of(1)) {
                var step = NaturalGradient.rate(10)
                        .shift(1e-6)
                        .cap(0.1)
                        .solver(solver)
                        .on(6, team)
                        .step(0, tangent, new double[6]);
                assertThat(step.length()).isEqualTo(0.1, within(1e-12));
                assertThat(step.rate()).isLessThan(10);
                assertThat(step.solver()).startsWith(solver == Solver.SAMPLES ? "samples" : "parameters");
            }
        }
    }

    @Test
    void aSingularMetricWithoutShiftFallsBackToItsEigenvaluesAndSaysTheRank() {
        var tangent = random(4, 9, true);
        try (var team = Team.of(1)) {
            var step = NaturalGradient.rate(0.1)
                    .shift(0)
                    .solver(Solver.PARAMETERS)
                    .on(9, team)
                    .step(0, tangent, new double[9]);
            // four centred rows span three directions
            assertThat(step.rank()).isEqualTo(3);
            assertThat(step.solver()).isEqualTo("parameters, eigenvalues");
        }
    }

    @Test
    void aMetricWithoutAnyDirectionIsAnError() {
        var rows = new StoredRows(new double[][] {{1, 2}, {1, 2}, {1, 2}});
        double third = 1.0 / 3;
        var tangent = new Tangent(rows, new double[] {third, third, third}, new double[] {1, 2, 3}, true);
        try (var team = Team.of(1)) {
            var descent =
                    NaturalGradient.rate(0.1).shift(0).solver(Solver.PARAMETERS).on(2, team);
            assertThatThrownBy(() -> descent.step(0, tangent, new double[2]))
                    .isInstanceOf(SingularMetric.class)
                    .hasMessageContaining("singular");
        }
    }

    @Test
    void aScheduleGoesGeometricallyAndStays() {
        var schedule = Schedule.from(1, 0.01, 10);
        assertThat(schedule.at(0)).isEqualTo(1);
        assertThat(schedule.at(5)).isEqualTo(0.1, within(1e-15));
        assertThat(schedule.at(10)).isEqualTo(0.01);
        assertThat(schedule.at(1000)).isEqualTo(0.01);
    }
}
