package ansatz.thermal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Exact answers of classical models, each found in two ways.
class ExactTest {
    static Stream<ClassicalModel> small() {
        return Stream.of(
                ClassicalIsing.on(Lattice.chain(7)),
                ClassicalIsing.on(Lattice.chain(7).open()).magneticField(0.3),
                ClassicalIsing.on(Lattice.square(4, 3)).coupling(-0.7).magneticField(-0.2),
                Potts.on(Lattice.chain(6), 3),
                Potts.on(Lattice.square(3, 3), 4));
    }

    @ParameterizedTest
    @MethodSource("small")
    void theTransferMatrixIsTheSumOverAllConfigurations(ClassicalModel model) {
        double t = 1.3;
        var c = Configuration.of(model);
        int n = c.sites();
        double z = 0;
        double e = 0;
        double ee = 0;
        double configurations = Math.pow(model.states(), n);
        for (long number = 0; number < configurations; number++) {
            long digits = number;
            for (int i = 0; i < n; i++) {
                c.states()[i] = (byte) (digits % model.states());
                digits /= model.states();
            }
            c.count();
            double energy = model.offset() - model.pair() * c.equalPairs() - model.field() * c.counts()[0];
            double weight = Math.exp(-energy / t);
            z += weight;
            e += weight * energy;
            ee += weight * energy * energy;
        }
        var exact = model.exact(t).orElseThrow();
        // sums of up to 262144 terms
        assertThat(exact.logPartition()).isEqualTo(Math.log(z), within(1e-11));
        assertThat(exact.energy()).isEqualTo(e / z / n, within(1e-11));
        assertThat(exact.heatCapacity()).isEqualTo((ee / z - e / z * (e / z)) / (t * t) / n, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "4, 1", "3, -0.8"})
    void randomClustersGiveThePartitionFunctionOfTheTransferMatrix(int states, double coupling) {
        var model = new Potts(Lattice.square(3, 3), states, coupling);
        var clusters = RandomClusters.exact(model, 0.9).orElseThrow();
        var transfer = TransferMatrix.exact(model, 0.9).orElseThrow();
        // sums of 2^18 terms, with signs where the coupling is negative
        assertThat(clusters.logPartition()).isEqualTo(transfer.logPartition(), within(1e-10));
        assertThat(clusters.energy()).isEqualTo(transfer.energy(), within(1e-10));
        assertThat(clusters.heatCapacity()).isEqualTo(transfer.heatCapacity(), within(1e-9));
    }

    @Test
    void tenStatesHaveExactValuesOnTheSmallestTorus() {
        double critical = Potts.criticalSquare(10);
        var model = Potts.on(Lattice.square(3, 3), 10);
        // ten states are too many for its transfer matrix; at infinite temperature a bond is equal with 1/10
        assertThat(model.exact(1e6).orElseThrow().energy()).isEqualTo(-2 / 10.0, within(1e-5));
        var phases = model.coexistence(critical).orElseThrow();
        // R. J. Baxter, J. Phys. C 6, L445 (1973)
        assertThat(phases.disordered() - phases.ordered()).isEqualTo(0.696049, within(5e-7));
        assertThat(phases.disordered()).isEqualTo(-0.968203, within(5e-7));
        assertThat(phases.ordered()).isEqualTo(-1.664252, within(5e-7));
        assertThat(model.coexistence(critical * 1.001)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 4, 1.5", "5, 4, 2.2", "4, 5, 2.2", "6, 6, 2.269185314213022", "7, 3, 6.0", "8, 8, 1.0"})
    void theSolutionOfTheTorusIsItsTransferMatrix(int rows, int columns, double t) {
        var solved = Kaufman.torus(rows, columns, 1.0, t);
        var counted = TransferMatrix.exact(ClassicalIsing.on(Lattice.square(columns, rows)), t)
                .orElseThrow();
        // second differences of hyperbolic functions lose some digits
        assertThat(solved.logPartition()).isEqualTo(counted.logPartition(), within(1e-11 * rows * columns));
        assertThat(solved.energy()).isEqualTo(counted.energy(), within(1e-11));
        assertThat(solved.heatCapacity()).isEqualTo(counted.heatCapacity(), within(1e-9));
    }

    @Test
    void largeToriApproachTheInfiniteLattice() {
        // L. Onsager, Phys. Rev. 65, 117 (1944): u(2.5) and, at the critical point, -sqrt 2
        assertThat(Kaufman.torus(256, 256, 1, 2.5).energy()).isEqualTo(-1.106079204, within(1e-9));
        // the correction is of order 1 / L
        double critical =
                Kaufman.torus(1000, 1000, 1, ClassicalIsing.CRITICAL_SQUARE).energy();
        assertThat(critical).isEqualTo(-Math.sqrt(2), within(1e-3)).isLessThan(-Math.sqrt(2));
    }

    @Test
    void wideLatticesHaveNoTransferMatrix() {
        assertThat(Potts.on(Lattice.square(8, 8), 3).exact(1)).isEmpty();
        assertThat(Potts.on(Lattice.chain(3000), 10).exact(1)).isPresent();
    }

    @Test
    void transitionsOfThePottsModelAreThePublishedOnes() {
        assertThat(Potts.criticalSquare(2)).isEqualTo(ClassicalIsing.CRITICAL_SQUARE / 2, within(1e-15));
        assertThat(Potts.criticalSquare(10)).isEqualTo(0.701231568, within(1e-9));
        // R. J. Baxter, J. Phys. C 6, L445 (1973)
        assertThat(Potts.latentHeat(10)).isEqualTo(0.696049, within(1e-6));
        assertThat(Potts.latentHeat(4)).isZero();
        assertThat(Potts.latentHeat(5)).isEqualTo(0.052919, within(1e-6));
    }
}
