package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import ansatz.study.Study;
import ansatz.study.StudyWriter;
import ansatz.study.Sweep;
import ansatz.study.SweepReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped study spoilt some hundred times, each of its keys in a few ways and all ways in turns: one line
/// each, exit
/// status 2, no folder left behind.
class MutatedStudyTest {
    private static final Path STUDIES = Path.of("..", "studies");
    private static final Pattern KEY = Pattern.compile("(\\w+) = (.*)");

    /// What a key is given in place of its value. Each is legal for no key, or for those only that `legal` names.
    private static final List<String> VALUES = List.of(
            "-1",
            "-1.5",
            "nan",
            "inf",
            "-inf",
            "1e308",
            "1e400",
            "99999999999999999999999",
            "\"\"",
            "\"no such thing\"",
            "[]",
            "[1, 2]",
            "{}",
            "{ type = \"no such thing\" }",
            "1979-05-27",
            "true",
            "0.5",
            "0",
            "07",
            "1e-400",
            "[[]]",
            "\"nan\"",
            "\"-1\"");

    /// How often a study is spoilt, about.
    private static final int MUTANTS = 400;

    /// One in so many is spoilt from the command line too.
    private static final int COMMANDS = 20;

    private static final Schema SCHEMA = Schema.installed();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Path> studies() throws Exception {
        try (Stream<Path> files = Files.list(STUDIES)) {
            return files.filter(file -> file.toString().endsWith(".toml")).sorted().toList().stream();
        }
    }

    /// The study with every key written out.
    private static List<String> resolved(Path file) {
        // of a sweep, its first point
        Study study = new SweepReader(SCHEMA)
                .read(file, List.of())
                .points()
                .getFirst()
                .study();
        return new StudyWriter(SCHEMA).toml(study).lines().toList();
    }

