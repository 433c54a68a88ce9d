package ansatz.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Interpreter;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForwardLaplacianTest {
    private static final int N = 4;
    private static final int D = 3;

    /// Functions of N particles in D dimensions: each takes another rule of the sweep.
    enum Case {
        SQUARE_NORM(x -> x.square().sum()),
        NETWORK(x ->
                layer(layer(x.reshape(N * D), "1", 7).tanh(), "2", 5).tanh().sum()),
        NETWORK_WITHOUT_NONLINEARITY(x ->
                layer(layer(x.reshape(N * D), "1", 7), "2", 5).sum()),
        PAIR_DISTANCES(x -> distances(x).sum()),
        PAIR_NETWORK(x -> Value.concat(
                        -1,
                        layer(pairFeatures(x), "p", 6).tanh().mean(1),
                        layer(x, "o", 3).sin())
                .linear(x.trace().parameter("m", Initial.normal(1), 4, 9))
                .tanh()
                .sum()),
        NARROW_AND_WIDE_FEATURES(x -> Value.concat(
                        -1,
                        layer(x, "o", 20).sin(),
                        x.trace().constant(Shape.of(N, 2), 0.5),
                        layer(pairFeatures(x), "p", 6).tanh().mean(1))
                .linear(x.trace().parameter("m", Initial.normal(1), 4, 28))
                .tanh()
                .sum()),
        CONCAT_OF_AFFINE(x -> Value.concat(-1, x, x.negate(), x.number(1).broadcastTo(Shape.of(N, 2)))
                .square()
                .square()
                .sum()),
        CONCAT_AFTER_A_BIAS(x ->
                Value.concat(0, layer(x, "a", 3).tanh().plus(2), x.exp()).exp().sum()),
        DETERMINANT(x -> orbitals(x).logAbsDeterminant()),
        TWO_DETERMINANTS(x -> Value.stack(0, orbitals(x), orbitals(x.cos()))
                .logAbsDeterminant()
                .logSumExp(0)),
        INVERSE(x -> orbitals(x).inverse().sin().sum()),
        /// The sine, since the phase itself jumps at its cut.
        PHASE(x -> orbitals(x).determinantPhase(orbitals(x.sin())).sin()),
        PHASE_WITH_REAL_PART_FIXED(x -> orbitals(x.trace().constant(Shape.of(N, D), 0.4))
                .determinantPhase(orbitals(x.sin()))
                .cos()),
        PRODUCTS(x -> x.times(x.slice(0, 1, 2)).over(x.square().plus(1)).sum()),
        SOFTMAX_ATTENTION(x -> x.dot(x.transpose()).softmax().dot(x).sum()),
        POWERS(x -> x.square()
                .plus(1)
                .power(1.5)
                .sum()
                .plus(x.square().plus(0.5).power(x.sin()).sum())),
        BASE_FIXED(x -> x.number(2).power(x).sum()),
        ANGLES(x -> x.at(1, 0)
                .atan2(x.at(1, 1))
                .sum()
                .plus(x.at(1, 0).plus(3).atan2(x.number(2)).sum())),
        MAXIMA(x ->
                x.maximum(x.get(0)).plus(x.minimum(x.number(0.3))).exp().max(0).sum()),
        SELECTION(x -> x.less(0).select(x.square().times(x), x.exp()).sum()),
        GATHER_AND_SEGMENTS(x -> x.gather(Shape.of(2, 4), new int[] {0, 3, -1, 5, 5, 2, 11, 7})
                .square()
                .segmentSum(Shape.of(3), new int[] {0, 0, 1, 2, -1, 2, 1, 1})
                .exp()
                .sum()),
        PAD(x -> {
            Shape s = Shape.of(N + 2, D);
            return x.trace()
                    .emit(new Operation.Pad(new int[] {1, 0}, s), x)
                    .cos()
                    .sum();
        }),
        SPECIAL(x -> x.logCosh()
                .plus(x.erf())
                .plus(x.softplus())
                .plus(x.sigmoid())
                .plus(x.abs())
                .sum()),
        MORE(x -> x.square()
                .plus(1)
                .sqrt()
                .plus(x.square().log1p())
                .plus(x.expm1())
                .plus(x.square().plus(1).reciprocal())
                .sum()),
        /// x_i - x_j and x_i + x_j are orthogonal, all three layers meet.
        SUMS_AND_DIFFERENCES(x -> x.get(0)
                .minus(x.get(1))
                .exp()
                .times(x.get(0).plus(x.get(1)).sin())
                .plus(x.get(2).times(x.get(0)))
                .sum()),
        /// Differences that share a particle are not orthogonal.
        TRIPLES(x -> x.get(0)
                .minus(x.get(1))
                .sin()
                .times(x.get(1).minus(x.get(2)).cos())
                .times(x.get(2).minus(x.get(0)).exp())
                .sum()),
        SCALED_DIFFERENCES(x -> differences(x.times(3).over(7))
                .times(0.3)
                .negate()
                .sin()
                .plus(differences(x))
                .square()
                .sum()),
        ROTATED(x -> x.linear(x.trace()
                        .constant(Shape.of(D, D), new double[] {0.36, 0.48, -0.8, -0.8, 0.6, 0, 0.48, 0.64, 0.6}))
                .sin()
                .sum()
                .square()),
        CENTRED(x ->
                layer(x.minus(x.mean(0).insertAxis(0)), "c", 4).tanh().square().sum()),
        JACOBI_COORDINATES(x -> Value.stack(
                        0,
                        x.get(0).minus(x.get(1)),
                        x.get(0).plus(x.get(1)).times(0.5).minus(x.get(2)),
                        x.mean(0))
                .square()
                .sum(1)
                .sqrt()
                .exp()
                .sum()),
        DIFFERENCES_WITH_COORDINATES(x -> Value.concat(
                        -1,
                        differences(x).reshape(N * N, D),
                        x.insertAxis(0).broadcastTo(Shape.of(N, N, D)).reshape(N * N, D))
                .sin()
                .sum(-1)
                .square()
                .sum()),
        /// With a parameter as factor the slope is not a number, the direction is the same.
        SCALED_BY_A_PARAMETER(x -> differences(x)
                .times(x.trace().parameter("s", Initial.normal(1), D))
                .square()
                .sum(-1)
                .plus(0.2)
                .sqrt()
                .sum()
                .plus(x.sum().sin())),
        A_CONSTANT_AMONG_DIFFERENCES(x -> Value.concat(
                        0, x.get(0).minus(x.get(1)), x.trace().constant(Shape.of(2), new double[] {0.3, 0.4}))
                .gather(Shape.of(4), new int[] {3, 0, -1, 1})
                .exp()
                .sum()
                .plus(differences(x).segmentSum(Shape.of(2), segments()).sin().sum())),
        SELECTED_DIFFERENCES(x -> differences(x)
                .less(0.1)
                .select(differences(x).sin(), x.insertAxis(0).cos().broadcastTo(Shape.of(N, N, D)))
                .sum()),
        SPARSE_PRODUCT(x -> x.trace()
                .emit(
                        new Operation.SparseProduct(
                                List.of(
                                        new SparseMatrix(
                                                3, N * D, new int[] {0, 0, 1, 2}, new int[] {0, 4, 1, 2}, new double[] {
                                                    0.6, -0.8, 1, 2
                                                }),
                                        new SparseMatrix(
                                                3, D, new int[] {0, 1, 1}, new int[] {0, 2, 1}, new double[] {1, 2, 3
                                                })),
                                Shape.of(3)),
                        x,
                        x.get(2).sin())
                .exp()
                .sum()),
        LAPLACIAN_OF_DIFFERENCES(x -> ForwardLaplacian.of(distances(x).sin().sum(), x)
                .gradient()
                .slice(0, 0, 2)
                .square()
                .sum()),
        COUPLED(x -> x.sum(0).tanh().dot(x.transpose()).square().sum()),
        LAPLACIAN_OF_A_LAPLACIAN(x -> ForwardLaplacian.of(
                        layer(x.reshape(N * D), "1", 4).tanh().sum(), x)
                .laplacian()),
        GRADIENT_OF_A_LAPLACIAN(x -> ForwardLaplacian.of(x.sin().sum().square(), x)
                .gradient()
                .square()
                .sum());

        private final UnaryOperator<Value> function;

        Case(UnaryOperator<Value> function) {
            this.function = function;
        }
    }

    private static Value layer(Value x, String name, int out) {
        int in = x.shape().extent(x.shape().rank() - 1);
        Value w = x.trace().parameter("w" + name, Initial.normal(1), out, in);
        return x.linear(w).plus(x.trace().parameter("b" + name, Initial.normal(1), out));
    }

    private static Value differences(Value x) {
        return x.insertAxis(1).minus(x.insertAxis(0));
    }

    private static int[] segments() {
        int[] index = new int[N * N * D];
        for (int i = 0; i < index.length; i++) {
            index[i] = i % 5 - 1 > 1 ? -1 : i % 5 - 1;
        }
        return index;
    }

    private static Value distances(Value x) {
        return differences(x).square().sum(-1).plus(0.1).sqrt();
    }

    private static Value pairFeatures(Value x) {
        return Value.concat(-1, differences(x), distances(x).insertAxis(-1));
    }

    private static Value orbitals(Value x) {
        return layer(x, "orb", N).sin().plus(x.trace().constant(Shape.of(N, N), new double[] {
            2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2
        }));
    }

    /// Central differences of fourth order with step h: the truncation is h^4 times a sixth derivative (about 1e-2
    /// of it at most here: 1e-9 relative), the rounding of the second difference is 1e-16 / h^2 = 4e-11 times the
    /// value times the number of coordinates.
    @ParameterizedTest
    @EnumSource
    void gradientAndLaplacianAgreeWithDifferences(Case which) {
        Trace trace = new Trace();
        Value x = trace.sample("x", N, D);
        trace.output("u", which.function.apply(x));
        Program plain = trace.program();
        Program program = ForwardLaplacian.of(plain, "u", "x");
        double[] theta = numbers(plain.parameterCount(), 0.9);
        double[] point = numbers(N * D, 1.7);
        Map<String, double[]> outputs = Interpreter.run(program, theta, Map.of("x", point), null, 1);
        double u = value(plain, theta, point);
        double h = 2e-3;
        double laplacian = 0;
        double scale = 1 + Math.abs(u);
        double[] gradient = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            double[] f = new double[5];
            for (int k = -2; k <= 2; k++) {
                double[] moved = point.clone();
                moved[i] += k * h;
                f[k + 2] = value(plain, theta, moved);
            }
            gradient[i] = (f[0] - 8 * f[1] + 8 * f[3] - f[4]) / (12 * h);
            double second = (-f[0] + 16 * f[1] - 30 * f[2] + 16 * f[3] - f[4]) / (12 * h * h);
            laplacian += second;
            scale += Math.abs(second) + Math.abs(gradient[i]);
        }
        assertThat(outputs.get("u")[0]).isCloseTo(u, within(1e-12 * scale));
        assertThat(outputs.get("grad.u")).containsExactly(gradient, within(1e-7 * scale));
        assertThat(outputs.get("laplacian.u")[0]).isCloseTo(laplacian, within(1e-6 * scale));
    }

    /// The same derivatives by nesting: second derivatives one coordinate after the other, and the gradient of the
    /// Laplacian by reverse mode through both. All terms are sums of a few hundred products of order 1 to 10.
    @ParameterizedTest
    @EnumSource(
            names = {
                "PAIR_DISTANCES",
                "PAIR_NETWORK",
                "SUMS_AND_DIFFERENCES",
                "TRIPLES",
                "SCALED_DIFFERENCES",
                "ROTATED",
                "CENTRED",
                "JACOBI_COORDINATES",
                "DIFFERENCES_WITH_COORDINATES",
                "SCALED_BY_A_PARAMETER",
                "A_CONSTANT_AMONG_DIFFERENCES",
                "SELECTED_DIFFERENCES",
                "SPARSE_PRODUCT"
            })
    void theLaplacianAndItsGradientAgreeWithNestedDerivatives(Case which) {
        Trace trace = new Trace();
        Value x = trace.sample("x", N, D);
        Value u = which.function.apply(x);
        ForwardLaplacian.Result forward = ForwardLaplacian.of(u, x);
        Value nested = trace.constant(0);
        for (int i = 0; i < N * D; i++) {
            nested = nested.plus(Jvp.derivative(Jvp.derivative(u, x, i), x, i));
        }
        trace.output("gradient", forward.gradient().reshape(N, D))
                .output("nested gradient", Vjp.gradient(u, x))
                .output("laplacian", forward.laplacian())
                .output("nested laplacian", nested)
                .output("slope", Vjp.gradient(forward.laplacian(), x))
                .output("nested slope", Vjp.gradient(nested, x));
        Program program = Simplify.apply(trace.program());
        double[] theta = numbers(program.parameterCount(), 0.9);
        Map<String, double[]> outputs = Interpreter.run(program, theta, Map.of("x", numbers(2 * N * D, 1.7)), null, 2);
        for (String name : List.of("gradient", "laplacian", "slope")) {
            double[] expected = outputs.get("nested " + name);
            double scale = 1;
            for (double value : expected) {
                scale = Math.max(scale, Math.abs(value));
            }
            assertThat(outputs.get(name)).as(name).containsExactly(expected, within(1e-12 * scale));
        }
    }

    @Test
    void whatDependsOnOneDirectionCarriesOneRow() {
        Trace trace = new Trace();
        Value x = trace.sample("x", N, D);
        Value centre = x.mean(0);
        ForwardLaplacian.of(centre.sin().sum(), x);
        assertThat(widest(trace, 2, D)).isEqualTo(1 + 2);
    }

    private static int widest(Trace trace, int rank, int first) {
        return trace.program().instructions().stream()
                .filter(i -> i.operation() instanceof Operation.Fused)
                .map(i -> i.type().shape())
                .filter(s -> s.rank() == rank && s.extent(0) == first)
                .mapToInt(s -> s.extent(rank - 1))
                .max()
                .orElseThrow();
    }

    private static double value(Program program, double[] theta, double[] x) {
        return Interpreter.run(program, theta, Map.of("x", x), null, 1).get("u")[0];
    }

    private static double[] numbers(int n, double frequency) {
        double[] numbers = new double[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = Math.sin(frequency * (i + 1) + 0.3) * 0.8;
        }
        return numbers;
    }

    @Test
    void aStoppedGradientCountsAsConstant() {
        Trace trace = new Trace();
        Value x = trace.sample("x", D);
        trace.output("u", x.stopGradient().times(x.square()).sum());
        Program program = ForwardLaplacian.of(trace.program(), "u", "x");
        double[] point = {1, 2, 3};
        assertThat(Interpreter.run(program, new double[0], Map.of("x", point), null, 1)
                        .get("grad.u"))
                .containsExactly(2, 8, 18);
    }

    @Test
    void aPairFeatureChangesAlongTheDirectionsOfItsDifferenceOnly() {
        Trace trace = new Trace();
        Value x = trace.sample("x", N, D);
        ForwardLaplacian.of(distances(x).sum(), x);
        int widest = trace.program().instructions().stream()
                .map(i -> i.type().shape())
                .filter(s -> s.rank() == 3 && s.extent(0) == N && s.extent(1) == N)
                .mapToInt(s -> s.extent(2))
                .max()
                .orElseThrow();
        assertThat(widest).isEqualTo(D + 2);
    }

    @Test
    void theJacobianOfALinearLayerIsShared() {
        Trace trace = new Trace();
        Value x = trace.sample("x", 5);
        ForwardLaplacian.Result y = ForwardLaplacian.of(layer(x, "1", 3), x);
        assertThat(y.gradient().type().perSample()).isFalse();
    }

    @Test
    void theLaplacianThroughAMeanOverSamplesIsRefused() {
        Trace trace = new Trace();
        Value x = trace.sample("x", 5);
        assertThatThrownBy(() -> ForwardLaplacian.of(x.sampleMean().sum(), x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mean over samples");
    }
}
