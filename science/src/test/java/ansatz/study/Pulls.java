package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.random.RandomStream;
import ansatz.statistics.Moments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a study reports over many seeds, by name, in units of its error off the exact value.
final class Pulls {
    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    /// A seed that has nothing to do with the one before it.
    static long seed(int number) {
        return RandomStream.of(17, 1, 0, number).nextLong() >>> 1;
    }

    void add(Result found, double exact) {
        add(found.name(), found, exact);
    }

    void add(String name, Result found, double exact) {
        if (found.error() == 0) {
            // what does not fluctuate is exact; sums of some tens of terms
            assertThat(found.mean()).as(name).isEqualTo(exact, within(1e-12));
            return;
        }
        byName.computeIfAbsent(name, none -> new ArrayList<>()).add((found.mean() - exact) / found.error());
    }

    /// All results and all points of curves.
    ///
    /// @param exact what is said without an error
    void add(Outcome found, Outcome exact) {
        for (Result result : found.results()) {
            add(result, exact.result(result.name()).mean());
        }
        for (Curve curve : found.curves()) {
            for (int k = 0; k < curve.points().size(); k++) {
                add(
                        curve.name() + " " + k,
                        curve.points().get(k).result(),
                        exact.curve(curve.name()).points().get(k).result().mean());
            }
        }
    }

    Map<String, Moments> moments() {
        var moments = new LinkedHashMap<String, Moments>();
        byName.forEach((name, pulls) -> moments.put(
                name, Moments.of(pulls.stream().mapToDouble(Double::doubleValue).toArray())));
        return moments;
    }

    /// A spread of 1 within a fifth, and no bias.
    void haveUnitSpread() {
        assertThat(byName).isNotEmpty();
        moments().forEach((name, m) -> {
            assertThat(Math.sqrt(m.variance())).as("spread of " + name).isEqualTo(1, within(0.2));
            assertThat(m.mean()).as("bias of " + name).isEqualTo(0, within(0.3));
        });
    }
}
