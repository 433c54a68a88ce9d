package ansatz.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneMatricesTest {
    private static final int LANES = 11;
    private final LaneMatrices matrices = Kernels.vector().matrices();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 14, 33, 64})
    void theInverseTimesTheMatrixIsOne(int n) {
        double[] a = new double[n * n * LANES];
        RandomStream.of(n, 0, 0, 0).gaussian(a, 0, a.length);
        double[] lu = a.clone();
        double[] pivots = new double[n * LANES];
        double[] log = new double[LANES];
        double[] sign = new double[LANES];
        double[] inverse = new double[a.length];
        matrices.factor(lu, 0, pivots, 0, log, 0, sign, 0, n, LANES);
        matrices.invert(lu, 0, pivots, 0, inverse, 0, n, LANES);
        double[] product = new double[a.length];
        matrices.multiplyAdd(inverse, 0, a, 0, product, 0, n, n, n, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            double largest = 0;
            for (int e = 0; e < n * n; e++) {
                largest = Math.max(largest, Math.abs(inverse[e * LANES + lane]));
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    // rounding grows with the order and with the inverse (the condition number)
                    assertThat(product[(i * n + j) * LANES + lane])
                            .isCloseTo(i == j ? 1 : 0, within(1e-14 * n * n * (1 + largest)));
                }
            }
        }
    }

    @Test
    void theDeterminantOfAPermutationIsItsSignAndScalesByPowers() {
        // lane 0: two rows exchanged; lane 1: unit; lane 2: unit times 1e-200, whose determinant underflows; lane 3:
        // diagonal -1, 1, 1
        int n = 3;
        int lanes = 4;
        double[] a = new double[n * n * lanes];
        int[] order = {1, 0, 2};
        for (int i = 0; i < n; i++) {
            a[(i * n + order[i]) * lanes] = 1;
            a[(i * n + i) * lanes + 1] = 1;
            a[(i * n + i) * lanes + 2] = 1e-200;
            a[(i * n + i) * lanes + 3] = i == 0 ? -1 : 1;
        }
        double[] log = new double[lanes];
        double[] sign = new double[lanes];
        matrices.factor(a, 0, new double[n * lanes], 0, log, 0, sign, 0, n, lanes);
        assertThat(sign).containsExactly(-1, 1, 1, -1);
        assertThat(log[0]).isEqualTo(0);
        assertThat(log[1]).isEqualTo(0);
        // three units in the last place of 1381
        assertThat(log[2]).isCloseTo(3 * Math.log(1e-200), within(7e-13));
    }

    @Test
    void singularAndUndefinedLanesAreMarkedAndDisturbNoOther() {
        int n = 2;
        int lanes = 5;
        double[] a = new double[n * n * lanes];
        double[][] each = {{1, 2, 2, 4}, {2, 0, 0, 3}, {0, 0, 0, 0}, {Double.NaN, 1, 1, 1}, {0, 1, -5, 0}};
        for (int lane = 0; lane < lanes; lane++) {
            for (int e = 0; e < n * n; e++) {
                a[e * lanes + lane] = each[lane][e];
            }
        }
        double[] log = new double[lanes];
        double[] sign = new double[lanes];
        matrices.factor(a, 0, new double[n * lanes], 0, log, 0, sign, 0, n, lanes);
        assertThat(sign).containsExactly(0, 1, 0, Double.NaN, 1);
        assertThat(log[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        // one unit in the last place
        assertThat(log[1]).isCloseTo(Math.log(6), within(4e-16));
        assertThat(log[2]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(log[3]).isNaN();
        assertThat(log[4]).isCloseTo(Math.log(5), within(4e-16));
    }

    @Test
    void gatherAndScatterAreAdjoint() {
        int n = 5;
        int[] index = {0, 3, 1, 1, 2, 0, 3};
        double[] a = new double[4 * n];
        double[] b = new double[index.length * n];
        RandomStream.of(1, 0, 0, 0).gaussian(a, 0, a.length);
        RandomStream.of(1, 0, 0, 1).gaussian(b, 0, b.length);
        for (Kernels kernels : new Kernels[] {Kernels.vector(), Kernels.scalar()}) {
            double[] gathered = new double[b.length];
            double[] scattered = new double[a.length];
            kernels.arithmetic().gather(a, 0, index, 0, index.length, gathered, 0, n);
            kernels.arithmetic().scatterAdd(b, 0, index, 0, index.length, scattered, 0, n);
            double left = kernels.reductions().dot(gathered, 0, b, 0, b.length);
            double right = kernels.reductions().dot(a, 0, scattered, 0, a.length);
            // 35 terms of order 1
            assertThat(left).isCloseTo(right, within(1e-13));
            assertThat(gathered[n]).isEqualTo(a[3 * n]);
        }
    }
}
