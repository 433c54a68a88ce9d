package ansatz.continuum.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.model.PlaneWaves;
import ansatz.continuum.model.Slater;
import ansatz.continuum.problem.UnitaryGas;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.ParticleSystem.Cusps;
import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Space;
import ansatz.engine.parallel.Team;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The gas at unitarity against what is known exactly.
class UnitaryGasTest {
    private static final int WALKERS = 40;
    private static final UnitaryGas GAS = new UnitaryGas(14, 0.4);

    private static ParticleEnergies energies(ParticleModel model, ParticleSystem system, double spread) {
        var psi = ParticleWaveFunction.of(model, system);
        var random = new Random(7);
        double[] x =
                random.doubles((long) WALKERS * system.coordinates(), 0, spread).toArray();
        try (var team = Team.of(1)) {
            var energies = new ParticleEnergies(GAS.hamiltonian(), psi, WALKERS, team);
            energies.evaluate(psi.initialParameters(1), x);
            return energies;
        }
    }

    @Test
    void twoAtomsAloneAreAtTheThresholdOfBinding() {
        // psi = tanh(mu r)/r solves the equation at energy 0, and goes as 1/r outside: an infinite scattering length
        double mu = 2 / GAS.effectiveRange();
        var pair = new ParticleSystem(new Space.Open(3), Particles.spinHalf(1, 1), 1, Cusps.NONE);
        var psi = Written.positive(x -> {
            var r = x.get(0).minus(x.get(1)).square().sum().sqrt();
            return r.times(mu).tanh().over(r).log();
        });
        var energies = energies(psi, pair, 1);
        for (int n = 0; n < WALKERS; n++) {
            double terms = Math.abs(energies.squaredGradients()[n]);
            for (double[] part : energies.parts()) {
                terms += Math.abs(part[n]);
            }
            assertThat(energies.values()[n]).isCloseTo(0, within(1e-10 * terms));
        }
    }

    @Test
    void withoutTheAttractionEachAtomHasTheUnitOfEnergy() {
        var energies = energies(Slater.of(PlaneWaves.DEFAULTS), GAS.system(), 7);
        assertThat(energies.names()).containsExactly("kinetic", "attraction");
        // differences of sums that grow as the inverse square of the distance to a node
        double[] kinetic = energies.parts()[0];
        for (int n = 0; n < WALKERS; n++) {
            assertThat(kinetic[n]).isCloseTo(14, within(1e-10 * (14 + energies.squaredGradients()[n])));
        }
        assertThat(GAS.comparisons().get("free_gas_energy").value()).isEqualTo(14);
        assertThat(Arrays.stream(energies.parts()[1])).allMatch(v -> v <= 0);
    }
}
