package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
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
    void thePartThatConservesTheMagnetisationHasTheElementsBetweenConfigurationsOfTheSame() {
        var random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            int sites = 2 + random.nextInt(5);
            var builder = PauliSum.on(sites);
            for (int term = 0; term < 8; term++) {
                var letters = new StringBuilder();
                for (int i = 0; i < sites; i++) {
                    letters.append("1XYZ".charAt(random.nextInt(4)));
                }
                builder.add(random.nextGaussian(), DenseHamiltonian.notation(letters.toString()));
            }
            var sum = builder.build();
            var part = sum.conservingPart();
            for (int row = 0; row < 1 << sites; row++) {
                for (int column = 0; column < 1 << sites; column++) {
                    boolean same = Integer.bitCount(row) == Integer.bitCount(column);
                    double[] all = element(sum, row, column);
                    double[] kept = element(part, row, column);
                    // up to 2^5 parts of each of eight strings of order one
                    assertThat(kept[0]).isEqualTo(same ? all[0] : 0, within(1e-13));
                    assertThat(kept[1]).isEqualTo(same ? all[1] : 0, within(1e-13));
                }
            }
            assertThat(part.conservesMagnetization()).isTrue();
        }
    }

    private static double[] element(PauliSum sum, int row, int column) {
        if (row == column) {
            return new double[] {sum.diagonal().element(row), 0};
        }
        for (var group : sum.offDiagonal()) {
            int mask = 0;
            for (int site : group.flips()) {
                mask |= 1 << site;
            }
            if ((row ^ column) == mask) {
                return new double[] {group.element(row), group.imaginaryElement(row)};
            }
        }
        return new double[2];
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
    void imaginaryCoefficientsMayCancel() {
        var sum = PauliSum.on(2)
                .add(0.5, 0.25, PauliString.parse("X0"))
                .add(0.5, -0.25, PauliString.parse("X0"))
                .build();
        assertThat(sum).isEqualTo(PauliSum.on(2).add(1, "X0").build()).hasToString("1.0 X0");
    }

    @Test
    void anOddNumberOfSigmaYHasImaginaryElements() {
        var random = new Random(5);
        for (int trial = 0; trial < 20; trial++) {
            var letters = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                letters.append("1XYZ".charAt(random.nextInt(4)));
            }
            var sum = PauliSum.on(4)
                    .add(0.7, DenseHamiltonian.notation(letters.toString()))
                    .build();
            boolean odd = letters.chars().filter(c -> c == 'Y').count() % 2 == 1;
            assertThat(sum.real()).isEqualTo(!odd);
            var group = sum.offDiagonal().isEmpty()
                    ? sum.diagonal()
                    : sum.offDiagonal().getFirst();
            int mask = 0;
            for (int site : group.flips()) {
                mask |= 1 << site;
            }
            for (int row = 0; row < 16; row++) {
                double[] element = DenseHamiltonian.element(letters.toString(), row, row ^ mask);
                assertThat(group.element(row)).isEqualTo(0.7 * element[0], within(1e-15));
                assertThat(group.imaginaryElement(row)).isEqualTo(0.7 * element[1], within(1e-15));
            }
        }
    }

    @Test
    void theMagnetisationIsConservedWhereTheMatrixSaysSo() {
        var random = new Random(11);
        int conserved = 0;
        for (int trial = 0; trial < 200; trial++) {
            var builder = PauliSum.on(3);
            String[] pool = {"X0 X1", "Y0 Y1", "X0 Y1", "Y0 X1", "Z0 Z1", "X0 X1 Z2", "Y0 Y1 Z2", "Z2", "X2"};
            for (String string : pool) {
                if (random.nextInt(3) == 0) {
                    builder.add(string.startsWith("Y0 X") ? -1 : 1, string);
                }
            }
            var sum = builder.build();
            boolean expected = true;
            for (var group : sum.offDiagonal()) {
                int mask = 0;
                for (int site : group.flips()) {
                    mask |= 1 << site;
                }
                for (int s = 0; s < 8; s++) {
                    boolean zero = group.element(s) == 0 && group.imaginaryElement(s) == 0;
                    expected &= zero || Integer.bitCount(s) == Integer.bitCount(s ^ mask);
                }
            }
            assertThat(sum.conservesMagnetization()).isEqualTo(expected);
            conserved += expected ? 1 : 0;
        }
        assertThat(conserved).isBetween(5, 195);
    }

    @Test
    void theRuleOfMarshallChangesTheSignOfFlipsOfTheOddSublattice() {
        var chain = Lattice.chain(4);
        var heisenberg = Heisenberg.on(chain).signRule(SignRule.NONE).hamiltonian();
        var sublattices = chain.bipartition().orElseThrow();
        var rotated = heisenberg.marshall(sublattices);
        assertThat(rotated.offDiagonal()).allSatisfy(group -> {
            for (int s = 0; s < 16; s++) {
                assertThat(group.element(s)).isNotPositive();
            }
        });
        assertThat(rotated).isEqualTo(Heisenberg.on(chain).hamiltonian()).isNotEqualTo(heisenberg);
        assertThat(rotated.marshall(sublattices)).isEqualTo(heisenberg);
        assertThat(ExactDiagonalization.groundState(rotated).energy())
                .isEqualTo(ExactDiagonalization.groundState(heisenberg).energy(), within(1e-12));
    }

    @Test
    void whatCannotBeAHamiltonianIsRefused() {
        assertThatThrownBy(() -> PauliSum.on(2).add(1, "X0 Z2"))
                .hasMessageContaining("site 2")
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> PauliSum.on(2).add(Double.NaN, "X0")).hasMessageContaining("finite");
        assertThatThrownBy(() ->
                        PauliSum.on(2).add(1, 0.5, PauliString.parse("X0")).build())
                .hasMessageContaining("not Hermitian")
                .hasMessageContaining("X0 is 1.0 + 0.5i");
        assertThatThrownBy(() -> PauliString.parse("X0 W1")).hasMessageContaining("\"W1\"");
        assertThatThrownBy(() -> PauliString.parse("X0 Z0")).hasMessageContaining("occurs once");
    }
}
