package ansatz.cost;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.Amplitude;
import ansatz.model.ModulusPhase;
import ansatz.model.Product;
import ansatz.model.Projected;
import ansatz.model.Projected.Kind;
import ansatz.model.Projected.Parity;
import ansatz.model.Rbm;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Exchange;
import ansatz.sampler.Metropolis;
import ansatz.sampler.Sampler;
import ansatz.sampler.Sampling;
import ansatz.schema.Problems;
import ansatz.study.Catalogued;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// All configurations with their weights, and configurations that are drawn, have the same mean energy: for each
/// amplitude, with symmetries and without, on each kind of lattice.
class AgreementTest {
    private static final int CHAINS = 64;
    private static final int DRAWS = 24;

    private static final List<Lattice> LATTICES = List.of(
            Lattice.chain(8),
            Lattice.chain(7).open(),
            Lattice.ladder(4),
            Lattice.square(3, 4),
            Lattice.triangular(3, 3),
            Lattice.honeycomb(2, 3),
            Lattice.kagome(2, 2),
            Lattice.cubic(2, 2, 3).open());

    private static Stream<Arguments> pairs() {
        var amplitudes = new ArrayList<>(Catalogued.defaults(Amplitude.class));
        var rbm = Rbm.DEFAULTS.sigma(0.3);
        amplitudes.add(rbm.bias(Rbm.Bias.BOTH).complexWeights());
        // with larger weights the ring is ordered, and chains of some draws never leave its two states
        amplitudes.add(rbm.translationInvariant().density(2).sigma(0.1));
        amplitudes.add(new ModulusPhase(rbm, rbm.bias(Rbm.Bias.HIDDEN)));
        amplitudes.add(Product.of(rbm, rbm.bias(Rbm.Bias.BOTH)));
        amplitudes.add(Projected.of(rbm, Kind.TRANSLATION));
        amplitudes.add(Projected.of(rbm, Kind.SPIN_FLIP));
        amplitudes.add(Projected.of(rbm, Kind.TRANSLATION, Kind.SPIN_FLIP));
        amplitudes.add(Projected.of(rbm.bias(Rbm.Bias.BOTH), Kind.SPIN_FLIP).flip(Parity.ODD));
        amplitudes.add(Projected.of(rbm, Kind.TRANSLATION).momentum(1));
        amplitudes.add(Projected.of(rbm, Kind.POINT_GROUP));
        return Stream.concat(
                LATTICES.stream()
                        .flatMap(lattice -> amplitudes.stream()
                                .filter(amplitude -> serves(amplitude, lattice))
                                .map(amplitude -> Arguments.of(amplitude, lattice))),
                projected());
    }

    /// Each amplitude with each symmetry on one lattice, a different one each time; each symmetry of a machine is
    /// on all
    /// lattices above. All combinations of the three agree too, and take three minutes.
    private static Stream<Arguments> projected() {
        var pairs = new ArrayList<Arguments>();
        int next = 0;
        for (var amplitude : Catalogued.defaults(Amplitude.class)) {
            for (var symmetry : Kind.values()) {
                if (amplitude instanceof Projected) {
                    continue;
                }
                var sum = Projected.of(amplitude, symmetry);
                for (int k = 0; k < LATTICES.size(); k++) {
                    var lattice = LATTICES.get((next + k) % LATTICES.size());
                    if (serves(sum, lattice)) {
                        pairs.add(Arguments.of(sum, lattice));
                        break;
                    }
                }
                next += 3; // has no factor in common with the number of lattices
            }
        }
        return pairs.stream();
    }

    private static boolean serves(Amplitude amplitude, Lattice lattice) {
        var found = new ArrayList<String>();
        Problems problems = (key, text) -> found.add(text);
        amplitude.check(lattice, problems);
        return found.isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void drawsHaveTheMeanEnergyOfAllConfigurations(Amplitude amplitude, Lattice lattice) {
        boolean sector = amplitude.sector().isPresent();
        SpinProblem problem = sector ? Heisenberg.on(lattice) : Ising.on(lattice);
        Sampler moves = sector
                ? Exchange.DEFAULTS.pairs(Exchange.Pairs.ALL).chains(CHAINS)
                : Metropolis.DEFAULTS.chains(CHAINS);
        var psi = amplitude.on(lattice);
        double[] theta = psi.initialParameters(12);
        try (var team = Team.of(1)) {
            double exact = energies(problem, Enumeration.DEFAULTS.on(lattice, psi, 1, team), theta, 0, 1)[0];
            double[] chains = energies(problem, moves.on(lattice, psi, 1, team), theta, 20, DRAWS);
            double sum = 0;
            double squares = 0;
            for (double mean : chains) {
                sum += mean - exact;
                squares += (mean - exact) * (mean - exact);
            }
            double off = sum / CHAINS;
            // the chains are independent of each other
            double error = Math.sqrt((squares / CHAINS - off * off) / (CHAINS - 1));
            assertThat(Math.abs(off)).isLessThan(5 * error + 1e-9);
        }
    }

    /// The mean energy of each chain over some draws; of all configurations their mean.
    private static double[] energies(SpinProblem problem, Sampling sampling, double[] theta, int settle, int draws) {
        sampling.bind(theta);
        for (int k = 0; k < settle; k++) {
            sampling.advance((block, first, walkers) -> {});
        }
        var energies = new LocalEnergies(problem.hamiltonian(), sampling);
        var sums = new double[CHAINS];
        for (int k = 0; k < draws; k++) {
            sampling.advance(energies);
            if (!sampling.stochastic()) {
                return new double[] {energies.mean(sampling.weights())};
            }
            double[] drawn = energies.copy();
            for (int n = 0; n < CHAINS; n++) {
                sums[n] += drawn[n] / draws;
            }
        }
        return sums;
    }
}