    @ParameterizedTest
    @MethodSource("studies")
    void a_spoilt_key_is_one_line_and_nothing_else(Path file) throws Exception {
        List<String> lines = resolved(file);
        List<Mutant> mutants = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher key = KEY.matcher(lines.get(i));
            if (!key.matches()) {
                continue;
            }
            String name = key.group(1);
            List<String> spoilt = new ArrayList<>();
            spoilt.add(misspell(name) + " = " + key.group(2));
            spoilt.add(name.toUpperCase(Locale.ROOT) + " = " + key.group(2));
            spoilt.add(lines.get(i) + "\n" + lines.get(i));
            spoilt.add(name + " =");
            spoilt.add(name + " " + key.group(2));
            VALUES.forEach(value -> spoilt.add(name + " = " + value));
            for (String line : spoilt) {
                List<String> mutant = new ArrayList<>(lines);
                mutant.set(i, line);
                mutants.add(new Mutant(name, line, String.join("\n", mutant)));
            }
        }
        // the least study has 9 keys, each spoilt in 28 ways
        assertThat(mutants).as("mutants of " + file).hasSizeGreaterThan(250);
        mutants = thinned(mutants, file);
        // a seed of 0, a title "", a field of -1 and the like are legal
        assertThat(refused(mutants)).as("refused mutants of " + file).isGreaterThan(mutants.size() * 3L / 4);
    }

    /// Every so many of them. The stride divides neither the number of ways nor a part of it, so that the ways take
    /// turns
    /// from key to key, and where it begins differs from study to study.
    private static List<Mutant> thinned(List<Mutant> mutants, Path file) {
        int stride = Math.max(1, mutants.size() / MUTANTS) | 1;
        stride += stride % 7 == 0 ? 2 : 0;
        int start = Math.floorMod(file.getFileName().toString().hashCode(), stride);
        var kept = new ArrayList<Mutant>();
        for (int i = start; i < mutants.size(); i += stride) {
            kept.add(mutants.get(i));
        }
        return kept;
    }

    /// @param name the key that is spoilt
    /// @param line what is spoilt, for messages
    /// @param toml the study
    private record Mutant(String name, String line, String toml) {}

    /// How many are refused, each as it should be. The command line, which says what the reader says, is asked for
    /// one
    /// in `COMMANDS` of them.
    private long refused(List<Mutant> mutants) {
        return IntStream.range(0, mutants.size())
                .parallel()
                .filter(i -> refused(mutants.get(i), folder.resolve("mutant-" + i), i % COMMANDS == 0))
                .count();
    }

    /// Whether a study is refused, and if so whether it is refused as it should be; a study that is legal after all
    /// is not run.
    private static boolean refused(Mutant spoilt, Path place, boolean command) {
        Path file = place.resolveSibling(place.getFileName() + ".toml");
        boolean tooLarge = false;
        try {
            Sweep sweep = new SweepReader(SCHEMA).read(file.toString(), spoilt.toml(), List.of());
            tooLarge = sweep.points().stream()
                    .anyMatch(point ->
                            point.study().memory() > Runtime.getRuntime().maxMemory());
            if (!tooLarge) {
                return false;
            }
        } catch (InvalidInput e) {
            isTold(e.lines(), spoilt, file);
        }
        if (command || tooLarge) {
            try {
                Files.writeString(file, spoilt.toml());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            CommandLineCase call = CommandLineCase.of(
                    "run", file.toString(), "--out", place.resolve("run").toString());
            assertThat(call.status()).as(spoilt.line()).isEqualTo(ExitStatus.BAD_INPUT);
            assertThat(call.out()).as(spoilt.line()).isEmpty();
            isTold(call.errors(), spoilt, file);
            assertThat(place).as(spoilt.line()).doesNotExist();
        }
        return true;
    }

    /// One line, or two where a key that is not known takes the place of one that must be there.
    private static void isTold(List<String> errors, Mutant spoilt, Path file) {
        String name = spoilt.name();
        String line = spoilt.line();
        assertThat(errors)
                .as(line)
                .hasSizeBetween(1, 2)
                .allSatisfy(error -> assertThat(error)
                        .startsWith(file.toString())
                        .doesNotContain("Exception")
                        .hasSizeLessThan(400));
        if (!line.contains("\n")) {
            String place = "toml:" + lineOf(spoilt.toml(), line);
            assertThat(errors)
                    .as(line)
                    .anySatisfy(error -> assertThat(error)
                            .containsAnyOf(name, misspell(name), name.toUpperCase(Locale.ROOT), place));
        }
    }

    private static int lineOf(String toml, String line) {
        return toml.lines().toList().indexOf(line) + 1;
    }

    private static String misspell(String name) {
        return name.charAt(0) + "x" + name.substring(1);
    }

    @ParameterizedTest
    @MethodSource("studies")
    void a_missing_key_is_either_a_default_or_one_line(Path file) throws Exception {
        List<String> lines = Files.readAllLines(file);
        List<Mutant> mutants = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> mutant = new ArrayList<>(lines);
            mutant.remove(i);
            mutants.add(new Mutant("", lines.get(i) + "\n", String.join("\n", mutant)));
        }
        assertThat(refused(mutants)).isLessThan(mutants.size());
    }

    @ParameterizedTest
    @MethodSource("studies")
    void a_study_cut_short_anywhere_never_ends_in_a_stack_trace(Path file) throws Exception {
        String toml = Files.readString(file);
        List<Mutant> mutants = new ArrayList<>();
        for (int length = 0; length < toml.length(); length += 7) {
            mutants.add(new Mutant("", "cut at " + length + "\n", toml.substring(0, length)));
        }
        assertThat(refused(mutants)).isPositive();
    }

    @Test
    void keys_that_contradict_one_another_are_told() throws Exception {
        Path file = STUDIES.resolve("heisenberg-chain.toml");
        CommandLineCase call = CommandLineCase.of(
                "run",
                file.toString(),
                "--set",
                "problem.lattice.periodic=false",
                "--out",
                folder.resolve("run").toString());
        assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(call.errors()).singleElement().asString().contains("model.symmetry");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void a_study_that_would_not_fit_says_so_with_the_figure() throws Exception {
        Path file = STUDIES.resolve("heisenberg-chain.toml");
        CommandLineCase call = CommandLineCase.of(
                "run",
                file.toString(),
                "--set",
                "problem.lattice.length=1000000",
                "--out",
                folder.resolve("run").toString());
        assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(call.errors())
                .singleElement()
                .asString()
                .matches(".*: the study needs about [0-9.e+]+ GB of memory, but the JVM may use .*");
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
