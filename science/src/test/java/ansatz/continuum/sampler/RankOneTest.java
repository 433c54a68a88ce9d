package ansatz.continuum.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.continuum.model.Backflow;
import ansatz.continuum.model.DeepSets;
import ansatz.continuum.model.HarmonicOscillator;
import ansatz.continuum.model.Hydrogen;
import ansatz.continuum.model.PadeJastrow;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.model.PlaneWaves;
import ansatz.continuum.model.Product;
import ansatz.continuum.model.Slater;
import ansatz.continuum.problem.Atom;
import ansatz.continuum.problem.ElectronGas;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.continuum.problem.QuantumDot;
import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.parallel.Team;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Inverses that follow the moves of single particles against determinants evaluated anew.
class RankOneTest {
    private static final Walk.Plan PLAN = new Walk.Plan(40, 3, Moved.ONE, false, 0.4, 0.5);

    static Stream<Arguments> plain() {
        var oscillator = Slater.of(HarmonicOscillator.DEFAULTS);
        return Stream.of(
                Arguments.of(new ElectronGas(14, false, 5), Slater.of(PlaneWaves.DEFAULTS)),
                Arguments.of(
                        new ElectronGas(14, false, 5),
                        Product.of(PadeJastrow.DEFAULTS, Slater.of(PlaneWaves.DEFAULTS))),
                Arguments.of(new QuantumDot(2, 6, 1), Product.of(oscillator, PadeJastrow.DEFAULTS)),
                Arguments.of(new QuantumDot(3, 8, 1), Product.of(DeepSets.DEFAULTS, oscillator, PadeJastrow.DEFAULTS)),
                // three up and two down, with parameters of the orbitals
                Arguments.of(new Atom(5, 5), Product.of(PadeJastrow.DEFAULTS, Slater.of(Hydrogen.DEFAULTS))));
    }

    private static double[] theta(ParticleWaveFunction psi) {
        double[] theta = psi.initialParameters(3);
        for (int k = 0; k < theta.length; k++) {
            theta[k] += 0.05 * Math.sin(k + 1);
        }
        return theta;
    }

    @ParameterizedTest
    @MethodSource("plain")
    void theSameMovesAreMadeAsWithDeterminantsEvaluatedAnew(ParticleProblem problem, ParticleModel model) {
        var psi = ParticleWaveFunction.of(model, problem.system());
        assertThat(psi.determinants()).isPresent();
        try (var team = Team.of(1)) {
            var followed = new Walk(psi, PLAN, 5, team);
            var direct = new Walk(psi, PLAN, null, 5, team);
            double[] theta = theta(psi);
            for (int k = 0; k < 12; k++) {
                followed.bind(theta);
                direct.bind(theta);
                followed.advance(true);
                direct.advance(true);
                assertThat(followed.acceptance()).isEqualTo(direct.acceptance());
                assertThat(followed.positions()).containsExactly(direct.positions());
                if (theta.length > 0) {
                    theta[0] += 0.01;
                }
            }
            assertThat(direct.acceptance()).isBetween(0.1, 0.95);
        }
    }

    @Test
    void aThousandMovesLeaveTheLogarithmWhereItIs() {
        var problem = new ElectronGas(14, false, 5);
        var psi = ParticleWaveFunction.of(Slater.of(PlaneWaves.DEFAULTS), problem.system());
        ParticleSystem system = problem.system();
        int width = system.coordinates();
        var x = new double[2 * width];
        for (int k = 0; k < x.length; k++) {
            x[k] = 0.5 * (1 + Math.sin(k * k)) * 3.9;
        }
        var rankOne = new RankOne(psi.determinants().orElseThrow(), 2);
        var at = new double[2];
        rankOne.begin(new double[0], x, at);
        var next = new double[2];
        for (int k = 0; k < 1000; k++) {
            int particle = k % 14;
            double[] y = x.clone();
            for (int w = 0; w < 2; w++) {
                for (int a = 0; a < 3; a++) {
                    y[w * width + particle * 3 + a] += 0.4 * Math.sin(k * k + a + 7 * w);
                }
            }
            rankOne.propose(particle, at, y, next);
            for (int w = 0; w < 2; w++) {
                // near a node an inverse loses digits; these are left out, as the sampler mostly does
                if (next[w] > at[w] - 3) {
                    rankOne.accept(w, particle);
                    at[w] = next[w];
                    System.arraycopy(y, w * width, x, w * width, width);
                }
            }
        }
        var logs = new double[2];
        psi.logs(new double[0], x, 2, logs);
        for (int w = 0; w < 2; w++) {
            // a thousand ratios, each with the rounding of an inverse that is off by 1e-9 at most
            assertThat(at[w]).isEqualTo(logs[w], within(1e-8));
        }
    }

    @Test
    void movedCoordinatesAndMixedOrbitalsAreEvaluatedAsAWhole() {
        var system = new QuantumDot(2, 6, 1).system();
        var oscillator = Slater.of(HarmonicOscillator.DEFAULTS);
        assertThat(ParticleWaveFunction.of(oscillator.coordinates(Backflow.DEFAULTS), system)
                        .determinants())
                .isEmpty();
        assertThat(ParticleWaveFunction.of(
                                new Slater(HarmonicOscillator.DEFAULTS, 2, 1, oscillator.coordinates()), system)
                        .determinants())
                .isEmpty();
    }
}
