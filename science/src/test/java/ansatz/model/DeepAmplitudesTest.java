package ansatz.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.lattice.Permutation;
import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What networks that move with their lattice promise.
class DeepAmplitudesTest {
    private static Spins random(int sites, int count) {
        var spins = new Spins(sites, count);
        var random = new Random(4);
        for (int n = 0; n < count; n++) {
            for (int i = 0; i < sites; i++) {
                spins.set(i, n, random.nextBoolean());
            }
        }
        return spins;
    }

    private static double[] logs(WaveFunction psi, Spins s) {
        var log = new double[s.count()];
        psi.logAmplitudes(psi.initialParameters(3), s, log, new double[s.count()]);
        return log;
    }

    private static Spins moved(Spins s, Permutation permutation) {
        var moved = new Spins(s.sites(), s.count());
        for (int n = 0; n < s.count(); n++) {
            for (int i = 0; i < s.sites(); i++) {
                moved.set(permutation.image(i), n, s.get(i, n) < 0);
            }
        }
        return moved;
    }

    /// The largest change of log psi under some symmetries.
    private static double change(Amplitude amplitude, Lattice lattice, List<Permutation> symmetries) {
        var psi = amplitude.on(lattice);
        var s = random(lattice.sites(), 9);
        double[] values = logs(psi, s);
        double largest = 0;
        for (var symmetry : symmetries) {
            double[] there = logs(psi, moved(s, symmetry));
            for (int n = 0; n < values.length; n++) {
                largest = Math.max(largest, Math.abs(there[n] - values[n]));
            }
        }
        return largest;
    }

    private static final List<Lattice> LATTICES = List.of(
            Lattice.chain(7),
            Lattice.square(3, 4),
            Lattice.triangular(4, 3),
            Lattice.honeycomb(3, 4),
            Lattice.kagome(3, 3),
            Lattice.cubic(3, 3, 3));

    @Test
    void translationsOfAnyLatticeLeaveAConvolutionalNetworkAsItIs() {
        var network = new Convolutional(List.of(3, 3, 2), 3, 1);
        for (var lattice : LATTICES) {
            // the same terms in another order
            assertThat(change(network, lattice, lattice.translations())).isLessThan(1e-12);
        }
        var square = Lattice.square(4, 4);
        assertThat(change(network, square, square.pointGroup())).isGreaterThan(1e-3);
    }

    @Test
    void chainsThatCarryChangesThroughTheLayersMoveAsThoseThatAreEvaluatedAnew() {
        // windows of even and odd width, layers that are added and that are not, moves that reach everything and that
        // do not
        for (var network : List.of(
                new Convolutional(List.of(3, 3, 2), 2, 1),
                new Convolutional(List.of(5, 5), 3, 1),
                new Convolutional(List.of(2), 3, 1))) {
            for (var lattice : LATTICES) {
                requireSameMoves(network.on(lattice), lattice.sites());
            }
            requireSameMoves(network.on(Lattice.square(9, 8)), 72);
        }
    }

    private static void requireSameMoves(WaveFunction psi, int sites) {
        double[] theta = psi.initialParameters(8);
        var random = new Random(2);
        try (var team = Team.of(1)) {
            var fast = psi.ensemble(19);
            fast.bind(theta, team);
            int first = 0;
            for (var block : fast.blocks()) {
                int count = block.spins().count();
                var direct = new DirectEnsemble(psi, new int[] {count});
                direct.bind(theta, team);
                var other = direct.blocks().getFirst();
                var start = random(sites, first + count);
                for (int n = 0; n < count; n++) {
                    for (int i = 0; i < sites; i++) {
                        block.spins().set(i, n, start.get(i, first + n) < 0);
                        other.spins().set(i, n, start.get(i, first + n) < 0);
                    }
                }
                first += count;
                block.refresh();
                other.refresh();
                var uniform = new double[block.spins().stride()];
                Arrays.fill(uniform, 2.0);
                var a = new double[uniform.length];
                var b = new double[uniform.length];
                for (int move = 0; move < 30; move++) {
                    for (int n = 0; n < count; n++) {
                        // a third is not allowed
                        uniform[n] = 1.5 * random.nextDouble();
                    }
                    int one = random.nextInt(sites);
                    int two = random.nextInt(sites);
                    int[] flips = one == two ? new int[] {one} : new int[] {one, two};
                    block.ratios(flips, null, a, a);
                    other.ratios(flips, null, b, b);
                    for (int n = 0; n < count; n++) {
                        // moves of one rounding each in a few hundred terms
                        assertThat(a[n]).isEqualTo(b[n], within(1e-11 * b[n]));
                    }
                    assertThat(block.propose(flips, uniform)).isEqualTo(other.propose(flips, uniform));
                    for (int n = 0; n < count; n++) {
                        assertThat(block.spins().get(one, n))
                                .isEqualTo(other.spins().get(one, n));
                    }
                }
            }
        }
    }

