package ansatz.continuum.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.cost.Written;
import ansatz.continuum.model.Gaussian;
import ansatz.continuum.model.HarmonicOscillator;
import ansatz.continuum.model.Hydrogen;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.model.PlaneWaves;
import ansatz.continuum.model.Slater;
import ansatz.continuum.problem.Atom;
import ansatz.continuum.problem.ElectronGas;
import ansatz.continuum.problem.Hamiltonian;
import ansatz.continuum.problem.Interaction;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.continuum.problem.Statistics;
import ansatz.continuum.problem.Trap;
import ansatz.continuum.sampler.RandomWalk;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Space;
import ansatz.engine.array.Shape;
import ansatz.engine.parallel.Team;
import ansatz.observable.Quantity;
import ansatz.schema.InvalidInput;
import ansatz.statistics.Chains;
import ansatz.statistics.Estimate;
import ansatz.study.Catalogued;
import ansatz.study.ParticleGroundState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is measured of particles against what free particles have exactly.
class ParticleObservableTest {
    private static final int WALKERS = 128;
    private static final int DRAWS = 60;

    /// As many error bars as one of the 200 numbers below exceeds once in a hundred suites.
    private static final double SIGMAS = 4.5;

    /// Intervals of Simpson's rule within a part of a curve: exact to 1e-6 or better for what is integrated here.
    private static final int INTERVALS = 20;

    /// Surfaces of the unit spheres by dimension.
    private static final double[] SURFACES = {0, 2, 2 * Math.PI, 4 * Math.PI};

    /// Estimates by the name of the curve.
    private static Map<String, List<Point>> sampled(
            ParticleProblem problem, ParticleModel model, ParticleObservable observable) {
        var psi = ParticleWaveFunction.of(model, problem.system());
        double[] theta = psi.initialParameters(1);
        var estimator = observable.on(problem.system(), problem.lengthUnit());
        var draws = new double[estimator.columns()][DRAWS][];
        try (var team = Team.of(1)) {
            var sampling = RandomWalk.DEFAULTS.walkers(WALKERS).on(psi, 5, team);
            sampling.bind(theta);
            for (int k = 0; k < 30; k++) {
                sampling.advance(true);
            }
            for (int k = 0; k < DRAWS; k++) {
                sampling.advance(false);
                var out = new double[estimator.columns()][WALKERS];
                // two parts, as two threads would have
                var drawn = new ParticleEstimator.Drawn(psi, theta, sampling.positions());
                estimator.functions().of(drawn, 0, 50, out);
                estimator.functions().of(drawn, 50, WALKERS, out);
                for (int c = 0; c < out.length; c++) {
                    draws[c][k] = out[c];
                }
            }
        }
        Map<String, List<Point>> curves = new LinkedHashMap<>();
        for (var quantity : estimator.quantities()) {
            var chains = Chains.ofDraws(draws[quantity.columns().getFirst()]);
            curves.computeIfAbsent(quantity.name(), name -> new ArrayList<>())
                    .add(new Point(quantity.place(), chains.estimate()));
        }
        return curves;
    }

    private record Point(Quantity.@Nullable Place place, Estimate.MonteCarlo estimate) {
        double at() {
            return place == null ? Double.NaN : place.value();
        }
    }

    /// The integral from a to b.
    private static double integral(DoubleUnaryOperator f, double a, double b) {
        double h = (b - a) / INTERVALS;
        double sum = f.applyAsDouble(a) + f.applyAsDouble(b);
        for (int k = 1; k < INTERVALS; k++) {
            sum += (k % 2 == 0 ? 2 : 4) * f.applyAsDouble(a + k * h);
        }
        return sum * h / 3;
    }

