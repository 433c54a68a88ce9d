package ansatz.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KEYS = List.of("field", "coupling", "lattice", "targetError", "rate");

    @ParameterizedTest
    @CsvSource({
        "feild, field",
        "Field, field",
        "fields, field",
        "target_error, targetError",
        "target-error, targetError",
        "ratte, rate",
        "coupeling, coupling",
        "latice, lattice"
    })
    void a_slip_finds_the_key_that_was_meant(String slip, String meant) {
        assertThat(Nearest.to(slip, KEYS)).isEqualTo(meant);
    }

    @Test
    void a_word_of_its_own_finds_nothing() {
        assertThat(Nearest.to("temperature", KEYS)).isNull();
        assertThat(Nearest.to("x".repeat(100_000), KEYS)).isNull();
    }
}
