package ansatz.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each implementation of the products against three loops, for all transpositions, leading dimensions and offsets.
class BlasTest {
    private static final int SIZE = 4000;

    static Stream<Blas> implementations() {
        return Stream.of(Blas.best(), Blas.java(Kernels.vector()), Blas.java(Kernels.scalar()));
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void productsAreThoseOfThreeLoops(Blas blas) {
        Random random = new Random(1);
        double[] a = random.doubles(SIZE, -1, 1).toArray();
        double[] b = random.doubles(SIZE, -1, 1).toArray();
        for (int round = 0; round < 300; round++) {
            int m = random.nextInt(34);
            int n = random.nextInt(34);
            int k = random.nextInt(34);
            boolean transA = random.nextBoolean();
            boolean transB = random.nextBoolean();
            double beta = round % 3 - 1;
            double[] c = random.doubles(SIZE, -1, 1).toArray();
            // with beta = 0 the old content is not read
            double[] before = c.clone();
            if (beta == 0) {
                for (int i = 0; i < m; i++) {
                    java.util.Arrays.fill(c, 7 + i * 36, 7 + i * 36 + n, Double.NaN);
                }
            }
            blas.gemm(transA, transB, m, n, k, 1.5, a, 3, 40, b, 5, 41, beta, c, 7, 36);
            double worst = 0;
            for (int p = 0; p < SIZE; p++) {
                int i = Math.floorDiv(p - 7, 36);
                int j = Math.floorMod(p - 7, 36);
                double expected = before[p];
                if (i >= 0 && i < m && j < n) {
                    double sum = 0;
                    for (int l = 0; l < k; l++) {
                        sum += (transA ? a[3 + l * 40 + i] : a[3 + i * 40 + l])
                                * (transB ? b[5 + j * 41 + l] : b[5 + l * 41 + j]);
                    }
                    expected = 1.5 * sum + beta * before[p];
                }
                // not max, which would lose NaN
                worst = Math.abs(c[p] - expected) <= worst ? worst : Math.abs(c[p] - expected);
            }
            // 34 products below 1.5, each rounded at 2^-53
            assertThat(worst).isLessThan(2e-14);
        }
    }

    /// Beyond the sizes of every block, and on both sides of the choice between our kernels and the native library.
    @ParameterizedTest
    @MethodSource("implementations")
    void largeProductsAgreeWithPlainOnes(Blas blas) {
        Random random = new Random(3);
        int[][] shapes = {{130, 70, 300}, {1, 352, 64}, {100, 300, 20}, {7, 900, 9}, {64, 352, 42}, {1, 40, 300}};
        for (int[] shape : shapes) {
            int m = shape[0];
            int n = shape[1];
            int k = shape[2];
            double[] a = random.doubles((long) m * k, -1, 1).toArray();
            double[] b = random.doubles((long) k * n, -1, 1).toArray();
            for (int transposed = 0; transposed < 4; transposed++) {
                boolean transA = transposed % 2 == 1;
                boolean transB = transposed > 1;
                double[] c = random.doubles((long) m * n, -1, 1).toArray();
                double[] expected = new double[m * n];
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++) {
                        double sum = 0;
                        for (int l = 0; l < k; l++) {
                            sum += (transA ? a[l * m + i] : a[i * k + l]) * (transB ? b[j * k + l] : b[l * n + j]);
                        }
                        expected[i * n + j] = 0.5 * sum + 2 * c[i * n + j];
                    }
                }
                blas.gemm(transA, transB, m, n, k, 0.5, a, 0, transA ? m : k, b, 0, transB ? k : n, 2, c, 0, n);
                // partial sums of 300 products of either sign stay below 50: a unit of 7e-15 each
                assertThat(distance(c, expected)).isLessThan(3e-13);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void matrixTimesVectorAndTriangleAgreeWithTheFullProduct(Blas blas) {
        Random random = new Random(2);
        double[] a = random.doubles(SIZE, -1, 1).toArray();
        double[] x = random.doubles(100, -1, 1).toArray();
        Blas plain = Blas.java(Kernels.scalar());
        for (int round = 0; round < 100; round++) {
            int m = random.nextInt(40);
            int n = random.nextInt(40);
            boolean transposed = random.nextBoolean();
            double beta = round % 3 - 1;
            int length = transposed ? n : m;
            double[] y = random.doubles(100, -1, 1).toArray();
            double[] expected = y.clone();
            blas.gemv(transposed, m, n, 2, a, 3, 44, x, 5, beta, y, 7);
            plain.gemm(transposed, false, length, 1, transposed ? m : n, 2, a, 3, 44, x, 5, 1, beta, expected, 7, 1);
            // 40 products below 2, each rounded at 2^-53, in either
            assertThat(distance(y, expected)).isLessThan(5e-14);

            double[] c = random.doubles(SIZE, -1, 1).toArray();
            double[] full = c.clone();
            double[] triangle = c.clone();
            blas.syrk(transposed, n, m, 2, a, 3, 44, beta, triangle, 7, 41);
            plain.gemm(transposed, !transposed, n, n, m, 2, a, 3, 44, a, 3, 44, beta, full, 7, 41);
            for (int i = 0; i < n; i++) {
                System.arraycopy(full, 7 + i * 41, c, 7 + i * 41, i + 1);
            }
            assertThat(distance(triangle, c)).isLessThan(5e-14);
        }
    }

    private static double distance(double[] a, double[] b) {
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.abs(a[i] - b[i]) <= worst ? worst : Math.abs(a[i] - b[i]);
        }
        return worst;
    }
}