    /// Points of a curve against the mean of a density over the shells about the origin.
    ///
    /// @param one what one particle or pair within a shell adds to the density there, times the volume of the shell
    /// over the surface of the unit sphere
    private static void assertCurve(List<Point> points, int dimension, double one, DoubleUnaryOperator density) {
        double half = points.getFirst().at();
        double squares = 0;
        for (var point : points) {
            double a = point.at() - half;
            double b = point.at() + half;
            DoubleUnaryOperator measure = r -> Math.pow(r, dimension - 1);
            double exact =
                    integral(r -> measure.applyAsDouble(r) * density.applyAsDouble(r), a, b) / integral(measure, a, b);
            var found = point.estimate();
            // what is rare is counted, with the error of Poisson; where nothing was found there is no other
            double count = exact * integral(measure, a, b) * WALKERS * DRAWS / one;
            double error = Math.max(found.error(), exact / Math.sqrt(count));
            assertThat(Math.abs(found.mean() - exact))
                    .as("%s +- %s against %s at %s", found.mean(), found.error(), exact, point.at())
                    .isLessThan(SIGMAS * error);
            squares += Math.pow((found.mean() - exact) / error, 2);
        }
        // errors that are neither too large nor too small; neighbouring parts are correlated
        assertThat(squares / points.size()).isBetween(0.2, 3.0);
    }

    private static double gaussian(double r, double variance, int dimension) {
        return Math.exp(-r * r / (2 * variance)) / Math.pow(2 * Math.PI * variance, dimension / 2.0);
    }

    @Test
    void freeBosonsHaveGaussianDensitiesInOneToThreeDimensions() {
        for (int dimension = 1; dimension <= 3; dimension++) {
            int d = dimension;
            var curves = sampled(Trap.bosons(3, d), Gaussian.DEFAULTS, new OneBodyDensity(12, 2.4));
            // |psi|^2 = exp(-x^2): a variance of 1/2 along each axis
            assertCurve(curves.get("density"), d, 1 / SURFACES[d], r -> 3 * gaussian(r, 0.5, d));
            assertThat(curves.get("density").getFirst().at()).isCloseTo(0.1, within(1e-12));
        }
    }

    @Test
    void theDensityAndWhatIsBeyondMakeUpAllParticles() {
        var curves = sampled(Trap.bosons(3, 2), Gaussian.DEFAULTS, new OneBodyDensity(8, 1));
        double sum = curves.get("particles_beyond_radius").getFirst().estimate().mean();
        var points = curves.get("density");
        for (var point : points) {
            sum += point.estimate().mean() * 2 * Math.PI * point.at() / points.size();
        }
        // an identity, to rounding
        assertThat(sum).isCloseTo(3, within(1e-12));
    }

    @Test
    void theDistanceOfTwoFreeBosonsIsThatOfTheRelativeGaussian() {
        var curves = sampled(Trap.bosons(3, 3), Gaussian.DEFAULTS, new PairDistance(12, 3.6));
        assertThat(curves).containsOnlyKeys("pair_distance_same");
        // x_i - x_j has the variance 1 along each axis; P(r) is a density in r alone
        assertCurve(curves.get("pair_distance_same"), 1, 1.0 / 3, r -> 4 * Math.PI * r * r * gaussian(r, 1, 3));
    }

    @Test
    void sixFermionsInATrapHaveTheDensityOfTheirOrbitals() {
        var curves = sampled(Trap.fermions(6, 2), Slater.of(HarmonicOscillator.DEFAULTS), new OneBodyDensity(12, 2.4));
        // both spins in 1, x, y times exp(-r^2/2): n(r) = 2 (1 + 2 r^2) exp(-r^2)/pi
        assertCurve(curves.get("density"), 2, 1 / SURFACES[2], r -> 2 * (1 + 2 * r * r) * Math.exp(-r * r) / Math.PI);
    }

    @Test
    void twoFermionsOfOneSpinOnALineKeepApart() {
        // psi = (x - y) exp(-(x^2 + y^2)/2): P(r) = (2/pi)^(1/2) r^2 exp(-r^2/2)
        var trap = new Trap(1, 2, Statistics.POLARIZED, List.of(1.0), Interaction.None.DEFAULTS);
        var curves = sampled(trap, Slater.of(HarmonicOscillator.DEFAULTS), new PairDistance(12, 3.6));
        assertCurve(curves.get("pair_distance_same"), 1, 1, r -> Math.sqrt(2 / Math.PI) * r * r * Math.exp(-r * r / 2));
    }

