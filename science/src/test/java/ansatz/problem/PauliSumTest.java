package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Spins;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PauliSumTest {
    @Test
    void aSumHasTheMatrixOfItsKroneckerProducts() {
        var random = new Random(7);
        for (int trial = 0; trial < 20; trial++) {
            int sites = 1 + random.nextInt(5);
            var builder = PauliSum.on(sites);
            var expected = new double[1 << sites][1 << sites];
            for (int term = 0; term < 8; term++) {
                var letters = new StringBuilder();
                for (int i = 0; i < sites; i++) {
                    letters.append("1XYZ".charAt(random.nextInt(4)));
                }
                if (letters.chars().filter(c -> c == 'Y').count() % 2 == 1) {
                    continue;
                }
                double c = random.nextGaussian();
                builder.add(c, DenseHamiltonian.notation(letters.toString()));
                for (int row = 0; row < expected.length; row++) {
                    for (int column = 0; column < expected.length; column++) {
                        double[] element = DenseHamiltonian.element(letters.toString(), row, column);
                        assertThat(element[1]).isZero();
                        expected[row][column] += c * element[0];
                    }
                }
            }
            var matrix = DenseHamiltonian.matrix(builder.build());
            for (int row = 0; row < expected.length; row++) {
                // eight terms of order one
                assertThat(matrix[row]).containsExactly(expected[row], within(1e-14));
            }
        }
    }

    @Test
    void aHeisenbergBondConnectsAntiparallelSpinsOnly() {
        var bond =
                PauliSum.on(2).add(1, "X0 X1").add(1, "Y0 Y1").add(1, "Z0 Z1").build();
        assertThat(bond.offDiagonal()).hasSize(1);
        var flip = bond.offDiagonal().getFirst();
        assertThat(flip.constant()).isFalse();
        assertThat(flip.element(0b00)).isZero();
        assertThat(flip.element(0b11)).isZero();
        assertThat(flip.element(0b01)).isEqualTo(2);
        assertThat(flip.element(0b10)).isEqualTo(2);
    }

    @Test
    void whatCancelsLeavesNoElement() {
        var sum = PauliSum.on(2).add(1, "X0").add(-1, "X0").add(0.5, "Z1").build();
        assertThat(sum.offDiagonal()).isEmpty();
        assertThat(sum.diagonal().terms()).isEqualTo(1);
    }

    @Test
    void elementsOfABlockAreThoseOfTheBitsBeyond64SpinsToo() {
        int sites = 150;
        var sum = PauliSum.on(sites)
                .add(0.5, "X3 X140 Z70 Z71")
                .add(0.25, "Y3 Y140")
                .add(2, "X3 X140")
                .add(-1, "X3 X140 Z1 Z2 Z149")
                .build();
        assertThat(sum.offDiagonal()).hasSize(1);
        var group = sum.offDiagonal().getFirst();
        var spins = new Spins(sites, 20);
        var random = new Random(3);
        for (int n = 0; n < 20; n++) {
            for (int i = 0; i < sites; i++) {
                spins.set(i, n, random.nextBoolean());
            }
        }
        var bits = new long[20 * Spins.words(sites)];
        spins.pack(bits, 0);
        var out = new double[spins.stride()];
        group.elements(spins.values(), spins.stride(), 20, out);
        for (int n = 0; n < 20; n++) {
            long[] down = java.util.Arrays.copyOfRange(bits, n * 3, n * 3 + 3);
            assertThat(out[n]).isEqualTo(group.element(down));
        }
    }

    @Test
    void whatCannotBeAHamiltonianIsRefused() {
        assertThatThrownBy(() -> PauliSum.on(2).add(1, "X0 Z2"))
                .hasMessageContaining("site 2")
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> PauliSum.on(2).add(Double.NaN, "X0")).hasMessageContaining("finite");
        assertThatThrownBy(() -> PauliSum.on(2).add(1, "Y0").build()).hasMessageContaining("imaginary");
        assertThatThrownBy(() -> PauliString.parse("X0 W1")).hasMessageContaining("\"W1\"");
        assertThatThrownBy(() -> PauliString.parse("X0 Z0")).hasMessageContaining("occurs once");
    }
}
