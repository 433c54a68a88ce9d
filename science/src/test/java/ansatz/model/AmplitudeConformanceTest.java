package ansatz.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.cost.LocalEnergies;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import ansatz.model.Projected.Kind;
import ansatz.model.Projected.Parity;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Direct;
import ansatz.sampler.Enumeration;
import ansatz.sampler.Exchange;
import ansatz.sampler.Metropolis;
import ansatz.sampler.Sampler;
import ansatz.statistics.Chains;
import ansatz.study.Catalogued;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every wave function promises: its tables, its derivatives and its values belong to the same function.
class AmplitudeConformanceTest {
    private static final Lattice RING = Lattice.chain(6);

    static Stream<Amplitude> amplitudes() {
        var rbm = Rbm.DEFAULTS.sigma(0.4);
        return Stream.concat(
                Catalogued.defaults(Amplitude.class).stream(),
                Stream.of(
                        rbm.bias(Rbm.Bias.BOTH),
                        rbm.bias(Rbm.Bias.HIDDEN).density(3),
                        // odd numbers of hidden units in a group, and enough for vectors over hidden units
                        rbm.bias(Rbm.Bias.BOTH).density(17).sigma(0.2),
                        rbm.translationInvariant().density(2),
                        rbm.translationInvariant().density(2).bias(Rbm.Bias.BOTH),
                        rbm.translationInvariant().density(17).sigma(0.1),
                        // complex: one group of hidden units, an odd number of them, many, and with symmetry
                        rbm.bias(Rbm.Bias.BOTH).complexWeights(),
                        rbm.bias(Rbm.Bias.HIDDEN).density(3).complexWeights(),
                        rbm.density(17).sigma(0.1).complexWeights(),
                        rbm.translationInvariant()
                                .density(2)
                                .bias(Rbm.Bias.BOTH)
                                .complexWeights(),
                        new ModulusPhase(rbm.translationInvariant().density(17).sigma(0.1), rbm.bias(Rbm.Bias.BOTH)),
                        new ModulusPhase(new FeedForward(List.of(5), 1), new FeedForward(List.of(4), 1)),
                        new Turning(1),
                        PairProduct.DEFAULTS.translationInvariant(),
                        Product.of(rbm.bias(Rbm.Bias.BOTH), rbm.complexWeights(), new FeedForward(List.of(5), 1)),
                        Product.of(rbm.complexWeights(), rbm.bias(Rbm.Bias.HIDDEN)),
                        Product.of(PairProduct.DEFAULTS, rbm.density(17).sigma(0.1)),
                        Projected.of(
                                Product.of(PairProduct.DEFAULTS.antiperiodic(1), rbm.bias(Rbm.Bias.BOTH)),
                                Kind.TRANSLATION,
                                Kind.POINT_GROUP),
                        // sums over symmetries: real, with signs, with a complex momentum, of complex terms, of tables
                        Projected.of(rbm.bias(Rbm.Bias.BOTH), Kind.TRANSLATION, Kind.POINT_GROUP),
                        Projected.of(rbm.bias(Rbm.Bias.BOTH), Kind.TRANSLATION).momentum(3),
                        Projected.of(rbm.bias(Rbm.Bias.BOTH), Kind.TRANSLATION, Kind.SPIN_FLIP)
                                .momentum(1),
                        Projected.of(rbm.bias(Rbm.Bias.BOTH).complexWeights(), Kind.POINT_GROUP)
                                .pointGroup(Parity.EVEN, Parity.ODD),
                        Projected.of(rbm.density(17).sigma(0.1).bias(Rbm.Bias.HIDDEN), Kind.SPIN_FLIP)
                                .flip(Parity.ODD),
                        Projected.of(new FeedForward(List.of(5), 1), Kind.TRANSLATION)
                                .momentum(2),
                        new FeedForward(List.of(5), 1),
                        new FeedForward(List.of(7, 3, 9), 2),
                        new Convolutional(List.of(3), 6, 1),
                        new Convolutional(List.of(2, 3, 3), 2, 1),
                        new Transformer(1, 4, 1, 2, Transformer.Head.LOG_COSH, 1),
                        new Transformer(3, 6, 3, 1, Transformer.Head.SUM, 1),
                        new Made(3, 2, 1),
                        new Made(1, 3, 2),
                        new Recurrent(3, 2)));
    }

    /// A traced complex wave function whose modulus and phase share parameters.
    private record Turning(double sigma) implements TracedAmplitude {
        @Override
        public boolean complex() {
            return true;
        }

        @Override
        public double parameterCount(Lattice lattice) {
            return 3.0 * lattice.sites() + 2;
        }

