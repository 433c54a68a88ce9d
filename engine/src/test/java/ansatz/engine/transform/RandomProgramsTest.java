package ansatz.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Some two thousand random programs, each under two pairs of transformations, as many as it takes for every
/// operation
/// to meet every pair.
final class RandomProgramsTest {
    private static boolean wantsOneSample(Claim claim) {
        return claim == Claim.ROWS || claim == Claim.LAPLACIAN;
    }

    @Test
    void everyOperationSurvivesEveryPairOfTransformations() {
        List<String> words = new ArrayList<>(Vocabulary.all());
        List<String> unmixed =
                words.stream().filter(w -> !w.equals("SampleMean")).toList();
        Claim[] claims = Claim.values();
        int pairs = claims.length * claims.length;
        Set<String> met = new LinkedHashSet<>();
        int programs = words.size() * ((pairs + 1) / 2);
        for (int i = 0; i < programs; i++) {
            String word = words.get(i % words.size());
            for (int k = 0; k < 2; k++) {
                int pair = (i / words.size() * 2 + k) % pairs;
                Claim first = claims[pair / claims.length];
                Claim second = claims[pair % claims.length];
                boolean unmixedOnly = wantsOneSample(first) || wantsOneSample(second);
                Program program = RandomProgram.of(2L * i + k, word, unmixedOnly ? unmixed : words);
                Optional<String> problem = problem(program, first, second);
                if (problem.isPresent()) {
                    Program small = Shrink.smallest(
                            program, p -> problem(p, first, second).isPresent());
                    fail(
                            "program %d: %s after %s: %s%nsmallest program that fails:%n%s%s",
                            i,
                            second,
                            first,
                            problem.get(),
                            small,
                            problem(small, first, second).orElse(""));
                }
                Vocabulary.of(program).forEach(w -> met.add(w + " " + first + " " + second));
            }
        }
        List<String> missed = new ArrayList<>();
        for (String word : words) {
            for (Claim first : claims) {
                for (Claim second : claims) {
                    boolean defined = !word.equals("SampleMean") || !wantsOneSample(first) && !wantsOneSample(second);
                    if (defined && !met.contains(word + " " + first + " " + second)) {
                        missed.add(word + " " + first + " " + second);
                    }
                }
            }
        }
        assertThat(missed).isEmpty();
    }

    /// What is wrong with the second transformation of the program that the first one makes.
    private static Optional<String> problem(Program program, Claim first, Claim second) {
        Program once = first.apply(program).orElse(program);
        Data data = Data.of(once, 3, program.instructions().size() % 2 == 0, -1, 1, 3);
        try {
            return second.check(once, data);
        } catch (RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    @Test
    void aFailureIsShrunkToTheInstructionsThatItNeeds() {
        // pretend that everything with a hyperbolic tangent of a sample mean fails
        Program large = RandomProgram.of(5, "SampleMean", new ArrayList<>(Vocabulary.all()));
        Program small = Shrink.smallest(
                large, p -> p.instructions().stream().anyMatch(i -> i.operation() instanceof Operation.SampleMean));
        assertThat(small.instructions()).hasSize(2);
        assertThat(large.instructions()).hasSizeGreaterThan(10);
    }
}
