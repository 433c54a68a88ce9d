package ansatz.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import ansatz.lattice.Characters;
import ansatz.lattice.Lattice;
import ansatz.model.TableAmplitude;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.PauliTerm;
import ansatz.problem.SpinProblem;
import ansatz.problem.StateVector;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Exchange;
import ansatz.sampler.Metropolis;
import ansatz.sampler.Sampler;
import ansatz.sampler.Sampling;
import ansatz.statistics.Chains;
import ansatz.statistics.Estimate;
import ansatz.statistics.Jackknife;
import ansatz.study.Catalogued;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What every observable promises: its exact value where all configurations are enumerated, the same within the
/// errors where they are sampled, within a sector too.
class ObservableConformanceTest {
    private static final int SITES = 8;

    static Stream<Arguments> observables() {
        List<Observable> all = new ArrayList<>(Catalogued.defaults(Observable.class));
        all.add(new Magnetization(true));
        all.add(new SpinCorrelation(SpinCorrelation.Axis.X));
        all.add(new SpinCorrelation(SpinCorrelation.Axis.Y));
        all.add(RenyiEntropy.of("pair", 1, 6));
        all.add(RenyiEntropy.of("most", 0, 1, 2, 4, 7));
        all.add(OperatorSum.of(
                "four",
                PauliTerm.of(0.7, "X0 Y1 Y3 X4 Z6"),
                PauliTerm.of(-0.4, "X1 X2").everywhere(),
                PauliTerm.of(0.3, "X5 Z2")));
        return all.stream()
                .flatMap(observable -> Stream.of(
                        Arguments.of(observable, Ising.on(Lattice.chain(SITES)), Metropolis.DEFAULTS.chains(301)),
                        // Marshall's signs are in the basis of this one
                        Arguments.of(observable, Heisenberg.on(Lattice.chain(SITES)), Exchange.DEFAULTS.chains(300)),
                        Arguments.of(
                                observable,
                                Heisenberg.on(Lattice.chain(SITES)),
                                Exchange.DEFAULTS.chains(300).magnetization(2))));
    }

    /// Amplitudes of both signs, some three times as large as others.
    private static double[] amplitudes() {
        var random = RandomStream.of(5, 1, 0, 0);
        var values = new double[1 << SITES];
        for (int s = 0; s < values.length; s++) {
            values[s] = (random.nextLong() < 0 ? -1 : 1) * (0.5 + random.nextDouble());
        }
        return values;
    }

    /// The state that a sampler leaves of the amplitudes, normalised.
    private static double[] state(Sampler sampler) {
        double[] v = amplitudes();
        double norm = 0;
        for (int s = 0; s < v.length; s++) {
            boolean reached =
                    sampler.sector().isEmpty() || sampler.sector().getAsInt() == SITES - 2 * Integer.bitCount(s);
            v[s] = reached ? v[s] : 0;
            norm += v[s] * v[s];
        }
        for (int s = 0; s < v.length; s++) {
            v[s] /= Math.sqrt(norm);
        }
        return v;
    }

    private static double[] groundState(SpinProblem problem, Sampler sampler) {
        return problem.exactState(sampler.sector(), Characters.trivial(SITES)).orElseThrow();
    }

    private static Estimator estimator(Observable observable, SpinProblem problem, Sampler sampler, Sampling sampling) {
        var psi = TableAmplitude.of(SITES, amplitudes());
        var estimator = observable.on(new Setting(
                problem,
                psi,
                sampling,
                sampler.sector(),
                () -> Optional.of(StateVector.real(groundState(problem, sampler)))));
        estimator.bind(new double[0]);
        return estimator;
    }

    /// What the quantity is in the state that is sampled.
    private static double exact(
            Quantity quantity, Observable observable, Estimator estimator, SpinProblem problem, Sampler sampler) {
        if (!(observable instanceof Fidelity)) {
            return quantity.of(estimator.exact(StateVector.real(state(sampler))));
        }
        double[] v = state(sampler);
        double[] phi = groundState(problem, sampler);
        double overlap = 0;
        for (int s = 0; s < v.length; s++) {
            overlap += v[s] * phi[s];
        }
        return overlap * overlap;
    }

