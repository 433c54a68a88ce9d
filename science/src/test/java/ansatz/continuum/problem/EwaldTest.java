package ansatz.continuum.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.ParticleSystem.Cusps;
import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Space;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EwaldTest {
    private static final double LENGTH = 3.7;

    private static ParticleSystem gas(int n) {
        return new ParticleSystem(new Space.Torus(3, LENGTH), Particles.spinHalf(n, 0), 1, Cusps.NONE);
    }

    private static double[] positions(int n) {
        var random = new Random(7);
        return random.doubles(3L * n, -LENGTH, 2 * LENGTH).toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.5, 3, 5, 6, 8})
    void theSumDoesNotDependOnHowItIsSplit(double splitting) {
        int n = 14;
        double[] x = positions(n);
        double balanced = Energies.of(new Ewald(1), gas(n), x);
        double other = Energies.of(new Ewald(1, splitting), gas(n), x);
        // the sum of the absolute terms is about n^2/L
        assertThat(other).isCloseTo(balanced, within(1e-12 * n * n / LENGTH));
    }

    @Test
    void aSingleChargeHasTheEnergyOfASimpleCubicWignerCrystal() {
        // E. Wigner's lattice: xi L = -2.837297479480620
        assertThat(Ewald.madelung(LENGTH) * LENGTH).isCloseTo(-2.8372974794806, within(1e-12));
        assertThat(Energies.of(new Ewald(1), gas(1), 0.3, 1, -2)).isCloseTo(Ewald.madelung(LENGTH) / 2, within(1e-12));
    }

    @Test
    void twoChargesRepelEachOtherLikeOneOverRWhenTheyAreNear() {
        double near = 1e-4;
        double energy = Energies.of(new Ewald(2), gas(2), 1, 1, 1, 1, 1, 1 + near);
        // beyond 1/r: twice the energy of one charge with its images, up to (2 pi/3) r^2/V
        assertThat(energy).isCloseTo(2 * (1 / near + 2 * Ewald.madelung(LENGTH)), within(1e-7));
    }

    @Test
    void anotherSpaceThanACubeIsRefused() {
        var plane = new ParticleSystem(new Space.Torus(2, 1), Particles.spinHalf(2, 0), 1, Cusps.NONE);
        assertThatThrownBy(() -> Energies.of(new Ewald(1), plane, 0, 0, 1, 1)).hasMessageContaining("3 dimensions");
    }
}
