package ansatz.continuum.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.continuum.space.Species;
import ansatz.study.Catalogued;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every wave function of particles promises, on each system that it serves.
class ParticleModelConformanceTest {
    private static final int SAMPLES = 4;
    private static final Slater WAVES = Slater.of(PlaneWaves.DEFAULTS);
    private static final Slater ATOM = Slater.of(Hydrogen.DEFAULTS);
    private static final Slater OSCILLATOR = Slater.DEFAULTS;

    static List<ParticleModel> models() {
        var models = new ArrayList<>(Catalogued.defaults(ParticleModel.class));
        models.addAll(List.of(
                WAVES,
                ATOM,
                OSCILLATOR.coordinates(Backflow.DEFAULTS),
                WAVES.coordinates(Backflow.DEFAULTS),
                new Slater(HarmonicOscillator.DEFAULTS, 3, 2, Positions.DEFAULTS),
                new Gaussian(List.of(1.0, 0.9, 0.6), true),
                GaussianRbm.DEFAULTS.symmetry(GaussianRbm.Symmetry.SUM),
                GaussianRbm.DEFAULTS.symmetry(GaussianRbm.Symmetry.PAIRS),
                new GaussianRbm(3, GaussianRbm.Amplitude.ROOT, GaussianRbm.Symmetry.NONE, 1, false, 0.3),
                DeepSets.DEFAULTS.elements(DeepSets.Elements.PARTICLES),
                Pfaffian.DEFAULTS.orbitals(HarmonicOscillator.DEFAULTS),
                Pfaffian.DEFAULTS.orbitals(HarmonicOscillator.DEFAULTS).pairing(Pfaffian.Pairing.GENERAL),
                Pfaffian.DEFAULTS.pairing(Pfaffian.Pairing.GENERAL),
                MessagePassing.DEFAULTS.size(2, 6, 3, 2),
                MessagePassing.DEFAULTS.orbitals(HarmonicOscillator.DEFAULTS).size(1, 8, 5, 1),
                FermiNet.DEFAULTS.orbitals(Hydrogen.DEFAULTS),
                Product.of(WAVES, PadeJastrow.DEFAULTS, PairNetwork.DEFAULTS, PairNetwork.DEFAULTS),
                Product.of(Gaussian.DEFAULTS, new HardCore(0.01)),
                Product.of(ATOM, PadeJastrow.DEFAULTS)));
        return models;
    }

    /// A wave function on a system.
    record Case(ParticleModel model, ParticleSystem system) {
        double[] x() {
            return Systems.configurations(system, SAMPLES, 3);
        }

        int particles() {
            return system.particles().count();
        }

        int dimension() {
            return system.space().dimension();
        }

        @Override
        public String toString() {
            return model + " of " + system;
        }
    }

    static Stream<Case> cases() {
        return models().stream()
                .flatMap(model -> Systems.ALL.stream()
                        .filter(system -> serves(model, system))
                        .map(system -> new Case(model, system)));
    }

    private static boolean serves(ParticleModel model, ParticleSystem system) {
        var wrong = new ArrayList<String>();
        model.check(system, (key, text) -> wrong.add(key + " " + text));
        wrong.forEach(line -> assertThat(line).hasSizeLessThan(400));
        return wrong.isEmpty();
    }

    /// Whether psi changes sign when identical fermions change places.
    private static boolean antisymmetric(ParticleModel model) {
        return switch (model) {
            case Slater ignored -> true;
            case MessagePassing ignored -> true;
            case FermiNet ignored -> true;
            case Pfaffian ignored -> true;
            case Product product ->
                product.factors().stream()
                                        .filter(ParticleModelConformanceTest::antisymmetric)
                                        .count()
                                % 2
                        == 1;
            default -> false;
        };
    }

    /// Whether |psi| does not change when all particles move alike.
    private static boolean translationInvariant(ParticleModel model) {
        return switch (model) {
            case Slater slater -> slater.orbitals() instanceof PlaneWaves;
            case MessagePassing messages -> messages.orbitals() instanceof PlaneWaves;
            case DeepSets sets -> sets.elements() == DeepSets.Elements.PAIRS;
            case Product product ->
                product.factors().stream().allMatch(ParticleModelConformanceTest::translationInvariant);
            default -> model instanceof PadeJastrow || model instanceof PairNetwork || model instanceof HardCore;
        };
    }

