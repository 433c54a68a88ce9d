package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.random.RandomStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FitTest {
    @Test
    void aStraightLineHasTheFormulasOfTheTextbook() {
        double[] x = {1, 2, 3, 5};
        double[] y = {1.1, 1.9, 3.2, 4.8};
        double[] error = {0.1, 0.2, 0.1, 0.3};
        double s = 0;
        double sx = 0;
        double sxx = 0;
        double sy = 0;
        double sxy = 0;
        for (int i = 0; i < 4; i++) {
            double w = 1 / (error[i] * error[i]);
            s += w;
            sx += w * x[i];
            sxx += w * x[i] * x[i];
            sy += w * y[i];
            sxy += w * x[i] * y[i];
        }
        double delta = s * sxx - sx * sx;
        var fit = Fit.of((at, p) -> p[0] + p[1] * at, new double[2], x, y, error);
        // the derivatives of a linear model by differences are exact to rounding, 1e-16 / 6e-6
        assertThat(fit.parameter(0).mean()).isEqualTo((sxx * sy - sx * sxy) / delta, within(1e-9));
        assertThat(fit.parameter(1).mean()).isEqualTo((s * sxy - sx * sy) / delta, within(1e-9));
        assertThat(fit.parameter(0).error()).isEqualTo(Math.sqrt(sxx / delta), within(1e-9));
        assertThat(fit.parameter(1).error()).isEqualTo(Math.sqrt(s / delta), within(1e-9));
        assertThat(fit.covariance(0, 1)).isEqualTo(-sx / delta, within(1e-9));
        assertThat(fit.degreesOfFreedom()).isEqualTo(2);
        // with two degrees of freedom the probability is an exponential
        assertThat(fit.pValue()).isEqualTo(Math.exp(-fit.chiSquare() / 2), within(1e-12));
    }

    @Test
    void aMeanOfTwoCorrelatedPointsWeighsTheirCommonErrorOnce() {
        // y = (1, 3) with variances 1 and 4 and covariance 1.5: weights of the best mean by hand
        double[][] covariance = {{1, 1.5}, {1.5, 4}};
        double a = (4 - 1.5) / (1 + 4 - 3);
        double b = (1 - 1.5) / (1 + 4 - 3);
        var fit = Fit.of(p -> new double[] {p[0], p[0]}, new double[] {0}, new double[] {1, 3}, covariance);
        assertThat(fit.parameter(0).mean()).isEqualTo(a + 3 * b, within(1e-9));
        assertThat(fit.parameter(0).error()).isEqualTo(Math.sqrt((4 - 2.25) / 2), within(1e-9));
    }

    @Test
    void aCurveIsFoundFromFarAway() {
        double[] x = {0, 1, 2, 3, 4, 5, 6};
        double[] y = Arrays.stream(x).map(v -> 3 * Math.exp(-0.8 * v) + 0.5).toArray();
        var error = new double[x.length];
        Arrays.fill(error, 0.01);
        var fit = Fit.of((at, p) -> p[0] * Math.exp(-p[1] * at) + p[2], new double[] {1, 0.2, 0}, x, y, error);
        assertThat(fit.parameters()).containsExactly(new double[] {3, 0.8, 0.5}, within(1e-6));
        assertThat(fit.chiSquare()).isLessThan(1e-10);
    }

    @Test
    void chiSquareIsAsLargeAsItsDegreesOfFreedomAndThePValueIsUniform() {
        int trials = 400;
        double sum = 0;
        int low = 0;
        for (int trial = 0; trial < trials; trial++) {
            var random = new SplittableRandom(RandomStream.of(12, 1, 0, trial).nextLong());
            double[] x = {1, 2, 3, 4, 5, 6};
            var y = new double[6];
            var error = new double[6];
            Arrays.fill(error, 0.2);
            Arrays.setAll(y, i -> 1 + x[i] + 0.2 * random.nextGaussian());
            var fit = Fit.of((at, p) -> p[0] + p[1] * at, new double[2], x, y, error);
            sum += fit.chiSquare() / trials;
            low += fit.pValue() < 0.25 ? 1 : 0;
        }
        // 4 degrees of freedom: the mean of 400 is known to sqrt(8 / 400) = 0.14, the share to 0.022: four of each
        assertThat(sum).isEqualTo(4, within(0.57));
        assertThat(low / (double) trials).isEqualTo(0.25, within(0.087));
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        double[] one = {1};
        assertThatThrownBy(() -> Fit.of((x, p) -> p[0] + p[1] * x, new double[2], one, one, one))
                .hasMessageContaining("2 parameters needs as many points; found 1");
        double[] two = {1, 2};
        assertThatThrownBy(() -> Fit.of((x, p) -> p[0] * x, one, two, two, new double[] {1, 0}))
                .hasMessageContaining("not positive definite");
        assertThatThrownBy(() -> Fit.of((x, p) -> p[0] + p[1], new double[2], two, two, two))
                .hasMessageContaining("do not determine");
        assertThatThrownBy(() -> Fit.of((x, p) -> p[0], one, two, one, one)).hasMessageContaining("2, 1 and 1");
    }
}
