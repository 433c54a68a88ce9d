package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Chain;
import ansatz.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsingTest {
    /// Values of the literature, to the digits it gives.
    @ParameterizedTest
    @CsvSource({
        "20, true, 1, -25.49098969, 5e-9",
        "10, true, 1, -12.784906442999322, 1e-13",
        "32, true, 1, -40.76003249419223, 1e-13",
        "32, true, 0.5, -34.03342111916819, 1e-13",
        "80, true, 1, -101.8657088576, 5e-9",
        "80, true, 2, -170.167105596, 5e-9",
        "10, false, 1, -12.381489999654734, 1e-13",
        "20, false, 1, -25.1077971116, 5e-11",
        "1000, false, 1, -1272.8762953418, 5e-11"
    })
    void theExactEnergyIsThatOfTheLiterature(int length, boolean periodic, double field, double energy, double digits) {
        var ising = Ising.on(new Chain(length, periodic)).field(field);
        assertThat(ising.reference().orElseThrow().value())
                .isEqualTo(energy, within(digits + 1e-13 * Math.abs(energy)));
    }

    @ParameterizedTest
    @CsvSource({
        "8, true, 1, 0.3", "8, true, -1, 0.3", "7, true, -1, 0.4", "7, true, -1, 1.7", "7, true, 1, -0.6",
                "8, true, 0.5, -2",
        "5, true, 0, 1", "5, true, 1, 0", "5, true, -1, 0", "6, false, -1, 0.8", "7, false, 1, 0", "2, false, 1, 0.5"
    })
    void freeFermionsAgreeWithDiagonalizationForAnySign(int length, boolean periodic, double coupling, double field) {
        var ising = Ising.on(new Chain(length, periodic)).coupling(coupling).field(field);
        double exact = ising.reference().orElseThrow().value();
        double energy = ExactDiagonalization.groundState(ising.hamiltonian()).energy();
        assertThat(exact).isEqualTo(energy, within(1e-11));
    }

    @Test
    void eachSpinHasOneConnectedElementAndTheDiagonalOneTermABond() {
        var h = Ising.on(Lattice.chain(100)).hamiltonian();
        assertThat(h.offDiagonal()).hasSize(100).allMatch(g -> g.constant() && g.flips().length == 1);
        assertThat(h.diagonal().terms()).isEqualTo(100);
    }
}
