package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.random.RandomStream;
import ansatz.lattice.Characters;
import ansatz.lattice.Lattice;
import ansatz.model.Amplitude;
import ansatz.model.TableAmplitude;
import ansatz.model.WaveFunction;
import ansatz.observable.Magnetization;
import ansatz.observable.Observable;
import ansatz.observable.OperatorSum;
import ansatz.observable.RenyiEntropy;
import ansatz.observable.SpinCorrelation;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.PauliTerm;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Exchange;
import ansatz.sampler.Metropolis;
import ansatz.sampler.ParallelTempering;
import ansatz.sampler.Sampler;
import ansatz.schema.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The error bars of everything that a study of spins reports: over many seeds of one state the distance from the
/// exact value, in units of the error, has the spread 1 and the mean 0.
class LatticePullsTest {
    /// The spread of 200 numbers is known to 5 %: a fifth is four standard deviations of it, which lets a hundred
    /// estimators be held to it at once.
    private static final int SEEDS = 200;

    private static final Lattice RING = Lattice.chain(4);

    /// Of logarithms of amplitudes and of phases. No amplitude is near zero: there local energies are so large and
    /// so
    /// rarely met that no error of a variance tells of them.
    private static final double NOISE = 0.6;

    private static final int CHAINS = 32;

    private static final Evaluation EVALUATION =
            Evaluation.DEFAULTS.error(1e-9).draws(64).burnIn(20);

    /// The ground state of a problem with noise: its energy is far from that of infinite temperature, by whose
    /// distance the V-score is divided.
    ///
    /// @param sum the magnetisation outside of which next to nothing is; empty for none
    /// @param complex whether the noise has phases
    private record Noisy(SpinProblem problem, OptionalInt sum, boolean complex) implements Amplitude {
        @Override
        public double parameterCount(Lattice lattice) {
            return 0;
        }

        @Override
        public double tableSize(Lattice lattice) {
            return 0;
        }

        @Override
        public void check(Lattice lattice, Problems problems) {
            // serves each lattice
        }

        @Override
        public WaveFunction on(Lattice lattice) {
            int n = lattice.sites();
            double[] ground = problem.exactState(sum, Characters.trivial(n)).orElseThrow();
            var random = RandomStream.of(5, 1, 0, 0);
            var log = new double[1 << n];
            var phase = new double[1 << n];
            for (int s = 0; s < log.length; s++) {
                boolean outside = sum.isPresent() && sum.getAsInt() != n - 2 * Integer.bitCount(s);
                // weights of 1e-60 beside 1, and local energies that are finite
                log[s] = Math.log(Math.abs(ground[s]) + (outside ? 1e-30 : 0)) + NOISE * random.nextDouble();
                double turned = complex ? NOISE * random.nextDouble() : 0;
                phase[s] = (ground[s] < 0 ? Math.PI : 0) + turned;
            }
            return new TableAmplitude(n, complex, log, phase);
        }
    }

    private static GroundState study(SpinProblem problem, Amplitude model, Sampler sampler) {
        return GroundState.of(problem, model).sampler(sampler).evaluation(EVALUATION);
    }

    private static Observable[] observables() {
        List<Observable> observables = new ArrayList<>(Catalogued.defaults(Observable.class));
        observables.add(new SpinCorrelation(SpinCorrelation.Axis.X));
        observables.add(new SpinCorrelation(SpinCorrelation.Axis.Y));
        observables.add(new Magnetization(true));
        observables.add(RenyiEntropy.of("pair", 0, 2));
        observables.add(OperatorSum.of(
                "four",
                PauliTerm.of(0.7, "X0 Y1 Y2 Z3"),
                PauliTerm.of(-0.4, "X1 X2").everywhere()));
        return observables.toArray(Observable[]::new);
    }

    private static Outcome outcome(GroundState study) {
        try (var computation = study.computation(new Environment(1))) {
            while (!computation.finished()) {
                computation.advance();
            }
            return computation.outcome();
        }
    }

    private static Pulls pulls(GroundState study) {
        Outcome exact = outcome(study.sampler(Enumeration.DEFAULTS));
        var pulls = new Pulls();
        for (int k = 0; k < SEEDS; k++) {
            pulls.add(outcome(study.seed(Pulls.seed(k))), exact);
        }
        return pulls;
    }

    @Test
    void ofAComplexWaveFunction() {
        var problem = Ising.on(RING).field(1.2);
        pulls(study(
                                problem,
                                new Noisy(problem, OptionalInt.empty(), true),
                                Metropolis.DEFAULTS.chains(CHAINS).sweeps(4))
                        .observables(observables()))
                .haveUnitSpread();
    }

    @Test
    void withinASector() {
        var problem = Heisenberg.on(RING);
        pulls(study(
                                problem,
                                new Noisy(problem, OptionalInt.of(0), false),
                                Exchange.DEFAULTS.chains(CHAINS).sweeps(1))
                        .observables(observables()))
                .haveUnitSpread();
    }

    @Test
    void ofReplicas() {
        var problem = Ising.on(RING);
        pulls(study(
                                problem,
                                new Noisy(problem, OptionalInt.empty(), false),
                                ParallelTempering.DEFAULTS
                                        .moves(Metropolis.DEFAULTS
                                                .chains(CHAINS)
                                                .sweeps(1))
                                        .replicas(2)
                                        .lowest(0.4))
                        .observables(Magnetization.DEFAULTS, RenyiEntropy.DEFAULTS))
                .haveUnitSpread();
    }

    @Test
    void ofAnExcitation() {
        var problem = Heisenberg.on(RING);
        var pulls = new Pulls();
        var exact = new double[2];
        var point = new GroundState[2];
        for (int k = 0; k < 2; k++) {
            point[k] = study(
                    problem,
                    new Noisy(problem, OptionalInt.of(2 * k), false),
                    Exchange.DEFAULTS.magnetization(2 * k).chains(CHAINS).sweeps(1));
            exact[k] = outcome(point[k].sampler(Enumeration.DEFAULTS)).energy().mean();
        }
        for (int k = 0; k < SEEDS; k++) {
            long seed = Pulls.seed(k);
            // a sweep computes all sectors with the same seed
            var measured = Arrays.stream(point)
                    .map(study -> study.seed(seed))
                    .map(study -> new Measured(
                            study, Path.of("nowhere"), outcome(study).results()))
                    .toList();
            assertThat(measured.getFirst().study().together(measured))
                    .singleElement()
                    .satisfies(gap -> {
                        assertThat(gap.name()).isEqualTo("gap_of_point_2_above_1");
                        pulls.add(gap, exact[1] - exact[0]);
                    });
        }
        pulls.haveUnitSpread();
    }
}
