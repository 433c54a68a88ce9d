package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.lattice.Lattice;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import ansatz.thermal.ClassicalIsing;
import ansatz.thermal.Potts;
import ansatz.thermal.SingleSpin;
import ansatz.thermal.SwendsenWang;
import ansatz.thermal.Wolff;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void drawsAtOneTemperatureGiveResultsAtOthers() {
        var torus = Thermal.of(ClassicalIsing.on(Lattice.square(8, 8)), 2.3);
        var outcome = torus.reweight(2.2, 2.4).run();
        assertThat(outcome.doubts()).isEmpty();
        for (String name :
                new String[] {"energy_per_site_at_2.2", "heat_capacity_per_site_at_2.2", "energy_per_site_at_2.4"}) {
            var result = outcome.result(name);
            // a fixed seed, three numbers within four errors
            assertThat(Math.abs(result.mean() - result.reference().value())).isLessThan(4 * result.error());
        }
        assertThat(torus.reweight(1.0).run().doubts())
                .singleElement()
                .asString()
                .startsWith("reweighting to 1.0: only ");
    }

    @Test
    void theTwoPhasesOfTenStatesAreBaxters() {
        var torus = Thermal.of(Potts.on(Lattice.square(48, 48), 10), Potts.criticalSquare(10))
                .sampler(new SwendsenWang())
                .start(Thermal.Start.BOTH)
                .draws(150);
        var outcome = torus.run();
        for (String name : new String[] {"energy_hot_start", "energy_cold_start", "latent_heat"}) {
            var result = outcome.result(name);
            // a fixed seed; the chains are short enough to stay in their phases of 48 x 48 sites
            assertThat(Math.abs(result.mean() - result.reference().value())).isLessThan(4 * result.error());
        }
    }

    @Test
    void cumulantsOfTwoSizesCrossNearTheCriticalTemperature(@TempDir Path folder) {
        var torus = Thermal.of(ClassicalIsing.on(Lattice.square(8, 8)), 2.3);
        var sweep = Sweep.of(torus)
                .over("problem.lattice", Lattice.square(8, 8), Lattice.square(16, 16))
                .over("temperature", 2.2, 2.3);
        var runner = new Runner(
                Schema.installed(),
                new Environment(1),
                run -> run,
                Watcher.NONE,
                () -> false,
                Duration.ofHours(1),
                Disk.LOCAL);
        var together = new SweepRunner(runner)
                .run(sweep, "in Java", Destination.folder(folder.resolve("sweep")))
                .together();
        assertThat(together).singleElement().satisfies(crossing -> {
            assertThat(crossing.name()).isEqualTo("binder_crossing_64_256_sites");
            assertThat(crossing.error()).isBetween(1e-4, 2e-2);
            // sizes so small cross a little off the critical temperature: by less than a hundredth
            assertThat(Math.abs(crossing.mean() - ClassicalIsing.CRITICAL_SQUARE))
                    .isLessThan(4 * crossing.error() + 0.01);
        });
    }
}
