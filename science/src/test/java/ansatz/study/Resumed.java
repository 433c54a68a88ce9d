package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;

/// What each computation promises of its saved states.
final class Resumed {
    private Resumed() {}

    /// A computation restored after so many steps ends with the results of one that was never stopped.
    static void goesOn(Study study, int... stops) {
        var environment = new Environment(1);
        for (int stop : stops) {
            try (Computation first = study.computation(environment);
                    Computation second = study.computation(environment)) {
                for (int step = 0; step < stop; step++) {
                    first.advance();
                }
                second.restore(first.state());
                while (!first.finished()) {
                    first.advance();
                }
                while (!second.finished()) {
                    second.advance();
                }
                assertThat(second.outcome().results()).isEqualTo(first.outcome().results());
            }
        }
    }
}
