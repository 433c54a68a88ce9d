package ansatz.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The kernels of single precision: the same bits by the Vector API and in plain Java, and matrix products that are
/// those of double precision, rounded.
class FloatKernelsTest {
    private static final int MARGIN = 3;
    private static final float[] SPECIAL = {
        0,
        -0.0f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        88.73f,
        -103.5f,
        1e-20f,
        3e5f,
        -0.999f
    };

    /// Every tail of vectors of up to sixteen lanes, and some vectors.
    private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 16, 17, 31, 32, 33, 65, 1000};

    static Stream<Arguments> kernels() {
        FloatKernels best = FloatKernels.best();
        FloatKernels scalar = FloatKernels.scalar();
        return Stream.of(
                        methods(FloatArithmetic.class, best.arithmetic(), scalar.arithmetic()),
                        methods(FloatFunctions.class, best.functions(), scalar.functions()))
                .flatMap(List::stream);
    }

    private static List<Arguments> methods(Class<?> kind, Object best, Object scalar) {
        return Arrays.stream(kind.getMethods())
                .filter(method -> Arrays.stream(method.getParameterTypes()).noneMatch(type -> type == int[].class))
                .map(method -> Arguments.of(method.getName(), method, best, scalar))
                .toList();
    }

    private static float[] values(Random random, boolean special, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = special && random.nextInt(3) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void vectorAndScalarKernelsGiveTheSameBits(String name, Method method, Object best, Object scalar)
            throws ReflectiveOperationException {
        Random random = new Random(1);
        for (int trial = 0; trial < 2 * SIZES.length; trial++) {
            int n = SIZES[trial / 2];
            Object[] one = new Object[method.getParameterCount()];
            Object[] two = new Object[one.length];
            float[] expected = {};
            float[] found = {};
            for (int i = 0; i < one.length; i++) {
                Class<?> type = method.getParameterTypes()[i];
                if (type == int.class) {
                    one[i] = i == one.length - 1 ? n : MARGIN;
                    two[i] = one[i];
                } else if (type == float.class) {
                    one[i] = 1.7f;
                    two[i] = 1.7f;
                } else {
                    // the last array is the output; what lies beside the run must stay as it is
                    expected = values(random, trial % 2 == 1, n + 2 * MARGIN);
                    found = expected.clone();
                    one[i] = expected;
                    two[i] = found;
                }
            }
            method.invoke(scalar, one);
            method.invoke(best, two);
            // as objects: NaN is NaN, and -0 is not 0
            assertThat(found).as("%s of %s values", name, n).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void sumsAreTheSameTree(int n) {
        Random random = new Random(n);
        float[] a = values(random, false, 5 * n + 7);
        float[] b = values(random, false, 5 * n + 7);
        FloatReductions best = FloatKernels.best().reductions();
        FloatReductions scalar = FloatKernels.scalar().reductions();
        assertThat(best.sum(a, 3, n)).isEqualTo(scalar.sum(a, 3, n));
        assertThat(best.dot(a, 3, b, 1, n)).isEqualTo(scalar.dot(a, 3, b, 1, n));
    }

    static Stream<Integer> sizes() {
        return Arrays.stream(SIZES).boxed();
    }

    static Stream<Arguments> products() {
        return Stream.of(FloatBlas.best(), FloatBlas.java(FloatKernels.best()), FloatBlas.java(FloatKernels.scalar()))
                .flatMap(blas -> Stream.of(
                        Arguments.of(blas, 1, 1, 1),
                        Arguments.of(blas, 7, 5, 3),
                        Arguments.of(blas, 17, 33, 9),
                        Arguments.of(blas, 65, 70, 130),
                        Arguments.of(blas, 130, 150, 40)));
    }

    @ParameterizedTest
    @MethodSource("products")
    void productsAreThoseOfDoublePrecisionRounded(FloatBlas blas, int m, int n, int k) {
        Random random = new Random(5);
        float[] a = values(random, false, m * k);
        float[] b = values(random, false, k * n);
        // a sum of k products: at most k + 2 roundings of the sum of their moduli
        double[] exact = new double[m * n];
        double[] size = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < k; l++) {
                    exact[i * n + j] += (double) a[i * k + l] * b[l * n + j];
                    size[i * n + j] += Math.abs((double) a[i * k + l] * b[l * n + j]);
                }
            }
        }
        for (int form = 0; form < 4; form++) {
            boolean transA = (form & 1) != 0;
            boolean transB = (form & 2) != 0;
            float[] left = transA ? turned(a, m, k) : a;
            float[] right = transB ? turned(b, k, n) : b;
            float[] c = new float[m * n];
            blas.gemm(transA, transB, m, n, k, 1, left, 0, transA ? m : k, right, 0, transB ? k : n, 0, c, 0, n);
            close(c, exact, size, k + 2);
        }
        float[] y = new float[m];
        float[] x = turned(b, k, n);
        blas.gemv(false, m, k, 1, a, 0, k, x, 0, 0, y, 0);
        for (int i = 0; i < m; i++) {
            assertThat((double) y[i]).isCloseTo(exact[i * n], within((k + 2) * 0x1.0p-24 * size[i * n]));
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void aSymmetricProductAndATriangularSystemUndoEachOther(FloatBlas blas, int m, int n, int k) {
        Random random = new Random(6);
        float[] a = values(random, false, n * k);
        float[] c = new float[n * n];
        blas.syrk(false, n, k, 1, a, 0, k, 0, c, 0, n);
        float[] full = new float[n * n];
        blas.gemm(false, true, n, n, k, 1, a, 0, k, a, 0, k, 0, full, 0, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                // two sums of k products of numbers of order 1
                assertThat(c[i * n + j]).isCloseTo(full[i * n + j], within(8 * k * 0x1.0p-24f));
            }
            for (int j = i + 1; j < n; j++) {
                assertThat(c[i * n + j]).isZero();
            }
        }
        // a well-conditioned triangle: 2 on the diagonal, little below
        float[] l = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                l[i * n + j] = i == j ? 2 : (float) (random.nextGaussian() / n);
            }
        }
        float[] x = values(random, false, m * n);
        float[] b = new float[m * n];
        blas.gemm(false, true, m, n, n, 1, x, 0, n, l, 0, n, 0, b, 0, n);
        blas.trsm(m, n, l, 0, n, b, 0, n);
        for (int i = 0; i < m * n; i++) {
            // the product's rounding and the solution's, each of numbers below 10, through a matrix of condition 3
            assertThat(b[i]).isCloseTo(x[i], within(1e-5f));
        }
    }

    private static float[] turned(float[] a, int rows, int columns) {
        float[] t = new float[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[j * rows + i] = a[i * columns + j];
            }
        }
        return t;
    }

    private static void close(float[] found, double[] exact, double[] size, int roundings) {
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i]).isCloseTo(exact[i], within(roundings * 0x1.0p-24 * size[i]));
        }
    }
}
