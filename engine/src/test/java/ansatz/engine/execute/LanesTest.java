package ansatz.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.kernel.Blas;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each kernel of the executor in its two versions: the same bits, whatever the number of lanes.
class LanesTest {
    private static final int SIZE = 4096;

    /// A kernel reads and writes one array.
    private interface Kernel {
        void run(double[] a);
    }

    /// Tiles are multiples of eight wide, shared values of any width.
    static Stream<Integer> widths() {
        return Stream.of(0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 40);
    }

    @ParameterizedTest(name = "{0} lanes")
    @MethodSource("widths")
    void arithmeticOnRunsGivesTheSameBitsInPlainJava(int n) {
        same(
                a -> LaneKernels.add(a, 1, 50, a, 500, 51, a, 1000, 52, 3, n),
                a -> ScalarLaneKernels.add(a, 1, 50, a, 500, 51, a, 1000, 52, 3, n));
        same(
                a -> LaneKernels.subtract(a, 1, 50, a, 500, 51, a, 1000, 52, 3, n),
                a -> ScalarLaneKernels.subtract(a, 1, 50, a, 500, 51, a, 1000, 52, 3, n));
        same(
                a -> LaneKernels.multiply(a, 1, 50, a, 500, 51, a, 1000, 52, 3, n),
                a -> ScalarLaneKernels.multiply(a, 1, 50, a, 500, 51, a, 1000, 52, 3, n));
        same(
                a -> LaneKernels.addScalar(a, 1, 50, a, 500, 2, a, 1000, 52, 3, n),
                a -> ScalarLaneKernels.addScalar(a, 1, 50, a, 500, 2, a, 1000, 52, 3, n));
        same(
                a -> LaneKernels.subtractScalar(a, 1, 50, a, 500, 2, a, 1000, 52, 3, n),
                a -> ScalarLaneKernels.subtractScalar(a, 1, 50, a, 500, 2, a, 1000, 52, 3, n));
        same(
                a -> LaneKernels.subtractFromScalar(a, 1, 50, a, 500, 2, a, 1000, 52, 3, n),
                a -> ScalarLaneKernels.subtractFromScalar(a, 1, 50, a, 500, 2, a, 1000, 52, 3, n));
        same(
                a -> LaneKernels.multiplyScalar(a, 1, 50, a, 500, 2, a, 1000, 52, 3, n),
                a -> ScalarLaneKernels.multiplyScalar(a, 1, 50, a, 500, 2, a, 1000, 52, 3, n));
        same(a -> LaneKernels.scale(a, 1, 1.7, a, 1000, n), a -> ScalarLaneKernels.scale(a, 1, 1.7, a, 1000, n));
        same(
                a -> LaneKernels.addScaled(a, 1, 50, 1.7, 1000, 52, 3, n),
                a -> ScalarLaneKernels.addScaled(a, 1, 50, 1.7, 1000, 52, 3, n));
        same(
                a -> LaneKernels.scaleRuns(a, 1, 50, 1.7, 1000, 52, 3, n),
                a -> ScalarLaneKernels.scaleRuns(a, 1, 50, 1.7, 1000, 52, 3, n));
        same(
                a -> LaneKernels.copy(a, 1, 50, a, 1000, 52, 3, n),
                a -> ScalarLaneKernels.copy(a, 1, 50, a, 1000, 52, 3, n));
        same(
                a -> LaneKernels.sum(a, 1, 50, 3, a, 1000, n, true),
                a -> ScalarLaneKernels.sum(a, 1, 50, 3, a, 1000, n, true));
        same(
                a -> LaneKernels.sum(a, 1, 50, 3, a, 1000, n, false),
                a -> ScalarLaneKernels.sum(a, 1, 50, 3, a, 1000, n, false));
        same(a -> LaneKernels.max(a, 1, 50, 3, a, 1000, n), a -> ScalarLaneKernels.max(a, 1, 50, 3, a, 1000, n));
    }

    @ParameterizedTest(name = "{0} lanes")
    @MethodSource("widths")
    void jetsGiveTheSameBitsInPlainJava(int n) {
        int rows = 5;
        int jet = rows * 40;
        same(
                a -> LaneKernels.jetChain(
                        a, 0, 40, a, 100, 40, a, 200, 40, a, 300, jet, 40, a, 2000, jet, 40, 2, rows, n),
                a -> ScalarLaneKernels.jetChain(
                        a, 0, 40, a, 100, 40, a, 200, 40, a, 300, jet, 40, a, 2000, jet, 40, 2, rows, n));
        same(
                a -> LaneKernels.jetAffineChain(a, 0, 100, 200, 300, 40, 2000, 40, rows, n),
                a -> ScalarLaneKernels.jetAffineChain(a, 0, 100, 200, 300, 40, 2000, 40, rows, n));
        same(
                a -> LaneKernels.tanhSlope(a, 0, 50, a, 500, 51, a, 2000, 53, 3, n),
                a -> ScalarLaneKernels.tanhSlope(a, 0, 50, a, 500, 51, a, 2000, 53, 3, n));
        same(
                a -> LaneKernels.jetAffineChainShared(a, 0, 100, 200, a, 300, 2, 2000, 40, rows, n),
                a -> ScalarLaneKernels.jetAffineChainShared(a, 0, 100, 200, a, 300, 2, 2000, 40, rows, n));
        same(
                a -> LaneKernels.jetProduct(a, 0, 40, 100, 40, 300, jet, 40, 900, jet, 40, 2000, jet, 40, 2, rows, n),
                a -> ScalarLaneKernels.jetProduct(
                        a, 0, 40, 100, 40, 300, jet, 40, 900, jet, 40, 2000, jet, 40, 2, rows, n));
    }