    @ParameterizedTest
    @MethodSource("observables")
    void theMeanOverSamplesIsTheExactOneWithinFiveErrors(Observable observable, SpinProblem problem, Sampler sampler) {
        try (var team = Team.of(2)) {
            var psi = TableAmplitude.of(SITES, amplitudes());
            var sampling = sampler.on(problem.lattice(), psi, 3, team);
            var estimator = estimator(observable, problem, sampler, sampling);
            int chains = sampling.ensemble().chains();
            sampling.bind(new double[0]);
            for (int k = 0; k < 30; k++) {
                sampling.advance((block, first, walkers) -> {});
            }
            int draws = 60;
            var values = new double[estimator.columns()][draws][chains / 2];
            var out = new double[estimator.columns()][chains];
            for (int d = 0; d < draws; d++) {
                sampling.advance((block, first, walkers) -> estimator.visit(block, first, walkers, out));
                estimator.complete(out);
                for (int c = 0; c < out.length; c++) {
                    for (int p = 0; p < chains / 2; p++) {
                        values[c][d][p] = (out[c][2 * p] + out[c][2 * p + 1]) / 2;
                    }
                }
            }
            var series = Arrays.stream(values).map(Chains::ofDraws).toList();
            for (var quantity : estimator.quantities()) {
                var function = quantity.function();
                Estimate estimate = function == null
                        ? series.get(quantity.columns().getFirst()).estimate()
                        : Jackknife.of(
                                quantity.columns().stream().map(series::get).toList(), function);
                double expected = exact(quantity, observable, estimator, problem, sampler);
                assertThat(estimate.mean())
                        .as(quantity.toString())
                        .isEqualTo(expected, within(5 * estimate.error() + 1e-12));
                assertThat(estimate.error()).isLessThan(0.1);
            }
        }
    }

    static Stream<Arguments> enumerated() {
        return observables().filter(arguments -> arguments.get()[2] instanceof Metropolis);
    }

    @ParameterizedTest
    @MethodSource("enumerated")
    void enumerationGivesTheExactValue(Observable observable, SpinProblem problem, Sampler ignored) {
        try (var team = Team.of(2)) {
            var psi = TableAmplitude.of(SITES, amplitudes());
            var sampler = Enumeration.DEFAULTS;
            var sampling = sampler.on(problem.lattice(), psi, 3, team);
            var estimator = estimator(observable, problem, sampler, sampling);
            sampling.bind(new double[0]);
            var out = new double[estimator.columns()][sampling.ensemble().chains()];
            sampling.advance((block, first, walkers) -> estimator.visit(block, first, walkers, out));
            estimator.complete(out);
            double[] w = sampling.weights();
            var means = new double[out.length];
            for (int c = 0; c < out.length; c++) {
                for (int n = 0; n < w.length; n++) {
                    means[c] += w[n] * out[c][n];
                }
            }
            assertThat(estimator.quantities()).isNotEmpty();
            for (var quantity : estimator.quantities()) {
                assertThat(quantity.of(means))
                        .as(quantity.toString())
                        .isEqualTo(exact(quantity, observable, estimator, problem, sampler), within(1e-12));
            }
        }
    }

    static Stream<Observable> catalogued() {
        return Catalogued.defaults(Observable.class).stream();
    }

    @ParameterizedTest
    @MethodSource("catalogued")
    void namesAndColumnsAreThoseThatWereAnnounced(Observable observable) {
        try (var team = Team.of(1)) {
            SpinProblem problem = Ising.on(Lattice.chain(SITES));
            var psi = TableAmplitude.of(SITES, amplitudes());
            var sampling = Metropolis.DEFAULTS.chains(4).on(problem.lattice(), psi, 3, team);
            var estimator = estimator(observable, problem, Metropolis.DEFAULTS, sampling);
            assertThat((double) estimator.columns()).isLessThanOrEqualTo(observable.columns(problem.lattice()));
            assertThat(estimator.quantities())
                    .allSatisfy(quantity -> assertThat(quantity.name())
                            .startsWith(observable.label())
                            .matches("[a-z][a-z0-9_]*"))
                    .allSatisfy(quantity -> assertThat(quantity.columns())
                            .allSatisfy(c -> assertThat(c).isBetween(0, estimator.columns() - 1)));
        }
    }
}
