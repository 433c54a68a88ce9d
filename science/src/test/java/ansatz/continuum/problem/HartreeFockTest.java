package ansatz.continuum.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hartree-Fock energies of plane waves against tables that were summed independently.
class HartreeFockTest {
    @ParameterizedTest
    @CsvSource({
        "14, false, 15.692780, -2.089223, -5.112077",
        "54, false, 57.424680, -14.112399, -12.573066",
        "7, true, 12.455368, -1.316128, -3.220407",
        "19, true, 32.005370, -5.572256, -6.266347"
    })
    void electronsHaveTheKineticExchangeAndMadelungEnergiesOfTheTable(
            int n, boolean polarized, double kinetic, double exchange, double madelung) {
        for (double rs : new double[] {0.5, 1, 5, 100}) {
            double expected = kinetic / (rs * rs) + (exchange + madelung) / rs;
            // the table has six decimals
            assertThat(new ElectronGas(n, polarized, rs).hartreeFock())
                    .isCloseTo(expected, within(0.5e-6 / (rs * rs) + 1e-6 / rs));
        }
    }

    @Test
    void fourteenElectronsAgreeWithAnotherCode() {
        // at r_s = 1, from a code with volume 58.6430628670, cut to ten decimals
        assertThat(new ElectronGas(14, false, 1).hartreeFock()).isCloseTo(8.4914806035, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 5.6065, 3.4437", "0.04, 14.1276, 6.8068", "0.08, 22.4262, 9.0094"})
    void neutronsHaveTheEnergiesOfTheTable(double density, double free, double hartreeFock) {
        var matter = new NeutronMatter(14, density, 1, 0);
        // four decimals
        assertThat(matter.comparisons().get("free_gas_energy").value() / 14).isCloseTo(free, within(5.1e-5));
        assertThat(matter.hartreeFock() / 14).isCloseTo(hartreeFock, within(5.1e-5));
    }

    @Test
    void theSingletPotentialHasItsDepth() {
        assertThat(NeutronMatter.depth()).isCloseTo(-30.484, within(5e-4));
    }
}
