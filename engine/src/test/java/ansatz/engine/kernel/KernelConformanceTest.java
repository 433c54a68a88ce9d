package ansatz.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kernel over runs, found by its signature, gives the same bits by the Vector API and in plain Java, and a
/// new one goes through this by itself.
class KernelConformanceTest {
    private static final int MARGIN = 3;
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        2,
        6,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1e308,
        -1e308,
        710,
        -710,
        -745,
        -746,
        709.78,
        1e-20,
        -1e-20,
        1e-300,
        3e6,
        -38.5,
        22.5,
        -0.999
    };

    /// Every tail of vectors of up to sixteen lanes, then some around powers of two.
    private static final int[] SIZES = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 23, 31, 32, 33, 63, 64, 65, 127, 1000, 4098
    };

    private enum Data {
        ORDINARY,
        WITH_SPECIAL_VALUES,
        ALL_MAGNITUDES
    }

    static Stream<Arguments> kernels() {
        Kernels best = Kernels.vector();
        Kernels scalar = Kernels.scalar();
        return Stream.of(
                        methods(Arithmetic.class, best.arithmetic(), scalar.arithmetic()),
                        methods(Functions.class, best.functions(), scalar.functions()))
                .flatMap(List::stream);
    }

    private static List<Arguments> methods(Class<?> kind, Object best, Object scalar) {
        return Arrays.stream(kind.getMethods())
                .filter(method -> Arrays.stream(method.getParameterTypes()).noneMatch(type -> type == int[].class))
                .map(method -> Arguments.of(method.getName(), method, best, scalar))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void vectorAndScalarKernelsGiveTheSameBits(String name, Method method, Object best, Object scalar)
            throws ReflectiveOperationException {
        Random random = new Random(1);
        for (Data data : Data.values()) {
            for (int n : SIZES) {
                Object[] one = new Object[method.getParameterCount()];
                Object[] two = new Object[one.length];
                double[] expected = {};
                double[] found = {};
                for (int i = 0; i < one.length; i++) {
                    Class<?> type = method.getParameterTypes()[i];
                    if (type == int.class) {
                        one[i] = i == one.length - 1 ? n : MARGIN;
                        two[i] = one[i];
                    } else if (type == double.class) {
                        one[i] = 1.7;
                        two[i] = 1.7;
                    } else {
                        // the last array is the output; what lies beside the run must stay as it is
                        expected = values(random, data, n + 2 * MARGIN);
                        found = expected.clone();
                        one[i] = expected;
                        two[i] = found;
                    }
                }
                method.invoke(scalar, one);
                method.invoke(best, two);
                for (int i = 0; i < found.length; i++) {
                    assertThat(Double.doubleToLongBits(found[i]))
                            .as(
                                    "%s of %s values, n = %d, position %d: %s and %s",
                                    name, data, n, i, found[i], expected[i])
                            .isEqualTo(Double.doubleToLongBits(expected[i]));
                }
            }
        }
    }

    private static double[] values(Random random, Data data, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = switch (data) {
                case ORDINARY -> 3 * random.nextGaussian();
                case WITH_SPECIAL_VALUES ->
                    random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextGaussian();
                case ALL_MAGNITUDES -> Math.scalb(random.nextGaussian(), random.nextInt(2000) - 1000);
            };
        }
        return values;
    }

    @ParameterizedTest(name = "n = {0}")
    @MethodSource("lanes")
    void reductionsJetsAndLaneMatricesGiveTheSameBits(int n) {
        Kernels best = Kernels.vector();
        Kernels scalar = Kernels.scalar();
        Random random = new Random(n);
        int size = 5;
        int elements = size * size;
        double[] a = random.doubles(elements * n + 3, -1, 1).toArray();
        double[] b = random.doubles(elements * n + 3, -1, 1).toArray();
        double[] w = random.doubles(n + 3).toArray();

        same(best.reductions().sum(a, 2, elements * n), scalar.reductions().sum(a, 2, elements * n));
        same(best.reductions().dot(a, 1, b, 2, n), scalar.reductions().dot(a, 1, b, 2, n));
        compare(n, (k, out) -> k.reductions().sumRuns(a, 1, elements, n, out, 3, n));
        compare(n, (k, out) -> k.reductions().dotRuns(a, 1, n, b, 2, n, elements, out, 3, n));
        compare(n, (k, out) -> k.reductions().maxRuns(a, 1, elements, n, out, 3, n));
        compare(elements, (k, out) -> k.reductions().sumEach(a, 1, elements, n, out, 3, n));
        compare(elements, (k, out) -> k.reductions().dotEach(a, 1, elements, n, w, 1, out, 3, n));

        // jets of 5 runs: 3 coordinates, five of them in the array
        compare(elements * n, (k, out) -> k.jets().compose(w, 1, a, 1, b, 2, a, 3, out, 3, 1, elements - 2, n));
        compare(elements * n, (k, out) -> k.jets().compose(a, 1, b, 1, a, n, b, 3, out, 3, size, size - 2, n));
        compare(elements * n, (k, out) -> k.jets().multiply(a, 1, b, 2, out, 3, size, size - 2, n));

        compare(elements * n, (k, out) -> k.matrices().multiplyAdd(a, 1, b, 2, out, 3, size, size, size, n));
        compare(elements * n, (k, out) -> {
            System.arraycopy(a, 0, out, 0, a.length);
            double[] pivots = new double[size * n];
            double[] log = new double[n];
            double[] sign = new double[n];
            k.matrices().factor(out, 3, pivots, 0, log, 0, sign, 0, size, n);
            double[] inverse = new double[elements * n];
            k.matrices().invert(out, 3, pivots, 0, inverse, 0, size, n);
            System.arraycopy(inverse, 0, out, 3, inverse.length);
            for (int l = 0; l < n; l++) {
                out[3 + l] += log[l] + sign[l];
            }
        });
    }

    static Stream<Integer> lanes() {
        return Stream.of(0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65);
    }

    private interface Run {
        void on(Kernels kernels, double[] out);
    }

    private static void compare(int size, Run run) {
        double[] expected = new double[size + 6];
        Arrays.setAll(expected, i -> 0.1 * i);
        double[] found = expected.clone();
        run.on(Kernels.scalar(), expected);
        run.on(Kernels.vector(), found);
        assertThat(found).isEqualTo(expected);
    }

    private static void same(double found, double expected) {
        assertThat(found).isEqualTo(expected);
    }
}