    @Test
    void theElectronOfHydrogenHasItsDensity() {
        var curves = sampled(new Atom(1, 1), Slater.of(Hydrogen.DEFAULTS), new OneBodyDensity(12, 3));
        assertCurve(curves.get("density"), 3, 1 / SURFACES[3], r -> Math.exp(-2 * r) / Math.PI);
    }

    /// The waves n of the closed shells of fourteen electrons: 0 and the six of length 1.
    private static List<int[]> sea() {
        return List.of(
                new int[] {0, 0, 0},
                new int[] {1, 0, 0},
                new int[] {-1, 0, 0},
                new int[] {0, 1, 0},
                new int[] {0, -1, 0},
                new int[] {0, 0, 1},
                new int[] {0, 0, -1});
    }

    @Test
    void planeWavesHaveThePairDistributionOfHartreeFock() {
        var gas = new ElectronGas(14, false, 1);
        double length = Math.cbrt(4 * Math.PI * 14 / 3);
        var curves = sampled(gas, Slater.of(PlaneWaves.DEFAULTS), new PairDistribution(16));
        assertThat(curves).containsOnlyKeys("pair_distribution_same", "pair_distribution_opposite");
        // opposite spins are independent
        double one = 2 * Math.pow(length, 3) / 98 / SURFACES[3];
        assertCurve(curves.get("pair_distribution_opposite"), 3, one, r -> 1);
        assertCurve(curves.get("pair_distribution_same"), 3, one, r -> 1 - exchanged(r, length));
    }

    /// |sum_k exp(i k.r)|^2/N^2 of the sea, the mean over all directions of r: of each exp(i q.r) sin(q r)/(q r).
    private static double exchanged(double r, double length) {
        double sum = 0;
        for (int[] a : sea()) {
            for (int[] b : sea()) {
                double q = 2
                        * Math.PI
                        / length
                        * Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
                sum += q * r < 1e-6 ? 1 : Math.sin(q * r) / (q * r);
            }
        }
        return sum / 49;
    }

    @Test
    void planeWavesHaveThePairsOfBothTotalSpinsOfFreeFermions() {
        var gas = new ElectronGas(14, false, 1);
        double length = Math.cbrt(4 * Math.PI * 14 / 3);
        var curves = sampled(gas, Slater.of(PlaneWaves.DEFAULTS), new SpinPairs(8));
        assertThat(curves).containsOnlyKeys("spin_pairs_singlet", "spin_pairs_triplet");
        double singlet = 2 * Math.pow(length, 3) / 49 / SURFACES[3];
        assertCurve(curves.get("spin_pairs_singlet"), 3, singlet, r -> 1 + exchanged(r, length));
        assertCurve(curves.get("spin_pairs_triplet"), 3, singlet / 3, r -> 1 - exchanged(r, length));
    }

    @Test
    void twoFermionsInOneOrbitalAreASinglet() {
        var curves = sampled(new ElectronGas(2, false, 1), Slater.of(PlaneWaves.DEFAULTS), new SpinPairs(4));
        // the one pair, which has no triplets at all: psi is 1 wherever they are
        assertThat(curves.get("spin_pairs_triplet"))
                .allSatisfy(point -> assertThat(point.estimate().mean()).isZero());
        assertCurve(curves.get("spin_pairs_singlet"), 3, 2 * 4 * Math.PI * 2 / 3 / SURFACES[3], r -> 2);
    }

