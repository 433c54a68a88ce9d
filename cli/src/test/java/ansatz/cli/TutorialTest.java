package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// docs/tutorial.md is true: each program on it runs and prints what stands below it.
class TutorialTest {
    private static final Path PAGE = Path.of("../docs/tutorial.md");
    private static final Pattern HEADING = Pattern.compile("^## (.*)$", Pattern.MULTILINE);
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);

    /// A number, perhaps with its error in units of the last digit: -25.4909(2).
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w%])(-?\\d+)(?:\\.(\\d+))?(?:\\((\\d+)\\))?(E-?\\d+)?(?![\\w])");

    private record Snippet(String heading, String program, String printed) {}

    private static List<Snippet> snippets() throws IOException {
        String page = Files.readString(PAGE);
        var snippets = new ArrayList<Snippet>();
        Matcher program = PROGRAM.matcher(page);
        while (program.find()) {
            String heading = HEADING.matcher(page.substring(0, program.start()))
                    .results()
                    .map(result -> result.group(1))
                    .reduce("", (first, last) -> last);
            snippets.add(new Snippet(heading, program.group(1), program.group(2)));
        }
        // a program without its output would escape
        assertThat(snippets).hasSize(page.split("```java\n", -1).length - 1);
        return snippets;
    }

    @TestFactory
    Stream<DynamicTest> eachProgramPrintsWhatStandsBelowIt(@TempDir Path folder) throws IOException {
        List<Snippet> snippets = snippets();
        return Stream.iterate(0, i -> i < snippets.size(), i -> i + 1).map(i -> {
            Snippet snippet = snippets.get(i);
            return dynamicTest(snippet.heading() + ", program " + (i + 1), () -> {
                Path file = Files.createDirectories(folder.resolve("" + i)).resolve("Try.java");
                Files.writeString(file, snippet.program());
                Captured run = Captured.of("run", file.toString());
                assertThat(run.err()).isEmpty();
                assertThat(run.status()).isZero();
                assertSamePrint(run.out(), snippet.printed());
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> eachProgramIsShort() throws IOException {
        return snippets().stream()
                .map(snippet -> dynamicTest(
                        snippet.heading(),
                        () -> assertThat(snippet.program().lines().filter(line -> !line.isBlank()))
                                .hasSizeLessThanOrEqualTo(21))); // twenty and an import
    }

    /// The text between numbers is the same, and so are the numbers: those with an error bar within five of them
    /// (each side has one, and another processor may take another path), those without to nine digits or the last
    /// that is shown (rounding differs between processors).
    private static void assertSamePrint(String found, String expected) {
        assertThat(NUMBER.matcher(found).replaceAll("#"))
                .isEqualTo(NUMBER.matcher(expected).replaceAll("#"));
        List<MatchResult> numbers = NUMBER.matcher(found).results().toList();
        List<MatchResult> wanted = NUMBER.matcher(expected).results().toList();
        for (int i = 0; i < numbers.size(); i++) {
            double value = value(wanted.get(i));
            double error = Math.hypot(error(numbers.get(i)), error(wanted.get(i)));
            double rounding = Math.max(1e-9 * Math.max(1, Math.abs(value)), lastDigit(wanted.get(i)));
            double tolerance = error > 0 ? 5 * error : rounding;
            assertThat(value(numbers.get(i))).isBetween(value - tolerance, value + tolerance);
        }
    }

    private static double value(MatchResult number) {
        String decimals = number.group(2) == null ? "" : "." + number.group(2);
        String exponent = number.group(4) == null ? "" : number.group(4);
        return Double.parseDouble(number.group(1) + decimals + exponent);
    }

    private static double error(MatchResult number) {
        return number.group(3) == null ? 0 : Double.parseDouble(number.group(3)) * lastDigit(number);
    }

    /// One unit of the last decimal; nothing for an integer, which is a shape or a name.
    private static double lastDigit(MatchResult number) {
        return number.group(2) == null ? 0 : Math.pow(10, -number.group(2).length());
    }
}
