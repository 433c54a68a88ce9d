package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped study in short form, from the command to the report.
class ShippedStudyTest {
    static Stream<Path> studies() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("..", "studies"))) {
            return files.filter(file -> file.toString().endsWith(".toml")).sorted().toList().stream();
        }
    }

    /// What makes a study short, by its type.
    private static List<String> shortened(Path study) throws Exception {
        String text = Files.readString(study);
        var settings = new ArrayList<String>();
        if (ofData(text)) {
            if (text.contains("\"toy-higgs\"")) {
                settings.addAll(List.of("data.rows=2000", "model.rounds=10"));
            }
            return settings; // the others are short as they are
        }
        if (text.contains("\"thermal\"")) {
            // a sweep has all of its points, each shorter
            settings.addAll(
                    text.contains("[sweep]")
                            ? List.of("draws=40", "chains=2", "burnIn=10")
                            : List.of("draws=100", "chains=2"));
        } else if (text.contains("\"evolution\"")) {
            settings.addAll(List.of("preparation=0.1", "duration=0.1", "points=2", "draws=32"));
        } else if (text.contains("\"particles\"")) {
            settings.addAll(List.of(
                    "steps=3",
                    "sampler.walkers=16",
                    "sampler.sweeps=1",
                    "evaluation.burnIn=2",
                    "evaluation.draws=32",
                    "evaluation.error=1000"));
            if (text.contains("particles = 54")) {
                settings.addAll(List.of(
                        "steps=1",
                        "evaluation.draws=32",
                        "sampler.walkers=4",
                        "model.factors=[{type=\"message-passing\",width=4,queries=2},{type=\"pade-jastrow\"}]"));
            }
        } else {
            settings.addAll(
                    List.of(text.contains("\"convolutional\"") ? "steps=3" : "steps=15", "evaluation.error=0.5"));
        }
        boolean eightNetworks = text.contains("symmetries") && text.contains("\"convolutional\"");
        if (eightNetworks) {
            settings.addAll(List.of("sampler.chains=8", "evaluation.draws=32", "evaluation.error=1000"));
        } else if (text.contains("\nchains = 1024")) {
            settings.add("sampler.chains=64");
        }
        return settings;
    }

    private static boolean ofData(String text) {
        return Stream.of("fit", "bias-variance", "comparison", "clusters", "components")
                .anyMatch(type -> text.contains("\"" + type + "\""));
    }

    @ParameterizedTest
    @MethodSource("studies")
    void a_few_steps_end_in_a_report_that_can_be_written_again(Path study, @TempDir Path folder) throws Exception {
        Path run = folder.resolve("run");
        var words = new ArrayList<>(List.of("run", study.toString(), "--out", run.toString()));
        for (String setting : shortened(study)) {
            words.addAll(List.of("--set", setting));
        }
        CommandLineCase call = CommandLineCase.of(words.toArray(String[]::new));
        assertThat(call.status()).as(call.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        assertThat(call.out()).contains("report   " + run);
        if (ofData(Files.readString(study))) {
            assertThat(call.out())
                    .containsAnyOf("lambda", "ams", "best degree", "mean squared error of", "clusters", "share of");
        } else {
            assertThat(call.out()).contains("energy").containsAnyOf("exact", "published", "hartree fock");
        }
        Path report = Path.of(CommandLineCase.of("report", run.toString()).out().strip());
        assertThat(report).content().contains("The study", "aria-label=\"Verdict\"");
        assertThat(run.resolve("result.json")).isNotEmptyFile();
        CommandLineCase again = CommandLineCase.of("run", study.toString(), "--out", run.toString());
        assertThat(again.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(again.errors()).singleElement().asString().contains("holds a run already");
    }
}
