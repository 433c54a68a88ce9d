package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.array.Array;
import ansatz.engine.linalg.SymmetricEigen;
import ansatz.lattice.Lattice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectorTest {
    /// All eigenvalues of an operator in a sector, ascending; those of a complex one occur twice in its real form.
    private static double[] spectrum(PauliSum operator, Sector sector) {
        var matrix = new SectorOperator(operator, sector);
        int n = matrix.dimension();
        if (n == 0) {
            return new double[0];
        }
        var rows = new double[n][n];
        for (int k = 0; k < n; k++) {
            var unit = new double[n];
            unit[k] = 1;
            matrix.apply(unit, rows[k]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                // elements of order one
                assertThat(rows[i][j]).isEqualTo(rows[j][i], within(1e-13));
            }
        }
        double[] values = SymmetricEigen.of(Array.of(rows)).values().clone();
        Arrays.sort(values);
        if (!matrix.complex()) {
            return values;
        }
        var half = new double[n / 2];
        Arrays.setAll(half, k -> values[2 * k]);
        return half;
    }

    private static void requireWhole(PauliSum operator, List<Sector> sectors) {
        double[] whole = spectrum(operator, Sector.of(operator.sites()));
        double[] parts = sectors.stream()
                .flatMapToDouble(sector -> Arrays.stream(spectrum(operator, sector)))
                .sorted()
                .toArray();
        // eigenvalues of order ten
        assertThat(parts).containsExactly(whole, within(1e-11));
    }

    @Test
    void magnetisationsMomentaAndTheSpinFlipDivideTheWholeSpectrumOfARing() {
        var ring = Lattice.chain(7);
        var xxz = Xxz.on(ring).anisotropy(0.6).hamiltonian();
        var byMagnetization = new ArrayList<Sector>();
        for (int m = -7; m <= 7; m += 2) {
            byMagnetization.add(Sector.of(7).magnetization(m));
        }
        requireWhole(xxz, byMagnetization);
        var byMomentum = new ArrayList<Sector>();
        for (int k = 0; k < 7; k++) {
            byMomentum.add(Sector.of(7).momentum(ring, k).flip(true));
            byMomentum.add(Sector.of(7).flip(false).momentum(ring, k));
        }
        requireWhole(xxz, byMomentum);
    }

    @Test
    void reflectionsDivideTheMomentumZeroOnly() {
        var ring = Lattice.chain(6);
        var ising = Ising.on(ring).field(0.7).hamiltonian();
        var mirror = ring.pointGroup().get(1);
        double[] zero = spectrum(ising, Sector.of(6).momentum(ring, 0));
        double[] parts = Arrays.stream(new int[] {0, 1})
                .mapToObj(m -> spectrum(ising, Sector.of(6).momentum(ring, 0).symmetry(mirror, m)))
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        assertThat(parts).containsExactly(zero, within(1e-11));
        assertThatThrownBy(() -> Sector.of(6).momentum(ring, 1).symmetry(mirror, 0))
                .hasMessageContaining("no state has these eigenvalues");
    }

    @Test
    void momentaOfATorusOfThreeSitesACellDivideTheSpectrum() {
        var kagome = Lattice.kagome(2, 2);
        // coupling of each bond and field: 12 spins are too many for a dense matrix, three in the magnetisation -10
        var operator = Heisenberg.on(kagome).hamiltonian();
        double[] whole = spectrum(operator, Sector.of(12).magnetization(-8));
        var parts = new ArrayList<Double>();
        for (int x = 0; x < 2; x++) {
            for (int y = 0; y < 2; y++) {
                for (double value :
                        spectrum(operator, Sector.of(12).magnetization(-8).momentum(kagome, x, y))) {
                    parts.add(value);
                }
            }
        }
        assertThat(whole).hasSize(66);
        assertThat(parts.stream().mapToDouble(v -> v).sorted().toArray()).containsExactly(whole, within(1e-11));
    }

    @Test
    void aComplexHamiltonianHasTheSpectrumOfItsRealEquivalent() {
        // x -> y, y -> -x by a turn about z: X0 Z1 + ... becomes Y0 Z1 + ...
        var real = PauliSum.on(4)
                .add(1, "X0 Z1")
                .add(0.5, "X1 X2 X3")
                .add(-0.7, "Z2 Z3")
                .add(0.3, "X3")
                .build();
        var turned = PauliSum.on(4)
                .add(1, "Y0 Z1")
                .add(0.5, "Y1 Y2 Y3")
                .add(-0.7, "Z2 Z3")
                .add(0.3, "Y3")
                .build();
        assertThat(turned.real()).isFalse();
        assertThat(spectrum(turned, Sector.of(4))).containsExactly(spectrum(real, Sector.of(4)), within(1e-12));
        assertThat(ExactDiagonalization.energy(turned, Sector.of(4)))
                .isEqualTo(spectrum(real, Sector.of(4))[0], within(1e-11));
    }

    @Test
    void theLowestEnergyOfEachSectorIsThatOfTheDenseMatrix() {
        var square = Lattice.square(3, 3);
        var operator = J1J2.on(square).hamiltonian();
        for (int x = 0; x < 3; x++) {
            for (int m = -1; m <= 3; m += 2) {
                var sector = Sector.of(9).magnetization(m).momentum(square, x, 1);
                assertThat(ExactDiagonalization.energy(operator, sector))
                        .isEqualTo(spectrum(operator, sector)[0], within(1e-10));
            }
        }
    }

    @Test
    void whatTheHamiltonianOrTheSpinsCannotHaveIsRefused() {
        assertThatThrownBy(() -> Sector.of(7).magnetization(0)).hasMessageContaining("odd number from -7 to 7");
        assertThatThrownBy(() -> Sector.of(6).magnetization(8)).hasMessageContaining("-6 to 6");
        assertThatThrownBy(() -> Sector.of(6).magnetization(2).flip(true)).hasMessageContaining("must be 0");
        var ising = Ising.on(Lattice.chain(6)).hamiltonian();
        assertThatThrownBy(() -> ExactDiagonalization.energy(ising, Sector.of(6).magnetization(0)))
                .hasMessageContaining("does not conserve");
        var field = PauliSum.on(3).add(1, "Z0").build();
        assertThatThrownBy(() -> ExactDiagonalization.energy(field, Sector.of(3).flip(true)))
                .hasMessageContaining("spin flip");
        assertThatThrownBy(() -> ExactDiagonalization.energy(field, Sector.of(3).momentum(Lattice.chain(3), 0)))
                .hasMessageContaining("couplings break");
        assertThatThrownBy(() -> Sector.of(6).momentum(Lattice.chain(6).open(), 1))
                .hasMessageContaining("open");
        assertThatThrownBy(() -> ExactDiagonalization.energy(
                        PauliSum.on(25).add(1, "X24").build(), Sector.of(25)))
                .hasMessageContaining("at most 24");
    }
}
