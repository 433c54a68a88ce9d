package ansatz.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.random.RandomStream;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KernelTest {
    private static final int N = 40;
    private static final int P = 3;

    private static Array normal(int n, long seed) {
        var x = new double[n * P];
        RandomStream.of(seed, 0, 0, 0).gaussian(x, 0, x.length);
        return new Array(Shape.of(n, P), x);
    }

    private static Target target(Array x) {
        var random = RandomStream.of(9, 0, 0, 0);
        var y = new double[x.shape().extent(0)];
        for (int i = 0; i < y.length; i++) {
            y[i] = 5 + Math.sin(2 * x.get(i, 0)) + x.get(i, 1) * x.get(i, 2) + 0.1 * random.nextGaussian();
        }
        return new Target("y", "", y, List.of());
    }

    @Test
    void theKernelOfScalarProductsGivesRidgeRegression() {
        // with k = 1 + x . z / p the norm of f = x . b is p |b|^2
        Array x = normal(N, 1);
        Target y = target(x);
        double[] strengths = {1, 0.01};
        var kernel = new KernelRidge(new PolynomialKernel(1), List.of()).path(x, y, strengths);
        var ridge = Ridge.DEFAULTS.path(x, y, new double[] {P * 1.0, P * 0.01});
        Array rows = normal(10, 2);
        for (int s = 0; s < 2; s++) {
            assertThat(kernel.get(s).predict(rows).values())
                    .containsExactly(
                            ridge.get(s).predict(rows).values(), Offset.offset(1e-10)); // rounding by 1 / lambda
        }
    }

    @Test
    void theCostHasNoSlopeAtTheFitAndRisesInEveryDirection() {
        Array x = normal(N, 3);
        Target y = target(x);
        double lambda = 0.003;
        var fit = KernelRidge.DEFAULTS.path(x, y, new double[] {lambda}).getFirst();
        Array k = fit.kernel().matrix(x, x);
        double least = cost(k, y, fit.weights(), fit.intercept(), lambda);
        var random = RandomStream.of(4, 0, 0, 0);
        for (int trial = 0; trial < 20; trial++) {
            double h = 1e-3;
            double[] up = fit.weights().clone();
            double[] down = fit.weights().clone();
            for (int i = 0; i < N; i++) {
                double d = h * random.nextGaussian();
                up[i] += d;
                down[i] -= d;
            }
            double d = h * random.nextGaussian();
            double above = cost(k, y, up, fit.intercept() + d, lambda) - least;
            double below = cost(k, y, down, fit.intercept() - d, lambda) - least;
            assertThat(above).isPositive();
            assertThat(below).isPositive();
            assertThat(above)
                    .isEqualTo(below, Offset.offset(1e-9 * (above + below) + 1e-14)); // a parabola about its least
        }
    }

    private static double cost(Array k, Target y, double[] a, double intercept, double lambda) {
        double cost = 0;
        for (int i = 0; i < N; i++) {
            double f = intercept;
            for (int j = 0; j < N; j++) {
                f += k.get(i, j) * a[j];
                cost += lambda * a[i] * k.get(i, j) * a[j];
            }
            cost += (y.values()[i] - f) * (y.values()[i] - f) / N;
        }
        return cost;
    }

    @Test
    void withoutAPenaltyAGaussianKernelGoesThroughAllRows() {
        Array x = normal(N, 5);
        Target y = target(x);
        var fit = new KernelRidge(new GaussianKernel(0.3), List.of())
                .path(x, y, new double[] {1e-14})
                .getFirst();
        assertThat(fit.predict(x).values()).containsExactly(y.values(), Offset.offset(1e-8));
    }

    @Test
    void theCoordinatesOfKernelComponentsHaveTheScalarProductsOfTheCentredKernel() {
        Array x = normal(N, 6);
        for (Kernel kernel : List.of(new GaussianKernel(0.7), new PolynomialKernel(3))) {
            var components = KernelComponents.of(kernel, x, N);
            Array z = components.project(x);
            Array centred = KernelRidge.centred(kernel.matrix(x, x));
            int count = components.variances().length;
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < N; j++) {
                    double product = 0;
                    for (int c = 0; c < count; c++) {
                        product += z.get(i, c) * z.get(j, c);
                    }
                    // components below 1e-12 of the first are left out
                    assertThat(product).isEqualTo(centred.get(i, j), Offset.offset(1e-9 * (1 + components.total())));
                }
            }
        }
    }

    @Test
    void theComponentsOfTheKernelOfScalarProductsAreThePrincipalOnes() {
        Array x = normal(N, 7);
        Array rows = normal(5, 8);
        var principal = PrincipalComponents.exact(x, P);
        var components = KernelComponents.of(new PolynomialKernel(1), x, 10);
        assertThat(components.variances()).hasSize(P);
        assertThat(components.shares()).containsExactly(principal.shares(), Offset.offset(1e-12));
        Array known = principal.project(rows);
        Array found = components.project(rows);
        for (int i = 0; i < 5; i++) {
            for (int c = 0; c < P; c++) {
                // the kernel divides by p; the sign of a direction is a convention
                assertThat(Math.abs(found.get(i, c)) * Math.sqrt(P))
                        .isEqualTo(Math.abs(known.get(i, c)), Offset.offset(1e-11));
            }
        }
    }
}
