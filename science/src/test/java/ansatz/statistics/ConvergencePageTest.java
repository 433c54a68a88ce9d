package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConvergencePageTest {
    @Test
    void the_page_names_the_thresholds_of_the_code() throws IOException {
        String page = Files.readString(Path.of("../docs/convergence.md"));
        assertThat(page)
                .contains("| R-hat | below " + Convergence.RHAT + " |")
                .contains("| effective sample size | above %.0f |".formatted(Convergence.EFFECTIVE_SAMPLE_SIZE))
                .contains("| acceptance | between %.0f and %.0f %% |"
                        .formatted(100 * Convergence.LOWEST_ACCEPTANCE, 100 * Convergence.HIGHEST_ACCEPTANCE))
                .contains("| drift | at most %.0f error bars |".formatted(Convergence.DRIFT))
                .contains("| memory | correlation below " + Convergence.MEMORY + ",")
                .contains("| trend | within %.0f error bars, or %.0f times the precision of the result |"
                        .formatted(Convergence.DRIFT, Convergence.TOLERANCE))
                .contains("its last two windows")
                .contains("a fifth of the steps each")
                .contains("at least " + Convergence.FEWEST_STEPS + " steps");
        assertThat(Convergence.WINDOWS).isEqualTo(5);
    }
}