    @Test
    void translationsByWholePatchesLeaveATransformerAsItIs() {
        var network = new Transformer(1, 4, 2, 2, Transformer.Head.LOG_COSH, 1);
        for (var lattice : LATTICES) {
            assertThat(change(network, lattice, lattice.translations())).isLessThan(1e-11);
        }
        var square = Lattice.square(4, 6);
        var whole = new ArrayList<Permutation>();
        for (var translation : square.translations()) {
            int image = translation.image(0);
            if (image % 4 % 2 == 0 && image / 4 % 2 == 0) {
                whole.add(translation);
            }
        }
        assertThat(whole).hasSize(6);
        assertThat(change(network.patch(2), square, whole)).isLessThan(1e-11);
        assertThat(change(network.patch(2), square, square.translations())).isGreaterThan(1e-3);
    }

    @Test
    void turningAllSpinsOverLeavesNetworksWithoutBiasAsTheyAre() {
        var lattice = Lattice.square(4, 4);
        for (Amplitude amplitude : List.of(Convolutional.DEFAULTS, Transformer.DEFAULTS)) {
            var psi = amplitude.on(lattice);
            var s = random(16, 9);
            double[] values = logs(psi, s);
            for (int n = 0; n < 9; n++) {
                for (int i = 0; i < 16; i++) {
                    s.flip(i, n);
                }
            }
            assertThat(logs(psi, s)).containsExactly(values, within(1e-13));
            assertThat(amplitude.even()).isTrue();
        }
        // the sum of odd numbers is odd
        var sum = Transformer.DEFAULTS.head(Transformer.Head.SUM);
        assertThat(sum.even()).isFalse();
        var odd = sum.on(lattice);
        var s = random(16, 1);
        double value = logs(odd, s)[0];
        for (int i = 0; i < 16; i++) {
            s.flip(i, 0);
        }
        assertThat(logs(odd, s)[0]).isEqualTo(-value, within(1e-13));
    }

    @Test
    void oneLayerWithTheWholeLatticeAsWindowIsTheSymmetricBoltzmannMachine() {
        var lattice = Lattice.chain(5);
        var rbm = Rbm.DEFAULTS.translationInvariant().density(2).sigma(1).on(lattice);
        var network = new Convolutional(List.of(2), 5, 1).on(lattice);
        double[] theta = rbm.initialParameters(5);
        assertThat(network.parameterCount()).isEqualTo(theta.length);
        var s = random(5, 20);
        var a = new double[20];
        var b = new double[20];
        rbm.logAmplitudes(theta, s, a, new double[20]);
        // the window counts its places from the middle
        var turned = new double[theta.length];
        for (int f = 0; f < 2; f++) {
            for (int j = 0; j < 5; j++) {
                turned[f * 5 + j] = theta[f * 5 + Math.floorMod(j - 2, 5)];
            }
        }
        network.logAmplitudes(turned, s, b, new double[20]);
        for (int n = 0; n < 20; n++) {
            // 2 cosh and cosh: ten units
            assertThat(b[n] + 10 * Math.log(2)).isEqualTo(a[n], within(1e-12));
        }
    }
}
