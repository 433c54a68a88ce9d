package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.lattice.Lattice;
import ansatz.schema.InvalidInput;
import ansatz.thermal.ClassicalIsing;
import ansatz.thermal.Potts;
import ansatz.thermal.SingleSpin;
import ansatz.thermal.Wolff;
import org.junit.jupiter.api.Test;

class ThermalTest {
    private static final Thermal RING = Thermal.of(Potts.on(Lattice.chain(10), 3), 0.8);

    @Test
    void theRingHasItsExactEnergyAndHeatCapacity() {
        var outcome = RING.run();
        for (String name : new String[] {"energy_per_site", "heat_capacity_per_site"}) {
            var result = outcome.result(name);
            // a fixed seed, two numbers within four errors
            assertThat(Math.abs(result.mean() - result.reference().value())).isLessThan(4 * result.error());
        }
        assertThat(outcome.doubts()).isEmpty();
        assertThat(outcome.result("binder_cumulant").mean()).isBetween(0.0, 2.0 / 3);
    }

    @Test
    void aRestoredSimulationGoesOnWithTheSameBits() {
        var study = RING.draws(5000).sampler(SingleSpin.heatBath());
        try (var whole = study.computation(new Environment(1));
                var part = study.computation(new Environment(2));
                var rest = study.computation(new Environment(1))) {
            for (int k = 0; k < 2; k++) {
                part.advance();
            }
            rest.restore(part.state());
            while (!whole.finished()) {
                whole.advance();
            }
            while (!rest.finished()) {
                rest.advance();
            }
            assertThat(rest.outcome().results()).isEqualTo(whole.outcome().results());
        }
    }

    @Test
    void hotAndColdChainsAgreeWhereThereIsOnePhase() {
        var latent = RING.start(Thermal.Start.BOTH).run().result("latent_heat");
        assertThat(Math.abs(latent.mean())).isLessThan(4 * latent.error());
    }

    @Test
    void clustersAreRefusedWhereTheyDoNotServe() {
        assertThatThrownBy(() -> Thermal.of(ClassicalIsing.on(Lattice.chain(8)).coupling(-1), 1)
                        .sampler(new Wolff())
                        .run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("sampler")
                .hasMessageContaining("ferromagnetic");
    }
}
