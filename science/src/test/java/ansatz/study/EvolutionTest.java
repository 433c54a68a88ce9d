package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.dynamics.Integrator;
import ansatz.lattice.Lattice;
import ansatz.model.MeanField;
import ansatz.model.ModulusPhase;
import ansatz.model.Rbm;
import ansatz.observable.Fidelity;
import ansatz.observable.Magnetization;
import ansatz.observable.SpinCorrelation;
import ansatz.problem.Ising;
import ansatz.problem.Time;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Metropolis;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionTest {
    private static final Lattice RING = Lattice.chain(6);

    /// A machine with more parameters than the sector of the ground state has states.
    private static final Rbm LARGE = Rbm.DEFAULTS
            .density(4)
            .translationInvariant()
            .bias(Rbm.Bias.HIDDEN)
            .complexWeights()
            .sigma(0.1);

    private static final Evolution QUENCH = Evolution.of(
                    Ising.on(RING).field(2), Ising.on(RING).field(0.5), LARGE)
            .sampler(Enumeration.DEFAULTS)
            .integrator(Integrator.DEFAULTS.tolerance(1e-4).shift(1e-10))
            .preparation(2)
            .duration(1, 5);

    private static double largestDifference(Curve curve) {
        return curve.points().stream()
                .mapToDouble(point -> Math.abs(
                        point.result().mean() - point.result().reference().value()))
                .max()
                .orElseThrow();
    }

    @Test
    void withAllConfigurationsTheCurveIsTheExactOne() {
        var outcome = QUENCH.observables(Magnetization.DEFAULTS, new Fidelity()).run();
        assertThat(outcome.doubts()).isEmpty();
        var curve = outcome.curve("magnetization_x");
        assertThat(curve.points()).hasSize(6);
        assertThat(curve.axis()).isEqualTo("time");
        // errors of 1e-4 a step, some tens of steps, and an initial state that is 1e-3 off
        assertThat(largestDifference(curve)).isLessThan(3e-3);
        assertThat(largestDifference(outcome.curve("energy"))).isLessThan(1e-2);
        assertThat(outcome.curve("fidelity").points().getLast().result().mean()).isGreaterThan(0.999);
    }

    @Test
    void inImaginaryTimeTheSameCodeFindsTheGroundState() {
        var real = Rbm.DEFAULTS.density(2).translationInvariant().sigma(0.1);
        var outcome = Evolution.of(Ising.on(RING).field(2), Ising.on(RING).field(1), real)
                .sampler(Enumeration.DEFAULTS)
                .time(Time.IMAGINARY)
                .preparation(3)
                .duration(4, 8)
                .run();
        double exact = Ising.on(RING).field(1).reference().orElseThrow().value();
        assertThat(outcome.energy().mean()).isEqualTo(exact, within(1e-3)).isGreaterThan(exact - 1e-9);
        // on the way, too
        assertThat(largestDifference(outcome.curve("energy"))).isLessThan(1e-2);
    }

    @Test
    void samplesGiveTheCurveWithinItsErrors() {
        var outcome = QUENCH.sampler(Metropolis.DEFAULTS.chains(1000))
                .integrator(Integrator.DEFAULTS)
                .duration(0.45, 3)
                .draws(32, 5)
                .run();
        for (var point : outcome.curve("magnetization_x").points()) {
            var result = point.result();
            // four values of one seed: beyond 4 error bars lies one run of 4000
            assertThat(Math.abs(result.mean() - result.reference().value())).isLessThan(4 * result.error());
            assertThat(result.error()).isBetween(1e-4, 2e-3);
        }
    }

    /// The bound holds, and is not so loose that it says nothing, where a machine can follow and where it cannot.
    @Test
    void theExactStateIsNoFartherThanTheDistance() {
        var small = Rbm.DEFAULTS.translationInvariant().complexWeights().sigma(0.1);
        var ring = Lattice.chain(8);
        var outcome = Evolution.of(Ising.on(ring).field(3), Ising.on(ring).field(0.2), small)
                .sampler(Enumeration.DEFAULTS)
                .integrator(Integrator.DEFAULTS.shift(1e-9).tolerance(1e-4))
                .observables(new Fidelity())
                .duration(0.8, 16)
                .run();
        var fidelity = outcome.curve("fidelity").points();
        var bound = outcome.curve("distance").points();
        for (int k = 0; k < bound.size(); k++) {
            double overlap = Math.sqrt(fidelity.get(k).result().mean());
            // the trapezoidal rule between the times, and steps of 1e-4
            assertThat(Math.sqrt(2 - 2 * overlap))
                    .isLessThan(1.05 * bound.get(k).result().mean() + 1e-3);
        }
        double last = Math.sqrt(fidelity.getLast().result().mean());
        assertThat(Math.sqrt(2 - 2 * last))
                .isGreaterThan(0.1 * bound.getLast().result().mean());
    }

    @Test
    void aRestoredEvolutionGoesOnWithTheSameBits() {
        var study = QUENCH.sampler(Metropolis.DEFAULTS.chains(64))
                .integrator(Integrator.DEFAULTS.tolerance(0.01))
                .preparation(0.3)
                .duration(0.2, 2);
        try (var whole = study.computation(new Environment(1))) {
            int steps = 0;
            for (; !whole.finished(); steps++) {
                whole.advance();
            }
            for (int stop = 1; stop < steps; stop += 4) {
                try (var part = study.computation(new Environment(2));
                        var rest = study.computation(new Environment(1))) {
                    for (int k = 0; k < stop; k++) {
                        part.advance();
                    }
                    rest.restore(part.state());
                    while (!rest.finished()) {
                        rest.advance();
                    }
                    assertThat(rest.outcome().results())
                            .isEqualTo(whole.outcome().results());
                    assertThat(rest.outcome().curves())
                            .isEqualTo(whole.outcome().curves());
                    assertThat(rest.outcome().doubts())
                            .isEqualTo(whole.outcome().doubts());
                }
            }
        }
    }

    /// Independent spins are never entangled.
    @Test
    void aWaveFunctionThatCannotFollowSaysSo() {
        var product = new ModulusPhase(MeanField.DEFAULTS, MeanField.DEFAULTS);
        var outcome = Evolution.of(Ising.on(RING).field(3), Ising.on(RING).field(0.2), product)
                .sampler(Enumeration.DEFAULTS)
                .integrator(Integrator.DEFAULTS.tolerance(0.01))
                .preparation(0.3)
                .duration(0.5, 4)
                .run();
        assertThat(outcome.doubts()).anySatisfy(doubt -> assertThat(doubt).startsWith("the wave function may be"));
    }

    @Test
    void whatCannotBeIsOneLine() {
        assertThatThrownBy(() -> Evolution.of(Ising.on(RING), Ising.on(RING), Rbm.DEFAULTS)
                        .run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("model is a real wave function, which cannot follow real time");
        assertThatThrownBy(() -> Evolution.of(Ising.on(Lattice.chain(8)), Ising.on(RING), LARGE)
                        .run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("initial.lattice is another one");
        assertThatThrownBy(() -> QUENCH.observables(SpinCorrelation.DEFAULTS).run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("observables[0] is a curve by itself");
    }

    @Test
    void aStudySpellsIt() {
        var study = new StudyReader(Schema.installed()).read("a.toml", """
                        type = "evolution"
                        time = "imaginary"
                        duration = 2
                        integrator = { tolerance = 1e-4 }
                        [problem]
                        type = "ising"
                        lattice = { type = "chain", length = 6 }
                        [initial]
                        type = "ising"
                        lattice = { type = "chain", length = 6 }
                        field = 3
                        """, List.of());
        assertThat(study)
                .isEqualTo(Evolution.of(Ising.on(RING).field(3), Ising.on(RING), Evolution.DEFAULTS.model())
                        .time(Time.IMAGINARY)
                        .duration(2, Evolution.DEFAULTS.points())
                        .integrator(Integrator.DEFAULTS.tolerance(1e-4)));
    }
}