    /// Whether |psi| is the same at x and -x, the nucleus in the middle.
    private static boolean even(ParticleModel model) {
        return switch (model) {
            case Slater slater -> !(slater.orbitals() instanceof Hydrogen) && slater.determinants() == 1;
            case Product product -> product.factors().stream().allMatch(ParticleModelConformanceTest::even);
            case DeepSets sets -> sets.elements() == DeepSets.Elements.PAIRS;
            default ->
                model instanceof Gaussian
                        || model instanceof PadeJastrow
                        || model instanceof PairNetwork
                        || model instanceof HardCore;
        };
    }

    @Test
    void everyModelServesASystemAndEverySystemHasAModel() {
        assertThat(models()).allMatch(model -> Systems.ALL.stream().anyMatch(system -> serves(model, system)));
        assertThat(Systems.ALL).allMatch(system -> models().stream().anyMatch(model -> serves(model, system)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPromiseIsKept(Case c) {
        var psi = new Formula(c.model(), c.system());
        double[] theta = psi.parameters(0.1);
        double[] x = c.x();
        requireParameters(c, psi);
        requireSymmetryUnderExchange(c, psi, theta, x);
        requirePeriods(c, psi, theta, x);
        requireGlobalSymmetries(c, psi, theta, x);
        requireDerivatives(c, psi, theta, x);
        requireLogDerivatives(psi, theta, x);
    }

    private static void requireParameters(Case c, Formula psi) {
        assertThat(c.model().parameterCount(c.system())).isEqualTo(psi.parameters.count());
        var again = new Formula(c.model(), c.system());
        assertThat(again.parameters.initial(3)).isEqualTo(psi.parameters.initial(3));
        assertThat(psi.parameters.initial(3)).doesNotContain(Double.NaN);
    }

    private static void requireSymmetryUnderExchange(Case c, Formula psi, double[] theta, double[] x) {
        double[] logs = psi.logs(theta, x);
        double[] signs = psi.signs(theta, x);
        assertThat(Arrays.stream(logs)).allMatch(Double::isFinite);
        assertThat(Arrays.stream(signs)).allMatch(sign -> Math.abs(sign) == 1);
        int first = 0;
        for (Species species : c.system().particles().species()) {
            for (int k = 1; k < species.count(); k++) {
                double[] moved = x.clone();
                for (int s = 0; s < SAMPLES; s++) {
                    exchange(moved, s * c.particles() + first, s * c.particles() + first + k, c.dimension());
                }
                requireSame(logs, psi.logs(theta, moved));
                double factor = antisymmetric(c.model()) ? -1 : 1;
                double[] there = psi.signs(theta, moved);
                assertThat(IntStream.range(0, SAMPLES)).allMatch(s -> there[s] == factor * signs[s]);
            }
            first += species.count();
        }
    }

    private static void exchange(double[] x, int i, int j, int d) {
        for (int a = 0; a < d; a++) {
            double swap = x[i * d + a];
            x[i * d + a] = x[j * d + a];
            x[j * d + a] = swap;
        }
    }

    /// The same terms in another order; determinants may cancel to a few digits.
    private static void requireSame(double[] a, double[] b) {
        for (int s = 0; s < a.length; s++) {
            assertThat(b[s]).isEqualTo(a[s], within(1e-9 * (1 + Math.abs(a[s]))));
        }
    }

    private static void requirePeriods(Case c, Formula psi, double[] theta, double[] x) {
        if (!(c.system().space() instanceof Space.Torus torus)) {
            return;
        }
        double[] moved = x.clone();
        var random = new Random(5);
        for (int k = 0; k < x.length; k++) {
            moved[k] += torus.length() * (random.nextInt(5) - 2);
        }
        requireSame(psi.logs(theta, x), psi.logs(theta, moved));
        assertThat(psi.signs(theta, moved)).isEqualTo(psi.signs(theta, x));
    }

    private static void requireGlobalSymmetries(Case c, Formula psi, double[] theta, double[] x) {
        double[] logs = psi.logs(theta, x);
        if (translationInvariant(c.model())) {
            double[] moved = x.clone();
            double[] by = {0.37, -1.21, 0.83};
            for (int k = 0; k < x.length; k++) {
                moved[k] += by[k % c.dimension()];
            }
            requireSame(logs, psi.logs(theta, moved));
        }
        if (even(c.model())) {
            double[] turned = x.clone();
            for (int k = 0; k < x.length; k++) {
                turned[k] = -x[k];
            }
            requireSame(logs, psi.logs(theta, turned));
        }
    }

    /// The gradient against differences of log |psi| and the Laplacian against differences of the gradient.
    private static void requireDerivatives(Case c, Formula psi, double[] theta, double[] x) {
        int d = c.system().coordinates();
        var at = psi.at(theta, x);
        double steepest = Arrays.stream(at.gradient()).map(Math::abs).max().orElse(0);
        // small beside the distance to a node, 1 / steepest
        double h = Math.min(1e-3, 0.02 / steepest);
        var wide = new Differences(psi, theta, x, d, h);
        var narrow = new Differences(psi, theta, x, d, h / 2);
        for (int k = 0; k < SAMPLES * d; k++) {
            double close = close(wide.gradient[k], narrow.gradient[k], at.gradient()[k]);
            assertThat(at.gradient()[k]).isEqualTo(narrow.gradient[k], within(close));
        }
        for (int s = 0; s < SAMPLES; s++) {
            double close = close(wide.laplacian[s], narrow.laplacian[s], at.laplacian()[s]);
            assertThat(at.laplacian()[s]).isEqualTo(narrow.laplacian[s], within(close));
        }
    }

    /// Halving the step of a formula of fourth order shrinks its error 16 times, so that the difference of the two
    /// overestimates that of the narrow one; beside it rounding, 1e-12 of terms of the size of the result over half
    /// a
    /// step. A difference that says nothing must not pass.
    private static double close(double wide, double narrow, double exact) {
        double truncation = Math.abs(wide - narrow);
        assertThat(truncation).isLessThan(1e-3 * (1 + Math.abs(exact)));
        return truncation + 5e-9 * (1 + Math.abs(exact));
    }

    /// Derivatives by (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h.
    private static final class Differences {
        private final double[] gradient;
        private final double[] laplacian = new double[SAMPLES];

        Differences(Formula psi, double[] theta, double[] x, int d, double h) {
            double[] steps = {h, -h, 2 * h, -2 * h};
            double[] weights = {8 / (12 * h), -8 / (12 * h), -1 / (12 * h), 1 / (12 * h)};
            gradient = new double[x.length];
            for (int k = 0; k < d; k++) {
                for (int m = 0; m < steps.length; m++) {
                    double[] moved = x.clone();
                    for (int s = 0; s < SAMPLES; s++) {
                        moved[s * d + k] += steps[m];
                    }
                    var there = psi.at(theta, moved);
                    for (int s = 0; s < SAMPLES; s++) {
                        gradient[s * d + k] += weights[m] * there.log()[s];
                        laplacian[s] += weights[m] * there.gradient()[s * d + k];
                    }
                }
            }
        }
    }

    private static void requireLogDerivatives(Formula psi, double[] theta, double[] x) {
        int p = theta.length;
        if (p == 0) {
            return;
        }
        double[] rows = psi.rows(theta, x);
        double h = 1e-4;
        int stride = Math.max(1, p / 25);
        for (int k = 0; k < p; k += stride) {
            double[] more = theta.clone();
            double[] less = theta.clone();
            more[k] += h;
            less[k] -= h;
            double[] above = psi.logs(more, x);
            double[] below = psi.logs(less, x);
            for (int s = 0; s < SAMPLES; s++) {
                // central differences: h^2 times third derivatives, near a node twice the third power of the first
                double found = rows[s * p + k];
                double close = 1e-6 + 2 * h * h * Math.pow(Math.abs(found), 3);
                assertThat(found).isEqualTo((above[s] - below[s]) / (2 * h), within(close));
            }
        }
    }
}
