package ansatz.continuum.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.ParticleSystem.Cusps;
import ansatz.continuum.space.Particles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is known of wave functions of particles: exact energies, cusps, limits.
class ParticleModelPhysicsTest {
    private static final int SAMPLES = 20;

    @ParameterizedTest
    @CsvSource({"1, 4, 0, 8", "2, 1, 1, 2", "2, 3, 3, 10", "2, 6, 6, 28", "3, 4, 4, 18", "3, 10, 10, 60"})
    void aDeterminantOfOscillatorOrbitalsIsAnEigenstateOfTheFreeTrap(int dimension, int up, int down, double energy) {
        var system = Systems.trap(dimension, Particles.spinHalf(up, down), 1, Cusps.NONE);
        requireConstantEnergy(system, Slater.DEFAULTS, energy);
    }

    @Test
    void aGaussianIsTheGroundStateOfFreeBosonsInAnEllipticTrap() {
        // -1/2 lap + 1/2 sum_a r_a^2 / w_a^4 has the energy sum_a 1 / 2 w_a^2 a particle
        double[] widths = {1, 1, Math.pow(8, -0.25)};
        var model = new Gaussian(List.of(1.0, 1.0, widths[2]), true);
        var psi = new Formula(model, Systems.BOSONS);
        double[] x = Systems.configurations(Systems.BOSONS, SAMPLES, 2);
        var at = psi.at(psi.parameters.initial(1), x);
        for (int s = 0; s < SAMPLES; s++) {
            double potential = 0;
            for (int k = 0; k < 12; k++) {
                potential += 0.5 * Math.pow(x[s * 12 + k], 2) / Math.pow(widths[k % 3], 4);
            }
            assertThat(at.kinetic(s) + potential)
                    .isEqualTo(4 * (1 + Math.sqrt(2)), within(1e-12 * (1 + potential + Math.abs(at.kinetic(s)))));
        }
    }

    @ParameterizedTest
    @CsvSource({"F", "ROOT"})
    void aMachineWithoutHiddenUnitsIsAnOscillatorState(GaussianRbm.Amplitude amplitude) {
        var system = Systems.trap(2, Particles.spinHalf(1, 1), 1, Cusps.NONE);
        requireConstantEnergy(system, new GaussianRbm(0, amplitude, GaussianRbm.Symmetry.NONE, 1, true, 0), 2);
    }

    @Test
    void aMachineIsTheSumOverItsHiddenUnits() {
        var system = Systems.DOT_2;
        var model = new GaussianRbm(3, GaussianRbm.Amplitude.F, GaussianRbm.Symmetry.NONE, 1.3, true, 0.5);
        var psi = new Formula(model, system);
        double[] theta = psi.parameters(0.2);
        double[] x = Systems.configurations(system, SAMPLES, 4);
        double[] logs = psi.logs(theta, x);
        int s0 = psi.parameters.entry("s").parameter().offset();
        int a0 = psi.parameters.entry("a").parameter().offset();
        int w0 = psi.parameters.entry("W").parameter().offset();
        int b0 = psi.parameters.entry("b").parameter().offset();
        for (int s = 0; s < SAMPLES; s++) {
            double f = 0;
            for (int h = 0; h < 8; h++) {
                double energy = 0;
                for (int i = 0; i < 4; i++) {
                    double sigma = 1.3 * Math.exp(theta[s0 + i]);
                    double xi = x[s * 4 + i];
                    energy += Math.pow(xi - theta[a0 + i], 2) / (2 * sigma * sigma);
                    for (int j = 0; j < 3; j++) {
                        energy -= (h >> j & 1) * xi * theta[w0 + j * 4 + i] / (sigma * sigma);
                    }
                }
                for (int j = 0; j < 3; j++) {
                    energy -= (h >> j & 1) * theta[b0 + j];
                }
                f += Math.exp(-energy);
            }
            assertThat(logs[s]).isEqualTo(Math.log(f), within(1e-12 * (1 + Math.abs(logs[s]))));
        }
    }

