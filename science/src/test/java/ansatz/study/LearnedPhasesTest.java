package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.data.IsingPhases;
import ansatz.data.IsingPhases.Features;
import ansatz.learn.Logistic;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedPhasesTest {
    private static Result accuracy(Features features) {
        var source = new IsingPhases(8, List.of(1.8, 2.9), 400, features);
        return Learning.of(source, new Logistic(List.of(1e-2), 0)).run().results().stream()
                .filter(each -> each.name().equals("accuracy"))
                .findFirst()
                .orElseThrow();
    }

    /// s -> -s turns a linear function of the spins around and leaves the phase: it can only guess.
    @Test
    void aLinearModelTellsThePhasesApartByEvenFeaturesOnly() {
        Result spins = accuracy(Features.SPINS);
        assertThat(spins.mean()).isBetween(0.5 - 4 * spins.error(), 0.5 + 4 * spins.error());
        Result even = accuracy(Features.EVEN);
        assertThat(even.mean() + 3 * even.error()).isGreaterThan(0.95);
        assertThat(even.mean() - 4 * even.error()).isGreaterThan(spins.mean() + 4 * spins.error());
    }
}
