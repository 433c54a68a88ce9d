package ansatz.engine.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Lapack;
import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every factorisation, by LAPACK and by Java, gives back the matrix and solves its system.
class FactorisationsTest {
    static Stream<Arguments> cases() {
        return Stream.of(0, 1, 2, 5, 33)
                .flatMap(n -> Stream.of(
                        Arguments.of(n, "installed", Lapack.installed()), Arguments.of(n, "Java", Optional.empty())));
    }

    private static Array gaussian(int seed, int rows, int columns) {
        double[] values = new double[rows * columns];
        RandomStream.of(seed, 0, 0, 0).gaussian(values, 0, values.length);
        return new Array(Shape.of(rows, columns), values);
    }

    private static Array times(Array a, boolean transA, Array b, boolean transB) {
        int m = a.shape().extent(transA ? 1 : 0);
        int inner = a.shape().extent(transA ? 0 : 1);
        int n = b.shape().extent(transB ? 0 : 1);
        double[] c = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < inner; k++) {
                    c[i * n + j] += (transA ? a.get(k, i) : a.get(i, k)) * (transB ? b.get(j, k) : b.get(k, j));
                }
            }
        }
        return new Array(Shape.of(m, n), c);
    }

    private static void close(Array found, Array expected, double tolerance) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        close(found.values(), expected.values(), tolerance);
    }

    private static void close(double[] found, double[] expected, double tolerance) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(tolerance));
        }
    }

    private static Array column(double[] x) {
        return new Array(Shape.of(x.length, 1), x);
    }

    private static Array unit(int n) {
        Array unit = Array.zeros(n, n);
        for (int i = 0; i < n; i++) {
            unit.values()[i * n + i] = 1;
        }
        return unit;
    }

    @ParameterizedTest(name = "n = {0}, {1}")
    @MethodSource("cases")
    void choleskyGivesBackTheMatrix(int n, String name, Optional<Lapack> lapack) {
        Array g = gaussian(1, n, n + 3);
        Array a = times(g, false, g, true);
        Cholesky cholesky = Cholesky.inPlace(n, a.values().clone(), 0.5, lapack);
        assertThat(cholesky.succeeded()).isTrue();
        Array shifted = new Array(a.shape(), a.values().clone());
        for (int i = 0; i < n; i++) {
            shifted.values()[i * n + i] += 0.5;
        }
        // rounding of sums of some 36 products of order 1 to 30
        close(times(cholesky.lower(), false, cholesky.lower(), true), shifted, 1e-12);
        double[] b = gaussian(2, n, 1).values();
        close(times(shifted, false, column(cholesky.solve(b)), false).values(), b, 1e-11);
        assertThat(cholesky.logDeterminant()).isCloseTo(Lu.of(shifted).logDeterminant(), within(1e-11));
        if (n > 0) {
            double condition = Svd.of(shifted).condition();
            // the estimate is of the 1-norm, which for a symmetric matrix lies within a factor n of the 2-norm, each
            // way
            assertThat(cholesky.conditionEstimate()).isBetween(condition / n / n, condition * n * n);
        }
    }

    @Test
    void choleskyOnATeamHasTheSameBitsOnAnyNumberOfThreads() {
        // several strips of blocks in a row
        int n = 600;
        Array g = gaussian(18, n, 2 * n);
        double[] a = new double[n * n];
        try (Team team = Team.of(1)) {
            Gram.ofRows(team, n, 2 * n, 1, g.values(), 0, 2 * n, 0, a, 0, n);
        }
        double[] b = gaussian(19, n, 1).values();
        double[] expected = Cholesky.inPlace(n, a.clone(), 1).solve(b);
        double[] one = {};
        for (int threads : new int[] {1, 2, 4}) {
            try (Team team = Team.of(threads)) {
                Cholesky cholesky = Cholesky.inPlace(n, a.clone(), 1, team);
                double[] x = cholesky.solve(b);
                // the condition number is about 35, the solution of order 1e-2
                close(x, expected, 1e-14);
                one = threads == 1 ? x : one;
                assertThat(x).isEqualTo(one);
                assertThat(cholesky.conditionEstimate())
                        .isEqualTo(Cholesky.inPlace(n, a.clone(), 1, team).conditionEstimate());
                double[] indefinite = a.clone();
                indefinite[200 * n + 200] = -1;
                assertThat(Cholesky.inPlace(n, indefinite, 0, team).failure()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest(name = "n = {0}, {1}")
    @MethodSource("cases")
    void choleskySaysWhereItFails(int n, String name, Optional<Lapack> lapack) {
        if (n < 2) {
            return;
        }
        Array a = unit(n);
        a.values()[(n - 1) * n + n - 1] = -1;
        Cholesky cholesky = Cholesky.inPlace(n, a.values(), 0, lapack);
        assertThat(cholesky.failure()).isEqualTo(n - 1);
        assertThatThrownBy(() -> cholesky.solve(new double[n]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("row " + (n - 1));
    }

    @ParameterizedTest(name = "n = {0}, {1}")
    @MethodSource("cases")
    void eigenvectorsDiagonaliseTheMatrix(int n, String name, Optional<Lapack> lapack) {
        Array g = gaussian(3, n, n);
        Array a = new Array(g.shape(), g.values().clone());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a.values()[i * n + j] = g.get(i, j) + g.get(j, i);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(a, lapack);
        Array v = eigen.vectors();
        close(times(v, false, v, true), unit(n), 1e-13);
        Array diagonal = Array.zeros(n, n);
        for (int k = 0; k < n; k++) {
            diagonal.values()[k * n + k] = eigen.values()[k];
            assertThat(k == 0 || eigen.values()[k] >= eigen.values()[k - 1]).isTrue();
        }
        // eigenvalues up to about 4 sqrt(33)
        close(times(times(v, false, a, false), false, v, true), diagonal, 1e-12);
    }

    @Test
    void aDividedMatrixHasTheSameEigenvectorsOnAnyNumberOfThreads() {
        int n = 2 * DivideAndConquer.LEAST + 3;
        double[] g = gaussian(13, n, n).values();
        var scattered = Array.zeros(n, n);
        var low = Array.zeros(n, n); // two eigenvalues that are not zero, n - 2 that are
        var falling = unit(n); // diagonal from the start, over 200 decades
        for (int i = 0; i < n; i++) {
            falling.values()[i * n + i] = Math.pow(10, 80 - 200.0 * i / n);
            for (int j = 0; j < n; j++) {
                scattered.values()[i * n + j] = g[i * n + j] + g[j * n + i];
                low.values()[i * n + j] = 1e40 * (g[i] * g[j] - g[n + i] * g[n + j]);
            }
        }
        for (Array a : new Array[] {scattered, low, falling, unit(n), Array.zeros(n, n)}) {
            SymmetricEigen one = SymmetricEigen.of(a);
            try (Team team = Team.of(3)) {
                SymmetricEigen three = SymmetricEigen.of(a, team);
                assertThat(three.values()).isEqualTo(one.values());
                assertThat(three.vectors().values()).isEqualTo(one.vectors().values());
            }
            close(times(one.vectors(), false, one.vectors(), true), unit(n), 1e-13);
            Array turned = times(times(one.vectors(), false, a, false), false, one.vectors(), true);
            double norm = Arrays.stream(a.values()).map(Math::abs).max().orElse(0);
            for (int i = 0; i < n; i++) {
                turned.values()[i * n + i] -= one.values()[i];
                assertThat(i == 0 || one.values()[i] >= one.values()[i - 1]).isTrue();
            }
            // rounding grows as the norm, which is below n times the largest element
            assertThat(Arrays.stream(turned.values()).map(Math::abs).max().orElse(0))
                    .isLessThanOrEqualTo(1e-15 * n * norm);
        }
    }

    @ParameterizedTest(name = "n = {0}, {1}")
    @MethodSource("cases")
    void luSolvesBothWays(int n, String name, Optional<Lapack> lapack) {
        Array a = gaussian(4, n, n);
        Lu lu = Lu.of(a, lapack);
        double[] b = gaussian(5, n, 1).values();
        // the condition number of these matrices is below 1000
        close(times(a, false, column(lu.solve(b)), false).values(), b, 1e-11);
        close(times(a, true, column(lu.solveTransposed(b)), false).values(), b, 1e-11);
        close(times(lu.inverse(), false, a, false), unit(n), 1e-11);
        if (n == 2) {
            double determinant = a.get(0, 0) * a.get(1, 1) - a.get(0, 1) * a.get(1, 0);
            assertThat(lu.sign() * Math.exp(lu.logDeterminant())).isCloseTo(determinant, within(1e-14));
        }
        if (n > 0) {
            double condition = Svd.of(a).condition();
            assertThat(lu.conditionEstimate()).isBetween(condition / n / n, condition * n * n);
        }
    }

    @ParameterizedTest(name = "n = {0}, {1}")
    @MethodSource("cases")
    void luFindsASingularMatrix(int n, String name, Optional<Lapack> lapack) {
        if (n < 2) {
            return;
        }
        Lu lu = Lu.of(Array.zeros(n, n), lapack);
        assertThat(lu.singular()).isTrue();
        assertThat(lu.sign()).isZero();
        assertThat(lu.logDeterminant()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(lu.conditionEstimate()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> lu.solve(new double[n])).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest(name = "n = {0}, {1}")
    @MethodSource("cases")
    void singularVectorsGiveBackTheMatrixTallAndWide(int n, String name, Optional<Lapack> lapack) {
        for (Array a : new Array[] {gaussian(6, n + 4, n), gaussian(7, n, n + 4)}) {
            Svd svd = Svd.of(a, lapack);
            double[] s = svd.singularValues();
            assertThat(s).hasSize(n);
            Array scaled = new Array(svd.vt().shape(), svd.vt().values().clone());
            int columns = svd.vt().shape().extent(1);
            for (int i = 0; i < scaled.values().length; i++) {
                scaled.values()[i] *= s[i / columns];
            }
            close(times(svd.u(), false, scaled, false), a, 1e-12);
            close(times(svd.u(), true, svd.u(), false), unit(n), 1e-13);
            close(times(svd.vt(), false, svd.vt(), true), unit(n), 1e-13);
            assertThat(svd.rank(1e-12)).isEqualTo(n);
        }
    }

    @ParameterizedTest(name = "n = {0}, {1}")
    @MethodSource("cases")
    void qrGivesBackTheMatrixAndTheLeastSquares(int n, String name, Optional<Lapack> lapack) {
        Array a = gaussian(8, n + 6, n);
        Qr qr = Qr.of(a, lapack);
        close(times(qr.q(), false, qr.r(), false), a, 1e-13);
        close(times(qr.q(), true, qr.q(), false), unit(n), 1e-13);
        assertThat(qr.rank(1e-10)).isEqualTo(n);
        double[] b = gaussian(9, n + 6, 1).values();
        close(qr.solve(b), Svd.of(a, lapack).solve(b, 1e-14), 1e-11);
    }

    @Test
    void aSystemThatCholeskyCannotSolveIsSolvedInItsRange() {
        // rank 2 of 4: rounding leaves eigenvalues of either sign
        Array g = gaussian(10, 4, 2);
        Array a = times(g, false, g, true);
        a.values()[0] -= 1e-15;
        double[] b =
                times(a, false, column(new double[] {1, -2, 0.5, 3}), false).values();
        Array indefinite = new Array(a.shape(), a.values().clone());
        for (int i = 0; i < 4; i++) {
            indefinite.values()[i * 4 + i] -= 1e-15;
        }
        SymmetricSystem solved = SymmetricSystem.solve(indefinite, 0, b);
        assertThat(solved.byEigenvalues()).isTrue();
        assertThat(solved.rank()).isEqualTo(2);
        close(times(a, false, column(solved.x()), false).values(), b, 1e-12);
    }

    @Test
    void conjugateGradientsNeedNoMoreStepsThanTheOrder() {
        int n = 20;
        Array g = gaussian(11, n, 2 * n);
        Array a = times(g, false, g, true);
        double[] b = gaussian(12, n, 1).values();
        ConjugateGradient.Result result = new ConjugateGradient(1e-10, 3 * n).solve(LinearOperator.of(a), b);
        assertThat(result.converged()).isTrue();
        // n in exact arithmetic; rounding costs a few more
        assertThat(result.iterations()).isLessThan(n + 10);
        // the condition number is below 100
        close(result.x(), Cholesky.of(a).solve(b), 1e-9);
        assertThat(new ConjugateGradient(1e-10, 2)
                        .solve(LinearOperator.of(a), b)
                        .converged())
                .isFalse();
    }

    @Test
    void theAdjointOfAnOperatorMovesToTheOtherSide() {
        LinearOperator a = LinearOperator.of(gaussian(13, 7, 4));
        double[] x = gaussian(14, 4, 1).values();
        double[] y = gaussian(15, 7, 1).values();
        double[] ax = new double[7];
        double[] aty = new double[4];
        a.apply(x, ax);
        a.applyTransposed(y, aty);
        double left = times(column(y), true, column(ax), false).get(0, 0);
        double right = times(column(aty), true, column(x), false).get(0, 0);
        assertThat(left).isCloseTo(right, within(1e-13));
    }

    @Test
    void gramMatricesHaveTheSameBitsOnAnyNumberOfThreads() {
        int m = 450;
        int k = 23;
        Array a = gaussian(16, m, k);
        double[] expected = times(a, false, a, true).values();
        double[] one = new double[m * m];
        try (Team team = Team.of(1)) {
            Gram.ofRows(team, m, k, 1, a.values(), 0, k, 0, one, 0, m);
            Gram.mirror(team, m, one);
        }
        close(one, expected, 1e-13);
        for (int threads : new int[] {2, 4}) {
            double[] more = new double[m * m];
            double[] columns = new double[m * m];
            try (Team team = Team.of(threads)) {
                Gram.ofRows(team, m, k, 1, a.values(), 0, k, 0, more, 0, m);
                Gram.mirror(team, m, more);
                Gram.ofColumns(team, k, m, 1, Matrices.transpose(a.values(), m, k), 0, m, 0, columns, 0, m);
                Gram.mirror(team, m, columns);
            }
            assertThat(more).isEqualTo(one);
            close(columns, expected, 1e-13);
        }
    }

    @Test
    void eliminationInPlaceGivesInverseAndDeterminantOfOneMatrixAfterTheOther() {
        for (int n : new int[] {1, 2, 7, 18}) {
            var elimination = new GaussJordan(n);
            double[] memory = new double[n * n + 3];
            for (int seed = 0; seed < 5; seed++) {
                Array a = gaussian(seed, n, n);
                System.arraycopy(a.values(), 0, memory, 3, n * n);
                assertThat(elimination.invert(memory, 3)).isTrue();
                var inverse = new Array(Shape.of(n, n), Arrays.copyOfRange(memory, 3, memory.length));
                // condition numbers of random matrices of this order are below 1e4
                close(times(a, false, inverse, false), unit(n), 1e-11);
                var lu = Lu.of(a);
                assertThat(elimination.sign()).isEqualTo(lu.sign());
                assertThat(elimination.logDeterminant()).isCloseTo(lu.logDeterminant(), within(1e-11));
            }
        }
    }

    @Test
    void eliminationInPlaceSaysThatAMatrixIsSingularToRounding() {
        var elimination = new GaussJordan(3);
        // the last row is the sum of the others, which thirds and tenths do not show in every digit
        double[] a = {1 / 3.0, 0.1, 0.7, 0.2, 1 / 7.0, 0.3, 1 / 3.0 + 0.2, 0.1 + 1 / 7.0, 0.7 + 0.3};
        assertThat(elimination.invert(a, 0)).isFalse();
        assertThat(elimination.sign()).isZero();
        assertThat(elimination.logDeterminant()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(elimination.invert(new double[] {1, 0, 0, 0, Double.NaN, 0, 0, 0, 1}, 0))
                .isFalse();
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Array a = gaussian(17, 2, 3);
        assertThatThrownBy(() -> Lu.of(a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2,3]");
        assertThatThrownBy(() -> Qr.of(a)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cholesky.of(unit(2)).solve(new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Svd.of(Array.of(new double[][] {{Double.NaN}})))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
