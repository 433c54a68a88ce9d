package ansatz.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a product of singlet pairs is beyond a wave function: a singlet, and a determinant.
class PairProductTest {
    private static List<Integer> balanced(int sites) {
        var all = new ArrayList<Integer>();
        for (int bits = 0; bits < 1 << sites; bits++) {
            if (Integer.bitCount(bits) == sites / 2) {
                all.add(bits);
            }
        }
        return all;
    }

    private static Spins spins(int sites, List<Integer> bits) {
        var spins = new Spins(sites, bits.size());
        for (int n = 0; n < bits.size(); n++) {
            for (int i = 0; i < sites; i++) {
                spins.set(i, n, (bits.get(n) >> i & 1) == 1);
            }
        }
        return spins;
    }

    private static double[] values(WaveFunction psi, double[] theta, Spins s) {
        var log = new double[s.count()];
        var phase = new double[s.count()];
        psi.logAmplitudes(theta, s, log, phase);
        var values = new double[s.count()];
        for (int n = 0; n < values.length; n++) {
            values[n] = Math.cos(phase[n]) * Math.exp(log[n]);
        }
        return values;
    }

    @Test
    void twoPairsAreTheSumOfTheTwoWaysToPairThem() {
        var lattice = Lattice.of(4, Lattice.chain(4).bonds());
        var psi = PairProduct.DEFAULTS.on(lattice);
        // f_10, f_20, f_21, f_30, f_31, f_32
        double[] theta = {2, 3, 5, 7, 11, 13};
        // down are the sites of bits that are set. 0 1 up, 2 3 down: f_02 f_13 - f_03 f_12, 1 - (-1)^0; 0 2 up, 1 3
        // down:
        // f_01 f_23 - f_03 f_21 with one pair in the other order
        double[] found = values(psi, theta, spins(4, List.of(0b1100, 0b1010, 0b0110)));
        assertThat(found[0]).isEqualTo(3 * 11 - 7 * 5, within(1e-13));
        assertThat(found[1]).isEqualTo(-(2 * 13 - 7 * 5), within(1e-13));
        // 0 3 up, 1 2 down: f_01 f_32 - f_02 f_31, two pairs in the other order
        assertThat(found[2]).isEqualTo(2 * 13 - 3 * 11, within(1e-13));
    }

    @Test
    void theTotalSpinIsZero() {
        int sites = 8;
        var psi = PairProduct.DEFAULTS.on(Lattice.chain(sites));
        var bits = balanced(sites);
        double[] value = values(psi, psi.initialParameters(3), spins(sites, bits));
        double largest = 0;
        for (double x : value) {
            largest = Math.max(largest, Math.abs(x));
        }
        // S^+ |psi> = 0: amplitudes of configurations that differ in which of the spins down is turned up cancel
        for (int more = 0; more < 1 << sites; more++) {
            if (Integer.bitCount(more) != sites / 2 - 1) {
                continue;
            }
            double sum = 0;
            for (int i = 0; i < sites; i++) {
                if ((more >> i & 1) == 0) {
                    sum += value[bits.indexOf(more | 1 << i)];
                }
            }
            assertThat(sum).isEqualTo(0, within(1e-12 * largest));
        }
    }

    @Test
    void pairsThatAreTranslationsOfEachOtherMakeATranslationInvariantState() {
        var torus = Lattice.square(4, 4);
        var psi = PairProduct.DEFAULTS.translationInvariant().antiperiodic(2).on(torus);
        var bits = balanced(16).subList(5000, 5040);
        double[] theta = psi.initialParameters(1);
        double[] here = values(psi, theta, spins(16, bits));
        for (var translation : torus.translations()) {
            var moved = new ArrayList<Integer>();
            for (int configuration : bits) {
                int there = 0;
                for (int i = 0; i < 16; i++) {
                    there |= (configuration >> i & 1) << translation.image(i);
                }
                moved.add(there);
            }
            double[] there = values(psi, theta, spins(16, moved));
            for (int n = 0; n < here.length; n++) {
                // determinants of order 8 of numbers up to 1
                assertThat(there[n]).isEqualTo(here[n], within(1e-12));
            }
        }
    }

    @Test
    void termsThatVanishFromSymmetryDoNotSpoilTheSum() {
        // without noise the mean field is symmetric and many determinants are exactly 0
        var torus = Lattice.square(4, 4);
        var pairs = new PairProduct(PairProduct.Symmetry.TRANSLATION, List.of(2), 0);
        var psi = Projected.of(pairs, Projected.Kind.POINT_GROUP).on(torus);
        double[] theta = psi.initialParameters(1);
        var bits = balanced(16);
        double[] value = values(psi, theta, spins(16, bits));
        double largest = 0;
        for (double x : value) {
            largest = Math.max(largest, Math.abs(x));
        }
        try (var team = Team.of(1)) {
            var some = bits.subList(3000, 3400);
            var ensemble = psi.ensemble(some.size());
            ensemble.bind(theta, team);
            int n = 0;
            for (var block : ensemble.blocks()) {
                int count = block.spins().count();
                Blocks.copy(spins(16, some.subList(n, n + count)), block.spins(), 0);
                block.refresh();
                var ratio = new double[block.spins().stride()];
                for (int i = 1; i < 16; i++) {
                    block.ratios(new int[] {0, i}, null, ratio, ratio);
                    for (int c = 0; c < count; c++) {
                        int from = some.get(n + c);
                        int to = from ^ 1 ^ 1 << i;
                        double before = value[bits.indexOf(from)];
                        double after = Integer.bitCount(to) == 8 ? value[bits.indexOf(to)] : 0;
                        if (Math.abs(before) > 1e-9 * largest) {
                            assertThat(ratio[c] * before).isEqualTo(after, within(1e-9 * largest));
                        }
                    }
                }
                n += count;
            }
        }
    }
}
