package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TailsTest {
    private static double[] uniform(int count) {
        var random = RandomStream.of(3, 1, 0, 0);
        var draws = new double[count];
        Arrays.setAll(draws, k -> random.nextOpenDouble());
        return draws;
    }

    @Test
    void theShareIsThatOfTheFarthestDraw() {
        var tails = new Tails();
        tails.add(new double[] {1, 3});
        tails.add(new double[] {-2, 6, 2});
        // the mean is 2, squares 1, 1, 16, 16, 0
        assertThat(tails.share()).isCloseTo(16 / 34.0, within(1e-14));
        assertThat(tails.count()).isEqualTo(5);
    }

    @Test
    void aUniformDistributionHasNoTailAndAnInfiniteVarianceHas() {
        double[] draws = uniform(20_000);
        var narrow = new Tails();
        narrow.add(draws);
        // at most 3/n: the edge is 3^(1/2) standard deviations away
        assertThat(narrow.share()).isLessThan(3.1 / draws.length);
        assertThat(Convergence.ofTails("energy", narrow).converged()).isTrue();
        // u^(-1/1.2): mean 6, no variance
        var wide = new Tails();
        wide.add(Arrays.stream(draws).map(u -> Math.pow(u, -1 / 1.2)).toArray());
        assertThat(wide.share()).isGreaterThan(Convergence.FARTHEST);
        assertThat(Convergence.ofTails("energy", wide).reasons())
                .singleElement()
                .asString()
                .startsWith("energy: the farthest of 20000 draws makes up");
    }

    @Test
    void drawsThatAreTheSameToRoundingHaveNone() {
        var tails = new Tails();
        tails.add(new double[] {3, 3 + 1e-9, 3, 3 - 1e-8});
        assertThat(tails.share()).isZero();
    }

    @Test
    void aSavedStateGoesOnAsIfNothingHadHappened() {
        double[] draws = uniform(100);
        var whole = new Tails();
        whole.add(draws);
        var first = new Tails();
        first.add(Arrays.copyOf(draws, 40));
        var second = new Tails();
        second.restore(first.state());
        second.add(Arrays.copyOfRange(draws, 40, 100));
        assertThat(second.state()).isEqualTo(whole.state());
        assertThatThrownBy(() -> second.restore(new double[2])).isInstanceOf(IllegalArgumentException.class);
    }
}
