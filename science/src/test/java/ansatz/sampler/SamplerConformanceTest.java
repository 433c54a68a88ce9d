package ansatz.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import ansatz.model.Rbm;
import ansatz.model.Recurrent;
import ansatz.model.WaveFunction;
import ansatz.study.Catalogued;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every sampler promises: averages over |psi|^2, the same configurations for a seed on any number of threads,
/// and
/// exact resumption.
class SamplerConformanceTest {
    private static final int SITES = 6;
    private static final Lattice LATTICE = Lattice.chain(SITES);
    private static final WaveFunction PSI =
            Rbm.DEFAULTS.bias(Rbm.Bias.BOTH).sigma(0.3).on(LATTICE);
    private static final WaveFunction NORMALISED = new Recurrent(4, 2).on(LATTICE);
    private static final Sampling.Visitor NOTHING = (block, first, walkers) -> {};

    static Stream<Sampler> samplers() {
        return Stream.concat(
                Catalogued.defaults(Sampler.class).stream(),
                Stream.of(
                        new Metropolis(130, 1),
                        ParallelTempering.DEFAULTS
                                .moves(Exchange.DEFAULTS.chains(300))
                                .replicas(3),
                        ParallelTempering.DEFAULTS
                                .moves(new Metropolis(130, 1))
                                .replicas(2)
                                .lowest(0.5),
                        Exchange.DEFAULTS.magnetization(-2),
                        Exchange.DEFAULTS.chains(300).pairs(Exchange.Pairs.ALL)));
    }

    private static WaveFunction psi(Sampler sampler) {
        return sampler.direct() ? NORMALISED : PSI;
    }

    private static double[] theta(Sampler sampler) {
        return psi(sampler).initialParameters(2);
    }

    /// |psi|^2 of all configurations that the sampler can reach.
    private static double[] exact(Sampler sampler) {
        int size = 1 << SITES;
        var all = new Spins(SITES, size);
        for (int n = 0; n < size; n++) {
            for (int i = 0; i < SITES; i++) {
                all.set(i, n, (n >> i & 1) == 1);
            }
        }
        var log = new double[size];
        psi(sampler).logAmplitudes(theta(sampler), all, log, new double[size]);
        double sum = 0;
        for (int n = 0; n < size; n++) {
            boolean reached =
                    sampler.sector().isEmpty() || sampler.sector().getAsInt() == SITES - 2 * Integer.bitCount(n);
            log[n] = reached ? Math.exp(2 * log[n]) : 0;
            sum += log[n];
        }
        for (int n = 0; n < size; n++) {
            log[n] /= sum;
        }
        return log;
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void eachConfigurationOccursWithItsProbability(Sampler sampler) {
        double[] exact = exact(sampler);
        try (var team = Team.of(2)) {
            var sampling = sampler.on(LATTICE, psi(sampler), 1, team);
            sampling.bind(theta(sampler));
            int draws = sampling.stochastic() ? 300 : 1;
            for (int k = 0; sampling.stochastic() && k < 30; k++) {
                sampling.advance(NOTHING);
            }
            int chains = sampling.ensemble().chains();
            var shares = new double[exact.length];
            var squares = new double[exact.length];
            var counts = new double[chains][exact.length];
            for (int k = 0; k < draws; k++) {
                sampling.advance((block, first, walkers) -> {
                    Spins s = walkers.spins();
                    for (int c = 0; c < s.count(); c++) {
                        int index = 0;
                        for (int i = 0; i < SITES; i++) {
                            index |= s.get(i, c) < 0 ? 1 << i : 0;
                        }
                        counts[first + c][index]++;
                    }
                });
            }
            double[] w = sampling.weights();
            for (int c = 0; c < chains; c++) {
                for (int s = 0; s < exact.length; s++) {
                    double share = counts[c][s] / draws;
                    shares[s] += w[c] * share;
                    squares[s] += w[c] * share * share;
                }
            }
            double chiSquare = 0;
            for (int s = 0; s < exact.length; s++) {
                if (exact[s] == 0) {
                    assertThat(shares[s]).isZero();
                } else if (sampling.stochastic()) {
                    // chains are independent: the error is the spread of their shares; 5 errors, 64 configurations
                    double error = Math.sqrt((squares[s] - shares[s] * shares[s]) / (chains - 1));
                    assertThat(Math.abs(shares[s] - exact[s]) / error).isLessThan(5);
                    chiSquare += Math.pow((shares[s] - exact[s]) / error, 2);
                } else {
                    assertThat(shares[s]).isEqualTo(exact[s], within(1e-14));
                }
            }
            // 63 degrees of freedom with a standard deviation of 11; 5 of them
            assertThat(chiSquare).isLessThan(63 + 5 * 11.3);
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void theSeedGivesTheSameConfigurationsOnAnyNumberOfThreads(Sampler sampler) {
        assertThat(after(sampler, 1, 7, 5)).isEqualTo(after(sampler, 3, 7, 5));
        try (var team = Team.of(1)) {
            if (sampler.on(LATTICE, psi(sampler), 7, team).stochastic()) {
                assertThat(after(sampler, 1, 7, 5)).isNotEqualTo(after(sampler, 1, 8, 5));
            }
        }
    }

    private static long[] after(Sampler sampler, int threads, long seed, int iterations) {
        try (var team = Team.of(threads)) {
            var sampling = sampler.on(LATTICE, psi(sampler), seed, team);
            sampling.bind(theta(sampler));
            for (int k = 0; k < iterations; k++) {
                sampling.advance(NOTHING);
            }
            return sampling.configurations();
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void aRestoredSamplerGoesOnWithTheSameConfigurations(Sampler sampler) {
        try (var team = Team.of(2)) {
            var half = sampler.on(LATTICE, psi(sampler), 7, team);
            half.bind(theta(sampler));
            half.advance(NOTHING);
            half.advance(NOTHING);
            var other = sampler.on(LATTICE, psi(sampler), 7, team);
            other.restore(half.iteration(), half.configurations());
            other.bind(theta(sampler));
            for (int k = 2; k < 5; k++) {
                other.advance(NOTHING);
            }
            assertThat(other.configurations()).isEqualTo(after(sampler, 1, 7, 5));
            assertThat(other.iteration()).isEqualTo(5);
            assertThatThrownBy(() -> other.restore(1, new long[3])).hasMessageContaining("found 3 words");
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void weightsSumToOne(Sampler sampler) {
        try (var team = Team.of(1)) {
            var sampling = sampler.on(LATTICE, psi(sampler), 7, team);
            sampling.bind(theta(sampler));
            double sum = 0;
            for (double w : sampling.weights()) {
                sum += w;
            }
            assertThat(sum).isEqualTo(1, within(1e-12));
            assertThat(sampling.ensemble().chains()).isEqualTo((int) sampler.samples(SITES));
        }
    }
}