    private static void requireConstantEnergy(ParticleSystem system, ParticleModel model, double energy) {
        var psi = new Formula(model, system);
        int d = system.coordinates();
        double[] x = new double[SAMPLES * d];
        var random = new Random(3);
        Arrays.setAll(x, k -> random.nextGaussian());
        var at = psi.at(psi.parameters.initial(1), x);
        for (int s = 0; s < SAMPLES; s++) {
            double potential = 0;
            double squares = 0;
            for (int k = s * d; k < (s + 1) * d; k++) {
                potential += 0.5 * x[k] * x[k];
                squares += at.gradient()[k] * at.gradient()[k];
            }
            // the sum of the absolute terms, and what is lost in the determinant
            double terms = potential + Math.abs(at.laplacian()[s]) + squares;
            assertThat(at.kinetic(s) + potential).isEqualTo(energy, within(1e-10 * terms));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 7, 3, 15", "2, 5, 5, 4", "3, 7, 7, 6", "3, 19, 1, 15"})
    void planeWavesHaveTheirExactKineticEnergy(int dimension, int up, int down, double halfSquares) {
        // sum n^2/2 over the particles: 1D 0..3 and 0..1, 2D 4 of n^2 = 1 twice, 3D 6 of 1 twice, 6 of 1 and 12 of 2
        double length = 2.7;
        var system = Systems.torus(dimension, length, Particles.spinHalf(up, down), Cusps.NONE);
        double unit = Math.pow(2 * Math.PI / length, 2);
        var psi = new Formula(Slater.of(PlaneWaves.DEFAULTS), system);
        double[] x = new double[SAMPLES * system.coordinates()];
        var random = new Random(3);
        Arrays.setAll(x, k -> length * random.nextDouble());
        var at = psi.at(psi.parameters.initial(1), x);
        for (int s = 0; s < SAMPLES; s++) {
            double terms = Math.abs(at.laplacian()[s]);
            double expected = halfSquares * unit;
            assertThat(at.kinetic(s)).isEqualTo(expected, within(1e-10 * (terms + expected)));
        }
    }

    @Test
    void onlyClosedShellsAreFilled() {
        var wrong = new ArrayList<String>();
        var system = Systems.torus(3, 2, Particles.spinHalf(6, 6), Cusps.NONE);
        Slater.of(PlaneWaves.DEFAULTS).check(system, (key, text) -> wrong.add(key + " " + text));
        assertThat(wrong)
                .singleElement()
                .asString()
                .isEqualTo("orbitals close no shell with 6 particles of a kind; there must be such as 1, 7");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7"})
    void aSingleElectronBeginsInItsGroundState(int z) {
        var system = Systems.atom(z, 1, 0);
        var psi = new Formula(Slater.of(Hydrogen.DEFAULTS), system);
        double[] x = Systems.configurations(system, SAMPLES, 3);
        var at = psi.at(psi.parameters.initial(1), x);
        for (int s = 0; s < SAMPLES; s++) {
            double r = Math.sqrt(
                    Math.pow(x[3 * s] - 0.1, 2) + Math.pow(x[3 * s + 1] + 0.2, 2) + Math.pow(x[3 * s + 2] - 0.05, 2));
            assertThat(at.kinetic(s) - z / r).isEqualTo(-0.5 * z * z, within(1e-11 * z * (z + 1 / r)));
        }
    }

    /// A wave function with its cusps, and how it fares where particles of one species, or of two, meet.
    record Meeting(ParticleModel model, ParticleSystem system, int first, int second) {}

    static Stream<Meeting> meetings() {
        var oscillator = Product.of(Slater.DEFAULTS, PadeJastrow.DEFAULTS);
        var backflow = Product.of(Slater.DEFAULTS.coordinates(Backflow.DEFAULTS), PadeJastrow.DEFAULTS);
        var messages = Product.of(
                MessagePassing.DEFAULTS.orbitals(HarmonicOscillator.DEFAULTS).size(2, 6, 3, 1), PadeJastrow.DEFAULTS);
        var fermiNet = Product.of(FermiNet.DEFAULTS.orbitals(Hydrogen.DEFAULTS), PadeJastrow.DEFAULTS);
        var waves = Product.of(MessagePassing.DEFAULTS, PadeJastrow.DEFAULTS, DeepSets.DEFAULTS);
        return Stream.of(
                new Meeting(oscillator, Systems.DOT_6, 0, 1),
                new Meeting(oscillator, Systems.DOT_6, 0, 4),
                new Meeting(oscillator, Systems.DOT_8, 0, 1),
                new Meeting(backflow, Systems.DOT_6, 0, 1),
                new Meeting(backflow, Systems.DOT_6, 0, 4),
                new Meeting(messages, Systems.DOT_6, 0, 1),
                new Meeting(messages, Systems.DOT_6, 0, 4),
                new Meeting(fermiNet, Systems.BERYLLIUM, 0, 1),
                new Meeting(fermiNet, Systems.BERYLLIUM, 0, 3),
                new Meeting(waves, Systems.GAS, 0, 1),
                new Meeting(waves, Systems.GAS, 0, 7));
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void kineticAndPotentialEnergyCancelWhereTwoElectronsMeet(Meeting m) {
        var psi = new Formula(m.model(), m.system());
        int d = m.system().space().dimension();
        double[] theta = psi.parameters(0.05);
        var energy = new double[3];
        double[] distances = {1e-2, 1e-3, 1e-4};
        for (int k = 0; k < 3; k++) {
            double[] x = Systems.configurations(m.system(), 1, 9);
            for (int a = 0; a < d; a++) {
                x[m.second() * d + a] = x[m.first() * d + a] + (a == 0 ? distances[k] : 0);
            }
            energy[k] = psi.at(theta, x).kinetic(0) + 1 / distances[k];
        }
        // without the cusp the energy grows by 1e3 to 1e4 a step; regular terms of order r, and rounding 1e-12 of
        // terms 1/r^2 = 1e8
        assertThat(energy[1]).isEqualTo(energy[0], within(2.0));
        assertThat(energy[2]).isEqualTo(energy[1], within(0.2));
    }

    @ParameterizedTest
    @CsvSource({"HELIUM", "BERYLLIUM", "CARBON"})
    void kineticAndPotentialEnergyCancelAtTheNucleus(String name) {
        ParticleSystem system =
                name.equals("HELIUM") ? Systems.HELIUM : name.equals("BERYLLIUM") ? Systems.BERYLLIUM : Systems.CARBON;
        double z = -system.cusps().centres().getFirst().slope();
        var model =
                name.equals("CARBON") ? Slater.of(Hydrogen.DEFAULTS) : FermiNet.DEFAULTS.orbitals(Hydrogen.DEFAULTS);
        var psi = new Formula(model, system);
        double[] theta = psi.parameters(0.05);
        var energy = new double[2];
        double[] distances = {1e-3, 1e-4};
        for (int k = 0; k < 2; k++) {
            double[] x = Systems.configurations(system, 1, 9);
            x[0] = 0.1 + distances[k];
            x[1] = -0.2;
            x[2] = 0.05;
            energy[k] = psi.at(theta, x).kinetic(0) - z / distances[k];
        }
        // without the cusp 9e3 z apart; regular terms of order z^3 r
        assertThat(energy[1]).isEqualTo(energy[0], within(1e-2 * z * z * z));
    }

    @Test
    void pairsOfPlainOrbitalsAreTheDeterminantsOfThem() {
        for (var pairing : Pfaffian.Pairing.values()) {
            for (var system : List.of(Systems.DOT_6, Systems.trap(2, Particles.spinHalf(5, 3), 1, Cusps.NONE))) {
                if (pairing == Pfaffian.Pairing.SINGLET && system != Systems.DOT_6) {
                    continue;
                }
                var plain = new Pfaffian(HarmonicOscillator.DEFAULTS, pairing, Positions.DEFAULTS, List.of(4), 0);
                var pairs = new Formula(plain, system);
                var determinants = new Formula(Slater.DEFAULTS, system);
                double[] x = Systems.configurations(system, SAMPLES, 6);
                double[] a = pairs.logs(pairs.parameters.initial(1), x);
                double[] b = determinants.logs(determinants.parameters.initial(1), x);
                double[] sa = pairs.signs(pairs.parameters.initial(1), x);
                double[] sb = determinants.signs(determinants.parameters.initial(1), x);
                for (int s = 0; s < SAMPLES; s++) {
                    assertThat(a[s]).isEqualTo(b[s], within(1e-9 * (1 + Math.abs(b[s]))));
                    assertThat(sa[s] * sb[s]).isEqualTo(sa[0] * sb[0]);
                }
            }
        }
    }

    /// x with all particles moved alike, and x turned to -x.
    private static double[] moved(double[] x, int dimension) {
        double[] by = {0.37, -1.21, 0.83};
        double[] moved = x.clone();
        Arrays.setAll(moved, k -> x[k] + by[k % dimension]);
        return moved;
    }

    private static double[] inverted(double[] x) {
        return Arrays.stream(x).map(each -> -each).toArray();
    }

    private static void requireSame(double[] a, double[] b) {
        for (int s = 0; s < a.length; s++) {
            // determinants of moved waves cancel to a few digits
            assertThat(b[s]).isEqualTo(a[s], within(1e-9 * (1 + Math.abs(a[s]))));
        }
    }

    private static double[] with(Formula psi, double[] theta, String name, DoubleUnaryOperator change) {
        double[] changed = theta.clone();
        var parameter = psi.parameters.entry(name).parameter();
        for (int k = parameter.offset();
                k < parameter.offset() + parameter.shape().size();
                k++) {
            changed[k] = change.applyAsDouble(theta[k]);
        }
        return changed;
    }

    @ParameterizedTest
    @EnumSource(Pfaffian.Pairing.class)
    void pairsOfWholeShellsDependOnDifferencesAlone(Pfaffian.Pairing pairing) {
        var gas = Systems.torus(3, 3, Particles.spinHalf(7, 7), Cusps.NONE);
        for (Coordinates coordinates : List.of(Positions.DEFAULTS, Backflow.DEFAULTS)) {
            var pairs = new Pfaffian(PlaneWaves.DEFAULTS, pairing, coordinates, List.of(4), 0.01);
            var psi = new Formula(pairs, gas);
            double[] x = Systems.configurations(gas, SAMPLES, 6);
            // A = 1, sum_k cos k.(x - y), and whatever network; other A are not the same everywhere
            double[] learned = psi.parameters(0.1);
            double[] theta = with(psi, learned, "A", a -> 0);
            double[] logs = psi.logs(theta, x);
            requireSame(logs, psi.logs(theta, moved(x, 3)));
            assertThat(psi.logs(learned, moved(x, 3))[0]).isNotCloseTo(psi.logs(learned, x)[0], within(1e-6));
            if (pairing == Pfaffian.Pairing.SINGLET) {
                // the network of the other kind reads the direction as well, as triplets must
                requireSame(logs, psi.logs(theta, inverted(x)));
                assertThat(psi.signs(theta, inverted(x))).isEqualTo(psi.signs(theta, x));
            }
        }
    }

    @Test
    void aMessagePassingStateIsInvertedWithItsOddWeights() {
        // psi(-x; w) = +-psi(x; w'), where w' are the weights with others for what is odd in x: the sines of
        // differences and the shift W h of a particle
        var gas = Systems.torus(3, 3, Particles.spinHalf(7, 7), Cusps.NONE);
        var psi = new Formula(MessagePassing.DEFAULTS.size(1, 6, 3, 1), gas);
        double[] x = Systems.configurations(gas, SAMPLES, 6);
        double[] theta = psi.parameters(0.1);
        double[] odd = with(psi, theta, "W", w -> -w);
        int features = Grid.pairFeatures(gas.space());
        for (String name : List.of("query1.W", "key1.W", "message1.W1")) {
            var parameter = psi.parameters.entry(name).parameter();
            for (int k = 0; k < parameter.shape().size(); k++) {
                odd[parameter.offset() + k] *= k % features < 3 ? -1 : 1;
            }
        }
        requireSame(psi.logs(theta, x), psi.logs(odd, inverted(x)));
        assertThat(psi.logs(theta, inverted(x))[0]).isNotCloseTo(psi.logs(theta, x)[0], within(1e-6));
        requireSame(psi.logs(theta, x), psi.logs(theta, moved(x, 3)));
    }

    @Test
    void networksOfDeterminantsBeginNearThePlainDeterminant() {
        double[] x = Systems.configurations(Systems.DOT_6, SAMPLES, 6);
        var plain = new Formula(Slater.DEFAULTS, Systems.DOT_6);
        double[] b = plain.logs(plain.parameters.initial(1), x);
        for (ParticleModel model : List.of(
                MessagePassing.DEFAULTS.orbitals(HarmonicOscillator.DEFAULTS),
                FermiNet.DEFAULTS,
                Slater.DEFAULTS.coordinates(Backflow.DEFAULTS))) {
            var psi = new Formula(model, Systems.DOT_6);
            double[] a = psi.logs(psi.parameters.initial(1), x);
            // a few hundredths a particle
            double apart = IntStream.range(0, SAMPLES)
                    .mapToDouble(s -> Math.abs(a[s] - b[s]))
                    .average()
                    .orElseThrow();
            assertThat(apart).isBetween(1e-6, 0.2);
        }
    }

    @Test
    void overlappingSpheresHaveNoAmplitude() {
        var system = Systems.trap(3, Particles.bosons(2), 1, Cusps.NONE);
        var psi = new Formula(new HardCore(0.5), system);
        double[] logs = psi.logs(new double[0], new double[] {0, 0, 0, 0.4, 0, 0, 0, 0, 0, 1, 0, 0});
        assertThat(logs[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(logs[1]).isEqualTo(Math.log(0.5), within(1e-15));
    }

    @Test
    void factorsOfAProductHaveParametersOfTheirOwn() {
        var psi = new Formula(Product.of(PairNetwork.DEFAULTS, PairNetwork.DEFAULTS), Systems.DOT_6);
        var one = new Formula(PairNetwork.DEFAULTS, Systems.DOT_6);
        assertThat(psi.parameters.count()).isEqualTo(2 * one.parameters.count());
        assertThat(psi.parameters.entries().getFirst().parameter().name()).startsWith("pair-network.");
        assertThat(psi.parameters.entries().getLast().parameter().name()).startsWith("pair-network-2.");
    }

    @Test
    void theMessagePassingStateHasFewParameters() {
        var gas = Systems.torus(3, 3, Particles.spinHalf(7, 7), Cusps.NONE);
        assertThat(MessagePassing.DEFAULTS.parameterCount(gas)).isLessThan(19_000);
        // from 14 to 38 particles only the factors of more orbitals are added
        var more = Systems.torus(3, 3, Particles.spinHalf(19, 19), Cusps.NONE);
        assertThat(MessagePassing.DEFAULTS.parameterCount(more) - MessagePassing.DEFAULTS.parameterCount(gas))
                .isEqualTo(6 * 33);
    }

    @Test
    void aMachineOfLabelledParticlesIsRefusedForIdenticalOnes() {
        var wrong = new ArrayList<String>();
        GaussianRbm.DEFAULTS.check(Systems.BOSONS, (key, text) -> wrong.add(key + " " + text));
        assertThat(wrong)
                .containsExactly(
                        "symmetry is \"none\", but some particles are identical; it must be \"sum\" or \"pairs\"");
    }
}
