package ansatz.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.data.Shipped;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.random.RandomStream;
import ansatz.learn.GaussianKernel;
import ansatz.learn.MarginFit;
import ansatz.learn.PolynomialKernel;
import ansatz.learn.Target;
import ansatz.study.Learning;
import ansatz.study.Result;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupportVectorsTest {
    private static Result result(Shipped.Table table, SupportVectors model, String name) {
        return Learning.of(new Shipped(table), model).run().results().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Six points on a line, of which the two at -1 and 1 are next to each other: f(x) = x.
    @Test
    void theMarginReachesTheNearestPoints() {
        double[] at = {-3, -2, -1, 1, 2, 3};
        Array x = new Array(Shape.of(6, 1), at);
        var y = new Target("y", "", new double[] {0, 0, 0, 1, 1, 1}, List.of("left", "right"));
        var model = new SupportVectors(Predicts.CLASS, new PolynomialKernel(1), List.of(1e-4), 0.1);
        var fit = (MarginFit) model.path(x, y, new double[] {1e-4}).getFirst();
        double[] f = fit.margins(x).values();
        for (int i = 0; i < 6; i++) {
            assertThat(f[i]).isCloseTo(at[i], within(1e-3));
        }
        assertThat(fit.points().shape().extent(0)).isEqualTo(2);
    }

    @Test
    void probabilitiesAreThoseOfTheLargestLikelihood() {
        int n = 400;
        var random = RandomStream.of(3, 0, 0, 0);
        var f = new double[n];
        var member = new boolean[n];
        for (int i = 0; i < n; i++) {
            f[i] = 2 * random.nextGaussian();
            member[i] = random.nextDouble() < 1 / (1 + Math.exp(-(1.5 * f[i] - 0.5)));
        }
        Platt platt = Platt.of(f, member);
        // the errors of a and b are about 0.15 at 400 rows
        assertThat(platt.slope()).isCloseTo(1.5, within(0.5));
        assertThat(platt.shift()).isCloseTo(-0.5, within(0.5));
        double members = 0;
        for (boolean one : member) {
            members += one ? 1 : 0;
        }
        double first = 0;
        double second = 0;
        for (int i = 0; i < n; i++) {
            double p = 1 / (1 + Math.exp(-(platt.slope() * f[i] + platt.shift())));
            double t = member[i] ? (members + 1) / (members + 2) : 1 / (n - members + 2);
            first += p - t;
            second += (p - t) * f[i];
        }
        assertThat(first).isCloseTo(0, within(1e-7));
        assertThat(second).isCloseTo(0, within(1e-7));
    }

    @Test
    void aSineIsFollowedWithinTheTolerance() {
        int n = 60;
        var at = new double[n];
        Arrays.setAll(at, i -> 6.0 * i / n - 3);
        double[] value = Arrays.stream(at).map(x -> 100 + 7 * Math.sin(x)).toArray();
        Array x = new Array(Shape.of(n, 1), at);
        var model = new SupportVectors(Predicts.NUMBER, new GaussianKernel(1), List.of(1e-6), 0.05);
        double[] found = model.path(x, new Target("y", "m", value, List.of()), new double[] {1e-6})
                .getFirst()
                .predict(x)
                .values();
        double deviation = 7 / Math.sqrt(2) * 1.05;
        for (int i = 0; i < n; i++) {
            assertThat(found[i]).isCloseTo(value[i], within(0.06 * deviation));
        }
    }

    @Test
    void realClassesAreToldApart() {
        var model = new SupportVectors(Predicts.CLASS, new GaussianKernel(1), List.of(1e-3), 0.1);
        // scikit-learn's SVC with the radial kernel has 0.97 to 0.98 on both
        assertThat(result(Shipped.Table.BREAST_CANCER, model, "accuracy").mean())
                .isGreaterThan(0.94);
        assertThat(result(Shipped.Table.WINE, model, "accuracy").mean()).isGreaterThan(0.93);
        // probabilities that mean what they say lose little
        assertThat(result(Shipped.Table.WINE, model, "log_loss").mean()).isLessThan(0.25);
    }
}
