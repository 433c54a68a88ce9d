package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import ansatz.model.Rbm;
import ansatz.observable.Fidelity;
import ansatz.observable.Magnetization;
import ansatz.observable.OperatorSum;
import ansatz.observable.RenyiEntropy;
import ansatz.observable.SpinCorrelation;
import ansatz.observable.StructureFactor;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.Schedule;
import ansatz.optimizer.Sgd;
import ansatz.problem.Ising;
import ansatz.problem.J1J2;
import ansatz.problem.PauliSum;
import ansatz.problem.PauliTerm;
import ansatz.problem.SignRule;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Exchange;
import ansatz.sampler.Metropolis;
import ansatz.schema.Reference;
import ansatz.statistics.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroundStateTest {
    private static final GroundState SMALL = GroundState.of(
                    Ising.on(Lattice.chain(8)), Rbm.DEFAULTS.density(2).translationInvariant())
            .sampler(Metropolis.singleFlips().chains(256))
            .steps(60)
            .evaluation(Evaluation.DEFAULTS.error(2e-3));

    private static Outcome run(GroundState study) {
        try (var computation = study.computation(new Environment(2))) {
            while (!computation.finished()) {
                computation.advance();
            }
            return computation.outcome();
        }
    }

    @Test
    void theEnergyComesDownToTheExactOne() {
        var outcome = run(SMALL);
        var energy = outcome.results().getFirst();
        double exact = SMALL.problem().reference().orElseThrow().value();
        assertThat(outcome.doubts()).isEmpty();
        assertThat(energy.error()).isLessThanOrEqualTo(2e-3).isPositive();
        assertThat(outcome.verdict().checks()).anySatisfy(check -> {
            assertThat(check.quantity()).isEqualTo("last step");
            assertThat(check.found()).startsWith("in the space of parameters by Cholesky, rank 16, condition at least");
        });
        // a machine of density 2 can be within 1e-4 of the exact energy; four errors on top
        assertThat(energy.mean()).isEqualTo(exact, within(1e-4 * Math.abs(exact) + 4 * energy.error()));
        assertThat(outcome.results().get(1).mean()).isEqualTo(energy.mean() / 8, within(1e-14));
    }

    @Test
    void observablesStandBesideTheirExactValues() {
        var study = SMALL.observables(
                Magnetization.DEFAULTS,
                SpinCorrelation.DEFAULTS,
                new StructureFactor(),
                OperatorSum.of("bond", PauliTerm.of(1, "Z0 Z1")),
                RenyiEntropy.DEFAULTS,
                Fidelity.DEFAULTS);
        for (var sampler : List.of(SMALL.sampler(), Enumeration.DEFAULTS)) {
            var outcome = run(study.sampler(sampler));
            assertThat(outcome.doubts()).isEmpty();
            var all = new ArrayList<>(outcome.results());
            outcome.curves().forEach(curve -> curve.points().forEach(point -> all.add(point.result())));
            var measured = all.stream()
                    .filter(r -> !r.name().startsWith("energy")
                            && !List.of("variance", "v_score").contains(r.name()))
                    .toList();
            assertThat(measured).hasSize(4 + 4 + 5 + 1 + 1 + 1);
            for (var result : measured) {
                assertThat(result.reference()).isNotNull();
                // the state is off by its infidelity of about 1e-4, observables by up to the root of it
                assertThat(result.mean())
                        .as(result.name())
                        .isEqualTo(result.reference().value(), within(0.03 + 5 * result.error()));
            }
            assertThat(outcome.result("fidelity").mean()).isBetween(0.999, 1.0 + 1e-12);
            assertThat(outcome.result("v_score").mean()).isBetween(0.0, 1e-3);
        }
    }

    @Test
    void enumerationGivesAVariationalEnergyWithoutAnError() {
        var outcome = run(SMALL.sampler(Enumeration.DEFAULTS));
        var energy = outcome.results().getFirst();
        double exact = SMALL.problem().reference().orElseThrow().value();
        assertThat(energy.method()).isEqualTo("exact");
        assertThat(energy.error()).isZero();
        assertThat(energy.mean()).isBetween(exact - 1e-12, exact * (1 - 1e-4));
    }

    @Test
    void aComputationThatWasSavedAnywhereGoesOnWithTheSameBits() {
        var study = SMALL.steps(25)
                .observables(
                        Magnetization.DEFAULTS, SpinCorrelation.DEFAULTS, RenyiEntropy.DEFAULTS, Fidelity.DEFAULTS);
        List<Progress> straight = progress(study, -1);
        // in the middle of the optimisation and of its window, at the change of phases, and in the evaluation
        for (int at : new int[] {3, 21, 24, 25, 26, straight.size() - 1}) {
            assertThat(progress(study, at)).isEqualTo(straight);
        }
    }

    private static List<Progress> progress(GroundState study, int interruption) {
        var made = new ArrayList<Progress>();
        Computation computation = study.computation(new Environment(1));
        while (!computation.finished()) {
            if (made.size() == interruption) {
                var next = study.computation(new Environment(2));
                next.restore(computation.state());
                computation.close();
                computation = next;
            }
            made.add(computation.advance());
        }
        var outcome = computation.outcome();
        var measurements = new ArrayList<Measurement>();
        outcome.results().forEach(r -> measurements.add(new Measurement(r.name(), r.mean(), r.error(), r.unit())));
        outcome.curves()
                .forEach(curve -> curve.points()
                        .forEach(point -> measurements.add(new Measurement(
                                point.result().name(),
                                point.result().mean(),
                                point.result().error(),
                                ""))));
        made.add(new Progress("outcome", 1, 1, measurements));
        computation.close();
        return made;
    }

    @Test
    void overManySeedsTheDistanceFromTheExactMeanIsAsLargeAsTheErrorSays() {
        // one step along the zero gradient: the state stays as it begins, the same for each seed
        var study = SMALL.steps(1).optimizer(new Sgd(Schedule.constant(0), 0));
        var fixed = study.model(Rbm.DEFAULTS.sigma(0.3));
        double squares = 0;
        int seeds = 100;
        for (int seed = 1; seed <= seeds; seed++) {
            var enumerated = run(fixed.seed(seed).sampler(Enumeration.DEFAULTS))
                    .results()
                    .getFirst();
            var sampled = run(fixed.seed(seed)
                            .sampler(Metropolis.singleFlips().chains(64))
                            .evaluation(Evaluation.DEFAULTS.draws(64).error(1e-9)))
                    .results()
                    .getFirst();
            double z = (sampled.mean() - enumerated.mean()) / sampled.error();
            squares += z * z;
        }
        // the spread of 100 normal numbers is 1 with a standard deviation of 0.07; the error bar of each is known to
        // 0.03
        assertThat(Math.sqrt(squares / seeds)).isBetween(0.75, 1.25);
    }

    @Test
    void frozenChainsAreAFailureWithAReason() {
        var frozen = SMALL.problem(Ising.on(Lattice.chain(8)).field(0)).model(Rbm.DEFAULTS.sigma(10));
        try (var computation = frozen.computation(new Environment(1))) {
            assertThatThrownBy(() -> {
                        while (!computation.finished()) {
                            computation.advance();
                        }
                    })
                    .isInstanceOf(ComputationFailed.class)
                    .hasMessageContaining("frozen");
        }
    }

    @Test
    void aDivergenceIsAFailureWithAReason() {
        var wild = SMALL.optimizer(new Sgd(Schedule.constant(1e5), 0));
        try (var computation = wild.computation(new Environment(1))) {
            assertThatThrownBy(() -> {
                        while (!computation.finished()) {
                            computation.advance();
                        }
                    })
                    .isInstanceOf(ComputationFailed.class)
                    .hasMessageContainingAll("failed at step", " of optimise: ");
        }
    }

    @Test
    void aWaveFunctionThatIsLostForGoodEndsTheOptimisation() {
        // steps of two radians lead out of everything: the chains stay where the wave function is nearly 0
        var study = GroundState.of(
                        J1J2.on(Lattice.square(4, 4)).signRule(SignRule.NONE),
                        Rbm.DEFAULTS.density(4).sigma(0.1))
                .sampler(Exchange.DEFAULTS.chains(64))
                .optimizer(NaturalGradient.rate(0.5).shift(1e-4).cap(2))
                .steps(1000);
        try (var computation = study.computation(new Environment(1))) {
            assertThatThrownBy(() -> {
                        while (!computation.finished()) {
                            computation.advance();
                        }
                    })
                    .isInstanceOf(ComputationFailed.class)
                    .hasMessageContaining("the wave function is lost: ")
                    .hasMessageContaining("samples have energies that no state has")
                    .hasMessageContaining("all lie between -144.0 and 144.0 J; lower optimizer.rate");
            assertThat(computation.sound()).isFalse();
        }
    }

    @Test
    void anUnreachedErrorIsADoubt() {
        var outcome = run(SMALL.steps(1).evaluation(new Evaluation(1e-9, 40, 5)));
        assertThat(outcome.converged()).isFalse();
        assertThat(outcome.doubts()).anyMatch(d -> d.contains("evaluation.error"));
    }

    @Test
    void anOptimisationThatStoppedEarlyIsNotConvergedHoweverGoodItsEvaluation() {
        var outcome = run(SMALL.steps(12));
        assertThat(outcome.converged()).isFalse();
        assertThat(outcome.doubts()).singleElement().asString().contains("the optimisation was still falling by");
        assertThat(outcome.verdict().checks())
                .filteredOn(check -> check.subject().equals(Check.EVALUATION))
                .hasSize(6)
                .allMatch(Check::passed);
    }

    /// A chain whose known value lies 1 % above the true one.
    private record Liar(Ising ising) implements SpinProblem {
        @Override
        public Lattice lattice() {
            return ising.lattice();
        }

        @Override
        public PauliSum hamiltonian() {
            return ising.hamiltonian();
        }

        @Override
        public String unit() {
            return ising.unit();
        }

        @Override
        public Optional<Reference> reference() {
            return ising.reference().map(r -> Reference.exact(0.99 * r.value(), "wrong on purpose"));
        }
    }

    @Test
    void anEnergyBelowTheExactOneIsAFailure() {
        var study = SMALL.problem(new Liar(Ising.on(Lattice.chain(8))));
        assertThatThrownBy(() -> run(study))
                .isInstanceOf(ComputationFailed.class)
                .hasMessageContaining("lies below the exact energy")
                .hasMessageContaining("by more than three errors");
        assertThatThrownBy(() -> run(study.sampler(Enumeration.DEFAULTS)))
                .isInstanceOf(ComputationFailed.class)
                .hasMessageContaining("with the error 0.0 lies below the exact energy");
    }

    @Test
    void keysThatContradictEachOtherAreNamed() {
        var found = new ArrayList<String>();
        GroundState.of(Ising.on(Lattice.chain(16).open()), Rbm.DEFAULTS.translationInvariant())
                .sampler(Enumeration.DEFAULTS)
                .check((key, text) -> found.add(key + " " + text));
        assertThat(found).hasSize(2);
        assertThat(found.get(0)).startsWith("model.symmetry is \"translation\"").contains("open");
        assertThat(found.get(1)).startsWith("sampler.limit is 14").contains("16 sites");
    }

    @Test
    void memoryIsJudgedWithoutMakingTheLattice() {
        var huge = GroundState.of(Ising.on(Lattice.chain(1_000_000)), Rbm.DEFAULTS.density(1000));
        assertThat(huge.memory()).isGreaterThan(1e15);
        assertThat(GroundState.DEFAULTS.memory()).isBetween(1e6, 1e9);
        assertThat(huge.optimizer(NaturalGradient.DEFAULTS).memory()).isFinite();
    }
}