    /// The precisions differ in the lanes of a vector, and so in how many running sums there are.
    @ParameterizedTest(name = "{0} lanes")
    @MethodSource("widths")
    void sumsOverLanesGiveTheSameBitsInPlainJavaInBothPrecisions(int n) {
        double[] x = new Random(6).doubles(SIZE, -2, 2).toArray();
        double[] found = new double[Lanes.TOTALS_ROOM];
        double[] expected = new double[Lanes.TOTALS_ROOM];
        LaneKernels.totals(x, 0, 50, 101, 152, n, found, 0);
        ScalarLaneKernels.totals(x, 0, 50, 101, 152, n, expected, 0);
        assertThat(Arrays.copyOf(found, 4)).isEqualTo(Arrays.copyOf(expected, 4));

        float[] y = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            y[i] = (float) x[i];
        }
        float[] single = new float[FloatLanes.TOTALS_ROOM];
        float[] plain = new float[FloatLanes.TOTALS_ROOM];
        FloatLaneKernels.totals(y, 0, 50, 101, 152, n, single, 0);
        FloatScalarLaneKernels.totals(y, 0, 50, 101, 152, n, plain, 0);
        assertThat(Arrays.copyOf(single, 4)).isEqualTo(Arrays.copyOf(plain, 4));
    }

    @ParameterizedTest(name = "{0} columns")
    @MethodSource("widths")
    void productsGiveTheSameBitsInPlainJava(int columns) {
        for (int rows : new int[] {1, 2, 4, 5, 7, 8}) {
            for (int inner : new int[] {0, 1, 6}) {
                same(
                        a -> Products.multiply(a, 0, 7, 1, a, 100, 41, a, 2000, 43, rows, inner, columns, false),
                        a -> ScalarProducts.multiply(a, 0, 7, 1, a, 100, 41, a, 2000, 43, rows, inner, columns, false));
                same(
                        a -> Products.multiply(a, 0, 1, 7, a, 100, 41, a, 2000, 43, rows, inner, columns, true),
                        a -> ScalarProducts.multiply(a, 0, 1, 7, a, 100, 41, a, 2000, 43, rows, inner, columns, true));
            }
            if (OuterProducts.alike()) {
                for (int others : new int[] {1, 2, 3, 4, 8, 9, 38}) {
                    same(
                            a -> OuterProducts.add(
                                    a,
                                    0,
                                    50,
                                    a,
                                    500,
                                    51,
                                    a,
                                    3000,
                                    41,
                                    rows,
                                    others,
                                    columns,
                                    new double[Lanes.OUTER_ROOM]),
                            a -> ScalarProducts.addOuter(a, 0, 50, a, 500, 51, a, 3000, 41, rows, others, columns));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {1, 4, 5, 6, 7, 9, 11, 14, 16, 19, 28, 42})
    void aMatrixInStripsGivesTheSameBits(int rows) {
        for (int inner : new int[] {0, 1, 7}) {
            for (int columns : new int[] {8, 16, 24, 40}) {
                for (boolean onto : new boolean[] {false, true}) {
                    double[] strips = new double[Lanes.stripsRoom(rows, inner)];
                    same(
                            a -> {
                                StripProducts.layOut(a, 3, 7, 1, strips, rows, inner);
                                StripProducts.multiply(strips, a, 300, 41, a, 1000, 43, rows, inner, columns, onto);
                            },
                            a -> ScalarProducts.multiply(
                                    a, 3, 7, 1, a, 300, 41, a, 1000, 43, rows, inner, columns, onto));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {1, 4, 5, 6, 7, 9, 11, 14, 16, 19, 28, 42})
    void aBiasBehindAStripIsAddedToTheWholeSum(int rows) {
        for (int inner : new int[] {0, 1, 7}) {
            for (int columns : new int[] {8, 16, 24, 40}) {
                double[] strips = new double[Lanes.stripsRoom(rows, inner)];
                same(
                        a -> {
                            StripProducts.layOut(a, 3, 7, 1, a, 250, 2, strips, rows, inner);
                            StripProducts.multiply(strips, a, 320, 41, a, 1000, 43, rows, inner, columns, false);
                        },
                        a -> {
                            ScalarProducts.multiply(a, 3, 7, 1, a, 320, 41, a, 1000, 43, rows, inner, columns, false);
                            ScalarLaneKernels.addScalar(a, 1000, 43, a, 250, 2, a, 1000, 43, rows, columns);
                        });
            }
        }
    }

    @ParameterizedTest(name = "order {0}")
    @ValueSource(ints = {1, 2, 4, 5, 7, 9})
    void tracesGiveTheSameBitsInPlainJava(int n) {
        same(
                a -> DeterminantJets.traces(a, 0, 700, 8 * n, 8, 1400, 2100, 2110, n, 8),
                a -> ScalarDeterminantJets.traces(a, 0, 700, 8 * n, 8, 1400, 2100, 2110, n, 8));
    }

    @Test
    void tracesAreThoseOfTheProduct() {
        // A = [1 2; 3 4], X = [5 6; 7 8], row by row: B = [19 22; 43 50], tr B = 69, tr B^2 = 361 + 2500 + 2 * 946
        double[] t = {1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 1};
        ScalarDeterminantJets.traces(t, 0, 4, 2, 1, 8, 12, 13, 2, 1);
        assertThat(t[12]).isEqualTo(69);
        assertThat(t[13]).isEqualTo(1 + 4753);
    }

    @Test
    void aNativeLibraryServesWhereItsBitsAreTheSameAndTheWorkIsWorthACall() {
        assertThat(NativeProducts.alike(new Summing(1), false, 32, 32, 40)).isTrue();
        assertThat(NativeProducts.alike(new Summing(1), true, 32, 32, 40)).isTrue();
        // too little work for a call
        assertThat(NativeProducts.alike(new Summing(1), false, 4, 4, 8)).isFalse();
        // which shapes a real library cuts into pieces depends on the processor
        assertThat(NativeProducts.alike(new Summing(-1), false, 32, 32, 40)).isFalse();
        assertThat(NativeProducts.alike(new Summing(-1), true, 32, 32, 40)).isFalse();
    }

    /// Products that take each sum from the first term on or from the last.
    private record Summing(int direction) implements Blas {
        @Override
        public String name() {
            return "summing";
        }

        @Override
        public String reason() {
            return "to be told apart by its bits";
        }

        @Override
        public void gemm(
                boolean transA,
                boolean transB,
                int m,
                int n,
                int k,
                double alpha,
                double[] a,
                int aOff,
                int lda,
                double[] b,
                int bOff,
                int ldb,
                double beta,
                double[] c,
                int cOff,
                int ldc) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int step = 0; step < k; step++) {
                        int l = direction > 0 ? step : k - 1 - step;
                        double left = a[aOff + (transA ? l * lda + i : i * lda + l)];
                        double right = b[bOff + (transB ? j * ldb + l : l * ldb + j)];
                        sum = Math.fma(left, right, sum);
                    }
                    c[cOff + i * ldc + j] = alpha * sum + (beta == 0 ? 0 : beta * c[cOff + i * ldc + j]);
                }
            }
        }

        @Override
        public void gemv(
                boolean transA,
                int m,
                int n,
                double alpha,
                double[] a,
                int aOff,
                int lda,
                double[] x,
                int xOff,
                double beta,
                double[] y,
                int yOff) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void syrk(
                boolean transA,
                int n,
                int k,
                double alpha,
                double[] a,
                int aOff,
                int lda,
                double beta,
                double[] c,
                int cOff,
                int ldc) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void trsm(int m, int n, double[] l, int lOff, int ldl, double[] b, int bOff, int ldb) {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest(name = "{0} terms")
    @MethodSource("widths")
    void contractionsLaneByLaneGiveTheSameBitsInPlainJava(int terms) {
        int[] k = IntStream.range(0, terms).map(i -> 3 * i % 41).toArray();
        int[] m = {0, 2, 5};
        int[] n = {1, 2, 0, 4, 3, 9};
        int[] to = {0, 1, 2, 3, 4, 5};
        int[] rows = {0, 10, 20};
        same(
                a -> LaneProducts.contract(a, 0, m, k, a, 1000, n, k, a, 2000, rows, to, 8),
                a -> ScalarProducts.contract(a, 0, m, k, a, 1000, n, k, a, 2000, rows, to, 8));
    }

    private static void same(Kernel vector, Kernel scalar) {
        double[] expected = new Random(5).doubles(SIZE, -2, 2).toArray();
        expected[7] = Double.NaN;
        expected[1010] = Double.POSITIVE_INFINITY;
        expected[303] = -0.0;
        double[] found = expected.clone();
        scalar.run(expected);
        vector.run(found);
        assertThat(found).isEqualTo(expected);
    }
}
