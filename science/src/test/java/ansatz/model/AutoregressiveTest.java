package ansatz.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What normalised wave functions promise.
class AutoregressiveTest {
    private static final List<AutoregressiveAmplitude> FAMILIES =
            List.of(Made.DEFAULTS, new Made(2, 3, 3), Recurrent.DEFAULTS, new Recurrent(5, 4));

    private static Spins all(int sites) {
        var all = new Spins(sites, 1 << sites);
        for (int n = 0; n < 1 << sites; n++) {
            for (int i = 0; i < sites; i++) {
                all.set(i, n, (n >> i & 1) == 1);
            }
        }
        return all;
    }

    @Test
    void theSquaresOfAllConfigurationsSumToOne() {
        for (var family : FAMILIES) {
            for (int sites : new int[] {3, 10}) {
                var psi = family.on(Lattice.chain(sites));
                var s = all(sites);
                var log = new double[s.count()];
                psi.logAmplitudes(psi.initialParameters(8), s, log, new double[s.count()]);
                double sum = 0;
                double most = 0;
                for (double value : log) {
                    sum += Math.exp(2 * value);
                    most = Math.max(most, Math.exp(2 * value));
                }
                // roundings of 1024 terms
                assertThat(sum).isEqualTo(1, within(1e-13));
                // and they are not all alike
                assertThat(most).isGreaterThan(1.05 / s.count());
            }
        }
    }

    @Test
    void theOddsOfASpinDependOnThoseBeforeItOnly() {
        int sites = 6;
        for (var family : FAMILIES) {
            var psi = (Autoregressive) family.on(Lattice.chain(sites));
            double[] theta = psi.initialParameters(8);
            var s = all(sites);
            var log = new double[s.count()];
            psi.logAmplitudes(theta, s, log, new double[s.count()]);
            for (int site = 0; site < sites; site++) {
                var odds = new double[s.count()];
                psi.logOdds(theta, s, site, odds);
                for (int n = 0; n < s.count(); n++) {
                    // bits of later spins, and its own, change nothing
                    assertThat(odds[n]).isEqualTo(odds[n & (1 << site) - 1]);
                }
                // the odds are those of the probabilities, summed over all later spins
                for (int n = 0; n < 1 << site; n++) {
                    double up = 0;
                    double down = 0;
                    for (int later = n; later < s.count(); later += 1 << site) {
                        double p = Math.exp(2 * log[later]);
                        up += (later >> site & 1) == 0 ? p : 0;
                        down += (later >> site & 1) == 0 ? 0 : p;
                    }
                    assertThat(odds[n]).isEqualTo(Math.log(up / down), within(1e-12));
                }
            }
        }
    }
}
