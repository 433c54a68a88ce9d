package ansatz.engine.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void everyPartRunsOnceAndEachWorkerHasItsNumber(int size) {
        try (Team team = Team.of(size)) {
            for (int parts : new int[] {0, 1, 2, 3, 100}) {
                for (int round = 0; round < 200; round++) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(parts);
                    team.run(parts, (worker, part) -> {
                        assertThat(worker).isBetween(0, size - 1);
                        runs.incrementAndGet(part);
                    });
                    for (int part = 0; part < parts; part++) {
                        assertThat(runs.get(part)).isEqualTo(1);
                    }
                }
            }
        }
    }

    /// Each part waits until all have begun, so that nobody takes a second one.
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void eachWorkerBeginsWithItsOwnPart(int size) {
        try (Team team = Team.of(size)) {
            for (int round = 0; round < 100; round++) {
                var begun = new CyclicBarrier(size);
                int[] by = new int[size];
                team.run(size, (worker, part) -> {
                    try {
                        begun.await();
                    } catch (InterruptedException | BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                    by[part] = worker;
                });
                assertThat(by).isSorted().doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void workIsSeenByTheCallerAfterTheRun() {
        try (Team team = Team.of(3)) {
            double[] sums = new double[16];
            for (int round = 1; round <= 500; round++) {
                team.run(16, (worker, part) -> sums[part] += part);
                for (int part = 0; part < 16; part++) {
                    assertThat(sums[part]).isEqualTo((double) part * round);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theFirstExceptionReachesTheCallerAndTheTeamLivesOn(int size) {
        try (Team team = Team.of(size)) {
            assertThatThrownBy(() -> team.run(50, (worker, part) -> {
                        if (part == 20) {
                            throw new ArithmeticException("part 20");
                        }
                    }))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("part 20");
            int[] done = new int[8];
            team.run(8, (worker, part) -> done[part] = 1);
            assertThat(done).containsOnly(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nestedUseIsRefused(int size) {
        try (Team team = Team.of(size)) {
            assertThatThrownBy(() -> team.run(2, (worker, part) -> team.run(1, (w, p) -> {})))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aClosedTeamAndATeamOfNoneAreRefused() {
        Team team = Team.of(2);
        team.close();
        assertThatThrownBy(() -> team.run(1, (worker, part) -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Team.of(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
