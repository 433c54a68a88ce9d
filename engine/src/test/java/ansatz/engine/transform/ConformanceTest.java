package ansatz.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of the intermediate representation goes through this suite by itself: a new one without an
/// example fails.
final class ConformanceTest {

    static List<String> words() {
        return new ArrayList<>(Vocabulary.all());
    }

    @Test
    void everyOperationHasAnExampleThatUsesIt() {
        assertThat(Example.all().keySet()).containsExactlyInAnyOrderElementsOf(Vocabulary.all());
        Example.all()
                .forEach((word, example) ->
                        assertThat(Vocabulary.of(example.programs().get(0))).contains(word));
    }

    @ParameterizedTest
    @MethodSource("words")
    void itsDerivativesAgreeWithEachOtherAndWithNumbers(String word) {
        Example example = Example.all().get(word);
        for (Program program : example.programs()) {
            for (boolean weighted : new boolean[] {false, true}) {
                Data data = Data.of(program, 3, weighted, example.low(), example.high(), 1);
                for (Claim claim : Claim.values()) {
                    assertThat(claim.check(program, data))
                            .as("%s of%n%s", claim, program)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void andSoDoTheDerivativesOfItsDerivatives(String word) {
        Example example = Example.all().get(word);
        for (Program program : example.programs()) {
            for (Claim first : Claim.values()) {
                Optional<Program> once = first.apply(program);
                if (once.isEmpty()) {
                    continue;
                }
                Data data = Data.of(once.get(), 2, false, example.low(), example.high(), 2);
                for (Claim second : Claim.values()) {
                    assertThat(second.check(once.get(), data))
                            .as("%s after %s of%n%s%nthat is%n%s", second, first, program, once.get())
                            .isEmpty();
                }
            }
        }
    }
}
