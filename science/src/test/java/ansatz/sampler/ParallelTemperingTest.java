package ansatz.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.TableAmplitude;
import org.junit.jupiter.api.Test;

class ParallelTemperingTest {
    private static final int SITES = 8;
    private static final Lattice LATTICE = Lattice.chain(SITES);

    /// All up and all down, twice as likely, with a valley of e^-30 between them.
    private static TableAmplitude wells() {
        var values = new double[1 << SITES];
        for (int s = 0; s < values.length; s++) {
            int down = Integer.bitCount(s);
            double depth = Math.min(down, SITES - down) / (SITES / 2.0);
            values[s] = Math.exp(-15 * depth) * (2 * down > SITES ? Math.sqrt(2) : 1);
        }
        return TableAmplitude.of(SITES, values);
    }

    private static double shareOfTheDeeperWell(Sampler sampler) {
        try (var team = Team.of(2)) {
            var sampling = sampler.on(LATTICE, wells(), 1, team);
            sampling.bind(new double[0]);
            for (int k = 0; k < 200; k++) {
                sampling.advance((block, first, walkers) -> {});
            }
            int draws = 400;
            var counts = new double[sampling.ensemble().chains()];
            for (int k = 0; k < draws; k++) {
                sampling.advance((block, first, walkers) -> {
                    var s = walkers.spins();
                    for (int c = 0; c < s.count(); c++) {
                        double sum = 0;
                        for (int i = 0; i < SITES; i++) {
                            sum += s.get(i, c);
                        }
                        counts[first + c] += sum < 0 ? 1 : 0;
                    }
                });
            }
            double share = 0;
            for (double count : counts) {
                share += count / draws / counts.length;
            }
            return share;
        }
    }

    @Test
    void replicasCrossAValleyThatChainsCannot() {
        var alone = Metropolis.DEFAULTS.chains(128);
        // chains stay where they began, one half on each side
        assertThat(shareOfTheDeeperWell(alone)).isLessThan(0.6);
        var tempered = ParallelTempering.DEFAULTS.moves(alone).replicas(6).lowest(0.05);
        // 2 of 3; 128 chains with some ten independent visits each: the standard deviation is about 0.013, five of them
        assertThat(shareOfTheDeeperWell(tempered)).isEqualTo(2 / 3.0, within(0.065));
    }

    @Test
    void theExchangeRateIsThatOfTheReplicas() {
        try (var team = Team.of(1)) {
            var flat = new double[1 << SITES];
            java.util.Arrays.fill(flat, 1.0);
            for (int replicas : new int[] {2, 3, 4}) {
                var sampling = ParallelTempering.DEFAULTS
                        .moves(Metropolis.DEFAULTS.chains(20))
                        .replicas(replicas)
                        .on(LATTICE, TableAmplitude.of(SITES, flat), 1, team);
                sampling.bind(new double[0]);
                assertThat(sampling.exchangeRate()).isNaN();
                for (int k = 0; k < 4; k++) {
                    sampling.advance((block, first, walkers) -> {});
                    if (replicas == 2 && k % 2 == 1) {
                        // two replicas have no second pair
                        assertThat(sampling.exchangeRate()).isNaN();
                    } else {
                        assertThat(sampling.exchangeRate()).isEqualTo(1);
                    }
                }
            }
        }
    }
}