        @Override
        public Value logAmplitude(Value s, Lattice lattice) {
            var trace = s.trace();
            var h = s.linear(trace.parameter("W", Initial.normal(sigma), 2, lattice.sites()))
                    .tanh();
            var field =
                    trace.parameter("a", Initial.normal(sigma), lattice.sites()).dot(s);
            return h.plus(field).times(trace.parameter("v", Initial.normal(sigma), 2));
        }
    }

    private static double[] parameters(WaveFunction psi) {
        return psi.initialParameters(11);
    }

    private static Spins random(int sites, int count, long seed) {
        var spins = new Spins(sites, count);
        var random = new Random(seed);
        for (int n = 0; n < count; n++) {
            for (int i = 0; i < sites; i++) {
                spins.set(i, n, random.nextBoolean());
            }
        }
        return spins;
    }

    /// Configurations in which the amplitude need not be 0.
    private static Spins random(Amplitude amplitude, int sites, int count, long seed) {
        var spins = random(sites, count, seed);
        if (amplitude.sector().isEmpty()) {
            return spins;
        }
        var random = new Random(seed);
        for (int n = 0; n < count; n++) {
            int[] order = IntStream.range(0, sites).toArray();
            for (int i = sites - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            for (int i = 0; i < sites; i++) {
                spins.set(order[i], n, 2 * i < sites + amplitude.sector().getAsInt());
            }
        }
        return spins;
    }

    private static double[] logs(WaveFunction psi, double[] theta, Spins s) {
        return logs(psi, theta, s, new double[s.count()]);
    }

    private static double[] logs(WaveFunction psi, double[] theta, Spins s, double[] phase) {
        var log = new double[s.count()];
        psi.logAmplitudes(theta, s, log, phase);
        return log;
    }

    @ParameterizedTest
    @MethodSource("amplitudes")
    void parametersComeFromTheSeedAndAreCountedBeforehand(Amplitude amplitude) {
        var psi = amplitude.on(RING);
        assertThat(psi.parameterCount()).isEqualTo((int) amplitude.parameterCount(RING));
        assertThat(psi.initialParameters(3)).isEqualTo(psi.initialParameters(3)).hasSize(psi.parameterCount());
        assertThat(psi.initialParameters(3)).isNotEqualTo(psi.initialParameters(4));
    }

    @ParameterizedTest
    @MethodSource("amplitudes")
    void logDerivativesAreTheDerivativesOfTheLogarithm(Amplitude amplitude) {
        var psi = amplitude.on(RING);
        double[] theta = parameters(psi);
        var s = random(amplitude, RING.sites(), 5, 1);
        int outputs = psi.complex() ? 2 : 1;
        var rows = new double[psi.parameterCount() * 5 * outputs];
        try (var team = Team.of(2)) {
            var derivatives = psi.logDerivatives(theta, s);
            assertThat(derivatives.outputs()).isEqualTo(outputs);
            derivatives.write(rows, 0, 5 * outputs, team);
        }
        double h = 1e-5;
        for (int k = 0; k < theta.length; k++) {
            double[] more = theta.clone();
            double[] less = theta.clone();
            more[k] += h;
            less[k] -= h;
            var phaseAbove = new double[5];
            var phaseBelow = new double[5];
            double[] above = logs(psi, more, s, phaseAbove);
            double[] below = logs(psi, less, s, phaseBelow);
            for (int n = 0; n < 5; n++) {
                if (above[n] == Double.NEGATIVE_INFINITY) {
                    // a symmetry forbids the configuration
                    assertThat(rows[k * 5 * outputs + n]).isZero();
                    continue;
                }
                // central differences: h^2 times third derivatives of order 100, and rounding 1e-15 * 50 / h; near a
                // zero of psi the third derivative is twice the third power of the first
                int row = k * 5 * outputs + n;
                double first = psi.complex() ? Math.hypot(rows[row], rows[row + 5]) : Math.abs(rows[row]);
                double close = 3e-8 + h * h * Math.pow(first, 3);
                assertThat(rows[row]).isEqualTo((above[n] - below[n]) / (2 * h), within(close));
                if (psi.complex()) {
                    double turned = Math.IEEEremainder(phaseAbove[n] - phaseBelow[n], 2 * Math.PI);
                    assertThat(rows[row + 5]).isEqualTo(turned / (2 * h), within(close));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("amplitudes")
    void theOperatorIsTheMatrixItWrites(Amplitude amplitude) {
        var psi = amplitude.on(RING);
        double[] theta = parameters(psi);
        int p = psi.parameterCount();
        var derivatives = psi.logDerivatives(theta, random(amplitude, RING.sites(), 37, 2));
        int n = derivatives.rows();
        var o = new double[p * n];
        var gram = new double[n * n];
        var product = new double[p];
        var image = new double[n];
        var moments = new double[p * p];
        boolean offered;
        var v = new double[p];
        Arrays.setAll(v, k -> Math.cos(1 + 3 * k));
        var x = new double[n];
        Arrays.setAll(x, k -> Math.sin(1 + k));
        try (var team = Team.of(2)) {
            offered = derivatives.moments(x, moments, team);
            derivatives.write(o, 0, n, team);
            derivatives.gram(gram, team);
            derivatives.transposeTimes(x, product, team);
            derivatives.times(v, image, team);
        }
        for (int a = 0; a < n; a++) {
            double sum = 0;
            for (int k = 0; k < p; k++) {
                sum += o[k * n + a] * v[k];
            }
            assertThat(image[a]).isEqualTo(sum, within(1e-12 + 1e-13 * Math.abs(sum)));
        }
        // sums of p or n terms of order one
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int k = 0; k < p; k++) {
                    sum += o[k * n + a] * o[k * n + b];
                }
                assertThat(gram[a * n + b]).isEqualTo(sum, within(1e-13 * (p + 40 + Math.abs(sum))));
            }
        }
        for (int k = 0; k < p; k++) {
            double sum = 0;
            for (int a = 0; a < n; a++) {
                sum += x[a] * o[k * n + a];
            }
            assertThat(product[k]).isEqualTo(sum, within(1e-12));
        }
        for (int k = 0; offered && k < p; k++) {
            for (int l = 0; l <= k; l++) {
                double sum = 0;
                for (int a = 0; a < n; a++) {
                    sum += x[a] * o[k * n + a] * o[l * n + a];
                }
                assertThat(moments[k * p + l]).isEqualTo(sum, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("amplitudes")
    void ratiosFromTablesAreQuotientsOfValuesAlsoAfterManyMoves(Amplitude amplitude) {
        var psi = amplitude.on(RING);
        double[] theta = parameters(psi);
        var random = new Random(5);
        try (var team = Team.of(2)) {
            var ensemble = psi.ensemble(70);
            ensemble.bind(theta, team);
            int chain = 0;
            for (var block : ensemble.blocks()) {
                Spins start = random(amplitude, RING.sites(), block.spins().count(), chain++);
                Blocks.copy(start, block.spins(), 0);
                block.refresh();
                var uniform = new double[block.spins().stride()];
                Arrays.fill(uniform, 2.0);
                for (int move = 0; move < 60; move++) {
                    for (int n = 0; n < block.spins().count(); n++) {
                        uniform[n] = random.nextDouble();
                    }
                    block.propose(move % 3 == 0 ? new int[] {move % 6, (move + 2) % 6} : new int[] {move % 6}, uniform);
                }
                requireRatios(psi, theta, block, new int[] {4});
                requireRatios(psi, theta, block, new int[] {1, 2});
                requireRatios(psi, theta, block, new int[] {0, 3, 5});
                requireRatios(psi, theta, block, new int[] {5, 0, 1, 3});
            }
        }
    }

    private static void requireRatios(WaveFunction psi, double[] theta, Walkers block, int[] sites) {
        var s = block.spins();
        var ratio = new double[s.stride()];
        var imaginary = new double[s.stride()];
        block.ratios(sites, null, ratio, imaginary);
        var moved = new Spins(s.sites(), s.count());
        Blocks.copy(s, moved, 0);
        for (int site : sites) {
            for (int n = 0; n < s.count(); n++) {
                moved.flip(site, n);
            }
        }
        var phaseBefore = new double[s.count()];
        var phaseAfter = new double[s.count()];
        double[] before = logs(psi, theta, s, phaseBefore);
        double[] after = logs(psi, theta, moved, phaseAfter);
        for (int n = 0; n < s.count(); n++) {
            // 60 moves of one rounding each in up to 102 factors; a factor near a zero of a complex machine multiplies
            // it
            double modulus = Math.exp(after[n] - before[n]);
            double angle = phaseAfter[n] - phaseBefore[n];
            // and where a symmetry forbids a configuration terms cancel to rounding
            double close = modulus == 0 ? 1e-12 : (psi.complex() ? 1e-10 : 1e-11) * modulus;
            assertThat(ratio[n]).isEqualTo(modulus * Math.cos(angle), within(close));
            assertThat(imaginary[n]).isEqualTo(psi.complex() ? modulus * Math.sin(angle) : 0, within(close));
        }
    }

    @ParameterizedTest
    @MethodSource("amplitudes")
    void tablesAndDirectEvaluationMakeTheSameMoves(Amplitude amplitude) {
        var psi = amplitude.on(RING);
        double[] theta = parameters(psi);
        var random = new Random(6);
        try (var team = Team.of(1)) {
            var fast = psi.ensemble(7);
            var direct = new DirectEnsemble(psi, new int[] {7});
            fast.bind(theta, team);
            direct.bind(theta, team);
            var a = fast.blocks().getFirst();
            var b = direct.blocks().getFirst();
            Blocks.copy(random(amplitude, RING.sites(), 7, 9), a.spins(), 0);
            Blocks.copy(a.spins(), b.spins(), 0);
            a.refresh();
            b.refresh();
            var uniform = new double[a.spins().stride()];
            Arrays.fill(uniform, 2.0);
            int moved = 0;
            for (int move = 0; move < 100; move++) {
                for (int n = 0; n < 7; n++) {
                    uniform[n] = random.nextDouble();
                }
                int site = random.nextInt(6);
                int[] sites =
                        amplitude.sector().isPresent() ? new int[] {site, (site + 1 + move % 5) % 6} : new int[] {site};
                int accepted = a.propose(sites, uniform);
                assertThat(b.propose(sites, uniform)).isEqualTo(accepted);
                moved += accepted;
            }
            assertThat(moved).isPositive();
            for (int i = 0; i < RING.sites(); i++) {
                for (int n = 0; n < 7; n++) {
                    assertThat(a.spins().get(i, n)).isEqualTo(b.spins().get(i, n));
                }
            }
        }
    }

    static List<Amplitude> families() {
        return Catalogued.defaults(Amplitude.class);
    }

    @ParameterizedTest
    @MethodSource("families")
    void enumerationAndSamplingAgreeOnTheEnergyOfTwelveSpins(Amplitude amplitude) {
        var ring = Lattice.chain(12);
        boolean sector = amplitude.sector().isPresent();
        SpinProblem problem = sector ? Heisenberg.DEFAULTS : Ising.DEFAULTS;
        var hamiltonian = Catalogued.on(ring, problem).hamiltonian();
        var psi = amplitude.on(ring);
        double[] theta = parameters(psi);
        Sampler random = amplitude.autoregressive()
                ? new Direct(128)
                : sector
                        ? Exchange.DEFAULTS.chains(128).sweeps(1)
                        : Metropolis.singleFlips().chains(128).sweeps(1);
        try (var team = Team.of(2)) {
            var all = Enumeration.DEFAULTS.on(ring, psi, 1, team);
            all.bind(theta);
            var exact = new LocalEnergies(hamiltonian, all);
            all.advance(exact);
            var some = random.on(ring, psi, 1, team);
            some.bind(theta);
            var energies = new LocalEnergies(hamiltonian, some);
            var draws = new double[30][];
            for (int k = -20; k < draws.length; k++) {
                some.advance(energies);
                if (k >= 0) {
                    draws[k] = energies.copy();
                }
            }
            var estimate = Chains.ofDraws(draws).estimate();
            assertThat(estimate.error()).isLessThan(0.1);
            // of 4 errors one in 16,000 is exceeded by chance
            assertThat(estimate.mean()).isEqualTo(exact.mean(all.weights()), within(4 * estimate.error()));
        }
    }

    @ParameterizedTest
    @MethodSource("amplitudes")
    void aSymmetricMachineHasTheSameValueAtTranslatedConfigurations(Amplitude amplitude) {
        if (!(amplitude instanceof Rbm rbm)) {
            return;
        }
        var psi = amplitude.on(RING);
        double[] theta = parameters(psi);
        var s = random(RING.sites(), 20, 8);
        double[] values = logs(psi, theta, s);
        double largest = 0;
        for (var translation : RING.translations()) {
            var moved = new Spins(s.sites(), 20);
            for (int n = 0; n < 20; n++) {
                for (int i = 0; i < s.sites(); i++) {
                    moved.set(translation.image(i), n, s.get(i, n) < 0);
                }
            }
            double[] there = logs(psi, theta, moved);
            for (int n = 0; n < 20; n++) {
                largest = Math.max(largest, Math.abs(there[n] - values[n]));
            }
        }
        if (rbm.symmetry() == Rbm.Symmetry.TRANSLATION) {
            // the same terms in another order
            assertThat(largest).isLessThan(1e-12);
        } else {
            assertThat(largest).isGreaterThan(1e-4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void anglesBeyondTheRangeOfTheTablesAreSaid(int density) {
        var psi = Rbm.DEFAULTS.density(density).bias(Rbm.Bias.HIDDEN).on(RING);
        var theta = new double[psi.parameterCount()];
        Arrays.fill(theta, 60.0);
        try (var team = Team.of(1)) {
            var ensemble = psi.ensemble(3);
            ensemble.bind(theta, team);
            assertThatThrownBy(() -> ensemble.blocks().getFirst().refresh())
                    .isInstanceOf(AmplitudeOverflow.class)
                    .hasMessageContaining("left the range of its tables");
        }
    }
}