    @Test
    void planeWavesHaveTheStructureFactorOfFreeFermions() {
        var gas = new ElectronGas(14, false, 1);
        double length = Math.cbrt(4 * Math.PI * 14 / 3);
        var points = sampled(gas, Slater.of(PlaneWaves.DEFAULTS), new DensityStructure(6))
                .get("structure_factor");
        // one wave of each of the first six shells of n^2: 1, 2, 3, 4, 5, 6
        int[][] waves = {{1, 0, 0}, {1, 1, 0}, {1, 1, 1}, {2, 0, 0}, {2, 1, 0}, {2, 1, 1}};
        assertThat(points).hasSize(waves.length);
        for (int s = 0; s < waves.length; s++) {
            int[] n = waves[s];
            double k = 2 * Math.PI / length * Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
            assertThat(points.get(s).at()).isCloseTo(k, within(1e-12));
            // S(k) = 1 - (occupied waves that k leads to occupied ones)/(waves); the shells of the sea are symmetric
            long pairs = sea().stream()
                    .filter(a -> sea().stream()
                            .anyMatch(b -> b[0] == a[0] + n[0] && b[1] == a[1] + n[1] && b[2] == a[2] + n[2]))
                    .count();
            var found = points.get(s).estimate();
            double exact = 1 - pairs / 7.0;
            assertThat(Math.abs(found.mean() - exact))
                    .as("%s +- %s against %s", found.mean(), found.error(), exact)
                    .isLessThan(SIGMAS * found.error());
            assertThat(found.error()).isLessThan(0.03);
        }
    }

    @Test
    void uniformBosonsOnATorusAreIndependent() {
        var problem = new OnATorus(3, 2);
        var uniform = Written.positive(x -> x.trace().constant(Shape.of(), 0));
        var pairs = sampled(problem, uniform, new PairDistribution(10));
        // N (N - 1)/N^2
        assertCurve(pairs.get("pair_distribution_same"), 2, 2.0 * 9 / 9 / SURFACES[2], r -> 2.0 / 3);
        for (var point : sampled(problem, uniform, new DensityStructure(5)).get("structure_factor")) {
            assertThat(Math.abs(point.estimate().mean() - 1))
                    .isLessThan(SIGMAS * point.estimate().error());
        }
    }

    private record OnATorus(int particles, int dimension) implements ParticleProblem {
        @Override
        public ParticleSystem system() {
            return new ParticleSystem(
                    new Space.Torus(dimension, 3), Particles.bosons(particles), 1, ParticleSystem.Cusps.NONE);
        }

        @Override
        public Hamiltonian hamiltonian() {
            return Hamiltonian.kinetic(0.5);
        }

        @Override
        public String unit() {
            return "";
        }
    }

    static Stream<Arguments> everywhere() {
        return Catalogued.defaults(ParticleObservable.class).stream()
                .flatMap(observable -> Stream.of(
                                Trap.fermions(6, 2),
                                Trap.bosons(1, 3),
                                new ElectronGas(14, false, 1),
                                new ElectronGas(7, true, 1),
                                new OnATorus(1, 1),
                                new OnATorus(4, 1))
                        .map(problem -> Arguments.of(observable, problem.system())));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void everyObservableServesASystemOrSaysWhyNot(ParticleObservable observable, ParticleSystem system) {
        var said = new ArrayList<String>();
        observable.check(system, (key, text) -> said.add(text));
        if (said.isEmpty()) {
            var estimator = observable.on(system, "bohr");
            assertThat((double) estimator.columns()).isLessThanOrEqualTo(observable.columns(system));
            assertThat(estimator.quantities()).isNotEmpty().allSatisfy(quantity -> {
                assertThat(quantity.columns()).allMatch(c -> c >= 0 && c < estimator.columns());
                assertThat(quantity.name()).matches("[a-z][a-z0-9_]*");
            });
        } else {
            assertThat(said).singleElement().asString().hasSizeLessThan(300).isNotBlank();
        }
    }

    @Test
    void aStudyRefusesWhatItsSpaceDoesNotHaveAndTheSameTwice() {
        var study = ParticleGroundState.of(Trap.bosons(2, 3), Gaussian.DEFAULTS);
        assertRefused(study.observables(PairDistribution.DEFAULTS), "observables[0]");
        assertRefused(study.observables(OneBodyDensity.DEFAULTS, DensityStructure.DEFAULTS), "observables[1]");
        assertRefused(study.observables(OneBodyDensity.DEFAULTS, new OneBodyDensity(5, 2)), "observables[1]");
        assertRefused(study.observables(new OneBodyDensity(0, 2)), "observables[0].bins");
    }

    private static void assertRefused(ParticleGroundState study, String key) {
        assertThatThrownBy(study::run)
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        e -> assertThat(e.lines())
                                .singleElement()
                                .asString()
                                .contains(key)
                                .hasSizeLessThan(400));
    }
}
